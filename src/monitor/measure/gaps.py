"""Coverage gaps: where our rate is below a reference by more than chance explains."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.catalog import Catalog
from monitor.errors import QueryError
from monitor.filters import Filters
from monitor.measure.cells import Cells
from monitor.measure.reference import ENOUGH_COLLECTED as ENOUGH_COLLECTED
from monitor.measure.reference import (
    IN_NEED,
    Baseline,
    Reference,
    latest,
    need,
    own_history,
    peers,
)
from monitor.measure.stats import (
    Floats,
    discoveries,
    poisson_deficit,
    poisson_excess,
    rate_ratio,
    ratio_below,
)

DAYS, YEAR = 90, 365
ENOUGH_EXPECTED = 3.0  # below it not even a zero is evidence of a gap
ENOUGH = 3.0  # stories of ours, to speak of more than expected
LESS = ("gap", "strong gap")
MORE = ("over", "strong over")
STABLE = "stands without any one peer"
NAMED = 2  # peers that are told of those that a verdict hangs on
COLUMNS = [
    "row", "column", "n", "articles", "expected", "ratio", "low", "high", "below", "above", "verdict",
    "stability", "days", "collected", "reference",
]  # fmt: skip

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What our counts are compared with, and the cells in which we mean to differ."""

    baseline: Baseline = "peers"
    indicator: str = IN_NEED  # of needs.csv, for the baseline need
    intended: frozenset[Cell] = frozenset()


PEERS = Comparison()


@dataclass(frozen=True, slots=True)
class _Window:
    """What was counted and what was to be expected over some days: one row a cell (row, column)."""

    counts: pd.DataFrame  # n, articles, expected, days, collected
    without: pd.DataFrame  # expected when one peer (a column each) is left out
    complete: bool
    words: str


def gaps(
    cells: Cells, catalog: Catalog, filters: Filters, how: Comparison = PEERS, *, today: date
) -> pd.DataFrame:
    """Our stories in each cell, the number expected of us, and what the difference amounts to.

    Over the days of the filters; without any, over the last 90, and over the last 365 for cells that are too
    slow for 90. Columns: row, column, n (distinct stories), articles, expected, ratio (posterior median of
    our rate over the reference's) with its 90 % interval low…high, below (probability that it is under 2/3),
    above (over 3/2), verdict, stability, days, collected (0…1, of our source-days), reference (in words).

    Verdicts: those of `verdicts`; `intended` for a difference in one of the `intended` cells; `cannot say`
    where less than 90 % of our own source-days were collected, or of those of most peers. `stability` names
    the peers without any one of which a gap or an excess would not stand. An outlet filter chooses peers.

    The reference is the peers' shares, each outlet equal (`peers`), our own share in the twelve months
    before (`own`), or each country's part of an indicator of needs.csv (`need`, by desk or region alone, and
    counted among our stories on the countries it lists).
    """
    asked = replace(over_days(filters, today), role=None)
    window = _window(cells, catalog, asked, how)
    if filters.start is None and filters.end is None and window.complete:
        year = _window(cells, catalog, asked.between(today - timedelta(days=YEAR - 1), today), how)
        window = _with_slow(window, year) if year.complete else window
    return _judged(window, how.intended)


def verdicts(n: Floats, expected: Floats) -> npt.NDArray[np.object_]:
    """The verdict on each cell from its count and its expected count.

    gap: 3 or more expected and P(ratio < 2/3) > .9; strong gap: a gap that also stands when at most a
    tenth of all deficits with 3 or more expected may be false; watch: P > .8. over and strong over mirror
    them: 3 or more counted, P(ratio > 3/2) > .9; where fewer than 3 were expected, only a strong one counts.
    """
    below = ratio_below(n, expected, 2 / 3)
    above = 1 - ratio_below(n, expected, 3 / 2)
    family = expected >= ENOUGH_EXPECTED
    found = np.full(len(n), "as expected", dtype=object)
    found[below > 0.8] = "watch"
    found[below > 0.9] = "gap"
    found[(below > 0.9) & _stands(poisson_deficit(n, expected), family)] = "strong gap"
    found[above > 0.9] = "over"
    found[~family] = "too few to tell"
    excess = _stands(poisson_excess(n, expected), np.full(len(n), True))
    found[(above > 0.9) & excess] = "strong over"
    found[np.isin(found, MORE) & (n < ENOUGH)] = "too few to tell"
    return found


def over_days(filters: Filters, today: date) -> Filters:
    """The same filters over their own days, or over the last 90."""
    end = min(filters.end or today, today)
    return filters.between(filters.start or end - timedelta(days=DAYS - 1), end)


