"""Explore: the articles, by whatever filter; queries side by side; a map; searches to keep and to share."""

import streamlit as st

from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.charts.ranking import ranking_chart
from monitor.show.charts.world import absent, world_chart
from monitor.show.pages import keep, parts, sides
from monitor.show.words import percent

BY = ["region", "topic", "section", "stance", "desk", "outlet"]


def show(room: Newsroom, chosen: Filters) -> None:
    """The page."""
    st.title("Explore")
    if parts.is_empty(room, chosen):
        keep.section(room, chosen)
        return
    view = st.segmented_control(
        "View", list(VIEWS), default="articles", required=True, key="view", bind="query-params"
    )
    VIEWS[view or "articles"](room, chosen)
    keep.section(room, chosen)


def _articles(room: Newsroom, chosen: Filters) -> None:
    parts.articles(room, chosen, "explore")
    st.subheader("What they are about")
    by = st.segmented_control("By", BY, default="region", required=True, key="explore-by") or "region"
    frame = room.named(parts.ask(room, "shares", chosen, by=by), series=by)
    parts.chart(ranking_chart(frame, by), frame, "explore")


def _world(room: Newsroom, chosen: Filters) -> None:
    frame = room.named(parts.ask(room, "shares", chosen, by="region"), series="region")
    if frame.empty:
        st.info("None of these articles has a country in focus.")
        return
    drawn, ranked = st.columns([3, 2])
    with drawn:
        parts.chart(world_chart(frame), frame, "map")
        st.caption(_collected(room, chosen))
        if small := absent(frame):
            st.caption(f"Too small for this map, and in the list: {', '.join(small)}.")
    with ranked:
        parts.chart(ranking_chart(frame, "country"), frame, "countries")
        st.caption("The list is the truth: the map lacks the smallest states, and large ones look louder.")


def _collected(room: Newsroom, chosen: Filters) -> str:
    """How much of the days behind a map was collected, in words."""
    days = parts.ask(room, "trends", chosen.base(), period="day")
    share = float(days["collected"].mean())
    if share >= 0.995:
        return "All days were collected."
    return (
        f"{percent(share)} of the outlets' days were collected; of the others nothing is known, "
        "and a country may be grey for that alone."
    )


VIEWS = {"articles": _articles, "side by side": sides.show, "map": _world}
