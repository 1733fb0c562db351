"""Quality: people judge a random part of the articles, and shares are corrected by it."""

import pandas as pd
import streamlit as st

from monitor import sheets
from monitor.errors import MonitorError
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.sheets import Kind, Question
from monitor.show.charts.corrected import corrected_chart
from monitor.show.pages import parts

KINDS: dict[Kind, str] = {"stance": "stances", "region": "a region", "topic": "a topic"}
NAMED: dict[Kind, str] = {"stance": "Toward", "region": "Region", "topic": "Topic"}
ABOUT = {"supportive": "supportive of", "neutral": "neutral on", "critical": "critical of", "yes": "about"}


def show(room: Newsroom, chosen: Filters) -> None:
    """The page."""
    st.title("Quality")
    st.markdown(
        "A tagger errs, and its errors lean to one side. Judge a random part of the articles yourselves: the "
        "shares are then right on average, and their intervals tell how sure they are. The filters beside "
        "choose the articles that are meant."
    )
    if parts.is_empty(room, Filters()):
        return
    of, name = st.columns([1, 2])
    kind: Kind = of.selectbox("Share of", KINDS, format_func=KINDS.__getitem__)
    names = room.names.of["target" if kind == "stance" else kind]
    code = name.selectbox(NAMED[kind], list(names), format_func=names.__getitem__)
    if code is None:
        st.info("There is no target yet: add one to `targets.toml`.")
        return
    try:
        asked = sheets.question(room, kind, code, chosen)
        _draw(room, asked)
        _correct(room, asked, names[code])
    except MonitorError as error:
        st.info(str(error))


def _draw(room: Newsroom, asked: Question) -> None:
    st.subheader("1 · Draw articles to judge")
    size, seed = st.columns(2)
    many = size.number_input("Articles", 20, 1000, 200, step=10)
    which = seed.number_input("Seed", 0, 9999, 0, help="The same seed draws the same articles.")
    st.download_button(
        "Download a sheet",
        lambda: sheets.sheet(room.record, asked, int(many), int(which)).to_csv(index=False).encode(),
        f"{asked.code}.csv",
        "text/csv",
        on_click="ignore",
    )
    whose = {"own": " of the outlet's own voice", "quoted": " of those whom it quotes"}
    holder = whose.get(asked.holder or "", "") if asked.kind == "stance" else ""
    st.caption(
        f"Write {' or '.join(asked.labels)} into its column `label`{holder}, from the top down. Rows of "
        "coder 2 are for a second person who does not see the first one's answers."
    )


def _correct(room: Newsroom, asked: Question, name: str) -> None:
    st.subheader("2 · Correct the shares by your answers")
    given = st.file_uploader("An answered sheet", "csv")
    if given is None:
        return
    answered = pd.read_csv(given)
    if not set(sheets.SHEET) <= set(answered.columns):
        raise MonitorError("quality: this is no sheet that was drawn here")
    frame = sheets.shares(room.record, asked, answered)
    label = "yes"
    if asked.kind == "stance":
        label = st.segmented_control("Stance", sheets.STANCES, default="critical", required=True) or label
    part = frame[frame["label"] == label]
    parts.chart(corrected_chart(part, f"{ABOUT[label]} {name}"), part, "corrected shares")
    alpha = sheets.coders_agree(answered)
    st.caption(
        "No article was judged by two people."
        if alpha != alpha
        else f"Krippendorff's alpha of two people's answers: {alpha:.2f} (good from .80, tentative from .67)."
    )
