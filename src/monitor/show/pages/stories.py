"""Stories: what outlets told together, who was first, and which stories we left to others."""

from typing import Any

import pandas as pd
import streamlit as st

from monitor.filters import Filters
from monitor.measure.gaps import over_days
from monitor.newsroom import Newsroom
from monitor.show.charts.story import story_chart
from monitor.show.pages import article, parts, settle

MOST = 300  # stories in the table; the data to download hold all of them
WHOSE = ["all", "led", "same day", "followed", "missed", "alone"]


def show(room: Newsroom, chosen: Filters) -> None:
    """The page."""
    st.title("Stories")
    settle.said()
    if parts.is_empty(room, chosen):
        return
    days = over_days(chosen, room.today)
    frame = room.named(parts.ask(room, "stories.find", chosen), first_outlet="outlet")
    _in_short(frame)
    st.caption(f"Stories from {days.start} to {days.end}; choose other days in the sidebar.")
    ours = st.segmented_control("How we stand", WHOSE, default="all", required=True, key="ours")
    alone = ours in ("all", None)
    found = frame[frame["outlets"] > 1] if alone else frame[frame["ours"] == ours]
    found = found.sort_values(["outlets", "last"], ascending=False, ignore_index=True)
    if found.empty:
        st.info("No such story. Choose another stand, or widen the days.")
        return
    story = _chosen(found.head(MOST))
    parts.download(found, "stories")
    told = room.named(room.stories.articles(story), outlet="outlet")
    _timeline(told)
    settle.retell(room, told, frame)
    _read(room, told)
    _computed()


def _in_short(frame: pd.DataFrame) -> None:
    shared = frame[frame["outlets"] > 1]
    counts = frame["ours"].value_counts()
    led, same, behind, missed = (
        int(counts.get(each, 0)) for each in ("led", "same day", "followed", "missed")
    )
    st.markdown(
        f"**{len(frame)} distinct stories** in {int(frame['articles'].sum())} articles and "
        f"{int(frame['copies'].sum())} copies of them; {len(shared)} were told by more than one outlet. "
        f"We led in {led}, told {same} on the same day and followed in {behind}; "
        f"{missed} of three or more peers passed us by."
    )


def _chosen(found: pd.DataFrame) -> int:
    shown = pd.DataFrame(
        {
            "First": found["first"],
            "Story": found["headline"],
            "Outlets": found["outlets"],
            "Attention": found["attention"],
            "First told by": found["first_outlet"],
            "We": found["ours"],
            "Days ahead": found["lead"],
            "Copies": found["copies"],
        }
    )
    event = st.dataframe(
        shown,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="stories-table",
        alt=f"{len(shown)} stories, those of most outlets first",
        column_config={
            "First": st.column_config.DateColumn(format="YYYY-MM-DD", width="small"),
            "Story": st.column_config.TextColumn(width="large"),
            "Attention": st.column_config.NumberColumn(format="percent"),
        },
    )
    rows = event["selection"]["rows"]
    at = rows[0] if rows and rows[0] < len(found) else 0
    return int(found["story"].iloc[at])


def _timeline(told: pd.DataFrame) -> None:
    """One story across outlets, and its texts."""
    st.subheader(str(told["headline"].iloc[0]))
    parts.chart(story_chart(told), told.drop(columns="outlet_code"), f"story-{told['story'].iloc[0]}")
    for rows in settle.texts(told).values():
        each, others = rows.iloc[0], rows["outlet"].iloc[1:]
        also = f" · copied by {', '.join(others)}" if len(others) else ""
        title = f"[{_plain(each['title'])}]({each['url']})"
        st.markdown(f"- {each['day']:%Y-%m-%d} **{each['outlet']}**: {title}{also}")


def _read(room: Newsroom, told: pd.DataFrame) -> None:
    titles = dict(zip(told["article"], told["title"], strict=True))
    key = f"read-{told['story'].iloc[0]}"
    picked = st.selectbox("Read", list(titles), index=None, format_func=titles.__getitem__, key=key)
    if picked is not None:
        article.show(room, int(picked))


def blindspots(room: Newsroom, chosen: Filters) -> None:
    """What three or more peers told and we did not; each can be dismissed with a reason."""
    st.subheader("Stories that passed us by")
    settle.said()
    found = parts.ask(room, "stories.blindspots", chosen)
    if found.empty:
        st.markdown("No story of three or more peers was left to them.")
        settle.dismissed(room)
        return
    st.markdown(
        "Told by three or more peers and not by us; those first that many told and that fit what we write."
    )
    for each in found.head(10).to_dict("records"):
        headline = f"**{_plain(each['headline'])}** · {each['first']:%Y-%m-%d} · {each['peers']} peers"
        st.markdown(f"- {headline}; {_nearest(each)}")
    parts.download(found, "blindspots")
    settle.dismiss(room, found)
    settle.dismissed(room)


def _nearest(spot: dict[Any, Any]) -> str:
    if not isinstance(spot["nearest_title"], str):
        return "nothing of ours is near it"
    age = int(spot["nearest_age"])
    when = f"{age} days before" if age >= 0 else f"{-age} days after"
    return f"our nearest piece, {when}: “{_plain(spot['nearest_title'])}”"


def _plain(text: str) -> str:
    """A text in which Markdown sees no mark."""
    for mark in "\\`*_[]$<":
        text = text.replace(mark, f"\\{mark}")
    return text


def _computed() -> None:
    with st.expander("How is this computed?"):
        st.markdown(
            "Texts with a quarter of their five-word runs in common are **copies**, or versions within "
            "one outlet; they count once. Articles of neighbouring days whose titles and first 250 "
            "words are alike on average (cosine of TF-IDF at least 0.13, with names that agree, and at "
            "least half of what the others are among themselves) tell one **story**. **Attention** is "
            "the share of the monitored outlets that told it within 72 hours. We **led** when our first "
            "article is of an earlier day than any peer's. A story **passed us by** when three or more "
            "peers told it in words of their own. On labelled news the stories are right in 93 % "
            "(BCubed F1), so some stories hold an article that belongs to another one."
        )
