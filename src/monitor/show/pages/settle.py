"""What people say of stories: that two are one, that one is two, that one is left to others."""

import pandas as pd
import streamlit as st

from monitor.newsroom import Newsroom

NEAR = pd.Timedelta(days=30)  # between two stories that may be one
MOST = 100  # stories to choose from


def said() -> None:
    """What the last correction did."""
    if message := st.session_state.pop("settled", None):
        st.success(message)


def retell(room: Newsroom, told: pd.DataFrame, stories: pd.DataFrame) -> None:
    """Part articles from the story whose articles are `told`, or join it with another one of `stories`."""
    with st.expander("Not one story, or the same as another?"):
        st.caption("What you say stands for ever: no later article undoes it.")
        _part(room, told)
        _join(room, int(told["story"].iloc[0]), stories)


def texts(told: pd.DataFrame) -> dict[int, pd.DataFrame]:
    """Each text of a story, by the number of its first article: that one, then those that repeat it."""
    of = dict(zip(told["article"], told["original"], strict=True))

    def first(article: int) -> int:
        while of[article] in of:
            article = int(of[article])
        return article

    rows = told.sort_values("original", na_position="first", kind="stable")
    rows = rows.assign(text=rows["article"].map(first))
    return {each: rows[rows["text"] == each] for each in dict.fromkeys(told["article"].map(first))}


def _part(room: Newsroom, told: pd.DataFrame) -> None:
    found = texts(told)
    if len(found) < 2:
        return
    story = told["story"].iloc[0]
    with st.form(f"part-{story}", border=False):
        chosen = st.multiselect(
            "Articles that tell another story (copies of them go along)",
            list(found),
            format_func=lambda article: _text_name(found[article]),
            key=f"part-{story}-articles",
        )
        if not st.form_submit_button("Part them"):
            return
    if not 0 < len(chosen) < len(found):
        st.error("Choose some of the articles, and leave the story one of them.")
        return
    room.stories.part([int(article) for each in chosen for article in found[each]["article"]])
    _done(f"Parted: “{found[chosen[0]]['title'].iloc[0]}” is a story of its own now.")


def _join(room: Newsroom, story: int, stories: pd.DataFrame) -> None:
    (here,) = stories.index[stories["story"] == story]
    away = (stories["first"] - stories["first"].loc[here]).abs().drop(here)
    near = stories.loc[away[away <= NEAR].sort_values(kind="stable").index[:MOST]]
    if near.empty:
        return
    rows = near.set_index("story")
    with st.form(f"join-{story}", border=False):
        other = st.selectbox(
            "The same event as",
            list(rows.index),
            index=None,
            format_func=lambda each: f"{rows['first'][each]:%Y-%m-%d} · {rows['headline'][each]}",
            key=f"join-{story}-other",
        )
        if not st.form_submit_button("Join them"):
            return
    if other is None:
        st.error("Choose the story that is the same.")
        return
    room.stories.join(story, int(other))
    _done(f"Joined: “{rows['headline'][other]}” is told with it now.")


def dismiss(room: Newsroom, found: pd.DataFrame) -> None:
    """Leave a story to others, for a reason."""
    with st.expander("Leave a story to others"), st.form("dismiss", clear_on_submit=True):
        titles = dict(zip(found["story"], found["headline"], strict=True))
        story = st.selectbox("Story", list(titles), format_func=titles.__getitem__)
        reason = st.text_input("Why")
        who = st.text_input("Your name", value=st.session_state.get("visitor", ""))
        if not st.form_submit_button("Dismiss"):
            return
        if story is None or not reason.strip() or not who.strip():
            st.error("Say why, and who you are: others will ask.")
            return
    st.session_state["visitor"] = who.strip()
    room.stories.dismiss(int(story), reason.strip(), who.strip(), room.now())
    _done(f"Left to others: “{titles[story]}”.")


def dismissed(room: Newsroom) -> None:
    """What was left to others, and the way back."""
    gone = room.stories.dismissed()
    if gone.empty:
        return
    with st.expander(f"Left to others ({len(gone)})"):
        for each in gone.to_dict("records"):
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.text(f"{each['headline']}: {each['reason']} ({each['who']}, {each['given'][:10]})")
            if right.button("Undo", key=f"undo-{each['story']}"):
                room.stories.undo(int(each["story"]))
                _done(f"Ours to tell again: “{each['headline']}”.")


def _text_name(rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    return f"{first['outlet']}, {first['day']:%Y-%m-%d}: {first['title']}"


def _done(message: str) -> None:
    st.session_state["settled"] = message
    st.rerun()
