"""Gaps: our rate over the reference's, as a ranked list with intervals or as a matrix."""

import altair as alt
import pandas as pd

from monitor.measure.gaps import LESS as LESS_THAN
from monitor.measure.gaps import MORE as MORE_THAN
from monitor.show import words
from monitor.show.charts.theme import INK, LESS, MORE, PEERS

STANDING = (*LESS_THAN, *MORE_THAN)
SIDES = dict.fromkeys(LESS_THAN, "less") | dict.fromkeys(MORE_THAN, "more")
DRAWN = ["n", "expected", "ratio", "low", "high", "below", "days", "verdict", "stability"]
BOUND = 8.0  # ratios beyond 1:8 and 8:1 are drawn at the edge


def gap_chart(frame: pd.DataFrame) -> alt.LayerChart:
    """A chart of the table that `monitor.measure.gaps.gaps` answers."""
    shown = frame.assign(
        stands=frame["verdict"].isin(STANDING),
        side=frame["verdict"].map(SIDES).fillna("as much"),
        **{name: frame[name].clip(1 / BOUND, BOUND) for name in ("ratio", "low", "high")},
    )
    reference = frame["reference"].iloc[0] if len(frame) else "a reference"
    title = alt.TitleParams(
        words.gap_finding(frame),
        subtitle=["Our rate over the reference:", reference + ".", "Strong colour: the statistics say so."],
    )
    shown = shown[["row", "column", *DRAWN, "stands", "side"]]
    chart = _matrix(shown) if (frame["column"] != "").any() else _ranked(shown)
    return chart.properties(title=title, width="container")


def _ranked(frame: pd.DataFrame) -> alt.LayerChart:
    order = list(frame["row"])
    base = alt.Chart(frame).encode(
        y=alt.Y("row:N", sort=order, title=None, axis=alt.Axis(labelLimit=180)),
        opacity=alt.condition("datum.stands", alt.value(1.0), alt.value(0.45)),
    )
    axis = alt.Axis(values=[0.125, 0.25, 0.5, 1, 2, 4, 8], format="~g", grid=True)
    scale = alt.Scale(type="log", domain=[1 / BOUND, BOUND])
    side = alt.Scale(domain=["less", "as much", "more"], range=[LESS, PEERS, MORE])
    colour = alt.Color("side:N", scale=side, legend=None)
    bars = base.mark_rule(strokeWidth=3).encode(
        x=alt.X("low:Q", scale=scale, axis=axis, title="times the reference rate"), x2="high:Q", color=colour
    )
    points = base.mark_circle(size=90).encode(
        x=alt.X("ratio:Q", scale=scale), color=colour, tooltip=_tooltip()
    )
    even = alt.Chart(pd.DataFrame({"x": [1.0]})).mark_rule(color=INK, strokeDash=[2, 3]).encode(x="x:Q")
    return alt.LayerChart(layer=[even, bars, points]).properties(height=alt.Step(24))


def _matrix(frame: pd.DataFrame) -> alt.LayerChart:
    scale = alt.Scale(
        type="log", domain=[1 / BOUND, 1, BOUND], range=[LESS, "#F4F4F4", MORE], interpolate="lab"
    )
    base = alt.Chart(frame).encode(
        x=alt.X("row:N", title=None, axis=alt.Axis(orient="top", labelAngle=-30, labelLimit=140)),
        y=alt.Y("column:N", title=None, axis=alt.Axis(labelLimit=180)),
    )
    legend = alt.Legend(title="times the reference", values=[0.125, 0.5, 1, 2, 8], orient="bottom")
    cells = base.mark_rect(stroke="white").encode(
        color=alt.Color("ratio:Q", scale=scale, legend=legend),
        opacity=alt.condition("datum.stands", alt.value(1.0), alt.value(0.25)),
        tooltip=_tooltip(),
    )
    numbers = base.transform_filter("datum.stands").mark_text(fontSize=12, fontWeight=600)
    dark = alt.condition("datum.ratio < 0.4 || datum.ratio > 2.5", alt.value("white"), alt.value(INK))
    return alt.LayerChart(layer=[cells, numbers.encode(text="n:Q", color=dark)]).properties(
        height=alt.Step(22)
    )


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("row:N", title="row"),
        alt.Tooltip("column:N", title="column"),
        alt.Tooltip("n:Q", title="our stories", format="d"),
        alt.Tooltip("expected:Q", title="expected", format=".1f"),
        alt.Tooltip("ratio:Q", title="times the reference", format=".2f"),
        alt.Tooltip("low:Q", title="at least (90 %)", format=".2f"),
        alt.Tooltip("high:Q", title="at most (90 %)", format=".2f"),
        alt.Tooltip("below:Q", title="surely under 2/3", format=".0%"),
        alt.Tooltip("days:Q", title="days"),
        alt.Tooltip("verdict:N", title="verdict"),
        alt.Tooltip("stability:N", title="it"),
    ]
