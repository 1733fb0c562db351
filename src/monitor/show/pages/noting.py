"""Entry into the impact ledger: a form, the suggestions that wait, and what is done to an event."""

from datetime import date

import pandas as pd
import streamlit as st

from monitor.catalog.impact_kinds import LEVELS, kinds
from monitor.errors import MonitorError
from monitor.filters import Filters
from monitor.ledger import Event
from monitor.newsroom import Newsroom
from monitor.show.pages.outcomes import plain

USUAL = "as its kind"


def section(room: Newsroom, chosen: Filters, events: pd.DataFrame) -> None:
    """The three ways to write into the ledger, in the name of one person."""
    who = st.text_input("Your name", key="ledger-who", help="It stands beside all that you note or change.")
    waiting = room.ledger.suggestions(chosen.between(chosen.start or date.min, chosen.end or room.today))
    note, queue, change = st.tabs(["Note an outcome", f"Suggestions ({len(waiting)})", "Verify or change"])
    with note:
        _note(room, who)
    with queue:
        _queue(room, who, waiting)
    with change:
        _change(room, who, events)


def _note(room: Newsroom, who: str) -> None:
    with st.form("note-outcome", clear_on_submit=True, border=False):
        left, middle, right = st.columns(3)
        day = left.date_input("Day", value=room.today, max_value=room.today, format="YYYY-MM-DD")
        kind = middle.selectbox("Kind", list(kinds()), format_func=lambda each: kinds()[each].name)
        level = right.selectbox("Level", [USUAL, *LEVELS])
        what = st.text_input("What happened", placeholder="A committee put our table to the minister")
        url = st.text_input("Our piece (its address)")
        evidence = st.text_area(
            "Evidence, one a line: links, quotations, names of files", height=80, placeholder="https://"
        )
        contribution = st.text_input("What our work added, and who else worked on it")
        programmes = {None: "none"} | {each.id: each.name for each in room.catalog.programmes}
        programme = st.selectbox("Programme", list(programmes), format_func=programmes.__getitem__)
        if st.form_submit_button("Note as claimed"):
            event = Event(
                day=day,
                kind=kind,
                what=what,
                level="" if level == USUAL else level,
                url=url.strip(),
                evidence=tuple(evidence.splitlines()),
                programme=programme,
                contribution=contribution,
            )
            _do(lambda: room.ledger.record(event, who), "Noted as claimed.")


def _queue(room: Newsroom, who: str, waiting: pd.DataFrame) -> None:
    if waiting.empty:
        st.markdown("No pick-up of our pieces waits for a word.")
        return
    keys = list(waiting["suggestion"])
    titles = dict(zip(keys, waiting["what"], strict=True))
    key = st.selectbox("Found by the monitor", keys, format_func=titles.__getitem__, key="suggestion")
    row = waiting.iloc[keys.index(key)]
    st.markdown(f"{row['day']} · {plain(row['kind_name'])} · [{plain(row['outlet'])}](<{row['url']}>)")
    st.caption(plain(row["evidence"]))
    with st.form(f"decide-{key}", border=False):
        names = list(kinds())
        kind = st.selectbox(
            "Kind", names, index=names.index(row["kind"]), format_func=lambda each: kinds()[each].name
        )
        what = st.text_input("What happened", value=row["what"])
        reason = st.text_input("Why it is refused")
        accepted, refused = (column.form_submit_button(word) for column, word in zip(
            st.columns([1, 4]), ("Accept", "Refuse"), strict=True
        ))  # fmt: skip
    if accepted:
        _do(lambda: room.ledger.accept(key, who, what=what, kind=kind), "Noted as claimed.")
    if refused:
        _do(lambda: room.ledger.refuse(key, reason, who), "Refused: it does not come back.")


def _change(room: Newsroom, who: str, events: pd.DataFrame) -> None:
    if events.empty:
        st.markdown("Nothing is noted in these days.")
        return
    titles = {
        int(row["id"]): f"{row['day']:%Y-%m-%d} · {row['what']} ({row['state']})"
        for _, row in events.iterrows()
    }
    event = st.selectbox("Event", list(titles), format_func=titles.__getitem__, key="ledger-event")
    trail = room.ledger.history(event)
    st.dataframe(trail.fillna("").astype(str), hide_index=True, alt=f"All that was done to event {event}")
    with st.form(f"change-{event}", border=False):
        row = events.set_index("id").loc[event]
        what = st.text_input("What happened", value=row["what"])
        evidence = st.text_area("Evidence, one a line", value=row["evidence"], height=80)
        contribution = st.text_input("What our work added", value=row["contribution"])
        reason = st.text_input("Why (for a change, or to take it back)")
        words = ("Verify", "Change", "Take back")
        verified, changed, taken_back = (
            column.form_submit_button(word) for column, word in zip(st.columns(3), words, strict=True)
        )
    fields = {"what": what, "evidence": tuple((evidence or "").splitlines()), "contribution": contribution}
    if verified:
        _do(lambda: room.ledger.verify(event, who, reason=reason), "Verified.")
    if changed:
        _do(lambda: room.ledger.correct(event, who, reason, **fields), "Changed.")
    if taken_back:
        _do(lambda: room.ledger.withdraw(event, who, reason), "Taken back.")


def _do(deed: object, done: str) -> None:
    """Do it and draw the page anew, or say what is wrong."""
    assert callable(deed)
    try:
        deed()
    except MonitorError as error:
        st.error(str(error))
        return
    st.toast(done)
    st.rerun()
