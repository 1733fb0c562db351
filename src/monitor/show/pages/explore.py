"""Explore: the articles, by whatever filter, and each one's text and evidence."""

import streamlit as st

from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.charts.ranking import ranking_chart
from monitor.show.pages import parts

BY = ["region", "topic", "section", "stance", "desk", "outlet"]


def show(room: Newsroom, chosen: Filters) -> None:
    """The page."""
    st.title("Explore")
    if parts.is_empty(room, chosen):
        return
    parts.articles(room, chosen, "explore")
    st.subheader("What they are about")
    by = st.segmented_control("By", BY, default="region", required=True, key="explore-by") or "region"
    frame = room.named(parts.ask(room, "shares", chosen, by=by), series=by)
    parts.chart(ranking_chart(frame, by), frame, "explore")
