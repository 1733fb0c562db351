"""What the articles of some days are about: a count and a share for each value of a dimension."""

from collections.abc import Sequence

import pandas as pd

from monitor.filters import Filters
from monitor.measure.coverage import Coverage, chosen, distinct_stories, exploded
from monitor.measure.stats import jeffreys

COLUMNS = ["series", "n", "stories", "total", "share", "low", "high"]


def shares(coverage: Coverage, filters: Filters, matching: Sequence[int] | None, by: str) -> pd.DataFrame:
    """Matching articles by value of `by`, largest first, and their share of all articles of the outlets.

    Columns: series, n, stories (distinct ones in them), total, share with its 95 % Jeffreys interval
    low…high. An article counts once for each of its values.
    """
    rows = exploded(chosen(coverage.table, filters, matching), by)
    frame = coverage.frame(
        rows.group_by("series").aggregate(n=rows.id.nunique(), stories=distinct_stories(rows))
    )
    total = coverage.count(chosen(coverage.table, filters.base()))
    frame = frame.sort_values(["n", "series"], ascending=[False, True], ignore_index=True)
    frame["total"] = total
    frame["share"] = frame["n"] / max(total, 1)
    n = frame["n"].to_numpy(dtype=float)
    frame["low"], frame["high"] = jeffreys(n, frame["total"].to_numpy(dtype=float))
    return frame[COLUMNS]
