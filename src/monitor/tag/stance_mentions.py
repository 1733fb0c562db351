"""Where targets are mentioned, and the passages around the mentions that are worth reading."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ahocorasick_rs import AhoCorasick

from monitor.catalog import Target
from monitor.model import Span
from monitor.query import fold
from monitor.tag.stance_holder import reported
from monitor.tag.stance_passage import Passage
from monitor.tag.text import quotations, sentences

MOST = 6  # sentences of a text that are read toward one target
SHORT = 300  # characters of a text whose sentences are read together, as those of a snippet

Side = Literal["alias", "pro", "con"]
Field = Literal["title", "text"]
_NEGATION = re.compile(r"\b(?:not|never|no|n't|nor|hardly|without)\b[\w\s]{0,12}$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a target, or a phrase of one of the sides of a proposition."""

    start: int
    end: int
    side: Side
    given: bool = False  # said to be one, and not found


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that mentions a target."""

    span: Span
    quoted: bool  # whether the mention stands in words that are quoted or reported
    passage: Passage | None  # to be read; none where only phrases of the sides stand
    phrases: tuple[tuple[Side, bool], ...]  # whose phrases stand there, and whether negated


class Mentions:
    """Finds the names and phrases of targets."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._phrases: list[tuple[str, Side, str]] = [
            (target.id, side, phrase)
            for target in targets
            for side, phrases in _sides(target)
            for phrase in phrases
        ]
        self._automaton = AhoCorasick([fold(phrase) for _, _, phrase in self._phrases])

    def find(self, text: str) -> dict[str, list[Mention]]:
        """Mentions by target, in order; the longest of those that overlap."""
        folded = fold(text)
        found: dict[str, list[Mention]] = {}
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        for number, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2], hit[0])):
            target, side, phrase = self._phrases[number]
            earlier = found.get(target)
            named = _whole(folded, start, end) and _cased(phrase, text[start:end])
            if named and (not earlier or earlier[-1].end <= start):
                found.setdefault(target, []).append(Mention(start, end, side))
        return found


def places(name: str, title: str, text: str, in_title: list[Mention], in_text: list[Mention]) -> list[Place]:
    """The headline, if it mentions the target, and the sentences that do; of many, the first and the last."""
    found = _places("text", name, text, sentences(text) if in_text else [], in_text)
    if len(found) > MOST:
        found = found[: MOST - MOST // 3] + found[-(MOST // 3) :]
    return _places("title", name, title, [(0, len(title))], in_title) + found


def _places(
    field: Field, name: str, text: str, parts: list[tuple[int, int]], mentions: list[Mention]
) -> list[Place]:
    quoted = quotations(text) if mentions else []
    found, at = [], 0
    for start, end in parts:
        here = []
        while at < len(mentions) and mentions[at].start < end:
            here.append(mentions[at])
            at += 1
        if here:
            first, last = (0, len(text)) if len(text) <= SHORT else (start, end)
            passage = _passage(name, text, first, last, here)
            place = here[0].start
            inside = any(a <= place < b for a, b in quoted) or reported(text[start:end], place - start)
            sides = tuple((m.side, _negated(text, start, m)) for m in here if m.side != "alias")
            found.append(Place(Span(field, start, end), inside, passage, sides))
    return found


def _passage(name: str, text: str, first: int, last: int, here: list[Mention]) -> Passage | None:
    """The mention that is marked is the one that was given, or else the first that names the target."""
    names = sorted((m for m in here if m.side == "alias"), key=lambda m: not m.given)
    if not names:
        return None
    end = max(last, names[0].end)
    return Passage(name, text[first:end], names[0].start - first, names[0].end - first)


def _negated(text: str, start: int, mention: Mention) -> bool:
    return bool(_NEGATION.search(fold(text[start : mention.start])[-20:]))


def _sides(target: Target) -> list[tuple[Side, tuple[str, ...]]]:
    return [("alias", target.aliases), ("pro", target.pro), ("con", target.con)]


def _whole(folded: str, start: int, end: int) -> bool:
    return not folded[start - 1 : start].isalnum() and not folded[end : end + 1].isalnum()


def _cased(phrase: str, written: str) -> bool:
    """Whether capitals allow it: an abbreviation is written in capitals, a name begins with one."""
    if phrase.isupper():
        return written.isupper()
    return not phrase[0].isupper() or written[0].isupper()
