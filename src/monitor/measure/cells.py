"""Counts of the cells of a table: one dimension, or two crossed.

What is counted are distinct stories: an outlet that brings a text twice, or the wire's five updates of one
event, tells one story. An article that belongs to no story counts as one of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pandas as pd

from monitor.filters import Filters
from monitor.measure.coverage import Coverage, chosen, distinct_stories, exploded


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one newsroom's coverage; `matching` are the articles that hold the query."""

    coverage: Coverage
    row: str
    column: str | None
    matching: Sequence[int] | None

    def counts(self, filters: Filters) -> pd.DataFrame:
        """Columns n (distinct stories) and articles, by (row, column)."""
        return self._by(filters, ["row", "column"]).astype(float)

    def by_outlet(self, filters: Filters) -> pd.DataFrame:
        """Distinct stories of each outlet (columns) in each cell (index: row, column)."""
        counts = self._by(filters, ["row", "column", "outlet"])["n"]
        return counts.unstack("outlet", fill_value=0).astype(float)

    def totals(self, filters: Filters) -> pd.Series:
        """Distinct stories by outlet, whatever they are about."""
        rows = chosen(self.coverage.table, filters.base())
        frame = self.coverage.frame(rows.group_by("outlet").aggregate(n=distinct_stories(rows)))
        return frame.set_index("outlet")["n"]

    def total(self, filters: Filters) -> int:
        """Distinct stories of all these outlets together, whatever they are about."""
        rows = chosen(self.coverage.table, filters.base())
        return int(self.coverage.frame(rows.aggregate(n=distinct_stories(rows)))["n"].iloc[0])

    def _by(self, filters: Filters, keys: list[str]) -> pd.DataFrame:
        rows = self._rows(filters)
        counts = rows.group_by(keys).aggregate(n=distinct_stories(rows), articles=rows.id.nunique())
        return self.coverage.frame(counts).set_index(keys)

    def _rows(self, filters: Filters) -> ir.Table:
        rows = chosen(self.coverage.table, filters, self.matching)
        rows = exploded(rows, self.row).rename(row="series")
        if self.column:
            return exploded(rows, self.column).rename(column="series")
        return rows.mutate(column=ibis.literal(""))
