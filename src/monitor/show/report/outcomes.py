"""What changed, and what was promised: the ledger and the programmes of a period."""

from typing import Any

import pandas as pd

from monitor.filters import Filters
from monitor.show.report.figures import Figure, Outcome, Promise, Row
from monitor.show.words import percent

LEVELS = {"institutional": "institutions", "network": "groups and media", "individual": "individuals"}


def outcomes(events: pd.DataFrame, programme: str = "") -> tuple[Outcome, ...]:
    """The verified events of `ledger.events`, institutions first, then the newest; claims are not told."""
    verified = _of(events[events["state"] == "verified"], programme)
    order = list(LEVELS)
    found = [_outcome(each) for each in verified.itertuples()]
    return tuple(sorted(found, key=lambda one: (order.index(one.level), -one.day.toordinal(), one.id)))


def claimed(events: pd.DataFrame, programme: str = "") -> int:
    """How many events wait for verification."""
    return int((_of(events, programme)["state"] == "claimed").sum())


def _of(table: pd.DataFrame, programme: str) -> pd.DataFrame:
    return table[table["programme"] == programme] if programme else table


def _outcome(event: Any) -> Outcome:
    return Outcome(
        id=int(event.id),
        day=pd.Timestamp(event.day).date(),
        level=event.level,
        kind=event.kind_name,
        what=event.what,
        title=_text(event.title),
        url=_text(event.url),
        evidence=tuple(event.evidence.splitlines()),
        by=f"{event.verified_by} on {event.verified_on:%-d %B %Y}",
        contribution=_text(event.contribution),
        programme=_text(event.programme),
    )


def by_level(found: tuple[Outcome, ...], waiting: int, days: Filters) -> Figure:
    """How many outcomes were verified, by where something changed; `waiting` ones are claimed only."""
    rows = tuple(Row(words, sum(each.level == level for each in found)) for level, words in LEVELS.items())
    return Figure(
        number=0,
        key="outcomes",
        title="Outcomes with evidence",
        finding=_finding(len(found)),
        definition="Events of the ledger dated in the period, each with evidence and verified by a named "
        "person. They say that our work had a part in something, not that it alone brought it about.",
        question="ledger.events()",
        filters=days,
        n=len(found),
        rows=rows,
        note=f"{waiting} more {'is' if waiting == 1 else 'are'} claimed and not verified yet: not counted."
        if waiting
        else "",
    )


def promises(progress: pd.DataFrame, programme: str = "") -> tuple[Promise, ...]:
    """The promises of `programmes.progress`, with their pace in words."""
    return tuple(_promise(each) for each in _of(progress, programme).itertuples())


def _promise(each: Any) -> Promise:
    is_share = 0 < each.promised < 1
    words = percent if is_share else "{:,.0f}".format
    n, total = int(each.n), int(each.total)
    so_far = f"{n:,} of {total:,} articles" if is_share else f"{n:,} articles"
    now = f" ({percent(n / total)})" if is_share and total else ""
    told = (
        f"{so_far}{now} by {each.as_of:%-d %B %Y}, {words(each.promised)} promised by {each.last:%-d %B %Y}"
    )
    if each.as_of < each.last and not pd.isna(each.low):
        told += f"; at this pace {words(each.low)} to {words(each.high)} in the end"
    return Promise(each.programme, each.name, each.funder, each.promise, n, total, told, each.verdict)


def kept(found: tuple[Promise, ...], days: Filters) -> Figure:
    """How the promises stand."""
    rows = tuple(
        Row(f"{each.name}: {each.words}", each.n, each.total, told=f"{each.verdict}: {each.told}")
        for each in found
    )
    good = sum(each.verdict in ("met", "on pace") for each in found)
    return Figure(
        number=0,
        key="promises",
        title="Promise and pace",
        finding=f"Met or on pace: {good} of {len(found)} {'promise' if len(found) == 1 else 'promises'}."
        if found
        else "No promise was made for these days.",
        definition="What programmes promised, counted since their first day. The pace is what the same "
        "rhythm would bring by the last day, with a 90 % interval.",
        question="programmes.progress()",
        filters=days,
        n=len(found),
        rows=rows,
        interval="90 %, of the forecast",
        page="impact",
    )


def _finding(verified: int) -> str:
    if not verified:
        return "No outcome of these days has been verified."
    return f"{verified} {'outcome was' if verified == 1 else 'outcomes were'} verified, with evidence."


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value)
