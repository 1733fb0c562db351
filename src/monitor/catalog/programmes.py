"""`programmes.toml`: programmes and grants, and what was promised of our coverage in each."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field, model_validator

from monitor import toml
from monitor.catalog.fields import Row, Slug, Words, check_unique
from monitor.filters import Filters

FILE = "programmes.toml"


@dataclass(frozen=True, slots=True)
class Promise:
    """So many articles of ours, or (below 1) such a share of them, that the filters let through."""

    words: str
    promised: float
    filters: Filters


@dataclass(frozen=True, slots=True)
class Programme:
    """What somebody pays for, from one day to another, both included."""

    id: str
    name: str
    funder: str
    first: date
    last: date
    promises: tuple[Promise, ...]


class _Promise(Row):
    words: Words
    articles: int | None = Field(None, gt=0)
    share: float | None = Field(None, gt=0, lt=1)
    section: list[Words] = Field(default_factory=list)
    desk: list[Words] = Field(default_factory=list)
    region: list[Words] = Field(default_factory=list)
    topic: list[Words] = Field(default_factory=list)
    outlet: list[Words] = Field(default_factory=list)
    language: list[Words] = Field(default_factory=list)
    query: Words | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> "_Promise":
        if (self.articles is None) == (self.share is None):
            raise ValueError("a promise has either 'articles' (a number) or 'share' (0.2 is 20 %)")
        return self


class _Programme(Row):
    id: Slug
    name: Words
    funder: Words
    first: date
    last: date
    promise: list[_Promise] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> "_Programme":
        if self.last < self.first:
            raise ValueError(f"'last': {self.last} is before the first day, {self.first}")
        return self


class _File(Row):
    programme: list[_Programme] = Field(default_factory=list)


def read_programmes(path: Path) -> tuple[Programme, ...]:
    """Read the programmes in the order of the file; none where there is no file. Raises ConfigError."""
    if not path.exists():  # a newsroom without grants needs no list of them
        return ()
    rows = toml.read(path, _File).programme
    check_unique(path, ((row.id, ("programme", n, "id")) for n, row in enumerate(rows)))
    return tuple(
        Programme(row.id, row.name, row.funder, row.first, row.last, tuple(map(_promise, row.promise)))
        for row in rows
    )


def _promise(row: _Promise) -> Promise:
    filters = Filters(
        role="own",
        outlet=tuple(row.outlet),
        section=tuple(row.section),
        desk=tuple(row.desk),
        region=tuple(row.region),
        topic=tuple(row.topic),
        language=tuple(row.language),
        query=row.query,
    )
    return Promise(row.words, float(row.articles or row.share or 0), filters)
