"""The model of topics: small, read as it was written, and each score explained by words."""

from pathlib import Path

import numpy as np
import pytest

from monitor.query.words import words_of
from monitor.tag.topic import shipped_model
from monitor.tag.topic_model import features, link, load, save, tf_idf

NONE = np.zeros(17, np.float32)


def test_the_shipped_model_is_small_and_knows_the_17_top_levels() -> None:
    path = Path(__file__).parents[1] / "src" / "monitor" / "tag" / "weights" / "topics.npz"
    assert path.stat().st_size <= 1.5e6
    assert shipped_model().topics == tuple(f"medtop:{n:02}000000" for n in range(1, 18))


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    model = shipped_model()
    save(model, tmp_path / "again.npz")
    again = load(tmp_path / "again.npz")
    assert (again.topics, again.words, again.version) == (model.topics, model.words, model.version)
    found = model.read(words_of("Rate rise"), words_of("The central bank raised interest rates."))
    assert again.probabilities(found, NONE) == pytest.approx(model.probabilities(found, NONE), abs=1e-5)


def test_features_are_words_and_neighbours() -> None:
    assert list(features(["a", "new", "deal"])) == ["a", "new", "deal", "a new", "new deal"]
    assert list(features([])) == []


def test_tf_idf_has_length_one_and_grows_slowly_with_the_count() -> None:
    places, values = tf_idf([0, 0, 0, 2], np.array([1, 1, 2], np.float32))
    assert places.tolist() == [0, 2]
    assert float(values @ values) == pytest.approx(1)
    assert values[0] / values[1] == pytest.approx((1 + np.log(3)) / 2)


def test_probabilities_of_a_softmax_sum_to_one_and_queries_raise_their_topic() -> None:
    model = shipped_model()
    found = model.read(words_of("Talks go on"), words_of("They met in the town."))
    plain = model.probabilities(found, NONE)
    asked = NONE.copy()
    asked[4] = 2.0
    assert float(plain.sum()) == pytest.approx(1, abs=1e-4)
    assert model.probabilities(found, asked)[4] > plain[4]


def test_a_sigmoid_never_overflows() -> None:
    scores = np.array([-1e6, 0, 1e6], np.float32)
    assert link(scores, np.ones(3, np.float32), 0.0, "sigmoid").tolist() == pytest.approx(
        [0, 0.5, 1], abs=1e-6
    )


def test_evidence_is_words_of_the_article_the_weightiest_first() -> None:
    model = shipped_model()
    words = words_of("the patients in the hospital were given a vaccine")
    said = model.evidence(model.read((), words), model.topics.index("medtop:07000000"))
    assert said
    assert set(said) <= set(features(words))
