"""Keeps the coverage table at the last change of the record."""

import logging
from pathlib import Path
from threading import Lock

from monitor.catalog import Catalog
from monitor.measure.memory import Mark, Memory
from monitor.store import changes, runs
from monitor.store.record import Record, identity, newest_revision

WORTH_A_SNAPSHOT = 10_000  # rows: fewer are read from the record as quickly
LARGEST_DEBT = 0.1  # share of the table that may be newer than its snapshot

log = logging.getLogger(__name__)


class Follower:
    """The coverage table of a record, advanced each time it is asked for."""

    def __init__(self, catalog: Catalog, record: Record, folder: Path) -> None:
        """Take the record and the folder that a snapshot is kept in."""
        self._record = record
        self._folder = folder
        self._memory = Memory(catalog)
        self._advancing = Lock()

    def coverage(self) -> Memory:
        """The table with all that is committed by now."""
        memory = self._memory
        with self._advancing, self._record.read() as connection:
            mark = Mark(identity(connection), newest_revision(connection))
            if memory.mark == mark:
                return memory
            if memory.mark.record != mark.record:
                memory.load(self._folder, mark)
            after = memory.rev if memory.mark.record == mark.record and memory.rev <= mark.rev else 0
            memory.advance(
                changes.since(connection, after), runs.collection(connection, after), mark, after=after
            )
        self._keep()
        return memory

    def _keep(self) -> None:
        """Write a snapshot when the next start would be slow without it."""
        memory = self._memory
        if memory.fresh < max(WORTH_A_SNAPSHOT, LARGEST_DEBT * memory.count(memory.table)):
            return
        try:
            memory.save(self._folder)
        except OSError as error:  # it only saves time, and a folder may be for reading only
            log.warning("no snapshot of the numbers could be kept in %s: %s", self._folder, error)
