"""Coverage: what was written about, over time."""

import pandas as pd
import streamlit as st

from monitor.filters import DIMENSIONS, Filters
from monitor.measure.trends import Period
from monitor.newsroom import Newsroom
from monitor.show.charts.trend import Measure, trend_chart
from monitor.show.pages import alerts, doubt, parts
from monitor.show.words import change_sentence, gap_sentence, trend_finding

BY = ["nothing", *DIMENSIONS]
WHOLE = (None, "role", "outlet", "language")  # their shares are 100 %, unless a subject is chosen
PERIODS: list[Period] = ["day", "week", "month"]
MEASURES: dict[str, Measure] = {"share": "share", "articles": "n"}


def show(room: Newsroom, chosen: Filters) -> None:
    """The page."""
    st.title("Coverage")
    if parts.is_empty(room, chosen):
        return
    _in_short(room, chosen)
    left, middle, right = st.columns(3)
    by = left.selectbox("Break down by", BY, index=BY.index("desk"), key="by", bind="query-params")
    period = middle.segmented_control(
        "Period", PERIODS, default="month", required=True, key="period", bind="query-params"
    )
    measure = right.segmented_control(
        "Measure",
        list(MEASURES),
        default="share",
        required=True,
        key="measure",
        bind="query-params",
    )
    series = None if by == "nothing" else by
    drawn = MEASURES[measure or "share"]
    if series in WHOLE and chosen == chosen.base():
        drawn = "n"
    period = period or "month"
    frame = room.named(parts.ask(room, "trends", chosen, by=series, period=period), series=series)
    moved = room.named(parts.ask(room, "changes", chosen, by=series, period=period), series=series)
    chart = trend_chart(frame, period=period, measure=drawn, changes=moved)
    parts.chart(chart, frame, "coverage")
    _levels(moved, period)
    doubt.caption(room, frame, series=series)
    with st.expander("How is this computed?"):
        st.markdown(
            "The **share** is the number of matching articles over all articles of the same outlets and "
            "days, whatever they are about; its interval is the 95 % Jeffreys interval. An article counts "
            "once for each of its regions, topics or stances, so shares need not add up to 100 %. Days on "
            "which nothing was collected are hatched and are never a zero; undated articles are in no "
            "period. A **diamond** marks where the number of articles goes to another level: the cuts that "
            "leave the least squared error of 2 √(n + 3/8), at a price of 3 ln n each, with four periods a "
            "level. An **alert** is a week whose number, with three articles of two outlets at least, comes"
            " by chance less often than once in a hundred (negative binomial, from the 52 weeks before), "
            "and that also stands when a tenth of the day's alerts may be false; copies count once, and "
            "weeks that were not collected are no part of it."
        )
    alerts.section(room, chosen)
    st.subheader("The articles")
    parts.articles(room, chosen, "coverage")


def _levels(moved: pd.DataFrame, period: Period) -> None:
    """The change points in words."""
    if len(moved):
        st.markdown("\n".join(f"- {change_sentence(each, period)}" for _, each in moved.iterrows()))


def _in_short(room: Newsroom, chosen: Filters) -> None:
    """The page in three sentences."""
    gaps = parts.ask(room, "gaps", chosen)
    desks = parts.ask(room, "trends", chosen, by="desk", period="month")
    worst = gaps[gaps["verdict"].isin(["strong gap", "gap"])]
    sentences = [
        f"**{room.count(chosen)} articles** match {parts.days_in_words(chosen)}.",
        f"{trend_finding(desks, 'month', 'share')}.",
        f"{gap_sentence(worst.iloc[0])}."
        if len(worst)
        else "No desk is behind the peers by more than chance.",
    ]
    st.markdown(" ".join(sentences))
