"""Places named in one article: where, and which. What the context makes of them is `region_context`'s."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from monitor.catalog.gazetteer import Surface
from monitor.tag.region_document import Document, spaced

Aside = Literal["", "wire", "dateline", "venue", "money", "company", "origin"]
_PLACE_BEFORE_COMMA = re.compile(r"[A-Z][\w'’.-]+,\s*$")


class Mention(NamedTuple):
    """One place named, at `written[start:end]`. `code` starts as the surface's own; context may change it."""

    start: int
    end: int
    surface: Surface
    code: str
    aside: Aside = ""  # why it tells little of what the article is about


class PlaceFinder:
    """Finds every surface of a gazetteer in one pass, the longest first."""

    def __init__(self, surfaces: Iterable[Surface]) -> None:
        self._surfaces: dict[str, list[Surface]] = defaultdict(list)
        for surface in surfaces:
            self._surfaces[" " + spaced(surface.text).rstrip()].append(surface)
        self._patterns = list(self._surfaces)
        self._choices = [self._surfaces[pattern] for pattern in self._patterns]
        self._fits = [_written_as(choices[0]) for choices in self._choices]
        self._lengths = [len(pattern) - 1 for pattern in self._patterns]
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def find(self, document: Document, day: str = "") -> list[Mention]:
        """Mentions in order. Blockers are left out. `day` (ISO 8601) tells who was in office."""
        found: list[Mention] = []
        folded = document.folded
        for number, start, stop in self._automaton.find_matches_as_indexes(folded):
            if folded[stop] != " " or not self._fits[number](document, start, start + self._lengths[number]):
                found += self._shorter(document, self._patterns[number], start, day)
                continue
            choices = self._choices[number]
            surface = choices[0] if len(choices) == 1 else _in_office(choices, day)
            if surface.kind != "blocker":
                found.append(_mention(document, start, start + self._lengths[number], surface))
        return found

    def _shorter(self, document: Document, pattern: str, start: int, day: str) -> Iterator[Mention]:
        """What begins a pattern that did not fit: "new york" of "new york state" in "New York statement"."""
        while (cut := pattern.rfind(" ")) > 0:
            pattern = pattern[:cut].rstrip()
            choices = self._surfaces.get(pattern)
            end = start + len(pattern) - 1
            if choices and _written_as(choices[0])(document, start, end):
                surface = _in_office(choices, day)
                if surface.kind != "blocker":
                    yield _mention(document, start, end, surface)
                return


def _mention(document: Document, start: int, end: int, surface: Surface) -> Mention:
    pointed = surface.text[-1] == "." and document.written[end] == "."
    return Mention(start, end + pointed, surface, surface.code)


def _in_office(choices: list[Surface], day: str) -> Surface:
    """Of several bearers of a name the one in office that day, or the last before it; today without a day."""
    if not day:
        return max(choices, key=lambda each: each.since)
    begun = [each for each in choices if each.since <= day]
    held = [each for each in begun if not each.until or day <= each.until]
    return max(held or begun or choices, key=lambda each: each.since)


Fits = Callable[[Document, int, int], bool]


def _written_as(surface: Surface) -> Fits:
    """Whether case and neighbours let a place in a document be the surface."""
    letters = [c for c in surface.text if c.isalpha()]
    if surface.flags & {"comma", "mixed", "pair"}:
        return partial(_fits_rarely, surface)
    if all(c.isupper() for c in letters):
        return _fits_abbreviation
    return _fits_name if letters[0].isupper() else _fits_any


def _fits_any(_document: Document, _start: int, _end: int) -> bool:
    return True


def _fits_name(document: Document, start: int, _end: int) -> bool:
    return document.written[start].isupper() or document.caseless(start)


def _fits_abbreviation(document: Document, start: int, end: int) -> bool:
    written = document.written[start:end]
    if document.caseless(start):
        return end - start > 2 or "." in written
    return written.isupper()


def _fits_rarely(surface: Surface, document: Document, start: int, end: int) -> bool:
    """One that stands only after "Place, ", before a hyphen, or in texts of small and large letters."""
    written, flags, caseless = document.written, surface.flags, document.caseless(start)
    if "mixed" in flags and caseless:
        return False
    if "pair" in flags:
        return written[end] in "-‐–" and written[start].isupper()
    if "comma" in flags and not _after_comma(written, start, caseless):
        return False
    return (_fits_abbreviation if surface.text.isupper() else _fits_name)(document, start, end)


def _after_comma(written: str, start: int, caseless: bool) -> bool:
    if caseless:
        return written[max(0, start - 2) : start].strip() == ","
    return bool(_PLACE_BEFORE_COMMA.search(written, max(0, start - 40), start))
