"""What each run saw: the state of the sources, every item's outcome, and which days were collected."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from monitor.model import CollectionState, Outcome, Source
from monitor.store import schema
from monitor.store.record import next_revision


@dataclass(frozen=True, slots=True)
class SourceState:
    """How the last looks at a source ended."""

    id: str
    etag: str | None = None
    last_modified: str | None = None
    complete: bool = False
    tried: str | None = None
    succeeded: str | None = None
    trouble: str | None = None
    backlog: list[str] | None = None  # older pages that are still to be read, newest first
    failures: float = 0.0  # since the last success, by weight
    pause: float | None = None  # seconds between two looks
    due: str | None = None  # when to look again
    listed: int | None = None  # items of the last answer


@dataclass(frozen=True, slots=True)
class Listed:
    """An item as its source listed it before."""

    fingerprint: str
    outcome: Outcome
    day: date | None


STATE = [schema.sources.c[name] for name in SourceState.__slots__]


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What one item of one run ended as, and why."""

    run: int
    source: str
    url: str
    outcome: Outcome
    reason: str = ""


def start(connection: Connection, now: datetime) -> int:
    """Open a run and answer its number."""
    values = insert(schema.runs).values(started=now.isoformat())
    return int(connection.execute(values.returning(schema.runs.c.id)).scalar_one())


def finish(connection: Connection, run: int, now: datetime) -> None:
    """Close a run."""
    connection.execute(update(schema.runs).where(schema.runs.c.id == run).values(finished=now.isoformat()))


def state(connection: Connection, source: str) -> SourceState:
    """What is known of a source; an empty state for one that was never tried."""
    row = connection.execute(select(*STATE).where(schema.sources.c.id == source)).first()
    return SourceState(**row._mapping) if row else SourceState(source)


def keep_state(connection: Connection, new: SourceState) -> None:
    """Keep the state of a source."""
    values = {name: getattr(new, name) for name in SourceState.__slots__}
    upsert(connection, schema.sources, [values], ["id"])


def keep_backlog(connection: Connection, source: str, pages: Sequence[str]) -> None:
    """Note which older pages of a source are still to be read."""
    values = [{"id": source, "backlog": list(pages), "complete": False}]
    upsert(connection, schema.sources, values, ["id"], leave=["complete"])


def entries(connection: Connection, source: str) -> dict[str, Listed]:
    """What a source listed before, by address."""
    table = schema.entries.c
    columns = table.url, table.fingerprint, table.outcome, table.day
    rows = connection.execute(select(*columns).where(table.source == source))
    return {row.url: Listed(row.fingerprint, Outcome(row.outcome), row.day) for row in rows}


def entry_days(connection: Connection) -> pd.DataFrame:
    """How many items each source published on each day: columns source, day, n."""
    table = schema.entries.c
    counted = select(table.source, table.day, func.count()).where(table.day.is_not(None))
    rows = connection.execute(counted.group_by(table.source, table.day))
    frame = pd.DataFrame(rows.fetchall(), columns=["source", "day", "n"])
    return frame.astype({"day": "datetime64[s]"})


def rate(connection: Connection, source: str, since: date, until: date) -> float:
    """Items a day that a source published in this time."""
    table = schema.entries.c
    within = (table.source == source) & (table.day > since) & (table.day <= until)
    n = connection.scalar(select(func.count()).where(within)) or 0
    return float(n / max((until - since).days, 1))


def keep_outcomes(connection: Connection, items: Sequence[ItemOutcome]) -> None:
    """Note what items ended as: counted always, listed unless they are unchanged."""
    for (run, source, outcome), n in Counter((each.run, each.source, each.outcome) for each in items).items():
        count(connection, run, source, outcome, n)
    listed = [asdict(each) for each in items if each.outcome is not Outcome.UNCHANGED]
    if listed:
        connection.execute(insert(schema.items), listed)


def keep_entries(connection: Connection, entries: Sequence[tuple[str, str, Listed]]) -> None:
    """Remember what sources listed: (source, address, what it was)."""
    values = [
        {"source": source, "url": url, **{name: getattr(each, name) for name in Listed.__slots__}}
        for source, url, each in entries
    ]
    upsert(connection, schema.entries, values, ["source", "url"])


def count(connection: Connection, run: int, source: str, outcome: Outcome, n: int) -> None:
    """Add to the counts of a run."""
    table = schema.counts
    insert_ = _insert(connection)(table).values(run=run, source=source, outcome=outcome, n=n)
    connection.execute(
        insert_.on_conflict_do_update(index_elements=["run", "source", "outcome"], set_={"n": table.c.n + n})
    )


