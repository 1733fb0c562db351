"""The index that near-duplicates are found by: sorted segments of pairs, written once, merged as they grow.

Rows of random numbers land on a page each, and the more pages there are, the dearer is each. So a transaction
writes one new segment, and a few of a size become one of the next size (the log-structured merge-tree of
O'Neil et al. 1996). A pair is the upper 32 bits of a number, and an article: two numbers of the same 32 bits
are taken for one, so who asks must want more than one number in common.
"""

from collections.abc import Sequence
from itertools import chain, islice
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, insert, select

from monitor.store import schema

FACTOR = 4  # segments of a size that become one of the next size
BITS = 8  # at least, for each pair, in the map of a segment: it saves most searches for what is not there
LARGEST = 1 << 22  # pairs of a segment that is merged no more, 32 MB
LOOKED = -1  # the number under which all articles are kept that were looked at; no shingle is likely to be it
SEGMENT = schema.sketch_segments.c

_ARTICLE = np.uint64(0xFFFFFFFF)  # the bits of a pair that are the article

Pairs = NDArray[np.uint64]


class Segment:
    """Sorted pairs, and a map of them: a bit for each range of numbers that has one."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        size = min((BITS * len(pairs)).bit_length(), 32)
        self._range = np.uint64(64 - size)
        taken = np.zeros(1 << size, bool)
        taken[pairs >> self._range] = True
        self._taken = np.packbits(taken, bitorder="little")

    def under(self, asked: Pairs) -> tuple[np.ndarray, np.ndarray]:
        """The pairs with these numbers, as sorted pairs with no article: their places, and the articles."""
        ranges = asked >> self._range
        bits = self._taken[ranges >> np.uint64(3)] >> (ranges & np.uint64(7)).astype(np.uint8)
        places = np.flatnonzero(bits & 1)  # of most numbers it has nothing
        starts = np.searchsorted(self.pairs, asked[places])
        ends = np.searchsorted(self.pairs, asked[places] | _ARTICLE, side="right")
        counts = ends - starts
        at = np.arange(counts.sum()) + np.repeat(ends - np.cumsum(counts), counts)
        return np.repeat(places, counts), (self.pairs[at] & _ARTICLE).astype(np.int64)


Segments = dict[str, Segment]


class Sketches:
    """The index as some texts need it, inside a transaction: asked once, and written at the end."""

    def __init__(self, connection: Connection, numbers: np.ndarray) -> None:
        """`numbers`: all that will be asked for, each once."""
        self._connection = connection
        self._segments = _segments(connection)
        self._held: dict[int, list[int]] = {}
        self._new: list[Pairs] = []
        asked = numbers[np.argsort(numbers.view(np.uint64))]
        for segment in self._segments.values():
            places, articles = segment.under(_pairs(asked, 0))
            for number, article in zip(asked[places].tolist(), articles.tolist(), strict=True):
                self._held.setdefault(number, []).append(article)

    def find(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """All pairs with these numbers: their places in `numbers`, and the articles."""
        held = {place: self._held[n] for place, n in enumerate(numbers.tolist()) if n in self._held}
        places = np.repeat(np.fromiter(held, np.int64), [len(some) for some in held.values()])
        return places, np.fromiter(chain.from_iterable(held.values()), np.int64)

    def add(self, numbers: np.ndarray, article: int) -> None:
        """Keep an article under each of the numbers."""
        for number in numbers.tolist():
            self._held.setdefault(number, []).append(article)
        self._new.append(_pairs(numbers, article))

    def write(self, articles: Sequence[int]) -> None:
        """Write down what was added, and that these articles were looked at."""
        seen = _pairs(np.full(len(articles), LOOKED), np.array(articles, np.int64))
        new = np.sort(np.concatenate([*self._new, seen[~_among(self._segments, seen)]]))
        self._new = []
        if not len(new):
            return
        merged: list[str] = []
        while len(alike := self._alike(len(new))) == FACTOR - 1 and len(new) < LARGEST:
            new = np.sort(np.concatenate([new, *(self._segments.pop(key).pairs for key in alike)]))
            merged += alike
        if merged:
            self._connection.execute(delete(schema.sketch_segments).where(SEGMENT.id.in_(merged)))
        key = uuid4().hex  # never that of another content, also after a transaction that failed
        row = {"id": key, "pairs": new.astype("<u8").tobytes()}
        self._connection.execute(insert(schema.sketch_segments), row)
        self._segments[key] = Segment(new)

    def _alike(self, size: int) -> list[str]:
        """Some segments of a size, at most so many that they and a new one become one."""
        alike = (key for key, other in self._segments.items() if _level(len(other.pairs)) == _level(size))
        return list(islice(alike, FACTOR - 1))


def looked(connection: Connection, articles: Sequence[int]) -> set[int]:
    """Those of the articles that the index has."""
    some = np.array(articles, np.int64)
    there = _among(_segments(connection), _pairs(np.full(len(some), LOOKED), some))
    return set(some[there].tolist())


def _segments(connection: Connection) -> Segments:
    """All segments as they are now: those that this program has read or written before are not read again."""
    held: Segments = connection.info["segments"]
    ids = set(connection.scalars(select(SEGMENT.id)))
    for key in held.keys() - ids:
        del held[key]
    query = select(SEGMENT.id, SEGMENT.pairs).where(SEGMENT.id.in_(ids - held.keys()))
    for key, pairs in connection.execute(query) if ids - held.keys() else ():
        held[key] = Segment(np.frombuffer(pairs, "<u8"))
    return held


def _among(segments: Segments, pairs: Pairs) -> NDArray[np.bool_]:
    """Which of the pairs are in one of the segments."""
    there = np.zeros(len(pairs), bool)
    for segment in segments.values():
        there |= np.take(segment.pairs, np.searchsorted(segment.pairs, pairs), mode="clip") == pairs
    return there


def _pairs(numbers: np.ndarray, article: int | np.ndarray) -> Pairs:
    made: Pairs = (numbers.view(np.uint64) & ~_ARTICLE) | np.asarray(article, np.int64).view(np.uint64)
    return made


def _level(size: int) -> int:
    """Segments on a level are up to `FACTOR` times as long as those on the one below."""
    return size.bit_length() // (FACTOR.bit_length() - 1)
