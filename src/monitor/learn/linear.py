"""Linear support vector machines for many topics at once, in numpy.

Minimises, for each topic, |w|^2 / 2 + sum of C_i x max(0, 1 - y_i (w x_i + b))^2 by dual coordinate descent:
Hsieh, Chang, Lin, Keerthi and Sundararajan, "A dual coordinate descent method for large-scale linear SVM",
ICML 2008, algorithm 1 with the squared hinge loss. All topics share the pass over the articles.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from monitor.tag.topic_model import Numbers, Places, tf_idf

SMALLEST = 1e-4  # a change of the dual variables that is not worth the writing
NOTHING = 1e-6  # the weight of what is not known to be yes or no

Row = tuple[Places, Numbers]


@dataclass(frozen=True, slots=True)
class Space:
    """The words that a model knows, in the order of the alphabet, and their inverse document frequencies."""

    words: tuple[str, ...]
    idf: Numbers

    def rows(self, documents: Sequence[Mapping[str, int]]) -> list[Row]:
        """Documents (features and how often) as vectors of length 1."""
        vocabulary = {word: place for place, word in enumerate(self.words)}
        rows = []
        for document in documents:
            known = [
                (place, n) for word, n in document.items() if (place := vocabulary.get(word)) is not None
            ]
            known.sort()
            places = np.fromiter((place for place, _ in known), np.int64, len(known))
            counts = np.fromiter((n for _, n in known), np.int64, len(known))
            rows.append(tf_idf(np.repeat(places, counts), self.idf))
        return rows


def space(documents: Sequence[Mapping[str, int]], least: int = 2) -> Space:
    """The features that at least so many documents hold; idf = log((1 + n) / (1 + df)) + 1."""
    held: Counter[str] = Counter()
    for document in documents:
        held.update(document.keys())
    kept = sorted((word, n) for word, n in held.items() if n >= least)
    counts = np.array([n for _, n in kept], np.float32)
    idf = np.log((1 + len(documents)) / (1 + counts)) + 1
    return Space(tuple(word for word, _ in kept), idf.astype(np.float32))


def narrowed(full: Space, weights: Numbers, documents: Sequence[Mapping[str, int]], most: int) -> Space:
    """The `most` features that matter: by their largest weight x the root of their document frequency."""
    if len(full.words) <= most:
        return full
    held: Counter[str] = Counter()
    for document in documents:
        held.update(document.keys())
    frequency = np.array([held[word] for word in full.words])
    best = np.argsort(-np.abs(weights).max(axis=1) * np.sqrt(frequency), kind="stable")[:most]
    kept = np.sort(best)
    return Space(tuple(full.words[place] for place in kept), full.idf[kept])


def fit(
    rows: Sequence[Row], width: int, truth: Numbers, weight: Numbers, cost: float = 0.2, passes: int = 6
) -> tuple[Numbers, Numbers]:
    """Weights (features x topics) and biases.

    `truth`: articles x topics, 1 yes, -1 no, 0 not known. `weight`: the same shape, how much each counts.
    """
    count, topics = truth.shape
    weights, bias = np.zeros((width, topics), np.float32), np.zeros(topics, np.float32)
    dual = np.zeros((count, topics), np.float32)
    slack = (1 / (2 * cost * np.where(truth == 0, NOTHING, np.maximum(weight, NOTHING)))).astype(np.float32)
    curvature = 2 + slack  # of a vector of length 1 and the constant feature
    chance = np.random.default_rng(0)
    for _ in range(passes):
        for each in chance.permutation(count):
            places, values = rows[each]
            local = weights[places]
            gradient = truth[each] * (values @ local + bias) - 1 + slack[each] * dual[each]
            raised = np.maximum(dual[each] - gradient / curvature[each], 0)
            change = raised - dual[each]
            if np.abs(change).max() < SMALLEST:
                continue
            dual[each] = raised
            change *= truth[each]
            weights[places] = local + values[:, None] * change
            bias += change
    return weights, bias


def balanced(truth: Numbers, power: float = 0.5) -> Numbers:
    """Weights that lift rare topics: (articles / (topics x articles of the topic)) ** power for each yes."""
    yes = np.maximum((truth > 0).sum(axis=0), 1)
    lift = (len(truth) / (truth.shape[1] * yes)) ** power
    return np.where(truth > 0, lift, 1).astype(np.float32)
