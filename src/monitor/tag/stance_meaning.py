"""What a passage says, in numbers: the mean of a middle layer of the neural stance model over its pieces.

The last layer knows how a passage stands to what it marks; a middle one still knows what it is about, which
is what a newsroom's own reading of one target is learned from.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Protocol

import numpy as np

from monitor.tag.stance_model import Numbers
from monitor.tag.stance_passage import Passage, pieces

_LAYER = re.compile(rb"/[\w/.]*/layer\.3/output/LayerNorm/LayerNormalization_output_0(?!\w)")
REMEMBERED = 5_000  # passages: learning asks for each several times
GRAPH, OUTPUT, NAME = 7, 12, 1  # numbers of fields in onnx.proto


class Meaning(Protocol):
    """What tells the meaning of passages."""

    def __call__(self, passages: Sequence[Passage]) -> Numbers:
        """Passages x numbers."""


@cache
def shipped() -> Meaning:
    """The best that runs here: where onnxruntime is missing, passages have no such numbers."""
    try:
        return _network()
    except ImportError:
        return lambda passages: np.zeros((len(passages), 0), np.float32)


def _network() -> Meaning:
    from onnxruntime import InferenceSession, SessionOptions  # late: it may have no wheel here

    model = (files("monitor.tag") / "weights" / "stance.onnx").read_bytes()
    found = _LAYER.search(model)
    if found is None:
        raise ImportError("tag: the stance model has no third layer")
    layer = found.group().decode()
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = InferenceSession(_with_output(model, layer), options, providers=["CPUExecutionProvider"])

    @lru_cache(maxsize=REMEMBERED)
    def of(passage: Passage) -> Numbers:
        read = pieces(passage)
        ids, mention = np.array([read.ids], np.int64), np.array([read.mention], np.float32)
        (found,) = session.run([layer], {"ids": ids, "mention": mention})
        mean: Numbers = found[0].mean(axis=0)
        return mean

    return lambda passages: np.array([of(each) for each in passages], np.float32).reshape(len(passages), -1)


def _with_output(model: bytes, name: str) -> bytes:
    """The model with one more output: of two parts of a protocol buffer, the second adds to the first."""
    return model + _field(GRAPH, _field(OUTPUT, _field(NAME, name.encode())))


def _field(number: int, content: bytes) -> bytes:
    """A field of bytes as a protocol buffer writes it; the content is shorter than 16 kB."""
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])
    return bytes([number << 3 | 2]) + length + content
