"""Which days of each outlet were collected."""

import altair as alt
import pandas as pd

from monitor.show import words
from monitor.show.charts.theme import FAINT, OURS, PEERS


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
STEP = 22  # pixels of a source
DAY = pd.Timedelta(days=1)


def days_chart(frame: pd.DataFrame) -> alt.LayerChart:
    """A strip of days for each source; columns source, day, state.

    Colour is not the only sign: partly collected days are half as high, days not collected are hatched.
    """
    base = alt.Chart(_stretches(frame)).encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(format="%-d %b", labelOverlap=True)),
        x2="end:T",
        y=alt.Y("source:N", title=None, axis=alt.Axis(labelLimit=220)),
        tooltip=[
            alt.Tooltip("source:N"),
            alt.Tooltip("state:N"),
            alt.Tooltip("day:T", title="from", format="%-d %B %Y"),
            alt.Tooltip("last:T", title="to", format="%-d %B %Y"),
        ],
    )
    scale = alt.Scale(domain=list(STATES), range=list(STATES.values()))
    colour = alt.Color("state:N", scale=scale, legend=alt.Legend(title=None))
    layers = []
    for state, height in (("collected", 0.8), ("partly", 0.4), ("not collected", 0.8)):
        strip = base.transform_filter(alt.datum.state == state)
        layers.append(strip.mark_rect(height={"band": height}).encode(color=colour))
        if state == "not collected":
            layers.append(strip.mark_rule(color=PEERS, strokeWidth=0.8 * STEP, strokeDash=[1, 4]))
    share = float((frame["state"] == "collected").mean()) if len(frame) else 0.0
    title = alt.TitleParams(
        f"{words.percent(share)} of source-days were collected" if len(frame) else "No source yet",
        subtitle="State of each source, by day. Half as high: partly. Hatched: not collected.",
    )
    return alt.LayerChart(layer=layers).properties(title=title, width="container", height=alt.Step(STEP))


def _stretches(frame: pd.DataFrame) -> pd.DataFrame:
    """Neighbouring days of one state as one row: columns source, state, day, last, end (not included)."""
    days = frame.sort_values(["source", "day"])
    before = days.groupby("source")[["day", "state"]].shift()
    new = (days["state"] != before["state"]) | (days["day"] - before["day"] != DAY)
    rows = days.groupby(new.cumsum().to_numpy()).agg(
        source=("source", "first"), state=("state", "first"), day=("day", "first"), last=("day", "last")
    )
    return rows.assign(end=rows["last"] + DAY).reset_index(drop=True)
