"""Searches to keep under a name and to share as a link."""

import html
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from monitor.errors import MonitorError
from monitor.filters import Filters
from monitor.newsroom import Newsroom


def section(room: Newsroom, chosen: Filters) -> None:
    """The link to what is shown, the saved searches, and a form that saves these filters."""
    with st.expander("Share this view, or save these filters"):
        st.caption("The address of what you see; whoever opens it sees the same.")
        st.code(_address(), language=None, wrap_lines=True)
        _save(room, chosen)
        _saved(room)


def _address() -> str:
    """The address of the page with all that was chosen on it."""
    said = [(word, value) for word in st.query_params for value in st.query_params.get_all(word)]
    page = (st.context.url or "").partition("?")[0]
    return f"{page}?{urlencode(said)}" if said else page or "/"


def _save(room: Newsroom, chosen: Filters) -> None:
    with st.form("save-search", border=False, clear_on_submit=True):
        name = st.text_input("Name", placeholder="what these filters are for")
        if st.form_submit_button("Save"):
            try:
                room.searches.save(name, chosen)
            except MonitorError as error:
                st.error(str(error))


def _saved(room: Newsroom) -> None:
    found = room.searches.all()
    if found.empty:
        return
    st.markdown("**Saved**; also on the command line, as `--saved NAME`")
    rows = found.to_dict("records")
    st.html("<ul>" + "".join(f"<li>{link(row['name'], row['words'])}</li>" for row in rows) + "</ul>")
    with st.form("forget-search", border=False):
        name = st.selectbox("Forget", list(found["name"]), index=None)
        if st.form_submit_button("Remove") and name is not None:
            room.searches.remove(str(name))
            st.rerun()


def link(name: str, words: dict[str, Any]) -> str:
    """A saved search as a link to the page Explore, as HTML."""
    address = f"explore?{urlencode(words, doseq=True)}"
    return f'<a href="{html.escape(address)}">{html.escape(name)}</a>'
