"""Topics are learned from judged articles; what is learned is used only where it is better."""

import numpy as np
import pytest

from monitor.catalog import Topic
from monitor.learn.linear import balanced, fit, narrowed, space
from monitor.learn.own import Example, Lesson, Unjudged, lesson, sure, teach
from monitor.learn.topics import Cut, documents, sigmoid_line, softmax_line
from monitor.tag.topic import TopicTagger

BOATS = Topic(id="boats", label="Boats", query="boat*", examples=("The hull was painted.",))
BREAD = Topic(id="bread", label="Bread", query="bread OR loaf")
TOPICS = (BOATS, BREAD)
CUT = Cut(most=1000, cost=1.0, passes=20)
HARBOUR = "The skipper moored at the quay of {} and mended the sail before the tide turned."
OVEN = "The baker of {} kneaded the dough and put the crust into the hot oven at dawn."
TOWNS = ("Ayr", "Bonn", "Cork", "Dole", "Elne", "Faro", "Graz", "Hull", "Ions", "Jena", "Kiel", "Lund")


def examples(boats: str = HARBOUR, bread: str = OVEN) -> list[Example]:
    """Two outlets and more, each with articles of both topics, none of which the queries find."""
    made = []
    for n, town in enumerate(TOWNS):
        outlet = f"paper-{n % 4}"
        made.append(Example("", boats.format(town), outlet, frozenset({"boats"}), frozenset({"bread"})))
        made.append(Example("", bread.format(town), outlet, frozenset({"bread"}), frozenset({"boats"})))
    return made


def without_model(some: Lesson) -> np.ndarray:
    queries = some.queries[: some.judged]
    return queries / (1 + queries)


def test_a_machine_parts_what_can_be_parted() -> None:
    words = [{"sail": 1, "sea": 1}, {"sail": 2, "rope": 1}, {"dough": 1, "oven": 1}, {"oven": 1, "salt": 1}]
    known = space(words, least=1)
    truth = np.array([[1], [1], [-1], [-1]], np.float32)
    rows = known.rows(words)
    weights, bias = fit(rows, len(known.words), truth, np.ones_like(truth), cost=1.0, passes=50)
    scores = [float(values @ weights[places, 0] + bias[0]) for places, values in rows]
    assert scores[0] > 0.5
    assert scores[1] > 0.5
    assert scores[2] < -0.5
    assert scores[3] < -0.5


def test_what_is_not_known_of_an_article_teaches_nothing() -> None:
    words = [{"sail": 1}, {"oven": 1}, {"kite": 1}]
    known = space(words, least=1)
    truth = np.array([[1], [-1], [0]], np.float32)
    weights, _ = fit(known.rows(words), 3, truth, np.ones_like(truth))
    assert abs(weights[known.words.index("kite"), 0]) < 1e-3


def test_rare_topics_weigh_more() -> None:
    truth = np.where(np.arange(10)[:, None] == np.array([0]), 1, -1).astype(np.float32)
    weight = balanced(np.hstack([truth, -truth]))
    assert weight[0, 0] > weight[1, 1] == pytest.approx((10 / 18) ** 0.5)


def test_the_words_that_matter_stay() -> None:
    words = [{"sail": 1, "the": 1}, {"sail": 1, "the": 1}, {"oven": 1, "the": 1}, {"oven": 1, "the": 1}]
    full = space(words)
    weights = np.array([[1.0 if word == "sail" else -0.9 if word == "oven" else 0.01] for word in full.words])
    assert narrowed(full, weights.astype(np.float32), words, 2).words == ("oven", "sail")


def test_a_query_is_sure_of_one_topic_far_ahead_of_the_others() -> None:
    (both, one, little) = documents([("Boat and bread", ""), ("A boat", "of boats"), ("", "a boat")], TOPICS)
    assert sure(both.queries) is None
    assert sure(one.queries).tolist() == [1, -1]  # type: ignore[union-attr]
    assert sure(little.queries) is None


