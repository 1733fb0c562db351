"""What came of the sample newsroom's work, and what it promised: invented, and true by construction."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.sample.article import SampleArticle, SampleNewsroom
from monitor.sample.places import PLACES

NOTED_BY, VERIFIED_BY = "Tamsin Ironquill", "Esteban Mossbarrow"
Test = Callable[[SampleArticle], bool]


@dataclass(frozen=True, slots=True)
class SamplePromise:
    """What was promised of our articles: so many, or (below 1) such a share of them."""

    programme: str
    words: str
    promised: float
    filter: str  # as it stands in programmes.toml
    counts: Test


@dataclass(frozen=True, slots=True)
class SampleProgramme:
    """A grant, with its days before and after today."""

    id: str
    name: str
    funder: str
    before: int
    after: int


PROGRAMMES = (
    SampleProgramme("wider-map", "A wider map", "The Plumline Foundation", 240, 124),
    SampleProgramme("arms-watch", "Arms watch", "The Two Rivers Forum", 400, -36),
)


def _on(desk: str) -> Test:
    return lambda one: any(PLACES[region].desk == desk for region in one.regions)


def _in(section: str) -> Test:
    return lambda one: one.section == section


_FORCES = "Military Industrial Complex"
_IN_FORCES = f'section = ["{_FORCES}"]'
PROMISES = (
    SamplePromise("wider-map", "30 pieces from Africa", 30, 'desk = ["Africa"]', _on("africa")),
    SamplePromise("wider-map", "a fifth of our pieces on Europe", 0.2, 'desk = ["Europe"]', _on("europe")),
    SamplePromise("wider-map", "45 pieces on arms and armies", 45, _IN_FORCES, _in(_FORCES)),
    SamplePromise("arms-watch", "60 pieces on arms and armies", 60, _IN_FORCES, _in(_FORCES)),
    SamplePromise("arms-watch", "a tenth of all pieces on Africa", 0.1, 'desk = ["Africa"]', _on("africa")),
)

EVENTS = (
    ("arms-sales", "macro: Hearing", "A committee put our table of late deliveries to a minister.",
     "Minutes of the committee, item 4: “the table that Lanternfish Review published”", "arms-watch",
     "We made the table. Two other outlets and an audit office had reported parts of it."),
    ("tariffs", "meso: Public official refers to story", "A mayor read from our piece in a debate on duties.",
     "Recording of the session, minute 41", "wider-map", ""),
    ("arms-sales", "macro: Policy change", "The supply office now publishes the date of every delivery.",
     "Notice 12 of the supply office", "arms-watch",
     "A committee had asked for it in a hearing; our table was among the papers that it had."),
    ("treaties", "meso: Organization uses story", "A law school teaches our explainer in its first term.",
     "Reading list of the course", "", ""),
    ("migration", "micro: Action", "Forty readers offered rooms to people who wait for a visa.",
     "Letters to the editor", "wider-map", ""),
    ("tariffs", "media: Staff gives interview", "A radio station asked our author to explain the tariff.",
     "", "", ""),
)  # fmt: skip
"""Topic of the piece, kind (in a tracker's terms), what, evidence, programme, contribution."""

VERIFIED = 3  # of them, the first ones
_HEAD = ("Date of Impact", "Macro/Meso/Micro/Media", "Description", "Story", "Story Link", "Evidence",
         "Grant", "Contribution", "Submitter")  # fmt: skip


def programmes(today: date) -> str:
    """`programmes.toml` of the sample."""
    return "\n".join(_programme(each, today) for each in PROGRAMMES)


def _programme(programme: SampleProgramme, today: date) -> str:
    first, last = _days(programme, today)
    said = {"id": programme.id, "name": programme.name, "funder": programme.funder}
    lines = ["[[programme]]", *(f"{key} = {json.dumps(value)}" for key, value in said.items())]
    lines += [f"first = {first}", f"last = {last}", ""]
    for each in PROMISES:
        if each.programme == programme.id:
            measure = f"share = {each.promised}" if each.promised < 1 else f"articles = {each.promised:.0f}"
            lines += ["[[programme.promise]]", f"words = {json.dumps(each.words)}", measure, each.filter, ""]
    return "\n".join(lines)


def _days(programme: SampleProgramme, today: date) -> tuple[date, date]:
    return today - timedelta(days=programme.before), today + timedelta(days=programme.after)


def promised(newsroom: SampleNewsroom) -> list[dict[str, object]]:
    """The truth of each promise on the sample's day: n and total of our articles since its first day."""
    days = {each.id: _days(each, newsroom.today) for each in PROGRAMMES}
    found: list[dict[str, object]] = []
    for each in PROMISES:
        first, last = days[each.programme]
        ours = [one for one in _ours(newsroom) if first <= one.day <= last and one.dated]
        found.append(
            {
                "programme": each.programme,
                "words": each.words,
                "promised": each.promised,
                "n": sum(map(each.counts, ours)),
                "total": len(ours),
                "first": first.isoformat(),
                "last": last.isoformat(),
            }
        )
    return found


def events(newsroom: SampleNewsroom, urls: dict[str, str]) -> str:
    """The sample's outcomes as a tracker's table, each some weeks after a piece of ours."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(_HEAD)
    for number, (topic, kind, what, evidence, grant, contribution) in enumerate(EVENTS):
        before = newsroom.today - timedelta(days=30 * (number + 1))
        piece = [one for one in _ours(newsroom) if topic == one.topics[0] and one.day <= before][-1]
        day = piece.day + timedelta(days=21)
        url = urls[piece.key]
        rows.writerow([day, kind, what, piece.title, url, evidence, grant, contribution, NOTED_BY])
    return table.getvalue()


def _ours(newsroom: SampleNewsroom) -> list[SampleArticle]:
    own = {outlet.id for outlet in newsroom.outlets if outlet.role == "own"}
    return [one for one in newsroom.articles if one.outlet in own]
