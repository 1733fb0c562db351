"""The tables of the ledger: older events are kept; nobody deletes one or rewrites what was done to it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from monitor.errors import StoreError
from monitor.store import schema_impact as schema
from monitor.store.record import Record, open_record

NOW = datetime(2026, 11, 20, tzinfo=UTC).isoformat()
OLD = (
    "CREATE TABLE impact_events (id {serial} PRIMARY KEY, day DATE NOT NULL, level VARCHAR NOT NULL, "
    "kind VARCHAR NOT NULL, what TEXT NOT NULL, article INTEGER REFERENCES articles(id), "
    "evidence TEXT NOT NULL, programme VARCHAR, state VARCHAR NOT NULL, who VARCHAR NOT NULL, "
    "noted VARCHAR NOT NULL)"
)


def event(**said: object) -> dict[str, object]:
    return {
        "day": datetime(2026, 11, 2).date(),
        "level": "network",
        "kind": "citation",
        "what": "A senator quoted us",
        "state": "claimed",
        "who": "Ada",
        "noted": NOW,
    } | said


def test_an_event_of_an_older_record_is_kept_with_its_evidence(record: Record, tmp_path: Path) -> None:
    serial = "INTEGER" if record.engine.dialect.name == "sqlite" else "SERIAL"
    with record.write() as connection:  # as version 5 made it
        newer = "intended_cells", "impact_changes", "impact_refusals", "impact_events", "sketch_segments"
        for table in newer:
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("CREATE TABLE sketches (number BIGINT, article INTEGER)"))
        if serial == "SERIAL":
            connection.execute(text("DROP FUNCTION impact_stays"))
            connection.execute(text("DROP VIEW coverage"))
        for column in ("own", "quoted"):
            connection.execute(text(f"ALTER TABLE tags DROP COLUMN {column}"))
        connection.execute(text(OLD.format(serial=serial)))
        connection.execute(text("CREATE INDEX ix_impact_events_article ON impact_events (article)"))
        row = "'2026-11-02', 'network', 'citation', 'A senator quoted us', 'https://example.org', 'claimed'"
        connection.execute(
            text(
                "INSERT INTO impact_events (day, level, kind, what, evidence, state, who, noted) "
                f"VALUES ({row}, 'Ada', '{NOW}')"
            )
        )
        connection.execute(text("UPDATE record SET version = 5"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    address = record.engine.url.render_as_string(hide_password=False)
    again = open_record(None if serial == "INTEGER" else address, tmp_path)
    with again.read() as connection:
        kept = connection.execute(select(schema.impact_events)).one()
    again.close()
    assert (kept.what, kept.evidence, kept.story, kept.verified_by) == (
        "A senator quoted us", ["https://example.org"], None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE impact_changes SET who = 'nobody'",
        "DELETE FROM impact_changes",
        "DELETE FROM impact_events",
    ],
)
def test_nobody_rewrites_what_was_done(record: Record, statement: str) -> None:
    with record.write() as connection:
        connection.execute(insert(schema.impact_events).values(event(id=1)))
        change = {"event": 1, "field": "what", "who": "Ada", "reason": "", "changed": NOW}
        connection.execute(insert(schema.impact_changes).values(change))
    with pytest.raises(StoreError, match=r"stays? written|withdrawn"), record.write() as connection:
        connection.execute(text(statement))
    with record.read() as connection:
        assert connection.scalar(select(schema.impact_changes.c.who)) == "Ada"
        assert connection.scalar(select(schema.impact_events.c.what)) == "A senator quoted us"
