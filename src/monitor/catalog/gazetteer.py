"""The places we know by name, as tables in this folder; each may be edited by hand.

`gazetteer.tsv` names, demonyms, states, institutions, groups and blockers, written for this project;
`leaders.tsv` people in office, with their terms; `cities.tsv` from GeoNames (https://www.geonames.org,
CC BY 4.0); `languages.tsv` names in other languages, from Unicode CLDR; `countries.tsv` with the sub-regions
of UN M49 (https://unstats.un.org/unsd/methodology/m49/).
"""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from monitor.errors import ConfigError

SurfaceKind = Literal["name", "demonym", "state", "city", "town", "metonym", "leader", "group", "blocker"]
Flag = Literal[
    "person", "support", "shared", "mixed", "comma", "titled", "local", "namesake", "pair", "company"
]

REGIONS = {
    "Africa": "Northern Africa;Eastern Africa;Middle Africa;Southern Africa;Western Africa",
    "Americas": "Caribbean;Central America;South America;Northern America",
    "Asia": "Central Asia;Eastern Asia;South-eastern Asia;Southern Asia;Western Asia",
    "Europe": "Eastern Europe;Northern Europe;Southern Europe;Western Europe",
    "Oceania": "Australia and New Zealand;Melanesia;Micronesia;Polynesia",
}
"""UN M49: region -> its sub-regions."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One way to write a place. Its capitals are required, save in texts without case.

    Flags: `person`, also people's names; `support`, counts only beside other evidence of its country;
    `shared`, many countries have one: beside other evidence, or where no country has any;
    `mixed`, not in all-capitals text; `comma`, only after "Place, "; `titled`, a surname that counts behind
    an office, as "President Lee", else as `support`; `local`, counts only for publishers of its country.
    """

    text: str
    code: str  # alpha-3; a group's own code; "-" for a blocker, which stands for no place
    kind: SurfaceKind
    flags: frozenset[Flag] = frozenset()
    since: str = ""  # ISO 8601 days between which it means this place; "" without end
    until: str = ""
    also: tuple[str, ...] = ()  # other countries with a city of this name
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory."""

    alpha3: str
    name: str
    subregion: str  # UN M49
    numeric: str  # ISO 3166-1 numeric, the id in map data; "" where there is none

    @property
    def region(self) -> str:
        """The UN M49 region; Antarctica, which is in none, stands for itself."""
        return _region_of().get(self.subregion, self.subregion)


@cache
def surfaces() -> tuple[Surface, ...]:
    """All surfaces of the package. Raises ConfigError for an unknown kind or flag."""
    cities = _cities()
    also = {each.text: each.also for each in cities if "namesake" in each.flags}
    chosen = (replace(each, also=also[each.text]) if each.text in also else each for each in curated())
    towns = (each for each in cities if "namesake" not in each.flags)
    return (*chosen, *leaders(), *towns, *_other_languages())


@cache
def curated() -> tuple[Surface, ...]:
    """The surfaces that were chosen by hand, in the order of the file."""
    return tuple(surface(f"gazetteer.tsv line {number}", *row) for number, row in _rows("gazetteer.tsv", 4))


@cache
def countries() -> dict[str, Country]:
    """Countries and territories by ISO 3166-1 alpha-3 code (XKX for Kosovo)."""
    return {row[0]: Country(*row) for _, row in _rows("countries.tsv", 4)}


def surface(where: str, text: str, code: str, kind: str, flags: str = "") -> Surface:
    """A checked surface. Raises ConfigError, which tells `where`."""
    names = frozenset(flags.split())
    if kind not in get_args(SurfaceKind) or not names <= set(get_args(Flag)):
        raise ConfigError(f"catalog: {where}: unknown kind or flag in {kind!r} {flags!r}")
    return Surface(text, code, cast("SurfaceKind", kind), cast("frozenset[Flag]", names))


def leaders() -> tuple[Surface, ...]:
    """People in office, each by the whole name, and by the short one where there is one."""
    found = []
    for _, (name, code, since, until, alone, titled) in _rows("leaders.tsv", 6):
        kind: SurfaceKind = "leader" if code in countries() else "group"
        found.append(Surface(name, code, kind, frozenset(), since, until))
        found += [Surface(each, code, kind, frozenset(), since, until) for each in _list(alone)]
        found += [Surface(each, code, kind, frozenset({"titled"}), since, until) for each in _list(titled)]
    return tuple(found)


def _cities() -> tuple[Surface, ...]:
    return tuple(
        Surface(
            name, code, "town", cast("frozenset[Flag]", frozenset(flags.split())), also=tuple(also.split())
        )
        for _, (name, code, flags, also) in _rows("cities.tsv", 4)
    )


def _other_languages() -> tuple[Surface, ...]:
    return tuple(
        Surface(text, code, cast("SurfaceKind", kind), language=language)
        for _, (language, text, code, kind) in _rows("languages.tsv", 4)
    )


def _list(cell: str) -> list[str]:
    return [each for each in cell.split(";") if each]


@cache
def _region_of() -> dict[str, str]:
    return {part: region for region, parts in REGIONS.items() for part in parts.split(";")}


def _rows(name: str, columns: int) -> list[tuple[int, list[str]]]:
    lines = (files("monitor.catalog") / name).read_text(encoding="utf-8").splitlines()
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1)][1:]
    for number, row in rows:
        if len(row) != columns:
            raise ConfigError(f"catalog: {name} line {number}: {columns} columns expected, {len(row)} found")
    return rows
