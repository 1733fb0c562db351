"""The silence alarm: it notices what has died, and leaves a quiet weekend alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.silence import shares
from monitor.measure.silence import silence, words

TODAY = date(2026, 11, 23)  # a Monday


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=n) for n in days]


@pytest.mark.parametrize("rate", [1, 2])
def test_a_source_that_is_dead_for_two_weeks_is_noticed(rate: float) -> None:
    assert shares(rate, 14, 600, 11)[0] >= 0.985  # 99 % and the scatter of 600 trials


@pytest.mark.parametrize("clump", [0.0, 0.5])
@pytest.mark.parametrize("rate", [0.5, 1, 2, 4, 10, 30])
def test_a_healthy_source_is_left_alone(rate: float, clump: float) -> None:
    assert shares(rate, 0, 600, 12, clump)[0] <= 0.2 / 100 + 3 * (0.002 / 600) ** 0.5


def test_the_rule_that_others_ship_notices_nothing_at_this_pace() -> None:
    assert shares(1, 14, 300, 13)[1] < 0.05


def test_a_weekend_is_no_silence_for_a_paper_that_rests_then() -> None:
    workdays = [day for day in ago(*range(3, 120)) if day.weekday() < 5]
    assert not silence(workdays, TODAY).silent
    assert silence(workdays, TODAY + timedelta(days=14)).silent


def test_today_is_not_over() -> None:
    assert silence(ago(*range(1, 60)), TODAY).days == 0
    assert silence(ago(*range(2, 60)), TODAY).days == 1


@pytest.mark.parametrize("days", [[], ago(3), ago(20, 21, 22, 23, 24, 25), ago(1, 30, 60, 90)])
def test_few_articles_tell_nothing(days: list[date]) -> None:
    told = silence(days, TODAY)
    assert not told.enough
    assert not told.silent
    assert "too few" in words(told, TODAY) or told.last is None


Days = st.lists(st.integers(1, 200), min_size=5, max_size=80).map(lambda numbers: ago(*numbers))


@settings(max_examples=100, deadline=None)
@given(Days, st.integers(0, 40), st.integers(1, 40))
def test_a_longer_silence_is_never_less_surprising(days: list[date], wait: int, more: int) -> None:
    sooner = silence(days, TODAY + timedelta(days=wait))
    later = silence(days, TODAY + timedelta(days=wait + more))
    assert later.surprise <= sooner.surprise
    assert later.expected >= sooner.expected
    assert 0 <= later.surprise <= 1


def test_it_is_said_in_words() -> None:
    daily = ago(*range(1, 60))
    assert words(silence(daily, TODAY), TODAY) == "about 1.0 articles a day, the last one yesterday"
    later = TODAY + timedelta(days=12)
    assert words(silence(daily, later), later).startswith(
        "silent for 12 days; so long a pause comes by chance once in"
    )
    assert words(silence(daily * 30, TODAY + timedelta(days=1)), TODAY).startswith("silent for 1 day;")
    weekly = ago(*range(4, 100, 4))
    assert words(silence(weekly, TODAY), TODAY) == "about 1.8 articles a week, the last one 4 days ago"


@pytest.mark.parametrize(("pause", "odds"), [(8, "2,000"), (9, "4,000"), (60, "more than a million")])
def test_the_odds_are_told_in_one_figure(pause: int, odds: str) -> None:
    # 56 articles in 56 days: (1 + 8/56) ** -56 is 1 in 1,767 and (1 + 9/56) ** -56 is 1 in 4,213
    later = TODAY + timedelta(days=pause)
    assert words(silence(ago(*range(1, 60)), later), later).endswith(f"once in {odds} times")
