"""Fits the weights of `monitor.tag.region_model`, and tells the figures of what it did not learn from.

`python -m monitor.training.region DATA`: DATA is a folder of labelled articles, a `*.jsonl.gz` a corpus, with
the fields of `monitor evaluate --kind region`. A quarter of each corpus, told by the SHA-1 of the id, is
kept for validation. Every corpus is also left out once. What is written are weights: nothing of the texts.
"""

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha1
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from monitor.catalog.gazetteer import surfaces
from monitor.evaluate import Scorecard, region_scorecard
from monitor.evaluate.scores import Counts, compare
from monitor.tag import Tagger, region_model
from monitor.tag.region import FIRST_FOCUS, FOCUS, MOST_IN_FOCUS, RegionTagger
from monitor.tag.region_document import Document
from monitor.tag.region_features import NAMES, evidence, features
from monitor.tag.region_model import BRIEF, LEAST_IN_BRIEF, MOST_IN_PASSING, PASSING

OUT = Path(region_model.__file__).parent / "weights" / "region.json"
CARD = Path(region_model.__file__).parent / "scorecards" / "region.json"
LOCAL = "lgl"  # small-town papers of one country
CORPUS_WEIGHT = {"reuters21578": 3.0}  # all others 1: wire news are not the news of today
SHORT = 0.25  # weight of an article's title and first sentence, against that of the whole
REGULARISATION = 1.0
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One article: the features of each country it names, and the truth."""

    corpus: str
    kept: bool  # for validation
    weight: float
    codes: tuple[str, ...]
    numbers: Numbers  # countries x features
    true: frozenset[str]

    @property
    def labels(self) -> list[bool]:
        """For each country, whether the article is about it."""
        return [code in self.true for code in self.codes]


def main(data: Path) -> None:
    """Print the figures, then fit on all that is not kept and write the weights."""
    examples = read(data)
    corpora = sorted({each.corpus for each in examples})
    learned = [each for each in examples if not each.kept]
    kept = [each for each in examples if each.kept and each.weight == 1]
    weights = fit(learned)
    for corpus in corpora:
        apart = fit([each for each in learned if each.corpus != corpus])
        own = [each for each in kept if each.corpus == corpus]
        seen = [each for each in learned if each.corpus == corpus and each.weight == 1]
        figures = (told(seen, weights), told(own, weights), told(own, apart))
        print(f"{corpus:14} learned {figures[0]}  kept {figures[1]}  left out {figures[2]}")
    print(f"calibration error, kept: {calibration_error(kept, weights):.3f}")
    rounded = {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=True)}
    OUT.write_text(json.dumps({"weights": rounded}, indent=1) + "\n", encoding="utf-8")
    CARD.write_text(measured(data).to_json() + "\n", encoding="utf-8")


def measured(data: Path) -> Scorecard:
    """What the tagger as it is now makes of the articles kept for validation; of local papers, at home."""
    rows = [row for row in _rows(data) if row["countries"] and is_kept(row["id"])]
    local = [row for row in rows if row["source"] == LOCAL]
    world = [row for row in rows if row["source"] != LOCAL]
    tagger = Tagger()
    told, at_home = region_scorecard(world, tagger), region_scorecard(local, tagger, "USA")
    sets = (replace(each, note=f"{each.note}, home USA") for each in at_home.sets)
    return replace(told, sets=(*told.sets, *sets))


def read(data: Path) -> list[Example]:
    """The examples of all corpora: each article whole, and its beginning."""
    tagger = RegionTagger(surfaces())
    found = []
    for row in _rows(data):
        if row["countries"]:
            found.append(_example(tagger, row, row["text"], 1.0))
            found.append(_example(tagger, row, _beginning(row["text"]), SHORT))
    return found


def _rows(data: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(data.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def is_kept(id: str) -> bool:
    """Whether an article is kept for validation."""
    return int(sha1(id.encode()).hexdigest(), 16) % 4 == 0


def _beginning(text: str) -> str:
    first = re.match(r".{80,400}?[.!?](?=\s)", text, re.DOTALL)
    return first.group() if first else text[:400]


def _example(tagger: RegionTagger, row: dict[str, Any], text: str, weight: float) -> Example:
    document = Document(row["title"] or "", text)
    numbers = features(document, evidence(document, tagger.mentions(document)))
    table = np.zeros((len(numbers), len(NAMES)))
    for line, given in zip(table, numbers.values(), strict=True):
        line[: len(given)] = given
    return Example(
        row["source"], is_kept(row["id"]), weight, tuple(numbers), table, frozenset(row["countries"])
    )


def fit(examples: Sequence[Example]) -> Numbers:
    """The weights, in the order of NAMES."""
    sizes: dict[str, float] = defaultdict(float)
    for each in examples:
        sizes[each.corpus] += each.weight
    table = np.concatenate([each.numbers for each in examples])
    labels = [label for each in examples for label in each.labels]
    weights = [
        1000 * CORPUS_WEIGHT.get(each.corpus, 1.0) * each.weight / sizes[each.corpus]
        for each in examples
        for _ in each.codes
    ]
    model = LogisticRegression(C=REGULARISATION, fit_intercept=False, max_iter=3000)
    model.fit(table, labels, sample_weight=weights)
    return np.asarray(model.coef_[0], dtype=np.float64)


def counts(example: Example, weights: Numbers) -> Counts:
    """Hits, wrong and missed countries, as the tagger would say them."""
    scores = 1 / (1 + np.exp(-example.numbers @ weights))
    scores = np.where(example.numbers[:, BRIEF] > 0, np.maximum(scores, LEAST_IN_BRIEF), scores)
    scores = np.where(example.numbers[:, PASSING] > 0, np.minimum(scores, MOST_IN_PASSING), scores)
    ranked = sorted(zip(scores, example.codes, strict=True), key=lambda each: (-each[0], each[1]))
    said = {
        code
        for rank, (score, code) in enumerate(ranked[:MOST_IN_FOCUS])
        if score >= FOCUS or (rank == 0 and score >= FIRST_FOCUS)
    }
    return compare(said, set(example.true))


def told(examples: Iterable[Example], weights: Numbers) -> str:
    """Precision, recall and F1 in words."""
    total = sum((counts(each, weights) for each in examples), Counts())
    return f"P {total.precision:.3f} R {total.recall:.3f} F1 {total.f1:.3f}"


def calibration_error(examples: Iterable[Example], weights: Numbers) -> float:
    """Expected calibration error over ten bins.

    Source: Guo et al. (2017), On Calibration of Modern Neural Networks.
    """
    scores = np.concatenate([1 / (1 + np.exp(-each.numbers @ weights)) for each in examples if each.codes])
    labels = np.array([label for each in examples for label in each.labels], dtype=np.float64)
    bins = np.minimum((scores * 10).astype(int), 9)
    gaps = [abs((scores[bins == b] - labels[bins == b]).sum()) for b in range(10)]
    return float(sum(gaps) / len(labels))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
