"""The impact ledger in the record: events, everything that was done to them, and refused suggestions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select, update

from monitor.model import Event
from monitor.store import schema
from monitor.store import schema_impact as tables
from monitor.store.runs import upsert

EVENT, CHANGE, ARTICLE = tables.impact_events.c, tables.impact_changes.c, schema.articles.c
FOUND = [
    "id", "day", "level", "kind", "what", "story", "article", "title", "url", "evidence", "programme",
    "state", "who", "noted", "verified_by", "verified_on", "contribution",
]  # fmt: skip
HISTORY = ["changed", "who", "field", "before", "after", "reason"]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who does something, why, and when."""

    who: str
    reason: str
    now: datetime


def add(connection: Connection, event: Event, signed: Signed, origin: str | None = None) -> int | None:
    """Note an event as claimed; answers its number, or None where its origin is known already."""
    known = select(EVENT.id).where(EVENT.origin == origin)
    if origin and connection.scalar(known) is not None:
        return None
    values = {name: getattr(event, name) for name in Event.__slots__}
    values |= {"evidence": list(event.evidence), "state": "claimed", "who": signed.who, "origin": origin}
    values["noted"] = signed.now.isoformat(timespec="seconds")
    made = insert(tables.impact_events).values(values).returning(EVENT.id)
    number = int(connection.scalar(made) or 0)
    _write_down(connection, number, {"event": (None, event.what)}, signed)
    return number


def change(connection: Connection, number: int, values: Mapping[str, Any], signed: Signed) -> list[str]:
    """Give fields of an event other values and write both down; answers the fields that differ."""
    before = standing(connection, number)
    assert before is not None
    differ = {field: (before[field], after) for field, after in values.items() if before[field] != after}
    if differ:
        changed = {field: after for field, (_, after) in differ.items()}
        connection.execute(update(tables.impact_events).where(EVENT.id == number).values(changed))
        _write_down(connection, number, differ, signed)
    return list(differ)


def _write_down(
    connection: Connection, number: int, fields: Mapping[str, tuple[Any, Any]], signed: Signed
) -> None:
    said = {"who": signed.who, "reason": signed.reason, "changed": signed.now.isoformat(timespec="seconds")}
    rows = [
        {"event": number, "field": field, "before": _plain(before), "after": _plain(after), **said}
        for field, (before, after) in fields.items()
    ]
    connection.execute(insert(tables.impact_changes), rows)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def standing(connection: Connection, number: int) -> dict[str, Any] | None:
    """An event as it stands, by column; None where there is none."""
    row = connection.execute(select(tables.impact_events).where(EVENT.id == number)).mappings().first()
    return dict(row) if row else None


def find(connection: Connection) -> list[dict[str, Any]]:
    """All events, the newest first, with the keys FOUND; title and address are the article's, if it has one.

    An address leads to its article also when that came into the record later. The story is the one that the
    article tells now, or else the one that was named.
    """
    tells, older = schema.story_articles.c, schema.stories.c
    ours = schema.articles.alias()
    by_address = and_(EVENT.article.is_(None), ours.c.canonical_url == EVENT.url)
    told = {
        "article": ours.c.id,
        "story": func.coalesce(tells.story, older.same_as, EVENT.story),
        "title": func.coalesce(ours.c.title, EVENT.title),
        "url": func.coalesce(ours.c.canonical_url, EVENT.url),
    }
    columns = [told[name].label(name) if name in told else EVENT[name] for name in FOUND]
    query = (
        select(*columns)
        .select_from(tables.impact_events)
        .outerjoin(ours, or_(ours.c.id == EVENT.article, by_address))
        .outerjoin(schema.story_articles, tells.article == ours.c.id)
        .outerjoin(schema.stories, older.id == EVENT.story)
        .order_by(EVENT.day.desc(), EVENT.id.desc())
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def history(connection: Connection, number: int) -> list[dict[str, Any]]:
    """All that was done to an event, oldest first, with the keys HISTORY."""
    query = select(*(CHANGE[name] for name in HISTORY)).where(CHANGE.event == number).order_by(CHANGE.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def origins(connection: Connection) -> set[str]:
    """What events were made of: keys of suggestions and of imported rows."""
    return set(connection.scalars(select(EVENT.origin).where(EVENT.origin.is_not(None))))


def refuse(connection: Connection, origin: str, signed: Signed) -> None:
    """Leave a suggestion out, for ever."""
    row = {"origin": origin, "reason": signed.reason, "who": signed.who, "given": signed.now.isoformat()}
    upsert(connection, tables.impact_refusals, [row], ["origin"])


def refused(connection: Connection) -> dict[str, str]:
    """Suggestions that were refused, and why."""
    table = tables.impact_refusals.c
    return {row.origin: row.reason for row in connection.execute(select(table.origin, table.reason))}
