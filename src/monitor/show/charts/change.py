"""Two times side by side: the share of each subject now, and in the weeks before, with intervals."""

import altair as alt
import pandas as pd

from monitor.show import words
from monitor.show.charts.theme import OURS, PEERS

MOST = 10
NOW, BEFORE = "these days", "the weeks before"


def change_chart(frame: pd.DataFrame, *, whose: str = "Our", by: str = "desk") -> alt.LayerChart:
    """A chart of the table that `monitor.digest.compared` answers, of one role and by one dimension."""
    frame = frame.sort_values("share_before", ascending=False).head(MOST)
    columns = ["series", "share", "low", "high", "n", "total"]
    then = frame[["series", *(f"{each}_before" for each in columns[1:])]].set_axis(columns, axis=1)
    rows = pd.concat([frame[columns].assign(time=NOW), then.assign(time=BEFORE)], ignore_index=True)
    base = alt.Chart(rows).encode(
        y=alt.Y("series:N", sort=list(frame["series"]), title=None, axis=alt.Axis(labelLimit=160)),
        yOffset=alt.YOffset("time:N", sort=[NOW, BEFORE]),
        color=alt.Color(
            "time:N", sort=[NOW, BEFORE], scale=alt.Scale(domain=[NOW, BEFORE], range=[OURS, PEERS])
        ),
    )
    axis = alt.Axis(format=".0%", tickCount=5, grid=True)
    bars = base.mark_rule(strokeWidth=3, opacity=0.55).encode(
        x=alt.X("low:Q", title=None, axis=axis), x2="high:Q"
    )
    points = base.mark_circle(size=80, opacity=1).encode(x="share:Q", tooltip=_tooltip())
    title = alt.TitleParams(
        _finding(frame, whose, by),
        subtitle=[
            f"{whose} share of articles by {by}; bars: 95 % intervals.",
            f"n = {_total(frame, 'total')} in these days, {_total(frame, 'total_before')} in those weeks.",
        ],
    )
    return alt.LayerChart(layer=[bars, points]).properties(
        title=title, height=alt.Step(17), width="container"
    )


def _finding(frame: pd.DataFrame, whose: str, by: str) -> str:
    moved = frame[(frame["low"] > frame["high_before"]) | (frame["high"] < frame["low_before"])]
    if moved.empty:
        return f"{whose} share of no {by} moved by more than chance"
    first = moved.iloc[int((moved["share"] - moved["share_before"]).abs().to_numpy().argmax())]
    verb = "up" if first["share"] > first["share_before"] else "down"
    return (
        f"{first['series']} is {verb} from {words.percent(first['share_before'])} "
        f"to {words.percent(first['share'])} of the articles"
    )


def _total(frame: pd.DataFrame, column: str) -> int:
    return int(frame[column].max()) if len(frame) else 0


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("series:N", title="subject"),
        alt.Tooltip("time:N", title="in"),
        alt.Tooltip("share:Q", title="share", format=".1%"),
        alt.Tooltip("low:Q", title="at least (95 %)", format=".1%"),
        alt.Tooltip("high:Q", title="at most (95 %)", format=".1%"),
        alt.Tooltip("n:Q", title="articles", format="d"),
        alt.Tooltip("total:Q", title="of all", format="d"),
    ]
