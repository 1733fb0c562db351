"""Intervals and tests against independent calculations."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, gamma, poisson

from monitor.measure.gaps import verdicts
from monitor.measure.stats import (
    discoveries,
    jeffreys,
    poisson_deficit,
    poisson_excess,
    rate_ratio,
    ratio_below,
)


def floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


def test_the_interval_of_a_share_is_jeffreys() -> None:
    n, total = floats(1, 5, 17, 99), floats(10, 10, 200, 100)
    low, high = jeffreys(n, total)
    assert low == pytest.approx(beta.ppf(0.025, n + 0.5, total - n + 0.5))
    assert high == pytest.approx(beta.ppf(0.975, n + 0.5, total - n + 0.5))
    # Brown, Cai & DasGupta (2001), table of Jeffreys limits: 1 of 10
    assert (round(float(low[0]), 3), round(float(high[0]), 3)) == (0.011, 0.381)


def test_none_and_all_reach_the_ends_and_nothing_has_no_interval() -> None:
    low, high = jeffreys(floats(0, 8, 0), floats(8, 8, 0))
    assert (low[0], high[1]) == (0.0, 1.0)
    assert high[0] == pytest.approx(beta.ppf(0.975, 0.5, 8.5))
    assert low[1] == pytest.approx(beta.ppf(0.025, 8.5, 0.5))
    assert np.isnan([low[2], high[2]]).all()


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_a_share_lies_within_its_interval(pair: tuple[int, int]) -> None:
    low, high = jeffreys(floats(pair[0]), floats(pair[1]))
    assert 0 <= low[0] <= pair[0] / pair[1] <= high[0] <= 1


def test_the_rate_ratio_has_a_gamma_posterior() -> None:
    n, expected = floats(0, 3, 40), floats(5, 3, 10)
    found = rate_ratio(n, expected, floats(0.05, 0.5, 0.95))
    for column, level in enumerate((0.05, 0.5, 0.95)):
        assert found[:, column] == pytest.approx(gamma.ppf(level, 1 + n, scale=1 / (1 + expected)))
    assert ratio_below(n, expected, 2 / 3) == pytest.approx(gamma.cdf(2 / 3, 1 + n, scale=1 / (1 + expected)))
    assert poisson_deficit(n, expected) == pytest.approx(poisson.cdf(n, expected))
    assert poisson_excess(n, expected) == pytest.approx(poisson.sf(n - 1, expected))
    assert poisson_excess(floats(0, 1), floats(0, 0)).round(9).tolist() == [1.0, 0.0]


def test_discoveries_follow_benjamini_and_hochberg() -> None:
    # Worked by hand at a rate of .05 of 6 tests: bounds .0083 .0167 .025 .0333 .0417 .05 by rank.
    # The third and fourth fail their own bound, the fifth holds, so the first five stand.
    p = floats(0.04, 0.001, 0.03, 0.9, 0.008, 0.034)
    assert discoveries(p, 0.05).tolist() == [True, True, True, False, True, True]
    assert discoveries(floats(0.02, 0.03), 0.01).tolist() == [False, False]
    assert discoveries(floats(), 0.1).tolist() == []


@given(st.lists(st.floats(0, 1), max_size=20))
def test_what_stands_is_smaller_than_what_falls(p: list[float]) -> None:
    stands = discoveries(floats(*p), 0.1)
    standing = [each for each, one in zip(p, stands, strict=True) if one]
    falling = [each for each, one in zip(p, stands, strict=True) if not one]
    assert max(standing, default=-1) < min(falling, default=2)


# the largest count that is still a gap
CUT_OFFS = {3: 0, 4: 0, 5: 1, 6: 1, 8: 2, 10: 3, 15: 6, 20: 8}


@pytest.mark.parametrize(("expected", "most"), CUT_OFFS.items())
def test_a_gap_needs_so_few_articles(expected: int, most: int) -> None:
    counts = np.arange(0, 30, dtype=float)
    found = verdicts(counts, np.full(30, float(expected)))
    assert [int(n) for n in counts if found[int(n)] in ("gap", "strong gap")] == list(range(most + 1))


def test_where_fewer_than_three_are_expected_not_even_none_is_a_gap() -> None:
    assert set(verdicts(floats(0, 0, 0, 1), floats(0, 2, 2.99, 2))) == {"too few to tell"}


def test_more_than_expected_is_over_only_from_three_articles() -> None:
    found = verdicts(floats(2, 3, 12, 5), floats(0.01, 0.01, 4, 4)).tolist()
    assert found == ["too few to tell", "strong over", "strong over", "as expected"]


def test_an_excess_that_stands_alone_but_not_among_so_many_is_no_strong_one() -> None:
    found = verdicts(floats(11, *[10] * 60), floats(4, *[10] * 60))
    assert (found[0], set(found[1:])) == ("over", {"as expected"})


def test_where_fewer_than_three_are_expected_only_a_clear_excess_is_over() -> None:
    assert verdicts(floats(5, 9, *[2] * 60), floats(2, 2, *[2] * 60))[:2].tolist() == [
        "too few to tell",
        "strong over",
    ]


def test_one_strong_gap_among_many_fair_cells() -> None:
    found = verdicts(floats(1, *[10] * 30, 3), floats(25, *[10] * 30, 10))
    assert found[0] == "strong gap"
    assert found[-1] == "gap"  # it stands alone, but not among so many
    assert set(found[1:-1]) == {"as expected"}


def test_between_a_gap_and_nothing_there_is_a_watch() -> None:
    assert verdicts(floats(4), floats(10)).tolist() == ["watch"]


@given(st.integers(0, 60), st.floats(0, 60))
def test_more_articles_never_make_a_gap(n: int, expected: float) -> None:
    order = ["gap", "strong gap", "watch", "as expected", "too few to tell", "over", "strong over"]
    rank = {"strong gap": 0, "gap": 0} | {word: n for n, word in enumerate(order) if "gap" not in word}
    one, more = verdicts(floats(n), floats(expected))[0], verdicts(floats(n + 1), floats(expected))[0]
    assert rank[one] <= rank[more]
