"""Shares corrected by labels: right on average however wrong the tagger is, with intervals that hold."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.measure.quality import agreement, corrected, draw, trend

NOTHING = np.empty(0)


def population(size: int, share: float, seed: int, skew: float = 0.3) -> tuple[np.ndarray, np.ndarray]:
    """What a tagger says of articles, too much by `skew` of the rest, and the truth."""
    random = np.random.default_rng(seed)
    truth = (random.random(size) < share).astype(float)
    said = np.clip(0.6 * truth + skew * random.random(size) + skew / 2, 0, 1)
    return said, truth


def asked(truth: np.ndarray, n: int, random: np.random.Generator) -> np.ndarray:
    """The truth of n articles drawn at random; not a number for the others."""
    known = np.full(len(truth), np.nan)
    places = random.choice(len(truth), n, replace=False)
    known[places] = truth[places]
    return known


def test_a_biased_tagger_is_corrected_and_the_interval_holds_as_often_as_it_says() -> None:
    said, truth = population(1000, 0.3, 1)
    random, drawn = np.random.default_rng(2), np.full(1000, 0.2)
    found = [corrected(said, asked(truth, 200, random), drawn) for _ in range(500)]
    assert abs(np.mean([each.value for each in found]) - truth.mean()) < 0.003
    assert abs(found[0].raw - truth.mean()) > 0.1
    held = np.mean([each.low <= truth.mean() <= each.high for each in found])
    assert 0.92 < held < 0.98


def test_it_is_never_much_wider_than_labels_alone_and_narrower_with_a_good_tagger() -> None:
    said, truth = population(1000, 0.3, 3)
    labels, drawn = asked(truth, 200, np.random.default_rng(4)), np.full(1000, 0.2)
    noise = np.random.default_rng(5).random(1000)
    good, useless, alone = (corrected(each, labels, drawn) for each in (said, noise, np.zeros(1000)))
    assert good.high - good.low < 0.75 * (alone.high - alone.low)
    assert useless.high - useless.low < 1.02 * (alone.high - alone.low)
    assert alone.value == pytest.approx(np.nanmean(labels))


def test_all_labelled_leaves_no_doubt() -> None:
    said, truth = population(100, 0.3, 6)
    share = corrected(said, truth, np.ones(100))
    assert share.value == share.low == share.high == pytest.approx(truth.mean())


def test_unequal_chances_of_being_drawn_are_made_up_for() -> None:
    said, truth = population(2000, 0.5, 7)
    drawn = np.where(truth == 1, 0.3, 0.06)  # those that have the tag are asked about five times as often
    random = np.random.default_rng(8)
    found = []
    for _ in range(300):
        known = np.where(random.random(2000) < drawn, truth, np.nan)
        found.append(corrected(said, known, drawn).value)
    assert abs(np.mean(found) - truth.mean()) < 0.01


def test_a_share_without_labels_is_what_the_tagger_says_and_not_validated() -> None:
    share = corrected(np.array([0.2, 0.6]), np.full(2, np.nan), np.zeros(2))
    assert (share.value, share.low, share.high, share.validated) == (pytest.approx(0.4), 0, 1, False)
    assert not corrected(NOTHING, NOTHING, NOTHING).validated


def test_a_label_that_was_not_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="chance of being drawn"):
        corrected(np.array([0.2, 0.6]), np.array([1.0, np.nan]), np.zeros(2))


def test_a_trend_keeps_the_slope_that_the_tagger_loses() -> None:
    random = np.random.default_rng(9)
    slopes, raws = [], []
    for _ in range(60):
        truth = np.concatenate([random.random(300) < share for share in np.linspace(0.2, 0.5, 6)]).astype(
            float
        )
        said = np.clip(0.3 * truth + 0.7 * random.random(1800), 0, 1)
        period = np.repeat([f"2026-0{n}" for n in range(1, 7)], 300)
        labels = np.concatenate([asked(truth[at : at + 300], 33, random) for at in range(0, 1800, 300)])
        frame = trend(list(period), said, labels, np.full(1800, 0.11))
        slopes.append(np.polyfit(range(6), frame["share"], 1)[0])
        raws.append(np.polyfit(range(6), frame["raw"], 1)[0])
    assert np.mean(slopes) == pytest.approx(0.06, rel=0.1)
    assert np.mean(raws) < 0.03


def test_a_thin_period_borrows_the_correction_of_all_and_says_so() -> None:
    said, truth = population(400, 0.3, 10)
    labels = truth.copy()
    labels[305:] = np.nan
    frame = trend(["a"] * 300 + ["b"] * 100, said, labels, np.full(400, 0.8))
    assert list(frame["pooled"]) == [False, True]
    assert list(frame["n"]) == [300, 5]
    assert frame["share"][1] == pytest.approx(truth[300:].mean(), abs=0.1)


def test_alpha_of_a_worked_example() -> None:
    # Krippendorff (2011), example B: two observers, nominal data, alpha 0.095 of ten binary judgements
    one = list("0100000010")
    other = list("1110010000")
    assert agreement([one, other]) == pytest.approx(0.095, abs=0.001)


def test_alpha_leaves_out_what_one_coder_saw_and_needs_two_labels() -> None:
    assert agreement([["a", "b", None], ["a", "b", "a"]]) == pytest.approx(1)
    assert np.isnan(agreement([["a", "a"], ["a", "a"]]))


@given(st.lists(st.sampled_from("abc"), max_size=60), st.integers(1, 40))
def test_a_draw_has_no_article_twice_and_knows_its_chances(strata: list[str], size: int) -> None:
    frame = draw(strata, size, np.random.default_rng(0))
    assert frame["place"].is_unique
    counts = pd.Series(strata, dtype=object).value_counts()
    for name, part in frame.groupby("stratum"):
        assert len(part) >= min(2, counts[name])
        assert part["drawn"].to_numpy() == pytest.approx(len(part) / counts[name])
        assert all(strata[place] == name for place in part["place"])


@pytest.mark.parametrize("share", [0.01, 0.03])
def test_a_rare_share_is_held_where_the_labels_show_no_error(share: float) -> None:
    """Many draws of 200 meet none of the errors; an interval without width would say that there are none."""
    chance = np.random.default_rng(5)
    truth = (chance.random(6_000) < share).astype(float)
    wrong = chance.random(6_000) < 0.2 * share
    said = np.where(wrong, 1 - truth, truth)
    held, flawless = 0, 0
    for seed in range(100):
        sample = draw([""] * 6_000, 200, np.random.default_rng(seed))
        known, drawn = np.full(6_000, np.nan), np.zeros(6_000)
        known[sample["place"]], drawn[sample["place"]] = truth[sample["place"]], sample["drawn"]
        found = corrected(said, known, drawn)
        assert found.high > found.low
        flawless += bool((known == said)[sample["place"]].all())
        held += found.low <= truth.mean() <= found.high
    assert flawless > 20
    assert held >= 93


def test_a_share_of_which_everything_is_known_needs_no_interval() -> None:
    truth = np.array([1.0, 0.0, 0.0, 1.0] * 20)
    found = corrected(np.full(80, 0.5), truth, np.ones(80))
    assert (found.low, found.value, found.high) == (0.5, 0.5, 0.5)
