"""The kinds of impact that the ledger knows: their names, levels and definitions.

The terms are those of the Center for Investigative Reporting, Impact Architects and NewsLynx; the file
`impact_kinds.tsv` says which is whose.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

Level = Literal["individual", "network", "institutional"]
LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of impact."""

    id: str
    level: Level  # where it mostly is
    name: str
    definition: str
    term: str  # what other trackers call it: "macro: Hearing"


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by id, from laws to readers."""
    text = (files("monitor.catalog") / "impact_kinds.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    return {id: Kind(id, cast("Level", level), name, means, term) for id, level, name, means, term in rows}


def kind_of(words: str) -> str | None:
    """The kind that is meant by an id, a name, or the term of another tracker; None for no kind."""
    asked = _folded(words)
    for kind in kinds().values():
        if asked in map(_folded, (kind.id, kind.name, kind.term, kind.term.partition(": ")[2])):
            return kind.id
    return None


def _folded(words: str) -> str:
    return " ".join(words.replace("-", " ").casefold().split())
