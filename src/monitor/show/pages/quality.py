"""Quality: people judge a random part of the articles, and the shares of stances are corrected by it."""

import pandas as pd
import streamlit as st

from monitor import sheets
from monitor.errors import MonitorError
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.charts.corrected import corrected_chart
from monitor.show.pages import parts


def show(room: Newsroom, chosen: Filters) -> None:  # noqa: ARG001 - every page is called alike
    """The page."""
    st.title("Quality")
    st.markdown(
        "A tagger errs, and its errors lean to one side. Judge a random part of the articles yourselves: the "
        "shares are then right on average, and their intervals tell how sure they are."
    )
    if parts.is_empty(room, Filters()):
        return
    names = {target.id: target.name for target in room.catalog.targets}
    target = st.selectbox("Stance toward", list(names), format_func=names.__getitem__)
    if target is None:
        st.info("There is no target yet: add one to `targets.toml`.")
        return
    try:
        _draw(room, target)
        _correct(room, target, names[target])
    except MonitorError as error:
        st.info(str(error))


def _draw(room: Newsroom, target: str) -> None:
    st.subheader("1 · Draw articles to judge")
    size, seed = st.columns(2)
    many = size.number_input("Articles", 20, 1000, 200, step=10)
    which = seed.number_input("Seed", 0, 9999, 0, help="The same seed draws the same articles.")
    st.download_button(
        "Download a sheet",
        lambda: sheets.sheet(room.record, target, int(many), int(which)).to_csv(index=False).encode(),
        f"{target}.csv",
        "text/csv",
        on_click="ignore",
    )
    st.caption(
        f"Write {', '.join(sheets.STANCES)} into its column `label`, from the top down. Rows of coder 2 are "
        "for a second person who does not see the first one's answers."
    )


def _correct(room: Newsroom, target: str, name: str) -> None:
    st.subheader("2 · Correct the shares by your answers")
    given = st.file_uploader("An answered sheet", "csv")
    if given is None:
        return
    answered = pd.read_csv(given)
    if not set(sheets.SHEET) <= set(answered.columns):
        raise MonitorError("quality: this is no sheet that was drawn here")
    frame = sheets.shares(room.record, target, answered)
    label = st.segmented_control("Share of", sheets.STANCES, default="critical", required=True)
    part = frame[frame["label"] == label]
    toward = {"supportive": "supportive of", "neutral": "neutral on", "critical": "critical of"}
    parts.chart(corrected_chart(part, f"{toward[label or 'critical']} {name}"), part, "corrected shares")
    alpha = sheets.coders_agree(answered)
    st.caption(
        "No article was judged by two people."
        if alpha != alpha
        else f"Krippendorff's alpha of two people's answers: {alpha:.2f} (good from .80, tentative from .67)."
    )
