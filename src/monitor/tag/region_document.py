"""A title and a text read as one, with exact offsets back into each."""

from functools import cache

import numpy as np
import numpy.typing as npt

from monitor.model import Span
from monitor.query import fold

BETWEEN = "\n|\n"  # no name reaches across the bar
_PLANE = 0x10000  # further characters, as emoji, are no part of a name
_BAR = ord("|")
Codes = npt.NDArray[np.uint32]


class Document:
    """One article. `written` is as given; `folded` is the same with a space before and behind, small letters
    without accents, and a space for all but letters and digits: `folded[n + 1]` is `written[n]`.
    """

    def __init__(self, title: str, text: str) -> None:
        self.written = f"{title}{BETWEEN}{text}"
        self.body = len(title) + len(BETWEEN)  # where the text begins
        codes = np.frombuffer(self.written.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        folded: Codes = _folding()[np.minimum(codes, _PLANE)]
        self.folded = f" {folded.tobytes().decode('utf-32-le')} "
        self._title_caseless = _caseless(codes[: len(title)], headline=True)
        self._text_caseless = _caseless(codes[self.body : self.body + 2000], headline=False)

    def caseless(self, place: int) -> bool:
        """Whether capitals tell nothing there: nearly all letters are capitals, or none is."""
        return self._title_caseless if place < self.body else self._text_caseless

    @property
    def wire(self) -> bool:
        """Whether only the headline is in capitals, as in reports of the days of teleprinters."""
        return self.body > len(BETWEEN) and self._title_caseless and not self._text_caseless

    def span(self, start: int, end: int) -> Span:
        """A part of `written` as a part of its field."""
        if start < self.body:
            return Span("title", start, end)
        return Span("text", start - self.body, end - self.body)


def _caseless(codes: Codes, *, headline: bool) -> bool:
    small = int(np.count_nonzero((codes >= 97) & (codes <= 122)))
    capital = int(np.count_nonzero((codes >= 65) & (codes <= 90)))
    return capital > 2 * small or (capital == 0 and small > (20 if headline else 60))


def spaced(text: str) -> str:
    """`text` as it is in a folded document: of the same length."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _folding()[np.minimum(codes, _PLANE)].tobytes().decode("utf-32-le")


@cache
def _folding() -> Codes:
    """The folded character of each character."""
    plain = "".join(map(chr, [*range(0xD800), *[0x20] * 0x800, *range(0xE000, _PLANE)])) + " "
    letters = [c if c.isalnum() else " " for c in fold(plain)]
    letters[_BAR] = "|"
    return np.array([ord(c) for c in letters], dtype=np.uint32)
