"""Which articles hold a shingle: a table in memory, as quick with a million articles as with a thousand."""

import numpy as np

_EMPTY = -1
_SLOTS = 1 << 12  # at first; doubled whenever half of them are taken
_CHUNK = 1 << 20


class Postings:
    """Pairs of a number and an article, in slots found by the number (open addressing, linear probing).

    A slot keeps 32 bits of the number beside the article, so that a pair takes 16 to 32 bytes. Two numbers
    of the same 32 bits are taken for one: who asks must want more than one number in common.
    """

    def __init__(self) -> None:
        self._count = 0
        self._marks, self._articles = _slots(_SLOTS)

    def find(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """All pairs with these numbers: their places in `numbers`, and the articles."""
        marks = _marks(numbers)
        slots, asking = self._first(marks), np.arange(len(numbers))
        places, articles = [asking[:0]], [self._articles[:0]]
        while len(asking):
            there = self._articles[slots]
            taken = there != _EMPTY
            asking, slots, there = asking[taken], slots[taken], there[taken]
            hit = self._marks[slots] == marks[asking]
            places.append(asking[hit])
            articles.append(there[hit])
            slots = self._next(slots)
        return np.concatenate(places), np.concatenate(articles)

    def add(self, numbers: np.ndarray, article: int) -> None:
        """Keep an article under each of the numbers."""
        while 2 * (self._count + len(numbers)) > len(self._articles):
            self._grow()
        self._put(_marks(numbers), np.full(len(numbers), article, np.int32))
        self._count += len(numbers)

    def _put(self, marks: np.ndarray, articles: np.ndarray) -> None:
        slots = self._first(marks)
        while len(slots):
            free = self._articles[slots] == _EMPTY
            wanted = slots[free]
            self._marks[wanted], self._articles[wanted] = marks[free], articles[free]
            # of several that wanted one slot, one has it now
            left = (self._marks[slots] != marks) | (self._articles[slots] != articles)
            marks, articles, slots = marks[left], articles[left], self._next(slots[left])

    def _grow(self) -> None:
        marks, articles = self._marks, self._articles
        self._marks, self._articles = _slots(2 * len(articles))
        for start in range(0, len(articles), _CHUNK):
            part = slice(start, start + _CHUNK)
            taken = articles[part] != _EMPTY
            self._put(marks[part][taken], articles[part][taken])

    def _first(self, marks: np.ndarray) -> np.ndarray:
        return marks.astype(np.int64) & (len(self._articles) - 1)

    def _next(self, slots: np.ndarray) -> np.ndarray:
        return (slots + 1) & (len(self._articles) - 1)


def _slots(count: int) -> tuple[np.ndarray, np.ndarray]:
    return np.zeros(count, np.uint32), np.full(count, _EMPTY, np.int32)


def _marks(numbers: np.ndarray) -> np.ndarray:
    return (numbers.view(np.uint64) >> np.uint64(32)).astype(np.uint32)
