"""`places.csv`: the newsroom's own names of places, people and institutions, and names that are none."""

import csv
from pathlib import Path

from monitor import toml
from monitor.catalog.gazetteer import Surface, SurfaceKind, countries, surfaces
from monitor.errors import ConfigError

COLUMNS = ("name", "country", "kind")
KINDS: dict[str, SurfaceKind] = {
    "country": "name", "nationality": "demonym", "state": "state", "city": "city", "person": "leader",
    "institution": "metonym", "group": "group", "none": "blocker",
}  # fmt: skip
"""What editors call a kind, and what the gazetteer calls it."""


def read_places(path: Path) -> tuple[Surface, ...]:
    """Read name, country (alpha-3, or a group's name) and kind; a file that is not there has none.

    Raises ConfigError with the line and what to write instead.
    """
    if not path.exists():
        return ()
    lines = csv.reader(toml.read_text(path).splitlines(), strict=True)
    found: dict[str, Surface] = {}
    try:
        if tuple(cell.strip() for cell in next(lines, [])) != COLUMNS:
            raise ValueError(f"the first line must be {','.join(COLUMNS)}")
        for cells in lines:
            if any(cells):
                surface = _surface(cells)
                if found.setdefault(surface.text.casefold(), surface) is not surface:
                    raise ValueError(f"'name': {surface.text!r} is there twice")
    except (ValueError, csv.Error) as wrong:
        raise ConfigError(f"config: {path}, line {max(1, lines.line_num)}, {wrong}") from None
    return tuple(found.values())


def _surface(cells: list[str]) -> Surface:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} cells instead of {len(COLUMNS)}; put text with a comma in quotes")
    name, code, kind = (cell.strip() for cell in cells)
    if not any(letter.isalnum() for letter in name):
        raise ValueError("'name': is empty")
    if kind not in KINDS:
        raise ValueError(f"'kind': {kind!r} is not one of {', '.join(KINDS)}")
    if kind == "none":
        return Surface(name, "-", "blocker")
    groups = {each.code for each in surfaces() if each.kind == "group"}
    if code not in (groups if kind == "group" else countries()):
        raise ValueError(f"'country': {code!r} is not an ISO 3166-1 alpha-3 code, as USA, or a known group")
    return Surface(name, code, KINDS[kind])
