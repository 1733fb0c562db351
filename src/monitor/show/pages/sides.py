"""Queries side by side: attention over time and by outlet, headlines, and the words that mark each."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from monitor.compared import MOST
from monitor.errors import QueryError
from monitor.filters import Filters
from monitor.measure.trends import Period
from monitor.newsroom import Newsroom
from monitor.query import parse
from monitor.show.charts.attention import attention_chart, sides_chart
from monitor.show.pages import article, parts

PERIODS: list[Period] = ["day", "week", "month"]
BY = ["outlet", "language"]


def show(room: Newsroom, chosen: Filters) -> None:
    """The view."""
    queries = _queries()
    if not queries:
        st.info("Write two to four queries, one in each box: what one word misses, another may find.")
        return
    _over_time(room, chosen, queries)
    by = st.segmented_control("By", BY, default="outlet", required=True, key="sides-by") or "outlet"
    frame = room.named(parts.ask(room, "compare.shares", chosen, queries, by=by), series=by)
    parts.chart(sides_chart(frame, by), frame, f"attention-by-{by}")
    if len(queries) > 1:
        _words(room, chosen, queries)
    _headlines(room, chosen, queries)


def _queries() -> tuple[str, ...]:
    """What is written in the boxes; a wrong query is told, and left out."""
    written = []
    for n, column in enumerate(st.columns(MOST), 1):
        query = column.text_input(f"Query {n}", key=f"q{n}", bind="query-params")
        if query and _is_query(query):
            written.append(query.strip())
    return tuple(dict.fromkeys(written))


def _is_query(query: str) -> bool:
    try:
        parse(query)
    except QueryError as error:
        st.error(f"{error} It is left out.")
        return False
    return True


def _over_time(room: Newsroom, chosen: Filters, queries: Sequence[str]) -> None:
    period = st.segmented_control(
        "Period", PERIODS, default="month", required=True, key="sides-period", bind="query-params"
    )
    frame = parts.ask(room, "compare", chosen, queries, period=period or "month")
    parts.chart(attention_chart(frame, period=period or "month"), frame, "attention")


def _words(room: Newsroom, chosen: Filters, queries: Sequence[str]) -> None:
    st.subheader("Words that mark each")
    found = parts.ask(room, "compare.words", chosen, queries)
    if found.empty:
        st.markdown("No word stands in the titles of one by more than chance explains.")
        return
    said = {
        query: [f"{row.word} ({row.n} : {row.others})" for row in found[found["query"] == query].itertuples()]
        for query in queries
    }
    shown = pd.DataFrame.from_dict(said, orient="index").T.fillna("")
    st.dataframe(shown, hide_index=True, alt="Words of titles that mark each query against the others")
    st.caption(
        "Words of titles, and how often they stand in those of the query and in those of the others: "
        "log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008) beyond 1.96 "
        "standard deviations. The words of the queries are left out."
    )
    parts.download(found, "words")


def _headlines(room: Newsroom, chosen: Filters, queries: Sequence[str]) -> None:
    st.subheader("The newest of each")
    frame = parts.ask(room, "compare.headlines", chosen, queries)
    shown = parts.listed(room, frame)[["Day", "Outlet", "Title", "Link"]]
    shown.insert(0, "Query", frame["query"])
    st.dataframe(
        shown,
        hide_index=True,
        alt="The newest articles of each query",
        column_config={
            "Day": st.column_config.DateColumn(format="YYYY-MM-DD", width="small"),
            "Title": st.column_config.TextColumn(width="large"),
            "Link": st.column_config.LinkColumn(display_text="open", width="small"),
        },
    )
    titles = dict(zip(frame["id"].astype(int), frame["title"], strict=True))
    picked = st.selectbox("Read", list(titles), index=None, format_func=titles.__getitem__, key="sides-read")
    if picked is not None:
        article.show(room, int(picked))
