"""Alerts and change points: the planted is found, the flat left alone, and nothing uncollected counts."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import nbinom

from bench.gaps import false_alerts
from monitor.filters import Filters
from monitor.measure import changes as levels
from monitor.measure.alerts import Texts, alerts, too_few, too_many
from monitor.measure.changes import breaks, changes
from test_measure_trends import CATALOG, TODAY, collected, coverage, row, table
from test_show_charts import NAN, trend_frame

LAST = TODAY - timedelta(days=1)  # the last day that is over
EVER = collected({each.id: ("2025-10-01", "2026-11-20") for each in CATALOG.outlets})


def weeks_of(
    topic: str, counts: list[int], start: int, outlets: tuple[str, ...] = ("left", "right"), **said: Any
) -> list[dict[str, Any]]:
    """Articles of the last weeks, the newest first, by the outlets in turn."""
    rows = []
    for week, count in enumerate(counts):
        for n in range(count):
            day = LAST - timedelta(days=7 * week + n % 7)
            rows.append(row(start + len(rows), outlets[n % len(outlets)], day, topics=[topic], **said))
    return rows


def asked(
    rows: list[dict[str, Any]],
    known: pd.DataFrame = EVER,
    repeats: list[int] | None = None,
    filters: Filters = Filters(),  # noqa: B008
) -> pd.DataFrame:
    return alerts(Texts(coverage(rows, known), None, repeats or []), filters, ["topic"], today=TODAY)


QUIET = [2, 1, 3, 2, 2, 1, 2, 3] * 7
BUSY = [9, 11, 10, 8, 12, 10, 9, 11] * 7


def test_a_burst_is_told_with_the_articles_and_stories_behind_it() -> None:
    rows = [*weeks_of("war", BUSY[:53], 0), *weeks_of("trade", [12, *QUIET[:52]], 1000, story=77)]
    found = asked(rows)
    assert len(found) == 1
    told = found.iloc[0]
    assert (told["by"], told["series"], told["kind"], told["n"], told["outlets"]) == (
        "topic",
        "trade",
        "burst",
        12,
        2,
    )
    assert (told["first"], told["last"]) == (pd.Timestamp(LAST) - pd.Timedelta(days=6), pd.Timestamp(LAST))
    assert told["usual"] == pytest.approx(np.mean(QUIET[:52]))
    assert told["times"] == pytest.approx(12 / np.mean(QUIET[:52]))
    assert told["p"] < 0.001
    assert sorted(told["articles"]) == list(range(1000, 1012))
    assert told["stories"] == [77]


def test_one_outlet_alone_makes_no_burst_and_copies_count_once() -> None:
    quiet = weeks_of("trade", [0, *QUIET[:52]], 1000)
    assert asked([*quiet, *weeks_of("trade", [12], 5000, ("left",))]).empty
    rows = [*quiet, *weeks_of("trade", [12], 5000)]
    assert len(asked(rows)) == 1
    assert asked(rows, repeats=list(range(5001, 5012))).empty


def test_a_drop_is_told_of_a_busy_series_in_a_week_and_of_a_slow_one_in_four() -> None:
    found = asked([*weeks_of("war", [0, *BUSY[:52]], 0), *weeks_of("trade", [0, 0, 0, 0, *QUIET[:49]], 2000)])
    told = found.set_index("series")
    assert set(told["kind"]) == {"drop"}
    assert (told.loc["war", "n"], told.loc["trade", "n"]) == (0, 0)
    assert (told.loc["war", "last"] - told.loc["war", "first"]).days == 6
    assert (told.loc["trade", "last"] - told.loc["trade", "first"]).days == 27
    assert told.loc["trade", "usual"] == pytest.approx(4 * np.mean(QUIET[:49]))
    assert asked(weeks_of("trade", [0, *QUIET[:52]], 2000)).empty  # a single slow week says nothing


def test_a_week_that_was_not_collected_is_no_drop_and_no_part_of_what_is_usual() -> None:
    dead = EVER[EVER["day"] <= pd.Timestamp(LAST - timedelta(days=7))]
    assert asked(weeks_of("war", [0, *BUSY[:52]], 0), dead).empty
    hole = EVER[
        (EVER["day"] > pd.Timestamp(LAST - timedelta(days=7 * 21)))
        | (EVER["day"] <= pd.Timestamp(LAST - timedelta(days=7 * 41)))
    ]
    rows = weeks_of("war", [*BUSY[:21], *[0] * 20, *BUSY[:12]], 0)
    assert asked(rows, hole).empty
    assert asked(weeks_of("war", [30, *BUSY[:20], *[0] * 20, *BUSY[:12]], 0), hole)["usual"].to_list() == [
        pytest.approx(np.mean([*BUSY[:20], *BUSY[:12]]))
    ]


def test_an_outlet_that_died_is_left_out_of_both_sides() -> None:
    rows = weeks_of("war", BUSY[:53], 0, ("left",))
    gone = weeks_of("war", [0, *BUSY[:52]], 5000, ("right",))
    dead = EVER[(EVER["source"] != "right/feed") | (EVER["day"] <= pd.Timestamp(LAST - timedelta(days=7)))]
    assert asked([*rows, *gone]).iloc[0]["kind"] == "drop"
    assert asked([*rows, *gone], dead).empty


def test_too_short_a_past_tells_nothing() -> None:
    young = EVER[EVER["day"] > pd.Timestamp(LAST - timedelta(days=7 * 13))]
    assert asked(weeks_of("war", [60, *BUSY[:12]], 0), young).empty
    assert asked([]).empty
    assert asked(weeks_of("war", [60, *BUSY[:52]], 0), filters=Filters(end=date(2026, 3, 1))).empty


def test_the_chances_are_those_of_a_negative_binomial() -> None:
    base = np.random.default_rng(3).negative_binomial(5, 5 / 13, (20, 52)).astype(float)
    n = np.arange(20, dtype=float)
    mean = (base.sum(axis=1) + 0.5) / 52
    variance = np.maximum(base.var(axis=1, ddof=1), mean)
    for weeks, chance in ((1, 1 - too_many(n + 1, base)), (1, too_few(n, base)), (4, too_few(n, base, 4))):
        m, v = mean * weeks, variance * weeks * (1 + weeks / 52)
        size = m**2 / (v - m)
        assert chance == pytest.approx(nbinom.cdf(n, size, size / (size + m)))


@pytest.mark.parametrize("mean", [0.5, 2, 8, 30])
def test_false_alerts_are_few_at_every_pace(mean: float) -> None:
    """A small run of `python -m tests.bench.gaps`: counts of flat series, negative binomial with k = 5."""
    assert false_alerts(mean, series=4_000)["ours"] <= 0.02


# Change points


def test_a_doubling_is_found_where_it_is_and_flat_series_are_left_alone() -> None:
    random = np.random.default_rng(11)
    size = 8.0
    near = flat = 0
    for _ in range(200):
        means = np.repeat([8.0, 16.0], 52)
        found = breaks(random.negative_binomial(size, size / (size + means)).astype(float))
        near += any(abs(place - 52) <= 4 for place in found)
        flat += bool(breaks(random.negative_binomial(size, size / (size + 8.0), 104).astype(float)))
    assert near / 200 >= 0.88
    assert flat / 200 <= 0.05


def test_the_search_is_exact() -> None:
    """Against every way to cut a short series in up to three."""
    random = np.random.default_rng(2)
    for _ in range(30):
        values = random.normal(np.repeat(random.normal(0, 3, 3), 5), 1.0)
        cuts: list[tuple[int, ...]] = [()]
        cuts += [(a,) for a in range(4, 12)]
        cuts += [(a, b) for a in range(4, 12) for b in range(a + 4, 12)]
        cost = {
            cut: sum(((part - part.mean()) ** 2).sum() for part in np.split(values, cut)) + 5.0 * len(cut)
            for cut in cuts
        }
        assert tuple(levels._partition(values, 5.0)) == min(cost, key=lambda cut: cost[cut])


def test_a_change_is_told_with_its_levels_and_interval() -> None:
    found = changes(trend_frame({"Africa": [4, 5, 4, 5, 4, 5, 16, 15, 16, 15, 16, 3], "Asia": [9.0] * 12}))
    assert len(found) == 1
    told = found.iloc[0]
    assert (told["series"], told["period"]) == ("Africa", pd.Timestamp("2026-02-16"))
    assert (told["before"], told["after"]) == (4.5, pytest.approx(15.6))
    assert told["times"] == pytest.approx(15.6 / 4.5)
    assert 2 < told["low"] < told["times"] < told["high"]


def test_weeks_that_were_not_collected_are_no_change() -> None:
    assert changes(trend_frame({"Africa": [9, 9, 9, 9, NAN, NAN, NAN, NAN, NAN, 9, 9, 9, 9, 9]})).empty
    made = coverage(weeks_of("war", BUSY[:20], 0), EVER[EVER["day"] > "2026-09-01"])
    assert changes(table(made, Filters(date(2026, 7, 1)), by="topic")).empty
