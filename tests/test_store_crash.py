"""Nothing that was acknowledged is lost: writers that are killed, several at once, disks that are full."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select, text

from monitor.errors import StoreError
from monitor.store import changes, schema, search
from monitor.store.record import Record, newest_revision, open_record
from test_store_search import keep

ROUNDS = int(os.environ.get("CRASH_ROUNDS", "10"))
SECONDS = float(os.environ.get("BUSY_SECONDS", "6"))

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from monitor.model import Article, Span, Tag, Tone
from monitor.store import articles
from monitor.store.record import open_record

url, folder, name, batch = sys.argv[1] or None, Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
record = open_record(url, folder)
now = datetime(2026, 11, 20, tzinfo=UTC)
number = 0
while True:
    with record.write() as connection:
        for _ in range(batch):
            number += 1
            slug = f"{name}-{number}"
            text = f"Wording of {slug}: " + "sanctions and banks and envoys " * 40
            article = Article(slug, slug, f"Title {slug}", text, published="2026-11-18")
            tags = (Tag("topic", "trade", "focus", 0.7, (Span("title", 0, 5),), "query"),)
            articles.save(connection, articles.Incoming("own", None, article, tags, Tone(0, 0), "t"), now)
    print(number, flush=True)
"""


@contextmanager
def writer(folder: Path, name: str, url: str = "", batch: int = 20) -> Iterator["subprocess.Popen[str]"]:
    """A process that keeps articles, a batch a transaction, and prints how many are acknowledged."""
    command = [sys.executable, "-c", WRITER, url, str(folder), name, str(batch)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def kept(record: Record, name: str) -> int:
    with record.read() as connection:
        mine = schema.articles.c.url.startswith(f"{name}-")
        return int(connection.scalar(select(func.count()).where(mine)) or 0)


def sound(record: Record) -> None:
    """The database, its search index and the change feed agree."""
    with record.write() as connection:
        if record.path:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        search.verify(connection)
    with record.read() as connection:
        count = connection.scalar(select(func.count()).select_from(schema.articles))
        for table in (schema.tags, schema.anatomy):
            assert connection.scalar(select(func.count(table.c.article.distinct()))) == count
        assert search.count(connection, "sanctions") == count
        assert sum(map(len, changes.since(connection, 0))) == count
        newest = connection.scalar(select(func.max(schema.articles.c.rev)))
        assert newest in (None, newest_revision(connection))


def kill_at_random(folder: Path, url: str = "") -> None:
    random = Random(20261120)
    open_record(url or None, folder).close()
    for n in range(ROUNDS):
        names = (f"first{n}", f"second{n}")
        with writer(folder, names[0], url) as first, writer(folder, names[1], url) as second:
            acknowledged = []
            for process in (first, second):
                assert process.stdout is not None
                process.stdout.readline()
            time.sleep(random.uniform(0, 0.4))
            for process in (first, second):
                process.send_signal(signal.SIGKILL)
                assert process.stdout is not None
                lines = process.stdout.read().split()
                process.wait()
                acknowledged.append(int(lines[-1]) if lines else 20)
        record = open_record(url or None, folder)
        for name, least in zip(names, acknowledged, strict=True):
            found = kept(record, name)
            assert least <= found <= least + 20  # a commit whose word did not get out may be there
            assert found % 20 == 0  # never a part of a batch
        sound(record)
        record.close()


def test_a_killed_writer_loses_no_acknowledged_batch(tmp_path: Path) -> None:
    kill_at_random(tmp_path)


def test_a_killed_client_of_a_server_loses_no_acknowledged_batch(tmp_path: Path, postgres: str) -> None:
    kill_at_random(tmp_path, postgres)


def read_for(record: Record, until: float) -> int:
    """Read as a dashboard does; answers how often. Whatever is seen is whole."""
    looks = 0
    while time.monotonic() < until:
        with record.read() as connection:
            newest = newest_revision(connection)
            seen = connection.scalar(select(func.count()).select_from(schema.articles)) or 0
            assert seen % 20 == 0
            assert (connection.scalar(select(func.max(schema.articles.c.rev))) or 0) == newest
            assert search.count(connection, "sanctions") == seen
        looks += 1
    return looks


def write_and_read(folder: Path, url: str = "") -> None:
    records = [open_record(url or None, folder) for _ in range(2)]
    with writer(folder, "first", url) as first, writer(folder, "second", url) as second:
        for process in (first, second):
            assert process.stdout is not None
            process.stdout.readline()
        until = time.monotonic() + SECONDS
        with ThreadPoolExecutor(2) as threads:
            looks = list(threads.map(lambda record: read_for(record, until), records))
        assert min(looks) > 10
        assert first.poll() is None  # no writer ended with an error
        assert second.poll() is None
    assert kept(records[0], "first") > 40  # neither was starved
    assert kept(records[0], "second") > 40
    sound(records[0])
    for record in records:
        record.close()


def test_two_writers_and_two_readers_never_meet_a_lock(tmp_path: Path) -> None:
    write_and_read(tmp_path)


def test_two_writers_and_two_readers_of_a_server_never_meet_a_lock(tmp_path: Path, postgres: str) -> None:
    write_and_read(tmp_path, postgres)


def test_changes_are_numbered_in_the_order_of_the_commits_on_a_server(tmp_path: Path, postgres: str) -> None:
    slow, quick = open_record(postgres, tmp_path), open_record(postgres, tmp_path)
    committed: list[str] = []

    def hurry() -> None:
        with quick.write() as connection:
            keep(connection, [("slow", "one"), ("quick", "two")])
        committed.append("quick")

    with ThreadPoolExecutor(1) as threads:
        with slow.write() as connection:
            keep(connection, [("slow", "one")])
            waiting = threads.submit(hurry)
            with quick.read() as reading:  # while one is written and the other waits
                assert newest_revision(reading) == 0
                assert list(changes.since(reading, 0)) == []
            committed.append("slow")
        waiting.result(30)
    assert committed == ["slow", "quick"]
    with quick.read() as reading:
        order = select(schema.articles.c.title).order_by(schema.articles.c.rev)
        assert list(reading.scalars(order)) == ["slow", "quick"]
        assert newest_revision(reading) == 2
    slow.close()
    quick.close()


def fill(record: Record) -> None:
    with record.write() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS bulk (words BLOB)"))
        for _ in range(200):
            connection.execute(text("INSERT INTO bulk VALUES (zeroblob(1000000))"))


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("a small disk can only be mounted by root")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", tmp_path], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let a small disk be mounted")
    try:
        record = open_record(None, tmp_path)
        with writer(tmp_path, "before") as before:
            assert before.stdout is not None
            acknowledged = [int(before.stdout.readline()) for _ in range(3)][-1]
        with pytest.raises(StoreError, match="the disk is full; make room"):
            fill(record)
        assert kept(record, "before") >= acknowledged
        sound(record)
        record.close()
    finally:
        subprocess.run(["umount", "-l", tmp_path], check=True)


