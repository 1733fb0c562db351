"""The labelled sentences that the stance model learns from, and which of them it never sees.

NewsMTSC (Hamborg and Donnay 2021, MIT) is read from a folder of one's own. Its validation part is a tenth of
its articles. The foreign-policy sentences are `data/labels/stance.jsonl`, split by target.
"""

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from typing import Any

import numpy as np

from monitor.learn.stances import macro_f1
from monitor.tag.stance_model import LABELS, Numbers
from monitor.tag.stance_passage import Passage

OWN = Path(__file__).parents[3] / "data" / "labels" / "stance.jsonl"
HANDS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled mention."""

    passage: Passage
    label: int  # a place in LABELS
    set: str  # newsmtsc or own
    split: str  # train, validation or test


def newsmtsc(path: Path) -> list[Row]:
    """The rows of a `.jsonl.gz` with id, text, target, span and label."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        read = [json.loads(line) for line in lines]
    return [
        Row(
            _passage(row),
            LABELS.index(row["label"]),
            "newsmtsc",
            "validation" if part("_".join(row["id"].split("_")[:3]), 10) == 0 else "train",
        )
        for row in read
    ]


def own(hands: str = HANDS) -> list[Row]:
    """The project's own rows by these hands; none for training whose text also stands in the other parts."""
    with OWN.open(encoding="utf-8") as lines:
        read = [row for line in lines if (row := json.loads(line))["hand"] in hands]
    kept = {row["text"] for row in read if row["split"] != "train"}
    return [
        Row(_passage(row), LABELS.index(row["label"]), "own", row["split"])
        for row in read
        if row["split"] != "train" or row["text"] not in kept
    ]


def chosen(rows: Iterable[Row], of: str, split: str) -> list[Row]:
    """Those of one set and split."""
    return [row for row in rows if (row.set, row.split) == (of, split)]


def told(rows: Sequence[Row], chances: Numbers) -> str:
    """The figures of a reading, in a line."""
    true, said = np.array([row.label for row in rows]), chances.argmax(axis=1)
    sure = chances.max(axis=1) >= 0.8
    right = said == true
    return (
        f"n {len(rows)}  macro-F1 {macro_f1(said, true):.4f}  right {right.mean():.4f}  "
        f"flipped {(abs(said - true) == 2).mean():.4f}  "
        f"score >= .8: {sure.mean():.3f} of them, right {right[sure].mean() if sure.any() else 0:.3f}"
    )


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(row["target"], row["text"], *row["span"])


def part(name: str, parts: int) -> int:
    """The part, from 0, that a name falls into; the same for ever."""
    return int(sha1(name.encode()).hexdigest(), 16) % parts
