"""Tables of impact that were kept elsewhere, such as an Impact Tracker's export, as events of our ledger.

Columns of the Center for Investigative Reporting's tracker and of Impact Architects' are understood: Date
of Impact, Macro/Meso/Micro/Media (in one column or in four), Story, Story Link, Grant, Submitter, Notes.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitor.catalog.impact_kinds import kind_of, kinds
from monitor.errors import NotParseable
from monitor.model import Event

COLUMNS = {
    "day": ("date of impact", "impact date", "date", "day"),
    "kind": ("macro/meso/micro/media", "kind", "kind name", "type", "impact type", "outcome", "impact"),
    "level": ("level",),
    "what": ("what", "description", "summary"),
    "title": ("story", "story title", "title"),
    "url": ("story link", "story url", "url"),
    "evidence": ("evidence", "attachments", "attachment", "proof", "link"),
    "programme": ("programme", "program", "grant"),
    "contribution": ("contribution", "contribution note"),
    "who": ("submitter", "who", "submitted by"),
    "notes": ("notes", "note"),
}
"""Our words, and what columns of others are called; the first that is there and filled is taken."""

LEVELS = {"macro": "institutional", "meso": "network", "micro": "individual", "media": "network"}
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


@dataclass(frozen=True, slots=True)
class Brought:
    """One row of the table: an event, who noted it, and all that has no column of ours."""

    line: int
    event: Event
    who: str
    grant: str  # as it is written; of our programmes or not
    note: str
    origin: str  # the same for the same row


def rows(text: str) -> Iterator[Brought | tuple[int, str]]:
    """The events of a table with a header; of a bad row its line and the reason. Raises NotParseable."""
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    lines = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter)
    taken = [(lines.line_num, row) for row in lines]
    known = {_folded(name): name for name in lines.fieldnames or ()}
    if not any(name in known for name in COLUMNS["day"]):
        raise NotParseable(f"ledger: no column holds the day; call one {COLUMNS['day'][0]!r} or 'day'")
    order = _day_first([_cell(row, known, "day")[0] for _, row in taken])
    for line, row in taken:
        try:
            yield _brought(line, row, known, order)
        except ValueError as wrong:
            yield line, str(wrong)


def _brought(line: int, row: Mapping[str, str], known: Mapping[str, str], order: bool | None) -> Brought:
    if None in row:
        raise ValueError("has more cells than the header; put text with a comma in quotes")
    cells = {word: _cell(row, known, word) for word in COLUMNS}
    day = _day(cells["day"][0], order)
    kind, level, kind_columns = _kind(row, known, cells)
    title, notes = cells["title"][0], cells["notes"][0]
    what = cells["what"][0] or notes or f"{kinds()[kind].name}: {title}".removesuffix(": ")
    event = Event(
        day=day,
        kind=kind,
        what=what,
        level=level,
        title=title,
        url=cells["url"][0],
        evidence=tuple(filter(None, map(str.strip, re.split(r"\n|\s;\s", cells["evidence"][0])))),
        contribution=cells["contribution"][0],
    )
    used = {column for word, (_, column) in cells.items() if word not in ("kind", "notes", "programme")}
    used |= kind_columns | ({cells["notes"][1]} if what == notes else set())
    left = [f"{name}: {value.strip()}" for name, value in row.items() if name not in used and _said(value)]
    said = "\x1f".join(f"{name}={value}" for name, value in sorted(row.items()))
    origin = f"table {hashlib.sha256(said.encode()).hexdigest()[:24]}"
    return Brought(line, event, cells["who"][0], cells["programme"][0], "; ".join(left), origin)


def _cell(row: Mapping[str, str], known: Mapping[str, str], word: str) -> tuple[str, str]:
    """What a row says of a word of ours, and in which column."""
    for name in COLUMNS[word]:
        if name in known and _said(row.get(known[name])):
            return row[known[name]].strip(), known[name]
    return "", ""


def _kind(
    row: Mapping[str, str], known: Mapping[str, str], cells: Mapping[str, tuple[str, str]]
) -> tuple[str, str, set[str]]:
    """Kind and level of a row, and the columns that said so; what is no kind of ours stays in the note."""
    level = cells["level"][0].casefold()
    said, column = cells["kind"]
    for name in LEVELS:
        if not said and name in known and _said(row.get(known[name])):
            said, column = row[known[name]].strip(), known[name]
            level = level or LEVELS[name]
    group = said.partition(":")[0].strip().casefold()
    level = level or LEVELS.get(group, "")
    found = kind_of(said) or kind_of(said.partition(":")[2])
    if not said:
        raise ValueError("says no kind of impact")
    return found or "other", LEVELS.get(level, level), {column} if found else set()


def _day(text: str, day_first: bool | None) -> date:
    if not text:
        raise ValueError("says no day")
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"):
        try:
            return datetime.strptime(text[:10] if form == "%Y-%m-%d" else text, form).date()
        except ValueError:
            continue
    found = _SLASHED.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a day; write it as 2026-03-31")
    first, second, year = map(int, found.groups())
    if day_first is None and first != second:
        raise ValueError(f"{text!r} may be two days; write it as {year}-{first:02d}-{second:02d}")
    day, month = (first, second) if day_first else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is not a day; write it as 2026-03-31") from None


def _day_first(days: Sequence[str]) -> bool | None:
    """Whether a table writes 31/1/2026 (true) or 1/31/2026 (false); None where no day of it tells."""
    pairs = [(int(found[1]), int(found[2])) for found in map(_SLASHED.fullmatch, days) if found]
    first, second = any(a > 12 >= b for a, b in pairs), any(b > 12 >= a for a, b in pairs)
    return None if first == second else first


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold().replace(" / ", "/")
