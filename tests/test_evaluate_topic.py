"""The scorecard of topics: figures worked out by hand, and which topics a chart must doubt."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.catalog import Topic
from monitor.cli.main import monitor
from monitor.errors import MonitorError
from monitor.evaluate.scorecard import shipped
from monitor.evaluate.topic import doubtful, topic_scorecard
from monitor.learn.judging import Live
from monitor.show.pages.doubt import in_doubt
from monitor.tag import Tagger

BOATS = Topic(id="boats", label="Boats", query="boat*")
BREAD = Topic(id="bread", label="Bread", query="bread")
TAGGER = Tagger([BOATS, BREAD])


def row(title: str, *own: str) -> dict[str, object]:
    return {"title": title, "text": "", "own": list(own), "dataset": "four"}


def test_figures_are_of_all_topics_and_of_the_surest() -> None:
    gold = [row("Boat", "boats"), row("Boat and bread", "boats"), row("Bread", "boats"), row("None", "boats")]
    every, surest = topic_scorecard(gold, TAGGER).sets
    assert (every.name, every.n) == ("four", 4)
    assert (every.precision, every.recall) == (2 / 4, 2 / 4)
    assert (surest.precision, surest.recall) == (2 / 3, 2 / 4)


def test_the_best_topic_that_was_wrong_is_told_beside_the_truth() -> None:
    (confusion,) = topic_scorecard([row("Bread", "boats")] * 3, TAGGER).confusions
    assert (confusion.said, confusion.truth, confusion.n) == ("bread", "boats", 3)


def test_top_levels_are_measured_where_labels_are_media_topics() -> None:
    sport = Topic(
        id="medtop:15000000", label="sport", query="goal*", codes=("medtop:15000000",), threshold=0.3
    )
    gold = [{"title": "Goals", "text": "The striker scored.", "labels": ["medtop:20000822"]}]
    card = topic_scorecard(gold, Tagger([sport, BOATS]))
    assert card.sets[0].f1 == 1
    assert card.sets[0].name == "articles"


def test_rows_without_truth_are_refused_in_words() -> None:
    with pytest.raises(MonitorError, match="no row has a list 'labels'"):
        topic_scorecard([{"title": "Boat", "text": ""}], TAGGER)


def test_the_shipped_card_tells_of_outlets_that_were_not_learned_from() -> None:
    (card,) = [each for each in shipped() if each.kind == "topic"]
    assert {"AllSides, outlets not learned from", "The Guardian", "BBC"} <= {each.name for each in card.sets}
    assert all(0 < each.low < each.f1 < each.high < 1 for each in card.sets)


def test_topics_of_low_precision_are_doubted_until_the_newsrooms_own_verdicts_say_otherwise() -> None:
    assert "medtop:08000000" in doubtful()
    assert "medtop:15000000" not in doubtful()
    live = [Live("all", 60, 40), Live("a", 30, 29), Live("b", 30, 12), Live("c", 5, 0)]
    assert in_doubt(frozenset({"a", "d"}), live) == {"b", "d"}


def test_topics_are_measured_from_the_command_line(tmp_path: Path) -> None:
    gold = {
        "title": "Late winner",
        "text": "The striker scored twice in the cup final.",
        "labels": ["medtop:15000000"],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    done = CliRunner().invoke(
        monitor, ["evaluate", str(tmp_path / "gold.jsonl"), "--kind", "topic", "--format", "json"]
    )
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["kind"] == "topic"
