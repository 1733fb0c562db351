"""Records of older versions are brought up to date, with all that is in them, or left as they were."""

import importlib
import sqlite3
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, insert, select, text

from monitor import catalog as lists
from monitor.catalog import starter
from monitor.errors import StoreError
from monitor.ingest import relate
from monitor.store import articles, changes, runs, schema, search, search_postgres, stories, upgrade
from monitor.store.record import Record, identity, newest_revision, open_record
from monitor.store.sketches import LOOKED, Sketches, looked

SEGMENTS = importlib.import_module("monitor.store.migrations.versions.0009_segments")
FIRST = importlib.import_module("monitor.store.migrations.versions.0001_first_tables")


def first_record(folder: Path) -> None:
    """A record as the first version made it, with an article, its tags, a version and collected days."""
    engine = create_engine(f"sqlite:///{folder / 'monitor.db'}")
    with engine.begin() as connection:
        command.upgrade(upgrade.configuration(connection), "0001")
        connection.execute(text("DROP TABLE alembic_version"))  # it did not write that down
        tables = FIRST.metadata.tables
        row = {key: [] for key in ("authors", "tags", "credits")} | {"words": 3, "polarity": 0.1, "rev": 2}
        said = {"title": "Iran waits", "text": "The nuclear deal is gone.", "digest": "d", "collected": "c"}
        where = {"url": "u", "canonical_url": "u", "outlet": "own", "subjectivity": 0.2, "tagger": "rules-1"}
        connection.execute(insert(tables["articles"]).values(id=1, **row, **said, **where))
        connection.execute(insert(tables["anatomy"]).values(article=1, lines=[], related=[]))
        tag = {"label": "focus", "score": 0.9, "spans": [], "method": "names"}
        connection.execute(insert(tables["tags"]).values(article=1, kind="region", code="IRN", **tag))
        version = {"title": "Iran", "text": "Old.", "replaced": "2026-11-01"}
        connection.execute(insert(tables["versions"]).values(article=1, **version))
        connection.execute(text("INSERT INTO collection VALUES ('own/feed', '2026-11-02', 'collected')"))
        connection.execute(text("UPDATE revision SET value = 2"))
    engine.dispose()


def test_the_first_record_comes_up_to_date_with_everything_in_it(tmp_path: Path) -> None:
    first_record(tmp_path)
    record = open_record(None, tmp_path)
    with record.read() as connection:
        (stored,) = articles.every(connection)
        assert (stored.article.title, stored.tags[0].code) == ("Iran waits", "IRN")
        assert connection.scalar(select(schema.tags.c.model)) == "rules-1"
        assert articles.versions(connection, 1) == [("Iran", "Old.", "2026-11-01")]
        assert newest_revision(connection) == 2
        assert len(identity(connection)) == 32
        assert [len(table) for table in changes.since(connection, 0)] == [1]
        assert len(runs.collection(connection, 1)) == 1
        assert search.matching(connection, "nuclear") == [1]
    record.close()


def third_record(url: str) -> None:
    """A PostgreSQL record of the third version, with an article in its index and its view."""
    engine = create_engine(url)
    with engine.begin() as connection:
        command.upgrade(upgrade.configuration(connection), "0003")
        row = {"id": 1, "title": "Iran waits", "text": "The nuclear deal is gone.", "url": "u", "rev": 1}
        said = {"canonical_url": "u", "outlet": "own", "digest": "d", "collected": "c", "words": 5}
        listed = {key: [] for key in ("authors", "tags", "credits")} | {"day": date(2026, 11, 2)}
        connection.execute(insert(FIRST.metadata.tables["articles"]).values(**row, **said, **listed))
        connection.execute(insert(FIRST.metadata.tables["anatomy"]).values(article=1, lines=[], related=[]))
        event = "1, '2026-11-03', 'policy', 'hearing', 'Read out', 1, 'The minutes', 'noted', 'Ann', 'now'"
        columns = "id, day, level, kind, what, article, evidence, state, who, noted"
        connection.execute(text(f"INSERT INTO impact_events ({columns}) VALUES ({event})"))
        search.create_index(connection)
        search_postgres.put(connection, {1: (row["title"], row["text"])})
        connection.execute(text("CREATE VIEW coverage AS SELECT id, outlet, day FROM articles"))
    engine.dispose()


