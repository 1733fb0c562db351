"""Shares over time that a reader breaks down in the cell: a list, a legend to click, days to drag over."""

import altair as alt
import pandas as pd

from monitor.measure.trends import Period
from monitor.show.charts.theme import SERIES
from monitor.show.charts.trend import share_tooltip

WIDTH = 620


def browse_chart(frame: pd.DataFrame, *, period: Period = "month") -> alt.VConcatChart:
    """A chart of tables of trends, one after another, told apart by the column `by`.

    The list chooses `by`; a click in the legend picks lines; dragging over the lines chooses the days that
    the bars below rank.
    """
    shown = frame.dropna(subset=["n"])[["by", "series", "period", "n", "total", "share", "low", "high"]]
    options = list(dict.fromkeys(shown["by"]))
    chooser = alt.binding_select(options=options, name="Break down by ")
    by = alt.param(name="by", value=options[0], bind=chooser)
    picked = alt.selection_point(name="picked", fields=["series"], bind="legend")
    days = alt.selection_interval(name="days", encodings=["x"])
    chosen = alt.Chart(shown).transform_filter("datum.by === by")
    legend = alt.Legend(columns=3, symbolLimit=len(SERIES))
    colour = alt.Color("series:N", scale=alt.Scale(range=list(SERIES)), legend=legend)
    faded = alt.condition(picked, alt.value(1.0), alt.value(0.12))
    base = chosen.encode(
        x=alt.X("period:T", title=None, axis=alt.Axis(format="%b %y" if period == "month" else "%-d %b %y")),
        y=alt.Y("share:Q", title=None, axis=alt.Axis(format=".0%", tickCount=5)),
        color=colour,
        opacity=faded,
    )
    points = base.mark_circle(size=40).encode(tooltip=share_tooltip())
    lines = alt.layer(base.mark_line(strokeWidth=2.2), points).add_params(by, picked, days)
    bars = (
        chosen.transform_filter(days)
        .transform_aggregate(n="sum(n)", total="sum(total)", groupby=["series"])
        .transform_calculate(share="datum.n / datum.total")
        .mark_bar()
        .encode(
            x=alt.X(
                "share:Q", title="share over the days that are dragged over", axis=alt.Axis(format=".0%")
            ),
            y=alt.Y("series:N", sort="-x", title=None),
            color=colour,
            opacity=faded,
            tooltip=["series:N", alt.Tooltip("share:Q", format=".1%"), "n:Q", "total:Q"],
        )
    )
    title = alt.TitleParams(
        f"Shares by {period}, as you break them down",
        subtitle=[
            "Share of all articles of the same outlets.",
            "Choose below the chart; click names in the legend; drag over days.",
        ],
    )
    return alt.vconcat(
        lines.properties(width=WIDTH, height=260), bars.properties(width=WIDTH, height=alt.Step(20))
    ).properties(title=title)
