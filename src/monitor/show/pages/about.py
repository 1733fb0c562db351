"""About: what the numbers mean and how far to trust them."""

import streamlit as st

from monitor import __version__
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.pages import accuracy, doubt

GLOSSARY = {
    "Outlet, source": "An outlet is a publication; a source is one feed or page of it.",
    "Own, peer": "Ours, and the ones we compare with.",
    "Section, desk": "A section is the outlet's own label; a desk is our grouping of countries.",
    "Region": "A country that the article is about (its focus), not every country it mentions.",
    "Topic": "IPTC Media Topics (© IPTC, CC BY 4.0) and the newsroom's own.",
    "Stance": "Supportive, critical, neutral or unsure, toward a named target.",
    "Tone": "Polarity of the wording by TextBlob. Not a stance.",
    "Share": "Matching articles over all articles of the same outlets and days.",
    "Gap": "Fewer articles than a reference suggests, beyond what chance explains.",
    "Collected": "Whether a source's articles of a day were had. No data is not zero.",
}


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
        st.markdown(f"**{word}.** {meaning}")
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
