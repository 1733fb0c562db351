"""Lines over time: a share or a count by period, with intervals and with the days not collected."""

from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd

from monitor.measure.trends import EVERYTHING, UNITS, Period
from monitor.show import words
from monitor.show.charts.theme import INK, OURS, PEERS, SERIES, hatching

Measure = Literal["share", "n"]
TICKS = 9
POINTS = 40
FEW = 4
BANDS = 3  # with more lines than this their intervals hide one another; the tooltip still tells them


def trend_chart(
    frame: pd.DataFrame,
    *,
    period: Period = "week",
    measure: Measure = "share",
    order: Sequence[str] | None = None,
    changes: pd.DataFrame | None = None,
) -> alt.LayerChart:
    """A chart of the table that `monitor.measure.trends.trends` answers; series in `order`, or by size.

    `changes`, the table of `monitor.measure.changes.changes`, are marked where a new level begins.
    """
    frame = frame.assign(series=[words.series_name(each) for each in frame["series"]])
    frame = _without_cut_start(frame)
    base = alt.Chart(_with_ends(frame)).encode(
        x=_time(frame, period), y=_value(measure), color=_colour(frame, order)
    )
    layers: list[alt.Chart] = [_not_collected(frame, period)]
    if measure == "share" and frame["series"].nunique() <= BANDS:
        layers.append(base.mark_area(opacity=0.15).encode(y=_value(measure, "low"), y2="high:Q"))
    picked = alt.selection_point(name="picked", fields=["series"], bind="legend")
    lines = base.encode(opacity=alt.condition(picked, alt.value(1.0), alt.value(0.12)))
    whole = lines.transform_filter("!datum.partial").mark_line(strokeWidth=2.2)
    layers.append(whole.add_params(picked))
    ends = lines.transform_filter("datum.end != null").encode(detail="end:N")
    layers.append(ends.mark_line(strokeWidth=2, strokeDash=[4, 4]))
    size = 36 if frame["period"].nunique() <= POINTS else 6  # many points hide their line
    layers.append(lines.mark_circle(size=size).encode(tooltip=_tooltip()))
    if changes is not None and len(changes):
        layers.append(_levels(changes, frame, measure))
    title = alt.TitleParams(words.trend_finding(frame, period, measure), subtitle=_subtitle(period, measure))
    return alt.LayerChart(layer=layers).properties(title=title, height=320, width="container")


def _without_cut_start(frame: pd.DataFrame) -> pd.DataFrame:
    """Leaves out a first period that is cut: of a few days, it would be the largest swing of all."""
    first = frame["period"] == frame["period"].min()
    cut = bool(frame.loc[first, "partial"].all()) and frame["period"].nunique() > FEW
    return frame[~first] if cut else frame


def _with_ends(frame: pd.DataFrame) -> pd.DataFrame:
    """Names the dashed ends: the partial periods and the whole one beside them, `first` and `last`.

    Periods that were not collected stay in, without a value: they break the line.
    """
    frame = frame.sort_values(["series", "period"])
    partial = frame["partial"].astype(bool)
    of_series = partial.groupby(frame["series"])
    dashed = partial | of_series.shift(-1, fill_value=False) | of_series.shift(1, fill_value=False)
    late = of_series.cumcount() > of_series.transform("size") / 2
    end = late.map({True: "last", False: "first"}).where(dashed, None)
    return frame.assign(partial=partial, end=end)


def _time(frame: pd.DataFrame, period: Period) -> alt.X:
    shown = {"day": "%-d %b", "week": "%-d %b %y", "month": "%b %y"}[period]
    step = -(-frame["period"].nunique() // TICKS)
    ticks = alt.TimeIntervalStep(interval=period, step=max(step, 1))
    return alt.X("period:T", title=None, axis=alt.Axis(format=shown, labelOverlap=True, tickCount=ticks))


def _value(measure: Measure, column: str | None = None) -> alt.Y:
    if measure == "share":
        axis = alt.Axis(format=".1~%", tickCount=5)
        return alt.Y(f"{column or 'share'}:Q", title=None, axis=axis, scale=alt.Scale(domainMin=0))
    return alt.Y("n:Q", title=None, axis=alt.Axis(tickCount=5, format="d"), scale=alt.Scale(domainMin=0))


def _colour(frame: pd.DataFrame, order: Sequence[str] | None) -> alt.Color:
    totals = frame.groupby("series")["n"].sum().sort_values(ascending=False)
    names = [str(each) for each in order or totals.index]
    if set(names) <= {"Ours", "Peers"}:
        colours = [OURS if name == "Ours" else PEERS for name in names]
    else:
        colours = [SERIES[n % len(SERIES)] for n in range(len(names))]
    legend = None if names == [EVERYTHING] else alt.Legend(symbolOpacity=1)
    return alt.Color("series:N", scale=alt.Scale(domain=names, range=colours), legend=legend, sort=names)


def _not_collected(frame: pd.DataFrame, period: Period) -> alt.Chart:
    """Hatched periods of which nothing at all was collected, for any series."""
    known = frame.groupby("period")["n"].count().reset_index()
    missing = known.loc[known["n"] == 0, ["period"]]
    ends = missing["period"].dt.to_period(UNITS[period]).dt.end_time
    missing = missing.assign(end=ends.astype("datetime64[us]"), why="not collected")
    tooltip = [alt.Tooltip("why:N", title="these days")]
    marks = alt.Chart(missing).mark_rect(fill=hatching(), opacity=0.5)
    chart: alt.Chart = marks.encode(x="period:T", x2="end:T", tooltip=tooltip)
    return chart


def _levels(changes: pd.DataFrame, frame: pd.DataFrame, measure: Measure) -> alt.Chart:
    """Diamonds on the first period of each new level."""
    marks = changes.assign(series=[words.series_name(each) for each in changes["series"]])
    marks = marks.merge(frame[["series", "period", "share", "n"]], on=["series", "period"])
    tooltip = [
        alt.Tooltip("series:N", title="series"),
        alt.Tooltip("period:T", title="new level from", format="%-d %B %Y"),
        alt.Tooltip("before:Q", title="articles a period before", format=".1f"),
        alt.Tooltip("after:Q", title="and after", format=".1f"),
    ]
    diamonds = alt.Chart(marks).mark_point(shape="diamond", size=130, filled=True, color=INK, opacity=1)
    chart: alt.Chart = diamonds.encode(x="period:T", y=_value(measure), tooltip=tooltip)
    return chart


def share_tooltip() -> list[alt.Tooltip]:
    """What is told of one point: its series, its period, and its share with interval and counts."""
    return [
        alt.Tooltip("series:N", title="series"),
        alt.Tooltip("period:T", title="from", format="%-d %B %Y"),
        alt.Tooltip("share:Q", title="share", format=".1%"),
        alt.Tooltip("low:Q", title="at least (95 %)", format=".1%"),
        alt.Tooltip("high:Q", title="at most (95 %)", format=".1%"),
        alt.Tooltip("n:Q", title="articles", format="d"),
        alt.Tooltip("total:Q", title="of all", format="d"),
    ]


def _tooltip() -> list[alt.Tooltip]:
    return [
        *share_tooltip(),
        alt.Tooltip("stories:Q", title="distinct stories", format="d"),
        alt.Tooltip("collected:Q", title="collected", format=".0%"),
    ]


def _subtitle(period: Period, measure: Measure) -> list[str]:
    what = {"share": "Share of all articles of the same outlets", "n": "Number of articles"}[measure]
    signs = "Dashed: not over. Hatched: not collected."
    return [f"{what}, by {words.PERIOD_NAMES[period]}.", signs, "A click in the legend picks a line."]
