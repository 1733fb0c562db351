"""What our own outlets put out, counted so that each figure leads back to its articles."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from monitor.filters import Filters
from monitor.measure.coverage import Coverage, chosen, exploded
from monitor.measure.gaps import MORE, over_days

COLUMNS = ["figure", "value", "definition"]


def impact(
    coverage: Coverage,
    filters: Filters,
    matching: Sequence[int] | None,
    by_region: pd.DataFrame,
    *,
    today: date,
) -> pd.DataFrame:
    """Figures of output for the days of the filters, or the last 90. They claim no effect of it.

    Columns: figure, value, definition. `by_region` is the answer of `gaps` by region against the peers.
    """
    own = replace(over_days(filters, today), role="own", outlet=())
    rows = chosen(coverage.table, own, matching)

    def distinct(dimension: str) -> int:
        return len(coverage.frame(exploded(rows, dimension).select("series").distinct()))

    more = int(by_region["verdict"].isin(MORE).sum())
    figures = [
        ("articles published", coverage.count(rows), "our articles dated in the period"),
        ("countries in focus", distinct("region"), "countries that at least one of them is about"),
        ("desks served", distinct("desk"), "desks with at least one of them"),
        ("topics covered", distinct("topic"), "topics with at least one of them"),
        (
            "countries covered more than by peers",
            more,
            "our rate is above 1.5 times the median peer's with a probability of 90 % or more",
        ),
        (
            "percent of days collected",
            round(100 * coverage.collected(own)),
            "share of our source-days in the period that were collected",
        ),
    ]
    return pd.DataFrame(figures, columns=COLUMNS)
