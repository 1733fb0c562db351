"""The places we know by name: `gazetteer.tsv` and `countries.tsv`, both written for this project.

Sub-regions are those of UN M49 (https://unstats.un.org/unsd/methodology/m49/).
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from monitor.errors import ConfigError

SurfaceKind = Literal["name", "demonym", "state", "city", "metonym", "group", "blocker"]
Flag = Literal["person", "support", "shared", "mixed", "comma"]


@dataclass(frozen=True, slots=True)
class Surface:
    """One way to write a place. Its capitals are required, save in texts without case.

    Flags: `person`, also people's names; `support`, counts only beside other evidence of its country;
    `shared`, many countries have one: beside other evidence, or where no country has any;
    `mixed`, not in all-capitals text; `comma`, only after "Place, ".
    """

    text: str
    code: str  # alpha-3; a group's own code; "-" for a blocker, which stands for no place
    kind: SurfaceKind
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory."""

    alpha3: str
    name: str
    subregion: str  # UN M49
    numeric: str  # ISO 3166-1 numeric, the id in map data; "" where there is none


@cache
def surfaces() -> tuple[Surface, ...]:
    """All surfaces, in the order of the file. Raises ConfigError for an unknown kind or flag."""
    return tuple(_surface(number, *row) for number, row in _rows("gazetteer.tsv", 4))


@cache
def countries() -> dict[str, Country]:
    """Countries and territories by ISO 3166-1 alpha-3 code (XKX for Kosovo)."""
    return {row[0]: Country(*row) for _, row in _rows("countries.tsv", 4)}


def _surface(line: int, text: str, code: str, kind: str, flags: str) -> Surface:
    names = frozenset(flags.split())
    if kind not in get_args(SurfaceKind) or not names <= set(get_args(Flag)):
        raise ConfigError(f"catalog: gazetteer.tsv line {line}: unknown kind or flag in {kind!r} {flags!r}")
    return Surface(text, code, cast("SurfaceKind", kind), cast("frozenset[Flag]", names))


def _rows(name: str, columns: int) -> list[tuple[int, list[str]]]:
    lines = (files("monitor.catalog") / name).read_text(encoding="utf-8").splitlines()
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1)][1:]
    for number, row in rows:
        if len(row) != columns:
            raise ConfigError(f"catalog: {name} line {number}: {columns} columns expected, {len(row)} found")
    return rows
