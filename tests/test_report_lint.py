"""Each rule of the report's linter stops what it should, and lets the honest version pass."""

from dataclasses import replace

import pytest

from monitor.filters import Filters
from monitor.show.report import lint
from monitor.show.report.figures import Claim, Figure, Row

OUTCOME = Claim("outcome 1", "", outcome=True)
SUPPORTED = replace(
    OUTCOME,
    verified=True,
    evidence=("https://example.org/hearing",),
    contribution="The committee's report cites our piece.",
)
FIGURE = Figure(
    number=4,
    key="desks",
    title="Articles by desk",
    finding="Europe leads",
    definition="our articles about a country of the desk",
    question='shares(by="desk")',
    filters=Filters(role="own"),
    n=80,
    rows=(Row("Europe", 20, 80, 0.25, 0.17, 0.35, code="europe"),),
    interval="95 %",
    tag="region",
)


@pytest.mark.parametrize(
    "text",
    [
        "The coverage had an AVE of 40,000 dollars.",
        "Its advertising value was considerable.",
        "An ad equivalency of $12,000, with a multiplier of 3.",
        "Earned media value: high.",
    ],
)
def test_advertising_value_is_stopped(text: str) -> None:
    found = lint.advertising_value(replace(OUTCOME, text=text))
    assert found
    assert str(found).startswith("report: outcome 1: advertising value: it says “")


@pytest.mark.parametrize(
    "text", ["A hearing on Pennsylvania Ave. quoted us.", "Advertising rules were changed.", "Values differ."]
)
def test_words_that_only_resemble_advertising_value_pass(text: str) -> None:
    assert lint.advertising_value(replace(OUTCOME, text=text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "The story reached 2 million people.",
        "It reached an audience of more than 40,000.",
        "Seen by 12,500 unique visitors.",
        "250 readers wrote back; 3.2m views.",
        "A readership of 90,000",
        "1.4 million opportunities to see",
        "Millions of viewers watched",
    ],
)
def test_reach_in_words_is_stopped(text: str) -> None:
    assert lint.invented_reach(replace(OUTCOME, text=text)), text


@pytest.mark.parametrize(
    "text",
    [
        "The parties reached an agreement on 3 May 2026.",
        "The bill reached 60 votes.",
        "The ministers reached a deal on 2 million tonnes of grain.",
        "Two outlets with many readers reprinted the piece.",
        "The hearing reached the floor in 2026.",
    ],
)
def test_reaching_something_else_passes(text: str) -> None:
    assert lint.invented_reach(replace(OUTCOME, text=text)) is None, text


@pytest.mark.parametrize("verb", ["led to", "caused", "resulted in", "forced", "brought about"])
def test_a_cause_without_support_is_stopped(verb: str) -> None:
    claim = replace(OUTCOME, text=f"Our series {verb} a change of the law.")
    found = lint.unsupported_cause(claim)
    assert found
    assert "a verification and evidence and a note on the contribution" in found.advice


@pytest.mark.parametrize("without", [{"verified": False}, {"evidence": ()}, {"contribution": " "}])
def test_a_cause_needs_each_part_of_its_support(without: dict[str, object]) -> None:
    claim = replace(SUPPORTED, text="Our series led to a hearing.")
    assert lint.unsupported_cause(claim) is None
    assert lint.unsupported_cause(replace(claim, **without))  # type: ignore[arg-type]


def test_what_happened_and_when_needs_no_support() -> None:
    claim = replace(OUTCOME, text="Senator Ames cited our piece in the hearing of 3 May.")
    assert lint.unsupported_cause(claim) is None
    elsewhere = Claim("promise of grant-1", "The drought led to hunger; we cover it.")
    assert lint.unsupported_cause(elsewhere) is None


def test_readers_are_told_only_with_their_source() -> None:
    audience = replace(FIGURE, key="audience", tag="")
    assert lint.reach_not_supplied(audience)
    assert lint.reach_not_supplied(replace(audience, supplied="analytics.csv")) is None


def test_a_figure_has_a_definition_and_a_question() -> None:
    assert lint.undefined(FIGURE) is None
    found = lint.undefined(replace(FIGURE, definition=" "))
    assert str(found) == (
        "report: figure 4 (Articles by desk): not defined: it has no definition; "
        "write down what is counted, and how"
    )
    assert lint.undefined(replace(FIGURE, question=""))


@pytest.mark.parametrize(
    "row",
    [
        Row("Europe", 20, None, 0.25, 0.17, 0.35),
        Row("Europe", 20, 80, 0.25),
        Row("Europe", 20, 80, 0.25, 0.17, None),
    ],
)
def test_a_share_without_n_or_interval_is_stopped(row: Row) -> None:
    assert lint.without_n(FIGURE) is None
    assert lint.without_n(replace(FIGURE, rows=(row,)))


def test_a_count_alone_needs_no_total() -> None:
    assert lint.without_n(replace(FIGURE, rows=(Row("Articles", 80),))) is None


def test_incomplete_collection_is_stopped_unless_it_is_stated() -> None:
    cut = replace(FIGURE, collected=0.87)
    found = lint.incomplete(cut)
    assert found
    assert "only 87% of the days were collected" in str(found)
    assert lint.incomplete(replace(cut, note="87 % of our days were collected.")) is None
    assert lint.incomplete(FIGURE) is None


def test_a_tag_below_its_floor_is_not_counted() -> None:
    assert lint.below_floor(FIGURE, {"region": 0.93, "europe": 0.9}) is None
    assert lint.below_floor(FIGURE, {"region": 0.49})
    found = lint.below_floor(FIGURE, {"region": 0.93, "europe": 0.31})
    assert found
    assert "F1 of 'Europe' is 0.31, the floor 0.5" in str(found)
    assert lint.below_floor(replace(FIGURE, tag=""), {"europe": 0.31}) is None  # it rests on no tag