def counts(connection: Connection, run: int | None = None) -> pd.DataFrame:
    """Counted outcomes, newest run first: columns run, started, source, outcome, n."""
    table, runs = schema.counts.c, schema.runs.c
    query = select(table.run, runs.started, table.source, table.outcome, table.n).join(
        schema.runs, runs.id == table.run
    )
    if run is not None:
        query = query.where(table.run == run)
    rows = connection.execute(query.order_by(table.run.desc(), table.source, table.outcome))
    return pd.DataFrame(rows.fetchall(), columns=["run", "started", "source", "outcome", "n"])


def troubles(connection: Connection, limit: int = 200) -> pd.DataFrame:
    """The newest items that did not become articles: columns run, source, url, outcome, reason."""
    table = schema.items.c
    kept = [Outcome.NEW, Outcome.COPY, Outcome.REVISED]
    query = select(table.run, table.source, table.url, table.outcome, table.reason)
    rows = connection.execute(query.where(table.outcome.not_in(kept)).order_by(table.id.desc()).limit(limit))
    return pd.DataFrame(rows.fetchall(), columns=["run", "source", "url", "outcome", "reason"])


def source_states(connection: Connection) -> list[SourceState]:
    """The states of all sources that were ever tried."""
    rows = connection.execute(select(*STATE).order_by(schema.sources.c.id))
    return [SourceState(**row._mapping) for row in rows]


def listed(connection: Connection) -> dict[str, int]:
    """How many items each source has listed so far."""
    table = schema.entries.c
    rows = connection.execute(select(table.source, func.count()).group_by(table.source))
    return {row[0]: row[1] for row in rows}


def health(connection: Connection, sources: Sequence[Source]) -> pd.DataFrame:
    """How sources fare: the columns of HEALTH; `items` is all that they ever listed."""
    states = {state.id: state for state in source_states(connection)}
    items = listed(connection)
    rows = []
    for source in sources:
        state = states.get(source.id, SourceState(source.id))
        told = [getattr(state, name) for name in HEALTH[4:-1]]
        rows.append((source.id, source.outlet, source.kind, source.url, *told, items.get(source.id, 0)))
    return pd.DataFrame(rows, columns=HEALTH)


HEALTH = [
    "source", "outlet", "kind", "url", "tried", "succeeded", "trouble", "failures", "due", "listed", "items",
]  # fmt: skip


def keep_collection(
    connection: Connection, source: str, days: Mapping[date, CollectionState], edge: date | None = None
) -> None:
    """Note which days of a source were collected.

    `edge` is the oldest day that the source still lists: older items of that day may be gone from its
    list, so it is noted as partly collected unless more is known of it already.
    """
    rev = next_revision(connection)  # shares depend on what was collected, so it counts as a change
    values = [{"source": source, "day": day, "state": state, "rev": rev} for day, state in days.items()]
    upsert(connection, schema.collection, values, ["source", "day"])
    if edge:
        value = {"source": source, "day": edge, "state": CollectionState.PARTLY, "rev": rev}
        insert_ = _insert(connection)(schema.collection)
        connection.execute(insert_.on_conflict_do_nothing(index_elements=["source", "day"]), [value])


def collection(connection: Connection, after: int = 0) -> pd.DataFrame:
    """Columns source, day, state: what changed after revision `after`.

    A source-day that is never listed was not collected.
    """
    table = schema.collection.c
    rows = connection.execute(select(table.source, table.day, table.state).where(table.rev > after))
    frame = pd.DataFrame(rows.fetchall(), columns=["source", "day", "state"])
    return frame.astype({"day": "datetime64[s]"})


def collection_since(connection: Connection, first: date) -> pd.DataFrame:
    """The state of source-days from a day on: columns source, day, state."""
    table = schema.collection.c
    rows = connection.execute(select(table.source, table.day, table.state).where(table.day >= first))
    frame = pd.DataFrame(rows.fetchall(), columns=["source", "day", "state"])
    return frame.astype({"day": "datetime64[s]"})


def last_collected(connection: Connection) -> str | None:
    """When a source was last read with success (ISO 8601), or null."""
    found = connection.scalar(select(func.max(schema.sources.c.succeeded)))
    return str(found) if found else None


def _insert(connection: Connection) -> Any:
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert


def upsert(
    connection: Connection,
    table: Table,
    values: Sequence[dict[str, Any]],
    keys: Sequence[str],
    leave: Sequence[str] = (),
) -> None:
    """Insert rows, or replace the columns of those whose keys are there; `leave` keeps what they have."""
    if not values:
        return
    statement = _insert(connection)(table)
    new = {name: statement.excluded[name] for name in values[0] if name not in (*keys, *leave)}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=new), list(values))
