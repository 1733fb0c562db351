"""What a passage says, in numbers: the mean of a middle layer of the neural stance model over its pieces.

The last layer knows how a passage stands to what it marks; a middle one still knows what it is about, which
is what a newsroom's own reading of one target is learned from.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Protocol

import numpy as np

from monitor.tag.stance_model import Numbers
from monitor.tag.stance_passage import Passage

REMEMBERED = 5_000  # passages: learning asks for each several times


class Meaning(Protocol):
    """What tells the meaning of passages."""

    def __call__(self, passages: Sequence[Passage]) -> Numbers:
        """Passages x numbers."""


@cache
def shipped() -> Meaning:
    """The best that runs here: where onnxruntime is missing, passages have no such numbers."""
    try:
        from monitor.tag.stance_neural import NeuralStance  # late: it may have no wheel here
    except ImportError:
        return lambda passages: np.zeros((len(passages), 0), np.float32)
    of = lru_cache(maxsize=REMEMBERED)(NeuralStance.shipped().meaning)
    return lambda passages: np.array([of(each) for each in passages], np.float32).reshape(len(passages), -1)
