"""The scorecard of stances: figures that can be worked out by hand."""

import pytest

from monitor.errors import MonitorError
from monitor.evaluate.stance import stance_scorecard
from monitor.tag import Tagger


def row(text: str, label: str, source: str = "a") -> dict[str, object]:
    return {"text": text, "target": "Mali", "label": label, "source": source}


BAD, GOOD = "Mali was reckless, brutal and corrupt.", "Mali deserves credit and praise."
GOLD = [row(BAD, "critical"), row(GOOD, "supportive"), row(GOOD, "critical"), row("It rained.", "neutral")]


def test_figures_are_means_over_the_labels() -> None:
    card = stance_scorecard(GOLD, Tagger())
    (whole,) = card.sets
    assert (whole.name, whole.n) == ("a", 4)
    assert whole.precision == pytest.approx((1 + 1 + 1 / 2) / 3)
    assert whole.recall == pytest.approx((1 / 2 + 1 + 1) / 3)
    assert whole.f1 == pytest.approx((2 / 3 + 1 + 2 / 3) / 3)
    assert whole.low <= whole.f1 <= whole.high
    assert "confused in 25.0%" in whole.note
    assert [(each.said, each.truth, each.n) for each in card.confusions] == [("supportive", "critical", 1)]
    assert {each.code: each.n for each in card.worst} == {"critical": 2, "supportive": 1, "neutral": 1}


def test_slices_are_told_where_they_are_large_enough() -> None:
    gold = [row(f'"{BAD}" said {n}.', "critical") for n in range(20)] + GOLD[:1] + [row(BAD, "critical", "b")]
    told = {(each.name, each.note.split(";")[0]): each.n for each in stance_scorecard(gold, Tagger()).sets}
    assert told == {("a", "all"): 21, ("b", "all"): 1, ("a", "with a quotation"): 20}


def test_rows_without_a_label_are_refused() -> None:
    with pytest.raises(MonitorError, match="'target' and a 'label'"):
        stance_scorecard([{"id": 1, "text": "Mali voted."}], Tagger())
