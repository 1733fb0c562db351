"""Reads the stance of passages: the neural model where onnxruntime is installed, else the light one."""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from monitor.tag.stance_passage import Passage

LABELS = ("critical", "neutral", "supportive")
Numbers = NDArray[np.float32]


class StanceModel(Protocol):
    """What reads stances. A passage has the same answer whatever is asked beside it."""

    @property
    def name(self) -> str:
        """Kind and version, as a tag tells its method."""

    def probabilities(self, passages: Sequence[Passage]) -> Numbers:
        """Passages x LABELS; each row adds up to 1."""


@cache
def shipped() -> StanceModel:
    """The best model that runs here, loaded at the first call of a process."""
    try:
        from monitor.tag.stance_blend import BlendedStance  # late: onnxruntime may have no wheel here
    except ImportError:
        from monitor.tag.stance_light import LightStance

        return LightStance.shipped()
    return BlendedStance.shipped()
