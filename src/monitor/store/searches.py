"""Saved searches: filters under a name."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from monitor.store import schema
from monitor.store.runs import upsert

Words = dict[str, list[str]]
TABLE = schema.saved_searches


def save(connection: Connection, name: str, words: Mapping[str, Sequence[str]], now: datetime) -> None:
    """Keep filters, as the words of an address, under a name; what it stood for before is replaced."""
    row = {"name": name, "words": dict(words), "saved": now.isoformat()}
    upsert(connection, TABLE, [row], ["name"])


def every(connection: Connection) -> list[tuple[str, Words, str]]:
    """All saved searches by name: (name, words, when it was saved)."""
    rows = connection.execute(select(TABLE.c.name, TABLE.c.words, TABLE.c.saved).order_by(TABLE.c.name))
    return [(row.name, row.words, row.saved) for row in rows]


def remove(connection: Connection, name: str) -> bool:
    """Forget a saved search; answers whether there was one."""
    return connection.execute(delete(TABLE).where(TABLE.c.name == name)).rowcount > 0
