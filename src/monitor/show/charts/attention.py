"""Attention to queries side by side: over time, and by outlet or language."""

import altair as alt
import pandas as pd

from monitor.measure.trends import Period
from monitor.show import words
from monitor.show.charts.theme import INK, SERIES
from monitor.show.charts.trend import trend_chart

MOST = 12  # outlets or languages


def attention_chart(frame: pd.DataFrame, *, period: Period = "week") -> alt.LayerChart:
    """A chart of the table that `monitor.compared.Compared` answers; one line a query."""
    order = list(dict.fromkeys(frame["query"]))
    figure = trend_chart(frame.assign(series=frame["query"]), period=period, order=order)
    subtitle = [f"Share of all articles of the same outlets and days, by {words.PERIOD_NAMES[period]}."]
    subtitle.append("Dashed: not over. Hatched: not collected.")
    return figure.properties(title=alt.TitleParams(words.attention_finding(frame), subtitle=subtitle))


def sides_chart(frame: pd.DataFrame, what: str) -> alt.LayerChart:
    """A chart of the table that `Compared.shares` answers: a point a query, a row an outlet or language."""
    order = frame.groupby("series")["n"].sum().sort_values(ascending=False, kind="stable").index[:MOST]
    shown = frame[frame["series"].isin(order)]
    queries = list(dict.fromkeys(frame["query"]))
    colours = [SERIES[n % len(SERIES)] for n in range(len(queries))]
    base = alt.Chart(shown).encode(
        y=alt.Y("series:N", sort=list(order), title=None, axis=alt.Axis(labelLimit=160)),
        yOffset=alt.YOffset("query:N", sort=queries),
        color=alt.Color("query:N", sort=queries, scale=alt.Scale(domain=queries, range=colours)),
        tooltip=[
            alt.Tooltip("query:N"),
            alt.Tooltip("series:N", title=what),
            alt.Tooltip("n:Q", title="articles", format="d"),
            alt.Tooltip("total:Q", title="of all of it", format="d"),
            alt.Tooltip("share:Q", title="share", format=".1%"),
            alt.Tooltip("low:Q", title="at least (95 %)", format=".1%"),
            alt.Tooltip("high:Q", title="at most (95 %)", format=".1%"),
        ],
    )
    axis = alt.Axis(format=".1~%", tickCount=5)
    bars = base.mark_bar(opacity=0.65).encode(x=alt.X("share:Q", title=None, axis=axis))
    spread = base.mark_rule(color=INK, opacity=0.6).encode(x="low:Q", x2="high:Q", color=alt.ColorValue(INK))
    title = alt.TitleParams(
        words.sides_finding(shown, what),
        subtitle=[f"Share of the articles of each {what}.", "Line: 95 % interval."],
    )
    return alt.LayerChart(layer=[bars, spread]).properties(
        title=title, width="container", height=alt.Step(12)
    )
