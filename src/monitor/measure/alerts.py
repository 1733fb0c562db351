"""Alerts: what was written about much more, or much less, in the last week than in the year before.

A week's count is held against a negative binomial whose mean and variance are those of the 52 weeks before
it, widened by what so few weeks know of them (Noufaily et al. 2013, An improved algorithm for outbreak
detection in multiple surveillance systems, is the field's elder sister of this rule). Texts count once: what
another outlet copied is left out. Outlets and weeks of which too little was collected are no part of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from scipy import special

from monitor.filters import Filters
from monitor.measure.coverage import Coverage, chosen, exploded
from monitor.measure.stats import Floats, discoveries

WEEKS = 52  # that a week is compared with
FEWEST_WEEKS = 13  # that were collected
LONG = 4  # weeks over which slow series are looked at for drops
SLOW = 3.0  # articles a week, below which a single week cannot show a drop
UNLIKELY = 0.01
FALSE = 0.10  # of the alerts of a day
FEWEST, FEWEST_OUTLETS = 3, 2  # articles and outlets of a burst
COLLECTED = 0.9  # of the days of a week; and half of the year's weeks for an outlet to count
BY = ("region", "topic")
COLUMNS = [
    "by", "series", "kind", "first", "last", "n", "usual", "times", "p", "outlets", "stories", "articles",
]  # fmt: skip

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Texts:
    """The articles that alerts are about: those that match, without the copies of others' texts."""

    coverage: Coverage
    matching: Sequence[int] | None
    repeats: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Span:
    """The weeks that end on a day, the last one first, and the outlets that were collected through them."""

    last: date
    outlets: tuple[str, ...]
    whole: Flags  # of each week: enough was collected

    def first(self, weeks: int) -> date:
        return self.last - timedelta(days=7 * weeks - 1)


def alerts(texts: Texts, filters: Filters, by: Sequence[str] = BY, *, today: date) -> pd.DataFrame:
    """Bursts and drops of the seven days that ended before today (or on the filters' last day).

    `by`: the dimensions whose values are watched. Columns: by, series, kind (burst, drop), first, last (days;
    four weeks for a drop of a slow series), n, usual (in as many days), times (n over usual), p (chance of
    it), outlets (how many brought them), stories (ids, those of most outlets first), articles (ids); least
    likely first. A burst is 3 or more articles of 2 or more outlets with p < .01 that also stands when a
    tenth of a day's alerts may be false (Benjamini & Hochberg); a drop likewise. Empty where fewer than 13
    of the 52 weeks, or not enough of the last one, were collected.
    """
    last = min(filters.end or today, today - timedelta(days=1))
    span = _span(texts.coverage, filters, last)
    if not len(span.outlets) or not span.whole[0] or span.whole[1:].sum() < FEWEST_WEEKS:
        return pd.DataFrame(columns=COLUMNS)
    rows = _rows(texts, filters, span)
    counted = pd.concat([_weekly(texts.coverage, rows, dimension, last) for dimension in by])
    weeks = counted.to_numpy(dtype=np.float64)
    found = pd.concat(
        [_bursts(counted.index, weeks, span), _drops(counted.index, weeks, span)], ignore_index=True
    )
    found = _with_evidence(texts.coverage, rows, found)
    bursts = (found["kind"] == "burst") & (found["outlets"] < FEWEST_OUTLETS)
    return found.loc[~bursts, COLUMNS].sort_values(["p", "by", "series"], ignore_index=True)


def too_many(n: Floats, base: Floats) -> Floats:
    """Chance of n or more in a week after `base` (one row a series, one column a week)."""
    mean, size = _expected(base, 1)
    return np.where(n == 0, 1.0, special.betainc(np.maximum(n, 1), size, mean / (mean + size)))


def too_few(n: Floats, base: Floats, weeks: int = 1) -> Floats:
    """Chance of n or fewer in so many weeks after `base`."""
    mean, size = _expected(base, weeks)
    return np.asarray(special.betainc(size, n + 1, size / (mean + size)), dtype=np.float64)


def unusual(p: Floats) -> Flags:
    """Which of a day's series stand out."""
    return np.asarray((p < UNLIKELY) & discoveries(p, FALSE), dtype=bool)


def _expected(base: Floats, weeks: int) -> tuple[Floats, Floats]:
    """Mean and size of the negative binomial count of so many weeks."""
    known = base.shape[1]
    mean = (base.sum(axis=1) + 0.5) / known  # what never came may come
    variance = np.maximum(base.var(axis=1, ddof=1), mean)
    mean, variance = mean * weeks, variance * weeks * (1 + weeks / known)
    return mean, mean**2 / (variance - mean)


