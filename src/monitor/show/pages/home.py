"""This week: what matters in three sentences, each with links to what is behind it."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from monitor.digest import Digest, Item, gather
from monitor.digest.changes import compared
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.charts.change import change_chart
from monitor.show.pages import parts

LARGE = "font-size: 1.25rem; line-height: 1.5; max-width: 46rem; margin: 0 0 1rem"
SMALL = "max-width: 46rem; margin: 0 0 .75rem"


def show(room: Newsroom, chosen: Filters) -> None:
    """The page."""
    st.title("This week")
    if not room.count():
        parts.is_empty(room, chosen)
        return
    found, desks = _found(room, chosen, room.now().strftime("%Y-%m-%d %H"))
    for notice in found.notices:
        st.warning(notice)
    _list(found.short, LARGE)
    if found.counted:
        st.caption(" ".join((found.counted, *found.limits)))
    if len(desks):
        parts.chart(change_chart(desks), desks, "week")
    for section in found.sections:
        items = [each for each in section.items if each not in found.short]
        if items or not section.items:
            st.subheader(section.title)
            _list(items, SMALL)
            if not items:
                st.markdown(section.otherwise)
    _computed()


@st.cache_data(
    max_entries=100,
    show_spinner=False,
    hash_funcs={Newsroom: lambda room: (str(room.folder), room.today, room.coverage().rev)},
)
def _found(room: Newsroom, chosen: Filters, hour: str) -> tuple[Digest, pd.DataFrame]:  # noqa: ARG001
    """The digest and our desks, kept until the record changes or the `hour` is over: a collection ages."""
    found = gather(room, chosen)
    ours = replace(chosen.between(found.start, found.end), role="own")
    desks = compared(room, ours, "desk") if chosen.role != "peer" else pd.DataFrame()
    return found, room.named(desks, series="desk") if len(desks) else desks


def _list(items: Sequence[Item], style: str) -> None:
    for item in items:
        links = " · ".join(
            f'<a href="{escape(link.to)}" style="color: inherit">{escape(link.words)}</a>'
            for link in item.links
        )
        words = escape(item.words).replace(" %", "\u00a0%")
        # Links of HTML stay in this tab, and relative ones on this dashboard.
        st.html(f'<p style="{style}">{words} <span style="font-size: 1rem">{links}</span></p>')


def _computed() -> None:
    with st.expander("How is this computed?"):
        st.markdown(
            "These are the seven days that ended yesterday, or the days in the sidebar. A share **moved** "
            "when its 95 % interval and that of the twelve weeks before have no value in common; where the "
            "week tells no change, four weeks are looked at. Only outlets take part of which nine of ten "
            "days were collected, in both times. **Gaps** are those of the last 90 days. `monitor digest` "
            "prints the same, and sends it by e-mail."
        )
