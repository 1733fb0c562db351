"""A whole copy of the record while it is in use, and the way back."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy import URL, func, select, text

from monitor.errors import StoreError
from monitor.store import schema, search
from monitor.store.record import Record, open_record, renew


def backup(record: Record, path: Path) -> int:
    """Copy the record to a new file while others read and write it; answers how many articles are in it.

    SQLite's copy is verified before it gets its name. PostgreSQL's is an archive of `pg_dump`. Raises
    StoreError when the file is there already or cannot be written.
    """
    if path.exists():
        raise StoreError(f"store: {path} is there already; name another file for the backup")
    part = path.with_name(f"{path.name}.part")
    try:
        if record.path is None:
            _postgres(record.engine.url, "pg_dump", "--format=custom", f"--file={part}")
            with record.read() as connection:
                count = connection.scalar(select(func.count()).select_from(schema.articles)) or 0
        else:
            with record.read() as connection, sqlite3.connect(part) as copy:
                connection.connection.driver_connection.backup(copy)  # type: ignore[union-attr]
            copy.close()
            count = _verified(open_record(f"sqlite:///{part}", path.parent))
        part.rename(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"store: {path}: {error}") from error
    finally:
        _remove(part)
    return int(count)


def restore(record: Record, path: Path, beside: Path) -> int:
    """Put a backup in the place of the record; answers how many articles it has.

    The backup is verified first, and the present record is kept as a backup in the new file `beside`.
    Programs that have the record open see the restored one. Raises StoreError, and leaves the record as
    it is, when the file is no record, is damaged or is of a newer version.
    """
    if not path.is_file():
        raise StoreError(f"store: there is no file {path}")
    if record.path is None:
        backup(record, beside)
        options = ("--clean", "--if-exists", "--single-transaction", "--no-owner")
        _postgres(record.engine.url, "pg_restore", *options, str(path))
        with record.write() as connection:
            renew(connection)
            return connection.scalar(select(func.count()).select_from(schema.articles)) or 0
    part = record.path.with_name(f"{record.path.name}.restoring")
    try:
        _check(path)
        shutil.copyfile(path, part)
        source = open_record(f"sqlite:///{part}", part.parent)
        count = _verified(source, new_identity=True)
        backup(record, beside)
        with record.locked(), record.engine.connect() as live, sqlite3.connect(part) as restored:
            restored.backup(live.connection.driver_connection)  # type: ignore[arg-type]
        restored.close()
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"store: {path}: {error}; the record was left as it is") from error
    finally:
        _remove(part)
    return count


def _check(path: Path) -> None:
    """Refuse what is no record before anything is made of it."""
    plain = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        tables = {row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    finally:
        plain.close()
    if not {"record", "articles"} <= tables:
        raise StoreError(f"store: {path} is no backup of a record; nothing was changed")


def _verified(copy: Record, *, new_identity: bool = False) -> int:
    """Check a copy from end to end, and close it; answers how many articles it has."""
    try:
        with copy.write() as connection:
            found = connection.scalar(text("PRAGMA integrity_check"))
            if found != "ok":
                raise StoreError(f"store: {copy.name} is damaged: {found}")
            search.verify(connection)
            if new_identity:
                renew(connection)
            return connection.scalar(select(func.count()).select_from(schema.articles)) or 0
    finally:
        copy.close()


def _postgres(url: URL, program: str, *options: str) -> None:
    """Run a tool of PostgreSQL; the password travels in the environment, where no list shows it."""
    where = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
    environment = os.environ | {name: str(value) for name, value in where.items() if value is not None}
    database = ["--dbname", str(url.database)]
    try:
        done = subprocess.run(
            [program, *database, *options], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise StoreError(f"store: {program} is not installed; it comes with PostgreSQL's client") from None
    if done.returncode:
        raise StoreError(f"store: {program}: {' '.join(done.stderr.split())}")


def _remove(part: Path) -> None:
    for ending in ("", "-wal", "-shm", "-lock"):
        part.with_name(part.name + ending).unlink(missing_ok=True)
