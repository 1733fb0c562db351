"""Change points: from when on a series runs at another level."""

import numpy as np
import pandas as pd

from monitor.measure.stats import Floats, jeffreys

FEWEST = 4  # periods of a level
COLLECTED = 0.9  # of a period, to speak of its level
COLUMNS = ["series", "period", "before", "after", "times", "low", "high"]


def changes(frame: pd.DataFrame) -> pd.DataFrame:
    """The change points of each series of a table of trends, oldest first.

    Columns: series, period (the first one of the new level), before and after (articles a period), times
    (their ratio) with its 95 % interval low…high, which takes the place of the change as known. Periods that
    are not over, or of which less than 90 % was collected, are left out.
    """
    whole = frame[~frame["partial"].astype(bool) & (frame["collected"] >= COLLECTED) & frame["n"].notna()]
    found: list[tuple[object, ...]] = []
    for series, rows in whole.sort_values("period").groupby("series", sort=False):
        n = rows["n"].to_numpy(dtype=np.float64)
        bounds = [0, *breaks(n), len(n)]
        for start, middle, end in zip(bounds, bounds[1:], bounds[2:], strict=False):
            before, after = n[start:middle], n[middle:end]
            found.append(
                (series, rows["period"].iloc[middle], before.mean(), after.mean(), *_ratio(before, after))
            )
    return pd.DataFrame(found, columns=COLUMNS).astype({"period": "datetime64[us]"})


def breaks(n: Floats) -> list[int]:
    """Where the mean of a series of counts changes: the places of the first count of each new level.

    The exact minimum of the squared error plus 3 ln n a change, with levels of 4 or more periods (optimal
    partitioning: Jackson et al. 2005; PELT, Killick et al. 2012, finds the same), over 2 √(n + 3/8), which
    evens the variance of counts (Anscombe 1948), scaled by its own scatter where that is above a count's.
    """
    if len(n) < 2 * FEWEST:
        return []
    values = 2 * np.sqrt(n + 3 / 8)
    steps = np.abs(np.diff(values)) / np.sqrt(2)
    values = values / max(float(np.median(steps)) / 0.6745, 1.0)
    return _partition(values, 3 * float(np.log(len(values))))


def _partition(values: Floats, penalty: float) -> list[int]:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    squares = np.concatenate([[0.0], np.cumsum(values**2)])
    best = np.full(len(values) + 1, np.inf)
    best[0] = -penalty
    came_from = np.zeros(len(values) + 1, dtype=int)
    for end in range(FEWEST, len(values) + 1):
        starts = np.arange(0, end - FEWEST + 1)
        error = squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / (end - starts)
        costs = best[starts] + error + penalty
        came_from[end] = int(starts[np.argmin(costs)])
        best[end] = costs.min()
    found, place = [], int(came_from[-1])
    while place:
        found.append(place)
        place = int(came_from[place])
    return found[::-1]


def _ratio(before: Floats, after: Floats) -> tuple[float, float, float]:
    """The ratio of two rates and its interval, from the share of the later ones in all."""
    both = np.array([before.sum() + after.sum()])
    low, high = jeffreys(np.array([after.sum()]), both)
    scale = len(before) / len(after)
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = [float((share / (1 - share) * scale)[0]) for share in (low, high)]
        return float(np.float64(after.mean()) / np.float64(before.mean())), ends[0], ends[1]
