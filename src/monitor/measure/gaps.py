"""Coverage gaps: where our rate is below a reference by more than chance explains."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import ibis
import numpy as np
import pandas as pd

from monitor.catalog import Catalog
from monitor.errors import QueryError
from monitor.filters import Filters
from monitor.measure.coverage import Coverage, chosen, exploded
from monitor.measure.stats import discoveries, poisson_deficit, rate_ratio, ratio_below

Baseline = Literal["peers", "own", "need"]

DAYS = 90
ENOUGH_EXPECTED = 3.0  # below it not even a zero is evidence of a gap
ENOUGH_ARTICLES = 20  # of a peer, to speak of its shares
ENOUGH_COLLECTED = 0.9
COLUMNS = ["row", "column", "n", "expected", "ratio", "low", "high", "verdict", "reference"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What our counts are compared with: a share for each cell, and its description in words."""

    shares: pd.Series
    words: str


def gaps(
    cells: "Cells", catalog: Catalog, filters: Filters, *, today: date, baseline: Baseline = "peers"
) -> pd.DataFrame:
    """Our articles in each cell, the number expected of us, and what the difference amounts to.

    Over the days of the filters, or the last 90. Columns: row, column, n, expected, ratio (posterior
    median of our rate over the reference's) with its 90 % interval low…high, verdict (gap, strong gap,
    watch, as expected, over, too few to tell, cannot say), reference (in words). `cannot say`: less
    than 90 % of our own source-days were collected. An outlet filter chooses among the peers.

    The reference is the median of the peers' shares, each outlet equal (`peers`), our own share in the
    twelve months before (`own`), or the share of people in need (`need`, for desk and region only).
    """
    filters = replace(over_days(filters, today), role=None)
    own = replace(filters, role="own", outlet=())
    ours, total = cells.counts(own), cells.total(own)
    reference = _reference(cells, catalog, filters, baseline)
    index = reference.shares.index.union(ours.index)
    n = ours.reindex(index, fill_value=0).to_numpy(dtype=np.float64)
    expected = reference.shares.reindex(index, fill_value=0.0).to_numpy(dtype=np.float64) * total
    complete = cells.coverage.collected(own) >= ENOUGH_COLLECTED
    frame = index.to_frame(index=False)
    frame[["ratio", "low", "high"]] = rate_ratio(n, expected, np.array([0.5, 0.05, 0.95]))
    frame["n"], frame["expected"] = n.astype(int), expected
    frame["verdict"] = verdicts(n, expected) if complete else "cannot say"
    frame["reference"] = reference.words
    order = ["ratio", "expected", "row", "column"]
    return frame[COLUMNS].sort_values(order, ascending=[True, False, True, True], ignore_index=True)


def verdicts(n: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """The verdict on each cell from its count and its expected count.

    gap: 3 or more expected and P(ratio < 2/3) > .9; strong gap: a gap that also stands when at most a
    tenth of all deficits with 3 or more expected may be false; watch: P > .8; over: P(ratio > 3/2) > .9.
    """
    below = ratio_below(n, expected, 2 / 3)
    above = 1 - ratio_below(n, expected, 3 / 2)
    found = np.full(len(n), "as expected", dtype=object)
    found[below > 0.8] = "watch"
    found[below > 0.9] = "gap"
    family = expected >= ENOUGH_EXPECTED
    strong = np.zeros(len(n), dtype=bool)
    strong[family] = discoveries(poisson_deficit(n[family], expected[family]), 0.10)
    found[(below > 0.9) & strong] = "strong gap"
    found[above > 0.9] = "over"
    found[(expected < ENOUGH_EXPECTED) & (found != "over")] = "too few to tell"
    found[(found == "over") & (n < ENOUGH_EXPECTED)] = "too few to tell"
    return found


def over_days(filters: Filters, today: date) -> Filters:
    """The same filters over their own days, or over the last 90."""
    end = min(filters.end or today, today)
    return filters.between(filters.start or end - timedelta(days=DAYS - 1), end)


@dataclass(frozen=True, slots=True)
class Cells:
    """Counts the articles of cells: one dimension, or two crossed."""

    coverage: Coverage
    row: str
    column: str | None
    matching: Sequence[int] | None

    def counts(self, filters: Filters, *, by_outlet: bool = False) -> pd.Series:
        """Articles by (row, column), or by (row, column, outlet)."""
        rows = chosen(self.coverage.table, filters, self.matching)
        rows = exploded(rows, self.row).rename(row="series")
        if self.column:
            rows = exploded(rows, self.column).rename(column="series")
        else:
            rows = rows.mutate(column=ibis.literal(""))
        keys = ["row", "column", *(["outlet"] if by_outlet else [])]
        frame = self.coverage.frame(rows.group_by(keys).aggregate(n=rows.id.nunique()))
        return frame.set_index(keys)["n"].astype(float)

    def totals(self, filters: Filters) -> pd.Series:
        """All articles by outlet, whatever they are about."""
        rows = chosen(self.coverage.table, filters.base())
        frame = self.coverage.frame(rows.group_by("outlet").aggregate(n=rows.count()))
        return frame.set_index("outlet")["n"]

    def total(self, filters: Filters) -> int:
        """All articles together."""
        return int(self.totals(filters).sum())


def _reference(cells: Cells, catalog: Catalog, filters: Filters, baseline: Baseline) -> Reference:
    match baseline:
        case "peers":
            return _peers(cells, replace(filters, role="peer"))
        case "own":
            return _own_history(cells, replace(filters, role="own", outlet=()))
        case "need":
            return _need(catalog, cells)
    raise QueryError(f"gaps: baseline {baseline!r} is none of peers, own, need")


def _peers(cells: Cells, filters: Filters) -> Reference:
    totals = cells.totals(filters)
    peers = [outlet for outlet, total in totals.items() if total >= ENOUGH_ARTICLES]
    words = f"median share of {len(peers)} peers with {ENOUGH_ARTICLES} or more articles"
    wide = cells.counts(filters, by_outlet=True).unstack("outlet", fill_value=0)
    shares = (wide.reindex(columns=peers, fill_value=0) + 0.5) / (totals.reindex(peers) + 1)
    return Reference(shares.median(axis=1).fillna(0.0), words)


def _own_history(cells: Cells, filters: Filters) -> Reference:
    assert filters.start is not None  # over_days has set it
    before = filters.between(filters.start - timedelta(days=365), filters.start - timedelta(days=1))
    total = cells.total(before)
    words = f"our own share in the twelve months before ({total} articles)"
    return Reference(cells.counts(before) / max(total, 1), words)


def _need(catalog: Catalog, cells: Cells) -> Reference:
    if cells.row not in ("desk", "region") or cells.column is not None:
        raise QueryError("gaps: need is known by desk or region alone; choose one of them, without a column")
    people: dict[str, float] = {}
    for need in catalog.needs:
        key = need.region if cells.row == "region" else catalog.desk_of(need.region)
        if need.indicator == "people in need" and key:
            people[key] = people.get(key, 0.0) + need.value
    index = pd.MultiIndex.from_tuples([(key, "") for key in people], names=["row", "column"])
    shares = pd.Series(list(people.values()), index=index, dtype=float)
    return Reference(shares / max(shares.sum(), 1), "share of the people in need that needs.csv lists")
