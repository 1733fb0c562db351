"""Where editors mean to differ from others: the marks that turn a gap into an intention."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from monitor.catalog.names import Names
from monitor.errors import QueryError
from monitor.filters import DIMENSIONS, Filters
from monitor.measure.gaps import Cell
from monitor.store import intended as kept
from monitor.store.record import Record


class Intended:
    """Marks on cells of the tables of gaps: made with a reason, withdrawn, never deleted."""

    def __init__(self, record: Record, names: Names) -> None:
        self._record = record
        self._names = names

    def mark(self, cell: Mapping[str, str], reason: str, who: str, now: datetime | None = None) -> int:
        """Say that we mean to differ in a cell, as `{"desk": "Africa", "topic": "migration"}`.

        Answers the number of the mark. Raises QueryError for a cell that cannot be, or without a reason.
        """
        if not 1 <= len(cell) <= 2 or not set(cell) <= set(DIMENSIONS):
            raise QueryError(f"intended: a cell is one or two of {', '.join(DIMENSIONS)}, each with a value")
        _said(reason, who)
        with self._record.write() as connection:
            return kept.mark(
                connection, self._codes(cell), reason.strip(), who.strip(), now or datetime.now(UTC)
            )

    def withdraw(self, number: int, reason: str, who: str, now: datetime | None = None) -> None:
        """Take a mark back; it stays in the list, with the reason."""
        _said(reason, who)
        with self._record.write() as connection:
            kept.withdraw(connection, number, reason.strip(), who.strip(), now or datetime.now(UTC))

    def list(self) -> pd.DataFrame:
        """Every mark: id, cell (in words), reason, who, given, withdrawn, withdrawn_by, withdrawn_reason."""
        with self._record.read() as connection:
            rows = kept.marks(connection)
        frame = pd.DataFrame(rows, columns=kept.COLUMNS)
        frame["cell"] = [
            " × ".join(self._names.name(*pair) for pair in cell.items()) for cell in frame["cell"]
        ]
        return frame

    def cells(self, row: str, column: str | None) -> set[Cell]:
        """The cells of a table (row, column) whose mark stands."""
        with self._record.read() as connection:
            marked = kept.standing(connection)
        wanted = {row, column} - {None}
        return {(cell[row], cell[column] if column else "") for cell in marked if set(cell) == wanted}

    def _codes(self, cell: Mapping[str, str]) -> dict[str, str]:
        lists: Any = {word: (value,) for word, value in cell.items() if word in self._names.of}
        resolved = self._names.resolve(Filters(**lists))
        return {word: getattr(resolved, word)[0] if word in lists else value for word, value in cell.items()}


def _said(reason: str, who: str) -> None:
    if not reason.strip() or not who.strip():
        raise QueryError("intended: say why, and who you are: others will ask")
