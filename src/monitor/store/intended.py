"""Cells in which editors mean to differ from others: who says so, why, and until when."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from monitor.errors import ConfigError
from monitor.store.record import next_revision
from monitor.store.schema import intended_cells

COLUMNS = [column.name for column in intended_cells.columns]

Cell = dict[str, str]


def mark(connection: Connection, cell: Cell, reason: str, who: str, now: datetime) -> int:
    """Note that we mean to differ in a cell (dimension -> code); answers the number of the mark."""
    row = {"cell": cell, "reason": reason, "who": who, "given": now.isoformat()}
    made = connection.scalar(insert(intended_cells).values(row).returning(intended_cells.c.id))
    next_revision(connection)  # what was asked before is asked again
    return int(made or 0)


def withdraw(connection: Connection, number: int, reason: str, who: str, now: datetime) -> None:
    """Note that a mark holds no longer. Raises ConfigError for one that does not stand."""
    table = intended_cells
    said = {"withdrawn": now.isoformat(), "withdrawn_by": who, "withdrawn_reason": reason}
    stands = table.c.id == number, table.c.withdrawn.is_(None)
    if not connection.execute(update(table).where(*stands).values(said)).rowcount:
        raise ConfigError(f"intended: no mark {number} stands; `monitor intended list` shows those that do")
    next_revision(connection)


def standing(connection: Connection) -> list[Cell]:
    """The cells whose mark stands."""
    table = intended_cells
    return list(connection.scalars(select(table.c.cell).where(table.c.withdrawn.is_(None))))


def marks(connection: Connection) -> list[dict[str, object]]:
    """Every mark there ever was, oldest first: rows with COLUMNS."""
    rows = connection.execute(select(intended_cells).order_by(intended_cells.c.id)).mappings()
    return [dict(row) for row in rows]
