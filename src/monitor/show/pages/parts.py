"""What several pages share: the open newsroom, charts with their data, tables of articles."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from monitor.exchange.table import TableForm, table
from monitor.filters import Filters
from monitor.newsroom import Newsroom, Order
from monitor.show.charts.picture import PictureForm, picture
from monitor.show.pages import article
from monitor.store.search import AMONG

PAGE = 25  # articles a table shows at once
PART = 10_000  # articles asked for at once, to be taken away
ORDERS: dict[Order, str] = {"newest": "newest", "relevance": "best fitting"}
TABLES: dict[TableForm, str] = {"csv": "Data (CSV)", "xlsx": "XLSX", "parquet": "Parquet"}
PICTURES: tuple[PictureForm, ...] = ("png", "svg")


@st.cache_resource(show_spinner="Opening the newsroom …")
def newsroom(folder: str) -> Newsroom:
    """The newsroom of a folder, opened once for all visitors."""
    return Newsroom(folder)


def ask(room: Newsroom, question: str, chosen: Filters, *first: Any, **options: Any) -> pd.DataFrame:
    """The newsroom's answer to a question (`trends`, `stories.find`, …), kept until the record changes.

    `first`: what the question takes before the filters, as the queries of `compare`.
    """
    return _answer(room, question, chosen, *first, **options)


@st.cache_data(
    max_entries=500,
    show_spinner=False,
    hash_funcs={Newsroom: lambda room: (str(room.folder), room.today, room.coverage().rev)},
)
def _answer(room: Newsroom, question: str, chosen: Filters, *first: Any, **options: Any) -> pd.DataFrame:
    answer: pd.DataFrame = attrgetter(question)(room)(*first, chosen, **options)
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
    """A chart, its finding as accessible name, and its data and picture to take away."""
    title = figure.title
    st.altair_chart(figure, theme=None, alt=_text(title.text) if isinstance(title, alt.TitleParams) else name)
    with st.container(horizontal=True, gap="small"):
        _tables(lambda: frame, name)
        for form in PICTURES:
            _offer(form.upper(), partial(picture, figure, form), f"{name}.{form}")


def download(frame: pd.DataFrame, name: str) -> None:
    """A table to take away."""
    with st.container(horizontal=True, gap="small"):
        _tables(lambda: frame, name)


def _tables(frame: Callable[[], pd.DataFrame], name: str) -> None:
    for form, label in TABLES.items():
        _offer(label, partial(_made, frame, form), f"{name}.{form}")


def _made(frame: Callable[[], pd.DataFrame], form: TableForm) -> bytes:
    return table(frame(), form)


def _offer(label: str, made: Callable[[], bytes], file: str) -> None:
    """A small button; what it brings is made when it is clicked."""
    st.download_button(
        label, made, file_name=file, on_click="ignore", key=f"download-{file}", type="tertiary"
    )


def _text(title: Any) -> str:
    return " ".join(title) if isinstance(title, list) else str(title)


def articles(room: Newsroom, chosen: Filters, key: str) -> None:
    """A table of the matching articles, a page at a time, to take away, and the one that is picked."""
    total = room.count(chosen)
    order = _order(chosen, key)
    pages = max(1, -(-(total if order == "newest" else min(total, AMONG)) // PAGE))
    number = 1
    if pages > 1:
        number = st.number_input(f"Page of {pages}", 1, pages, key=f"{key}-page", width=160)
    frame = _page(room, chosen, order, number)
    event = st.dataframe(
        listed(room, frame),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"{key}-table-{order}-{number}",
        alt=f"{total} articles, {ORDERS[order]} first",
        column_config={
            "Day": st.column_config.DateColumn(format="YYYY-MM-DD", width="small"),
            "Title": st.column_config.TextColumn(width="large"),
            "Link": st.column_config.LinkColumn(display_text="open", width="small"),
        },
    )
    ours = room.count(replace(chosen, role="own")) if chosen.role != "peer" else 0
    whose = f"{ours} of ours, {total - ours} of the peers" if chosen.role is None else "newest first"
    st.caption(f"{total} articles, {whose}. Select a row to see its text and why it was tagged.")
    with st.container(horizontal=True, gap="small"):
        _tables(partial(whole, room, chosen), f"{key}-articles")
    titles = dict(zip(frame["id"].astype(int), frame["title"], strict=True))
    rows = event["selection"]["rows"]
    picked = st.selectbox(  # the table takes a mouse
        "Read", list(titles), index=None, format_func=titles.__getitem__, key=f"{key}-read-{order}-{number}"
    )
    if picked is None and rows and rows[0] < len(frame):
        picked = int(frame["id"].iloc[rows[0]])
    if picked is not None:
        article.show(room, picked)


def _order(chosen: Filters, key: str) -> Order:
    """How the articles are sorted: by how well they fit only where there is a query to fit."""
    if not chosen.query:
        return "newest"
    order = st.segmented_control(
        "First",
        list(ORDERS),
        format_func=ORDERS.__getitem__,
        default="newest",
        required=True,
        key=f"{key}-order",
        help=f"How well they fit is worked out for the newest {AMONG:,}.",
    )
    return order or "newest"


def _page(room: Newsroom, chosen: Filters, order: Order, number: int) -> pd.DataFrame:
    if order == "newest" or chosen.query is None:
        return room.articles(chosen, limit=PAGE, offset=PAGE * (number - 1))
    found = room.search(chosen.query, replace(chosen, query=None), limit=PAGE * number, order=order)
    return found.iloc[PAGE * (number - 1) :].reset_index(drop=True)


def whole(room: Newsroom, chosen: Filters, part: int = PART) -> pd.DataFrame:
    """All matching articles as a table shows them, asked for in parts that a statement can take."""
    starts = range(0, room.count(chosen), part)
    pages = [listed(room, room.articles(chosen, limit=part, offset=start)) for start in starts]
    return pd.concat(pages, ignore_index=True)


def listed(room: Newsroom, frame: pd.DataFrame) -> pd.DataFrame:
    """Articles as a table shows them: names for codes; the passage that fits best where there is one."""
    passage = {"Passage": frame["snippet"]} if "snippet" in frame else {}
    return pd.DataFrame(
        {
            "Day": frame["day"],
            "Outlet": [room.names.name("outlet", each) for each in frame["outlet"]],
            "Title": frame["title"],
            **passage,
            "Section": frame["section"],
            "Regions": [_named(room, "region", each) for each in frame["regions"]],
            "Topics": [_named(room, "topic", each) for each in frame["topics"]],
            "Link": frame["url"],
        }
    )


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
