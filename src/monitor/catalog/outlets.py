"""`outlets.toml`: the publications that are watched, their sections and their sources."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from monitor import toml
from monitor.catalog.fields import Address, Alpha3, Paging, Row, Slug, Words, check_unique
from monitor.model import Outlet, Role, Source, SourceKind


class _Source(Row):
    id: Slug
    kind: SourceKind
    url: Address
    paging: Paging | None = None
    full_text: bool = False


class _Outlet(Row):
    id: Slug
    name: Words
    role: Role
    home: Alpha3
    kind: Words = "magazine"
    url: Address
    sections: dict[Words, list[Words]] = Field(default_factory=dict)
    source: list[_Source] = Field(default_factory=list)


class _File(Row):
    outlet: list[_Outlet]


def read_outlets(path: Path) -> tuple[Outlet, ...]:
    """Read the outlets in the order of the file. Raises ConfigError."""
    rows = toml.read(path, _File).outlet
    check_unique(path, ((row.id, ("outlet", n, "id")) for n, row in enumerate(rows)))
    check_unique(path, _source_ids(rows))
    check_unique(path, _source_urls(rows))
    for n, row in enumerate(rows):
        check_unique(path, _names(n, row))
    if not any(row.role == "own" for row in rows):
        raise toml.mistake(path, ("outlet", 0, "role"), 'no outlet has role = "own"; mark your publication')
    return tuple(_outlet(row) for row in rows)


def fold(label: str) -> str:
    """The form in which section labels are compared: case and spacing do not matter."""
    return " ".join(label.split()).casefold()


def _outlet(row: _Outlet) -> Outlet:
    return Outlet(
        id=row.id,
        name=row.name,
        role=row.role,
        home=row.home,
        url=row.url,
        kind=row.kind,
        sections={label: tuple(aliases) for label, aliases in row.sections.items()},
        sources=tuple(
            Source(f"{row.id}/{one.id}", row.id, one.kind, one.url, one.paging, one.full_text)
            for one in row.source
        ),
    )


def _source_ids(rows: list[_Outlet]) -> Iterator[tuple[str, toml.Location]]:
    for n, row in enumerate(rows):
        for m, source in enumerate(row.source):
            yield f"{row.id}/{source.id}", ("outlet", n, "source", m, "id")


def _source_urls(rows: list[_Outlet]) -> Iterator[tuple[str, toml.Location]]:
    for n, row in enumerate(rows):
        for m, source in enumerate(row.source):
            yield source.url, ("outlet", n, "source", m, "url")


def _names(n: int, row: _Outlet) -> Iterator[tuple[str, toml.Location]]:
    """Labels and aliases of one outlet, as they are compared; a label may repeat itself as an alias."""
    for label, aliases in row.sections.items():
        for name in {fold(label): None} | {fold(alias): None for alias in aliases}:
            yield name, ("outlet", n, "sections", label)
