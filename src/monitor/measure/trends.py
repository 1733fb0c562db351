"""Counts and shares over time, with intervals, and with the days that were not collected."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from monitor.filters import Filters
from monitor.measure.coverage import Coverage, chosen, distinct_stories, exploded
from monitor.measure.stats import jeffreys

Period = Literal["day", "week", "month"]

UNITS = {"day": "D", "week": "W", "month": "M"}
FREQUENCIES = {"day": "D", "week": "W-MON", "month": "MS"}
EVERYTHING = "all matching"

COLUMNS = ["period", "series", "n", "stories", "total", "share", "low", "high", "collected", "partial"]


def trends(
    coverage: Coverage,
    filters: Filters,
    matching: Sequence[int] | None,
    *,
    today: date,
    by: str | None = None,
    period: Period = "week",
    most: int = 8,
) -> pd.DataFrame:
    """Matching articles in each period, and their share of all articles of the same outlets and days.

    Columns: period (first day), series (value of `by`, at most the `most` largest), n, stories (distinct
    ones in them), total, share with its 95 % Jeffreys interval low…high, collected (share of source-days
    that were collected, 0…1), partial (the period is not over, or is cut by the filter). Where nothing
    was collected, n and share are missing, never zero. Undated articles are in no period.
    """
    table = coverage.table
    base = chosen(table, filters.base()).filter(table.day.notnull(), table.day <= today)
    base = base.mutate(period=base.day.truncate(UNITS[period]))
    hits = chosen(base, filters, matching)
    counts = coverage.frame(_counts(hits, by))
    own_total = by in ("outlet", "role", "language")
    keys = {"period": base.period} | ({"series": base[by]} if own_total and by else {})
    totals = coverage.frame(base.group_by(**keys).aggregate(total=base.count(), first=base.day.min()))
    days = _days(filters, totals, today)
    if days is None:
        return pd.DataFrame(columns=COLUMNS)
    frame = _grid(counts, totals, days, period, most)
    frame = frame.merge(_collected(coverage, filters, days, period, by), how="left")
    return _finish(frame, days[0], min(days[1], today - timedelta(days=1)), period)


def _counts(hits: ir.Table, by: str | None) -> ir.Table:
    if by is None:
        counts = hits.group_by("period").aggregate(n=hits.count(), stories=distinct_stories(hits))
        return counts.mutate(series=ibis.literal(EVERYTHING))
    rows = exploded(hits, by)
    return rows.group_by("period", "series").aggregate(n=rows.id.nunique(), stories=distinct_stories(rows))


def _days(filters: Filters, totals: pd.DataFrame, today: date) -> tuple[date, date] | None:
    if filters.start is None and totals.empty:
        return None
    start = filters.start or pd.Timestamp(totals["first"].min()).date()
    return start, min(filters.end or today, today)


def _grid(
    counts: pd.DataFrame, totals: pd.DataFrame, days: tuple[date, date], period: Period, most: int
) -> pd.DataFrame:
    """Every period with every series: a period without a hit is a zero, until collection says otherwise."""
    largest = counts.groupby("series")["n"].sum().sort_values(ascending=False, kind="stable").index[:most]
    if largest.empty and "series" in totals:  # no hit, but the series are known, and theirs are zeros
        largest = pd.Index(totals["series"].dropna().unique())
    first = pd.Timestamp(days[0]).to_period(UNITS[period]).start_time
    periods = pd.date_range(first, days[1], freq=FREQUENCIES[period]).astype("datetime64[us]")
    series = pd.Index(largest if len(largest) else [EVERYTHING], name="series")
    grid = pd.MultiIndex.from_product([periods, series], names=["period", "series"]).to_frame(index=False)
    for frame in (counts, totals):
        frame["period"] = pd.to_datetime(frame["period"]).astype("datetime64[us]")
    grid = grid.merge(counts, how="left").merge(totals.drop(columns="first"), how="left")
    counted = ["n", "stories", "total"]
    grid[counted] = grid[counted].fillna(0.0).astype(float)
    return grid


def _collected(
    coverage: Coverage, filters: Filters, days: tuple[date, date], period: Period, by: str | None
) -> pd.DataFrame:
    """Collected share of the outlet-days of each period; apart for outlets or roles that are the series."""
    outlets = coverage.outlets(filters)
    span = pd.date_range(days[0], days[1], freq="D", name="day").astype("datetime64[us]")
    grid = outlets.merge(span.to_frame(index=False), how="cross")
    known = coverage.collection.astype({"day": "datetime64[us]"})
    grid = grid.merge(known, how="left", on=["outlet", "day"]).fillna({"collected": 0.0})
    grid["period"] = grid["day"].dt.to_period(UNITS[period]).dt.start_time.astype("datetime64[us]")
    keys = ["period"]
    if by in ("outlet", "role"):
        grid["series"] = grid[by]
        keys = ["period", "series"]
    return grid.groupby(keys)["collected"].mean().reset_index()


def _finish(frame: pd.DataFrame, first: date, last: date, period: Period) -> pd.DataFrame:
    """Shares, intervals, and what is missing; `first` and `last` are the days that are over and asked for."""
    frame["collected"] = frame["collected"].fillna(0.0)
    nothing = (frame["collected"] == 0) & (frame["total"] == 0)
    frame.loc[nothing, ["n", "stories", "total"]] = np.nan
    n, total = frame["n"].to_numpy(), frame["total"].to_numpy()
    with np.errstate(invalid="ignore", divide="ignore"):
        frame["share"] = np.where(total > 0, n / total, np.nan)
        frame["low"], frame["high"] = jeffreys(n, total)
    ends = frame["period"].dt.to_period(UNITS[period]).dt.end_time.dt.normalize()
    frame["partial"] = (frame["period"] < pd.Timestamp(first)) | (ends > pd.Timestamp(last))
    return frame[COLUMNS].sort_values(["series", "period"], ignore_index=True)
