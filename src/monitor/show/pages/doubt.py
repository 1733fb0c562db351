"""Says which topics were too often wrong when they were measured, and how right they are in this newsroom."""

import numpy as np
import pandas as pd
import streamlit as st

from monitor.evaluate.topic import DOUBTFUL, doubtful
from monitor.learn.judging import Judging, Live
from monitor.measure.stats import jeffreys
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


def verdicts(room: Newsroom) -> None:
    """How right topics are here: of tags drawn by chance, the share that people found right."""
    live = Judging(room.catalog, room.record).live()
    if not live:
        st.caption("Nobody has judged topics that were drawn by chance: `monitor label review` asks.")
        return
    n, right = (np.array([getattr(each, name) for each in live], float) for name in ("n", "right"))
    low, high = jeffreys(right, n)
    told = {
        "Topic": ["all topics", *(room.names.name("topic", each.topic) for each in live[1:])],
        "Judged": n.astype(int),
        "Right": (right / n).round(2),
        "95 % interval": [f"{a:.2f} – {b:.2f}" for a, b in zip(low, high, strict=True)],
    }
    st.markdown("**Topics in this newsroom**, by verdicts on tags that were drawn by chance")
    st.dataframe(pd.DataFrame(told), hide_index=True)


def in_doubt(shipped: frozenset[str], live: list[Live]) -> frozenset[str]:
    """Topics of too low precision: by the newsroom's own verdicts where there are enough, else as shipped."""
    known = {each.topic: each.right / each.n for each in live if each.n >= ENOUGH and each.topic != "all"}
    low = {topic for topic, share in known.items() if share < DOUBTFUL}
    return frozenset(low | (shipped - known.keys()))
