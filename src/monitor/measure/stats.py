"""Intervals and tests, each with its source."""

import numpy as np
import numpy.typing as npt
from scipy import special  # not scipy.stats, whose import takes two seconds

Floats = npt.NDArray[np.float64]


def jeffreys(n: Floats, total: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Interval of a share of n in total: the Jeffreys interval.

    Source: Brown, Cai & DasGupta (2001), Interval Estimation for a Binomial Proportion. The limits are
    0 for none and 1 for all; not a number where total is 0.
    """
    tail = (1 - level) / 2
    low = np.where(n == 0, 0.0, special.betaincinv(n + 0.5, total - n + 0.5, tail))
    high = np.where(n == total, 1.0, special.betaincinv(n + 0.5, total - n + 0.5, 1 - tail))
    nothing = total == 0
    return np.where(nothing, np.nan, low), np.where(nothing, np.nan, high)


def rate_ratio(n: Floats, expected: Floats, quantiles: Floats) -> Floats:
    """Quantiles of our rate over the reference rate, one row a cell.

    The ratio has the posterior Gamma(1 + n, 1 + expected) of a Poisson count under a Gamma(1, 1) prior.
    """
    found = special.gammaincinv(1 + n[:, None], quantiles[None, :]) / (1 + expected[:, None])
    return np.asarray(found, dtype=np.float64)


def ratio_below(n: Floats, expected: Floats, bound: float) -> Floats:
    """Probability that the rate ratio is below a bound, under the same posterior."""
    return np.asarray(special.gammainc(1 + n, bound * (1 + expected)), dtype=np.float64)


def poisson_deficit(n: Floats, expected: Floats) -> Floats:
    """Probability of so few articles or fewer if the reference rate were ours."""
    return np.asarray(special.pdtr(n, expected), dtype=np.float64)


def discoveries(p: Floats, rate: float) -> npt.NDArray[np.bool_]:
    """Which tests stand when at most this rate of them may be false.

    Source: Benjamini & Hochberg (1995), Controlling the False Discovery Rate.
    """
    if len(p) == 0:
        return np.zeros(0, dtype=bool)
    order = np.argsort(p)
    passed = p[order] <= rate * np.arange(1, len(p) + 1) / len(p)
    stands = np.zeros(len(p), dtype=bool)
    if passed.any():
        stands[order[: np.flatnonzero(passed)[-1] + 1]] = True
    return stands


def poisson_excess(n: Floats, expected: Floats) -> Floats:
    """Probability of so many articles or more if the reference rate were ours."""
    known = np.maximum(expected, 1e-12)  # where none is expected, one is as good as impossible
    return np.where(n == 0, 1.0, special.gammainc(np.maximum(n, 1), known))
