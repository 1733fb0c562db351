"""Stories: articles of any outlets that tell of one event, joined as they come in."""

import heapq
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from monitor.stories.terms import Terms, matrix

ALIKE = 0.15  # mean cosine of two groups' articles from which they tell one story
NOTICED = 0.03  # a smaller cosine is chance
DAYS = 1  # apart: articles further from one another are not compared
NEAREST = 30  # articles that each one is compared with


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as clustering sees it."""

    id: int
    day: date
    terms: Terms


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
    never two that a person has `settled`. Average-link clustering of TF-IDF cosines over neighbouring days.
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


def _edges(pieces: Sequence[Piece]) -> list[tuple[int, int, float]]:
    """Pairs of articles of neighbouring days with their cosines; of each article the nearest ones."""
    order = sorted(range(len(pieces)), key=lambda n: (pieces[n].day, pieces[n].id))
    vectors = matrix([pieces[n].terms for n in order])
    days = np.array([pieces[n].day.toordinal() for n in order])
    found = []
    for day in np.unique(days):
        start, end = np.searchsorted(days, [day, day + 1])
        last = np.searchsorted(days, day + DAYS, side="right")
        cosines = (vectors[start:end] @ vectors[start:last].T).tocsr()
        for row in range(end - start):
            part = slice(cosines.indptr[row], cosines.indptr[row + 1])
            others, values = cosines.indices[part], cosines.data[part]
            keep = (values >= NOTICED) & (others > row)
            others, values = others[keep], values[keep]
            best = np.argsort(-values, kind="stable")[:NEAREST]
            found += [
                (order[start + row], order[start + n], float(value))
                for n, value in zip(others[best], values[best], strict=True)
            ]
    return found


class _Clusters:
    """Groups of articles, and the summed cosines between them."""

    def __init__(self, homes: Sequence[int | None], settled: Collection[int]) -> None:
        first: dict[int, int] = {}
        self._root = [n if home is None else first.setdefault(home, n) for n, home in enumerate(homes)]
        self._size = np.bincount(self._root, minlength=len(homes)).tolist()
        self._sums: list[dict[int, float]] = [{} for _ in homes]
        self._settled = {n for home, n in first.items() if home in settled}

    def link(self, one: int, other: int, cosine: float) -> None:
        one, other = self._root[one], self._root[other]
        if one != other and not {one, other} <= self._settled:
            self._sums[one][other] = self._sums[other][one] = self._sums[one].get(other, 0.0) + cosine

    def agglomerate(self) -> None:
        """Join the two groups that are most alike, until none are alike enough."""
        waiting: list[tuple[float, int, int]] = []
        for one in range(len(self._root)):
            self._offer(waiting, one)
        while waiting:
            alike, one, other = heapq.heappop(waiting)
            if self._alike(one, other) == -alike and not {one, other} <= self._settled:
                self._merge(one, other)
                self._offer(waiting, one)

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for n in range(len(self._root)):
            found.setdefault(self._top(n), []).append(n)
        return list(found.values())

    def _alike(self, one: int, other: int) -> float:
        return self._sums[one].get(other, 0.0) / (self._size[one] * self._size[other] or 1)

    def _offer(self, waiting: list[tuple[float, int, int]], one: int) -> None:
        for other in self._sums[one]:
            alike = self._alike(one, other)
            if alike >= ALIKE:
                heapq.heappush(waiting, (-alike, min(one, other), max(one, other)))

    def _merge(self, one: int, other: int) -> None:
        self._root[other] = one
        self._size[one] += self._size[other]
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
