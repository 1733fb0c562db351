"""The models that read stances: one answer for a passage, however it is asked, and always one at hand."""

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.tag import stance_model
from monitor.tag.stance_blend import BlendedStance
from monitor.tag.stance_light import LightStance
from monitor.tag.stance_model import StanceModel
from monitor.tag.stance_passage import MOST, Passage, pieces

TEXTS = [
    "Mali was reckless.",
    "The Senate praised Mali, and said that it would go on praising it until somebody listened. " * 4,
    "Mali",
    "Nobody in Mali spoke of “the truce”, a minister's spokesman in Oslo told reporters on Friday.",
]
PASSAGES = [Passage("Mali", text, text.index("Mali"), text.index("Mali") + 4) for text in TEXTS]
MODELS = [BlendedStance.shipped(), LightStance.shipped()]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_a_batch_of_one_and_one_of_many_give_the_same_answer(model: StanceModel) -> None:
    many = model.probabilities(PASSAGES)
    for place, passage in enumerate(PASSAGES):
        assert (model.probabilities([passage])[0] == many[place]).all()
    assert (model.probabilities(PASSAGES[::-1])[::-1] == many).all()
    assert many.sum(axis=1) == pytest.approx(1, abs=1e-4)
    assert model.probabilities([]).shape == (0, 3)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_another_instance_gives_the_same_answer(model: StanceModel) -> None:
    again = type(model).shipped()  # type: ignore[attr-defined]
    assert np.array_equal(again.probabilities(PASSAGES), model.probabilities(PASSAGES))


def test_where_onnxruntime_is_missing_the_light_model_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "monitor.tag.stance_blend", None)  # importing it fails
    assert stance_model.shipped.__wrapped__().name == LightStance.name


def test_the_neural_model_is_the_default() -> None:
    assert stance_model.shipped().name == BlendedStance.name


@given(st.text(max_size=300), st.text(min_size=1, max_size=40), st.text(max_size=300), st.text(max_size=80))
def test_a_passage_is_never_longer_than_the_model_reads(
    before: str, mention: str, after: str, target: str
) -> None:
    read = pieces(Passage(target, before + mention + after, len(before), len(before + mention)))
    assert 3 <= len(read.ids) == len(read.mention) <= MOST
    assert all(each > 0 for each in read.ids)


def test_of_a_long_passage_what_is_near_the_mention_is_read() -> None:
    filler = "rain and hail " * 200
    far, near = (
        Passage("Mali", f"{one}Mali was {two}", len(one), len(one) + 4)
        for one, two in ((filler, "reckless." + filler), ("", "reckless. " + filler))
    )
    for passage in (far, near):
        read = pieces(passage)
        assert MOST - 30 < len(read.ids) <= MOST
        assert sum(read.mention) == 1
