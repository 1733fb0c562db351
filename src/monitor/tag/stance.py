"""The stance of an article toward each target that it mentions, and unsure rather than wrong.

Each sentence that mentions a target is read by a model (`stance_model`); for a proposition, a phrase of its
supporters or its critics is evidence by itself. The article's chances are the mean of those of its sentences,
the headline counting twice. The likeliest label is told, with its chance as the score. Where that is below
`SURE`, or several sentences leave the two sides within `LEAD` of one another, the stance is unsure, and the
score is the chance that the likeliest label is wrong. The same is told of the outlet's own sentences
alone, and of those that quote or report others.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from monitor.catalog import Target
from monitor.model import Held, Span, Tag
from monitor.tag.stance_mentions import Mention, Mentions, Place, places
from monitor.tag.stance_model import LABELS, StanceModel, shipped
from monitor.tag.stance_own import OwnStance, readings
from monitor.tag.stance_passage import Passage

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
    quoted: bool  # whether the mention stands in words that are quoted or reported


@dataclass(frozen=True, slots=True)
class Stance:
    """How an article stands to a target, and why."""

    target: str
    label: str  # one of LABELS, or unsure
    score: float
    chances: Chances  # by LABELS
    evidence: tuple[Evidence, ...]  # in the order of the text, the headline first
    own: Held | None  # in the outlet's own voice, where it speaks of the target itself
    quoted: Held | None  # of those whom it quotes


class StanceTagger:
    """Tags the stance toward configured targets. Built once; the model is loaded at the first mention."""

    def __init__(
        self,
        targets: Iterable[Target],
        model: StanceModel | None = None,
        own: Mapping[str, OwnStance] | None = None,
    ) -> None:
        """Take targets, and what the newsroom's verdicts taught of some of them, by their ids."""
        targets = tuple(targets)
        self._own = own or {}
        self._names = {target.id: target.name for target in targets}
        self._mentions = Mentions(targets)
        self._model = model

    def tag(self, title: str, text: str) -> tuple[Tag, ...]:
        """Tags of kind stance, one for each target mentioned, surest first."""
        return tuple(self.as_tag(stance) for stance in self.read(title, text))

    def as_tag(self, stance: Stance) -> Tag:
        """A stance as it is kept: its evidence is the sentences."""
        spans = tuple(each.span for each in stance.evidence)
        own, quoted = (
            side and Held(side.label, round(side.score, 4)) for side in (stance.own, stance.quoted)
        )
        learned = self._learned(stance.target)
        method = learned.name if learned else self.model.name
        score = round(stance.score, 4)
        return Tag("stance", stance.target, stance.label, score, spans, method, own, quoted)

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
        asked = {target: [place.passage for place in each if place.passage] for target, each in found.items()}
        passages = [passage for each in asked.values() for passage in each]
        read = self.model.probabilities(passages) if passages else np.zeros((0, len(LABELS)), np.float32)
        stances, done = [], 0
        for target, each in found.items():
            chances = read[done : (done := done + len(asked[target]))]
            if len(chances) and (learned := self._learned(target)):
                chances = learned.chances(readings(title, text, asked[target]), asked[target], chances)
            answers = iter(chances.astype(float).tolist())
            evidence = [_evidence(place, answers) for place in each]
            stances.append(verdict(target, evidence, whole=bool(text)))
        return sorted(stances, key=lambda stance: (-stance.score, stance.target))

    def passages(self, title: str, text: str) -> list[Passage]:
        """What a model is asked to read toward all targets."""
        in_title, in_text = self._mentions.find(title), self._mentions.find(text)
        found = (
            places(self._names[target], title, text, in_title.get(target, []), in_text.get(target, []))
            for target in in_title | in_text
        )
        return [place.passage for each in found for place in each if place.passage]

    def _learned(self, target: str) -> OwnStance | None:
        """What was learned of a target, if it was learned on top of the model that reads now."""
        learned = self._own.get(target)
        return learned if learned and learned.base == self.model.name else None


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
    own, quoted = (
        Held(*_judged(part, whole)[:2])
        if (part := [each for each in evidence if each.quoted is side])
        else None
        for side in (False, True)
    )
    label, score, chances = _judged(evidence, whole)
    return Stance(target, label, score, chances, tuple(evidence), own, quoted)


def _judged(evidence: list[Evidence], whole: bool) -> tuple[str, float, Chances]:
    weights = [HEADLINE if each.span.field == "title" and whole else 1.0 for each in evidence]
    mean = np.average([each.chances for each in evidence], axis=0, weights=weights)
    best = int(mean.argmax())
    sure = float(mean[best])
    torn = len(evidence) > 1 and LABELS[best] != "neutral" and sure - float(mean[2 - best]) < LEAD
    label, score = ("unsure", 1 - sure) if torn or sure < SURE else (LABELS[best], sure)
    return label, score, tuple(mean.tolist())


def _evidence(place: Place, answers: Iterator[list[float]]) -> Evidence:
    """What the model read of a place and what the phrases of the sides tell there, in equal parts."""
    read = [next(answers)] if place.passage else []
    told = [PHRASE[side][:: -1 if negated else 1] for side, negated in place.phrases]
    return Evidence(place.span, tuple(np.mean([*read, *told], axis=0).tolist()), place.quoted)
