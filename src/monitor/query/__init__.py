"""The one small query language, for searching and for topics: parsed here, and evaluated over title and text.

    words            iran sanctions          both, anywhere (AND is implied)
    "phrase"         "arms control"          the words side by side; "foreign minister*" for its endings
    prefix*          sanction*               sanction, sanctions, sanctioned …
    AND OR NOT       (war OR truce) NOT film in capitals; NOT binds before AND, AND before OR
    field            title:iran              only in the title (or text:)
    NEAR             NEAR(iran enrich*, 5)   all of them, at most 5 words from the first to the last

A word is a run of letters and digits; case and accents make no difference.
"""

from monitor.query.find import Fields, find, find_in, read
from monitor.query.nodes import And, Field, Near, Node, Not, Or, Phrase, Word, terms
from monitor.query.parse import parse
from monitor.query.words import fold

__all__ = [
    "And", "Field", "Fields", "Near", "Node", "Not", "Or", "Phrase", "Word",
    "find", "find_in", "fold", "parse", "read", "terms",
]  # fmt: skip
