"""`desks.toml`, `topics.toml`, `targets.toml` and `needs.csv`: what coverage is measured by."""

import csv
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from monitor import toml
from monitor.catalog.fields import Alpha3, MediaTopic, Row, Slug, TopicId, Words, check_unique
from monitor.catalog.iso import ALPHA3
from monitor.errors import ConfigError

TargetKind = Literal["entity", "proposition"]
NEEDS_COLUMNS = ("region", "indicator", "value", "year", "source")


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: an IPTC Media Topic or one of our own, found by a query."""

    id: str
    label: str
    query: str
    codes: tuple[str, ...] = ()  # the IPTC Media Topics that it stands for
    sections: tuple[str, ...] = ()  # outlets' section labels that mean this topic
    threshold: float = 0.5  # the score (0 … 1) from which the tag is shown
    examples: tuple[str, ...] = ()  # sentences of our own about the topic


@dataclass(frozen=True, slots=True)
class Target:
    """What a stance is about: an entity, or a proposition that one can be for or against."""

    id: str
    name: str
    kind: TargetKind
    aliases: tuple[str, ...]  # how news name it
    pro: tuple[str, ...] = ()  # phrases of its supporters
    con: tuple[str, ...] = ()  # phrases of its critics


@dataclass(frozen=True, slots=True)
class Need:
    """How many people a crisis affects in one country and year, and who says so."""

    region: str  # ISO 3166-1 alpha-3
    indicator: str
    value: float
    year: int
    source: str


class _Desks(Row):
    desks: dict[Words, list[Alpha3]]


class _Topic(Row):
    id: TopicId
    label: Words
    codes: list[MediaTopic] = Field(default_factory=list)
    query: Words
    sections: list[Words] = Field(default_factory=list)
    threshold: float = Field(0.5, ge=0, le=1)
    examples: list[Words] = Field(default_factory=list)


class _Topics(Row):
    topic: list[_Topic]


class _Target(Row):
    id: Slug
    name: Words
    kind: TargetKind
    aliases: list[Words] = Field(min_length=1)
    pro: list[Words] = Field(default_factory=list)
    con: list[Words] = Field(default_factory=list)

    @model_validator(mode="after")
    def _two_sides(self) -> "_Target":
        if self.kind == "proposition" and not (self.pro and self.con):
            raise ValueError("a proposition needs phrases of both sides: 'pro' and 'con'")
        return self


class _Targets(Row):
    target: list[_Target]


def read_desks(path: Path) -> dict[str, tuple[str, ...]]:
    """Read desk label -> countries, in the order of the file. Raises ConfigError."""
    desks = toml.read(path, _Desks).desks
    check_unique(
        path, ((code, ("desks", desk, n)) for desk, codes in desks.items() for n, code in enumerate(codes))
    )
    return {desk: tuple(codes) for desk, codes in desks.items()}


def read_topics(path: Path) -> tuple[Topic, ...]:
    """Read the topics; whether a query can be understood is decided where it is run. Raises ConfigError."""
    rows = toml.read(path, _Topics).topic
    check_unique(path, ((row.id, ("topic", n, "id")) for n, row in enumerate(rows)))
    return tuple(
        Topic(
            row.id,
            row.label,
            row.query,
            tuple(row.codes),
            tuple(row.sections),
            row.threshold,
            tuple(row.examples),
        )
        for row in rows
    )


def read_targets(path: Path) -> tuple[Target, ...]:
    """Read the targets of stance. Raises ConfigError."""
    rows = toml.read(path, _Targets).target
    check_unique(path, ((row.id, ("target", n, "id")) for n, row in enumerate(rows)))
    return tuple(
        Target(row.id, row.name, row.kind, tuple(row.aliases), tuple(row.pro), tuple(row.con)) for row in rows
    )


def read_needs(path: Path) -> tuple[Need, ...]:
    """Read `needs.csv`: region, indicator, value, year, source. Raises ConfigError."""
    lines = csv.reader(toml.read_text(path).splitlines(), strict=True)
    needs: dict[tuple[str, str, int], Need] = {}
    try:
        header = tuple(cell.strip() for cell in next(lines, []))
        if header != NEEDS_COLUMNS:
            raise ValueError(f"the first line must be {','.join(NEEDS_COLUMNS)}")
        for cells in lines:
            if any(cells):
                need = _need(cells)
                if needs.setdefault((need.region, need.indicator, need.year), need) is not need:
                    raise ValueError(f"'region': {need.region}, {need.indicator}, {need.year} is there twice")
    except (ValueError, csv.Error) as wrong:
        raise ConfigError(f"config: {path}, line {max(1, lines.line_num)}, {wrong}") from None
    return tuple(needs.values())


def _need(cells: list[str]) -> Need:
    if len(cells) != len(NEEDS_COLUMNS):
        raise ValueError(
            f"{len(cells)} cells instead of {len(NEEDS_COLUMNS)}; put text with a comma in quotes"
        )
    region, indicator, value, year, source = (cell.strip() for cell in cells)
    if region not in ALPHA3:
        raise ValueError(f"'region': {region!r} is not an ISO 3166-1 alpha-3 code; use e.g. 'USA'")
    if not indicator or not source:
        raise ValueError(f"'{'source' if indicator else 'indicator'}': is empty")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise ValueError(f"'year': {year!r} is not a year; use e.g. 2024")
    return Need(region, indicator, _number(value), int(year), source)


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        raise ValueError(f"'value': {text!r} is not a number of people; use e.g. 24800000")
    return number
