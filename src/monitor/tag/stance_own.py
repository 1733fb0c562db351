"""What a newsroom's verdicts taught of one target: it corrects the chances that the default model reads.

A logistic regression over the logarithms of those chances, what the passage says (`stance_meaning`) and
TF-IDF of the beginnings of its words. How it is learned: `monitor.learn.stances`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np

from monitor.query.words import words_of
from monitor.tag import stance_meaning
from monitor.tag.stance_model import Numbers
from monitor.tag.stance_passage import Passage
from monitor.tag.topic_model import tf_idf

SHORT = 300  # characters of a text that is read whole, with its headline
STEM = 5  # letters of a word that stand for its forms
LEAST = 0.01  # added to a chance before its logarithm is taken


@dataclass(frozen=True)  # no slots: the vocabulary is made when first asked for
class OwnStance:
    """Weights by LABELS."""

    base: str  # the model whose chances it corrects
    words: tuple[str, ...]
    idf: Numbers  # of each word
    of_words: Numbers  # words x labels
    of_numbers: Numbers  # labels and numbers of the meaning x labels
    bias: Numbers

    @cached_property
    def name(self) -> str:
        """Kind and version, as a tag tells its method."""
        digest = sha256("\n".join((self.base, *self.words)).encode())
        for weights in (self.of_words, self.of_numbers, self.bias):
            digest.update(np.ascontiguousarray(weights).tobytes())
        return f"own-{digest.hexdigest()[:6]}"

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {word: place for place, word in enumerate(self.words)}

    def chances(self, readings: Sequence[str], passages: Sequence[Passage], chances: Numbers) -> Numbers:
        """Better chances of passages, from what they say and the chances that the default model read."""
        logits = numbers(passages, chances) @ self.of_numbers + self.bias
        for row, reading in enumerate(readings):
            known = [
                place for word in counted(reading).elements() if (place := self._places.get(word)) is not None
            ]
            places, values = tf_idf(known, self.idf)
            logits[row] += values @ self.of_words[places]
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        found: Numbers = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
        return found


def readings(title: str, text: str, passages: Iterable[Passage]) -> list[str]:
    """The words that are read of passages: their own, or a whole short text with its headline."""
    return [f"{title}\n{text}" if len(text) <= SHORT else passage.text for passage in passages]


def counted(reading: str) -> Counter[str]:
    """How often each feature is there."""
    return Counter(word[:STEM] for word in words_of(reading))


def numbers(passages: Sequence[Passage], chances: Numbers) -> Numbers:
    """The features that are no words: the logarithms of the chances, then the meaning."""
    return np.hstack([np.log(chances + LEAST), stance_meaning.shipped()(passages)])


def save(own: OwnStance, path: Path) -> None:
    """Write it to a file."""
    path.parent.mkdir(exist_ok=True)
    words = np.frombuffer("\n".join(own.words).encode(), np.uint8)
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            base=np.array(own.base),
            words=words,
            idf=own.idf,
            of_words=own.of_words,
            of_numbers=own.of_numbers,
            bias=own.bias,
        )


def load(path: Path) -> OwnStance:
    """Read one that `save` wrote."""
    with np.load(path, allow_pickle=False) as file:
        words = file["words"].tobytes().decode()
        numbers = (file[name] for name in ("idf", "of_words", "of_numbers", "bias"))
        return OwnStance(str(file["base"]), tuple(words.split("\n")) if words else (), *numbers)


def learned(folder: Path | None, targets: Iterable[str]) -> dict[str, OwnStance]:
    """What was learned of these targets, by their ids."""
    if folder is None:
        return {}
    files = {target: path_of(folder, target) for target in targets}
    return {target: load(path) for target, path in files.items() if path.exists()}


def path_of(folder: Path, target: str) -> Path:
    """Where it is kept."""
    return folder / f"{target}.npz"
