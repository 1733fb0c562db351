"""Alerts: what the last week brought much more, or much less, of, with the articles behind each."""

import pandas as pd
import streamlit as st

from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.pages import parts
from monitor.show.pages.outcomes import plain
from monitor.show.words import alert_sentence

MOST = 6
BEHIND = 5  # stories that are listed of each


def section(room: Newsroom, chosen: Filters) -> None:
    """The alerts in words, each over links to its articles."""
    st.subheader("What stands out this week")
    found = parts.ask(room, "alerts", chosen)
    if found.empty:
        st.markdown("Nothing that chance would not explain, or too little was collected to tell.")
        return
    found = found.assign(
        series=[room.names.name(*pair) for pair in zip(found["by"], found["series"], strict=True)]
    )
    for _, each in found.head(MOST).iterrows():
        with st.expander(alert_sentence(each)):
            _behind(room, each)
    parts.download(found, "alerts")


def _behind(room: Newsroom, alert: pd.Series) -> None:
    """Its first stories, and its articles."""
    stories = [room.stories.articles(story) for story in alert["stories"][:BEHIND]]
    for frame in (each for each in stories if len(each)):
        first, outlets = frame.iloc[0], frame["outlet"].nunique()
        told = f"{outlets} outlets, first on {first['day']:%-d %B}"
        st.markdown(f"- [{plain(first['headline'])}]({first['url']}) · {told}")
    st.caption(f"{len(alert['articles'])} articles: {', '.join(map(str, alert['articles'][:20]))}")
