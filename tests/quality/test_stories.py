"""How right copies and stories are on public labelled data, with floors that must not sink.

`pytest tests/quality -s` prints the figures. The thresholds were chosen while looking at these files.
"""

import gzip
import json
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from monitor.stories.clusters import Piece, join
from monitor.stories.terms import terms
from monitor.stories.whole import Given, examine

Row = dict[str, Any]


@pytest.fixture(scope="module")
def score(scorer: Any) -> ModuleType:
    return scorer("score")


def rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def day_of(row: Row) -> date | None:
    return date.fromisoformat(row["date"][:10]) if row["date"] else None


def predicted(some: list[Row]) -> dict[str, Row]:
    given = [Given(row["title"], row["text"], day_of(row), row.get("outlet", "")) for row in some]
    return {
        row["id"]: {
            "copies": [{"of": some[each.of]["id"], "relation": each.relation} for each in found.copies],
            "copy_group": some[found.original]["id"],
            "story": some[found.story]["id"],
        }
        for row, found in zip(some, examine(given), strict=True)
    }


def test_near_duplicates_of_real_outlets(shared: Path, score: ModuleType) -> None:
    folder = shared / "stories"
    said = predicted(rows(folder / "neardup_real_docs.jsonl.gz"))
    found = score.copies(rows(folder / "neardup_real_pairs.jsonl.gz"), said)
    print(f"\ncopies: {found}")
    assert found["precision"] >= 0.95
    assert found["recall"] >= 0.95
    assert found["boilerplate_false"] == 0


FLOORS = {
    "typography": 1.0, "header_footer": 1.0, "shuffle_paras": 1.0, "edit05": 1.0, "truncate60": 0.98,
    "drop_paras": 0.97, "excerpt30": 0.98, "inside_roundup": 0.98, "ocr02": 0.98, "edit15": 0.9,
}  # fmt: skip


def test_copies_that_were_edited_in_twelve_ways(shared: Path, score: ModuleType) -> None:
    gold = rows(shared / "stories" / "neardup_wikinews_synth.jsonl.gz")
    found = score.synth(gold, predicted(gold))
    print(f"\nedited copies: {found}")
    assert found["false_pairs"] <= 2
    for edit, floor in FLOORS.items():
        assert found["recall"][edit] >= floor, edit


def test_stories_told_by_several_outlets(shared: Path, score: ModuleType) -> None:
    gold = rows(shared / "stories" / "stories_allsides.jsonl.gz")
    found = score.stories(gold, predicted(gold))
    print(f"\nstories: {found}")
    assert found["f1"] >= 0.93
    assert found["precision"] >= 0.925


def test_stories_that_come_in_day_by_day(shared: Path, score: ModuleType) -> None:
    gold = rows(shared / "stories" / "stories_allsides.jsonl.gz")
    said = day_by_day(gold)
    found = score.stories(gold, {id: {"story": story} for id, story in said.items()})
    print(f"\nstories day by day: {found}")
    assert found["f1"] >= 0.925
    assert found["precision"] >= 0.92


def day_by_day(gold: list[Row]) -> dict[str, int]:
    """The story of each article, when no day knows of the next one."""
    story: dict[int, int] = {}
    days: dict[date, list[Piece]] = defaultdict(list)
    for number, row in enumerate(gold):
        day = date.fromisoformat(row["date"][:10])
        days[day].append(Piece(number, day, terms(row["title"], row["text"])))
    for day in sorted(days):
        near = {day, day - timedelta(days=1)}
        active = {story[each.id] for one in near for each in days.get(one, []) if each.id in story}
        told = [each for some in days.values() for each in some if story.get(each.id) in active]
        for group in join(days[day], told, story):
            number = group.story if group.story is not None else 1 + len(story)
            for id, old in list(story.items()):
                if old in group.merged:
                    story[id] = number
            story.update(dict.fromkeys(group.articles, number))
    return {gold[number]["id"]: each for number, each in story.items()}
