"""Which days of each outlet were collected."""

import altair as alt
import pandas as pd

from monitor.show.charts.theme import FAINT, OURS, hatching


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


STATES = {"collected": OURS, "partly": "#E69F00", "not collected": FAINT}


def days_chart(frame: pd.DataFrame) -> alt.LayerChart:
    """A strip of days for each source; columns source, day, state.

    Days that were not collected are hatched as well as pale, partly collected ones are half as high.
    """
    y = alt.Y("source:N", title=None, axis=alt.Axis(labelLimit=220))
    x = alt.X("day:T", title=None, axis=alt.Axis(format="%-d %b", labelOverlap=True))
    tooltip = [alt.Tooltip("source:N"), alt.Tooltip("day:T", format="%-d %B %Y"), alt.Tooltip("state:N")]
    days = frame.assign(end=frame["day"] + pd.Timedelta(days=1))
    strip = alt.Chart(days).mark_rect(height={"band": 0.8}).encode(x=x, x2="end:T", y=y, tooltip=tooltip)
    colour = alt.Color(
        "state:N",
        scale=alt.Scale(domain=list(STATES), range=list(STATES.values())),
        legend=alt.Legend(title=None),
    )
    whole = strip.encode(color=colour)
    hatched = strip.transform_filter("datum.state == 'not collected'").encode(color=alt.value(hatching(12)))
    share = float((frame["state"] == "collected").mean()) if len(frame) else 0.0
    title = alt.TitleParams(
        f"{share:.0%} of source-days were collected",
        subtitle="State of each source, by day; hatched: not collected",
    )
    chart: alt.LayerChart = (whole + hatched).properties(title=title, width="container", height=alt.Step(22))
    return chart
