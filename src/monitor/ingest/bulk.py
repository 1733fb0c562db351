"""Articles out of a file, and into one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from monitor import collect, extract
from monitor.collect import warc
from monitor.errors import ConfigError, NotParseable
from monitor.exchange.read import Numbered, read
from monitor.exchange.rows import read_row, row_of
from monitor.ingest import relate
from monitor.ingest.hand import at, outlet_of
from monitor.ingest.keep import keep_all
from monitor.ingest.run import Tools
from monitor.model import Article, Extraction, Outcome, Page
from monitor.store import articles, runs
from monitor.store.record import Record
from monitor.tag import Tagger
from monitor.workshop import Made, Making, Workshop, finished, tag

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

    The file holds rows (see `monitor.exchange`), or pages: a web archive, or one HTML file. What names no
    outlet is of `outlet`, or of the one whose site its address belongs to. A bad row is counted as not
    parseable and kept with its reason; the others go in. Raises NotParseable when the file cannot be read, or
    not to its end; what was kept before stays.
    """
    with tools.record.write() as connection:
        report = Imported(runs.start(connection, tools.now()))
    lists = tools.catalog.tagged_by
    with Workshop(lists, tools.settings.workers, tools.settings.min_words) as workshop:
        waiting: list[_Row] = []
        try:
            for each in _rows(tools, workshop, path, outlet):
                waiting.append(each)
                if len(waiting) >= 2 * BATCH:  # the second half is still being made
                    _keep(tools, path, waiting[:BATCH], report, told)
                    del waiting[:BATCH]
        except NotParseable:
            _keep(tools, path, waiting, report, told)
            raise
        _keep(tools, path, waiting, report, told)
    relate.tell(tools.record, tools.catalog)
    with tools.record.write() as connection:
        runs.finish(connection, report.run, tools.now())
    return report


def _rows(tools: Tools, workshop: Workshop, path: Path, outlet: str | None) -> Iterator[_Row]:
    name = path.name.lower()
    if name.endswith((".warc", ".warc.gz")):
        yield from _captured(tools, workshop, path, outlet)
    elif name.endswith((".html", ".htm")):
        page = collect.saved(path, limit=tools.settings.max_bytes)
        yield _begun(tools, 1, 1.0, outlet, page.url, partial(_page, workshop, page))
    else:
        for numbered in read(path):
            yield _told(tools, workshop, numbered, outlet)


def _captured(tools: Tools, workshop: Workshop, path: Path, outlet: str | None) -> Iterator[_Row]:
    for number, record in enumerate(warc.pages(path, limit=tools.settings.max_bytes), 1):
        if record.page is not None:
            of = outlet or at(tools.catalog.outlets, record.url)
            if of is None:
                yield _Row(number, 0.0, Made(Extraction(Outcome.NOT_WATCHED, reason=record.url)))
            else:
                page = partial(_page, workshop, record.page)
                yield _begun(tools, number, 0.0, of, record.url, page)
        elif record.outcome != "no response":  # requests and notes of the crawler are no items
            reason = f"record {number}, {record.url}: {record.reason}"
            yield _Row(number, 0.0, Made(Extraction(FATES[record.outcome], reason=reason)))


FATES: dict[warc.Fate, Outcome] = {
    "not found": Outcome.REFUSED,
    "not text": Outcome.NOT_AN_ARTICLE,
    "too large": Outcome.TOO_LARGE,
    "broken": Outcome.NOT_PARSEABLE,
}


def _told(tools: Tools, workshop: Workshop, numbered: Numbered, outlet: str | None) -> _Row:
    try:
        if isinstance(numbered.row, str):
            raise ValueError(numbered.row)
        row = read_row(numbered.row)
    except ValueError as error:
        return _bad(numbered.line, numbered.share, error)
    article = row.article()
    begin = lambda home: workshop.begin(partial(_tagged, article, home))  # noqa: E731
    return _begun(tools, numbered.line, numbered.share, row.outlet or outlet, row.url, begin)


def _begun(
    tools: Tools, line: int, share: float, outlet: str | None, url: str, begin: Callable[[str], Making | Made]
) -> _Row:
    try:
        of = outlet or outlet_of(tools, url)
        return _Row(line, share, begin(tools.catalog.outlet(of).home), of)
    except ConfigError as error:
        return _bad(line, share, error)


def _bad(line: int, share: float, error: Exception) -> _Row:
    return _Row(line, share, Made(Extraction(Outcome.NOT_PARSEABLE, reason=f"line {line}: {error}")))


def _page(workshop: Workshop, page: Page, home: str) -> Making | Made:
    return workshop.make(page, None, home)


def _keep(tools: Tools, path: Path, rows: list[_Row], report: Imported, told: Told) -> None:
    if not rows:
        return
    source = f"import/{path.name}"
    made = [(row.outlet, None, finished(row.made)) for row in rows]
    bad: list[runs.ItemOutcome] = []
    with tools.record.write() as connection:
        ended = keep_all(connection, tools.catalog, made, tools.now())
        for row, (_, _, each) in zip(rows, made, strict=True):
            if each.extraction.article is None and each.extraction.outcome is not Outcome.NOT_WATCHED:
                where, said = f"{path.name}#{row.line}", each.extraction
                bad.append(runs.ItemOutcome(report.run, source, where, said.outcome, said.reason))
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
