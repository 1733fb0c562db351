"""Opening the record: what it refuses, in one line, without harm; and two writers at once."""

import sqlite3
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import text

from fakes import Press
from monitor.errors import StoreError
from monitor.model import Article, CollectionState, Outcome, Tone
from monitor.newsroom import Newsroom
from monitor.store import articles, runs
from monitor.store.record import Record, newest_revision, open_record, wal_reset_race

NOW = datetime(2026, 11, 20, tzinfo=UTC)
COLLECTED, PARTLY = CollectionState.COLLECTED, CollectionState.PARTLY


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(None, tmp_path)


def refusal(folder: Path, url: str | None = None) -> str:
    with pytest.raises(StoreError) as refused:
        open_record(url, folder)
    words = str(refused.value)
    assert words.startswith("store: ")
    assert "\n" not in words
    return words


def test_a_record_is_made_once_and_opened_again(tmp_path: Path) -> None:
    open_record(None, tmp_path).close()
    record = open_record(None, tmp_path)
    with record.read() as connection:
        assert newest_revision(connection) == 0
    assert record.library.startswith("sqlite 3.")


def test_a_record_of_a_newer_program_is_refused_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    record = open_record(None, tmp_path)
    with record.write() as connection:
        connection.execute(text("UPDATE record SET version = 99"))
    record.close()
    before = path.read_bytes()
    words = refusal(tmp_path)
    assert "version 99" in words
    assert str(path) in words
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    path.write_text("Dear diary, this is not a database. " * 50)
    assert "not a database" in refusal(tmp_path)
    assert path.read_text().startswith("Dear diary")


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "monitor.db") as other:
        other.execute("CREATE TABLE articles (id INTEGER)")
    other.close()
    assert "tables of another program" in refusal(tmp_path)


def test_a_path_that_cannot_be_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "monitor.db").mkdir()
    assert "unable to open" in refusal(tmp_path)
    assert "unable to open" in refusal(tmp_path / "nowhere")


def test_a_database_url_that_means_nothing_is_refused(tmp_path: Path) -> None:
    assert "nosuch" in refusal(tmp_path, "nosuch://here/monitor")


def test_the_password_of_a_database_is_never_told(tmp_path: Path) -> None:
    assert "geheim" not in refusal(tmp_path, "nosuch://monitor:geheim@here/monitor")


