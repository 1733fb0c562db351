"""Saved searches of a newsroom: filters under a name, for the dashboard and the command line."""

from collections.abc import Callable
from datetime import datetime

import pandas as pd

from monitor.errors import QueryError
from monitor.filters import Filters, parse
from monitor.store import searches
from monitor.store.record import Record


class Searches:
    """The saved searches of a newsroom. Raises QueryError for a name that stands for none."""

    def __init__(self, record: Record, now: Callable[[], datetime]) -> None:
        self._record = record
        self._now = now

    def save(self, name: str, filters: Filters) -> None:
        """Keep filters under a name; what it stood for before is replaced."""
        name = name.strip()
        if not name:
            raise QueryError("searches: a search is saved under a name; give one")
        with self._record.write() as connection:
            searches.save(connection, name, filters.words(), self._now())

    def all(self) -> pd.DataFrame:
        """All saved searches by name. Columns: name, words (as of an address), saved (ISO 8601 UTC)."""
        with self._record.read() as connection:
            return pd.DataFrame(searches.every(connection), columns=["name", "words", "saved"])

    def find(self, name: str) -> Filters:
        """The filters of a saved search."""
        with self._record.read() as connection:
            known = {each: words for each, words, _ in searches.every(connection)}
        if name not in known:
            raise QueryError(f"searches: none is saved as {name!r}; `monitor searches` lists them")
        return parse(known[name])

    def remove(self, name: str) -> None:
        """Forget a saved search."""
        with self._record.write() as connection:
            if not searches.remove(connection, name):
                raise QueryError(f"searches: none is saved as {name!r}; `monitor searches` lists them")
