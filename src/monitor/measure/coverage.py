"""The coverage table: one row an article, behind every number that is shown.

It is derived from the record and the catalogue, and asked through Ibis, so that the same expressions run
in memory (`monitor.measure.memory`), on PostgreSQL and on Spark.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

from monitor.catalog import Catalog
from monitor.filters import DIMENSIONS, Filters

SCHEMA = pa.schema(
    [
        ("id", pa.int64()),
        ("outlet", pa.string()),
        ("role", pa.string()),
        ("section", pa.string()),
        ("day", pa.date32()),
        ("language", pa.string()),
        ("polarity", pa.float64()),
        ("story", pa.int64()),
        ("regions", pa.list_(pa.string())),
        ("desks", pa.list_(pa.string())),
        ("topics", pa.list_(pa.string())),
        ("stances", pa.list_(pa.string())),
        ("own_stances", pa.list_(pa.string())),
        ("quoted_stances", pa.list_(pa.string())),
    ]
)
"""`regions` are the focus countries (ISO alpha-3), `stances` are written `target:label`:
what an article says as a whole; then what its outlet says itself, and those whom it quotes.

`story` is missing for an undated article.
"""

WEIGHTS = {"collected": 1.0, "partly": 0.5, "not collected": 0.0}
"""What a source's state on a day counts in the collected share."""


class Coverage:
    """The coverage table of one newsroom, on any engine that Ibis speaks."""

    def __init__(self, catalog: Catalog, table: ir.Table, collection: pd.DataFrame) -> None:
        """Take the table (columns of SCHEMA) and the state of source-days (source, day, state)."""
        self.catalog = catalog
        self.table = table
        self.collection = by_outlet(collection, catalog)

    def outlets(self, filters: Filters) -> pd.DataFrame:
        """The outlets that the filters let through: columns outlet, role."""
        found = [
            (outlet.id, outlet.role)
            for outlet in self.catalog.outlets
            if (not filters.outlet or outlet.id in filters.outlet)
            and (not filters.role or outlet.role == filters.role)
        ]
        return pd.DataFrame(found, columns=["outlet", "role"])

    def collected(self, filters: Filters) -> float:
        """Collected share (0…1) of the outlet-days between the filters' two days."""
        shares = self.collected_by_outlet(filters)
        return float(shares.mean()) if len(shares) else 0.0

    def collected_by_outlet(self, filters: Filters) -> pd.Series:
        """The same share of each outlet that the filters let through."""
        outlets = self.outlets(filters)["outlet"]
        assert filters.start is not None
        assert filters.end is not None
        days = pd.date_range(filters.start, filters.end, freq="D")
        known = self.collection[self.collection["day"].isin(days)]
        return known.groupby("outlet")["collected"].sum().reindex(outlets, fill_value=0.0) / max(len(days), 1)

    def count(self, rows: ir.Table) -> int:
        """How many rows an expression has."""
        return int(self.frame(rows.aggregate(n=rows.count()))["n"].iloc[0])

    def frame(self, expression: ir.Table) -> pd.DataFrame:
        """Run an expression over the table."""
        found: pd.DataFrame = expression.to_pyarrow().to_pandas(date_as_object=False)
        return found


def chosen(table: ir.Table, filters: Filters, matching: Sequence[int] | None = None) -> ir.Table:
    """The rows that the filters let through; `matching` are the articles that hold the query.

    Their `stances` are those of the filters' holder.
    """
    if filters.holder:
        table = table.mutate(stances=table[f"{filters.holder}_stances"])
    tests: list[ir.BooleanValue] = []
    if filters.start:
        tests.append(table.day >= ibis.literal(filters.start))
    if filters.end:
        tests.append(table.day <= ibis.literal(filters.end))
    if filters.role:
        tests.append(table.role == filters.role)
    plain = {word: getattr(filters, word) for word in ("outlet", "section", "language")}
    tests.extend(table[word].isin(values) for word, values in plain.items() if values)
    listed = {word: getattr(filters, word) for word in ("desk", "region", "topic")}
    tests.extend(_any(table[DIMENSIONS[word]], values) for word, values in listed.items() if values)
    if filters.stance or filters.target:
        tests.append(_stance(table, filters))
    found = table.filter(*tests) if tests else table
    if matching is None:
        return found
    return found.semi_join(ibis.memtable(pa.table({"id": pa.array(matching, pa.int64())})), "id")


def _any(column: ir.ArrayColumn, values: Sequence[str]) -> ir.BooleanValue:
    return reduce(or_, [column.contains(value) for value in values])


def _stance(table: ir.Table, filters: Filters) -> ir.BooleanValue:
    if filters.target and filters.stance:
        pairs = [f"{target}:{label}" for target in filters.target for label in filters.stance]
        return _any(table.stances, pairs)
    # The list as one text: the engines differ in what they allow inside a list's filter.
    listed = ibis.literal("|") + table.stances.join("|") + "|"
    wanted = [f"|{target}:" for target in filters.target] or [f":{label}|" for label in filters.stance]
    return reduce(or_, [listed.contains(each) for each in wanted])


def exploded(table: ir.Table, by: str) -> ir.Table:
    """One row for each article and value of a dimension, the value in the column `series`."""
    column = DIMENSIONS[by]
    if column in ("desks", "regions", "topics", "stances"):
        table = table.mutate(series=table[column].unnest())
    else:
        table = table.mutate(series=table[column])
    return table.filter(table.series.notnull())


def distinct_stories(rows: ir.Table) -> ir.IntegerScalar:
    """How many stories the rows tell; what is of no story is one of its own."""
    return rows.story.coalesce(-rows.id).nunique()


def by_outlet(collection: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Collected share of each outlet-day, from the states of its sources: columns outlet, day, collected.

    A day counts 1 where all sources of the outlet were collected, the share of them elsewhere; a source
    collected in part counts a half.
    """
    sources = {source.id: outlet for outlet in catalog.outlets for source in outlet.sources}
    known = collection[collection["source"].isin(list(sources))]
    outlets = known["source"].map({source: outlet.id for source, outlet in sources.items()})
    parts = known["source"].map({source: len(outlet.sources) for source, outlet in sources.items()})
    shares = known["state"].map(WEIGHTS).astype(float) / parts.astype(float)
    days = known["day"].astype("datetime64[us]")
    frame = pd.DataFrame({"outlet": outlets.astype(object), "day": days, "collected": shares})
    return frame.groupby(["outlet", "day"])["collected"].sum().reset_index()
