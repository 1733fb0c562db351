"""Articles of one event are joined, also when they come late, and stay where they are."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.cli.main import monitor
from monitor.errors import MonitorError
from monitor.stories.clusters import Piece, join
from monitor.stories.terms import terms
from monitor.stories.whole import Given, examine

DAY = date(2026, 11, 2)
QUAKE = "A strong earthquake struck the port of Iquique in northern Chile, and thousands fled a tsunami."
STRIKE = "Dockers in Rotterdam began a strike over pensions, and ships waited outside the harbour."


def piece(id: int, text: str, after: int = 0) -> Piece:
    return Piece(id, DAY + timedelta(days=after), terms("", text))


def test_articles_on_one_event_are_one_story() -> None:
    quake = "Chile's coast was evacuated after the earthquake off Iquique set off a tsunami warning."
    groups = join([piece(1, QUAKE), piece(2, STRIKE), piece(3, quake, 1)], [], {})
    assert sorted(group.articles for group in groups) == [(1, 3), (2,)]
    assert {group.story for group in groups} == {None}


def test_the_same_words_a_week_later_are_another_story() -> None:
    groups = join([piece(1, QUAKE), piece(2, QUAKE, 7)], [], {})
    assert len(groups) == 2


def test_a_late_article_goes_to_the_story_that_is_told() -> None:
    (group,) = join([piece(9, QUAKE)], [piece(1, QUAKE, 1), piece(2, STRIKE)], {1: 70, 2: 71})
    assert (group.story, group.articles, group.merged) == (70, (9,), ())


BETWEEN = f"{QUAKE} {STRIKE}"


def test_two_stories_that_a_new_article_shows_to_be_one_keep_the_older_number() -> None:
    told = [piece(1, f"{QUAKE} {QUAKE}"), piece(2, f"{QUAKE} Chile counts its dead.")]
    (group,) = join([piece(3, QUAKE)], told, {1: 8, 2: 5})
    assert (group.story, group.merged, group.articles) == (5, (8,), (3,))


def test_stories_that_a_person_settled_are_never_joined() -> None:
    told = [piece(1, f"{QUAKE} {QUAKE}"), piece(2, f"{QUAKE} Chile counts its dead.")]
    (group,) = join([piece(3, QUAKE)], told, {1: 8, 2: 5}, settled={5, 8})
    assert group.merged == ()


def test_a_close_group_takes_no_article_that_only_shares_its_subject() -> None:
    same = [piece(n, f"{QUAKE} Day {n}.") for n in range(3)]
    apart = piece(
        9, "Insurers ask what the next earthquake in Chile would cost, and which ministry will pay."
    )
    assert [group.articles for group in join([same[0], apart], [], {})] == [(0, 9)]
    assert [group.articles for group in join([*same, apart], [], {})] == [(0, 1, 2), (9,)]
    (late,) = join([apart], same, dict.fromkeys(range(3), 5))
    assert (late.story, late.articles) == (None, (9,))


def test_two_events_of_one_country_are_two_stories() -> None:
    texts = [
        "Voters in Belgrade and Nis went to the polls as Serbia chose mayors in every Serbian town.",
        "A court in Belgrade froze bank accounts of a Serbian trader from Nis, and Serbia may appeal.",
    ]
    assert [group.articles for group in join([piece(n, text) for n, text in enumerate(texts)], [], {})] == [
        (0,),
        (1,),
    ]
    event = " The Tarwick accord, which Ivo Drenik signed at dawn, split both chambers."
    (group,) = join([piece(n, text + event) for n, text in enumerate(texts)], [], {})
    assert group.articles == (0, 1)


def test_words_of_another_language_that_stand_everywhere_join_nothing() -> None:
    texts = [
        f"Die Lage in Ort{n}ingen und der Streit um Werk{n} sind nicht mehr wie vor der Wahl"
        for n in range(40)
    ]
    groups = join([piece(n, text) for n, text in enumerate(texts)], [], {})
    assert len(groups) == 40


def test_a_copy_is_told_where_its_original_is_and_the_earliest_gives_its_name() -> None:
    text = " ".join(f"{QUAKE} {n}" for n in range(9))
    late = Given("Quake", text, DAY + timedelta(days=30), "two")
    found = examine([late, Given("Quake", text, DAY, "one"), Given("Strike", STRIKE, None, "one")])
    assert [(each.original, each.story) for each in found] == [(1, 1), (1, 1), (2, 2)]
    assert [match.of for match in found[0].copies] == [1]
    assert found[1].copies == ()


def test_the_command_reads_articles_and_tells_each_one(tmp_path: Path) -> None:
    rows = [
        {
            "id": "b",
            "title": "Quake",
            "text": QUAKE,
            "published": "2026-11-02T09:30:00+01:00",
            "outlet": "one",
        },
        {"id": "a", "title": "Quake", "text": QUAKE, "published": "2026-11-02T08:30:00+01:00"},
        {"id": 3, "title": None, "text": STRIKE},
    ]
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    answer = CliRunner().invoke(monitor, ["stories", "--jsonl", str(file)], catch_exceptions=False)
    told = [json.loads(line) for line in answer.output.splitlines()]
    assert [each["id"] for each in told] == ["b", "a", 3]
    assert [each["story"] for each in told] == ["a", "a", 3]
    assert [each["copy_group"] for each in told] == ["a", "a", 3]


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        ({"id": None}, "'id' is neither"),
        ({"id": 1, "published": "May"}, "'published' 'May' is no time"),
        ({"id": 1, "text": 4}, "'text'"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(row: dict[str, object], trouble: str, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps(row))
    with pytest.raises(MonitorError, match=f"line 1: {trouble}"):
        CliRunner().invoke(monitor, ["stories", "--jsonl", str(file)], catch_exceptions=False)
