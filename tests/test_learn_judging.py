"""Verdicts come in, are learned from, and a tag that a person rejected never comes back."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from monitor.catalog import starter
from monitor.cli.main import monitor
from monitor.errors import MonitorError
from monitor.learn.judging import Judging
from monitor.newsroom import Newsroom

NOW = datetime(2026, 11, 20, tzinfo=UTC)
TOWNS = ("Ayr", "Bonn", "Cork", "Dole", "Elne", "Faro", "Graz", "Hull", "Ions", "Jena", "Kiel", "Lund")
PORT = "The skipper moored at the quay of {}, mended the sail and waited for the tide to turn once more. "
TALK = "The mayor of {} spoke with the clerk about the sanctions list and the embargo on the old bridge. "


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Articles about a harbour, which no topic's query finds, and about sanctions, which one does."""
    monkeypatch.setenv("MONITOR_WORKERS", "0")
    folder = tmp_path / "room"
    starter.write(folder)
    outlets = ("foreign-policy", "responsible-statecraft", "war-on-the-rocks", "just-security")
    rows = [
        {
            "url": f"https://example.org/{kind}/{n}",
            "title": f"{kind} {town}",
            "text": text.format(town) * 12,
            "outlet": outlets[n % 4],
            "published": f"2026-11-{n + 1:02}",
        }
        for n, town in enumerate(TOWNS)
        for kind, text in (("port", PORT), ("talk", TALK))
    ]
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with Newsroom(folder, now=lambda: NOW) as made:
        known = {outlet.id for outlet in made.catalog.outlets}
        assert known >= set(outlets)
        made.bring_in(tmp_path / "articles.jsonl")
        yield made


def judging(room: Newsroom) -> Judging:
    return Judging(room.catalog, room.record)


def take(room: Newsroom, *rows: dict[str, Any]) -> int:
    return judging(room).take(((f"row {n}", row) for n, row in enumerate(rows, 1)), NOW)


def topics_of(room: Newsroom, number: int) -> dict[str, str]:
    return {tag.code: tag.method for tag in room.article(number).tags if tag.kind == "topic"}


def test_a_rejected_topic_never_returns_and_the_rest_of_the_record_is_left_alone(room: Newsroom) -> None:
    assert "sanctions" in topics_of(room, 2)
    assert take(room, {"url": "https://example.org/talk/0", "code": "sanctions", "verdict": "no"}) == 1
    assert "sanctions" not in topics_of(room, 2)
    assert room.retag() == 0
    assert "sanctions" not in topics_of(room, 2)
    assert "sanctions" in topics_of(room, 4)


def test_a_missing_topic_that_a_person_added_stays(room: Newsroom) -> None:
    take(room, {"article": 1, "code": "maritime-security", "verdict": "yes"})
    room.retag()
    assert topics_of(room, 1)["maritime-security"] == "verdict"


def test_a_whole_list_of_topics_says_no_to_every_other_tag(room: Newsroom) -> None:
    before = topics_of(room, 2)
    assert take(room, {"article": 2, "topics": ["trade"]}) == 1 + len(before)
    assert set(topics_of(room, 2)) == {"trade"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"article": 99, "code": "trade", "verdict": "yes"}, "row 1: no article of this number"),
        ({"article": 1, "code": "trade", "verdict": "perhaps"}, "row 1: it needs"),
        ({"article": 1, "code": "tirade", "verdict": "yes"}, "did you mean 'trade'"),
        ({"article": 1, "topics": "trade"}, "is not a list"),
        ({"article": 1, "code": "trade", "kind": "smell", "verdict": "no"}, "no kind of tag 'smell'"),
    ],
)
def test_a_wrong_row_is_told_and_none_is_kept(room: Newsroom, row: dict[str, Any], words: str) -> None:
    good = {"article": 2, "code": "sanctions", "verdict": "no"}
    with pytest.raises(MonitorError, match="label: row"):
        take(room, good, row)
    with pytest.raises(MonitorError, match=words):
        take(room, row)
    assert judging(room).given() == []


def test_verdicts_go_out_as_they_come_in(room: Newsroom) -> None:
    take(room, {"article": 2, "code": "sanctions", "verdict": "no", "who": "Ada", "note": "a bridge"})
    (row,) = judging(room).given()
    assert (row["who"], row["note"], row["url"]) == ("Ada", "a bridge", "https://example.org/talk/0")
    assert take(room, row) == 1


def test_the_newsroom_learns_what_its_queries_miss_and_keeps_it_only_where_it_is_better(
    room: Newsroom,
) -> None:
    for n in range(12):
        take(
            room,
            {"url": f"https://example.org/port/{n}", "topics": ["maritime-security"]},
            {"url": f"https://example.org/talk/{n}", "code": "sanctions", "verdict": "yes"},
            {"url": f"https://example.org/talk/{n}", "code": "maritime-security", "verdict": "no"},
        )
    compared = {each.topic: each for each in judging(room).learn()}
    sea, sanctions = compared["maritime-security"], compared["sanctions"]
    assert (sea.yes, sea.before, sea.used) == (12, 0.0, True)
    assert sea.learned > 0.9
    assert (sanctions.before, sanctions.used) == (1.0, False)
    assert room.retag() > 0
    take_new(room, PORT.format("Oban") * 12)
    assert topics_of(room, 25)["maritime-security"].startswith("own-")
    assert room.retag() == 0  # nothing else changed


def take_new(room: Newsroom, text: str) -> None:
    room.paste(text, "https://example.org/new", "foreign-policy")


def test_the_queue_asks_for_unsure_tags_and_some_by_chance_none_twice(room: Newsroom) -> None:
    asked = judging(room).queue(20)
    assert len(asked) == 20
    assert len({(each.article, each.code) for each in asked}) == 20
    assert sum(each.why == "random" for each in asked) >= 4
    assert asked == judging(room).queue(20)
    first = asked[0]
    take(room, {"article": first.article, "code": first.code, "verdict": "yes"})
    assert (first.article, first.code) not in {(each.article, each.code) for each in judging(room).queue(20)}


def test_the_share_of_right_tags_is_of_those_drawn_by_chance(room: Newsroom) -> None:
    queue = judging(room).queue(20)
    for each in queue:
        word = "no" if each.article % 2 else "yes"
        take(room, {"article": each.article, "code": each.code, "verdict": word, "why": each.why})
    drawn = [each for each in queue if each.why == "random"]
    everything = judging(room).live()[0]
    assert (everything.topic, everything.n) == ("all", len(drawn))
    assert everything.right == sum(each.article % 2 == 0 for each in drawn)


def test_the_command_line_takes_verdicts_and_learns(room: Newsroom, tmp_path: Path) -> None:
    def run(*words: str, given: str = "") -> str:
        done = CliRunner().invoke(monitor, ["--folder", str(room.folder), *words], input=given)
        assert done.exit_code == 0, done.output
        return done.output

    questions = [
        json.loads(line) for line in run("label", "review", "--most", "5", "--format", "json").splitlines()
    ]
    answers = "".join(json.dumps(each | {"verdict": "no"}) + "\n" for each in questions)
    assert "5 verdicts kept" in run("label", "import", "-", given=answers)
    run("label", "export", "--out", str(tmp_path / "verdicts.jsonl"))
    assert len((tmp_path / "verdicts.jsonl").read_text().splitlines()) == 5
    assert "the tags of 0 articles changed" in run("retag")
