"""The default stance model: the neural one, with a smaller say for the light one and for the policy verbs.

The chances are those of a product of experts (Hinton 2002): the logarithms of both chances are added. A
demand to keep or end something, and what is said of a thing's end or its critics ("abandoning it was a
mistake"), which a network of this size does not learn well, push toward their side.
"""

from collections.abc import Sequence

import numpy as np

from monitor.query import fold
from monitor.tag.lexicon import policy_lexicon, stance_lexicon
from monitor.tag.sentence_stance import is_turned
from monitor.tag.stance_light import LightStance, rule
from monitor.tag.stance_model import Numbers
from monitor.tag.stance_neural import NeuralStance
from monitor.tag.stance_passage import Passage

LIGHT, POLICY, TURNED = 0.45, 0.5, 1.0  # their say: chosen on what was kept for validation
HEAT = 1.15  # the sum is divided by it, so that a score is a chance
SIDES = np.array([-1, 0, 1], np.float32)  # of the labels


class BlendedStance:
    """The neural model, helped by the light one and by the policy verbs."""

    name = "stance MiniLM 4"

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
        turns = np.array([_turned(each) for each in passages], np.float32).reshape(-1, 1)
        logits = (neural + LIGHT * light + (POLICY * demands + TURNED * turns) * SIDES) / HEAT
        raised = np.exp(logits)
        found: Numbers = raised / raised.sum(axis=1, keepdims=True)
        return found


def _turned(passage: Passage) -> float:
    """What the rules read of a target that is named by its critics or its end, else nothing."""
    return rule(passage, stance_lexicon()) if is_turned(fold(passage.text), passage.start) else 0.0
