"""Which days of each outlet were collected."""

import altair as alt
import pandas as pd

from monitor.show.charts.theme import FAINT, OURS


def collection_chart(frame: pd.DataFrame) -> alt.Chart:
    """A strip of weeks for each outlet; columns outlet, week, collected (0…1)."""
    colour = alt.Color(
        "collected:Q",
        scale=alt.Scale(domain=[0, 1], range=[FAINT, OURS]),
        legend=alt.Legend(title="share of source-days collected", format=".0%", values=[0, 0.5, 1]),
    )
    tooltip = [
        alt.Tooltip("outlet:N"),
        alt.Tooltip("week:T", title="week from", format="%-d %B %Y"),
        alt.Tooltip("collected:Q", format=".0%"),
    ]
    silent = frame.groupby("outlet")["collected"].sum().eq(0).sum() if len(frame) else 0
    outlets = "1 outlet was" if silent == 1 else f"{silent} outlets were"
    finding = f"{outlets} never collected" if silent else "Every outlet has been collected"
    title = alt.TitleParams(finding, subtitle="Share of source-days collected, by outlet and week")
    weeks = frame.assign(end=frame["week"] + pd.Timedelta(days=7))
    marks = alt.Chart(weeks).mark_rect()
    axis = alt.Axis(format="%b %y", tickCount="month", labelOverlap=True)
    x = alt.X("week:T", title=None, axis=axis)
    chart: alt.Chart = marks.encode(
        x=x, x2="end:T", y=alt.Y("outlet:N", title=None), color=colour, tooltip=tooltip
    )
    return chart.properties(title=title, width="container", height=alt.Step(22))
