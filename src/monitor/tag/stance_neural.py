"""The neural stance model: MiniLM fine-tuned by `monitor.training.stance`, in int8, run by onnxruntime."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer  # noqa: F401 - without it there is no neural model

from monitor.tag.stance_model import LABELS, Numbers
from monitor.tag.stance_passage import Passage, pieces


class NeuralStance:
    """Reads one passage at a time.

    In a batch the scale of the int8 numbers would depend on the neighbours, and short passages would be
    padded; alone each has one answer, at the same speed.
    """

    name = "stance MiniLM 4 alone"

    def __init__(self, model: Path) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # ingestion has a process per core
        options.log_severity_level = 3
        self._session = InferenceSession(
            str(model),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # the fused step takes longer than its two parts
        )

    @classmethod
    def shipped(cls) -> "NeuralStance":
        """The model of this package."""
        return cls(Path(str(files("monitor.tag"))) / "weights" / "stance.onnx")

    def probabilities(self, passages: Sequence[Passage]) -> Numbers:
        """Passages x LABELS."""
        return np.array([self._read(each, "chances") for each in passages], np.float32).reshape(
            -1, len(LABELS)
        )

    def meaning(self, passage: Passage) -> Numbers:
        """What a passage is about, in numbers: the mean of a middle layer over its pieces."""
        return self._read(passage, "meaning")

    def _read(self, passage: Passage, asked: str) -> Numbers:
        read = pieces(passage)
        ids, mention = np.array([read.ids], np.int64), np.array([read.mention], np.float32)
        (answer,) = self._session.run([asked], {"ids": ids, "mention": mention})
        found: Numbers = answer[0]
        return found
