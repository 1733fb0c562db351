"""What several pages share: the open newsroom, charts with their data, tables of articles."""

from dataclasses import replace
from operator import attrgetter
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.pages import article

PAGE = 25  # articles a table shows at once


@st.cache_resource(show_spinner="Opening the newsroom …")
def newsroom(folder: str) -> Newsroom:
    """The newsroom of a folder, opened once for all visitors."""
    return Newsroom(folder)


def ask(room: Newsroom, question: str, chosen: Filters, **options: Any) -> pd.DataFrame:
    """The newsroom's answer to a question (`trends`, `stories.find`, …), kept until the record changes."""
    return _answer(room, question, chosen, **options)


@st.cache_data(
    max_entries=500,
    show_spinner=False,
    hash_funcs={Newsroom: lambda room: (str(room.folder), room.today, room.coverage().rev)},
)
def _answer(room: Newsroom, question: str, chosen: Filters, **options: Any) -> pd.DataFrame:
    answer: pd.DataFrame = attrgetter(question)(room)(chosen, **options)
    return answer


def masthead(room: Newsroom) -> None:
    """The newsroom's name, and when it last collected."""
    st.html("<style>[data-testid=stMainBlockContainer] {padding-top: 4rem}</style>")
    last = room.collected.last()
    when = f"last collected {last[:16].replace('T', ' ')} UTC" if last else "nothing collected yet"
    sample = " · :orange-badge[sample: invented outlets and texts]" if room.settings.sample else ""
    st.caption(f"{room.settings.name} · {when}{sample}")


def is_empty(room: Newsroom, chosen: Filters) -> bool:
    """Whether no article matches; says so, and what to do."""
    if room.count(chosen):
        return False
    if room.count():
        st.info("No article matches these filters. Take one away, or widen the days.")
    else:
        st.info("No articles yet. Run `monitor ingest` to collect them, or `monitor demo` to see a sample.")
    return True


def chart(figure: alt.LayerChart | alt.Chart, frame: pd.DataFrame, name: str) -> None:
    """A chart, its finding as accessible name, and its data to take away."""
    title = figure.title
    st.altair_chart(figure, theme=None, alt=str(title.text) if isinstance(title, alt.TitleParams) else name)
    download(frame, name)


def download(frame: pd.DataFrame, name: str) -> None:
    """A table to take away."""
    st.download_button(
        "Data (CSV)",
        lambda: frame.to_csv(index=False).encode(),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"download-{name}",
    )


def articles(room: Newsroom, chosen: Filters, key: str) -> None:
    """A table of the matching articles, newest first, a page at a time, and the one that is selected."""
    total = room.count(chosen)
    pages = max(1, -(-total // PAGE))
    number = 1
    if pages > 1:
        number = st.number_input(f"Page of {pages}", 1, pages, key=f"{key}-page", width=160)
    frame = room.articles(chosen, limit=PAGE, offset=PAGE * (number - 1))
    shown = pd.DataFrame(
        {
            "Day": frame["day"],
            "Outlet": [room.names.name("outlet", each) for each in frame["outlet"]],
            "Title": frame["title"],
            "Section": frame["section"],
            "Regions": [_named(room, "region", each) for each in frame["regions"]],
            "Topics": [_named(room, "topic", each) for each in frame["topics"]],
            "Link": frame["url"],
        }
    )
    event = st.dataframe(
        shown,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"{key}-table-{number}",
        alt=f"{total} articles, newest first",
        column_config={
            "Day": st.column_config.DateColumn(format="YYYY-MM-DD", width="small"),
            "Title": st.column_config.TextColumn(width="large"),
            "Link": st.column_config.LinkColumn(display_text="open", width="small"),
        },
    )
    ours = room.count(replace(chosen, role="own")) if chosen.role != "peer" else 0
    whose = f"{ours} of ours, {total - ours} of the peers" if chosen.role is None else "newest first"
    st.caption(f"{total} articles, {whose}. Select a row to see its text and why it was tagged.")
    rows = event["selection"]["rows"]
    if rows and rows[0] < len(frame):
        article.show(room, int(frame["id"].iloc[rows[0]]))


def _named(room: Newsroom, dimension: str, codes: list[str]) -> str:
    return ", ".join(room.names.name(dimension, code) for code in codes)


def days_in_words(chosen: Filters) -> str:
    """The days of the filters, for a sentence."""
    match (chosen.start, chosen.end):
        case (None, None):
            return "over all days"
        case (start, None):
            return f"since {start}"
        case (None, end):
            return f"until {end}"
    return f"from {chosen.start} to {chosen.end}"


def narrowed(chosen: Filters, **words: str) -> Filters:
    """The filters with further words set: what a cell or a bar of a chart stands for."""
    said: Any = {word: (value,) for word, value in words.items() if value}
    return replace(chosen, **said)
