"""Words of a text and where they are: one character in, one character out, so that offsets stay true."""

import re
import unicodedata
from bisect import bisect_left
from functools import cached_property
from itertools import accumulate, chain
from operator import add

_WORD = re.compile(r"[^\W_]+")
_OTHER = re.compile(r"[^\x00-\x7f]")


class _Folding(dict[int, str]):
    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFKD", chr(code))[:1].lower()[:1]
        plain = chr(code).lower()[:1]
        self[code] = base if base.isalnum() else plain
        return self[code]


_FOLDING = _Folding({0x2019: "'", 0x2018: "'"})


def fold(text: str) -> str:
    """`text` in lower case without accents, of exactly the same length."""
    return text.lower() if text.isascii() else _OTHER.sub(lambda found: _FOLDING[ord(found[0])], text).lower()


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of `text`: its runs of letters and digits."""
    return tuple(_WORD.findall(fold(text)))


class WordIndex:
    """The words of one text, read once: where each is, and which begin with a prefix."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self.words: list[str] = _WORD.findall(self._folded)
        self.places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            self.places.setdefault(word, []).append(place)
        self._beginnings: dict[int, set[str]] = {}

    @cached_property
    def starts(self) -> list[int]:
        """Offset of each word: what stands between the words, and the words, one after the other."""
        gaps = map(len, _WORD.split(self._folded)[:-1])
        return list(accumulate(map(add, gaps, chain((0,), map(len, self.words)))))

    @cached_property
    def _alphabet(self) -> list[str]:
        return sorted(self.places)

    def end(self, place: int) -> int:
        """Offset just after the word at `place`."""
        return self.starts[place] + len(self.words[place])

    def beginnings(self, length: int) -> set[str]:
        """The first letters, so many, of all words."""
        if length not in self._beginnings:
            self._beginnings[length] = {word[:length] for word in self._alphabet}
        return self._beginnings[length]

    def where(self, word: str, prefix: bool) -> list[int]:
        """Places of a word, or of every word that begins so, in order."""
        if not prefix:
            return self.places.get(word, [])
        at = first = bisect_left(self._alphabet, word)
        while at < len(self._alphabet) and self._alphabet[at].startswith(word):
            at += 1
        if at == first:
            return []
        return sorted(place for longer in self._alphabet[first:at] for place in self.places[longer])

    def phrase(self, words: tuple[str, ...], last_prefix: bool) -> list[int]:
        """Places where `words` begin to stand side by side."""
        rest, last = words[1:-1], words[-1]
        if words[0] not in self.places:
            return []
        found = []
        for place in self.places[words[0]]:
            follow = self.words[place + 1 : place + len(words)]
            if len(follow) < len(words) - 1 or tuple(follow[:-1]) != rest:
                continue
            if follow[-1] == last or (last_prefix and follow[-1].startswith(last)):
                found.append(place)
        return found
