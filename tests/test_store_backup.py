"""A backup is whole, also while others write; a restore brings it back, or changes nothing."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from monitor.errors import StoreError
from monitor.store import changes, search
from monitor.store.backup import backup, restore
from monitor.store.record import Record, identity, open_record
from test_store_crash import kept, sound, writer
from test_store_search import TEXTS, keep


def fill(record: Record, texts: list[tuple[str, str]]) -> None:
    with record.write() as connection:
        keep(connection, texts)


def titles(record: Record) -> list[str]:
    with record.read() as connection:
        return list(connection.scalars(text("SELECT title FROM articles ORDER BY id")))


def test_a_restore_brings_the_backup_back_and_keeps_what_was_there(record: Record, tmp_path: Path) -> None:
    if record.path is None and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    fill(record, TEXTS[:2])
    assert backup(record, tmp_path / "copy") == 2
    fill(record, TEXTS)
    with record.read() as connection:
        before = identity(connection)
    assert restore(record, tmp_path / "copy", tmp_path / "before") == 2
    assert titles(record) == [title for title, _ in TEXTS[:2]]
    with record.read() as connection:
        assert identity(connection) != before  # what was derived from the record is made anew
        assert search.matching(connection, "geneva") == [2]
    fill(record, TEXTS)
    sound_after_restore(record)
    restore(record, tmp_path / "before", tmp_path / "again")
    assert titles(record) == [title for title, _ in TEXTS]


def sound_after_restore(record: Record) -> None:
    with record.write() as connection:
        search.verify(connection)
        assert sum(map(len, changes.since(connection, 0))) == len(TEXTS)


def test_a_backup_is_whole_while_others_write(tmp_path: Path) -> None:
    record = open_record(None, tmp_path)
    with writer(tmp_path, "busy") as busy:
        assert busy.stdout is not None
        acknowledged = int(busy.stdout.readline())
        counts = [backup(record, tmp_path / f"copy{n}.db") for n in range(3)]
    assert acknowledged <= counts[0] <= counts[1] <= counts[2]
    assert all(count % 20 == 0 for count in counts)
    copy = open_record(f"sqlite:///{tmp_path / 'copy2.db'}", tmp_path)
    sound(copy)
    assert kept(copy, "busy") == counts[2]
    copy.close()
    record.close()


def test_another_program_that_has_the_record_open_sees_the_restored_one(tmp_path: Path) -> None:
    record, other = open_record(None, tmp_path), open_record(None, tmp_path)
    fill(record, TEXTS[:1])
    backup(record, tmp_path / "copy.db")
    fill(other, TEXTS)
    restore(record, tmp_path / "copy.db", tmp_path / "before.db")
    assert titles(other) == titles(record) == ["Iran waits"]
    fill(other, TEXTS)
    assert len(titles(record)) == len(TEXTS)
    sound_after_restore(record)
    record.close()
    other.close()


def test_what_is_no_backup_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    record = open_record(None, tmp_path)
    fill(record, TEXTS)
    backup(record, tmp_path / "copy.db")
    whole = (tmp_path / "copy.db").read_bytes()
    (tmp_path / "damaged.db").write_bytes(whole[:8192] + b"\xa5" * 8192 + whole[16384:])
    (tmp_path / "diary.db").write_text("Dear diary, this is no database. " * 200)
    (tmp_path / "empty.db").write_bytes(b"")
    (tmp_path / "newer.db").write_bytes(whole)
    newer = open_record(f"sqlite:///{tmp_path / 'newer.db'}", tmp_path)
    with newer.write() as connection:
        connection.execute(text("UPDATE record SET version = 99"))
    newer.close()
    for name in ("damaged", "diary", "empty", "newer", "nowhere"):
        with pytest.raises(StoreError, match=rf"{name}|restoring"):
            restore(record, tmp_path / f"{name}.db", tmp_path / "before.db")
        assert titles(record) == [title for title, _ in TEXTS]
    assert not (tmp_path / "before.db").exists()
    assert not list(tmp_path.glob("*.restoring*"))
    with pytest.raises(StoreError, match=r"copy\.db is there already"):
        backup(record, tmp_path / "copy.db")
    with pytest.raises(StoreError, match="nowhere"):
        backup(record, tmp_path / "nowhere" / "copy.db")
    record.close()
