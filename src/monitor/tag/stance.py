"""The stance of an article toward each target that it mentions, by rule, and unsure rather than wrong.

Each sentence that mentions the target is evidence, between -1 and 1 (see `sentence_stance`); the headline
counts twice. For a proposition, a phrase of its supporters or its critics is evidence by itself. With p the
sum of the supportive and c of the critical evidence:

    balance = (p - c) / (p + c + 1)
    supportive or critical: |balance| at least 0.12        score = |balance| ** 0.5
    unsure: less, but both p and c are at least 0.5         score = 1 - |balance|
    neutral: otherwise                                      score = 1 / (2 + p + c)

The scores are near the share of such labels that were right on single sentences of NewsMTSC.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import tanh
from typing import Literal

from ahocorasick_rs import AhoCorasick

from monitor.catalog import Target
from monitor.model import Span, Tag
from monitor.query import fold
from monitor.tag.lexicon import stance_lexicon
from monitor.tag.sentence_stance import sentence_stance
from monitor.tag.text import quotations, sentences

METHOD = "stance rules"
HEADLINE = 2.0
DECIDED = 0.12
BOTH_SIDES = 0.5
PHRASE = 0.8  # what a supporters' or critics' own phrase is worth

Side = Literal["alias", "pro", "con"]
_NEGATION = re.compile(r"\b(?:not|never|no|n't|nor|hardly|without)\b[\w\s]{0,12}$")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    side: Side


class StanceTagger:
    """Tags the stance toward configured targets. Built once."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._phrases = [
            (target.id, side, phrase)
            for target in targets
            for side, phrases in _sides(target)
            for phrase in phrases
        ]
        self._automaton = AhoCorasick([fold(phrase) for _, _, phrase in self._phrases])

    def tag(self, title: str, text: str) -> tuple[Tag, ...]:
        """Tags of kind stance, one for each target mentioned, surest first."""
        in_title, in_text = self._mentions(title), self._mentions(text)
        tags = [
            _judged(target, title, text, in_title.get(target, []), in_text.get(target, []))
            for target in in_title | in_text
        ]
        return tuple(sorted(tags, key=lambda tag: (-tag.score, tag.code)))

    def _mentions(self, text: str) -> dict[str, list[_Mention]]:
        """Mentions by target; the longest of those that overlap."""
        folded = fold(text)
        found: dict[str, list[_Mention]] = {}
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        for number, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2], hit[0])):
            target, side, phrase = self._phrases[number]
            earlier = found.get(target)
            named = _whole(folded, start, end) and _cased(phrase, text[start:end])
            if named and (not earlier or earlier[-1].end <= start):
                found.setdefault(target, []).append(_Mention(start, end, side))
        return found


def stance_toward(target: str, text: str, span: tuple[int, int] | None = None, title: str = "") -> Tag | None:
    """The stance toward a target of one's own, found by its name and, if known, at `text[span]`.

    None where it is mentioned nowhere. Raises ValueError for a span outside the text.
    """
    tagger = StanceTagger([Target(target, target, "entity", (target,))] if target.strip() else [])
    in_title = tagger._mentions(title).get(target, [])
    in_text = tagger._mentions(text).get(target, [])
    if span is not None:
        start, end = span
        if not 0 <= start < end <= len(text):
            raise ValueError(f"tag: span {start}–{end} is outside the text of {len(text)} characters")
        apart = [m for m in in_text if m.end <= start or m.start >= end]
        in_text = sorted([*apart, _Mention(start, end, "alias")], key=lambda m: m.start)
    return _judged(target, title, text, in_title, in_text) if in_title or in_text else None


def _sides(target: Target) -> list[tuple[Side, tuple[str, ...]]]:
    return [("alias", target.aliases), ("pro", target.pro), ("con", target.con)]


def _whole(folded: str, start: int, end: int) -> bool:
    return not folded[start - 1 : start].isalnum() and not folded[end : end + 1].isalnum()


def _cased(phrase: str, written: str) -> bool:
    """Whether capitals allow it: an abbreviation is written in capitals, a name begins with one."""
    if phrase.isupper():
        return written.isupper()
    return not phrase[0].isupper() or written[0].isupper()


def _judged(code: str, title: str, text: str, in_title: list[_Mention], in_text: list[_Mention]) -> Tag:
    evidence = _evidence("title", title, [(0, len(title))], in_title)
    evidence += _evidence("text", text, sentences(text), in_text)
    weights = [(HEADLINE if span.field == "title" and text else 1.0) * value for span, value in evidence]
    label, score = verdict(sum(w for w in weights if w > 0), -sum(w for w in weights if w < 0))
    return Tag("stance", code, label, round(score, 4), tuple(span for span, _ in evidence), METHOD)


def verdict(supportive: float, critical: float) -> tuple[str, float]:
    """Label and score from the sums of evidence for and against; the formula is in this module's text."""
    balance = (supportive - critical) / (supportive + critical + 1)
    if abs(balance) >= DECIDED:
        return ("supportive" if balance > 0 else "critical"), abs(balance) ** 0.5
    if min(supportive, critical) >= BOTH_SIDES:
        return "unsure", 1 - abs(balance)
    return "neutral", 1 / (2 + supportive + critical)


def _evidence(
    field: Literal["title", "text"], text: str, parts: list[tuple[int, int]], mentions: list[_Mention]
) -> list[tuple[Span, float]]:
    """Each part of the text that mentions the target, and how it stands to it, from -1 to 1."""
    found, place = [], 0
    for start, end in parts:
        here = []
        while place < len(mentions) and mentions[place].start < end:
            here.append(mentions[place])
            place += 1
        if here:
            values = [_value(text[start:end], m.start - start, m.end - start, m.side) for m in here]
            found.append((Span(field, start, end), tanh(sum(values) / len(values))))
    return found


def _value(sentence: str, start: int, end: int, side: Side) -> float:
    if side == "alias":
        return sentence_stance(sentence, start, min(end, len(sentence)), stance_lexicon())
    sign = 1.0 if side == "pro" else -1.0
    if _NEGATION.search(fold(sentence), max(0, start - 20), start):
        sign = -sign
    quoted = any(a <= start < b for a, b in quotations(sentence))
    return sign * PHRASE * (0.5 if quoted else 1.0)
