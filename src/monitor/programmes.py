"""Programmes and grants: what was promised of our coverage, how far we are, and where it will end."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from monitor.catalog.programmes import Programme, Promise
from monitor.errors import QueryError
from monitor.filters import Filters
from monitor.measure.coverage import chosen
from monitor.measure.pace import pace
from monitor.measure.reference import ENOUGH_COLLECTED
from monitor.store import search

if TYPE_CHECKING:
    from monitor.newsroom import Newsroom

ALL = Filters()
COLUMNS = [
    "programme", "name", "funder", "promise", "n", "total", "share", "promised", "expected", "forecast",
    "low", "high", "chance", "verdict", "first", "last", "as_of", "days", "days_collected",
]  # fmt: skip
ENOUGH_WEEKS = 8  # to know how much our counts scatter


class Programmes:
    """How the promises of `programmes.toml` stand."""

    def __init__(self, room: "Newsroom") -> None:
        self._room = room

    def progress(self, filters: Filters | None = None) -> pd.DataFrame:
        """One row a promise, in the order of the file; those of the days of the filters, as of their end.

        Columns: programme (id), name, funder, promise (in words), n (articles that count so far), total
        (all ours so far), share (n ÷ total), promised (articles, or below 1 a share), expected (at an even
        pace by now), forecast and its 90 % interval low…high (at the end, in the unit of the promise), chance
        (that it is kept), verdict (met, missed, on pace, behind, cannot tell), first, last, as_of (days),
        days (gone), days_collected. Where too few of our days were collected, the verdict is "cannot tell".
        The other words of the filters are not looked at.
        """
        days = filters or ALL
        as_of = min(self._room.today, days.end or self._room.today)
        rows = [
            self._row(programme, promise, as_of)
            for programme in self._room.catalog.programmes
            if programme.first <= as_of and (days.start is None or programme.last >= days.start)
            for promise in programme.promises
        ]
        return pd.DataFrame(rows, columns=COLUMNS)

    def articles(self, programme: str, promise: str, as_of: date | None = None) -> Filters:
        """The filters of the articles that count for a promise so far. Raises QueryError without it."""
        found = self._room.catalog.programme(programme)
        for each in found.promises:
            if each.words == promise:
                return each.filters.between(found.first, min(as_of or self._room.today, found.last))
        raise QueryError(f"programmes: {programme!r} has no promise {promise!r}")

    def _row(self, programme: Programme, promise: Promise, as_of: date) -> dict[str, object]:
        room, first = self._room, programme.first
        end = min(as_of, programme.last)
        asked = room.names.resolve(promise.filters.between(first, end))
        days = self._days(asked)
        n, total = int(days["n"].sum()), int(days["total"].sum())
        spread = scatter(days, share=promise.promised < 1)
        found = pace(n, total, promise.promised, first, programme.last, end, dispersion=spread)
        collected = room.coverage().collected(asked)
        gone = (end - first).days + 1
        return {
            "programme": programme.id,
            "name": programme.name,
            "funder": programme.funder,
            "promise": promise.words,
            "n": n,
            "total": total,
            "share": n / total if total else np.nan,
            **{each: getattr(found, each) for each in COLUMNS[7:13]},
            "verdict": found.verdict if collected >= ENOUGH_COLLECTED else "cannot tell",
            "first": pd.Timestamp(first),
            "last": pd.Timestamp(programme.last),
            "as_of": pd.Timestamp(end),
            "days": gone,
            "days_collected": round(gone * collected),
        }

    def _days(self, asked: Filters) -> pd.DataFrame:
        """Articles that count, and all of ours, on each day: columns n, total."""
        coverage = self._room.coverage()
        with self._room.record.read() as connection:
            matching = search.matching(connection, asked.query) if asked.query else None
        tables = {
            "n": chosen(coverage.table, asked, matching),
            "total": chosen(coverage.table, replace(asked.base(), language=asked.language)),
        }
        assert asked.start is not None
        assert asked.end is not None
        counts = {
            name: coverage.frame(rows.group_by("day").aggregate(n=rows.count())).set_index("day")["n"]
            for name, rows in tables.items()
        }
        each = pd.date_range(asked.start, asked.end, freq="D")
        return pd.DataFrame({name: n.reindex(each, fill_value=0) for name, n in counts.items()})


def scatter(days: pd.DataFrame, *, share: bool) -> float:
    """How much more our counts of whole weeks scatter than chance explains: 1 or more.

    `days` has a row a day, columns n and total. Pearson's dispersion, Σ (n − m)² ÷ variance ÷ (weeks − 1),
    with the variance of a Poisson count, or of a binomial one for a share (McCullagh & Nelder, Generalized
    Linear Models, 1989, 4.5 and 6.2). 1 where there are too few weeks to tell.
    """
    weeks = days.groupby(np.arange(len(days)) // 7).sum().iloc[: len(days) // 7]
    n, total = (weeks[name].to_numpy(dtype=float) for name in ("n", "total"))
    if len(weeks) < ENOUGH_WEEKS or not n.sum():
        return 1.0
    rate = n.sum() / total.sum()
    mean = rate * total if share else np.full(len(n), n.mean())
    variance = mean * (1 - rate) if share else mean
    known = variance > 0
    return max(1.0, float(((n - mean)[known] ** 2 / variance[known]).sum() / (len(n) - 1)))
