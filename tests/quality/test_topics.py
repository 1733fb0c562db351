"""How right the topics are on public labelled data, with floors that must not sink.

`pytest tests/quality/test_topics.py -s` prints the figures. Nothing here was learned from what it is measured
on; `python -m monitor.training.topic` prints more of them.
"""

import gzip
import json
import random
from collections import defaultdict
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from monitor.catalog import Topic, starter
from monitor.catalog.lists import read_topics
from monitor.learn.own import Example, Unjudged, learn, lesson
from monitor.learn.topics import Document, Line, documents
from monitor.tag import Tagger
from monitor.training import topic as training

Row = dict[str, Any]
PACK = Path(__file__).with_name("editorial_topics.toml")


@pytest.fixture(scope="module")
def score(scorer: Any) -> ModuleType:
    return scorer("score")


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(read_topics(starter.FOLDER / "topics.toml"))


@pytest.mark.parametrize(
    ("name", "any_label", "top3"),
    [("ag", 0.69, 0.88), ("bbc", 0.79, 0.95), ("guardian", 0.64, 0.86), ("masakhanews_eng", 0.68, 0.90)],
)
def test_the_top_level_on_publications_that_nothing_was_learned_from(
    name: str, any_label: float, top3: float, shared: Path, score: ModuleType, tagger: Tagger
) -> None:
    with gzip.open(shared / "topic" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in islice(lines, 1500)]
    said = {}
    for row in gold:
        tagged = tagger.tag(row["title"], row["text"])
        topics = [tag for tag in (*tagged.tags, *tagged.maybe) if tag.kind == "topic"]
        assert all(tag.spans for tag in topics)
        said[row["id"]] = {"topics": [{"code": tag.code, "score": tag.score} for tag in topics]}
    found = score.topic(gold, said)
    print(f"\ntop level, {name}: {found}")
    assert found["any"] >= any_label
    assert found["top3"] >= top3


def test_what_articles_of_all_sets_would_bring(shared: Path) -> None:
    topics = read_topics(starter.FOLDER / "topics.toml")[:17]
    data = training.read_data(shared / "topic", topics)
    held = data.part([n for n, row in enumerate(data.rows) if training.by_title(row) == 0])
    rest = data.part([n for n, row in enumerate(data.rows) if training.by_title(row) != 0])
    learned = training.learn(rest, topics, training.EVERY)
    found = training.figures(training.scored(learned, held, training.EVERY), Line(4.5, 0, 0.2))
    print(f"\ntop level, all sets: {found}")
    assert found["main"] >= 0.785
    assert found["macro_f1"] >= 0.72


class Editors:
    """The articles of AllSides with the one topic that its editors gave each, and the queries of the pack."""

    def __init__(self, path: Path) -> None:
        self.topics: tuple[Topic, ...] = read_topics(PACK)
        self.ids = [topic.id for topic in self.topics]
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [row for line in lines if (row := json.loads(line))["own"]]
        self.rest = [row for row in rows if training.by_title(row) != 0]
        self.held = [row for row in rows if training.by_title(row) == 0]
        self.read: list[Document] = documents([(row["title"], row["text"]) for row in self.held], self.topics)

    def example(self, row: Row) -> Example:
        own = frozenset(row["own"])
        return Example(row["title"], row["text"], row["source"] or "", own, frozenset(self.ids) - own)

    def few(self, most: int, draw: int = 0) -> list[Example]:
        """So many articles of each topic, drawn by chance."""
        by_topic: dict[str, list[Row]] = defaultdict(list)
        for row in random.Random(draw).sample(self.rest, len(self.rest)):
            by_topic[row["own"][0]].append(row)
        return [self.example(row) for rows in by_topic.values() for row in rows[:most]]

    @property
    def queries(self) -> float:
        """The share of articles whose best query is right."""
        pairs = zip(self.read, self.held, strict=True)
        return float(np.mean([self.ids[each.queries.argmax()] == row["own"][0] for each, row in pairs]))

    def right(self, examples: list[Example], query: float, archive: int = 0) -> tuple[float, float]:
        """Micro- and macro-F1 of the surest topic, for topics of 20 held-out articles or more."""
        rest = [Unjudged(row["title"], row["text"], row["source"] or "") for row in self.rest[:archive]]
        scores = learn(lesson(self.topics, examples, rest)).scores(self.read)
        said = (scores + query * np.array([each.queries for each in self.read])).argmax(axis=1)
        true = np.array([self.ids.index(row["own"][0]) for row in self.held])
        known = [topic for topic in range(len(self.ids)) if (true == topic).sum() >= 20]
        hits = [((said == t) & (true == t)).sum() for t in known]
        f1 = [2 * n / ((said == t).sum() + (true == t).sum()) for n, t in zip(hits, known, strict=True)]
        return float((said == true).mean()), float(np.mean(f1))


@pytest.fixture(scope="module")
def editors(shared: Path) -> Editors:
    return Editors(shared / "topic" / "allsides.jsonl.gz")


def test_48_topics_of_a_publication_are_learned_from_its_archive(editors: Editors) -> None:
    micro, macro = editors.right([editors.example(row) for row in editors.rest], query=0.1)
    print(f"\n48 topics, {len(editors.rest)} articles: micro {micro:.3f}, macro {macro:.3f}")
    assert micro >= 0.66
    assert macro >= 0.645


@pytest.mark.parametrize(("most", "floor"), [(5, 0.56), (20, 0.585)])
def test_a_few_corrections_beat_the_queries_and_themselves_alone(
    editors: Editors, most: int, floor: float
) -> None:
    draws = [editors.few(most, draw) for draw in range(3)]
    alone, both = (float(np.mean([editors.right(some, query)[0] for some in draws])) for query in (0.0, 0.2))
    print(f"\n{most} of each topic: queries {editors.queries:.3f}, labels {alone:.3f}, both {both:.3f}")
    assert both >= floor
    assert both > max(editors.queries, alone)


def test_an_archive_without_labels_helps_the_queries_and_a_few_corrections(editors: Editors) -> None:
    bootstrapped, both = editors.right([], 0.1, 10_000)[0], editors.right(editors.few(5), 0.2, 10_000)[0]
    print(f"\nqueries {editors.queries:.3f}, with an archive {bootstrapped:.3f}, and 5 labels {both:.3f}")
    assert bootstrapped >= editors.queries + 0.03
    assert both >= bootstrapped


def test_the_top_level_without_any_label(shared: Path) -> None:
    topics = read_topics(starter.FOLDER / "topics.toml")[:17]
    data = training.read_data(shared / "topic", topics)
    held = data.part([n for n, row in enumerate(data.rows) if training.by_title(row) == 0])
    archive = [
        Unjudged(row["title"], row["text"], row["source"] or row["dataset"])
        for row in data.rows
        if training.by_title(row) != 0
    ]
    scores = learn(lesson(topics, [], archive)).scores(held.read)
    said = (scores + 0.1 * np.array([each.queries for each in held.read])).argmax(axis=1)
    main = float(np.mean([labels[0] == each for labels, each in zip(held.labels, said, strict=True)]))
    print(f"\ntop level, no labels, {len(archive)} articles: {main:.3f}")
    assert main >= 0.58
