"""Places named in one text: where, which, and in what manner. The countries are weighed in `region`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from monitor.catalog.gazetteer import Surface
from monitor.query import fold

_NOT_ALNUM = re.compile(r"[\W_]")
_CAPITAL_BEFORE_COMMA = re.compile(r"([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)*),\s*$")
_WORD_BEFORE = re.compile(r"([\w.’'-]+)\s+$")
_WORD_AFTER = re.compile(r"\s+([A-Z][a-z]+)")
_MONEY = re.compile(
    r"[ -](?:dollars?|francs?|pounds?|yen|marks?|pesos?|rupees?|lira|lire|crowns?|kron[ae]|kroner|riyals?"
    r"|dinars?|rubles?|roubles?|yuan|won|guilders?|schillings?|currency|sterling|cts|dlrs)\b",
    re.IGNORECASE,
)
_FIRST_NAMES = frozenset(
    """mr mrs ms dr sen rep judge justice coach professor prof sir lord lady captain
    michael jim vernon barbara hamilton deandre david john james robert william richard charles joseph thomas
    chris christopher daniel paul mark donald george kenneth steven edward brian ronald anthony kevin jason
    matthew gary jose larry scott andrew frank eric stephen raymond gregory joshua jerry dennis walter patrick
    peter harold douglas henry carl arthur ryan roger joe juan jack albert jonathan justin terry gerald keith
    samuel willie ralph lawrence nicholas roy benjamin bruce adam harry fred wayne billy steve louis jeremy
    aaron randy howard eugene carlos russell bobby victor martin mary patricia linda elizabeth jennifer maria
    susan margaret dorothy lisa nancy karen betty helen sandra donna carol ruth laura sarah kimberly jessica
    denzel kerry booker grover irving marcus neil kyle josh alex sam tom tim ben amy anna emma kate jane julia
    montell jordan""".split()  # noqa: SIM905 - prose is read more easily than a list
)
_OFFICES = frozenset(
    """King Queen Prince Foreign Prime President Army Government Valley Basin River Crown Parliament Minister
    Bank Airport University Ministry Embassy Lake Sunday Monday Tuesday Wednesday Thursday Friday Saturday
    Defense Defence Interior Finance Central National Royal International News Times Post""".split()  # noqa: SIM905 - as above
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place named, at `text[start:end]`. `code` starts as the surface's own; context may change it."""

    start: int
    end: int
    surface: Surface
    code: str
    money: bool = False  # "Canadian dollars" says little of Canada
    person: bool = False  # reads as a person's name


@dataclass(frozen=True)  # no slots: what is read of the text is kept
class _Text:
    text: str
    title: bool

    @cached_property
    def caseless(self) -> bool:
        """Whether capitals tell nothing: nearly all letters are capitals, or none is."""
        upper = sum(map(str.isupper, self.text))
        lower = sum(map(str.islower, self.text))
        return upper > 2 * lower or upper == 0


class PlaceFinder:
    """Finds every surface of a gazetteer in one pass, the longest first."""

    def __init__(self, surfaces: tuple[Surface, ...]) -> None:
        self._by_pattern: dict[str, Surface] = {}
        for surface in surfaces:
            self._by_pattern.setdefault(" " + spaced(surface.text).rstrip(), surface)
        self._patterns = list(self._by_pattern)
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str, title: bool = False) -> list[Mention]:
        """Mentions in `text`, in order. Blockers are left out."""
        read = _Text(text, title)
        return [m for m in self._mentions(read) if m.surface.kind != "blocker"]

    def _mentions(self, read: _Text) -> Iterator[Mention]:
        haystack = " " + spaced(read.text) + " "
        for number, start, _ in self._automaton.find_matches_as_indexes(haystack):
            pattern = self._patterns[number]
            while pattern:
                surface = self._by_pattern.get(pattern)
                stop = start + len(pattern)
                if surface and haystack[stop] == " " and _as_written(surface, read, start, stop - 1):
                    yield _mention(surface, read, start, stop - 1)
                    break
                pattern = pattern[: pattern.rfind(" ")].rstrip()  # "new york state" in "New York statement"


def spaced(text: str) -> str:
    """`text` folded, with a space for all but letters and digits: of the same length."""
    return _NOT_ALNUM.sub(" ", fold(text))


def _as_written(surface: Surface, read: _Text, start: int, end: int) -> bool:
    """Whether case and neighbours let this be the surface."""
    written = read.text[start:end]
    if "comma" in surface.flags and not _CAPITAL_BEFORE_COMMA.search(read.text, max(0, start - 40), start):
        return False
    if read.caseless:
        return "mixed" not in surface.flags and (len(surface.text) > 2 or "." in written)
    letters = [c for c in surface.text if c.isalpha()]
    if all(c.isupper() for c in letters):
        return all(c.isupper() for c in written if c.isalpha())
    return written[0].isupper() or not surface.text[0].isupper()


def _mention(surface: Surface, read: _Text, start: int, end: int) -> Mention:
    money = surface.kind in ("demonym", "name") and bool(_MONEY.match(read.text, end))
    return Mention(start, end, surface, surface.code, money, _is_person(surface, read, start, end))


def _is_person(surface: Surface, read: _Text, start: int, end: int) -> bool:
    if "person" not in surface.flags:
        return False
    before = _WORD_BEFORE.search(read.text, max(0, start - 25), start)
    if before and fold(before[1]).rstrip(".") in _FIRST_NAMES and (read.caseless or before[1][0].isupper()):
        return True
    if surface.text not in ("Jordan", "Chad") or read.title or read.caseless:
        return False
    after = _WORD_AFTER.match(read.text, end)
    return after is not None and after[1] not in _OFFICES
