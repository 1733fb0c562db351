"""The name of a state of the record: a hash over the rows that figures come from."""

from collections.abc import Mapping
from hashlib import sha256

import pandas as pd

from monitor.filters import Filters
from monitor.measure.coverage import Coverage, chosen

LISTS = ("regions", "desks", "topics", "stances", "own_stances", "quoted_stances")


def digest(tables: Mapping[str, pd.DataFrame]) -> str:
    """SHA-256 over tables as CSV, each after its name, in the order given."""
    told = sha256()
    for name, table in tables.items():
        told.update(f"{name}\n".encode())
        told.update(table.to_csv(index=False, lineterminator="\n").encode())
    return told.hexdigest()


def articles(coverage: Coverage, filters: Filters) -> pd.DataFrame:
    """The rows of the coverage table that the filters let through, by id; lists as one text."""
    rows = chosen(coverage.table, filters)
    rows = rows.mutate(**{name: rows[name].join("|") for name in LISTS}).drop("polarity")
    return coverage.frame(rows.order_by("id"))


def collected(coverage: Coverage, filters: Filters) -> pd.DataFrame:
    """How far each outlet-day of the filters was collected."""
    assert filters.start is not None
    assert filters.end is not None
    known = coverage.collection
    inside = known["day"].between(pd.Timestamp(filters.start), pd.Timestamp(filters.end))
    return known[inside].sort_values(["outlet", "day"])
