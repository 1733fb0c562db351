"""The default stance model: the neural one, with a smaller say for the light one and for the policy verbs.

The chances are those of a product of experts (Hinton 2002): the logarithms of both chances are added, and a
demand to keep or end something, which a network of this size does not learn well, pushes toward its side.
"""

from collections.abc import Sequence

import numpy as np

from monitor.tag.lexicon import policy_lexicon
from monitor.tag.stance_light import LightStance, rule
from monitor.tag.stance_model import Numbers
from monitor.tag.stance_neural import NeuralStance
from monitor.tag.stance_passage import Passage

LIGHT, POLICY = 0.3, 1.0  # their say: chosen on what was kept for validation
HEAT = 1.12  # the sum is divided by it, so that a score is a chance
SIDES = np.array([-1, 0, 1], np.float32)  # of the labels


class BlendedStance:
    """The neural model, helped by the light one and by the policy verbs."""

    name = "stance MiniLM 3"

    def __init__(self, neural: NeuralStance, light: LightStance) -> None:
        self._neural, self._light = neural, light

    @classmethod
    def shipped(cls) -> "BlendedStance":
        """The models of this package. Raises ImportError where onnxruntime is missing."""
        return cls(NeuralStance.shipped(), LightStance.shipped())

    def probabilities(self, passages: Sequence[Passage]) -> Numbers:
        """Passages x LABELS."""
        neural, light = (np.log(one.probabilities(passages) + 1e-9) for one in (self._neural, self._light))
        demands = np.array([rule(each, policy_lexicon()) for each in passages], np.float32).reshape(-1, 1)
        logits = (neural + LIGHT * light + POLICY * demands * SIDES) / HEAT
        raised = np.exp(logits)
        found: Numbers = raised / raised.sum(axis=1, keepdims=True)
        return found