def test_a_folder_that_may_only_be_read_is_said(tmp_path: Path) -> None:
    open_record(None, tmp_path).close()
    if os.geteuid() != 0:
        tmp_path.chmod(0o555)
        with pytest.raises(StoreError, match=r"allow this user|this user may write it|cannot be written"):
            open_record(None, tmp_path)
        tmp_path.chmod(0o755)
        return
    # root may write everything but a disk that is mounted for reading only
    if subprocess.run(["mount", "--bind", tmp_path, tmp_path], check=False).returncode:
        pytest.skip("this machine does not let a disk be mounted for reading only")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", tmp_path], check=True)
        with pytest.raises(StoreError, match=r"allow this user|this user may write it|cannot be written"):
            open_record(None, tmp_path)
    finally:
        subprocess.run(["umount", "-l", tmp_path], check=True)


def test_a_damaged_database_is_said_and_left_alone(tmp_path: Path) -> None:
    record = open_record(None, tmp_path)
    with writer(tmp_path, "before") as before:
        assert before.stdout is not None
        before.stdout.readline()
    with sqlite3.connect(tmp_path / "monitor.db") as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.close()
    record.close()
    path = tmp_path / "monitor.db"
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * (path.stat().st_size - 4096 * 4))
    damaged = path.read_bytes()
    with pytest.raises(StoreError, match="it is damaged; keep a copy"):
        sound(open_record(None, tmp_path))
    assert path.read_bytes()[:4096] == damaged[:4096]
