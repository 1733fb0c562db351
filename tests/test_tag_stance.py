"""The stance toward a target: what a sentence says of it, turned where it must be, unsure when two differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalog import Target
from monitor.model import Span, Tag
from monitor.tag.stance import StanceTagger, stance_toward, verdict
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
        ("The embargo was not a failure.", "The embargo", "supportive"),
        ("The embargo took effect in June.", "The embargo", "neutral"),
        ("Congress should repeal the embargo.", "the embargo", "critical"),
        ("Congress should keep the embargo.", "the embargo", "supportive"),
        ("The embargo must be lifted.", "The embargo", "critical"),
        ("The truce should be extended.", "The truce", "supportive"),
        ("The EU must not abandon the truce.", "the truce", "supportive"),
        ("Opponents of the truce were proved wrong.", "the truce", "supportive"),
        ("Abandoning the truce was a grave mistake.", "the truce", "supportive"),
        ("The envoy condemned Mali.", "Mali", "critical"),
        ("Mali was criticized by the court.", "Mali", "critical"),
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
    text = "Canada condemned Mali."
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
    (tag,) = StanceTagger([ISRAEL]).tag("Israel votes", text)
    assert tag.spans == (Span("title", 0, 12), Span("text", 11, 39), Span("text", 54, 75))
    assert tag.label == "critical"


def test_evidence_on_both_sides_is_unsure() -> None:
    text = "Israel is a reliable and honest ally. Israel is reckless and brutal."
    (tag,) = StanceTagger([ISRAEL]).tag("", text)
    assert tag.label == "unsure"


def test_a_quoted_judgement_counts_less_than_the_articles_own() -> None:
    own, quoted = stance_toward("Mali", "Mali is reckless."), stance_toward("Mali", 'Mali is "reckless".')
    assert own is not None
    assert quoted is not None
    assert own.score > quoted.score


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


@given(st.floats(0, 50), st.floats(0, 50))
def test_a_verdict_is_even_handed(supportive: float, critical: float) -> None:
    mirror = {"supportive": "critical", "critical": "supportive"}
    label, score = verdict(supportive, critical)
    assert verdict(critical, supportive) == (mirror.get(label, label), pytest.approx(score))
    assert 0 <= score <= 1


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
