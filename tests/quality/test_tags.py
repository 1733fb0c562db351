"""How right the tags are on public labelled data, with floors that must not sink.

`pytest tests/quality -s` prints the figures that the README quotes. The rules were adjusted while looking
at parts of these sets: the figures guard against getting worse, they do not promise the same elsewhere.
"""

import gzip
import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from monitor import catalog
from monitor.catalog import starter
from monitor.tag import Tagger

Row = dict[str, Any]


@pytest.fixture(scope="module")
def score(scorer: Any) -> ModuleType:
    return scorer("score")


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    lists = catalog.load(starter.FOLDER)
    return Tagger(lists.topics)


def rows(path: Path, most: int) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, most)]


def predicted(gold: list[Row], predict: Callable[[Row], Row]) -> dict[str, Row]:
    return {row["id"]: predict(row) for row in gold}


@pytest.mark.parametrize(
    ("name", "floor"), [("reuters21578", 0.87), ("muc4", 0.80), ("geowebnews", 0.79), ("trnews", 0.77)]
)
def test_region_focus(name: str, floor: float, shared: Path, score: ModuleType, tagger: Tagger) -> None:
    def predict(row: Row) -> Row:
        tags = tagger.tag(row["title"] or "", row["text"]).tags
        return {"regions": [{"code": tag.code, "tier": tag.label} for tag in tags if tag.kind == "region"]}

    gold = rows(shared / "region" / f"{name}.jsonl.gz", 3000)
    found = score.region(gold, predicted(gold, predict))
    print(f"\nregion {name}: {found}")
    assert found["micro_f1"] >= floor


def test_topic_at_the_top_level(shared: Path, score: ModuleType, tagger: Tagger) -> None:
    def predict(row: Row) -> Row:
        tags = tagger.tag(row["title"], row["text"]).tags
        return {"topics": [{"code": tag.code, "score": tag.score} for tag in tags if tag.kind == "topic"]}

    gold = [row for row in rows(shared / "topic" / "allsides.jsonl.gz", 3000) if "l1" in row["tasks"]]
    found = score.topic(gold, predicted(gold, predict))
    print(f"\ntopic allsides: {found}")
    assert found["micro"] >= 0.48
    assert found["top3"] >= 0.76


def test_stance_toward_a_target(shared: Path, score: ModuleType, tagger: Tagger) -> None:
    def predict(row: Row) -> Row:
        tag = tagger.stance_of(row["text"], row["target"], row["span"])
        return {"stance": [{"target": tag.code, "label": tag.label}] if tag else []}

    gold = rows(shared / "stance" / "newsmtsc_train.jsonl.gz", 3000)
    found = score.stance(gold, predicted(gold, predict))
    print(f"\nstance newsmtsc: {found}")
    assert found["macro_f1"] >= 0.51
