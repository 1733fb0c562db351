"""Opens the record and hands out transactions: many readers, one writer at a time."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select, text, update
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.errors import StoreError
from monitor.store import schema, upgrade
from monitor.store.trouble import explain

BUSY_SECONDS = 30
LONG_WAL = 4_000_000  # bytes after which a writer moves the log into the database

log = logging.getLogger(__name__)

Transaction = Connection
"""What `read()` and `write()` give; other rooms hand it on to the functions of this one."""


class Record:
    """The record of one newsroom. `read()` and `write()` give a connection inside a transaction."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self.path = _file(engine)
        self._writers = engine.execution_options(monitor_write=True)
        self._lock = FileLock(f"{self.path}-lock", timeout=BUSY_SECONDS, poll_interval=0.005)
        self._segments: dict[str, Any] = {}  # of `store.sketches`, kept in memory for the next transaction

    @property
    def library(self) -> str:
        """The database and its version."""
        version = self.engine.dialect.server_version_info or ()
        return f"{self.engine.dialect.name} {'.'.join(map(str, version))}"

    @property
    def risk(self) -> str | None:
        """What is known against the SQLite library that is linked; None when nothing is."""
        if self.path and wal_reset_race(sqlite3.sqlite_version_info):
            return (
                f"this Python links {self.library}; 3.7.0 to 3.51.2 can damage a database when two programs "
                "write at once. monitor's own writers wait for one another; let no other program write it"
            )
        return None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the record."""
        with self._errors(), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One short transaction; all of it is kept, or nothing. Other writers wait for its end."""
        with self._errors(), self.locked():
            with self._writers.begin() as connection:
                self._enter(connection)
                yield connection
            self._checkpoint()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep all other writers of a SQLite file out, also between transactions.

        Versions 3.7.0 to 3.51.2 of SQLite may damage a database when one connection writes at the very
        moment another one moves the log (https://sqlite.org/wal.html#walresetbug): so whoever writes or
        moves the log holds this lock, and nothing else ever moves it.
        """
        if self.path is None:
            yield
            return
        try:
            self._lock.acquire()
        except Timeout:
            raise StoreError(
                f"store: {self.name}: another process has been writing for {BUSY_SECONDS} s; try again later"
            ) from None
        except OSError as error:
            raise StoreError(f"store: {self.name}: cannot be written: {error.strerror or error}") from None
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def run(self) -> Iterator[None]:
        """Keep every other collecting run out, for as long as this one takes. Raises StoreError."""
        busy = StoreError(
            f"store: {self.name}: another run is collecting into it; wait for its end, or stop it"
        )
        if self.path is not None:
            try:
                with FileLock(f"{self.path}-run", timeout=0):
                    yield
            except Timeout:
                raise busy from None
            return
        with self._errors(), self.engine.connect() as connection:
            # of the session, so that it ends with the program however that ends
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            if not connection.scalar(text("SELECT pg_try_advisory_lock(hashtext('monitor run'))")):
                raise busy
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(hashtext('monitor run'))"))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def _enter(self, connection: Connection) -> None:
        """Hold the record's row to the end of the transaction, so that writers follow one another."""
        version = connection.scalar(select(schema.record.c.version).with_for_update())
        if version != schema.VERSION:
            raise StoreError(
                f"store: {self.name} is of version {version} by now, this program knows {schema.VERSION}: "
                "another program brought it up to date; start this one anew, of the same version"
            )
        connection.info["revision"] = None
        connection.info["segments"] = self._segments

    def _set_up(self) -> None:
        version = self._version()
        if version == schema.VERSION:
            return
        with self._errors(), self.locked(), self._writers.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('monitor'))"))
            tables = inspect(connection).get_table_names()  # again: another process may have been first
            if "record" not in tables:
                upgrade.create(connection)
            else:
                upgrade.bring_up(connection)

    def _version(self) -> int | None:
        """The version of the record; None where there is none yet."""
        with self.read() as connection:
            tables = inspect(connection).get_table_names()
            version = connection.scalar(select(schema.record.c.version)) if "record" in tables else None
        if version is None and "articles" in tables:
            raise StoreError(f"store: {self.name} holds tables of another program; name another database")
        if version is not None and version > schema.VERSION:
            raise StoreError(
                f"store: {self.name} is of version {version}, this program knows {schema.VERSION}: "
                "update the program; nothing was changed"
            )
        return version

    def _checkpoint(self) -> None:
        if self.path is None:
            return
        wal = Path(f"{self.path}-wal")
        if wal.exists() and wal.stat().st_size > LONG_WAL:
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
            except sqlite3.OperationalError as error:  # what was written is kept, in the log
                log.warning(
                    "%s: its log could not be moved into it, next time: %s", self.name, explain(error)
                )
            finally:
                raw.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(f"store: {self.name}: {explain(error.orig)}") from error


def open_record(url: str | None, folder: Path) -> Record:
    """The record at a SQLAlchemy URL, or `monitor.db` in the newsroom folder; made when it is not there.

    A record of an older version is brought up to date. Raises StoreError when it cannot be opened, is no
    record, or is of a newer version.
    """
    path = folder / "monitor.db"
    try:
        address = make_url(url or f"sqlite:///{path}")
        engine = create_engine(address)
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(
            f"store: cannot use the database of `database` in monitor.toml: {_kind(error)}"
        ) from None
    name = address.render_as_string(hide_password=True) if url else str(path)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    record = Record(engine, name)
    try:
        record._set_up()
    except StoreError:
        record.close()
        raise
    return record


def wal_reset_race(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite has the race of https://sqlite.org/wal.html#walresetbug."""
    mended = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}  # the fix was carried back to these two
    return (3, 7, 0) <= version < mended.get(version[:2], (3, 51, 3))


def _kind(error: Exception) -> str:
    """What is wrong with a database address, without the address: it may hold a password."""
    if isinstance(error, ArgumentError) and not isinstance(error, NoSuchModuleError):
        return "it is no SQLAlchemy URL; write e.g. postgresql+psycopg://user@host/monitor"
    if isinstance(error, ImportError) and "psycopg" in str(error):
        return f"{error}; install the driver with: pip install 'monitor[postgres]'"
    return str(error)


def _file(engine: Engine) -> Path | None:
    """The file of a SQLite database; None for a server, and for one in memory."""
    name = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(name) if name and name != ":memory:" else None


def _prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not guessed by the driver
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")  # Record._checkpoint does it, under the lock
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    # A deferred transaction that turns into a writer can fail at once; one that asks first waits its turn.
    write = connection.get_execution_options().get("monitor_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def next_revision(connection: Connection) -> int:
    """The number of this transaction in the change sequence; the sequence is in the order of the commits."""
    if connection.info["revision"] is None:
        raised = update(schema.record).values(revision=schema.record.c.revision + 1)
        connection.info["revision"] = connection.scalar(raised.returning(schema.record.c.revision))
    return int(connection.info["revision"])


def newest_revision(connection: Connection) -> int:
    """The number of the last change; all that has a number up to it is committed."""
    return int(connection.scalar(select(schema.record.c.revision)) or 0)


def identity(connection: Connection) -> str:
    """Which record this is: what was derived from another one does not fit it."""
    return str(connection.scalar(select(schema.record.c.id)))


def renew(connection: Connection) -> None:
    """Give the record another identity, as after a restore: its change sequence jumped back."""
    connection.execute(update(schema.record).values(id=uuid4().hex))