def test_a_postgresql_record_comes_up_to_date_and_its_stories_are_told(postgres: str, tmp_path: Path) -> None:
    third_record(postgres)
    record = open_record(postgres, tmp_path)
    catalog = lists.load(starter.FOLDER)
    assert relate.tell(record, catalog) == 1
    with record.read() as connection:
        (stored,) = articles.every(connection)
        assert stored.article.title == "Iran waits"
        assert search.matching(connection, "nuclear") == [1]
        assert stories.of(connection, [1]) == {1: 1}
        assert connection.execute(text("SELECT id, story FROM coverage")).all() == [(1, 1)]
        assert connection.scalar(text("SELECT evidence ->> 0 FROM impact_events")) == "The minutes"
        assert connection.scalar(text("SELECT version FROM record")) == schema.VERSION
    with record.write() as connection:
        stories.begin(connection, "the next number is free")
    assert differences(record) == []


@pytest.mark.parametrize("server", [False, True], ids=["sqlite", "postgresql"])
def test_an_index_in_rows_becomes_segments_with_all_that_is_in_it(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: bool
) -> None:
    url = request.getfixturevalue("postgres") if server else f"sqlite:///{tmp_path / 'monitor.db'}"
    (third_record if server else first_record)(url if server else tmp_path)
    engine, numbers = create_engine(url), np.random.default_rng(1).integers(-(2**63), 2**63 - 1, 50)
    with engine.begin() as connection:
        if not server:
            command.stamp(upgrade.configuration(connection), "0001")
        command.upgrade(upgrade.configuration(connection), "0008")
        for number in (LOOKED, *numbers.tolist()):
            connection.execute(text(f"INSERT INTO sketches VALUES ({number}, 1)"))
    engine.dispose()
    monkeypatch.setattr(SEGMENTS, "ROWS", 20)
    record = open_record(url, tmp_path)
    with record.write() as connection:
        assert looked(connection, [1, 2]) == {1}
        places, found = Sketches(connection, numbers).find(numbers)
        assert (places.tolist(), set(found.tolist())) == (list(range(50)), {1})
    assert differences(record) == []


def test_a_record_that_was_brought_up_has_the_tables_of_a_new_one(tmp_path: Path) -> None:
    first_record(tmp_path)
    assert differences(open_record(None, tmp_path)) == []
    (tmp_path / "new").mkdir()
    assert differences(open_record(None, tmp_path / "new")) == []


def differences(record: Record) -> list[object]:
    """What Alembic would change to make the record as the schema says; the search index is SQLite's own."""
    own = ("article_words", "alembic_version")
    with record.read() as connection:
        named = lambda _, name, *__: not str(name).startswith(own)  # noqa: E731
        options = {"include_object": named, "compare_type": False}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata)
    record.close()
    return list(found)


def test_the_last_migration_is_the_version_of_the_schema(tmp_path: Path) -> None:
    record = open_record(None, tmp_path)
    with record.read() as connection:
        head = ScriptDirectory.from_config(upgrade.configuration(connection)).get_current_head()
        assert head == connection.scalar(text("SELECT version_num FROM alembic_version"))
    assert int(head or "") == schema.VERSION
    record.close()


def test_a_migration_that_fails_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    first_record(tmp_path)
    path = tmp_path / "monitor.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE saved_searches (surprise TEXT)")  # where the migration wants its own
    other.close()
    with pytest.raises(StoreError, match="saved_searches"):
        open_record(None, tmp_path)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT version FROM record").fetchall() == [(1,)]
        assert other.execute("SELECT value FROM revision").fetchall() == [(2,)]
    other.close()


def test_a_program_that_runs_while_another_brings_the_record_up_stops_writing(tmp_path: Path) -> None:
    record = open_record(None, tmp_path)
    with record.write() as connection:
        connection.execute(text(f"UPDATE record SET version = {schema.VERSION + 1}"))
    with (
        pytest.raises(StoreError, match=rf"of version {schema.VERSION + 1} by now.*start this one anew"),
        record.write(),
    ):
        pytest.fail("nothing may be written")
    record.close()
