"""The newsroom's own model of topics: learned from verdicts, examples, and articles whose queries are sure.

One code for a newsroom without any label and for one with thousands: what is not known is left out, what the
queries are sure of stands in for labels, and each topic's query and examples are pieces of writing about it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import expm1
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.catalog import Topic
from monitor.catalog.media_topics import ancestors, media_topics
from monitor.learn.linear import balanced
from monitor.learn.topics import Cut, Document, Line, Weights, documents, model, pieces, sigmoid_line, train
from monitor.tag.topic_model import Numbers, TopicModel
from monitor.tag.topic_queries import TopicQueries

FOLDS = 3
FEWEST = 5  # articles that have a topic, for it to be learned
SURE_HITS = 4  # a word of the title counts four, one of the text one
SURE_RATIO = 1.5  # times the hits of the next topic
SURE_WEIGHT = 0.1  # of an article that only a query speaks for, beside one that a person judged
SURE_ALONE = 0.3  # where nobody judged any
OWN_WORDS = 1.0  # of a query or an example
BLENDS = (0.1, 0.2, 0.4, 0.8)  # weights of the query beside the words that are tried
CUT = Cut(most=150_000, cost=0.4, passes=5)


@dataclass(frozen=True, slots=True)
class Example:
    """An article that somebody judged: topics that it has and does not have; the others are not known."""

    title: str
    text: str
    outlet: str
    yes: frozenset[str]
    no: frozenset[str] = frozenset()


class Unjudged(NamedTuple):
    """An article that nobody judged."""

    title: str
    text: str
    outlet: str
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """All there is to learn from, read: judged articles first, then sure ones, then pieces of writing."""

    topics: Sequence[Topic]
    read: list[Document] = field(default_factory=list)
    truth: Numbers = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    weight: Numbers = field(default_factory=lambda: np.zeros(0, np.float32))
    outlets: list[str] = field(default_factory=list)  # of each; "" where it has none
    judged: int = 0

    def part(self, kept: Sequence[int]) -> "Lesson":
        """Some of it, by number."""
        judged = sum(n < self.judged for n in kept)
        outlets = [self.outlets[n] for n in kept]
        return Lesson(
            self.topics, [self.read[n] for n in kept], self.truth[kept], self.weight[kept], outlets, judged
        )

    @property
    def queries(self) -> Numbers:
        """log(1 + hits) of each topic's query in each."""
        return np.array([each.queries for each in self.read], np.float32)


def lesson(topics: Sequence[Topic], examples: Sequence[Example], archive: Sequence[Unjudged] = ()) -> Lesson:
    """Read what there is: judged articles, and an archive that nobody judged."""
    read = documents([(each.title, each.text) for each in examples], topics)
    truth = [_truth(topics, each) for each in examples]
    found = documents([(each.title, each.text) for each in archive], topics)
    guessed = [(n, _guessed(topics, archive[n].section, each.queries)) for n, each in enumerate(found)]
    known = [(n, row) for n, row in guessed if row is not None]
    lines, about = _writings(topics)
    own = np.where(np.array(about)[:, None] == np.arange(len(topics)), 1, -1).astype(np.float32)
    return Lesson(
        topics,
        [*read, *(found[n] for n, _ in known), *pieces(lines, len(topics))],
        np.vstack([*truth, *(row for _, row in known), own]).astype(np.float32),
        np.repeat(
            [1, SURE_WEIGHT if examples else SURE_ALONE, OWN_WORDS], [len(read), len(known), len(lines)]
        ).astype(np.float32),
        [*(each.outlet for each in examples), *(archive[n].outlet for n, _ in known), *("" for _ in lines)],
        len(examples),
    )


def sure(queries: Numbers) -> Numbers | None:
    """The truth that the queries alone tell of an article: yes for the best topic, no for the others.

    None where the best has fewer than 4 hits, or fewer than 1.5 times those of the next.
    """
    order = np.argsort(-queries, kind="stable")
    best = expm1(float(queries[order[0]]))
    if best < SURE_HITS - 1e-3 or (len(order) > 1 and best < SURE_RATIO * expm1(float(queries[order[1]]))):
        return None
    truth = np.full(len(queries), -1, np.float32)
    truth[order[0]] = 1
    return truth


def _guessed(topics: Sequence[Topic], section: str | None, queries: Numbers) -> Numbers | None:
    """The truth that an article's section tells, as its outlet means it, or else its queries."""
    meant = [n for n, topic in enumerate(topics) if section in topic.sections]
    if not meant:
        return sure(queries)
    truth = np.zeros(len(topics), np.float32)
    truth[meant] = 1
    return truth


def learn(some: Lesson, cut: Cut = CUT) -> Weights:
    """Learn the words of all topics at once."""
    return train(some.read, some.truth, balanced(some.truth) * some.weight[:, None], cut)


