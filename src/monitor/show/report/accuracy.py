"""How far the tags behind the figures are to be trusted, from the scorecards that ship with the package."""

from collections.abc import Iterable, Mapping, Sequence

from monitor.evaluate.scorecard import Scorecard
from monitor.show.report.figures import Accuracy
from monitor.show.report.lint import FLOOR

ASKED = {"region": "countries in focus", "topic": "all topics", "stance": "all"}
"""What each kind's figures here are of: the note of its card's sets begins with it."""


def measured(cards: Iterable[Scorecard], kinds: Sequence[str] = ("region", "topic")) -> tuple[Accuracy, ...]:
    """The sets that the kinds of tags in the report were measured on."""
    return tuple(
        Accuracy(card.kind, *(getattr(one, name) for name in _COLUMNS))
        for card in cards
        if card.kind in kinds
        for one in card.sets
        if one.note.startswith(ASKED[card.kind])
    )


_COLUMNS = ("name", "n", "precision", "recall", "f1", "low", "high", "note")


def by_tag(cards: Iterable[Scorecard]) -> dict[str, float]:
    """F1 of each kind, its sets weighted by their articles, and of each label that was told of."""
    found: dict[str, float] = {}
    for card in cards:
        sets = measured([card], [card.kind])
        total = sum(each.n for each in sets)
        if total:
            found[card.kind] = sum(each.f1 * each.n for each in sets) / total
        for label in card.worst:
            both = label.precision + label.recall
            found[label.code] = 2 * label.precision * label.recall / both if both else 0.0
    return found


def below(codes: Iterable[str], accuracy: Mapping[str, float]) -> set[str]:
    """The tags that are not counted."""
    return {code for code in codes if accuracy.get(code, 1.0) < FLOOR}
