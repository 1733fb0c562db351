"""A scorecard: what was measured of one kind of tag. Figures only, so that it can ship with the package."""

import json
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

from monitor.errors import MonitorError

KINDS = ("region", "topic", "stance")


@dataclass(frozen=True, slots=True)
class SetScore:
    """The figures of one set of articles; precision, recall and F1 from 0 to 1, F1 with its 95 % interval."""

    name: str
    n: int  # articles, or judgements
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    note: str = ""  # what was asked, and of which part of the set


@dataclass(frozen=True, slots=True)
class Label:
    """The figures of one label, as a country or a topic."""

    code: str
    label: str
    precision: float
    recall: float
    n: int  # articles that truly have it


@dataclass(frozen=True, slots=True)
class Confusion:
    """One label said where another was true, and how often."""

    said: str
    truth: str
    n: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All that was measured of one kind of tag with one version of the tagger."""

    kind: str  # one of KINDS
    version: str  # of the tagger
    sets: tuple[SetScore, ...]
    worst: tuple[Label, ...] = ()  # the labels with the lowest F1, worst first
    confusions: tuple[Confusion, ...] = ()  # most frequent first

    def to_json(self) -> str:
        """The card as JSON, figures rounded to four places."""
        return json.dumps(_rounded(asdict(self)), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Scorecard":
        """Read a card that `to_json` wrote. Raises MonitorError for any other text."""
        try:
            card = json.loads(text)
            return cls(
                card["kind"],
                card["version"],
                tuple(SetScore(**each) for each in card["sets"]),
                tuple(Label(**each) for each in card["worst"]),
                tuple(Confusion(**each) for each in card["confusions"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise MonitorError(f"evaluate: this is no scorecard: {error!r}") from None


def shipped() -> tuple[Scorecard, ...]:
    """The scorecards of this version of the package, in the order of KINDS; a kind not measured has none."""
    folder = files("monitor.tag") / "scorecards"
    cards = [folder / f"{kind}.json" for kind in KINDS]
    return tuple(Scorecard.from_json(each.read_text(encoding="utf-8")) for each in cards if each.is_file())


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
