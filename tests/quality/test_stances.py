"""How right stances are on what the models did not learn from, with floors that must not sink.

`pytest tests/quality/test_stances.py -s` prints the figures that the README and `data/labels/README.md`
quote, TextBlob's beside ours. The own sentences are part of the project; the other sets are not.
"""

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from monitor.catalog import Target
from monitor.measure.quality import agreement
from monitor.tag.stance import Stance, StanceTagger, stance_toward
from monitor.tag.stance_light import LightStance
from monitor.tag.stance_model import StanceModel, shipped
from monitor.tag.tone import tone_of
from monitor.training.stance_rows import OWN, newsmtsc

Row = dict[str, Any]


@pytest.fixture(scope="module")
def score(scorer: Any) -> ModuleType:
    return scorer("score")


@pytest.fixture(scope="module")
def default() -> StanceModel:
    return shipped()


@pytest.fixture(scope="module")
def own() -> list[Row]:
    with OWN.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def kept(shared: Path) -> list[Row]:
    """The part of NewsMTSC's train that nothing was learned from."""
    path = shared / "stance" / "newsmtsc_train.jsonl.gz"
    splits = [row.split for row in newsmtsc(path)]
    return [row for row, split in zip(read(path), splits, strict=True) if split == "validation"]


def figures(score: ModuleType, gold: Sequence[Row], say: Callable[[Row], Row]) -> Row:
    """What the scorer tells of labels, with those that have a score of .8 or more apart."""
    said = {row["id"]: say(row) for row in gold}
    sure = {key: one if one["score"] >= 0.8 else {"label": "unsure"} for key, one in said.items()}
    found, selective = (
        score.stance(gold, {key: {"stance": [one | {"target": ""}]} for key, one in part.items()})
        for part in (said, sure)
    )
    return {
        "macro_f1": found["macro_f1"],
        "flip": found["flip"],
        "coverage_at_.8": selective["coverage"],
        "right_at_.8": selective["selective_accuracy"],
    }


def tagged(model: StanceModel) -> Callable[[Row], Row]:
    def say(row: Row) -> Row:
        tag = stance_toward(row["target"], row["text"], tuple(row["span"]), model=model)
        assert tag is not None
        return {"label": tag.label, "score": tag.score}

    return say


def textblob(row: Row) -> Row:
    polarity = tone_of("", row["text"]).polarity
    label = "supportive" if polarity > 0.1 else "critical" if polarity < -0.1 else "neutral"
    return {"label": label, "score": 1.0}


def told(name: str, score: ModuleType, gold: Sequence[Row], model: StanceModel) -> Row:
    found, tone = figures(score, gold, tagged(model)), figures(score, gold, textblob)
    print(f"\nstance {name}, {model.name}, n {len(gold)}: {found}; TextBlob {tone['macro_f1']}")
    assert found["macro_f1"] > tone["macro_f1"] + 0.2
    return found


def test_newsmtsc(shared: Path, score: ModuleType, default: StanceModel) -> None:
    found = told("NewsMTSC, kept apart", score, kept(shared), default)
    assert found["macro_f1"] >= 0.77
    assert found["flip"] <= 0.055
    assert found["coverage_at_.8"] >= 0.62
    assert found["right_at_.8"] >= 0.89


def test_own_sentences(score: ModuleType, default: StanceModel, own: list[Row]) -> None:
    found = told("own sentences, test", score, [row for row in own if row["split"] == "test"], default)
    assert found["macro_f1"] >= 0.78


def test_probes(shared: Path, score: ModuleType, default: StanceModel) -> None:
    lines = (shared / "stance" / "probe40.jsonl").read_text(encoding="utf-8").splitlines()
    assert told("probe40", score, [json.loads(line) for line in lines], default)["macro_f1"] >= 0.85


def test_the_light_model(shared: Path, score: ModuleType, own: list[Row]) -> None:
    light = LightStance.shipped()
    assert told("NewsMTSC, kept apart", score, kept(shared), light)["macro_f1"] >= 0.66
    told("own sentences, test", score, [row for row in own if row["split"] == "test"], light)


@pytest.mark.parametrize(("name", "floor"), [("persent_dev", 0.75), ("basil", 0.60)])
def test_articles_are_ranked_by_how_critical_they_are(
    name: str, floor: float, shared: Path, default: StanceModel
) -> None:
    found = [(row["label"], article(row, default)) for row in read(shared / "stance" / f"{name}.jsonl.gz")]
    pairs = [(label == "critical", stance.chances[0]) for label, stance in found if stance]
    print(
        f"\nstance {name}: AUC of critical {auc(pairs):.3f} of {len(pairs)} articles that name their target"
    )
    assert auc(pairs) >= floor


def article(row: Row, model: StanceModel) -> Stance | None:
    name = row["target"].replace("_", " ").strip()
    if not name:
        return None
    last = name.split()[-1]
    aliases = (name, last) if last[0].isupper() else (name,)
    found = StanceTagger([Target(name, name, "entity", aliases)], model).read(row["title"] or "", row["text"])
    return found[0] if found else None


def auc(pairs: list[tuple[bool, float]]) -> float:
    """The chance that a critical article has the higher value of two."""
    yes, no = (np.array([value for critical, value in pairs if critical == which]) for which in (True, False))
    above = (yes[:, None] > no).mean() + (yes[:, None] == no).mean() / 2
    return float(above)


def test_two_readers_of_the_own_sentences_agree(own: list[Row]) -> None:
    twice = [row for row in own if "second" in row]
    alpha = agreement([[row["first"] for row in twice], [row["second"] for row in twice]])
    print(f"\nown sentences: {len(own)} rows, {len(twice)} of them read twice, alpha {alpha:.3f}")
    assert len(twice) >= 25_000
    assert len({row["target"] for row in own if row["split"] != "dropped"}) >= 250
    assert alpha >= 0.8


def test_no_target_of_the_own_sentences_is_on_two_sides(own: list[Row]) -> None:
    sides: dict[str, set[str]] = {}
    for row in own:
        start, end = row["span"]
        assert row["text"][start:end].strip()
        if row["split"] != "dropped":
            sides.setdefault(row["target"], set()).add(row["split"])
    assert all(len(each) == 1 for each in sides.values())