@dataclass(frozen=True, slots=True)
class Compared:
    """How right a topic's tags are on judged articles of outlets not learned from: as before, and learned."""

    topic: str
    yes: int  # judged articles that have it
    no: int
    before: float  # F1
    learned: float
    used: bool  # the learned one is better, and there are enough articles


@dataclass(frozen=True, slots=True)
class Taught:
    """What came of learning."""

    compared: tuple[Compared, ...]
    model: TopicModel | None  # of the topics that became better; None where none did


def teach(some: Lesson, before: Numbers, cut: Cut = CUT) -> Taught:
    """Learn all topics, and keep those that judged articles of other outlets show to be better than before.

    `before`: the scores without the newsroom's own model, judged articles x topics.
    """
    truth = some.truth[: some.judged]
    if not (truth > 0).any():
        return Taught((), None)
    held = _held_out(some, cut)
    queries = some.queries[: some.judged]
    lines = [(blend, sigmoid_line(held + blend * queries, truth)) for blend in BLENDS]
    blend, line = min(lines, key=lambda each: _loss(held + each[0] * queries, truth, each[1]))
    after = _chances(held + blend * queries, line)
    compared = tuple(
        _compared(topic, truth[:, n], before[:, n], after[:, n]) for n, topic in enumerate(some.topics)
    )
    used = [n for n, each in enumerate(compared) if each.used]
    if not used:
        return Taught(compared, None)
    weights = learn(some, cut)
    kept = Weights(weights.space, weights.weights[:, used], weights.bias[used])
    return Taught(compared, model("own", [some.topics[n].id for n in used], kept, line, blend, "sigmoid"))


def _held_out(some: Lesson, cut: Cut) -> Numbers:
    """Scores of judged articles, each by weights that were learned without its outlet."""
    outlets = some.outlets[: some.judged]
    part_of = _folds(outlets)
    fold = [part_of.get(outlet, n % FOLDS) for n, outlet in enumerate(outlets)]
    fold += [part_of.get(outlet, -1) for outlet in some.outlets[some.judged :]]
    scores = np.zeros((some.judged, len(some.topics)), np.float32)
    for each in range(FOLDS):
        held = [n for n in range(some.judged) if fold[n] == each]
        rest = [n for n, part in enumerate(fold) if part != each]
        if held:
            scores[held] = learn(some.part(rest), cut).scores([some.read[n] for n in held])
    return scores


def _folds(outlets: Sequence[str]) -> dict[str, int]:
    """The part of each outlet, the largest first; none where there are too few: then articles are dealt."""
    filled, part = [0] * FOLDS, dict[str, int]()
    sizes = Counter(outlets)
    for outlet, n in sorted(sizes.items(), key=lambda each: (-each[1], each[0])):
        part[outlet] = filled.index(min(filled))
        filled[part[outlet]] += n
    return part if len(sizes) >= FOLDS else {}


def _chances(scores: Numbers, line: Line) -> Numbers:
    return line.probabilities(scores, np.zeros(len(scores), np.float32), "sigmoid")


def _loss(scores: Numbers, truth: Numbers, line: Line) -> float:
    chance = _chances(scores, line)
    right = np.where(truth > 0, chance, 1 - chance)[truth != 0]
    return float(-np.log(np.maximum(right, 1e-9)).mean())


def _compared(topic: Topic, truth: Numbers, before: Numbers, after: Numbers) -> Compared:
    yes, no = int((truth > 0).sum()), int((truth < 0).sum())
    old, new = (_f1(scores >= topic.threshold, truth) for scores in (before, after))
    return Compared(topic.id, yes, no, old, new, yes >= FEWEST and new > old)


def _f1(said: npt.NDArray[np.bool_], truth: Numbers) -> float:
    hit, wrong, missed = said & (truth > 0), said & (truth < 0), ~said & (truth > 0)
    return float(2 * hit.sum() / max(1, 2 * hit.sum() + wrong.sum() + missed.sum()))


def _truth(topics: Sequence[Topic], example: Example) -> Numbers:
    said = [1 if t.id in example.yes else -1 if t.id in example.no else 0 for t in topics]
    return np.array(said, np.float32)


def _writings(topics: Sequence[Topic]) -> tuple[list[str], list[int]]:
    """Queries, examples and IPTC's definitions as pieces of writing, and the topic of each."""
    queries = TopicQueries(topics)
    lines = [(" . ".join(queries.words(each)), each) for each in range(len(topics))]
    lines += [(text, each) for each, topic in enumerate(topics) for text in (topic.label, *topic.examples)]
    owner = {code: each for each, topic in reversed(list(enumerate(topics))) for code in topic.codes}
    for term in media_topics().values():
        known = next((owner[code] for code in (term.code, *ancestors(term.code)) if code in owner), None)
        if known is not None:  # the nearest topic above a term
            lines.append((f"{term.name} . {term.definition}", known))
    return [line for line, _ in lines], [each for _, each in lines]
