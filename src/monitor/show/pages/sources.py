"""Sources: what is collected, what is not, and why."""

import streamlit as st

from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.charts.source import collection_chart
from monitor.show.pages import parts


def show(room: Newsroom, chosen: Filters) -> None:  # noqa: ARG001 - every page is called alike
    """The page."""
    st.title("Sources")
    sources = room.collected.sources()
    broken = sources[sources["trouble"].notna()]
    untried = int(sources["tried"].isna().sum())
    fine = len(sources) - len(broken) - untried
    st.markdown(
        f"**{fine} of {len(sources)} sources** answered at their last try. Filters do not apply here."
    )
    for row in broken.itertuples():
        trouble = str(row.trouble).removeprefix("collect: ")
        st.error(f"**{row.source}**: {trouble}. It is tried again at the next run.")
    if untried:
        st.info(f"{untried} sources were never tried. Run `monitor ingest`.")
    weeks = room.named(room.collected.weekly(room.coverage(), room.today), outlet="outlet")
    if len(weeks):
        parts.chart(collection_chart(weeks), weeks, "collection")
    st.subheader("Every source")
    for column in ("tried", "succeeded"):
        sources[column] = sources[column].str[:16].str.replace("T", " ")
    st.dataframe(sources, hide_index=True, alt="Every source and its last try")
    outcomes = room.collected.outcomes()
    if outcomes.empty:
        return
    st.subheader("What the last runs brought")
    st.caption("Every item that a source lists ends in one outcome. Nothing vanishes uncounted.")
    counts = outcomes.pivot_table(
        index=["run", "started"], columns="outcome", values="n", aggfunc="sum", fill_value=0
    )
    st.dataframe(
        counts.sort_index(ascending=False).head(20).reset_index(), hide_index=True, alt="Outcomes by run"
    )
    troubles = room.collected.troubles()
    if len(troubles):
        st.subheader("Items that need a look")
        st.dataframe(troubles, hide_index=True, alt="Items that need a look, and why")
