"""Our own audience: figures of our own analytics where the newsroom supplies them, and nothing elsewhere.

They are in `audience.csv` of the newsroom's folder, one row a piece and period, with these columns: `url`
(of the piece), `from` and `to` (days, both included), `views` and `visitors` (whole numbers; either may be
empty), `seconds` (average engaged time; may be empty) and `source` (who counted, as "Plausible"). No figure
is ever estimated, and visitors of several rows are never added up: they may be the same people.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from monitor import toml
from monitor.errors import ConfigError
from monitor.filters import Filters
from monitor.store.verdicts import article_of

if TYPE_CHECKING:
    from monitor.newsroom import Newsroom

ALL = Filters()
FILE = "audience.csv"
COLUMNS = ("url", "from", "to", "views", "visitors", "seconds", "source")
FIGURES = ["article", "title", "url", "start", "end", "views", "visitors", "seconds", "source"]


class Audience:
    """What our own analytics counted."""

    def __init__(self, room: "Newsroom") -> None:
        self._room = room

    @property
    def supplied(self) -> bool:
        """Whether the newsroom supplies figures; where not, every page and report says so."""
        return (self._room.folder / FILE).exists()

    def figures(self, filters: Filters = ALL) -> pd.DataFrame:
        """The supplied figures of the periods that lie within the filters' days, the most viewed first.

        Columns: article (its number; missing for a piece that is not in the record), title, url, start, end,
        views, visitors, seconds (missing where not supplied), source. Empty where nothing is supplied. Raises
        ConfigError with file, line and column.
        """
        path = self._room.folder / FILE
        rows = [row for row in _read(path) if _within(row, filters)] if self.supplied else []
        with self._room.record.read() as connection:
            for row in rows:
                row["article"] = article_of(connection, None, str(row["url"]))
        known = [int(str(row["article"])) for row in rows if row["article"] is not None]
        titles = {number: self._room.article(number).article.title for number in set(known)}
        frame = pd.DataFrame(rows, columns=FIGURES)
        frame["title"] = [titles.get(each, "") for each in frame["article"]]
        for column in ("article", "views", "visitors", "seconds"):
            frame[column] = frame[column].astype("Int64")
        return frame.sort_values(["views", "url"], ascending=[False, True], ignore_index=True)


def _within(row: dict[str, object], filters: Filters) -> bool:
    start, end = pd.Timestamp(str(row["start"])).date(), pd.Timestamp(str(row["end"])).date()
    return (filters.start is None or start >= filters.start) and (filters.end is None or end <= filters.end)


def _read(path: Path) -> Iterator[dict[str, object]]:
    lines = csv.DictReader(toml.read_text(path).splitlines(), strict=True)
    try:
        if tuple(lines.fieldnames or ()) != COLUMNS:
            raise ValueError(f"the first line must be {','.join(COLUMNS)}")
        for cells in lines:
            yield _row(cells)
    except (ValueError, csv.Error) as wrong:
        raise ConfigError(f"config: {path}, line {max(1, lines.line_num)}, {wrong}") from None


def _row(cells: dict[str, str]) -> dict[str, object]:
    if None in cells.values() or None in cells:
        raise ValueError(f"has not {len(COLUMNS)} cells; put text with a comma in quotes")
    if not cells["url"] or not cells["source"]:
        raise ValueError("'url' and 'source' must not be empty")
    start, end = (_day(name, cells[name]) for name in ("from", "to"))
    if end < start:
        raise ValueError(f"'to': {end} is before {start}")
    counts = {name: _count(name, cells[name]) for name in ("views", "visitors", "seconds")}
    if counts["views"] is None and counts["visitors"] is None:
        raise ValueError("'views' and 'visitors' are both empty")
    return {"url": cells["url"], "start": start, "end": end, "source": cells["source"], **counts}


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{name}': {text!r} is not a day; write it as 2026-03-31") from None


def _count(name: str, text: str) -> int | None:
    if text and not (text.isascii() and text.isdigit()):
        raise ValueError(f"'{name}': {text!r} is not a whole number")
    return int(text) if text else None
