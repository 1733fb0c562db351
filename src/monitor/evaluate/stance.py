"""How right the stances are, toward the target that each row names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from monitor.errors import MonitorError
from monitor.evaluate.scorecard import Confusion, Label, Scorecard, SetScore
from monitor.evaluate.scores import DRAWS, LEVEL, Counts, compare
from monitor.tag import VERSION, Tagger

LABELS = ("critical", "neutral", "supportive")
FEWEST = 20  # rows of a slice, to be told
QUOTES = ("“", '"')
NEGATIONS = (" not ", " no ", " never ", "n't ", "n’t ", " nor ", " nothing ", " nobody ")


@dataclass(frozen=True, slots=True)
class _Judged:
    """One mention: what was said, and what is true."""

    set: str
    text: str
    said: str
    true: str

    @property
    def right(self) -> bool:
        return self.said == self.true


def stance_scorecard(gold: Sequence[dict[str, Any]], tagger: Tagger, home: str | None = None) -> Scorecard:  # noqa: ARG001 - all kinds are called alike
    """Measure stances against `label`: critical, neutral or supportive.

    Rows: text, target, label, and where known title, span ([start, end] of the mention in the text) and
    source (the name of the row's set). Precision, recall and F1 are means over the three labels; unsure
    counts as neutral. Raises MonitorError where no row has a target and a label.
    """
    judged = [_judged(row, tagger) for row in gold if row.get("target") and row.get("label") in LABELS]
    if not judged:
        raise MonitorError("evaluate: no row has a 'target' and a 'label': critical, neutral or supportive")
    texts = Counter((each.set, each.text) for each in judged)
    slices = {
        "all": judged,
        "with a quotation": [each for each in judged if any(mark in each.text for mark in QUOTES)],
        "with a negation": [each for each in judged if any(word in each.text.lower() for word in NEGATIONS)],
        "several targets in the text": [each for each in judged if texts[each.set, each.text] > 1],
    }
    sets = tuple(score for name, part in slices.items() for score in _sets(part, name))
    return Scorecard("stance", VERSION, sets, _labels(judged), _confusions(judged))


def _judged(row: dict[str, Any], tagger: Tagger) -> _Judged:
    span = tuple(row["span"]) if row.get("span") else None
    tag = tagger.stance_of(row["text"], row["target"], span, row.get("title") or "")
    said = tag.label if tag and tag.label in LABELS else "neutral"
    return _Judged(row.get("source") or "mentions", row["text"], said, row["label"])


def _sets(judged: Iterable[_Judged], note: str) -> list[SetScore]:
    by_set: dict[str, list[_Judged]] = defaultdict(list)
    for each in judged:
        by_set[each.set].append(each)
    return [_score(name, rows, note) for name, rows in by_set.items() if len(rows) >= FEWEST or note == "all"]


def _score(name: str, rows: Sequence[_Judged], note: str) -> SetScore:
    counts = [_of(rows, label) for label in LABELS]
    said, true = (np.array([LABELS.index(each) for each in column]) for column in _columns(rows))
    chance = np.random.default_rng(0)
    drawn = (chance.integers(0, len(rows), len(rows)) for _ in range(DRAWS))
    low, high = np.quantile(
        [_macro_f1(said[places], true[places]) for places in drawn], [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
    )
    flips = sum({each.said, each.true} == {"critical", "supportive"} for each in rows) / len(rows)
    return SetScore(
        name,
        len(rows),
        sum(each.precision for each in counts) / len(LABELS),
        sum(each.recall for each in counts) / len(LABELS),
        _macro_f1(said, true),
        float(low),
        float(high),
        f"{note}; critical and supportive confused in {flips:.1%}",
    )


def _columns(rows: Sequence[_Judged]) -> tuple[list[str], list[str]]:
    return [each.said for each in rows], [each.true for each in rows]


def _of(rows: Sequence[_Judged], label: str) -> Counts:
    return sum((compare({each.said} & {label}, {each.true} & {label}) for each in rows), Counts())


def _macro_f1(said: np.ndarray, true: np.ndarray) -> float:
    """The mean F1 of the labels that occur."""
    found = []
    for label in np.unique(true):
        hits = ((said == label) & (true == label)).sum()
        found.append(2 * hits / ((said == label).sum() + (true == label).sum()))
    return float(np.mean(found))


def _labels(rows: Sequence[_Judged]) -> tuple[Label, ...]:
    told = [(label, _of(rows, label)) for label in LABELS]
    return tuple(
        Label(label, label, counts.precision, counts.recall, counts.hit + counts.missed)
        for label, counts in sorted(told, key=lambda each: each[1].f1)
    )


def _confusions(rows: Sequence[_Judged]) -> tuple[Confusion, ...]:
    pairs = Counter((each.said, each.true) for each in rows if not each.right)
    return tuple(
        Confusion(said, true, n) for (said, true), n in sorted(pairs.items(), key=lambda p: (-p[1], p[0]))
    )
