"""Impact: what came of our work, what we promised, who read it where we know, and what we put out."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from monitor.filters import Filters
from monitor.measure.gaps import over_days
from monitor.newsroom import Newsroom
from monitor.show.charts.ranking import ranking_chart
from monitor.show.pages import noting, outcomes, parts, reporting


def show(room: Newsroom, chosen: Filters) -> None:
    """The page."""
    st.title("Impact")
    _outcomes(room, chosen)
    _promises(room, chosen)
    _audience(room, chosen)
    _output(room, chosen)
    reporting.section(room, chosen)


def _outcomes(room: Newsroom, chosen: Filters) -> None:
    events = room.ledger.events(chosen)
    states = events["state"].value_counts()
    st.subheader("What came of it")
    if events.empty:
        st.markdown(
            "No outcome is noted for these filters. Note the first below, bring a table with "
            "`monitor ledger import`, or look at what the monitor suggests."
        )
    else:
        st.markdown(
            f"**{len(events)} outcomes** {parts.days_in_words(chosen)}: {states.get('verified', 0)} "
            f"verified, {states.get('claimed', 0)} claimed and yet to be verified."
        )
        outcomes.outcomes(events)
        parts.download(events, "outcomes")
    with st.expander("Note, verify, change"):
        noting.section(room, chosen, events)
    outcomes.how()


def _promises(room: Newsroom, chosen: Filters) -> None:
    st.subheader("What we promised")
    frame = parts.ask(room, "programmes.progress", chosen)
    if frame.empty:
        st.markdown("No programme has promises in these days. `programmes.toml` lists them.")
        return
    outcomes.promises(frame)
    parts.download(frame, "promises")
    titles = [f"{row['name']}: {row['promise']}" for _, row in frame.iterrows()]
    title = st.selectbox("Show the articles of", titles, index=None, key="promise")
    if title is not None:
        row = frame.iloc[titles.index(title)]
        pieces = room.programmes.articles(row["programme"], row["promise"], row["as_of"].date())
        parts.articles(room, pieces, "promise")


def _audience(room: Newsroom, chosen: Filters) -> None:
    st.subheader("Who read it")
    if not room.audience.supplied:
        st.markdown(
            "Not supplied. Figures of your own analytics in `audience.csv` are shown here; none "
            "are estimated."
        )
        return
    figures = room.audience.figures(chosen)
    if figures.empty:
        st.markdown("The supplied figures are of other days.")
        return
    sources = ", ".join(sorted(set(figures["source"])))
    st.markdown(f"As counted by {outcomes.plain(sources)}; visitors of several rows may be the same people.")
    shown = figures.drop(columns="article").rename(columns=str.capitalize)
    link = st.column_config.LinkColumn(display_text="open")
    st.dataframe(shown, hide_index=True, alt=f"{len(shown)} pieces", column_config={"Url": link})
    parts.download(figures, "audience")


def _output(room: Newsroom, chosen: Filters) -> None:
    st.subheader("What we put out")
    days = over_days(chosen, room.today)
    own = replace(days, role="own", outlet=())
    if parts.is_empty(room, own):
        return
    st.markdown(
        f"What we published from {days.start} to {days.end}. These are figures of **output**: they say what "
        "was covered, not what it changed. No advertising value, no invented reach."
    )
    _metrics(parts.ask(room, "impact", chosen))
    by = st.segmented_control("By", ["desk", "region", "topic", "section"], default="desk", required=True)
    frame = room.named(parts.ask(room, "shares", own, by=by or "desk"), series=by)
    parts.chart(ranking_chart(frame, by or "desk"), frame, "impact")
    st.subheader("The articles behind the figures")
    parts.articles(room, own, "impact")


def _metrics(figures: pd.DataFrame) -> None:
    for column, (_, figure) in zip(st.columns(3) * 2, figures.iterrows(), strict=True):
        column.metric(
            str(figure["figure"]).capitalize(), int(figure["value"]), help=str(figure["definition"])
        )
