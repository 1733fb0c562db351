"""Stories: articles of any outlets that tell of one event, joined as they come in."""

import heapq
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import scipy.sparse as sp

from monitor.stories.terms import Terms, matrix, names, of_places

ALIKE = 0.13  # mean cosine of two groups' articles from which they tell one story …
AS_ALIKE = 0.5  # … and this much of what either group's own articles are: others share its subject only
NOTICED = 0.03  # a smaller cosine is chance
DAYS = 1  # apart: articles further from one another are not compared
NEAREST = 30  # articles that each one is compared with
AGREEING = 0.05  # cosine of the names alone, from which they agree
BEYOND = 0.5  # of a cosine must be of words that name no place; what places add to that does not count
ELSEWHERE = 0.5  # what the cosine of two articles about different countries counts
BLOCK = 500  # articles that are compared at once


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as clustering sees it."""

    id: int
    day: date
    terms: Terms
    places: frozenset[str] = frozenset()  # the countries that it is about, where they are known


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that belong together after new ones came in."""

    story: int | None  # the oldest of the stories in it; None for a new one
    articles: tuple[int, ...]  # the new ones
    merged: tuple[int, ...] = ()  # other stories, which are the same as `story` by now


def join(
    new: Sequence[Piece],
    told: Sequence[Piece],
    stories: Mapping[int, int],
    settled: Collection[int] = (),
) -> list[Group]:
    """Put new articles into stories, those of `told` or new ones; what is told stays in its story.

    `told`: the articles, each with its story in `stories`, of all stories that have one within a day of a new
    one. Two stories become one, that of the smaller number, when what is new shows them to be the same;
    never two that a person has `settled`. Average-link clustering of TF-IDF cosines over neighbouring days;
    a group takes nothing that is not at least half as alike to it as its own articles are to one another.
    What names places counts no more than all other words do: two events in one country are two stories.
    """
    pieces = [*told, *new]
    homes: list[int | None] = [*(stories[each.id] for each in told), *(None for _ in new)]
    clusters = _Clusters(homes, settled)
    for one, other, cosine in _edges(pieces):
        clusters.link(one, other, cosine)
    clusters.agglomerate()
    groups = []
    for members in clusters.groups():
        old = sorted({home for n in members if (home := homes[n]) is not None})
        fresh = tuple(pieces[n].id for n in members if homes[n] is None)
        if fresh or len(old) > 1:
            groups.append(Group(old[0] if old else None, fresh, tuple(old[1:])))
    return groups


def _edges(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, float]]:
    """Pairs of articles of neighbouring days and how alike they are; of each article the nearest ones."""
    order = sorted(range(len(pieces)), key=lambda n: (pieces[n].day, pieces[n].id))
    told = [pieces[n].terms for n in order]
    vectors, named = matrix(told), matrix(names(told))
    placed = of_places(vectors, told)
    days = np.array([pieces[n].day.toordinal() for n in order])
    for start, end in _blocks(days):
        last = np.searchsorted(days, days[start] + DAYS, side="right")
        alike = _alike(vectors, named, placed, slice(start, end), slice(start, last))
        for row in range(end - start):
            part = slice(alike.indptr[row], alike.indptr[row + 1])
            others, values = alike.indices[part], alike.data[part]
            later = others > row
            others, values = others[later], values[later]
            for n in np.argsort(-values, kind="stable")[:NEAREST]:
                one, other = order[start + row], order[start + others[n]]
                yield one, other, float(values[n]) * _same_place(pieces[one], pieces[other])


def _same_place(one: Piece, other: Piece) -> float:
    known = one.places and other.places
    return ELSEWHERE if known and not one.places & other.places else 1.0


def _blocks(days: np.ndarray) -> Iterator[tuple[int, int]]:
    """Stretches of articles of one day, not too long for the memory."""
    for day in np.unique(days):
        first, end = np.searchsorted(days, [day, day + 1])
        for start in range(first, end, BLOCK):
            yield start, min(start + BLOCK, end)


