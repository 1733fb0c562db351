"""Scorecards: figures that can be worked out by hand, and cards that survive being written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.main import monitor
from monitor.errors import MonitorError
from monitor.evaluate import EVALUATORS, Scorecard, region_scorecard, shipped
from monitor.evaluate.scores import Counts, compare, f1_interval
from monitor.tag import Tagger

GOLD = [
    {"id": 1, "title": "Kenya votes", "text": "Kenya voted.", "countries": ["KEN"], "mentioned": ["KEN"]},
    {"id": 2, "title": "Peru votes", "text": "Peru voted.", "countries": ["CHL"]},
    {"id": 3, "title": "", "text": "It rained.", "countries": ["USA"]},
    {"id": 4, "title": "Peru votes", "text": "Peru voted.", "countries": []},
]
counts = st.builds(Counts, *[st.integers(0, 5)] * 3)


def test_figures_are_those_of_the_text_book() -> None:
    total = compare({"KEN", "PER"}, {"KEN", "CHL", "USA"})
    assert (total.precision, total.recall, total.f1) == (1 / 2, 1 / 3, pytest.approx(0.4))
    assert Counts().f1 == 0


@given(st.lists(counts, min_size=1, max_size=20))
def test_an_interval_lies_between_0_and_1_and_is_the_same_again(articles: list[Counts]) -> None:
    low, high = f1_interval(articles)
    assert 0 <= low <= high <= 1
    assert (low, high) == f1_interval(articles)


def test_articles_that_are_all_alike_leave_nothing_to_chance() -> None:
    assert f1_interval([Counts(1, 1, 0)] * 9) == pytest.approx((2 / 3, 2 / 3))
    assert f1_interval([]) == (0, 0)


def test_regions_are_measured_where_the_truth_is_known() -> None:
    card = region_scorecard(GOLD, Tagger())
    focus, rolled_up, mentioned = card.sets
    assert (focus.n, focus.precision, focus.recall) == (3, 1 / 2, 1 / 3)
    assert (rolled_up.n, rolled_up.precision) == (3, 1)  # Peru and Chile are both in South America
    assert (mentioned.n, mentioned.f1) == (1, 1)
    assert [(each.said, each.truth, each.n) for each in card.confusions] == [("Peru", "Chile", 1)]


def test_gold_without_truth_is_refused() -> None:
    with pytest.raises(MonitorError, match="countries"):
        region_scorecard([{"id": 1, "text": "Kenya voted."}], Tagger())


def test_a_card_is_read_as_it_was_written() -> None:
    card = region_scorecard(GOLD[:1], Tagger())
    assert Scorecard.from_json(card.to_json()) == card
    with pytest.raises(MonitorError, match="no scorecard"):
        Scorecard.from_json("[]")


def test_shipped_cards_are_of_kinds_that_can_be_measured_again() -> None:
    cards = {card.kind: card for card in shipped()}
    assert set(cards) <= set(EVALUATORS)
    assert all(
        each.n and 0 <= each.low <= each.f1 <= each.high <= 1 for c in cards.values() for each in c.sets
    )


def test_the_command_prints_the_card(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(map(json.dumps, GOLD)))
    asked = ["evaluate", str(gold), "--kind", "region", "--format"]
    done = CliRunner().invoke(monitor, [*asked, "json"], catch_exceptions=False)
    assert Scorecard.from_json(done.output).sets[0].n == 3
    table = CliRunner().invoke(monitor, [*asked, "table"], catch_exceptions=False)
    assert "countries in focus" in table.output
    wrong = CliRunner().invoke(monitor, [*asked, "json", "--home", "Narnia"])
    assert wrong.exit_code == 2