def _span(coverage: Coverage, filters: Filters, last: date) -> _Span:
    known = coverage.collection
    known = known[known["outlet"].isin(coverage.outlets(filters)["outlet"])]
    week = (pd.Timestamp(last) - known["day"]).dt.days // 7
    inside = week.between(0, WEEKS)
    shares = known[inside].groupby(["outlet", week[inside].rename("week")])["collected"].sum() / 7
    table = shares.unstack("week", fill_value=0.0).reindex(columns=range(WEEKS + 1), fill_value=0.0)
    whole = table >= COLLECTED
    speaking = table[whole[0] & (whole.mean(axis=1) >= 0.5)]
    weeks = (speaking.mean() >= COLLECTED).to_numpy() if len(speaking) else np.zeros(WEEKS + 1, bool)
    return _Span(last, tuple(map(str, speaking.index)), weeks)


def _rows(texts: Texts, filters: Filters, span: _Span) -> ir.Table:
    asked = replace(filters, outlet=span.outlets).between(span.first(WEEKS + 1), span.last)
    rows = chosen(texts.coverage.table, asked, texts.matching)
    if not texts.repeats:
        return rows
    return rows.anti_join(ibis.memtable(pa.table({"id": pa.array(texts.repeats, pa.int64())})), "id")


def _weekly(coverage: Coverage, rows: ir.Table, by: str, last: date) -> pd.DataFrame:
    """Articles of each series (index: by, series) in each week (columns: 0 is the last one)."""
    each = exploded(rows, by)
    counts = coverage.frame(each.group_by("series", "day").aggregate(n=each.id.nunique()))
    counts["week"] = (pd.Timestamp(last) - pd.to_datetime(counts["day"])).dt.days // 7
    counts["by"] = by
    table = counts.pivot_table(index=["by", "series"], columns="week", values="n", aggfunc="sum")
    return table.reindex(columns=range(WEEKS + 1)).fillna(0.0)


def _bursts(series: pd.Index, weeks: Floats, span: _Span) -> pd.DataFrame:
    base = weeks[:, 1:][:, span.whole[1:]]
    p = too_many(weeks[:, 0], base)
    stands = unusual(p) & (weeks[:, 0] >= FEWEST)
    return _told(series, "burst", weeks[:, 0], base.mean(axis=1), p, stands, span, 1)


def _drops(series: pd.Index, weeks: Floats, span: _Span) -> pd.DataFrame:
    """Of the last week, and of the last four for slow series; what never came at all cannot drop."""
    week = weeks[:, 1:][:, span.whole[1:]]
    slow = week.mean(axis=1) < SLOW
    p = too_few(weeks[:, 0], week)
    usual, n = week.mean(axis=1), weeks[:, 0].copy()
    if span.whole[:LONG].all() and span.whole[LONG:].sum() >= FEWEST_WEEKS:
        longer = weeks[:, LONG:][:, span.whole[LONG:]]
        n[slow] = weeks[slow, :LONG].sum(axis=1)
        usual[slow] = LONG * longer[slow].mean(axis=1)
        p[slow] = too_few(n[slow], longer[slow], LONG)
        tested = np.full(len(p), True)
    else:
        tested = ~slow
    stands = np.zeros(len(p), dtype=bool)
    stands[tested] = unusual(p[tested])
    found = [
        _told(series, "drop", n, usual, p, stands & some, span, length)
        for some, length in ((~slow, 1), (slow, LONG))
    ]
    return pd.concat(found, ignore_index=True)


def _told(
    series: pd.Index, kind: str, n: Floats, usual: Floats, p: Floats, stands: Flags, span: _Span, weeks: int
) -> pd.DataFrame:
    frame = series[stands].to_frame(index=False)
    frame["kind"], frame["n"], frame["usual"], frame["p"] = (
        kind,
        n[stands].astype(int),
        usual[stands],
        p[stands],
    )
    frame["first"], frame["last"] = pd.Timestamp(span.first(weeks)), pd.Timestamp(span.last)
    frame["times"] = frame["n"] / frame["usual"].where(frame["usual"] > 0)
    return frame


def _with_evidence(coverage: Coverage, rows: ir.Table, found: pd.DataFrame) -> pd.DataFrame:
    """The articles behind each alert, and their stories."""
    outlets: list[int] = []
    stories: list[list[int]] = []
    articles: list[list[int]] = []
    for by, series, first in zip(found["by"], found["series"], found["first"], strict=True):
        inside = exploded(rows.filter(rows.day >= ibis.literal(first.date())), by)
        inside = inside.filter(inside.series == series).select("id", "outlet", "story").distinct()
        behind = coverage.frame(inside.order_by(inside.id.desc()))
        told = behind.dropna(subset="story").groupby("story")["outlet"].nunique()
        told = told.sort_values(ascending=False, kind="stable")
        outlets.append(behind["outlet"].nunique())
        stories.append([int(story) for story in told.index])
        articles.append([int(id) for id in behind["id"]])
    lists = {"stories": stories, "articles": articles}
    behind_them = pd.DataFrame({"outlets": outlets} | lists, index=found.index)
    return pd.concat([found, behind_them], axis=1)
