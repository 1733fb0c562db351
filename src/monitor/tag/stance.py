"""The stance of an article toward each target that it mentions, and unsure rather than wrong.

Each sentence that mentions a target is read by a model (`stance_model`); for a proposition, a phrase of its
supporters or its critics is evidence by itself. The article's chances are the mean of those of its sentences,
the headline counting twice. The likeliest label is told, with its chance as the score. Where that is below
`SURE`, or several sentences leave the two sides within `LEAD` of one another, the stance is unsure, and the
score is the chance that the likeliest label is wrong.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from monitor.catalog import Target
from monitor.model import Span, Tag
from monitor.tag.stance_mentions import Mention, Mentions, Place, places
from monitor.tag.stance_model import LABELS, StanceModel, shipped

HEADLINE = 2.0
SURE = 0.4
LEAD = 0.15  # of one side over the other
PHRASE = {"pro": (0.05, 0.15, 0.8), "con": (0.8, 0.15, 0.05)}  # chances by LABELS

Chances = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that mentions a target, and how it stands to it."""

    span: Span
    chances: Chances  # by LABELS
    quoted: bool  # whether the mention stands in quotation marks


@dataclass(frozen=True, slots=True)
class Stance:
    """How an article stands to a target, and why."""

    target: str
    label: str  # one of LABELS, or unsure
    score: float
    chances: Chances  # by LABELS
    evidence: tuple[Evidence, ...]  # in the order of the text, the headline first


class StanceTagger:
    """Tags the stance toward configured targets. Built once; the model is loaded at the first mention."""

    def __init__(self, targets: Iterable[Target], model: StanceModel | None = None) -> None:
        targets = tuple(targets)
        self._names = {target.id: target.name for target in targets}
        self._mentions = Mentions(targets)
        self._model = model

    def tag(self, title: str, text: str) -> tuple[Tag, ...]:
        """Tags of kind stance, one for each target mentioned, surest first."""
        return tuple(self.as_tag(stance) for stance in self.read(title, text))

    def as_tag(self, stance: Stance) -> Tag:
        """A stance as it is kept: its evidence is the sentences."""
        spans = tuple(each.span for each in stance.evidence)
        return Tag("stance", stance.target, stance.label, round(stance.score, 4), spans, self.model.name)

    @property
    def model(self) -> StanceModel:
        """What reads the sentences."""
        return self._model or shipped()

    def read(self, title: str, text: str) -> list[Stance]:
        """The stance toward each target mentioned, surest first; without a mention no model is called."""
        in_title, in_text = self._mentions.find(title), self._mentions.find(text)
        return self._judged(title, text, in_title, in_text)

    def read_at(self, target: str, text: str, span: tuple[int, int], title: str = "") -> Stance:
        """The stance toward a target that is mentioned at `text[span]`, and wherever it is named besides.

        Raises ValueError for a span outside the text.
        """
        start, end = span
        if not 0 <= start < end <= len(text):
            raise ValueError(f"tag: span {start}–{end} is outside the text of {len(text)} characters")
        in_title, in_text = self._mentions.find(title), self._mentions.find(text)
        given = Mention(start, end, "alias", given=True)
        apart = [m for m in in_text.get(target, []) if m.end <= start or m.start >= end]
        in_text = {target: sorted([*apart, given], key=lambda mention: mention.start)}
        return self._judged(title, text, in_title, in_text)[0]

    def _judged(
        self, title: str, text: str, in_title: dict[str, list[Mention]], in_text: dict[str, list[Mention]]
    ) -> list[Stance]:
        found = {
            target: places(
                self._names[target], title, text, in_title.get(target, []), in_text.get(target, [])
            )
            for target in in_title | in_text
        }
        asked = [place.passage for each in found.values() for place in each if place.passage]
        answers = iter(self.model.probabilities(asked).astype(float).tolist() if asked else [])
        stances = [
            verdict(target, [_evidence(place, answers) for place in each], whole=bool(text))
            for target, each in found.items()
        ]
        return sorted(stances, key=lambda stance: (-stance.score, stance.target))


def stance_toward(
    target: str,
    text: str,
    span: tuple[int, int] | None = None,
    title: str = "",
    model: StanceModel | None = None,
) -> Tag | None:
    """The stance toward a target of one's own, found by its name and, if known, at `text[span]`.

    None where it is mentioned nowhere. Raises ValueError for a span outside the text.
    """
    aliases = (target,) if target.strip() else ()
    tagger = StanceTagger([Target(target, target, "entity", aliases)], model)
    if span is not None:
        return tagger.as_tag(tagger.read_at(target, text, span, title))
    return next(iter(tagger.tag(title, text)), None)


def verdict(target: str, evidence: list[Evidence], whole: bool = True) -> Stance:
    """The stance that evidence adds up to. `whole`: there is a text beside the headline."""
    weights = [HEADLINE if each.span.field == "title" and whole else 1.0 for each in evidence]
    mean = np.average([each.chances for each in evidence], axis=0, weights=weights)
    best = int(mean.argmax())
    sure = float(mean[best])
    torn = len(evidence) > 1 and LABELS[best] != "neutral" and sure - float(mean[2 - best]) < LEAD
    label, score = ("unsure", 1 - sure) if torn or sure < SURE else (LABELS[best], sure)
    return Stance(target, label, score, tuple(mean.tolist()), tuple(evidence))


def _evidence(place: Place, answers: Iterator[list[float]]) -> Evidence:
    """What the model read of a place and what the phrases of the sides tell there, in equal parts."""
    read = [next(answers)] if place.passage else []
    told = [PHRASE[side][:: -1 if negated else 1] for side, negated in place.phrases]
    return Evidence(place.span, tuple(np.mean([*read, *told], axis=0).tolist()), place.quoted)
