"""Figures beside the peers: what we covered more, what only we covered, who was first, who took us up."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.report.figures import Figure, Piece, Row
from monitor.show.words import ratio

MORE = ("over", "strong over")  # verdicts of `gaps`
MOST = 10  # stories or pieces that are listed
FOLLOWED = {
    "led": "a day or more before every peer",
    "same day": "on the day of the first peer",
    "followed": "after a peer",
}
ALONE = {"alone": "told by us alone", "missed": "told by three or more peers, and not by us"}


def only_ours(room: Newsroom, days: Filters) -> Figure:
    """Countries that we wrote about and no peer did."""
    own, peers = replace(days, role="own"), replace(days, role="peer")
    frame = room.named(room.shares(own, by="region"), series="region")
    theirs = set(room.shares(peers, by="region")["series"])
    alone = frame[~frame["series_code"].isin(theirs)]
    rows = tuple(_country(own, each) for each in alone.itertuples())
    many, outlets = room.count(peers), len(room.shares(peers, by="outlet"))
    names = ", ".join(row.name for row in rows[:3])
    told = f"We wrote about {_several(len(rows), 'country', 'countries')} that no peer covered: {names}"
    return Figure(
        number=0,
        key="only_ours",
        title="Covered by us, by no peer",
        finding=f"{told}{' and others' if len(rows) > 3 else ''}."
        if rows
        else "Every country that we wrote about was also covered by a peer.",
        definition=f"Countries in the focus of at least one of our articles and of none of the {many:,} "
        f"articles that were collected of {_several(outlets, 'peer')} in the same days.",
        question='shares(by="region"), of ours without those of the peers',
        filters=own,
        n=int(alone["n"].sum()),
        rows=rows,
        tag="region",
    )


def _country(own: Filters, found: Any) -> Row:
    chosen = replace(own, region=(found.series,))
    return Row(found.series, int(found.n), code=found.series_code, filters=chosen)


def more_than_peers(room: Newsroom, days: Filters, left_out: Collection[str]) -> Figure:
    """Desks crossed with topics of which we wrote clearly more than the median peer."""
    frame = room.gaps(days, row="desk", column="topic")
    frame = frame[frame["verdict"].isin(MORE) & ~frame["column"].isin(left_out)]
    named = room.named(frame, row="desk", column="topic").sort_values(
        ["n", "row", "column"], ascending=[False, True, True]
    )
    own = replace(days, role="own")
    rows = tuple(_cell(own, each) for each in named.itertuples())
    return Figure(
        number=0,
        key="more",
        title="Covered more than by peers",
        finding="We wrote clearly more than our peers on " + _listed(rows[:3]) + "."
        if rows
        else "No subject stands out against the peers by more than chance explains.",
        definition="Desks and topics of which our rate of distinct stories is above 1.5 times the "
        "reference's with a probability of 90 % or more. Reference: "
        + (frame["reference"].iloc[0] if len(frame) else "the peers")
        + ".",
        question='gaps(row="desk", column="topic")',
        filters=own,
        n=int(frame["n"].sum()),
        rows=rows,
        interval="90 %, of the ratio",
        tag="topic",
        page="gaps",
    )


def _cell(own: Filters, found: Any) -> Row:
    span = f"{ratio(found.low)} to {ratio(found.high)}"
    return Row(
        f"{found.row}: {found.column[:1].lower()}{found.column[1:]}",
        int(found.n),
        told=f"{found.expected:.1f} at the peers' rate; {ratio(found.ratio)} times it ({span})",
        code=found.column_code,
        filters=replace(own, desk=(found.row,), topic=(found.column,)),
    )


def _listed(rows: Sequence[Row]) -> str:
    """The first subjects, for a sentence."""
    return "; ".join(f"{row.name} ({row.n} stories, {row.told.split(';')[0]})" for row in rows)


def firsts(told: pd.DataFrame, days: Filters) -> Figure:
    """Stories that we led, followed or told alone, of the answer of `stories.find`."""
    n = told["ours"].value_counts()
    shared = int(sum(n.get(each, 0) for each in FOLLOWED))
    rows = tuple(Row(words, int(n.get(kind, 0)), shared) for kind, words in FOLLOWED.items()) + tuple(
        Row(words, int(n.get(kind, 0))) for kind, words in ALONE.items()
    )
    led, many = int(n.get("led", 0)), _several(shared, "story", "stories")
    return Figure(
        number=0,
        key="stories",
        title="Led and followed stories",
        finding=f"We told {many} that peers told too, and were first with {led}.",
        definition="Stories are articles of several outlets on one event, found by their words and names. "
        "Who was first is told by the day of the first article; copies count for their original.",
        question="stories.find()",
        filters=days,
        n=shared,
        rows=rows,
        page="stories",
    )


def led(room: Newsroom, told: pd.DataFrame) -> tuple[Piece, ...]:
    """The stories that we led, each with our first piece; the earliest before the peers first."""
    first = told[told["ours"] == "led"].sort_values(["lead", "story"], ascending=[False, True]).head(MOST)
    coverage = room.coverage()
    table = coverage.table
    ours = table.filter(table.role == "own", table.story.isin(first["story"].tolist()))
    pieces = coverage.frame(ours.select("id", "story", "day")).sort_values(["day", "id"])
    number: dict[Any, int] = pieces.groupby("story")["id"].first().to_dict()
    return tuple(_led(room, each, number[each.story]) for each in first.itertuples())


def _led(room: Newsroom, story: Any, piece: int) -> Piece:
    article = room.article(piece).article
    days = _several(int(story.lead), "day")
    others = "the peer that told it too" if story.peers == 1 else f"the first of {story.peers} peers"
    day = date.fromisoformat(str(article.published)[:10])
    return Piece(day, article.title, article.canonical_url, f"{days} before {others}")


def taken_up(found: pd.DataFrame, days: Filters) -> Figure:
    """Our pieces in peers' articles by kind, of the answer of `stories.pickups`."""
    rows = tuple(Row(str(kind), int(n)) for kind, n in found["kind"].value_counts().sort_index().items())
    return Figure(
        number=0,
        key="pickups",
        title="Taken up by others",
        finding=f"Peers reprinted, quoted or credited us in {_several(len(found), 'article')}."
        if len(found)
        else "No peer's article that was collected reprinted, quoted or credited us.",
        definition="Peers' articles that share a passage with an earlier article of ours, or name us, found "
        "by comparing the collected texts. Outlets that are not collected are not seen.",
        question="stories.pickups()",
        filters=days,
        n=len(found),
        rows=rows,
        page="stories",
    )


def pieces(room: Newsroom, found: pd.DataFrame) -> tuple[Piece, ...]:
    """The pick-ups themselves, the newest first."""
    return tuple(_piece(room, each) for each in found.head(MOST).itertuples())


def _piece(room: Newsroom, found: Any) -> Piece:
    what = str(found.what).replace(found.outlet, room.names.name("outlet", found.outlet), 1)
    return Piece(pd.Timestamp(found.day).date(), what, str(found.url), str(found.evidence))


def _several(n: int, one: str, more: str = "") -> str:
    return f"{n:,} {one if n == 1 else more or one + 's'}"
