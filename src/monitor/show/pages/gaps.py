"""Gaps: where we write less than a reference, and by how much it could be chance."""

from datetime import timedelta
from typing import get_args

import pandas as pd
import streamlit as st

from monitor.filters import Filters
from monitor.measure.gaps import LESS, MORE, over_days
from monitor.measure.reference import IN_NEED, Baseline
from monitor.newsroom import Newsroom
from monitor.show.charts.gap import gap_chart
from monitor.show.pages import cell, doubt, parts, stories
from monitor.show.words import cell_name, gap_sentence

MOST = 8  # sentences of a kind; the data to download hold every cell
ROWS = ["desk", "region", "topic", "section"]
COLUMNS = ["nothing", "topic", "desk", "stance"]
BASELINES = {"peers": "the peers", "own": "our last twelve months", "need": "the need"}


def show(room: Newsroom, chosen: Filters) -> None:
    """The page."""
    st.title("Gaps")
    if parts.is_empty(room, chosen):
        return
    row, column, how = _choices(room)
    if how["baseline"] == "need" and (column or row not in ("desk", "region")):
        st.info("Need is known by desk or region alone: choose one of them, crossed with nothing.")
        return
    frame = parts.ask(room, "gaps", chosen, row=row, column=column, **how)
    frame = cell.named(room, frame, row, column)
    if column:  # the margin first: what a whole row lacks, its cells lack, too
        margin = cell.named(room, parts.ask(room, "gaps", chosen, row=row, **how), row, None)
        _sentences(f"By {row}", margin)
    told = frame[frame["verdict"] != "too few to tell"]
    drawn = frame if column is None and len(frame) <= 30 else told
    if drawn.empty:
        st.info("Too few articles to tell anything. Widen the days, or choose coarser rows.")
        stories.blindspots(room, chosen)
        return
    _sentences(f"By {row} and {column}" if column else f"By {row}", frame)
    parts.chart(gap_chart(drawn), frame, "gaps")
    doubt.caption(room, drawn, row=row, column=column)
    _scope(room, chosen, frame)
    _computed()
    _one(room, chosen, frame, row, column)
    stories.blindspots(room, chosen)


def _choices(room: Newsroom) -> tuple[str, str | None, dict[str, str]]:
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
    how = {"baseline": baseline}
    indicators = sorted({each.indicator for each in room.catalog.needs}, key=lambda each: each != IN_NEED)
    if baseline == "need" and indicators:
        how["indicator"] = right.selectbox("Measured by", indicators, key="indicator", bind="query-params")
    return row, None if column == "nothing" else column, how


def _scope(room: Newsroom, chosen: Filters, frame: pd.DataFrame) -> None:
    """What was compared with what, and how much of it was collected."""
    days = over_days(chosen, room.today)
    slow = frame["days"] > (days.end - days.start).days + 1 if days.end and days.start else frame["days"] > 0
    also = "; cells too slow for them over a year" if slow.any() else ""
    st.caption(
        f"Our stories from {days.start} to {days.end}{also}. Compared with: {frame['reference'].iloc[0]}. "
        f"Collected of our days: {frame['collected'].min():.0%}."
    )


def _sentences(title: str, frame: pd.DataFrame) -> None:
    st.subheader(title)
    if (frame["verdict"] == "cannot say").any():
        st.warning("Verdicts are withheld: too few of our days, or of most peers' days, were collected.")
        return
    less = frame[frame["verdict"].isin(LESS)].sort_values("below", ascending=False, kind="stable")
    more = frame[frame["verdict"].isin(MORE)].sort_values("above", ascending=False, kind="stable")
    intended = frame[frame["verdict"] == "intended"]
    if less.empty:
        st.markdown("No gap that chance would not explain.")
    _listed(less)
    for name, rows in (("More than expected", more), ("Intended", intended)):
        if len(rows):
            with st.expander(f"{name}: {len(rows)}"):
                _listed(rows)


def _listed(rows: pd.DataFrame) -> None:
    st.markdown("\n".join(f"- {gap_sentence(each)}" for _, each in rows.head(MOST).iterrows()))
    if len(rows) > MOST:
        st.caption(f"and {len(rows) - MOST} more in the chart and the data")


def _one(room: Newsroom, chosen: Filters, frame: pd.DataFrame, row: str, column: str | None) -> None:
    """One cell, the surest gap if none is chosen."""
    frame = frame.sort_values("below", ascending=False, kind="stable", ignore_index=True)
    names = [cell_name(each) for _, each in frame.iterrows()]
    st.subheader("Behind a cell")
    name = st.selectbox("Cell", names, key="cell")
    found = frame.iloc[names.index(name)]
    codes = {row: str(found["row_code"])} | ({column: str(found["column_code"])} if column else {})
    days = over_days(chosen, room.today)
    if chosen.start is None and chosen.end is None:
        days = days.between(room.today - timedelta(days=int(found["days"]) - 1), room.today)
    cell.show(room, chosen, days, codes)


def _computed() -> None:
    with st.expander("How is this computed?"):
        st.markdown(
            "Counted are **distinct stories**: five reports of one event by one outlet count once. The "
            "reference is the median of the peers' shares, each peer equal whatever its size (the mean of "
            "fewer than five), of peers with twenty stories and nine tenths of their days collected. From "
            "it and the number of our stories follows the **expected count** E. Our rate over the "
            "reference's has the posterior Gamma(1 + n, 1 + E). A **gap**: E is 3 or more and the ratio is "
            "below 2/3 with a probability above 90 %; a **strong gap** also stands when at most a tenth of "
            "such deficits may be false (Benjamini & Hochberg); **watch**: above 80 %; **over** and "
            "**strong over** mirror them at 3/2. Below E = 3 there is **too little to tell**. Without days "
            "in the sidebar, the last 90 are compared, and the last 365 in cells that are too slow for 90. "
            "A verdict **hangs on** a peer when it would not stand without it. When under 90 % of our days,"
            " or of those of most peers, were collected, the verdict is **cannot say**. In simulations of "
            "120 stories in 96 cells, more than 95 % of the gaps were real and three in four planted ones "
            "were found; a gap to a third of the reference in a single cell is not found in so few. Every "
            "cell is in the data to download."
        )
