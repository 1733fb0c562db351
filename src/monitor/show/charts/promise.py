"""Promises side by side: how much of each is kept, and where it will end."""

import altair as alt
import pandas as pd

from monitor.show.charts.theme import FAINT, INK, OURS, PEERS
from monitor.show.words import percent

MOST = 12
FAR = 2.0  # times the promise: what lies beyond is drawn there
OPEN = ("on pace", "met")


def promise_chart(frame: pd.DataFrame) -> alt.LayerChart:
    """A bar a promise, in parts of what was promised; columns of `monitor.programmes.Programmes.progress`.

    The bar is what there is so far, the line the 90 % interval of where it will end, the stroke the promise.
    """
    shown = frame.head(MOST)
    so_far = shown["n"].where(shown["promised"] >= 1, shown["share"])
    parts = {name: shown[name] / shown["promised"] for name in ("forecast", "low", "high")}
    rows = pd.DataFrame(
        {
            "promise": shown["promise"],
            "verdict": shown["verdict"],
            "now": (so_far / shown["promised"]).clip(upper=FAR),
            **{name: values.clip(upper=FAR) for name, values in parts.items()},
            "told": [finding(row) for _, row in shown.iterrows()],
            "kept": shown["verdict"].isin(OPEN),
            "whole": 1.0,
        }
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("promise:N", sort=None, axis=None), tooltip=[alt.Tooltip("told:N", title="promise")]
    )
    axis = alt.Axis(format=".0%", values=[0, 0.5, 1, 1.5, 2], grid=True, gridColor=FAINT)
    scale = alt.Scale(domain=[0, FAR])
    colour = alt.condition("datum.kept", alt.value(OURS), alt.value(PEERS))
    bars = base.mark_bar(height=12, opacity=0.6).encode(
        x=alt.X("now:Q", title=None, axis=axis, scale=scale), color=colour
    )
    spread = base.mark_rule(color=INK, strokeWidth=2).encode(x=alt.X("low:Q", scale=scale), x2="high:Q")
    middle = base.mark_point(color=INK, filled=True, size=45).encode(x="forecast:Q")
    whole = base.mark_tick(color=INK, thickness=2, size=22).encode(x="whole:Q")
    names = (
        base.transform_calculate(label="datum.promise + ' — ' + datum.verdict")
        .mark_text(align="left", baseline="bottom", dy=-10, color=INK, fontSize=13)
        .encode(x=alt.datum(0), text="label:N")
    )
    title = alt.TitleParams(
        promises_finding(frame).split(", "),  # lines that a phone is wide enough for
        subtitle=[
            "Our articles so far (bar) and likely at the end",
            "(dot, 90 % interval), in parts of the promise",
            "(stroke); grey: behind, or we cannot tell",
        ],
    )
    return alt.LayerChart(layer=[bars, spread, middle, whole, names]).properties(
        title=title, width="container", height=alt.Step(50)
    )


def promises_finding(frame: pd.DataFrame) -> str:
    """What a table of promises says, in one sentence."""
    kept, behind = (int(frame["verdict"].isin(each).sum()) for each in (OPEN, ("behind", "missed")))
    said = f"{kept} of {len(frame)} promises are met or on pace"
    return f"{said}, {behind} behind or missed" if behind else said


def finding(row: pd.Series) -> str:
    """How one promise stands: "2 of 30 pieces; an even pace has 19.8 by now; 2 to 6 are likely: behind"."""
    over = row["as_of"] >= row["last"]
    if row["promised"] >= 1:
        so_far = f"{row['n']:.0f} of {row['promised']:.0f} pieces"
        even = f"an even pace has {row['expected']:.1f} by now"
        likely = f"{row['low']:.0f} to {row['high']:.0f} are likely by {row['last']:%-d %B %Y}"
    else:
        so_far = f"{percent(row['share'])} ({row['n']:.0f} of {row['total']:.0f} pieces)"
        even = f"promised are {percent(row['promised'])}"
        likely = f"{percent(row['low'])} to {percent(row['high'])} are likely by {row['last']:%-d %B %Y}"
    rest = f"{even}; it ended on {row['last']:%-d %B %Y}" if over else f"{even}; {likely}"
    missing = row["days"] - row["days_collected"]
    unsure = f"; {missing:.0f} of {row['days']:.0f} days were not collected" if missing else ""
    return f"{so_far}; {rest}{unsure}: {row['verdict']}"
