"""Which days were collected, for a look over months."""

from datetime import date

import pandas as pd

from monitor.filters import Filters
from monitor.measure.coverage import Coverage


def weekly(coverage: Coverage, today: date) -> pd.DataFrame:
    """Collected share (0…1) of each outlet's source-days, by week: columns outlet, week, collected.

    From the first day that was collected of any outlet; empty when none was.
    """
    known = coverage.collection
    if known.empty:
        return pd.DataFrame({"outlet": [], "week": [], "collected": []})
    days = pd.date_range(known["day"].min(), today, freq="D", name="day").astype("datetime64[us]")
    grid = coverage.outlets(Filters())[["outlet"]].merge(days.to_frame(index=False), how="cross")
    grid = grid.merge(known, how="left", on=["outlet", "day"]).fillna({"collected": 0.0})
    grid["week"] = grid["day"].dt.to_period("W").dt.start_time
    return grid.groupby(["outlet", "week"])["collected"].mean().reset_index()
