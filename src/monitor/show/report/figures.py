"""The figures of a report: each a number or a table with all that a reader needs to check it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pandas as pd

from monitor.filters import Filters

ENOUGH_COLLECTED = 0.9
"""Share of our source-days below which a figure must say so: from there on the gaps speak again."""

COLUMNS = ["figure", "title", "row", "n", "total", "share", "low", "high", "told", "question", "link"]


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a report, both included, and their name: `2026-Q3`."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Row:
    """One number: `n` of `total`, its share with the interval low…high, and where its articles are."""

    name: str
    n: int
    total: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    told: str = ""  # what else is to be said of it
    code: str = ""  # of the tag that it counts
    filters: Filters | None = None  # the articles; without them it leads where its figure leads


@dataclass(frozen=True, slots=True)
class Figure:
    """Numbers that answer one question over the same articles."""

    number: int
    key: str  # its name in Python
    title: str
    finding: str  # what it says, in a sentence
    definition: str
    question: str  # asked of the newsroom in Python
    filters: Filters
    n: int  # what was counted in all
    rows: tuple[Row, ...] = ()
    interval: str = ""  # which one low…high is
    tag: str = ""  # region or topic, where it rests on tags
    collected: float = 1.0  # share of the source-days behind it, 0…1
    note: str = ""  # what was left out or is not complete
    page: str = "impact"  # of the dashboard
    supplied: str = ""  # the source of numbers that the newsroom did not count itself

    @property
    def query(self) -> str:
        """The filters in words: `role own, from 2026-07-01, to 2026-09-30`."""
        return ", ".join(f"{word} {' or '.join(said)}" for word, said in self.filters.words().items())


@dataclass(frozen=True, slots=True)
class Claim:
    """What people wrote and the report repeats: an outcome, a promise, a note."""

    place: str  # as "outcome 12"
    text: str
    outcome: bool = False
    verified: bool = False
    evidence: tuple[str, ...] = ()
    contribution: str = ""  # what the work had to do with it


@dataclass(frozen=True, slots=True)
class Outcome:
    """One verified event of the ledger."""

    id: int
    day: date
    level: str
    kind: str
    what: str
    title: str  # of our piece
    url: str
    evidence: tuple[str, ...]
    by: str  # who verified it, and when
    contribution: str
    programme: str

    @property
    def claims(self) -> Iterator[Claim]:
        """What is claimed of it."""
        for text in filter(None, (self.what, self.contribution)):
            yield Claim(f"outcome {self.id}", text, True, True, self.evidence, self.contribution)


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of a programme, and how it stands."""

    programme: str
    name: str
    funder: str
    words: str
    n: int
    total: int
    told: str  # pace and forecast, in words
    verdict: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece or story that a figure counts, with its address."""

    day: date
    text: str
    url: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How right one kind of tag is: of a set of labelled articles, F1 with its 95 % interval."""

    kind: str
    set: str
    n: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that is printed; the same record and lists give the same report."""

    name: str
    period: Period
    programme: str
    last: str  # when a source last answered, ISO 8601
    snapshot: str  # SHA-256 over the rows behind the figures
    sample: bool
    over: bool  # whether all days of the period are in it
    collected: float
    figures: tuple[Figure, ...]
    outcomes: tuple[Outcome, ...]
    promises: tuple[Promise, ...]
    led: tuple[Piece, ...]
    pickups: tuple[Piece, ...]
    accuracy: tuple[Accuracy, ...]
    left_out: tuple[str, ...]  # tags below the floor
    unmeasured: tuple[str, ...]  # topics of the newsroom's own, which no labelled set knows
    months: pd.DataFrame
    dashboard: str
    colour: str
    version: str

    def figure(self, key: str) -> Figure:
        """One figure by its name in Python."""
        return next(each for each in self.figures if each.key == key)

    @property
    def claims(self) -> Iterator[Claim]:
        """All that people wrote."""
        for outcome in self.outcomes:
            yield from outcome.claims
        for promise in self.promises:
            yield Claim(f"promise of {promise.programme}", f"{promise.name}. {promise.words}")

    def link(self, figure: Figure, row: Row | None = None) -> str:
        """The dashboard's page with the filters of a figure, or of one of its rows."""
        chosen = (row.filters if row else None) or figure.filters
        return f"{self.dashboard.rstrip('/')}/{figure.page}?{urlencode(chosen.words(), doseq=True)}"


def table(report: Report) -> pd.DataFrame:
    """The numbers of a report, one row each.

    Columns: figure (its number), title, row, n, total, share, low, high, told, question (in Python),
    link (into the dashboard).
    """
    rows = [
        (
            each.number, each.title, row.name, row.n, row.total, row.share, row.low, row.high,
            row.told, each.question, report.link(each, row),
        )
        for each in report.figures
        for row in each.rows
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"total": "Int64", "share": float, "low": float, "high": float})