def _stands(p: Floats, family: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which of a family of tests stand when at most a tenth of them may be false."""
    stands = np.zeros(len(p), dtype=bool)
    stands[family] = discoveries(p[family], 0.10)
    return stands


def _window(cells: Cells, catalog: Catalog, filters: Filters, how: Comparison) -> _Window:
    assert filters.start is not None  # over_days has set them
    assert filters.end is not None
    days = (filters.end - filters.start).days + 1
    own = replace(filters, role="own", outlet=())
    if how.baseline == "need":
        listed = tuple(each.region for each in latest(catalog, how.indicator))
        own = replace(own, region=tuple(code for code in listed if not own.region or code in own.region))
        filters = replace(filters, region=own.region)
    ours = cells.counts(own)
    reference = _reference(cells, catalog, filters, how, ours.index)
    total = ours["n"].sum() if how.baseline == "need" else cells.total(own)
    index = reference.shares.index
    collected = cells.coverage.collected(own)
    counts = ours.reindex(index, fill_value=0.0)
    counts["expected"] = reference.shares * total
    counts["days"] = days
    counts["collected"] = collected
    without = pd.DataFrame(reference.without).reindex(index, fill_value=0.0) * total
    complete = collected >= ENOUGH_COLLECTED and reference.complete
    return _Window(counts, without, complete, reference.words)


def _reference(
    cells: Cells, catalog: Catalog, filters: Filters, how: Comparison, ours: pd.Index
) -> Reference:
    match how.baseline:
        case "peers":
            return peers(cells, filters, ours)
        case "own":
            return own_history(cells, filters, ours)
        case "need":
            return need(catalog, cells, how.indicator)
    raise QueryError(f"gaps: baseline {how.baseline!r} is none of peers, own, need")


def _with_slow(window: _Window, year: _Window) -> _Window:
    """The cells in which 90 days bring too little, over a year instead."""
    index = window.counts.index.union(year.counts.index)
    expected = window.counts["expected"].reindex(index, fill_value=0.0)
    slow = index[expected.to_numpy() < ENOUGH_EXPECTED].intersection(year.counts.index)
    kept = window.counts.index.difference(slow)
    counts = pd.concat([window.counts.loc[kept], year.counts.loc[slow]])
    without = pd.concat([window.without.loc[kept], year.without.loc[slow]])
    return _Window(counts, without, window.complete, window.words)


def _judged(window: _Window, intended: Collection[Cell]) -> pd.DataFrame:
    frame = window.counts.rename_axis(["row", "column"]).reset_index()
    n, expected = frame["n"].to_numpy(), frame["expected"].to_numpy()
    frame[["ratio", "low", "high"]] = rate_ratio(n, expected, np.array([0.5, 0.05, 0.95]))
    frame["below"] = ratio_below(n, expected, 2 / 3)
    frame["above"] = 1 - ratio_below(n, expected, 3 / 2)
    found = verdicts(n, expected)
    frame["stability"] = _stability(found, n, window.without)
    marked = np.array([cell in intended for cell in zip(frame["row"], frame["column"], strict=True)], bool)
    differs = np.isin(found, (*LESS, *MORE, "watch"))
    found[marked & differs] = "intended"
    frame["verdict"] = found if window.complete else "cannot say"
    if not window.complete:
        frame["stability"] = ""
    frame["reference"] = window.words
    whole = ["n", "articles", "days"]
    frame[whole] = frame[whole].astype(int)
    order = ["ratio", "expected", "row", "column"]
    return frame[COLUMNS].sort_values(order, ascending=[True, False, True, True], ignore_index=True)


def _stability(found: npt.NDArray[np.object_], n: Floats, without: pd.DataFrame) -> list[str]:
    """For each cell that differs, the peers without any one of which it would not; else nothing."""
    if without.shape[1] == 0:
        return [""] * len(found)
    side = _side(found)
    hangs: list[list[str]] = [[] for _ in found]
    for peer in without.columns:
        expected = without[peer].fillna(0.0).to_numpy(dtype=np.float64)
        other = _side(verdicts(n, expected))
        for place in np.flatnonzero((other != side) & without[peer].notna().to_numpy()):
            hangs[place].append(str(peer))
    return ["" if here == 0 else _told(names) for here, names in zip(side, hangs, strict=True)]


def _side(found: npt.NDArray[np.object_]) -> npt.NDArray[np.int64]:
    """-1 for a gap, 1 for an excess, else 0."""
    return np.isin(found, MORE).astype(np.int64) - np.isin(found, LESS).astype(np.int64)


def _told(names: list[str]) -> str:
    if not names:
        return STABLE
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"hangs on {', '.join(names[:NAMED])}{more}"
