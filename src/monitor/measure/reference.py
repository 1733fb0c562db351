"""What our counts are compared with: the peers, ourselves in the year before, or the need."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Literal

import numpy as np
import pandas as pd

from monitor.catalog import Catalog, Need
from monitor.errors import QueryError
from monitor.filters import Filters
from monitor.measure.cells import Cells

Baseline = Literal["peers", "own", "need"]

ENOUGH_ARTICLES = 20  # stories of an outlet, to speak of its shares
ENOUGH_COLLECTED = 0.9  # of its days
ENOUGH_HISTORY = 0.25  # of the days of the year before
ENOUGH_PEERS = 5  # from which the median is taken
IN_NEED = "people in need"

Centre = Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True, slots=True)
class Reference:
    """A share for each cell (index: row, column), what it is in words, and whether it may be relied on."""

    shares: pd.Series
    words: str
    complete: bool = True
    without: dict[str, pd.Series] = field(default_factory=dict)  # the shares when one peer is left out


def shares_of(counts: pd.DataFrame, totals: pd.Series) -> pd.Series:
    """The reference share of each cell, each outlet equal whatever its size.

    `counts`: one row a cell, one column an outlet; `totals`: all of each outlet. The median of the outlets'
    shares (the mean of fewer than 5), each with half a story added, so that no cell is impossible; but no
    more than without it or, if that is more, than their mean with half a story of all: many empty cells do
    not add up to something. What medians of small cells fall short of the whole is made good by scaling.
    """
    return _centred(counts, totals, _median if len(totals) >= ENOUGH_PEERS else _mean)


def _centred(counts: pd.DataFrame, totals: pd.Series, centre: Centre) -> pd.Series:
    if totals.empty:
        return pd.Series(0.0, index=counts.index)
    plain = counts / totals
    most = np.maximum(centre(plain), plain.mean(axis=1) + 0.5 / totals.sum())
    shares = centre((counts + 0.5) / (totals + 1)).clip(upper=most)
    whole = centre((counts.sum() / totals).to_frame().T).iloc[0]
    return shares * (whole / shares.sum()) if shares.sum() else shares


def _median(shares: pd.DataFrame) -> pd.Series:
    return shares.median(axis=1)


def _mean(shares: pd.DataFrame) -> pd.Series:
    return shares.mean(axis=1)


def peers(cells: Cells, filters: Filters, ours: pd.Index) -> Reference:
    """The peers with enough articles whose days were collected; complete when they are most of them.

    `ours` are the cells that we wrote in: a peer might have, too.
    """
    filters = replace(filters, role="peer")
    totals = cells.totals(filters)
    known = cells.coverage.collected_by_outlet(filters)
    large = [outlet for outlet, total in totals.items() if total >= ENOUGH_ARTICLES]
    speaking = [outlet for outlet in large if known.get(outlet, 0.0) >= ENOUGH_COLLECTED]
    counts = cells.by_outlet(filters)
    counts = counts.reindex(counts.index.union(ours), columns=speaking, fill_value=0.0)
    totals = totals.reindex(speaking).astype(float)
    centre, name = (_median, "median") if len(speaking) >= ENOUGH_PEERS else (_mean, "mean")
    without = {
        str(outlet): _centred(counts.drop(columns=outlet), totals.drop(outlet), centre)
        for outlet in speaking
        if len(speaking) > 1
    }
    words = f"{name} share of {len(speaking)} peers with {ENOUGH_ARTICLES} or more stories"
    if out := len(large) - len(speaking):
        words += f"; {out} left out, of which under {ENOUGH_COLLECTED:.0%} of the days were collected"
    enough = 2 * len(speaking) > len(large) or not large
    return Reference(_centred(counts, totals, centre), words, complete=enough, without=without)


def own_history(cells: Cells, filters: Filters, ours: pd.Index) -> Reference:
    """Our own share in the twelve months before; complete when a quarter of them was collected."""
    assert filters.start is not None  # over_days has set it
    before = replace(filters, role="own", outlet=())
    before = before.between(filters.start - timedelta(days=365), filters.start - timedelta(days=1))
    total = cells.total(before)
    counts = cells.counts(before)[["n"]]
    counts = counts.reindex(counts.index.union(ours), fill_value=0.0)
    totals = pd.Series({"n": float(total)})
    words = f"our own share in the twelve months before ({total} stories)"
    known = cells.coverage.collected(before) >= ENOUGH_HISTORY and total >= ENOUGH_ARTICLES
    shares = _centred(counts, totals, _mean) if total else pd.Series(0.0, index=counts.index)
    return Reference(shares, words, complete=known)


def need(catalog: Catalog, cells: Cells, indicator: str) -> Reference:
    """Each region's part of an indicator of needs.csv, in the last year that is known of it."""
    if cells.row not in ("desk", "region") or cells.column is not None:
        raise QueryError("gaps: need is known by desk or region alone; choose one of them, without a column")
    amounts: dict[str, float] = {}
    for each in latest(catalog, indicator):
        key = each.region if cells.row == "region" else catalog.desk_of(each.region)
        if key:
            amounts[key] = amounts.get(key, 0.0) + each.value
    index = pd.MultiIndex.from_tuples([(key, "") for key in amounts], names=["row", "column"])
    shares = pd.Series(list(amounts.values()), index=index, dtype=float)
    words = f"share of the {indicator} in the {len(latest(catalog, indicator))} countries of needs.csv"
    return Reference(shares / max(shares.sum(), 1), words)


def latest(catalog: Catalog, indicator: str) -> list[Need]:
    """The newest figure of each region; QueryError names the indicators that there are."""
    newest: dict[str, Need] = {}
    for each in sorted(catalog.needs, key=lambda each: each.year):
        if each.indicator == indicator:
            newest[each.region] = each
    if not newest:
        known = ", ".join(sorted({each.indicator for each in catalog.needs})) or "none"
        raise QueryError(f"gaps: needs.csv has no indicator {indicator!r}; it has: {known}")
    return list(newest.values())
