"""Articles out of a file, and into one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from monitor import extract
from monitor.errors import ConfigError, NotParseable
from monitor.exchange.read import Numbered, read
from monitor.exchange.rows import read_row, row_of
from monitor.ingest.hand import outlet_of
from monitor.ingest.keep import keep_all
from monitor.ingest.make import Made, Making, Workshop, finished, tag
from monitor.ingest.run import Tools
from monitor.model import Article, Extraction, Outcome
from monitor.store import articles, runs
from monitor.store.record import Record
from monitor.tag import Tagger

BATCH = 200
MOST_QUOTED = 20  # bad rows that a report quotes; the record lists them all

Told = Callable[[float, Counter[Outcome]], object]
"""Told of each batch that is kept: the share of the file that is read, and the outcomes so far."""


@dataclass(slots=True)
class Imported:
    """What an import came to."""

    run: int
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)  # the first ones, with line number and reason


@dataclass(frozen=True, slots=True)
class _Row:
    """One row on its way: an article that is being tagged, or why there is none."""

    line: int
    share: float
    made: Made | Making
    outlet: str = ""


def bring_in(tools: Tools, path: Path, outlet: str | None, told: Told) -> Imported:
    """Import the articles of a file, a batch a transaction; all are tagged anew.

    A row that names no outlet is of `outlet`, or of the one whose site its address belongs to. A bad row is
    counted as not parseable and kept with its reason; the others go in. Raises NotParseable when the file
    cannot be read, or not to its end; what was kept before stays.
    """
    with tools.record.write() as connection:
        report = Imported(runs.start(connection, tools.now()))
    lists = tools.catalog.topics, tools.catalog.targets
    with Workshop(lists, tools.settings.workers, tools.settings.min_words) as workshop:
        waiting: list[_Row] = []
        try:
            for each in read(path):
                waiting.append(_begun(tools, workshop, each, outlet))
                if len(waiting) >= 2 * BATCH:  # the second half is still being made
                    _keep(tools, path, waiting[:BATCH], report, told)
                    del waiting[:BATCH]
        except NotParseable:
            _keep(tools, path, waiting, report, told)
            raise
        _keep(tools, path, waiting, report, told)
    with tools.record.write() as connection:
        runs.finish(connection, report.run, tools.now())
    return report


def _begun(tools: Tools, workshop: Workshop, numbered: Numbered, outlet: str | None) -> _Row:
    try:
        if isinstance(numbered.row, str):
            raise ValueError(numbered.row)
        row = read_row(numbered.row)
        of = row.outlet or outlet or outlet_of(tools, row.url)
        home = tools.catalog.outlet(of).home
    except (ValueError, ConfigError) as error:
        reason = f"line {numbered.line}: {error}"
        return _Row(numbered.line, numbered.share, Made(Extraction(Outcome.NOT_PARSEABLE, reason=reason)))
    return _Row(numbered.line, numbered.share, workshop.begin(partial(_tagged, row.article(), home)), of)


def _keep(tools: Tools, path: Path, rows: list[_Row], report: Imported, told: Told) -> None:
    if not rows:
        return
    source = f"import/{path.name}"
    made = [(row.outlet, None, finished(row.made)) for row in rows]
    bad: list[runs.ItemOutcome] = []
    with tools.record.write() as connection:
        ended = keep_all(connection, tools.catalog, made, tools.now())
        for row, (_, _, each) in zip(rows, made, strict=True):
            if each.extraction.article is None:
                where, outcome = f"{path.name}#{row.line}", each.extraction.outcome
                bad.append(runs.ItemOutcome(report.run, source, where, outcome, each.extraction.reason))
        runs.keep_outcomes(connection, bad)
        for outcome, n in (Counter(ended) - Counter(each.outcome for each in bad)).items():
            runs.count(connection, report.run, source, outcome, n)
    report.outcomes.update(ended)  # only what is committed is told
    report.bad += [each.reason for each in bad][: MOST_QUOTED - len(report.bad)]
    told(rows[-1].share, report.outcomes)


def _tagged(article: Article, home: str | None, tagger: Tagger) -> Made:
    return tag(extract.given(article), home, tagger)


def rows(record: Record, ids: Iterable[int]) -> Iterator[dict[str, object]]:
    """Articles as rows of a file, read in batches."""
    waiting = iter(ids)
    while some := list(islice(waiting, BATCH)):
        with record.read() as connection:
            found = articles.find(connection, some)
        for each in found:
            yield row_of(each.id, each.outlet, each.section, each.article, each.tags, each.tone)
