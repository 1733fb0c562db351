"""The stance toward a target: what its sentences say of it, and unsure when they differ."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalog import Target
from monitor.model import Span, Tag
from monitor.tag.stance import SURE, Evidence, StanceTagger, stance_toward, verdict
from monitor.tag.stance_mentions import MOST
from monitor.tag.stance_model import Numbers
from monitor.tag.stance_passage import Passage
from monitor.tag.text import quotations, sentences

AID = Target(
    id="ukraine-aid",
    name="US military aid to Ukraine",
    kind="proposition",
    aliases=("aid to Ukraine",),
    pro=("stand with Ukraine", "as long as it takes"),
    con=("blank check", "forever war"),
)
ISRAEL = Target(id="israel", name="Israel", kind="entity", aliases=("Israel", "IDF"))


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("Mali broke its promises and betrayed its allies.", "Mali", "critical"),
        ("The embargo has been a costly failure.", "The embargo", "critical"),
        ("The embargo took effect in June.", "The embargo", "neutral"),
        ("Congress should repeal the embargo.", "the embargo", "critical"),
        ("Congress should keep the embargo.", "the embargo", "supportive"),
        ("The embargo must be lifted.", "The embargo", "critical"),
        ("The truce should be extended.", "The truce", "supportive"),
        ("The EU must not abandon the truce.", "the truce", "supportive"),
        ("Critics of the truce have been proved wrong: it saved lives.", "the truce", "supportive"),
        ("Abandoning the truce was a grave mistake.", "the truce", "supportive"),
        ("The envoy condemned Mali for its reckless attacks on civilians.", "Mali", "critical"),
        ("Mali was criticized by the court.", "Mali", "critical"),
        ("Canada condemned Mali.", "Mali", "critical"),
        ("Canada condemned Mali.", "Canada", "neutral"),
        ("Greenpeace criticised the treaty as toothless.", "the treaty", "critical"),
        ("Canada imposed sanctions on Mali.", "Mali", "neutral"),
        ("The envoy praised Mali.", "Mali", "supportive"),
        ("To its credit, Mali kept the peace.", "Mali", "supportive"),
        ("The truce is a fig leaf.", "The truce", "critical"),
        ("Ministers from Mali flew to Oslo.", "Mali", "neutral"),
        ("Troops were killed in Mali on Friday.", "Mali", "neutral"),
    ],
)
def test_a_sentence_stands_so_to_its_target(text: str, target: str, label: str) -> None:
    tag = stance_toward(target, text)
    assert tag is not None
    assert tag.label == label


def test_an_attacker_is_not_what_is_attacked() -> None:
    text = "Canada has condemned Mali's junta as a gang of looters."
    attacked, attacker = stance_toward("Mali", text), stance_toward("Canada", text)
    assert attacked is not None
    assert attacker is not None
    assert attacked.label == "critical"
    assert attacker.score < attacked.score or attacker.label == "neutral"


def test_no_stance_where_the_target_is_not_named() -> None:
    assert stance_toward("Mali", "Malice is a terrible thing.") is None
    assert StanceTagger([ISRAEL, AID]).tag("A terrible day", "It rained.") == ()


def test_an_abbreviation_must_stand_in_capitals() -> None:
    assert stance_toward("US", "They gave us a terrible time.") is None
    assert stance_toward("US", "The US made a terrible mistake.") is not None


def test_a_given_mention_needs_no_name() -> None:
    text = "She deserves credit for the truce."
    tag = stance_toward("Ms. Keita", text, (0, 3))
    assert tag is not None
    assert tag.label == "supportive"
    with pytest.raises(ValueError, match="outside the text"):
        stance_toward("Ms. Keita", text, (30, 99))


def test_the_evidence_is_the_sentences_that_name_the_target() -> None:
    text = "It rained. Israel made a grave mistake. Nobody spoke. The IDF was reckless."
    (tag,) = StanceTagger([ISRAEL]).tag("Israel's blunder", text)
    assert tag.spans == (Span("title", 0, 16), Span("text", 11, 39), Span("text", 54, 75))
    assert tag.label == "critical"


def test_evidence_on_both_sides_is_unsure() -> None:
    text = "Israel has been a loyal friend and deserves our thanks. Israel is reckless and a liability. "
    (tag,) = StanceTagger([ISRAEL]).tag("", text + "It rained all day in the valley. " * 10)
    assert tag.label == "unsure"


def test_what_is_quoted_is_told_apart() -> None:
    (stance,) = StanceTagger([ISRAEL]).read("", 'He said: "Israel is reckless."\n\nIsrael voted.')
    assert [each.quoted for each in stance.evidence] == [True, False]
    assert stance.evidence[0].chances[0] > stance.evidence[1].chances[0]


def test_of_a_long_article_only_some_sentences_are_read() -> None:
    text = "\n\n".join(f"Israel voted on day {n}." for n in range(50))
    (stance,) = StanceTagger([ISRAEL]).read("", text)
    assert len(stance.evidence) == MOST
    assert stance.evidence[0].span.start == 0
    assert stance.evidence[-1].span.end == len(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("We must stand with Ukraine for as long as it takes.", "supportive"),
        ("There can be no more of this; it is a blank check.", "critical"),
        ("The House will vote on aid to Ukraine on Tuesday.", "neutral"),
        ("This is not a blank check.", "supportive"),
    ],
)
def test_a_proposition_is_read_from_its_sides_own_phrases(text: str, label: str) -> None:
    (tag,) = StanceTagger([AID]).tag("", text)
    assert (tag.code, tag.label) == ("ukraine-aid", label)


chances = st.lists(st.floats(0.01, 1), min_size=3, max_size=3).map(lambda c: tuple(x / sum(c) for x in c))


@given(st.lists(chances, min_size=1, max_size=8))
def test_a_verdict_is_even_handed(read: list[tuple[float, ...]]) -> None:
    mirror = {"supportive": "critical", "critical": "supportive"}
    there, back = (
        verdict("x", [Evidence(Span("text", 0, 1), one[::step], False) for one in read]) for step in (1, -1)
    )
    assert sum(there.chances) == pytest.approx(1)
    assert there.score == pytest.approx(back.score)
    assert 0 <= there.score <= 1
    ranked = sorted(there.chances)
    if ranked[-1] - ranked[-2] > 1e-9:
        assert back.label == mirror.get(there.label, there.label)
        assert there.label == "unsure" or ranked[-1] >= SURE


def test_the_headline_counts_twice_where_there_is_a_text() -> None:
    title, text = Span("title", 0, 1), Span("text", 0, 1)
    both = [Evidence(title, (1, 0, 0), False), Evidence(text, (0, 0, 1), False)]
    assert verdict("x", both).label == "critical"
    assert verdict("x", both).score == pytest.approx(2 / 3)


class Counting:
    """A model that counts what it is asked."""

    name = "counting"

    def __init__(self) -> None:
        self.calls = 0

    def probabilities(self, passages: Sequence[Passage]) -> Numbers:
        self.calls += 1
        return np.full((len(passages), 3), 1 / 3, np.float32)


def test_an_article_asks_once_and_only_if_a_target_is_mentioned() -> None:
    model = Counting()
    tagger = StanceTagger([ISRAEL, AID], model)
    tagger.tag("It rained", "All day.")
    assert model.calls == 0
    tagger.tag("Israel votes", "Israel spoke of aid to Ukraine. The IDF did not.")
    assert model.calls == 1


WORDS = st.sampled_from(
    ["Israel", "mistake.", "the IDF", "should", "end", "“", "”", "praise", "\n\n", "U.S.", "no", ","]
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_every_evidence_span_is_a_part_of_the_text_that_names_the_target(text: str) -> None:
    for tag in StanceTagger([ISRAEL]).tag("", text):
        assert isinstance(tag, Tag)
        assert tag.spans
        for span in tag.spans:
            part = text[span.start : span.end]
            assert part == part.strip()
            assert "Israel" in part or "IDF" in part


def test_sentences_end_where_a_reader_ends_them() -> None:
    text = 'Mr. Lee met the U.S. envoy. "It went well." he said. Was it? Yes!\n\nNext part'
    assert [text[a:b] for a, b in sentences(text)] == [
        "Mr. Lee met the U.S. envoy.",
        '"It went well." he said.',
        "Was it?",
        "Yes!",
        "Next part",
    ]


@given(st.text('aB.!? \n“”"'))
def test_sentences_hold_all_but_the_space_between(text: str) -> None:
    parts = sentences(text)
    assert "".join("".join(text[a:b] for a, b in parts).split()) == "".join(text.split())


def test_quotations_include_their_marks() -> None:
    text = 'He said "no" and “never”.'
    assert [text[a:b] for a, b in quotations(text)] == ['"no"', "“never”"]
