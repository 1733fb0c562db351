"""Sentences that mislead: datelines, namesakes, leaders, companies. Each is written for this project."""

import json
from collections import Counter
from pathlib import Path

import pytest

from monitor.catalog.gazetteer import countries, surfaces
from monitor.tag.region import RegionTagger

TRAPS = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "traps").glob("region*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
TAGGER = RegionTagger(surfaces())


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["id"] for trap in TRAPS])
def test_the_article_is_about_these_countries_and_no_other(trap: dict[str, str]) -> None:
    tags = TAGGER.tag(trap["title"], trap["text"])
    assert {tag.code for tag in tags if tag.kind == "region" and tag.label == "focus"} == set(
        trap["countries"]
    )


def test_there_are_enough_traps_of_each_kind() -> None:
    kinds = Counter(trap["kind"] for trap in TRAPS)
    assert kinds.total() >= 200
    assert min(kinds.values()) >= 5
    assert {code for trap in TRAPS for code in trap["countries"]} <= set(countries())
