"""Outcomes with their evidence, and promises with their pace: what Impact and the donors' page both show."""

import pandas as pd
import streamlit as st

from monitor.show.charts.promise import finding, promise_chart, promises_finding

SHOWN = 20  # outcomes at once; the data to download hold all
LEVELS = {"institutional": "Institutions", "network": "Networks and other media", "individual": "Readers"}
BADGES = {"verified": ":green-badge[verified]", "claimed": ":orange-badge[claimed]"}


def outcomes(events: pd.DataFrame) -> None:
    """A list of events, institutions before readers and the newest first, each with its evidence."""
    order = {level: place for place, level in enumerate(LEVELS)}
    rows = events.assign(place=events["level"].map(order)).sort_values(
        ["place", "day"], ascending=[True, False], kind="stable"
    )
    for level, some in rows.head(SHOWN).groupby("level", sort=False):
        st.markdown(f"**{LEVELS[str(level)]}**")
        for _, event in some.iterrows():
            st.markdown(_event(event))
    if len(rows) > SHOWN:
        st.caption(f"and {len(rows) - SHOWN} more")


def _event(event: pd.Series) -> str:
    lines = [
        f"{event['day']:%-d %B %Y} · {event['kind_name']} {BADGES[event['state']]}",
        plain(event["what"]),
    ]
    if event["url"]:
        lines.append(f"Our piece: [{plain(event['title']) or 'open'}](<{_address(event['url'])}>)")
    evidence = [_link(each) for each in str(event["evidence"]).split("\n") if each]
    lines.append(f"Evidence: {'; '.join(evidence) if evidence else 'none yet'}")
    if event["contribution"]:
        lines.append(f"What we added: {plain(event['contribution'])}")
    if event["state"] == "verified":
        lines.append(f"Verified by {plain(event['verified_by'])} on {event['verified_on']:%-d %B %Y}")
    return "- " + "  \n  ".join(lines)  # two spaces break a line in Markdown


def plain(words: object) -> str:
    """Text of people as Markdown shows it as it is, in one line."""
    return "".join(
        f"\\{each}" if each in "\\`*_{}[]<>#|~$:" else each for each in " ".join(str(words).split())
    )


def _link(evidence: str) -> str:
    known = evidence.startswith(("https://", "http://"))
    return f"[{plain(evidence)}](<{_address(evidence)}>)" if known else plain(evidence)


def _address(url: str) -> str:
    """An address that stays inside of its brackets; none where it is no address of the web."""
    safe = url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\n", "")
    return safe if safe.startswith(("https://", "http://")) else ""


def promises(frame: pd.DataFrame) -> None:
    """The promises of each programme, drawn and in words."""
    st.altair_chart(promise_chart(frame), theme=None, alt=promises_finding(frame))
    for (name, funder), some in frame.groupby(["name", "funder"], sort=False):
        first, last = some["first"].iloc[0], some["last"].iloc[0]
        st.markdown(f"**{plain(name)}**, {plain(funder)}, {first:%-d %B %Y} to {last:%-d %B %Y}")
        for _, row in some.iterrows():
            st.markdown(f"- {plain(row['promise'])}: {plain(finding(row))}")


def how() -> None:
    """How outcomes and promises are worked out."""
    with st.expander("How is this known?"):
        st.markdown(
            "An **outcome** is something that changed, or that somebody did, and that our work had a part "
            "in. It is **claimed** by the one who noted it, and **verified** when another person looked at "
            "its evidence. We say what our work added, never that it was the only cause. Nothing in the list "
            "is deleted: every change is written down with who, when and why.\n\n"
            "A promise is **met** when its number is reached (a share: when its days are over), **on pace** "
            "when it is as likely kept as not or likelier, **behind** when the chance is below a tenth. "
            "Otherwise, or while too few articles or collected days speak, we **cannot tell**. The interval "
            "says where it will end, in nine of ten cases, if our work goes on as evenly as it did."
        )
