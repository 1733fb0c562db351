"""Shares side by side, largest first."""

import altair as alt
import pandas as pd

from monitor.show import words
from monitor.show.charts.theme import INK, OURS

MOST = 15


def ranking_chart(frame: pd.DataFrame, what: str) -> alt.LayerChart:
    """A chart of the table that `monitor.measure.shares.shares` answers; `what` names its values."""
    shown = frame.head(MOST)
    order = list(shown["series"])
    tooltip = [
        alt.Tooltip("series:N", title=what),
        alt.Tooltip("n:Q", title="articles", format="d"),
        alt.Tooltip("total:Q", title="of all", format="d"),
        alt.Tooltip("share:Q", title="share", format=".1%"),
        alt.Tooltip("low:Q", title="at least (95 %)", format=".1%"),
        alt.Tooltip("high:Q", title="at most (95 %)", format=".1%"),
    ]
    base = alt.Chart(shown).encode(
        y=alt.Y("series:N", sort=order, title=None, axis=alt.Axis(labelLimit=220)), tooltip=tooltip
    )
    axis = alt.Axis(format=".1~%", tickCount=5)
    bars = base.mark_bar(color=OURS, height=14, opacity=0.55).encode(
        x=alt.X("share:Q", title=None, axis=axis)
    )
    spread = base.mark_rule(color=INK, opacity=0.6).encode(x="low:Q", x2="high:Q")
    counts = base.mark_text(align="left", dx=6, color=INK).encode(x="high:Q", text="n:Q")
    title = alt.TitleParams(
        words.ranking_finding(shown),
        subtitle=[
            f"Share of all articles of the same outlets, by {what}.",
            "Number of articles, 95 % interval.",
        ],
    )
    return alt.LayerChart(layer=[bars, spread, counts]).properties(
        title=title, width="container", height=alt.Step(24)
    )
