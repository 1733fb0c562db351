"""What people said of topics, and what is learned from it: the questions behind `monitor label`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Literal, get_args

import numpy as np

from monitor.catalog import Catalog, Topic
from monitor.catalog.gazetteer import countries
from monitor.errors import ConfigError, MonitorError
from monitor.learn import stances
from monitor.learn.own import Compared, Example, Unjudged, lesson, teach
from monitor.model import TagKind
from monitor.store import articles, verdicts
from monitor.store.record import Record, Transaction
from monitor.store.verdicts import Judged, Verdict
from monitor.tag import stance_own
from monitor.tag.stance_model import shipped
from monitor.tag.topic import TopicTagger, shipped_model
from monitor.tag.topic_model import save

Why = Literal["unsure", "disagree", "random"]
RANDOM = 0.2  # of the queue: its verdicts measure how right the tags are, without bias
ARCHIVE = 10_000  # articles that nobody judged, to learn from where queries are sure

TIERS = ("focus", "secondary", "mentioned")
LABELS: dict[str, tuple[str, ...]] = {
    "region": TIERS, "group": TIERS, "topic": TIERS, "stance": ("supportive", "neutral", "critical"),
}  # fmt: skip
"""What a person may call a tag of each kind."""

REVIEW = "review: random"
"""The note of a verdict on a tag that the queue drew by chance."""


@dataclass(frozen=True, slots=True)
class Question:
    """A tag that a person should judge."""

    article: int
    url: str
    title: str
    kind: str
    code: str
    score: float
    method: str
    why: Why


@dataclass(frozen=True, slots=True)
class Live:
    """How right the tags are, by the verdicts on tags drawn by chance."""

    topic: str
    n: int
    right: int


class Judging:
    """Verdicts on the topics of one newsroom."""

    def __init__(self, catalog: Catalog, record: Record) -> None:
        self._catalog = catalog
        self._record = record

    def take(self, rows: Iterable[tuple[str, dict[str, Any]]], now: datetime) -> int:
        """Keep verdicts, one a row with its place, all or none; answers how many. Raises MonitorError.

        A row names its article by `article` (number) or `url`, and says either `code` and `verdict` (yes or
        no; with `kind` where it is no topic, `label`, `who`, `note`, `why`), or `topics`: all that it has.
        """
        taken = 0
        with self._record.write() as connection:
            for place, row in rows:
                try:
                    for verdict in self._verdicts(connection, row):
                        articles.judge(connection, verdict, now)
                        taken += 1
                except (ConfigError, ValueError) as error:
                    raise MonitorError(f"label: {place}: {error}") from None
        return taken

    def _verdicts(self, connection: Transaction, row: dict[str, Any]) -> list[Verdict]:
        article = verdicts.article_of(connection, row.get("article"), row.get("url"))
        if article is None:
            raise ValueError("no article of this number or address is in the record")
        who, note = str(row.get("who") or "import"), str(row.get("note") or "")
        if row.get("why") == "random":
            note = REVIEW
        if "topics" in row:
            return self._whole(connection, article, row["topics"], who, note)
        code, word = str(row.get("code") or ""), row.get("verdict")
        if word not in ("yes", "no") or not code:
            raise ValueError("it needs a 'code' and a 'verdict', yes or no; or 'topics', all that it has")
        kind: TagKind = row.get("kind") or "topic"
        if kind not in get_args(TagKind):
            raise ValueError(f"there is no kind of tag {kind!r}; use {', '.join(get_args(TagKind))}")
        label = row.get("label") or None
        self._check(kind, code, label)
        if (kind, word, label) == ("stance", "yes", None):
            said = _label(connection, article, kind, code)
            if said is None:
                raise ValueError(f"a stance that is missing needs a 'label': {', '.join(LABELS[kind])}")
            label = said if said in LABELS[kind] else None  # what was right is kept: taggers change
        return [Verdict(article, kind, code, word, who, label, note)]

    def _check(self, kind: TagKind, code: str, label: str | None) -> None:
        """Raise ConfigError or ValueError for what no list holds: it would stand in the record for ever."""
        if label is not None and label not in LABELS[kind]:
            raise ValueError(f"a {kind} is never {label!r}; use {', '.join(LABELS[kind])}")
        if kind == "topic":
            self._catalog.topic(code)
        elif kind == "stance":
            self._catalog.target(code)
        elif kind == "region" and code not in countries():
            raise ValueError(f"{code!r} is no ISO 3166-1 alpha-3 code, as USA")

    def _whole(self, connection: Transaction, article: int, true: Any, who: str, note: str) -> list[Verdict]:
        """Yes on each topic that is true, no on each other one that it was tagged with."""
        if not isinstance(true, list):
            raise ValueError(f"'topics' is not a list but {true!r}")
        for code in true:
            self._catalog.topic(code)
        (stored,) = articles.find(connection, [article])
        wrong = {tag.code for tag in stored.tags if tag.kind == "topic"} - {*true}
        words = [(code, "yes") for code in true] + [(code, "no") for code in sorted(wrong)]
        return [Verdict(article, "topic", code, word, who, None, note) for code, word in words]  # type: ignore[arg-type]

    def of(self, article: int) -> dict[tuple[str, str], Verdict]:
        """What was said last of each tag of an article, by kind and code, in the order of the first words."""
        with self._record.read() as connection:
            return {(each.kind, each.code): each for each in verdicts.given(connection, [article])}

    def truths(self, kind: TagKind) -> list[dict[str, Any]]:
        """The articles of which a tag of this kind was judged, as rows that `evaluate.verdicts` reads.

        Columns: id, title, text, published, home (of the outlet), judged (code -> no, yes, or its label).
        """
        homes = {outlet.id: outlet.home for outlet in self._catalog.outlets}
        with self._record.read() as connection:
            return [
                {
                    "id": each.article,
                    "title": each.title,
                    "text": each.text,
                    "published": each.published,
                    "home": homes.get(each.outlet),
                    "judged": {
                        code: each.labels.get(code) or word if word == "yes" else word
                        for code, word in each.words.items()
                    },
                }
                for each in verdicts.judged(connection, kind)
            ]

    def given(self) -> list[dict[str, Any]]:
        """All verdicts, oldest first, as rows that `take` understands."""
        with self._record.read() as connection:
            return verdicts.all_given(connection)

    def queue(self, most: int) -> list[Question]:
        """The tags to be judged next: of five, two unsure, two that only a model saw, one by chance.

        The same until a verdict is given.
        """
        with self._record.read() as connection:
            asked = verdicts.unjudged(connection, "topic")
            chance = Random(verdicts.count(connection))
        floor = {topic.id: topic.threshold for topic in self._catalog.topics}
        sure = sorted(asked, key=lambda tag: abs(tag.score - floor.get(tag.code, 0.5)))
        split = [tag for tag in sure if "query" not in tag.method]
        drawn = chance.sample(asked, min(len(asked), most))
        parts: list[tuple[Why, Sequence[verdicts.Unjudged]]] = [
            ("unsure", sure), ("disagree", split), ("unsure", sure), ("disagree", split), ("random", drawn)
        ]  # fmt: skip
        return [Question(*tag, why=why) for why, tag in _dealt(parts, most)]

    def live(self) -> list[Live]:
        """The share of tags drawn by chance that people found right, of all topics together and of each."""
        with self._record.read() as connection:
            said = verdicts.noted(connection, "topic", REVIEW)
        codes = ["", *sorted({code for code, _ in said})]
        found = [(code, [word for each, word in said if code in ("", each)]) for code in codes]
        return [Live(code or "all", len(words), words.count("yes")) for code, words in found if words]

    def learn(self) -> tuple[Compared, ...]:
        """Learn from all verdicts, and keep what became better for the next tagging; how each topic fares.

        Topics whose own model is no better than what the program brings stay with that.
        """
        topics, path = self._catalog.topics, self._catalog.learned
        if path is None:
            return ()
        with self._record.read() as connection:
            judged = list(verdicts.judged(connection, "topic"))
            archive = verdicts.not_judged(connection, ARCHIVE) if judged else []
        if not judged:
            path.unlink(missing_ok=True)
            return ()
        base = TopicTagger(topics, [shipped_model()])
        scores = [base.scores(each.title, each.text) for each in judged]
        examples = [_example(topics, each, score) for each, score in zip(judged, scores, strict=True)]
        before = np.array([[score.get(t.id, 0.0) for t in topics] for score in scores], np.float32)
        taught = teach(lesson(topics, examples, [Unjudged(*each) for each in archive]), before)
        if taught.model is None:
            path.unlink(missing_ok=True)
        else:
            save(taught.model, path)
        return taught.compared

    def learn_stances(self) -> tuple[stances.ComparedStance, ...]:
        """Learn each target with enough verdicts, and keep what is better for the next tagging.

        Of the other targets the default stays, or returns.
        """
        folder = self._catalog.learned_stances
        if folder is None:
            return ()
        examples: dict[str, list[stances.Example]] = {target.id: [] for target in self._catalog.targets}
        with self._record.read() as connection:
            for each in verdicts.judged(connection, "stance"):
                for code, label in each.labels.items():
                    if code in examples and each.words[code] == "yes":
                        examples[code].append(stances.Example(each.title, each.text, label))
        compared = []
        for code, judged in examples.items():
            learned = None
            if len(judged) >= stances.FEWEST:
                told, learned = stances.teach(self._catalog.target(code), judged, shipped())
                compared.append(told)
            if learned is None:
                stance_own.path_of(folder, code).unlink(missing_ok=True)
            else:
                stance_own.save(learned, stance_own.path_of(folder, code))
        return tuple(compared)


def _label(connection: Transaction, article: int, kind: TagKind, code: str) -> str | None:
    """The label of a tag; None where the article has no such tag."""
    (stored,) = articles.find(connection, [article])
    return {(tag.kind, tag.code): tag.label for tag in stored.tags}.get((kind, code))


def _dealt(
    parts: Sequence[tuple[Why, Sequence[verdicts.Unjudged]]], most: int
) -> list[tuple[Why, verdicts.Unjudged]]:
    """One of each part in turn, none twice."""
    waiting = [(why, iter(tags)) for why, tags in parts]
    seen: set[tuple[int, str]] = set()
    dealt: list[tuple[Why, verdicts.Unjudged]] = []
    while waiting and len(dealt) < most:
        why, tags = waiting.pop(0)
        tag = next((each for each in tags if (each.article, each.code) not in seen), None)
        if tag is not None:
            seen.add((tag.article, tag.code))
            dealt.append((why, tag))
            waiting.append((why, tags))
    return dealt


def _example(topics: Sequence[Topic], judged: Judged, scores: dict[str, float]) -> Example:
    """A judged article. What nobody spoke of, and nothing was tagged with, it does not have."""
    yes = {code for code, word in judged.words.items() if word == "yes"}
    no = {code for code, word in judged.words.items() if word == "no"}
    quiet = {topic.id for topic in topics if scores.get(topic.id, 0.0) < topic.threshold}
    return Example(judged.title, judged.text, judged.outlet, frozenset(yes), frozenset(no | quiet - yes))
