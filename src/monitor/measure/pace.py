"""Whether a promise will be kept: how far we are, what its end will be, and with what chance.

What is still to come follows from what came so far, and is known only as well as that: a count has the
posterior predictive distribution of a Poisson count under Jeffreys' prior, negative binomial; a share of
our articles has that of a binomial count, beta-binomial (Gelman et al., Bayesian Data Analysis, 3rd ed.,
2.4 and 2.6). Where counts scatter more than chance, both are widened by `dispersion`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from scipy import special

from monitor.errors import QueryError
from monitor.measure.stats import Floats

Verdict = Literal["met", "missed", "on pace", "behind", "cannot tell"]

BEHIND = 0.1  # chance of keeping the promise below which we are behind
ENOUGH_EXPECTED = 3.0  # by now, to speak of a pace
TAILS = 1e-9  # chances that are left out of a forecast


@dataclass(frozen=True, slots=True)
class Pace:
    """A promise and its likely end; all but `n`, `total` and `chance` in the unit of the promise."""

    n: int  # so far
    total: int  # all our articles so far
    promised: float  # articles, or (below 1) a share of all ours
    expected: float  # what an even pace would have by now
    forecast: float  # at the end: the middle, and
    low: float  # the 90 % interval of what it will be
    high: float
    chance: float  # that the promise is kept, 0…1
    verdict: Verdict


def pace(
    n: int, total: int, promised: float, first: date, last: date, today: date, *, dispersion: float = 1.0
) -> Pace:
    """How a promise stands on a day, from `n` of our `total` articles since its first day.

    `promised` is a number of articles by the last day, or, below 1, the share of our articles that they
    are to be. Today counts as over. `dispersion` is the variance of our counts over their mean, 1 or more.
    Verdicts: met (a count is reached; a share, at the end), missed (at the end), on pace (as likely kept
    as not, or likelier), behind (kept with a chance below a tenth), cannot tell (between them, or while an
    even pace would have brought fewer than 3). Raises QueryError for a period that ends before it begins.
    """
    days = (last - first).days + 1
    if days <= 0:
        raise QueryError(f"pace: a promise from {first} to {last} ends before it begins")
    gone = min(max((today - first).days + 1, 0), days)
    is_share = 0 < promised < 1
    expected = promised if is_share else promised * gone / days
    if gone == 0:
        return Pace(n, total, promised, expected, np.nan, np.nan, np.nan, np.nan, "cannot tell")
    ratio = (days - gone) / gone  # what is still to come, in terms of what was
    more = _share_to_come(n, total, ratio, dispersion) if is_share else _to_come(n, ratio, dispersion)
    ends = n + np.arange(len(more))
    values = ends / max(total + round(total * ratio), 1) if is_share else ends.astype(np.float64)
    below = np.cumsum(more)
    low, middle, high = (float(values[int(np.searchsorted(below, q))]) for q in (0.05, 0.5, 0.95))
    chance = float(more[values >= promised].sum())
    kept = n >= promised and not is_share
    early = (promised * total if is_share else expected) < ENOUGH_EXPECTED
    verdict = _verdict(chance, kept=kept, over=gone == days, early=early)
    return Pace(n, total, promised, expected, middle, low, high, min(chance, 1.0), verdict)


def _verdict(chance: float, *, kept: bool, over: bool, early: bool) -> Verdict:
    if kept or (over and chance > BEHIND):
        return "met"
    if over:
        return "missed"
    if early:
        return "cannot tell"
    if chance >= 0.5:
        return "on pace"
    return "behind" if chance < BEHIND else "cannot tell"


def _to_come(n: int, ratio: float, dispersion: float) -> Floats:
    """Chance of 0, 1, 2 … further articles in `ratio` times the days that brought n."""
    if ratio == 0:
        return np.ones(1)
    known = n + 0.5
    mean = known * ratio
    size = 1 / ((dispersion - 1) / mean + dispersion / known)  # so that mean and variance fit
    most = int(special.nbdtrik(1 - TAILS, size, size / (size + mean))) + 2
    k = np.arange(most + 1)
    chances = np.exp(
        special.gammaln(k + size)
        - special.gammaln(size)
        - special.gammaln(k + 1)
        + size * np.log(size / (size + mean))
        + k * np.log(mean / (size + mean))
    )
    return np.asarray(chances / chances.sum(), dtype=np.float64)


def _share_to_come(n: int, total: int, ratio: float, dispersion: float) -> Floats:
    """Chance of 0, 1, 2 … among as many further articles as the same rhythm will bring."""
    more = round(total * ratio)
    if more == 0:
        return np.ones(1)
    share = (n + 0.5) / (total + 1)
    widened = dispersion * (1 + more / (total + 1))  # of the variance of a binomial count
    strength = max((more - 1) / (widened - 1) - 1, 1.0)
    a, b = strength * share, strength * (1 - share)
    k = np.arange(more + 1)
    chances = np.exp(
        special.gammaln(more + 1)
        - special.gammaln(k + 1)
        - special.gammaln(more - k + 1)
        + special.betaln(k + a, more - k + b)
        - special.betaln(a, b)
    )
    return np.asarray(chances / chances.sum(), dtype=np.float64)
