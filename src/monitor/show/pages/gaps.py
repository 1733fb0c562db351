"""Gaps: where we write less than a reference, and by how much it could be chance."""

from typing import get_args

import pandas as pd
import streamlit as st

from monitor.filters import Filters
from monitor.measure.gaps import over_days
from monitor.measure.reference import Baseline
from monitor.newsroom import Newsroom
from monitor.show.charts.gap import STANDING, gap_chart
from monitor.show.pages import doubt, parts, stories
from monitor.show.words import cell_name, gap_sentence

MOST = 12  # sentences; the data to download hold every cell
ROWS = ["desk", "region", "topic", "section"]
COLUMNS = ["nothing", "topic", "desk", "stance"]
BASELINES = {"peers": "the peers", "own": "our last twelve months", "need": "people in need"}


def show(room: Newsroom, chosen: Filters) -> None:
    """The page."""
    st.title("Gaps")
    if parts.is_empty(room, chosen):
        return
    left, middle, right = st.columns(3)
    row = left.selectbox("Rows", ROWS, key="row", bind="query-params")
    column = middle.selectbox(
        "Crossed with", [each for each in COLUMNS if each != row], key="column", bind="query-params"
    )
    baseline = right.selectbox(
        "Compared with",
        list(get_args(Baseline)),
        key="baseline",
        format_func=BASELINES.__getitem__,
        bind="query-params",
    )
    crossed = None if column == "nothing" else column
    frame = parts.ask(room, "gaps", chosen, row=row, column=crossed, baseline=baseline)
    frame = room.named(frame, row=row, column=crossed)
    days = over_days(chosen, room.today)
    st.caption(f"Our articles from {days.start} to {days.end}; choose other days in the sidebar.")
    standing = frame[frame["verdict"].isin(STANDING)]
    drawn = frame if crossed is None and len(frame) <= 30 else frame[frame["verdict"] != "too few to tell"]
    if drawn.empty:
        st.info("Too few articles to tell anything. Widen the days, or choose coarser rows.")
        stories.blindspots(room, chosen)
        return
    parts.chart(gap_chart(drawn), frame, "gaps")
    doubt.caption(room, drawn, row=row, column=crossed)
    _sentences(standing)
    _computed()
    cells = [cell_name(each) for _, each in frame.iterrows()]
    cell = st.selectbox("Show the articles of", cells, key="cell")
    found = frame.iloc[cells.index(cell)]
    asked = {row: str(found["row_code"])} | ({crossed: str(found["column_code"])} if crossed else {})
    parts.articles(room, parts.narrowed(days, **asked), "gaps")
    stories.blindspots(room, chosen)


def _sentences(standing: pd.DataFrame) -> None:
    if standing.empty:
        st.markdown("No difference that chance would not explain.")
    for _, each in standing.head(MOST).iterrows():
        st.markdown(f"- {gap_sentence(each)}")
    if len(standing) > MOST:
        st.caption(f"and {len(standing) - MOST} more in the chart and the data")


def _computed() -> None:
    with st.expander("How is this computed?"):
        st.markdown(
            "From the reference's share and the number of our articles follows the **expected count** E. "
            "Our rate over the reference's has the posterior Gamma(1 + n, 1 + E). A **gap**: E is 3 or more "
            "and the ratio is below 2/3 with a probability above 90 %; a **strong gap** also stands when at "
            "most a tenth of such deficits may be false (Benjamini & Hochberg); **watch**: above 80 %; "
            "**over**: the ratio is above 3/2 with one above 90 %. Below E = 3 there is **too "
            "little to tell**. When under 90 % of our days were collected, the verdict is **cannot say**. "
            "Each peer counts the same, whatever its size. Every cell is shown in the data to download."
        )
