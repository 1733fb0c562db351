"""The shared filters of the dashboard: drawn once, kept in the address, the same on every page."""

from collections.abc import Sequence

import streamlit as st

from monitor.errors import QueryError
from monitor.filters import HOLDERS, LISTS, STANCES, Filters, parse
from monitor.newsroom import Newsroom
from monitor.query import parse as parse_query
from monitor.show.glossary import GLOSSARY, help

HELP = GLOSSARY | {
    "stance": f"{GLOSSARY['stance']} Choose a target to ask for the stance toward it.",
    "query": 'Words, "phrases", AND, OR, NOT, prefix*, title:word.',
}
FIRST = ("desk", "topic", "outlet")


def draw(room: Newsroom) -> Filters:
    """Draw the filters in the sidebar and answer what they say; a wrong query is told, and left out."""
    words: dict[str, Sequence[str]] = {}
    options = room.options()
    with st.sidebar:
        days = st.columns(2)
        for column, word, label in zip(days, ("from", "to"), ("From", "To"), strict=True):
            day = column.date_input(
                label, value=None, key=word, format="YYYY-MM-DD", max_value=room.today, bind="query-params"
            )
            if day is not None:
                words[word] = [day.isoformat()]
        role = st.pills("Whose", ["own", "peer"], key="role", help=help("own", "peer"), bind="query-params")
        if role:
            words["role"] = [role]
        for word in FIRST:
            words[word] = _several(word, options[word])
        with st.expander("More filters"):
            query = st.text_input("Search", key="query", help=HELP["query"], bind="query-params")
            for word in LISTS:
                if word not in FIRST:
                    words[word] = _several(word, list(STANCES) if word == "stance" else options[word])
            holder = st.radio(
                "Whose stances",
                ["all", *HOLDERS],
                key="holder",
                help=HELP["holder"],
                horizontal=True,
                bind="query-params",
            )
    words["holder"] = [holder] if holder else []
    if query and _is_query(query):
        words["query"] = [query]
    return parse({word: values for word, values in words.items() if values})


def _is_query(query: str) -> bool:
    try:
        parse_query(query)
    except QueryError as error:
        st.error(f"{error} The search is left out.")
        return False
    return True


def _several(word: str, options: Sequence[str]) -> list[str]:
    return st.multiselect(
        word.capitalize(),
        options,
        key=word,
        help=HELP.get(word),
        placeholder="all",
        bind="query-params",
    )
