"""How positive and how personal an article's wording is. Tone has no target: it is not a stance.

The values are TextBlob's (https://textblob.readthedocs.io), a lexicon of English adjectives and adverbs.
"""

import sys
from functools import cache
from threading import Lock
from typing import Any

from monitor.model import Tone


def tone_of(title: str, text: str) -> Tone:
    """Polarity (-1 … 1) and subjectivity (0 … 1) of title and text together, rounded to 4 decimals."""
    sentiment = _blob()(f"{title}\n\n{text}").sentiment
    return Tone(round(float(sentiment.polarity), 4), round(float(sentiment.subjectivity), 4))


_loading = Lock()  # threads of a server may ask at once, and what loads the lexicon is made for one


@cache
def _blob() -> Any:
    """TextBlob, loaded late, and without scikit-learn.

    It brings nltk, which loads scikit-learn where it is installed: 90 MB and a second in each process, for
    nothing that a tone needs.
    """
    with _loading:
        unloaded = "sklearn" not in sys.modules
        if unloaded:
            sys.modules["sklearn"] = None  # type: ignore[assignment]  # an import of it fails
        try:
            from textblob import TextBlob
        finally:
            if unloaded:
                del sys.modules["sklearn"]
        _ = TextBlob("good").sentiment  # the lexicon is read when it is first asked
    return TextBlob
