"""How positive and how personal an article's wording is. Tone has no target: it is not a stance.

The values are TextBlob's (https://textblob.readthedocs.io), a lexicon of English adjectives and adverbs.
"""

from functools import cache
from typing import Any

from monitor.model import Tone


def tone_of(title: str, text: str) -> Tone:
    """Polarity (-1 … 1) and subjectivity (0 … 1) of title and text together, rounded to 4 decimals."""
    sentiment = _blob()(f"{title}\n\n{text}").sentiment
    return Tone(round(float(sentiment.polarity), 4), round(float(sentiment.subjectivity), 4))


@cache
def _blob() -> Any:
    from textblob import TextBlob  # late: it brings nltk, a second that only tagging should pay

    return TextBlob