def test_an_error_inside_a_write_keeps_nothing_of_it(record: Record) -> None:
    told = articles.Incoming("own", None, Article("u", "u", "t", "x"), (), Tone(0, 0), "t")

    def write_and_fail() -> None:
        with record.write() as connection:
            articles.save(connection, told, NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    with record.read() as connection:
        assert list(articles.every(connection)) == []
        assert newest_revision(connection) == 0


def test_a_wrong_statement_is_told_with_the_name_of_the_database(record: Record) -> None:
    with pytest.raises(StoreError, match=r"monitor\.db: no such table: nowhere"), record.read() as connection:
        connection.execute(text("SELECT * FROM nowhere"))


def test_a_reader_sees_one_moment_while_another_writes(record: Record) -> None:
    with record.read() as reading:
        assert newest_revision(reading) == 0
        with record.write() as writing:
            articles.save(
                writing, articles.Incoming("own", None, Article("u", "u", "t", "x"), (), Tone(0, 0), "t"), NOW
            )
        assert newest_revision(reading) == 0
    with record.read() as reading:
        assert newest_revision(reading) == 1


def test_two_newsrooms_write_one_record_at_once_and_nothing_is_lost(press: Press) -> None:
    errors: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with Newsroom(press.folder) as room:
                for number in range(20):
                    url = f"https://example.org/{name}/{number}"
                    told = Article(url, url, f"{name} {number}", f"text {name} {number}")
                    with room.record.write() as connection:
                        articles.save(
                            connection, articles.Incoming("own", None, told, (), Tone(0, 0), "t"), NOW
                        )
                    room.count()
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            errors.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert press.room.count() == 60
    with press.room.record.read() as connection:
        assert newest_revision(connection) == 60


def states(record: Record) -> dict[tuple[str, str], str]:
    with record.read() as connection:
        frame = runs.collection(connection)
    return {(row.source, str(row.day)[:10]): row.state for row in frame.itertuples()}


def collect(record: Record, days: dict[str, CollectionState], edge: str | None = None) -> None:
    with record.write() as connection:
        runs.keep_collection(
            connection,
            "own/feed",
            {date.fromisoformat(day): state for day, state in days.items()},
            date.fromisoformat(edge) if edge else None,
        )


def test_what_is_known_of_a_day_is_replaced_by_what_is_learned_later(record: Record) -> None:
    collect(record, {"2026-11-02": PARTLY, "2026-11-03": COLLECTED})
    collect(record, {"2026-11-02": COLLECTED})
    assert states(record) == {
        ("own/feed", "2026-11-02"): "collected",
        ("own/feed", "2026-11-03"): "collected",
    }


def test_the_oldest_day_of_a_list_is_partly_collected_unless_more_is_known(record: Record) -> None:
    collect(record, {"2026-11-03": COLLECTED}, edge="2026-11-02")
    collect(record, {"2026-11-04": COLLECTED}, edge="2026-11-03")
    assert states(record) == {
        ("own/feed", "2026-11-02"): "partly",
        ("own/feed", "2026-11-03"): "collected",
        ("own/feed", "2026-11-04"): "collected",
    }


def test_a_change_of_collection_is_a_change_of_the_record(record: Record) -> None:
    collect(record, {"2026-11-03": COLLECTED})
    with record.read() as connection:
        assert newest_revision(connection) == 1


def test_nothing_collected_is_an_empty_table_with_its_columns(record: Record) -> None:
    with record.read() as connection:
        frame = runs.collection(connection)
        assert list(frame.columns) == ["source", "day", "state"]
        assert pd.api.types.is_datetime64_any_dtype(frame["day"])
        assert runs.last_collected(connection) is None


def test_a_source_is_remembered_and_its_last_success_is_told(record: Record) -> None:
    with record.write() as connection:
        assert runs.state(connection, "own/feed") == runs.SourceState("own/feed")
        runs.keep_state(
            connection, runs.SourceState("own/feed", etag='"1"', tried="2026-11-19", succeeded="2026-11-19")
        )
        new = runs.SourceState("own/feed", tried="2026-11-20", succeeded="2026-11-19", trouble="gone")
        runs.keep_state(connection, new)
        assert runs.source_states(connection) == [new]
        assert runs.last_collected(connection) == "2026-11-19"


def test_every_item_is_counted_and_what_went_wrong_is_listed_with_its_reason(record: Record) -> None:
    with record.write() as connection:
        run = runs.start(connection, NOW)
        for url, outcome in (
            ("u1", Outcome.NEW),
            ("u2", Outcome.TOO_SHORT),
            ("u3", Outcome.UNCHANGED),
            ("u4", Outcome.TOO_SHORT),
        ):
            item = runs.ItemOutcome(run, "own/feed", url, outcome, f"why {url}")
            runs.keep_outcomes(connection, [item])
            runs.keep_entries(connection, [("own/feed", url, runs.Listed("f", outcome, None))])
        runs.count(connection, run, "own/feed", Outcome.UNCHANGED, 7)
        runs.finish(connection, run, NOW)
        counted = runs.counts(connection, run)
        assert dict(zip(counted["outcome"], counted["n"], strict=True)) == {
            "new": 1,
            "too short": 2,
            "unchanged": 8,
        }
        assert runs.troubles(connection)["reason"].to_list() == ["why u4", "why u2"]
        assert runs.listed(connection) == {"own/feed": 4}
        assert runs.entries(connection, "own/feed")["u2"] == runs.Listed("f", Outcome.TOO_SHORT, None)
        assert runs.counts(connection, run + 1).empty


@pytest.mark.parametrize(
    ("version", "risky"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 54, 1), False),
    ],
)
def test_versions_of_sqlite_that_can_damage_a_database_are_known(
    version: tuple[int, int, int], risky: bool
) -> None:
    assert wal_reset_race(version) is risky


def test_nothing_but_a_writer_that_holds_the_lock_moves_the_log(record: Record) -> None:
    log = Path(f"{record.path}-wal")
    with record.write() as connection:
        connection.execute(text("CREATE TABLE bulk (words BLOB)"))
    with record.write() as connection:
        connection.execute(text("INSERT INTO bulk VALUES (zeroblob(3000000))"))
    grown = log.stat().st_size
    with record.write() as connection:
        connection.execute(text("INSERT INTO bulk VALUES (zeroblob(2000000))"))
    assert log.stat().st_size > grown > 3_000_000  # a log of 1,000 pages would have been moved twice by now
    for _ in range(3):  # the log was long, so it was moved, and it is written from its beginning again
        with record.write() as connection:
            connection.execute(text("INSERT INTO bulk VALUES (zeroblob(2000000))"))
    assert log.stat().st_size < 10_000_000
    record.close()


def test_a_writer_keeps_others_out_between_transactions_too(tmp_path: Path) -> None:
    first, second = open_record(None, tmp_path), open_record(None, tmp_path)
    entered = threading.Event()

    def write() -> None:
        with second.write():
            entered.set()

    with first.locked():
        other = threading.Thread(target=write)
        other.start()
        assert not entered.wait(0.2)
    assert entered.wait(10)
    other.join()
    first.close()
    second.close()
