"""Trains the shipped model of the 17 top levels of IPTC Media Topics: python -m monitor.training.topic DATA.

DATA holds *.jsonl.gz, whose rows are id, dataset, title, text, labels (IPTC codes, the main one first), tasks
and source. Learned from: AllSides (repository Apache-2.0), SIB-200 (CC BY-SA 4.0), the names and
definitions of IPTC Media Topics (CC BY 4.0), the queries of the starter topics and `topic_words.txt` (ours).
All other sets only measure. Writes tag/weights/topics.npz and tag/scorecards/topic.json, and prints the
figures of articles not learned from.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha1
from pathlib import Path
from typing import Any

import numpy as np

from monitor.catalog import Topic, starter
from monitor.catalog.lists import read_topics
from monitor.catalog.media_topics import media_topics, top_level
from monitor.evaluate.scorecard import Scorecard
from monitor.evaluate.topic import Judged, card, judge
from monitor.learn.linear import balanced
from monitor.learn.topics import (
    Cut,
    Document,
    Line,
    Weights,
    counted,
    documents,
    model,
    pieces,
    softmax_line,
    train,
)
from monitor.query.words import words_of
from monitor.tag.topic import TopicTagger
from monitor.tag.topic_model import Numbers, TopicModel, load, save
from monitor.tag.topic_queries import TopicQueries

OPEN = ("allsides", "sib200_eng")
NAMES = {
    "allsides": "AllSides, outlets not learned from",
    "sib200_eng": "SIB-200, not learned from",
    "ag": "AG News",
    "bbc": "BBC",
    "guardian": "The Guardian",
    "masakhanews_eng": "MasakhaNEWS, English",
    "nyt_cap": "New York Times, headlines",
    "tagmynews": "TagMyNews",
}
FOLDS = 5
BEGINNING = 30  # words
WEIGHTS = Path(__file__).parents[1] / "tag" / "weights" / "topics.npz"
CARD = Path(__file__).parents[1] / "tag" / "scorecards" / "topic.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How much each thing counts; the best of a few on outlets that were not learned from."""

    own: float  # our writings and the vocabulary, beside an article
    query: float  # what the queries found, beside the words
    cut: Cut


SHIPPED = Recipe(own=2.0, query=0.1, cut=Cut(most=110_000, cost=0.4, passes=6))
EVERY = Recipe(own=1.0, query=0.0, cut=Cut(most=110_000, cost=0.6, passes=8))  # with articles of all topics


@dataclass(frozen=True, slots=True)
class Data:
    """Labelled articles."""

    rows: Sequence[dict[str, Any]]
    read: Sequence[Document]
    labels: Sequence[list[int]]  # numbers of the top levels, the main one first

    def part(self, keep: Sequence[int]) -> "Data":
        """The articles with these numbers."""
        return Data(
            [self.rows[n] for n in keep], [self.read[n] for n in keep], [self.labels[n] for n in keep]
        )

    def begun(self) -> "Data":
        """The titles and first words only."""
        read = [
            Document(counted(words_of(row["title"]), words_of(row["text"])[:BEGINNING]), each.queries * 0)
            for row, each in zip(self.rows, self.read, strict=True)
        ]
        return Data(self.rows, read, self.labels)

    @property
    def truth(self) -> Numbers:
        """Articles x topics: 1 for every label, else -1."""
        truth = np.full((len(self.rows), 17), -1, np.float32)
        for row, labels in zip(truth, self.labels, strict=True):
            row[labels] = 1
        return truth


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The rows with a top level."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (row for line in lines if "l1" in (row := json.loads(line))["tasks"] and row["labels"])


def read_data(folder: Path, topics: Sequence[Topic]) -> Data:
    """Read and index all labelled articles."""
    known = list(rows(folder))
    place = {topic.id: each for each, topic in enumerate(topics)}
    labels = [[place[top_level(code)] for code in row["labels"]] for row in known]
    return Data(known, documents([(row["title"], row["text"]) for row in known], topics), labels)


