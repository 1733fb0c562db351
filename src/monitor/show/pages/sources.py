"""Sources: what is collected, what is not, and why."""

import re
from datetime import timedelta

import pandas as pd
import streamlit as st

from monitor.filters import Filters
from monitor.measure.sources import NEVER
from monitor.newsroom import Newsroom
from monitor.show.charts.source import collection_chart, days_chart
from monitor.show.pages import parts

DAYS = 45  # of the strips
ITEMS = 50  # of the list of what needs a look
LOUD = 5  # troubles that are told one by one above the table
MARKS = {"trouble": "✕ trouble", "notice": "○ look", "fine": "✓ fine"}  # in this order


def show(room: Newsroom, chosen: Filters) -> None:  # noqa: ARG001 - every page is called alike
    """The page."""
    st.title("Sources")
    _health(room)
    weeks = room.named(room.collected.weekly(room.coverage(), room.today), outlet="outlet")
    if len(weeks):
        parts.chart(collection_chart(weeks), weeks, "collection")
        _days(room)
    outcomes = room.collected.outcomes()
    if len(outcomes):
        _outcomes(room, outcomes)


def _health(room: Newsroom) -> None:
    told = room.collected.grades(room.today)
    grades = dict(sorted(told.items(), key=lambda each: list(MARKS).index(each[1].level)))
    facts = room.collected.sources().set_index("source")
    fine = sum(grade.level == "fine" for grade in grades.values())
    st.markdown(f"**{fine} of {len(grades)} sources** answer and are not silent. Filters do not apply here.")
    troubled = [(source, grade) for source, grade in grades.items() if grade.level == "trouble"]
    for source, grade in troubled[:LOUD]:
        st.error(f"**{source}**: {_literal(grade.words)}. What to do: {grade.advice}.")
    if len(troubled) > LOUD:
        st.error(f"{len(troubled) - LOUD} more sources are in trouble: see the table.")
    untried = sum(grade.words == NEVER for grade in grades.values())
    if untried:
        st.info(f"{untried} sources were never tried. Run `monitor ingest`.")
    st.subheader("Every source")
    table = pd.DataFrame(
        {
            "Source": list(grades),
            "Health": [MARKS[grade.level] for grade in grades.values()],
            "In words": [grade.words for grade in grades.values()],
            "What to do": [grade.advice.replace("`", "") for grade in grades.values()],
            "Articles a day": [round(grade.rhythm.rate, 2) for grade in grades.values()],
            "Last success": [_moment(facts.at[source, "succeeded"]) for source in grades],
            "Next look": [_moment(facts.at[source, "due"]) for source in grades],
            "Items": [facts.at[source, "items"] for source in grades],
            "Kind": [facts.at[source, "kind"] for source in grades],
            "Address": [facts.at[source, "url"] for source in grades],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        alt="Every source, how it fares, what to do, and when it is looked at again; troubles first",
        column_config={
            "In words": st.column_config.TextColumn(width="large"),
            "What to do": st.column_config.TextColumn(width="medium"),
            "Address": st.column_config.LinkColumn(width="medium"),
        },
    )


def _literal(said: str) -> str:
    """Words of a site as they are: no link or picture is made of them."""
    return re.sub(r"([\\\[\]`*$<~])", r"\\\1", said)


def _moment(said: object) -> str:
    return said[:16].replace("T", " ") if isinstance(said, str) else ""


def _days(room: Newsroom) -> None:
    """The last days of every source; a day that nothing is known of was not collected."""
    known = room.collected.days(room.today, DAYS)
    days = pd.date_range(room.today - timedelta(days=DAYS - 1), room.today, name="day").astype(
        "datetime64[s]"
    )
    sources = pd.DataFrame({"source": [source.id for source in room.catalog.sources]})
    grid = sources.merge(days.to_frame(index=False), how="cross")
    grid = grid.merge(known, how="left", on=["source", "day"]).fillna({"state": "not collected"})
    parts.chart(days_chart(grid), grid, "source-days")


def _outcomes(room: Newsroom, outcomes: pd.DataFrame) -> None:
    st.subheader("What the last runs brought")
    st.caption("Every item that a source lists ends in one outcome. Nothing vanishes uncounted.")
    by = st.segmented_control("Counted by", ["run", "source"], default="run", key="outcomes-by") or "run"
    keys = ["run", "started"] if by == "run" else ["source"]
    counts = outcomes.pivot_table(index=keys, columns="outcome", values="n", aggfunc="sum", fill_value=0)
    counts = counts.sort_index(ascending=by != "run").head(20 if by == "run" else len(counts)).reset_index()
    if by == "run":
        counts["started"] = counts["started"].map(_moment)
    st.dataframe(counts, hide_index=True, alt=f"Outcomes by {by}")
    troubles = room.collected.troubles()
    if len(troubles):
        _items(troubles)


def _items(troubles: pd.DataFrame) -> None:
    """What did not end as a dated article, a page at a time."""
    st.subheader("Items that need a look")
    kinds = st.multiselect(
        "Outcome", sorted(troubles["outcome"].unique()), key="items-outcome", placeholder="all"
    )
    wanted = troubles[troubles["outcome"].isin(kinds)] if kinds else troubles
    pages = max(1, -(-len(wanted) // ITEMS))
    number = st.number_input(f"Page of {pages}", 1, pages, key="items-page", width=160) if pages > 1 else 1
    page = wanted.iloc[ITEMS * (number - 1) : ITEMS * number]
    st.dataframe(
        page[["source", "outcome", "reason", "url", "run"]],
        hide_index=True,
        alt=f"{len(wanted)} items that need a look, and why",
        column_config={
            "reason": st.column_config.TextColumn(width="large"),
            "url": st.column_config.LinkColumn(width="medium"),
        },
    )
    st.caption(f"{len(wanted)} of the newest {len(troubles)} items that did not end as dated articles.")
