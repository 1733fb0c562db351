"""Learning how to read one target from the verdicts on it, and whether that is better than the default."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize

from monitor.catalog import Target
from monitor.learn.linear import Space, space
from monitor.tag.stance import StanceTagger
from monitor.tag.stance_model import LABELS, Numbers, StanceModel
from monitor.tag.stance_own import OwnStance, counted, numbers, readings
from monitor.tag.stance_passage import Passage

FEWEST = 100  # verdicts on a target, for it to be learned
FOLDS = 5
DRAWS = 500  # of articles anew, for the error of a difference
WORDS_COST, NUMBERS_COST = 3.0, 1.0  # the larger, the less weights are held near nothing
LIFT = 0.5  # power of the weight that rare labels get

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """An article that somebody judged: how it stands to the target, one of LABELS."""

    title: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class ComparedStance:
    """How right stances toward a target are, of articles not learned from: as before, and learned."""

    target: str
    n: int  # verdicts
    before: float  # macro-F1
    learned: float
    error: float  # standard error of the difference
    used: bool


class Remembered:
    """A model that reads each passage once."""

    def __init__(self, model: StanceModel) -> None:
        self.name = model.name
        self._model = model
        self._known: dict[Passage, Numbers] = {}

    def probabilities(self, passages: Sequence[Passage]) -> Numbers:
        """Passages x LABELS."""
        new = list(dict.fromkeys(each for each in passages if each not in self._known))
        if new:
            self._known.update(zip(new, self._model.probabilities(new), strict=True))
        return np.array([self._known[each] for each in passages], np.float32).reshape(-1, len(LABELS))


def teach(
    target: Target, examples: Sequence[Example], model: StanceModel
) -> tuple[ComparedStance, OwnStance | None]:
    """Learn a target on top of a model; what is learned is None where it is no better.

    It is better where the macro-F1 of articles that were not learned from, in five parts, is larger by more
    than its standard error (paired bootstrap). `unsure`, and no mention, count as neutral.
    """
    model = Remembered(model)
    truth = np.array([LABELS.index(each.label) for each in examples])
    before = _said(StanceTagger([target], model), target, examples)
    part = np.array([crc32(f"{each.title}\n{each.text}".encode()) % FOLDS for each in examples])
    after = before.copy()
    for fold in range(FOLDS):
        rest = [each for each, held in zip(examples, part == fold, strict=True) if not held]
        own = learn(target, rest, model)
        held = np.flatnonzero(part == fold)
        if own is not None:
            tagger = StanceTagger([target], model, {target.id: own})
            after[held] = _said(tagger, target, [examples[int(n)] for n in held])
    old, new = macro_f1(before, truth), macro_f1(after, truth)
    error = _error(before, after, truth)
    used = new - old > error
    compared = ComparedStance(target.id, len(examples), old, new, error, used)
    return compared, learn(target, examples, model) if used else None


def learn(target: Target, examples: Sequence[Example], model: StanceModel) -> OwnStance | None:
    """Learn from judged articles; None where none of them mentions the target."""
    tagger = StanceTagger([target], model)
    read: list[str] = []
    passages: list[Passage] = []
    truth: list[int] = []
    weight: list[float] = []
    common = Counter(each.label for each in examples)
    for each in examples:
        found = tagger.passages(each.title, each.text)
        passages += found
        read += readings(each.title, each.text, found)
        truth += [LABELS.index(each.label)] * len(found)
        lift = (len(examples) / len(LABELS) / common[each.label]) ** LIFT
        weight += [lift / len(found) for _ in found]
    if not passages:
        return None
    documents = [counted(each) for each in read]
    known = space(documents)
    beside = numbers(passages, model.probabilities(passages))
    table = _table(known, documents, beside)
    stiff = np.repeat([1 / WORDS_COST, 1 / NUMBERS_COST], [len(known.words), beside.shape[1]])
    weights, bias = _fit(table, np.array(truth), np.array(weight), stiff)
    of_words, of_numbers = weights[: len(known.words)], weights[len(known.words) :]
    return OwnStance(model.name, known.words, known.idf, of_words, of_numbers, bias)


def _table(known: Space, documents: Sequence[Counter[str]], numbers: Numbers) -> sparse.csr_array:
    """Passages x features: the words, then the numbers beside them."""
    width = len(known.words)
    beside = np.arange(width, width + numbers.shape[1])
    rows = known.rows(documents)
    places = np.concatenate([np.concatenate([places, beside]) for places, _ in rows])
    values = np.concatenate(
        [np.concatenate([each, read]) for (_, each), read in zip(rows, numbers, strict=True)]
    )
    ends = np.cumsum([0, *(len(each) + len(beside) for each, _ in rows)])
    return sparse.csr_array((values, places, ends), shape=(len(rows), width + len(beside)))


def _fit(table: sparse.csr_array, truth: Places, weight: Floats, stiff: Floats) -> tuple[Numbers, Numbers]:
    """Logistic regression: features x labels, and the bias; `stiff` holds the weights of features near 0."""
    shape = table.shape[1] + 1, len(LABELS)
    wanted = np.eye(len(LABELS))[truth]
    loss = partial(_loss, table, wanted, weight, np.append(stiff, 0.0)[:, None])
    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    weights = found.x.reshape(shape).astype(np.float32)
    return weights[:-1], weights[-1]


def _loss(
    table: sparse.csr_array, wanted: Floats, weight: Floats, stiff: Floats, flat: Floats
) -> tuple[float, Floats]:
    """What is minimised, and its slope."""
    weights = flat.reshape(-1, len(LABELS))
    scores = table @ weights[:-1] + weights[-1]
    scores -= scores.max(axis=1, keepdims=True)
    chances = np.exp(scores)
    total = chances.sum(axis=1, keepdims=True)
    miss = -(weight * (wanted * (scores - np.log(total))).sum(axis=1)).sum()
    wrong = (chances / total - wanted) * weight[:, None]
    slope = np.vstack([table.T @ wrong, wrong.sum(axis=0)]) + stiff * weights
    return float(miss + (stiff * weights**2).sum() / 2), slope.ravel()


def _said(tagger: StanceTagger, target: Target, examples: Sequence[Example]) -> Places:
    said = []
    for each in examples:
        labels = [stance.label for stance in tagger.read(each.title, each.text) if stance.target == target.id]
        label = labels[0] if labels else "neutral"
        said.append(LABELS.index(label if label in LABELS else "neutral"))
    return np.array(said)


def macro_f1(said: Places, truth: Places) -> float:
    """The mean F1 of the labels that occur."""
    found = []
    for label in np.unique(truth):
        hits = ((said == label) & (truth == label)).sum()
        found.append(2 * hits / ((said == label).sum() + (truth == label).sum()))
    return float(np.mean(found))


def _error(before: Places, after: Places, truth: Places) -> float:
    chance = np.random.default_rng(0)
    drawn = (chance.integers(0, len(truth), len(truth)) for _ in range(DRAWS))
    return float(np.std([macro_f1(after[n], truth[n]) - macro_f1(before[n], truth[n]) for n in drawn]))
