"""Which topics the words of an article speak for: a linear model over TF-IDF of words and pairs of words.

Needs numpy only. How it is trained: `monitor.learn`; on what: `monitor.training.topic`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise, repeat
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

TITLE = 3  # a word of the title counts as so many of the text
WORDS = 600  # of the text: what follows the first pages says little more of the topic
USUAL = 200  # features of an article: where `length` changes nothing
IDF_STEPS = 20  # of a byte to one unit of the inverse document frequency

Link = Literal["softmax", "sigmoid"]


def features(words: Sequence[str]) -> Iterable[str]:
    """The words, and each two that stand side by side."""
    return chain(words, map(" ".join, pairwise(words)))


def tf_idf(places: Sequence[int] | Places, idf: Numbers) -> tuple[Places, Numbers]:
    """The features of one article, each once, and their weights of length 1: (1 + log count) x idf."""
    known, counts = np.unique(np.asarray(places, np.int64), return_counts=True)
    values = (1 + np.log(counts)) * idf[known]
    return known, (values / max(float(np.sqrt(values @ values)), 1e-9)).astype(np.float32)


@dataclass(frozen=True)  # no slots: the vocabulary is made when first asked for
class TopicModel:
    """Weights of words for topics; `probabilities` blends them with what the topics' queries found."""

    topics: tuple[str, ...]
    words: tuple[str, ...]  # words, and pairs of words with a space between
    idf: Numbers  # of each word
    weights: Numbers  # words x topics
    bias: Numbers  # of each topic
    slope: Numbers  # of each topic: how sharply a score becomes a probability
    offset: Numbers  # of each topic, added to that
    length: float  # short pieces have small scores: the slope is x (features / 200) ** -length
    query: float  # how much the query's log(1 + hits) counts beside the words
    link: Link  # softmax: one of the topics is the main one; sigmoid: each stands alone
    version: str

    @cached_property
    def _index(self) -> "_Index":
        return _Index(self.words)

    def read(self, title: Sequence[str], text: Sequence[str]) -> "Known":
        """What the model knows of folded words (see `monitor.query.words_of`)."""
        places, values = tf_idf(self._index.places(title, text[:WORDS]), self.idf)
        return Known(places, values, self.weights[places])

    def scores(self, known: "Known", queries: Numbers) -> Numbers:
        """The score of each topic; above 0 it rather is one. `queries`: log(1 + hits) of each."""
        score: Numbers = known.values @ known.weights + self.bias + self.query * queries
        return score

    def probabilities(self, known: "Known", queries: Numbers) -> Numbers:
        """How likely each topic is, 0 … 1."""
        slope = self.slope * steeper(len(known.places), self.length)
        return link(self.scores(known, queries), slope, self.offset, self.link)

    def evidence(self, known: "Known", topic: int, most: int = 5) -> list[str]:
        """The words that weighed most for a topic, the weightiest first."""
        shares = known.values * known.weights[:, topic]
        best = np.argsort(-shares, kind="stable")[:most]
        return [self.words[known.places[each]] for each in best if shares[each] > 0]


class Known(NamedTuple):
    """The features of an article that a model knows, each once."""

    places: Places  # of the features in the model
    values: Numbers  # their TF-IDF
    weights: Numbers  # features x topics


class _Index:
    """Finds features by the numbers of their words, which is quicker than by their letters."""

    def __init__(self, features: Sequence[str]) -> None:
        self._numbers: dict[str, int] = {}
        number = self._numbers.setdefault
        singles, pairs = [], []
        for place, (first, _, second) in enumerate(feature.partition(" ") for feature in features):
            one = number(first, len(self._numbers))
            if second:
                pairs.append((one, number(second, len(self._numbers)), place))
            else:
                singles.append((one, place))
        self._single = np.full(len(self._numbers) + 1, -1)  # the last is of a word that is not known
        single = np.array(singles, np.int64).reshape(-1, 2)
        self._single[single[:, 0]] = single[:, 1]
        pair = np.array(pairs, np.int64).reshape(-1, 3)
        keys = pair[:, 0] * len(self._single) + pair[:, 1]
        order = np.argsort(keys)
        self._keys = np.append(keys[order], np.iinfo(np.int64).max)
        self._pair = np.append(pair[order, 2], -1)

    def places(self, title: Sequence[str], text: Sequence[str]) -> Places:
        """The places of all features; those of the title three times."""
        unknown = len(self._single) - 1
        get = self._numbers.get
        words = np.array(
            [*map(get, title, repeat(unknown)), unknown, *map(get, text, repeat(unknown))], np.int64
        )
        keys = words[:-1] * len(self._single) + words[1:]
        at = np.searchsorted(self._keys, keys)
        pairs = np.where(self._keys[at] == keys, self._pair[at], -1)
        single, ends = self._single[words], len(title)
        found = np.concatenate([single, pairs, *(TITLE - 1) * (single[:ends], pairs[:ends])])
        return found[found >= 0]


def steeper(features: int | Numbers, length: float) -> Numbers:
    """What the slope is multiplied with for articles of so many known features."""
    return np.asarray(np.maximum(features, 1) / USUAL, np.float32) ** -length


def link(scores: Numbers, slope: Numbers, offset: Numbers | float, kind: Link) -> Numbers:
    """Probabilities of scores, along the last axis."""
    raised = slope * scores + offset
    if kind == "sigmoid":
        return np.asarray(1 / (1 + np.exp(-np.clip(raised, -30, 30))), np.float32)
    grown = np.exp(raised - raised.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True), np.float32)


def save(model: TopicModel, path: Path) -> None:
    """Write a model with weights of one byte each; about a tenth of its size in memory."""
    scale = np.maximum(np.abs(model.weights).max(axis=0), 1e-9) / 127
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            topics=np.array(model.topics),
            words=np.frombuffer("\n".join(model.words).encode(), np.uint8),
            idf=np.clip(np.round(model.idf * IDF_STEPS), 1, 255).astype(np.uint8),
            weights=np.ascontiguousarray(np.round(model.weights / scale).astype(np.int8).T),
            scale=scale.astype(np.float32),
            bias=model.bias,
            slope=model.slope,
            offset=model.offset,
            length=np.float32(model.length),
            query=np.float32(model.query),
            link=np.array(model.link),
            version=np.array(model.version),
        )


def load(path: Path) -> TopicModel:
    """Read a model that `save` wrote."""
    with np.load(path, allow_pickle=False) as file:
        words = file["words"].tobytes().decode()
        return TopicModel(
            topics=tuple(map(str, file["topics"])),
            words=tuple(words.split("\n")) if words else (),
            idf=file["idf"].astype(np.float32) / IDF_STEPS,
            weights=np.ascontiguousarray(file["weights"].T).astype(np.float32) * file["scale"],
            bias=file["bias"],
            slope=file["slope"],
            offset=file["offset"],
            length=float(file["length"]),
            query=float(file["query"]),
            link="softmax" if str(file["link"]) == "softmax" else "sigmoid",
            version=str(file["version"]),
        )
