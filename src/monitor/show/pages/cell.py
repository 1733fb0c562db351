"""One cell of the gaps: its baselines, what peers ran and we did not, its articles, and what we intend."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st

from monitor.errors import MonitorError
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.pages import parts
from monitor.show.pages.outcomes import plain
from monitor.show.words import gap_sentence

MOST = 10  # stories that are listed
BASELINES = {"peers": "Peers", "own": "Ourselves", "need": "Need"}


def show(room: Newsroom, chosen: Filters, days: Filters, cell: dict[str, str]) -> None:
    """A cell, as dimension -> code, over the filters as they were `chosen`, and over the days they mean."""
    _baselines(room, chosen, cell)
    narrowed = parts.narrowed(days, **cell)
    _left_to_peers(room, narrowed)
    _intend(room, cell)
    with st.expander("The articles"):
        parts.articles(room, narrowed, "gaps")


def named(room: Newsroom, frame: pd.DataFrame, row: str, column: str | None) -> pd.DataFrame:
    """A table of gaps with names for codes, also of the peers that verdicts hang on."""
    frame = room.named(frame, row=row, column=column)
    told = frame["stability"].fillna("").astype(str)  # a table without rows has no type of its own
    for outlet in room.catalog.outlets:
        told = told.str.replace(rf"(?<= ){outlet.id}\b(?!-)", outlet.name, regex=True)
    return frame.assign(stability=told)


def _baselines(room: Newsroom, chosen: Filters, cell: dict[str, str]) -> None:
    """The same cell against each baseline that is known of it, apart from one another."""
    row, column = next(iter(cell)), next(iter([*cell][1:]), None)
    need = column is None and row in ("desk", "region") and room.catalog.needs
    for baseline in ("peers", "own", *(["need"] if need else [])):
        frame = parts.ask(room, "gaps", chosen, row=row, column=column, baseline=baseline)
        codes = [cell[row], cell[column] if column else ""]
        found = frame[(frame[["row", "column"]] == codes).all(axis=1)]
        for _, each in named(room, found, row, column).iterrows():
            st.markdown(f"**{BASELINES[baseline]}** · {gap_sentence(each)}")


def _left_to_peers(room: Newsroom, narrowed: Filters) -> None:
    """Stories in the cell that peers told and we did not, those of most peers first."""
    told = parts.ask(room, "stories.find", narrowed)
    left = told[told["ours"].isin(["missed", "not ours"])]
    st.markdown(f"**What peers ran and we did not**: {len(left)} of the {len(told)} stories in this cell")
    left = left.sort_values(["peers", "last"], ascending=False).head(MOST)
    st.markdown("\n".join(f"- {_linked(room, each)}" for each in left.to_dict("records")))


def _linked(room: Newsroom, story: dict[Hashable, Any]) -> str:
    """A story's headline, with a link to the article that told it first."""
    first = room.stories.articles(int(story["story"])).iloc[0]
    peers = "1 peer" if story["peers"] == 1 else f"{story['peers']} peers"
    return f"[{plain(story['headline'])}]({first['url']}) · {story['first']:%Y-%m-%d} · {peers}"


def _intend(room: Newsroom, cell: dict[str, str]) -> None:
    """Mark the cell as intended, or take the mark back."""
    marks = room.intended.list()
    names = [room.names.name(*pair) for pair in cell.items()]
    told = {" × ".join(names), " × ".join(names[::-1])}
    stands = marks[marks["withdrawn"].isna() & marks["cell"].isin(told)]
    for each in stands.to_dict("records"):
        st.info(f"Intended: {each['reason']} ({each['who']}, {str(each['given'])[:10]})")
    label = "Withdraw the mark" if len(stands) else "We mean to differ here"
    with st.expander(label), st.form("intend", clear_on_submit=True):
        why = st.text_input("Why", key="intend-why")
        who = st.text_input("Your name", key="intend-who")
        if st.form_submit_button("Withdraw" if len(stands) else "Mark as intended"):
            try:
                if len(stands):
                    room.intended.withdraw(int(stands["id"].iloc[-1]), why, who, room.now())
                else:
                    room.intended.mark(cell, why, who, room.now())
            except MonitorError as error:
                st.error(str(error))
            else:
                st.rerun()
