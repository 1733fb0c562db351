"""Opens the record and hands out transactions: many readers, one writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
    func,
    insert,
    inspect,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.errors import StoreError
from monitor.store import schema

BUSY_SECONDS = 30

Transaction = Connection
"""What `read()` and `write()` give; other rooms hand it on to the functions of this one."""


class Record:
    """The record of one newsroom. `read()` and `write()` give a connection inside a transaction."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self._writers = engine.execution_options(monitor_write=True)

    @property
    def library(self) -> str:
        """The database and its version."""
        version = self.engine.dialect.server_version_info or ()
        return f"{self.engine.dialect.name} {'.'.join(map(str, version))}"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the record."""
        with self._errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One short transaction; all of it is kept, or nothing."""
        with self._errors(), self._writers.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(f"store: {self.name}: {str(error.orig).strip()}") from error


def open_record(url: str | None, folder: Path) -> Record:
    """The record at a SQLAlchemy URL, or `monitor.db` in the newsroom folder; made when it is not there.

    Raises StoreError when it cannot be opened, is no record, or is of a newer version.
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
        _set_up(record)
    except StoreError:
        record.close()
        raise
    return record


def _kind(error: Exception) -> str:
    """What is wrong with a database address, without the address: it may hold a password."""
    if isinstance(error, ArgumentError) and not isinstance(error, NoSuchModuleError):
        return "it is no SQLAlchemy URL; write e.g. postgresql+psycopg://user@host/monitor"
    return str(error)


def _prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not guessed by the driver
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    # A deferred transaction that turns into a writer can fail at once; one that asks first waits its turn.
    write = connection.get_execution_options().get("monitor_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _set_up(record: Record) -> None:
    with record.read() as connection:
        tables = inspect(connection).get_table_names()
        version = connection.scalar(select(schema.record.c.version)) if "record" in tables else None
    if version is None and "articles" in tables:
        raise StoreError(f"store: {record.name} holds tables of another program; name another database")
    if version is not None and version > schema.VERSION:
        raise StoreError(
            f"store: {record.name} is of version {version}, this program knows {schema.VERSION}: "
            "update the program; nothing was changed"
        )
    if version is None:
        _create(record)


def _create(record: Record) -> None:
    with record.write() as connection:
        if "record" in inspect(connection).get_table_names():
            return  # another process was first
        schema.metadata.create_all(connection)
        if connection.dialect.name == "sqlite":
            for statement in schema.SEARCH_INDEX:
                connection.execute(text(statement))
        connection.execute(insert(schema.record).values(version=schema.VERSION))
        connection.execute(insert(schema.revision).values(value=0))


def next_revision(connection: Connection) -> int:
    """The number of the change that this transaction makes; in the order of the commits."""
    connection.execute(update(schema.revision).values(value=schema.revision.c.value + 1))
    return int(connection.execute(select(schema.revision.c.value)).scalar_one())


def newest_revision(connection: Connection) -> int:
    """The number of the last change."""
    return int(connection.scalar(select(func.max(schema.revision.c.value))) or 0)