def own_words(topics: Sequence[Topic]) -> tuple[list[Document], list[int]]:
    """What is known of topics without articles: our words, the queries, the vocabulary."""
    place = {topic.id: each for each, topic in enumerate(topics)}
    lines: list[tuple[int, str]] = []
    at = -1
    for line in Path(__file__).with_name("topic_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            at = int(line[1:3]) - 1
        elif line and not line.startswith("#"):
            lines.append((at, line))
    queries = TopicQueries(topics)
    lines += [(each, " . ".join(queries.words(each))) for each in range(len(topics))]
    written = pieces([line for _, line in lines], len(topics))
    nothing = np.zeros(len(topics), np.float32)
    terms = list(media_topics().values())
    named = [Document(counted(words_of(t.name), words_of(t.definition)), nothing) for t in terms]
    return [*written, *named], [*(at for at, _ in lines), *(place[top_level(t.code)] for t in terms)]


def learn(data: Data, topics: Sequence[Topic], recipe: Recipe = SHIPPED) -> Weights:
    """Learn from articles and from what is known without them; the main label of each counts."""
    words, places = own_words(topics)
    main = [labels[0] for labels in data.labels] + places
    truth = np.full((len(main), len(topics)), -1, np.float32)
    truth[np.arange(len(main)), main] = 1
    weight = balanced(truth)
    weight[len(data.rows) :] *= recipe.own
    return train([*data.read, *words], truth, weight, recipe.cut)


@dataclass(frozen=True, slots=True)
class Scored:
    """Articles and what a model that did not learn from them says."""

    data: Data
    scores: Numbers
    features: Numbers

    def part(self, keep: Sequence[int]) -> "Scored":
        """The articles with these numbers."""
        return Scored(self.data.part(keep), self.scores[keep], self.features[keep])


def scored(learned: Weights, data: Data, recipe: Recipe = SHIPPED) -> Scored:
    """Score articles by words and queries."""
    queries = np.array([each.queries for each in data.read], np.float32)
    return Scored(data, learned.scores(data.read) + recipe.query * queries, learned.known(data.read))


def fold(text: str) -> int:
    """The part that a title or an outlet belongs to."""
    return int(sha1(f"topic validation {text}".encode()).hexdigest(), 16) % FOLDS


def by_title(row: dict[str, Any]) -> int:
    """Copies of one title are in one part."""
    return fold(" ".join(words_of(row["title"] or row["text"][:80])))


def by_outlet(row: dict[str, Any]) -> int:
    """All articles of an outlet are in one part."""
    return fold(row["source"] or row["dataset"])


def figures(some: Scored, line: Line) -> dict[str, float]:
    """Shares of articles, and calibration; as the README explains them."""
    chance, data = line.probabilities(some.scores, some.features, "softmax"), some.data
    best, sure = chance.argmax(axis=1), chance.max(axis=1)
    three = np.argsort(-chance, axis=1)[:, :3]
    main = np.array([labels[0] for labels in data.labels])
    right = np.array([each in labels for each, labels in zip(best, data.labels, strict=True)])
    known = [topic for topic, n in Counter(main.tolist()).items() if n >= 20]
    pairs = [((best == topic) & (main == topic), (best == topic) | (main == topic)) for topic in known]
    f1 = [2 * hit.sum() / max(1, hit.sum() + either.sum()) for hit, either in pairs]
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [
        abs(right[bins == b].mean() - sure[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())
    ]
    return {
        "n": len(main),
        "main": (best == main).mean(),
        "any": right.mean(),
        "macro_f1": float(np.mean(f1)) if f1 else 0.0,
        "top3": np.mean(
            [bool({*t} & {*labels}) for t, labels in zip(three.tolist(), data.labels, strict=True)]
        ),
        "precision_at_.8": right[sure >= 0.8].mean(),
        "coverage_at_.8": (sure >= 0.8).mean(),
        "calibration_error": float(sum(gaps)),
    }


def tell(name: str, some: Scored, line: Line) -> None:
    """Print the figures of one set."""
    told = figures(some, line)
    print(f"{name:28} n {told.pop('n')}", "".join(f"  {key} {value:.3f}" for key, value in told.items()))


def validate(data: Data, topics: Sequence[Topic], line: Line) -> None:
    """Print what is right on titles not learned from: of the open sets, and what all sets would bring."""
    held = data.part([n for n, row in enumerate(data.rows) if by_title(row) == 0])
    rest = data.part([n for n, row in enumerate(data.rows) if by_title(row) != 0])
    own = rest.part([n for n, row in enumerate(rest.rows) if row["dataset"] in OPEN])
    for name, part, recipe in (("open sets", own, SHIPPED), ("all sets", rest, EVERY)):
        some = scored(learn(part, topics, recipe), held, recipe)
        if part is rest:
            line = softmax_line(some.scores, some.features, held.truth)
        tell(f"{name}: held-out titles", some, line)
        for one in sorted({row["dataset"] for row in held.rows}):
            tell(f"  {one}", some.part([n for n, row in enumerate(held.rows) if row["dataset"] == one]), line)


def unseen_outlets(data: Data, topics: Sequence[Topic]) -> tuple[Line, list[Judged]]:
    """Print what is right on outlets not learned from; calibrated on whole articles and beginnings."""
    own = data.part([n for n, row in enumerate(data.rows) if row["dataset"] in OPEN])
    whole, begun, weights = [], [], []
    for each in range(FOLDS):
        learned = learn(own.part([n for n, row in enumerate(own.rows) if by_outlet(row) != each]), topics)
        rest = own.part([n for n, row in enumerate(own.rows) if by_outlet(row) == each])
        weights.append(learned)
        whole.append(scored(learned, rest))
        begun.append(scored(learned, rest.begun()))
    some, short = together(whole), together(begun)
    both = together([some, short])
    line = softmax_line(both.scores, both.features, both.data.truth)
    tell("open sets: unseen outlets", some, line)
    tell("  their first 30 words", short, line)
    judged = [
        said
        for learned, part in zip(weights, whole, strict=True)
        for said in judgements(packed(learned, topics, line), part.data.rows, topics)
    ]
    return line, judged


def judgements(made: TopicModel, some: Sequence[dict[str, Any]], topics: Sequence[Topic]) -> list[Judged]:
    """What a model says of labelled articles, beside what is true."""
    tagger = TopicTagger(topics, [made])
    said = (judge(row, lambda row: tagger.tag(row["title"], row["text"]).tags) for row in some)
    return [each for each in said if each]


def packed(learned: Weights, topics: Sequence[Topic], line: Line) -> TopicModel:
    """Weights as the model that is shipped."""
    return model("iptc", [topic.id for topic in topics], learned, line, SHIPPED.query, "softmax")


def together(parts: Sequence[Scored]) -> Scored:
    """Several parts as one."""
    data = [part.data for part in parts]
    return Scored(
        Data(*([each for one in data for each in getattr(one, name)] for name in ("rows", "read", "labels"))),
        np.concatenate([part.scores for part in parts]),
        np.concatenate([part.features for part in parts]),
    )


def scorecard(data: Data, topics: Sequence[Topic], made: TopicModel, unseen: Sequence[Judged]) -> Scorecard:
    """Figures of articles whose outlets were not learned from, in the sets' own names."""
    other = [row for row in data.rows if row["dataset"] not in OPEN]
    named = [replace(each, set=NAMES[each.set]) for each in (*unseen, *judgements(made, other, topics))]
    return card(named, made.version)


def main(folder: str) -> None:
    """Measure, train and write."""
    topics = read_topics(starter.FOLDER / "topics.toml")[:17]
    data = read_data(Path(folder), topics)
    line, unseen = unseen_outlets(data, topics)
    validate(data, topics, line)
    made = packed(
        learn(data.part([n for n, row in enumerate(data.rows) if row["dataset"] in OPEN]), topics),
        topics,
        line,
    )
    save(made, WEIGHTS)
    CARD.parent.mkdir(exist_ok=True)
    CARD.write_text(scorecard(data, topics, load(WEIGHTS), unseen).to_json() + "\n", encoding="utf-8")
    print(made.version, f"{len(made.words):,} features, {WEIGHTS.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(sys.argv[1])
