"""Corrections in place: a person's word on a tag of an article, as `monitor label import` takes it."""

from typing import Any

import streamlit as st

from monitor.errors import MonitorError
from monitor.learn.judging import LABELS, Judging
from monitor.model import Tag
from monitor.newsroom import Newsroom
from monitor.store.articles import Stored
from monitor.store.verdicts import Verdict

RIGHT, WRONG = "right", "wrong"
LISTS = {"region": "region", "topic": "topic", "stance": "target"}
"""What may be added, and the list that its codes are of."""


def section(room: Newsroom, stored: Stored, picked: Tag | None) -> None:
    """The form for the tag that is picked, one for a tag that is missing, and what was said before."""
    judging = Judging(room.catalog, room.record)
    if picked is not None:
        _judge(room, judging, stored, picked)
    with st.expander("Add a missing tag"):
        _add(room, judging, stored)
    _said(room, judging, stored.id)


def answers(tag: Tag) -> list[str]:
    """What may be said of a tag: right, wrong, or another label of its kind (a topic has none)."""
    others = [] if tag.kind == "topic" else [each for each in LABELS[tag.kind] if each != tag.label]
    return [RIGHT, *others, WRONG]


def verdict_row(article: int, tag: Tag, answer: str) -> dict[str, Any]:
    """One of the `answers` as a row of `Judging.take`."""
    row: dict[str, Any] = {"article": article, "kind": tag.kind, "code": tag.code}
    if answer == WRONG:
        return row | {"verdict": "no"}
    label = tag.label if answer == RIGHT else answer
    known = tag.kind != "topic" and label in LABELS[tag.kind]  # not where a stance is right to be unsure
    return row | {"verdict": "yes", "label": label if known else None}


def tag_name(room: Newsroom, tag: Tag) -> str:
    """A tag as people read it: "France (focus)", "critical on NATO", "Migration"."""
    if tag.kind == "stance":
        return room.names.name("stance", f"{tag.code}:{tag.label}")
    name = room.names.name(tag.kind, tag.code)
    return name if tag.kind == "topic" else f"{name} ({tag.label})"


def _judge(room: Newsroom, judging: Judging, stored: Stored, tag: Tag) -> None:
    with st.form(f"judge-{stored.id}-{tag.kind}-{tag.code}", border=True):
        answer = st.segmented_control(
            f"**{tag_name(room, tag)}** is",
            answers(tag),
            format_func=lambda each: each if each in (RIGHT, WRONG) else f"rather {each}",
            default=RIGHT,
            required=True,
        )
        row = verdict_row(stored.id, tag, answer or RIGHT)
        _keep(room, judging, row, "Keep", f"{tag.kind}-{tag.code}")


def _add(room: Newsroom, judging: Judging, stored: Stored) -> None:
    kind = st.segmented_control(
        "Kind", list(LISTS), default="region", required=True, key=f"kind-{stored.id}"
    ) or "region"  # fmt: skip
    tagged = {tag.code for tag in stored.tags if tag.kind == kind}
    codes = [code for code in room.names.of[LISTS[kind]] if code not in tagged]
    with st.form(f"add-{stored.id}-{kind}", border=False):
        code = st.selectbox(
            LISTS[kind].capitalize(),
            codes,
            index=None,
            format_func=lambda each: room.names.name(LISTS[kind], each),
            key=f"add-{stored.id}-{kind}-code",
        )
        label = None
        if kind != "topic":
            label = st.selectbox("It is", LABELS[kind], key=f"add-{stored.id}-{kind}-label")
        row = {"article": stored.id, "kind": kind, "code": code, "verdict": "yes", "label": label}
        _keep(room, judging, row, "Add", kind)


def _keep(room: Newsroom, judging: Judging, row: dict[str, Any], button: str, form: str) -> None:
    """The rest of a form: a note, the visitor's name where it is not known yet, and the button."""
    key = f"{button}-{row['article']}-{form}"
    note = st.text_input("Note", key=f"note-{key}", placeholder="why (not needed)")
    who = st.session_state.get("visitor", "")
    if not who:
        who = st.text_input("Your name", key=f"who-{key}")
    if not st.form_submit_button(button):
        return
    if not who.strip() or not row["code"]:
        st.error("Say which tag, and who you are: others will ask.")
        return
    st.session_state["visitor"] = who.strip()
    try:
        judging.take([("this page", row | {"who": who.strip(), "note": note})], room.now())
    except MonitorError as error:
        st.error(str(error))
        return
    st.rerun()


def _said(room: Newsroom, judging: Judging, article: int) -> None:
    said = judging.of(article)
    for verdict in said.values():
        st.text(sentence(room, verdict))  # not Markdown: a note may hold anything
    if any(each.verdict == "no" for each in said.values()):
        st.caption("A tag that was called wrong comes back when it is added.")


def sentence(room: Newsroom, verdict: Verdict) -> str:
    """A verdict in words."""
    name = room.names.name(LISTS.get(verdict.kind, verdict.kind), verdict.code)
    word = {"no": "is wrong", "yes": f"is {verdict.label or 'right'}"}[verdict.verdict]
    note = f": {verdict.note}" if verdict.note else ""
    return f"{verdict.who} says that the {verdict.kind} {name} {word}{note}."
