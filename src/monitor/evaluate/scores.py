"""Precision, recall and F1 of sets of labels, with intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

DRAWS = 1000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Counts:
    """What was said and true of some articles: hits, wrong labels, missed labels."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.hit + other.hit, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was said that is true; 0 where nothing was said."""
        return self.hit / max(1, self.hit + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what is true that was said; 0 where nothing is true."""
        return self.hit / max(1, self.hit + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hit / max(1, 2 * self.hit + self.wrong + self.missed)


def compare(said: set[str], true: set[str]) -> Counts:
    """The counts of one article."""
    return Counts(len(said & true), len(said - true), len(true - said))


def f1_interval(articles: Sequence[Counts]) -> tuple[float, float]:
    """The 95 % interval of micro-averaged F1: percentile bootstrap over articles, the same at every run.

    Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13. (0, 0) without articles.
    """
    if not articles:
        return 0.0, 0.0
    table = np.array([(each.hit, each.wrong, each.missed) for each in articles], dtype=np.float64)
    chance = np.random.default_rng(0)
    drawn = [table[chance.integers(0, len(table), len(table))].sum(axis=0) for _ in range(DRAWS)]
    f1 = [2 * hit / max(1, 2 * hit + wrong + missed) for hit, wrong, missed in drawn]
    low, high = np.quantile(f1, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
