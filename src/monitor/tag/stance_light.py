"""The light stance model: a logistic regression on the words around a mention and on what the rules read.

It stands in where onnxruntime has no wheel. Features are hashed (Weinberger and others, "Feature Hashing for
Large Scale Multitask Learning", ICML 2009), so that no vocabulary is shipped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from math import tanh
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from monitor.query import fold
from monitor.tag.lexicon import Lexicon, stance_lexicon
from monitor.tag.sentence_stance import sentence_stance
from monitor.tag.stance_model import Numbers
from monitor.tag.stance_passage import NEAR, Passage

BUCKETS = 1 << 17
NEXT = 8  # words on either side of the mention that are also known by their side
STEM = 6  # letters of a word that stand for its forms
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[?!:;,—“”\"]")


@dataclass(frozen=True, slots=True)
class LightStance:
    """Weights of the hashed features and of the rules' reading, and the offset, by LABELS."""

    idf: NDArray[np.float16]  # buckets
    words: NDArray[np.float16]  # buckets x labels
    rules: Numbers  # features of the rules x labels
    offset: Numbers

    name = "stance light 2"

    @classmethod
    def shipped(cls) -> "LightStance":
        """The model of this package."""
        with (
            (files("monitor.tag") / "weights" / "stance_light.npz").open("rb") as file,
            np.load(file) as held,
        ):
            return cls(held["idf"], held["words"], held["rules"], held["offset"])

    def probabilities(self, passages: Sequence[Passage]) -> Numbers:
        """Passages x LABELS."""
        return np.array([self._read(each) for each in passages], np.float32).reshape(-1, len(self.offset))

    def _read(self, passage: Passage) -> Numbers:
        places = buckets(passage)
        values = weighed(places, self.idf)
        logits = values @ self.words[places].astype(np.float32) + by_rule(passage) @ self.rules + self.offset
        raised = np.exp(logits - logits.max())
        found: Numbers = raised / raised.sum()
        return found


def buckets(passage: Passage) -> NDArray[np.int64]:
    """The hashed features: words and pairs of words, and what stands on either side of the mention."""
    before = _WORD.findall(fold(passage.text[max(0, passage.start - NEAR) : passage.start]))
    after = _WORD.findall(fold(passage.text[passage.end : passage.end + NEAR]))
    words = [*before, "*", *after]
    found = {
        *words,
        *map(" ".join, pairwise(words)),
        *(word[:STEM] + "-" for word in words),
    }
    for side, near in (("<", before[: -NEXT - 1 : -1]), (">", after[:NEXT])):
        found.update(f"{side} {word[:STEM]}" for word in near)
        found.update(f"{side} {one} {two}" for one, two in pairwise(near))
        found.update(f"{side}{place // 3} {sign}" for place, sign in _signs(near))
    return np.array(sorted({crc32(each.encode()) % BUCKETS for each in found}), np.int64)


def _signs(near: list[str]) -> Iterator[tuple[int, str]]:
    """What the lexicon knows of words, nearest first: the role and the sign of each."""
    for place, word in enumerate(near):
        for entry in stance_lexicon().at([word], 0):
            yield place, f"{entry.role} {entry.value > 0}"


def weighed(places: NDArray[np.int64], idf: NDArray[np.float16]) -> Numbers:
    """The features of a passage by their inverse document frequency, as a vector of length 1."""
    values = idf[places].astype(np.float32)
    return values / max(float(np.linalg.norm(values)), 1e-6)


def by_rule(passage: Passage) -> Numbers:
    """What the rules read: whole, its two signs, and whether they read anything at all."""
    read = rule(passage, stance_lexicon())
    near = passage.text[max(0, passage.start - NEAR) : passage.end + NEAR]
    quoted = "“" in near or '"' in near
    return np.array([read, max(read, 0), max(-read, 0), read == 0, read * quoted, quoted], np.float32)


def rule(passage: Passage, lexicon: Lexicon) -> float:
    """How the rules with these words read a passage, from -1 (critical) to 1."""
    first = max(0, passage.start - NEAR)
    near = passage.text[first : passage.end + NEAR]
    return tanh(sentence_stance(near, passage.start - first, passage.end - first, lexicon))
