"""The donors' page: verified outcomes, promises and output. It knows no other page, nor what they show."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

import pandas as pd
import streamlit as st

from monitor.errors import MonitorError
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.charts.ranking import ranking_chart
from monitor.show.pages import outcomes, reporting
from monitor.show.words import ranking_finding

YEAR = timedelta(days=364)
DIMENSIONS = {"section": "Sections", "desk": "Desks", "topic": "Topics"}


@st.cache_resource(show_spinner="Opening the newsroom …")
def newsroom(folder: str) -> Newsroom:
    """The newsroom of a folder, opened once for all visitors."""
    return Newsroom(folder)


@st.cache_data(
    max_entries=100,
    show_spinner=False,
    hash_funcs={Newsroom: lambda room: (str(room.folder), room.today, room.coverage().rev)},
)
def _answer(room: Newsroom, question: str, days: Filters, **options: Any) -> pd.DataFrame:
    answer: pd.DataFrame = attrgetter(question)(room)(days, **options)
    return answer


def show(room: Newsroom) -> None:
    """The page. Its only filter are the days."""
    st.title(room.settings.name)
    if room.settings.sample:
        st.caption(":orange-badge[sample: invented outlets and texts]")
    days = _days(room)
    if days is None:
        return
    _outcomes(room, days)
    _promises(room, days)
    _output(room, days)
    _method(room, days)
    reporting.section(room, days)


def _days(room: Newsroom) -> Filters | None:
    left, right = st.columns(2)
    said: dict[str, date | None] = {}
    for column, word, day in ((left, "from", room.today - YEAR), (right, "to", room.today)):
        said[word] = column.date_input(
            word.capitalize(), day, key=word, format="YYYY-MM-DD", max_value=room.today, bind="query-params"
        )
    start, end = said["from"], said["to"]
    if start is None or end is None or end < start:
        st.info("Choose two days, the first before the last.")
        return None
    return Filters(start, end, role="own")


def _outcomes(room: Newsroom, days: Filters) -> None:
    st.subheader("What came of the work")
    events = room.ledger.events(days)
    verified = events[events["state"] == "verified"]
    if verified.empty:
        st.markdown("No outcome of these days has been verified.")
        return
    st.markdown(f"**{len(verified)} outcomes**, each verified by a person who looked at the evidence.")
    outcomes.outcomes(verified)


def _promises(room: Newsroom, days: Filters) -> None:
    frame = _answer(room, "programmes.progress", days)
    if frame.empty:
        return
    st.subheader("What was promised")
    outcomes.promises(frame)


def _output(room: Newsroom, days: Filters) -> None:
    st.subheader("What was published")
    n = room.count(days)
    st.markdown(
        f"**{n} articles** from {days.start} to {days.end}. This is output: what was covered, not what it "
        "changed."
    )
    if not n:
        return
    for by, frame in _shares(room, days):
        st.markdown(f"**{DIMENSIONS[by]}**")
        st.altair_chart(ranking_chart(frame, by), theme=None, alt=ranking_finding(frame))


def _shares(room: Newsroom, days: Filters) -> Iterator[tuple[str, pd.DataFrame]]:
    for by in DIMENSIONS:
        frame = room.named(_answer(room, "shares", days, by=by), series=by)
        if len(frame):
            yield by, frame[["series", "n", "total", "share", "low", "high"]]


def _method(room: Newsroom, days: Filters) -> None:
    collected = room.coverage().collected(replace(days, role="own"))
    st.subheader("How this is known")
    st.markdown(
        f"The articles are collected from the publication's own feeds; {collected:.0%} of its days in this "
        "period were. Sections are its own labels. Desks and topics are tags that a program gives, and its "
        "errors are measured on labelled articles; each share carries the interval in which it lies in 95 of "
        "100 cases by chance alone. There are no estimates of reach and no advertising values here."
    )
    outcomes.how()


def run(folder: str) -> None:
    """The page of a folder's newsroom; a mistake in its lists is told without its place on the machine."""
    try:
        show(newsroom(folder))
    except MonitorError:
        st.error("This page cannot be shown at the moment; whoever runs it finds the reason in its log.")
        raise
