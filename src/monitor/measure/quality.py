"""Shares that hold up: what a tagger says of all articles, corrected by what people said of a random part.

The estimator is PPI++ with a finite-population correction. With f the tagger's chance that an article has
the tag, for all N articles, y the people's word (0 or 1) for n that were drawn with chances pi, w = 1 / pi:

    lambda = cov(y, f) / var(f) over the labelled, weighted by w, between 0 and 1
    share  = lambda mean(f) + sum w (y - lambda f) / sum w
    error² = n / (n - 1) sum w² (1 - pi) (r - r̄)² / (sum w)²       r = y - lambda f

To the last sum come two errors more than were seen, r - r̄ = 1 and -1: else a tagger that is right in all of
60 articles would have an interval of no width, though it may be wrong in one of twenty (after Agresti & Caffo
2000, Simple and effective confidence intervals for proportions, American Statistician 54).

Sources: Angelopoulos, Duchi & Zrnic (2023), PPI++: Efficient Prediction-Powered Inference; the same is the
generalised regression estimator of Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling,
chapter 6, from which the weights and 1 - pi are. However wrong the tagger is, it is unbiased up to terms of
order 1 / n, if the labelled articles were drawn at random.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special

from monitor.measure.stats import Floats

ENOUGH = 50  # random labels, below which a share is told as not validated
UNSEEN = 2  # errors more than the labels show
THIN = 15  # labels of a period, below which its correction is that of all periods
COLUMNS = ["period", "n", "total", "raw", "share", "low", "high", "pooled"]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of articles with its 95 % interval, all from 0 to 1."""

    value: float
    low: float
    high: float
    raw: float  # what the tagger alone says
    n: int  # labelled articles
    total: int  # articles

    @property
    def validated(self) -> bool:
        """Whether there are enough labels to trust it."""
        return self.n >= ENOUGH


def corrected(said: Floats, truth: Floats, drawn: Floats) -> Share:
    """The share of articles that truly have a tag.

    All arrays have one number for each article: `said`, the tagger's chance; `truth`, 1 or 0 as people said,
    not a number where nobody was asked; `drawn`, the chance with which it was drawn to be asked about.
    Without two labels the interval is 0 … 1. Raises ValueError for a labelled article that had no chance.
    """
    known = _known(truth, drawn)
    slope = _slope(said[known], truth[known], 1 / drawn[known])
    value, error = _estimate(said, truth, drawn, slope)
    return _share(value, error, said, int(known.sum()))


def trend(period: Sequence[str], said: Floats, truth: Floats, drawn: Floats) -> pd.DataFrame:
    """The same for each period, with one lambda for all of them.

    Columns: period, n labels, total articles, raw, share with its interval low … high, and pooled: there are
    fewer labels than `THIN`, so that the correction of all periods is used, which takes the tagger's error
    to be the same in all of them.
    """
    known = _known(truth, drawn)
    slope = _slope(said[known], truth[known], 1 / drawn[known])
    overall, error = _estimate(said, truth, drawn, slope)
    correction = overall - slope * float(said.mean()) if len(said) else 0.0
    rows = []
    for name, places in pd.Series(range(len(said))).groupby(np.asarray(period)):
        at = places.to_numpy()
        n, pooled = int(known[at].sum()), bool(known[at].sum() < THIN)
        if pooled:
            share = _share(slope * float(said[at].mean()) + correction, error, said[at], n)
        else:
            share = _share(*_estimate(said[at], truth[at], drawn[at], slope), said[at], n)
        rows.append((name, n, len(at), share.raw, share.value, share.low, share.high, pooled))
    return pd.DataFrame(rows, columns=COLUMNS)


def agreement(coders: Sequence[Sequence[str | None]]) -> float:
    """Krippendorff's alpha of nominal labels: 1 is perfect, 0 is chance; not a number where nothing differs.

    `coders`: one row a coder, one column an article, None where a coder did not label it.
    Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.
    """
    units = [[label for label in unit if label is not None] for unit in zip(*coders, strict=True)]
    paired = [unit for unit in units if len(unit) > 1]
    labels = sorted({label for unit in paired for label in unit})
    counts = np.array([[unit.count(label) for label in labels] for unit in paired], float)
    if len(labels) < 2:
        return float("nan")
    size, total = counts.sum(axis=1), counts.sum()
    observed = (size**2 - (counts**2).sum(axis=1)) / (size - 1)
    expected = (total**2 - (counts.sum(axis=0) ** 2).sum()) / (total - 1)
    return float(1 - observed.sum() / expected)


def draw(strata: Sequence[str], size: int, random: np.random.Generator) -> pd.DataFrame:
    """A random sample of articles, spread over strata (as target and month) in proportion to their size.

    Columns: place (of the article in `strata`), stratum, drawn (the chance with which it was drawn). Every
    stratum gives two articles at least, or all it has, so that each has a known chance above 0.
    """
    if not len(strata):
        return pd.DataFrame({"place": [], "stratum": [], "drawn": []})
    rows = []
    for name, places in pd.Series(range(len(strata))).groupby(np.asarray(strata)):
        n = min(len(places), max(2, round(size * len(places) / len(strata))))
        chosen = np.sort(random.choice(places.to_numpy(), n, replace=False))
        rows += [(int(place), name, n / len(places)) for place in chosen]
    return pd.DataFrame(rows, columns=["place", "stratum", "drawn"])


def _known(truth: Floats, drawn: Floats) -> np.ndarray:
    known = ~np.isnan(truth)
    if (drawn[known] <= 0).any() or (drawn[known] > 1).any():
        raise ValueError("quality: a labelled article needs a chance of being drawn, above 0 and at most 1")
    return known


def _slope(said: Floats, truth: Floats, weights: Floats) -> float:
    if len(said) < 2:
        return 1.0
    about = said - np.average(said, weights=weights)
    spread = float((weights * about**2).sum())
    return float(np.clip((weights * about * truth).sum() / spread, 0, 1)) if spread else 0.0


def _estimate(said: Floats, truth: Floats, drawn: Floats, slope: float) -> tuple[float, float]:
    """The share and its standard error, not a number with fewer than two labels."""
    known = ~np.isnan(truth)
    n, raw = int(known.sum()), float(said.mean()) if len(said) else float("nan")
    if n < 2:
        return raw, float("nan")
    weights = 1 / drawn[known]
    rest = truth[known] - slope * said[known]
    mean = float(np.average(rest, weights=weights))
    of_one = weights**2 * (1 - drawn[known])
    squares = (of_one * (rest - mean) ** 2).sum() + UNSEEN * of_one.mean()
    return slope * raw + mean, float(np.sqrt(n / (n - 1) * squares) / weights.sum())


def _share(value: float, error: float, said: Floats, n: int) -> Share:
    raw = float(said.mean()) if len(said) else float("nan")
    if np.isnan(error):
        return Share(value, 0.0, 1.0, raw, n, len(said))
    reach = float(special.stdtrit(max(n - 2, 1), 0.975)) * error
    low, value, high = (float(np.clip(each, 0, 1)) for each in (value - reach, value, value + reach))
    return Share(value, low, high, raw, n, len(said))
