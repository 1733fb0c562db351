"""How right the tags are, measured on labelled articles.

One module for each kind of tag: gold rows and a tagger in, a `Scorecard` out. `scores` knows the figures,
`scorecard` the card itself and the cards that ship with the package.
"""

from collections.abc import Callable, Sequence
from typing import Any

from monitor.evaluate.region import region_scorecard
from monitor.evaluate.scorecard import Confusion, Label, Scorecard, SetScore, shipped
from monitor.evaluate.stance import stance_scorecard
from monitor.evaluate.topic import topic_scorecard
from monitor.evaluate.verdicts import verdict_scorecard
from monitor.tag import Tagger

Row = dict[str, Any]
"""A labelled article: the fields of `monitor tag` and the truth."""

EVALUATORS: dict[str, Callable[[Sequence[Row], Tagger, str | None], Scorecard]] = {
    "region": region_scorecard,
    "topic": topic_scorecard,
    "stance": stance_scorecard,
}
"""What can be measured: kind -> scorecard of (gold rows, tagger, home country)."""

__all__ = [
    "EVALUATORS", "Confusion", "Label", "Row", "Scorecard", "SetScore",
    "region_scorecard", "shipped", "stance_scorecard", "topic_scorecard",
    "verdict_scorecard",
]  # fmt: skip
