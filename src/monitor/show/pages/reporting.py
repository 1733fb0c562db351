"""The report for donors as a file, made when it is asked for."""

from dataclasses import dataclass

import streamlit as st

from monitor.errors import MonitorError
from monitor.filters import Filters
from monitor.measure.gaps import over_days
from monitor.newsroom import Newsroom
from monitor.show.report.build import build
from monitor.show.report.figures import Period
from monitor.show.report.page import page
from monitor.show.report.pdf import pdf


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a report: its files, or why there is none."""

    period: Period
    html: bytes = b""
    pdf: bytes = b""
    trouble: str = ""


def section(room: Newsroom, chosen: Filters) -> None:
    """A button that makes the report of the chosen days, and its files to take away."""
    days = over_days(chosen, room.today)
    assert days.start is not None
    assert days.end is not None
    period = Period(f"{days.start}..{days.end}", days.start, days.end)
    st.subheader("Report for donors")
    st.markdown(f"One page to read and an annex to check it by, from {days.start} to {days.end}.")
    if st.button("Make the report", key="make-report"):
        with st.spinner("Making the report …"):
            st.session_state["report"] = _made(room, period)
    made = st.session_state.get("report")
    if made is None or made.period != period:
        return
    if made.trouble:
        st.warning(made.trouble.replace("\n", "\n\n"))
    kinds = (("PDF", made.pdf, "application/pdf"), ("HTML", made.html, "text/html"))
    with st.container(horizontal=True):
        for kind, data, mime in kinds:
            if data:
                name = f"report-{period.name}.{kind.lower()}"
                st.download_button(
                    kind, data, file_name=name, mime=mime, on_click="ignore", key=f"report-{kind}"
                )


def _made(room: Newsroom, period: Period) -> Made:
    try:
        told = page(build(room, period))
    except MonitorError as refused:
        return Made(period, trouble=str(refused))
    try:
        return Made(period, told.encode(), pdf(told))
    except MonitorError as lacking:  # the system cannot set PDF; the page is there all the same
        return Made(period, told.encode(), trouble=str(lacking))
