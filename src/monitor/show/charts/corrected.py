"""A share over time as the tagger tells it, and as people's answers correct it."""

import altair as alt
import pandas as pd

from monitor.show.charts.theme import OURS, PEERS

NOT_VALIDATED = "Not validated: fewer than 50 random labels."


def corrected_chart(frame: pd.DataFrame, what: str) -> alt.LayerChart:
    """A chart of the periods of one label in the table that `monitor.sheets.shares` answers.

    `what`: the words for the share, as "critical of Israel".
    """
    months = frame[frame["period"] != "all"].assign(
        how=lambda rows: rows["pooled"].map({True: "assumes constant error", False: "its own answers"})
    )
    base = alt.Chart(months).encode(x=alt.X("period:T", title=None, axis=alt.Axis(format="%b %y")))
    raw = base.mark_line(color=PEERS, strokeDash=[4, 3]).encode(y="raw:Q")
    band = base.mark_area(color=OURS, opacity=0.15).encode(y=_share("low"), y2="high:Q")
    line = base.mark_line(color=OURS, strokeWidth=2.2).encode(y=_share("share"))
    points = base.mark_point(color=OURS, filled=True, size=50).encode(
        y=_share("share"),
        shape=alt.Shape("how:N", title="corrected by", scale=alt.Scale(range=["circle", "diamond"])),
        tooltip=_tooltip(),
    )
    title = alt.TitleParams(_finding(frame, what), subtitle=_subtitle(frame))
    return alt.LayerChart(layer=[raw, band, line, points]).properties(
        title=title, height=320, width="container"
    )


def _share(column: str) -> alt.Y:
    return alt.Y(f"{column}:Q", title=None, axis=alt.Axis(format=".0%"), scale=alt.Scale(domainMin=0))


def _finding(frame: pd.DataFrame, what: str) -> str:
    whole = frame[frame["period"] == "all"].iloc[0]
    return (
        f"{whole['share']:.0%} of the articles are {what}, between {whole['low']:.0%} and {whole['high']:.0%}"
    )


def _subtitle(frame: pd.DataFrame) -> list[str]:
    whole = frame[frame["period"] == "all"].iloc[0]
    mention = "" if whole["label"] == "yes" else " that mention it"
    lines = [
        f"Share of {whole['total']:,} articles{mention}, corrected by {whole['n']} answers.",
        "Band: 95 % interval. Grey: what the tagger says alone.",
    ]
    return lines if whole["validated"] else [NOT_VALIDATED, *lines]


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("period:T", title="month", format="%B %Y"),
        alt.Tooltip("share:Q", title="corrected", format=".1%"),
        alt.Tooltip("low:Q", title="at least (95 %)", format=".1%"),
        alt.Tooltip("high:Q", title="at most (95 %)", format=".1%"),
        alt.Tooltip("raw:Q", title="the tagger alone", format=".1%"),
        alt.Tooltip("n:Q", title="answers", format="d"),
        alt.Tooltip("total:Q", title="articles", format="d"),
        alt.Tooltip("how:N", title="corrected by"),
    ]
