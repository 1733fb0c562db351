"""Places named in one article: where, and which. What the context makes of them is `region_context`'s."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from monitor.catalog.gazetteer import Surface
from monitor.tag.region_document import Document, spaced

Aside = Literal["", "wire", "dateline", "venue", "money", "company", "product", "origin", "summit"]
_PLACE_BEFORE_COMMA = re.compile(r"[A-Z][\w'’.-]+,\s*$")


class Mention(NamedTuple):
    """One place named, at `written[start:end]`. `code` starts as the surface's own; context may change it."""

    start: int
    end: int
    surface: Surface
    code: str
    aside: Aside = ""  # why it tells little of what the article is about


class PlaceFinder:
    """Finds every surface of a gazetteer in one pass, the longest first.

    Only words with a capital are looked up, by the first word of a surface, and all words where capitals
    tell nothing; the few surfaces that begin with a small letter are found by an automaton.
    """

    def __init__(self, surfaces: Iterable[Surface]) -> None:
        by_pattern: dict[str, list[Surface]] = defaultdict(list)
        for surface in surfaces:
            by_pattern[spaced(surface.text).rstrip()].append(surface)
        by_word: dict[str, _Choice] = defaultdict(_Choice)
        for pattern in sorted(by_pattern, key=lambda each: (-len(each), each)):
            named = by_pattern[pattern]
            only = named[0] if len(named) == 1 else None
            entry = _Entry(pattern, named, only, named[0].text[-1] == ".", _written_as(named[0]))
            first, *others = pattern.split(" ", 2)
            if others:
                by_word[first].longer.setdefault(others[0], []).append(entry)
            else:
                by_word[first].alone = entry
        for choice in by_word.values():
            choice.settle()
        self._choice = dict(by_word).get
        small = [pattern for pattern, named in by_pattern.items() if not _is_capital(named[0].text)]
        self._small = AhoCorasick(small, MatchKind.LeftmostLongest)

    def find(self, document: Document, day: str = "") -> list[Mention]:
        """Mentions in order. Blockers are left out. `day` (ISO 8601) tells who was in office."""
        found: list[Mention] = []
        folded, last, choice = document.folded, -1, self._choice
        starts = document.starts
        if small := self._small.find_matches_as_indexes(folded):
            starts = sorted([*starts, *(at - 1 for _, at, _ in small if folded[at - 1] == " ")])
        for start in starts:
            stop = folded.find(" ", start + 1) - 1
            chosen = choice(folded[start + 1 : stop + 1])
            if chosen is None or start < last:
                continue
            longer = chosen.longer
            entries = longer.get(folded[stop + 2 : folded.find(" ", stop + 2)]) if longer else None
            if entries is None and (plain := chosen.plain):
                found.append(Mention(start, stop, plain, plain.code))
                last = stop
                continue
            if entries is None and chosen.alone is None:
                continue
            entry = chosen.at(document, start, stop, entries or ())
            if entry is None:
                continue
            last = start + len(entry.pattern)
            surface = entry.only or _in_office(entry.named, day)
            if surface.kind != "blocker":
                pointed = entry.pointed and document.written[last] == "."
                found.append(Mention(start, last + pointed, surface, surface.code))
        return found


class UnspacedFinder:
    """Finds surfaces of a language that writes without spaces, the longest first."""

    def __init__(self, surfaces: Iterable[Surface]) -> None:
        by_text = {spaced(each.text): each for each in surfaces}
        self._surfaces = list(by_text.values())
        self._automaton = AhoCorasick(list(by_text), MatchKind.LeftmostLongest)

    def find(self, document: Document, _day: str = "") -> list[Mention]:
        """Mentions in order."""
        return [
            Mention(start - 1, stop - 1, self._surfaces[number], self._surfaces[number].code)
            for number, start, stop in self._automaton.find_matches_as_indexes(document.folded)
        ]


class _Entry(NamedTuple):
    pattern: str
    named: list[Surface]  # several only where people in office have one name
    only: Surface | None
    pointed: bool  # ends with a point, which belongs to it where it is written
    fits: "Fits | None"  # where a capital alone does not tell


@dataclass(slots=True)
class _Choice:
    """The surfaces that begin with one word."""

    alone: _Entry | None = None
    longer: dict[str, list[_Entry]] = field(default_factory=dict)  # by the second word, the longest first
    plain: Surface | None = None  # the one alone, if a capital is all it takes

    def settle(self) -> None:
        """Look what is plain."""
        alone = self.alone
        if alone and alone.only and not (alone.fits or alone.pointed) and alone.only.kind != "blocker":
            self.plain = alone.only

    def at(self, document: Document, start: int, stop: int, longer: Iterable[_Entry]) -> _Entry | None:
        """The longest from `start`: one of `longer`, or the word alone, which ends at `stop`."""
        folded = document.folded
        for entry in longer:
            end = start + len(entry.pattern)
            whole = folded.startswith(entry.pattern, start + 1) and folded[end + 1] == " "
            if whole and (entry.fits is None or entry.fits(document, start, end)):
                return entry
        alone = self.alone
        return alone if alone and (alone.fits is None or alone.fits(document, start, stop)) else None


def _is_capital(text: str) -> bool:
    return next(c for c in text if c.isalnum()).isupper()


def _in_office(choices: list[Surface], day: str) -> Surface:
    """Of several bearers of a name the one in office that day, or the last before it; today without a day."""
    if not day:
        return max(choices, key=lambda each: each.since)
    begun = [each for each in choices if each.since <= day]
    held = [each for each in begun if not each.until or day <= each.until]
    return max(held or begun or choices, key=lambda each: each.since)


Fits = Callable[[Document, int, int], bool]


def _written_as(surface: Surface) -> Fits | None:
    """What tells whether case and neighbours let a word with a capital be the surface."""
    letters = [c for c in surface.text if c.isalpha()]
    if surface.flags & {"comma", "mixed", "pair"}:
        return partial(_fits_rarely, surface)
    if all(c.isupper() for c in letters):
        return _fits_abbreviation
    return None


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
