"""Promises: the forecast holds what it says on simulated years, and verdicts follow it."""

from datetime import date, timedelta

import numpy as np
import pytest

from monitor.errors import QueryError
from monitor.measure.pace import Pace, pace

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = 365


def held(ends: list[tuple[Pace, float]]) -> float:
    return float(np.mean([each.low <= end <= each.high for each, end in ends]))


@pytest.mark.parametrize("gone", [60, 180, 300])
@pytest.mark.parametrize(("yearly", "clump"), [(12, 0), (24, 0), (200, 0), (100, 2)])
def test_the_interval_of_a_count_holds_nine_of_ten_simulated_years(
    gone: int, yearly: int, clump: float
) -> None:
    """Rates are drawn, too: no newsroom knows its own. `clump`: articles come in batches of 1 + Poisson."""
    random = np.random.default_rng(gone + yearly)
    ends = []
    for _ in range(800):
        days = random.poisson(yearly * random.gamma(10, 0.1) / DAYS / (1 + clump), DAYS)
        counts = days + random.poisson(clump * days)
        spread = 1.0 if not clump else 1 + clump + clump / (1 + clump)  # variance over mean of such a sum
        today = FIRST + timedelta(days=gone - 1)
        told = pace(int(counts[:gone].sum()), 0, float(yearly), FIRST, LAST, today, dispersion=spread)
        ends.append((told, float(counts.sum())))
    assert 0.87 <= held(ends) <= 0.98  # a count cannot split its tails exactly: more than .9 when small


@pytest.mark.parametrize("share", [0.03, 0.15, 0.6])
def test_the_interval_of_a_share_holds_nine_of_ten_simulated_years(share: float) -> None:
    random = np.random.default_rng(7)
    ends = []
    for _ in range(800):
        true = random.beta(20 * share, 20 * (1 - share))
        all_of = random.poisson(700 / DAYS, DAYS)
        counts = random.binomial(all_of, true)
        so_far = int(counts[:120].sum()), int(all_of[:120].sum())
        told = pace(*so_far, share, FIRST, LAST, FIRST + timedelta(days=119))
        ends.append((told, counts.sum() / all_of.sum()))
    assert 0.86 <= held(ends) <= 0.97


def test_verdicts_of_a_count() -> None:
    half = date(2026, 7, 1)
    told = {n: pace(n, 500, 24, FIRST, LAST, half) for n in (2, 9, 12, 24)}
    assert told[12].expected == pytest.approx(24 * 182 / 365)
    assert [each.verdict for each in told.values()] == ["behind", "cannot tell", "on pace", "met"]
    assert told[12].low < 24 < told[12].high
    assert pace(1, 9, 24, FIRST, LAST, date(2026, 1, 20)).verdict == "cannot tell"  # too early
    assert pace(23, 500, 24, FIRST, LAST, LAST).verdict == "missed"
    assert pace(24, 500, 24, FIRST, LAST, LAST + timedelta(days=90)).verdict == "met"


def test_a_share_is_met_at_the_end_only() -> None:
    half = date(2026, 7, 1)
    assert pace(60, 500, 0.05, FIRST, LAST, half).verdict == "on pace"
    assert pace(60, 500, 0.05, FIRST, LAST, LAST).verdict == "met"
    assert pace(10, 500, 0.05, FIRST, LAST, half).verdict == "behind"
    assert pace(24, 500, 0.05, FIRST, LAST, LAST).verdict == "missed"
    assert pace(0, 0, 0.05, FIRST, LAST, half).verdict == "cannot tell"


def test_after_its_last_day_a_forecast_is_what_came() -> None:
    told = pace(17, 170, 24, FIRST, LAST, LAST)
    assert (told.low, told.forecast, told.high, told.chance) == (17, 17, 17, 0)


def test_before_its_first_day_nothing_is_told() -> None:
    assert pace(0, 0, 24, FIRST, LAST, FIRST - timedelta(days=1)).verdict == "cannot tell"


def test_a_promise_of_no_days_is_refused() -> None:
    with pytest.raises(QueryError, match="ends before it begins"):
        pace(0, 0, 24, LAST, FIRST, LAST)
