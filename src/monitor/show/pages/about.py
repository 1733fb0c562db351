"""About: what the numbers mean and how far to trust them."""

import streamlit as st

from monitor import __version__
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.glossary import GLOSSARY
from monitor.show.pages import accuracy, doubt


def show(room: Newsroom, chosen: Filters) -> None:  # noqa: ARG001 - every page is called alike
    """The page."""
    st.title("About")
    st.markdown(
        "`monitor` collects the articles of our outlets and their peers, tags each by region, topic and "
        "stance with the words that caused the tag, and draws what is covered and what is not. Every number "
        "leads back to its articles; every share has an interval; days not collected are never a zero."
    )
    st.subheader("Words")
    for word, meaning in GLOSSARY.items():
        st.markdown(f"**{word.capitalize()}.** {meaning}")
    st.subheader("How tags are made")
    st.markdown(
        "Regions come from a table of names, demonyms, cities and institutions; topics from a model of "
        "words, the queries in `topics.toml` and what was learned of verdicts; stances from a small neural "
        "network that reads the sentences that mention a target, "
        "and is unsure where they do not tell. `monitor evaluate` measures them on labelled articles of your "
        "own; the README tells what was measured on public data."
    )
    st.subheader("How right the tags are")
    accuracy.section()
    doubt.verdicts(room)
    st.subheader("This newsroom")
    undated = room.undated()
    st.markdown(
        f"{room.count()} articles, {undated} of them undated and in no chart over time · "
        f"{len(room.catalog.outlets)} outlets · {len(room.catalog.topics)} topics · "
        f"{len(room.catalog.targets)} targets · monitor {__version__}"
    )
