"""Impact: what our own outlets put out."""

from dataclasses import replace

import streamlit as st

from monitor.filters import Filters
from monitor.measure.gaps import over_days
from monitor.newsroom import Newsroom
from monitor.show.charts.ranking import ranking_chart
from monitor.show.pages import parts


def show(room: Newsroom, chosen: Filters) -> None:
    """The page."""
    st.title("Impact")
    days = over_days(chosen, room.today)
    own = replace(days, role="own", outlet=())
    if parts.is_empty(room, own):
        return
    st.markdown(
        f"What we published from {days.start} to {days.end}. These are figures of **output**: they say what "
        "was covered, not what it changed. No advertising value, no invented reach."
    )
    figures = parts.ask(room, "impact", chosen)
    for column, (_, figure) in zip(st.columns(3) * 2, figures.iterrows(), strict=True):
        column.metric(
            str(figure["figure"]).capitalize(), int(figure["value"]), help=str(figure["definition"])
        )
    by = st.segmented_control("By", ["desk", "region", "topic", "section"], default="desk", required=True)
    frame = room.named(parts.ask(room, "shares", own, by=by or "desk"), series=by)
    parts.chart(ranking_chart(frame, by or "desk"), frame, "impact")
    st.subheader("The articles behind the figures")
    parts.articles(room, own, "impact")