def _alike(
    vectors: sp.csr_array, named: sp.csr_array, placed: sp.csr_array, rows: slice, columns: slice
) -> sp.csr_array:
    """Cosines of all terms; less where little but places agrees, or the names hardly do.

    Two fires in two towns are two stories, and so are a fire and a vote in one town.
    """
    cosines = (vectors[rows] @ vectors[columns].T).tocoo()
    row, column, values = (each[cosines.data >= NOTICED] for each in (*cosines.coords, cosines.data))

    def of(some: sp.csr_array) -> np.ndarray:
        found: np.ndarray = (some[rows] @ some[columns].T).toarray()[row, column]
        return found

    values = np.minimum(values, (values - of(placed)) / BEYOND)
    agreeing = np.minimum(of(named) / AGREEING, 1)
    nameless = np.diff(named.indptr) == 0
    agreeing[nameless[rows][row] | nameless[columns][column]] = 1
    values = values * agreeing
    keep = values >= NOTICED
    return sp.csr_array((values[keep], (row[keep], column[keep])), cosines.shape)


class _Clusters:
    """Groups of articles, and the summed cosines within and between them."""

    def __init__(self, homes: Sequence[int | None], settled: Collection[int]) -> None:
        first: dict[int, int] = {}
        self._root = [n if home is None else first.setdefault(home, n) for n, home in enumerate(homes)]
        self._size = np.bincount(self._root, minlength=len(homes)).tolist()
        self._within = [0.0] * len(homes)
        self._sums: list[dict[int, float]] = [{} for _ in homes]
        self._settled = {n for home, n in first.items() if home in settled}

    def link(self, one: int, other: int, cosine: float) -> None:
        one, other = self._root[one], self._root[other]
        if one == other:
            self._within[one] += cosine
        elif not {one, other} <= self._settled:
            self._sums[one][other] = self._sums[other][one] = self._sums[one].get(other, 0.0) + cosine

    def agglomerate(self) -> None:
        """Join the two groups that are most alike, until none are alike enough."""
        waiting: list[tuple[float, int, int]] = []
        for one in range(len(self._root)):
            self._offer(waiting, one)
        while waiting:
            alike, one, other = heapq.heappop(waiting)
            if self._alike(one, other) == -alike >= self._least(one, other):
                self._merge(one, other)
                self._offer(waiting, one)

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for n in range(len(self._root)):
            found.setdefault(self._top(n), []).append(n)
        return list(found.values())

    def _alike(self, one: int, other: int) -> float:
        return self._sums[one].get(other, 0.0) / (self._size[one] * self._size[other] or 1)

    def _least(self, one: int, other: int) -> float:
        """How alike two groups must be to be one."""
        if {one, other} <= self._settled:
            return np.inf
        return max(ALIKE, AS_ALIKE * max(self._own(one), self._own(other)))

    def _own(self, one: int) -> float:
        """How alike the articles of a group are."""
        pairs = self._size[one] * (self._size[one] - 1) / 2
        return self._within[one] / pairs if pairs else 0.0

    def _offer(self, waiting: list[tuple[float, int, int]], one: int) -> None:
        for other in self._sums[one]:
            alike = self._alike(one, other)
            if alike >= self._least(one, other):
                heapq.heappush(waiting, (-alike, min(one, other), max(one, other)))

    def _merge(self, one: int, other: int) -> None:
        self._root[other] = one
        self._size[one] += self._size[other]
        self._within[one] += self._within[other] + self._sums[one][other]
        del self._sums[one][other]
        for third, cosine in self._sums[other].items():
            if third != one:
                self._sums[third].pop(other)
                self._sums[one][third] = self._sums[third][one] = self._sums[one].get(third, 0.0) + cosine
        self._sums[other] = {}
        if other in self._settled:
            self._settled.add(one)

    def _top(self, n: int) -> int:
        while self._root[n] != n:
            n = self._root[n]
        return n
