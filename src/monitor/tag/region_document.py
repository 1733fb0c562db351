"""A title and a text read as one, with exact offsets back into each."""

from functools import cache

import numpy as np
import numpy.typing as npt

from monitor.model import Span
from monitor.query import fold

BETWEEN = "\n|\n"  # no name reaches across the bar
_PLANE = 0x10000  # further characters, as emoji, are no part of a name
_BAR = ord("|")
_OTHER, _LARGE, _SMALL, _NEITHER = range(
    4
)  # classes of characters: no letter or digit, capital, small, without case
Codes = npt.NDArray[np.uint32]
Classes = npt.NDArray[np.uint8]


class Document:
    """One article. `written` is as given; `folded` is the same with a space before, small letters without
    accents, and a space for all but letters and digits: `folded[n + 1]` is `written[n]`. `starts` are where,
    in `written`, words with a capital begin, and all words where capitals tell nothing.
    """

    def __init__(self, title: str, text: str) -> None:
        self.written = f"{title}{BETWEEN}{text}\n\n"
        self.body = len(title) + len(BETWEEN)  # where the text begins
        padded = " " + self.written
        codes = _codes(padded)
        self.folded = _folded(padded, codes)
        classes = _classes().take(codes, mode="clip")
        self._title_caseless = _caseless(classes[1 : self.body], 20)
        self._text_caseless = _caseless(classes[self.body + 1 : self.body + 1500], 60)
        self.starts = self._starts(classes)

    def _starts(self, classes: Classes) -> list[int]:
        large = classes == _LARGE
        if self._title_caseless:
            large[: self.body] = classes[: self.body] != _OTHER
        if self._text_caseless:
            large[self.body :] = classes[self.body :] != _OTHER
        starts: list[int] = np.flatnonzero(large[1:] & (classes[:-1] == _OTHER)).tolist()
        return starts

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


def spaced(text: str) -> str:
    """`text` as it is in a folded document: of the same length."""
    return _folded(text, _codes(text))


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _folded(text: str, codes: Codes) -> str:
    if text.isascii():
        return text.lower().translate(_ASCII)
    return str(_folding().take(codes, mode="clip").tobytes(), "utf-32-le")


def _caseless(classes: Classes, enough: int) -> bool:
    large, small = np.count_nonzero(classes == _LARGE), np.count_nonzero(classes == _SMALL)
    return bool(large > 2 * small or (large == 0 and small > enough))


_STROKES = str.maketrans("øđłıßðþæœ", "odlisdtao")  # no accents, yet often left out
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum() and code != _BAR}


@cache
def _folding() -> Codes:
    """The folded character of each character."""
    plain = "".join(map(chr, [*range(0xD800), *[0x20] * 0x800, *range(0xE000, _PLANE)])) + " "
    letters = [c if c.isalnum() else " " for c in fold(plain).translate(_STROKES)]
    letters[_BAR] = "|"
    return np.array([ord(c) for c in letters], dtype=np.uint32)


@cache
def _classes() -> Classes:
    """The class of each character."""
    kinds = np.full(_PLANE + 1, _OTHER, dtype=np.uint8)
    for code in range(_PLANE):
        letter = chr(code)
        if letter.isalnum():
            kinds[code] = _LARGE if letter.isupper() else _SMALL if letter.islower() else _NEITHER
    return kinds
