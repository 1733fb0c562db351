"""Learns a model of topics from articles that are known to have them, or not."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from monitor.catalog import Topic
from monitor.learn.linear import Row, Space, fit, narrowed, space
from monitor.query import read
from monitor.query.words import words_of
from monitor.tag.topic_model import TITLE, WORDS, Link, Numbers, TopicModel, features, link, steeper
from monitor.tag.topic_queries import TopicQueries


@dataclass(frozen=True, slots=True)
class Document:
    """An article as learning sees it: its words, and what the queries of the topics found."""

    words: Mapping[str, int]  # words and pairs of words, those of the title three times
    queries: Numbers  # log(1 + hits) of each topic


@dataclass(frozen=True, slots=True)
class Cut:
    """How large and how exact a model is made."""

    most: int = 120_000  # features
    cost: float = 0.4
    passes: int = 6


def documents(articles: Sequence[tuple[str, str]], topics: Sequence[Topic]) -> list[Document]:
    """Read articles, each a title and a text."""
    queries = TopicQueries(topics)
    found = []
    for title, text in articles:
        written = {"title": title, "text": text}
        fields = read(written)
        raw = np.zeros(len(topics), np.float32)
        for each, hits in queries.find(fields, written).items():
            raw[each] = hits.raw
        found.append(Document(counted(fields["title"].words, fields["text"].words), raw))
    return found


def counted(title: Sequence[str], text: Sequence[str]) -> Mapping[str, int]:
    """How often each feature is there."""
    counts = Counter(features(text[:WORDS]))
    for each in features(title):
        counts[each] += TITLE
    return counts


def pieces(lines: Sequence[str], topics: int) -> list[Document]:
    """Short writings about topics as documents, without a title."""
    nothing = np.zeros(topics, np.float32)
    return [Document(counted((), words_of(line)), nothing) for line in lines]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned of words."""

    space: Space
    weights: Numbers
    bias: Numbers

    def scores(self, some: Sequence[Document]) -> Numbers:
        """The score of each topic for each document, without its queries."""
        rows: list[Row] = self.space.rows([each.words for each in some])
        return np.array([values @ self.weights[places] + self.bias for places, values in rows], np.float32)

    def known(self, some: Sequence[Document]) -> Numbers:
        """How many features of each document are known."""
        vocabulary = set(self.space.words)
        return np.array([len(vocabulary & each.words.keys()) for each in some], np.float32)


def train(some: Sequence[Document], truth: Numbers, weight: Numbers, cut: Cut) -> Weights:
    """Learn weights of words. `truth` and `weight`: documents x topics, as `linear.fit` takes them."""
    words = [each.words for each in some]
    known = space(words)
    weights, bias = fit(known.rows(words), len(known.words), truth, weight, cut.cost, cut.passes)
    if len(known.words) > cut.most:
        known = narrowed(known, weights, words, cut.most)
        weights, bias = fit(known.rows(words), len(known.words), truth, weight, cut.cost, cut.passes)
    return Weights(known, weights, bias)


@dataclass(frozen=True, slots=True)
class Line:
    """How scores become probabilities: slope x (features / 200) ** -length x score + offset."""

    slope: float
    offset: float = 0.0
    length: float = 0.0

    def probabilities(self, scores: Numbers, features: Numbers, kind: Link) -> Numbers:
        """The probabilities of articles with so many known features."""
        slope = self.slope * steeper(features, self.length)[:, None]
        return link(scores, slope, self.offset, kind)


def softmax_line(scores: Numbers, features: Numbers, truth: Numbers) -> Line:
    """The slope and the length that give held-out scores the least log loss of the topics that are true."""

    def loss(line: npt.NDArray[np.float64]) -> float:
        chance = Line(line[0], 0, line[1]).probabilities(scores, features, "softmax")
        return float(-np.log(np.maximum((chance * (truth > 0)).sum(axis=1), 1e-9)).mean())

    slope, length = _least(loss, (3.0, 0.1))
    return Line(slope, 0, length)


def sigmoid_line(scores: Numbers, truth: Numbers) -> Line:
    """The slope and the offset of the least log loss, for all topics alike; unknown truth is left out.

    Source: Platt, "Probabilistic outputs for support vector machines", 1999.
    """
    known = truth != 0
    said, right = scores[known], truth[known] > 0
    nothing = np.zeros(len(said), np.float32)

    def loss(line: npt.NDArray[np.float64]) -> float:
        chance = Line(line[0], line[1]).probabilities(said[:, None], nothing, "sigmoid")[:, 0]
        return float(-np.log(np.maximum(np.where(right, chance, 1 - chance), 1e-9)).mean())

    return Line(*_least(loss, (3.0, 0.0)))


def _least(
    loss: Callable[[npt.NDArray[np.float64]], float], first: tuple[float, float]
) -> tuple[float, float]:
    found = minimize(loss, np.array(first, np.float64).ravel(), method="Nelder-Mead", tol=1e-4)
    return float(found.x[0]), float(found.x[1])


def model(
    name: str, topics: Sequence[str], learned: Weights, line: Line, query: float, kind: Link
) -> TopicModel:
    """A model out of weights; its version is the name and a digest of them."""
    digest = sha256("\n".join(learned.space.words).encode())
    digest.update(np.ascontiguousarray(learned.weights).tobytes())
    return TopicModel(
        topics=tuple(topics),
        words=learned.space.words,
        idf=learned.space.idf,
        weights=learned.weights,
        bias=learned.bias,
        slope=np.full(len(topics), line.slope, np.float32),
        offset=np.full(len(topics), line.offset, np.float32),
        length=line.length,
        query=query,
        link=kind,
        version=f"{name}-{digest.hexdigest()[:6]}",
    )
