"""What the newsroom knows: the lists of its folder, read and checked together."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from monitor.catalog.gazetteer import Surface
from monitor.catalog.lists import (
    Need,
    Target,
    Topic,
    read_desks,
    read_needs,
    read_targets,
    read_topics,
)
from monitor.catalog.outlets import fold, read_outlets
from monitor.catalog.places import read_places
from monitor.catalog.programmes import Programme, read_programmes
from monitor.errors import ConfigError
from monitor.model import Outlet, Source

__all__ = ["Catalog", "Need", "Target", "Topic", "load"]


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


TaggedBy = tuple[tuple[Topic, ...], tuple[Target, ...], Path | None, tuple[Surface, ...], Path | None]
Item = TypeVar("Item", bound=_Identified)


@dataclass(frozen=True)  # no slots: the indexes are made when first asked for
class Catalog:
    """The lists of a newsroom. `outlet`, `topic` and `target` raise ConfigError for an unknown id."""

    outlets: tuple[Outlet, ...]
    desks: dict[str, tuple[str, ...]]  # label -> ISO 3166-1 alpha-3
    topics: tuple[Topic, ...]
    targets: tuple[Target, ...]
    needs: tuple[Need, ...]
    places: tuple[Surface, ...] = ()  # the newsroom's own names
    programmes: tuple[Programme, ...] = ()
    learned: Path | None = field(
        default=None, compare=False
    )  # where the newsroom's own model of topics is kept
    learned_stances: Path | None = field(default=None, compare=False)  # the folder of those of single targets

    @property
    def tagged_by(self) -> TaggedBy:
        """What a tagger is made of."""
        return self.topics, self.targets, self.learned, self.places, self.learned_stances

    @property
    def own(self) -> tuple[Outlet, ...]:
        """Our outlets."""
        return tuple(outlet for outlet in self.outlets if outlet.role == "own")

    @property
    def peers(self) -> tuple[Outlet, ...]:
        """The outlets that we compare with."""
        return tuple(outlet for outlet in self.outlets if outlet.role == "peer")

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all outlets."""
        return tuple(source for outlet in self.outlets for source in outlet.sources)

    def outlet(self, id: str) -> Outlet:
        """The outlet with this id."""
        return _named(self.outlets, id, "outlet")

    def topic(self, id: str) -> Topic:
        """The topic with this id."""
        return _named(self.topics, id, "topic")

    def target(self, id: str) -> Target:
        """The target with this id."""
        return _named(self.targets, id, "target")

    def programme(self, id: str) -> Programme:
        """The programme with this id."""
        return _named(self.programmes, id, "programme")

    def desk_of(self, alpha3: str) -> str | None:
        """The desk that a country belongs to."""
        return self.desk_by_region.get(alpha3)

    def section_of(self, outlet_id: str, label: str) -> str | None:
        """The outlet's own name of a section, whatever case or alias a page uses."""
        return self._section_of.get((outlet_id, fold(label)))

    @cached_property
    def desk_by_region(self) -> dict[str, str]:
        """The desk of each country (ISO 3166-1 alpha-3)."""
        return {code: desk for desk, codes in self.desks.items() for code in codes}

    @cached_property
    def _section_of(self) -> dict[tuple[str, str], str]:
        return {
            (outlet.id, fold(name)): label
            for outlet in self.outlets
            for label, aliases in outlet.sections.items()
            for name in (label, *aliases)
        }


def load(folder: Path) -> Catalog:
    """Read and check the lists of a newsroom folder. Raises ConfigError with file, line and key."""
    return Catalog(
        outlets=read_outlets(folder / "outlets.toml"),
        desks=read_desks(folder / "desks.toml"),
        topics=read_topics(folder / "topics.toml"),
        targets=read_targets(folder / "targets.toml"),
        needs=read_needs(folder / "needs.csv"),
        places=read_places(folder / "places.csv"),
        programmes=read_programmes(folder / "programmes.toml"),
        learned=folder / "topics.npz",
        learned_stances=folder / "stances",
    )


def _named(items: tuple[Item, ...], id: str, what: str) -> Item:
    for item in items:
        if item.id == id:
            return item
    meant = _meant(id, {item.id for item in items})
    raise ConfigError(f"catalog: there is no {what} {id!r} in {what}s.toml{meant}")


def _meant(word: str, known: set[str]) -> str:
    close = get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
