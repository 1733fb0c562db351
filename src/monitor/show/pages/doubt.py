"""Says under a chart which of its topics were too often wrong when they were measured."""

import pandas as pd
import streamlit as st

from monitor.evaluate.topic import DOUBTFUL, doubtful
from monitor.learn.judging import Judging, Live
from monitor.newsroom import Newsroom

ENOUGH = 20  # tags that people judged, to say more than the shipped figures


def caption(room: Newsroom, frame: pd.DataFrame, **dimensions: str | None) -> None:
    """Name the doubtful topics of a named table: `caption(room, frame, series="topic")`."""
    columns = [f"{column}_code" for column, dimension in dimensions.items() if dimension == "topic"]
    shown = {str(code) for column in columns for code in frame[column]}
    doubted = sorted(shown & in_doubt(doubtful(), Judging(room.catalog, room.record).live())) if shown else []
    if doubted:
        names = ", ".join(room.names.name("topic", code) for code in doubted)
        st.caption(
            f"⚠ Take with caution: {names}. When measured, fewer than {DOUBTFUL:.0%} of the articles "
            "tagged so were right; see About."
        )


def in_doubt(shipped: frozenset[str], live: list[Live]) -> frozenset[str]:
    """Topics of too low precision: by the newsroom's own verdicts where there are enough, else as shipped."""
    known = {each.topic: each.right / each.n for each in live if each.n >= ENOUGH and each.topic != "all"}
    low = {topic for topic, share in known.items() if share < DOUBTFUL}
    return frozenset(low | (shipped - known.keys()))