def test_what_no_query_finds_is_learned_from_verdicts_and_used() -> None:
    some = lesson(TOPICS, examples())
    taught = teach(some, without_model(some), CUT)
    assert [(each.topic, each.before, each.used) for each in taught.compared] == [
        ("boats", 0.0, True),
        ("bread", 0.0, True),
    ]
    assert all(each.learned > 0.9 for each in taught.compared)
    assert taught.model is not None
    tagger = TopicTagger(TOPICS, [taught.model])
    (tag,) = tagger.tag("", HARBOUR.format("Oban")).tags
    assert (tag.code, tag.method) == ("boats", taught.model.version)
    assert taught.model.version.startswith("own-")


def test_what_is_no_better_than_before_is_not_used() -> None:
    some = lesson(TOPICS, examples("A boat lay in {} among boats of wood.", "A loaf of bread from {}."))
    taught = teach(some, without_model(some), CUT)
    assert {each.before for each in taught.compared} == {1.0}
    assert taught.model is None


def test_an_outlet_is_judged_by_what_other_outlets_taught() -> None:
    """Each outlet has words of its own: whoever learns them by heart knows nothing of the next."""
    made = [
        Example("", f"{word}{n % 4}", f"paper-{n % 4}", frozenset({topic}), frozenset({other}))
        for n in range(24)
        for word, topic, other in (("quay", "boats", "bread"), ("crust", "bread", "boats"))
    ]
    some = lesson(TOPICS, made)
    assert all(
        each.learned < 0.7 for each in teach(some, without_model(some), CUT).compared
    )  # 0.67: always yes


def test_without_a_verdict_nothing_is_learned() -> None:
    some = lesson(TOPICS, [])
    assert teach(some, np.zeros((0, 2), np.float32), CUT).compared == ()


def test_the_same_verdicts_make_the_same_model() -> None:
    some = lesson(TOPICS, examples())
    one, other = (teach(some, without_model(some), CUT).model for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.version == other.version
    assert np.array_equal(one.weights, other.weights)


def test_calibration_finds_the_slope_that_made_the_scores() -> None:
    chance = np.random.default_rng(0)
    scores = chance.normal(size=(4000, 1)).astype(np.float32)
    truth = np.where(chance.random((4000, 1)) < 1 / (1 + np.exp(-(2 * scores - 1))), 1, -1).astype(np.float32)
    line = sigmoid_line(scores, truth)
    assert line.slope == pytest.approx(2, abs=0.25)
    assert line.offset == pytest.approx(-1, abs=0.25)


def test_short_pieces_get_a_steeper_slope_where_their_scores_are_smaller() -> None:
    chance = np.random.default_rng(0)
    said = chance.normal(size=(4000, 3))
    odds = np.exp(3 * said)
    true = [chance.choice(3, p=row / row.sum()) for row in odds]
    truth = np.where(np.arange(3) == np.array(true)[:, None], 1, -1).astype(np.float32)
    features = np.where(np.arange(4000) % 2, 200, 20).astype(np.float32)
    scores = (said / np.where(features == 20, 2, 1)[:, None]).astype(np.float32)
    line = softmax_line(scores, features, truth)
    assert line.slope == pytest.approx(3, abs=0.4)
    assert line.length == pytest.approx(np.log10(2), abs=0.06)


def test_a_section_that_means_a_topic_teaches_it() -> None:
    desk = Topic(id="boats", label="Boats", query="boat*", sections=("At sea",))
    archive = [Unjudged("", HARBOUR.format(town), "paper", "At sea") for town in TOWNS]
    some = lesson((desk, BREAD), [], archive)
    assert some.truth[: len(TOWNS)].tolist() == [[1, 0]] * len(TOWNS)
    assert "skipper" not in lesson(TOPICS, [], archive).read[0].words  # else no query is sure of them
