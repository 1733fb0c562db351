"""The one object behind the command line, the dashboard and the notebooks."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from os import environ
from pathlib import Path
from typing import Literal

import ibis.expr.types as ir
import pandas as pd

from monitor import catalog
from monitor import ingest as bringing
from monitor.audience import Audience
from monitor.catalog.names import Names
from monitor.collect import Http
from monitor.collected import Collected
from monitor.compared import Compared
from monitor.config import load_settings
from monitor.drawn import Cards, Charts
from monitor.errors import ConfigError
from monitor.filters import Filters
from monitor.follow import Follower
from monitor.intended import Intended
from monitor.ledger import Ledger
from monitor.measure.cells import Cells
from monitor.measure.coverage import Coverage, chosen
from monitor.measure.gaps import Comparison, gaps
from monitor.measure.impact import impact
from monitor.measure.reference import IN_NEED, Baseline
from monitor.measure.shares import shares
from monitor.measure.trends import Period, trends
from monitor.model import Extraction, Outcome
from monitor.programmes import Programmes
from monitor.searches import Searches
from monitor.store import articles as library
from monitor.store import lists, search
from monitor.store.record import open_record
from monitor.told import Told
from monitor.watch import Watch

ALL = Filters()
UNLISTED = ("role", "language", "desks", "story", "own_stances", "quoted_stances")
Order = Literal["newest", "relevance"]
Kept = tuple[Outcome, Extraction]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question's filters in codes, and the numbers of the articles that hold its query."""

    filters: Filters
    matching: Sequence[int] | None


class Newsroom:
    """One newsroom: its lists, its record, and every question that can be asked of them.

    Filters are `monitor.filters.Filters`. Answers are DataFrames, whose columns the functions of
    `monitor.measure` describe; `charts` draws them. Raises ConfigError for a wrong list and
    StoreError for a record that cannot be used.
    """

    def __init__(
        self, folder: str | Path = "data", now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise ConfigError(f"newsroom: there is no folder {folder}; `monitor init {folder}` makes one")
        self.now = now
        self.settings = load_settings(self.folder, environ)
        self.catalog = catalog.load(self.folder)
        self.record = open_record(self.settings.database, self.folder)
        self.names = Names(self.catalog)
        lists.keep(self.record, self.catalog.outlets, self.catalog.desk_by_region)
        self._http: Http | None = None
        self.collected = Collected(self.catalog, self.record)
        self._follower = Follower(self.catalog, self.record, self.folder / "snapshot")
        self.charts, self.cards, self.compare = Charts(self), Cards(self), Compared(self)
        self.searches = Searches(self.record, now)
        self.ledger, self.programmes, self.audience = Ledger(self), Programmes(self), Audience(self)
        self.intended = Intended(self.record, self.names)
        watch = Watch(self.record, self.names, self._follower.coverage, lambda: self.today)
        self.alerts, self.changes = watch.alerts, watch.changes
        self.stories = Told(self.catalog, self.record, self._follower.coverage, lambda: self.today)

    def __enter__(self) -> "Newsroom":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _repr_html_(self) -> str:
        return self.cards.newsroom().html()

    def close(self) -> None:
        """Let go of the record and of the network."""
        self.record.close()
        if self._http is not None:
            self._http.close()

    @property
    def today(self) -> date:
        """The day on the newsroom's clock; a sample stays at the day it was collected."""
        last = self.collected.last() if self.settings.sample else None
        return date.fromisoformat(last[:10]) if last else self.now().date()

    # Bringing articles in

    def ingest(
        self,
        source: str | None = None,
        progress: bringing.Progress = lambda *_: None,
        *,
        due: bool = False,
        since: date | None = None,
        pages: int | None = None,
    ) -> bringing.Report:
        """Look at all sources, or at those of one source or outlet, and keep what is new.

        `due`: only at those whose time has come. `since`: read again what they list back to that day.
        `pages`: how many older pages of each at most.
        """
        sources = tuple(each for each in self.catalog.sources if source in (None, each.id, each.outlet))
        if not sources:
            raise ConfigError(f"ingest: there is no source or outlet {source!r} in outlets.toml")
        with self.tools() as tools:
            if due:
                sources = bringing.due(tools, sources)
            return bringing.ingest(tools, sources, progress, since, pages)

    def add(self, url: str, outlet: str | None = None) -> Kept:
        """Fetch one page and keep its article."""
        with self.tools() as tools:
            return bringing.add(tools, url, outlet)

    def paste(self, text: str, url: str | None = None, outlet: str | None = None) -> Kept:
        """Keep the article in pasted text."""
        with self.tools() as tools:
            return bringing.paste(tools, text, url, outlet)

    def bring_in(
        self, path: Path, outlet: str | None = None, told: bringing.Told = lambda *_: None
    ) -> bringing.Imported:
        """Keep the articles of a file: rows, a web archive or a page."""
        with self.tools() as tools:
            return bringing.bring_in(tools, path, outlet, told)

    def retag(self) -> int:
        """Tag every article again with the lists as they are now; answers how many changed."""
        with self.tools() as tools:
            return bringing.retag(tools)

    @contextmanager
    def tools(self) -> Iterator[bringing.Tools]:
        """What the functions of `monitor.ingest` need."""
        said = self.settings
        if self._http is None:  # one for the life of the newsroom: it remembers what hosts ask for
            how = f"monitor/{version('monitor')} (+{said.contact})", said.timeout, said.spacing
            self._http = Http(*how, retries=said.retries, allowed=said.allow_hosts)
        yield bringing.Tools(self.record, self.catalog, said, self._http, self.now)

    # Asking

    def coverage(self) -> Coverage:
        """The coverage table, advanced to the last change of the record."""
        return self._follower.coverage()

    def trends(
        self, filters: Filters = ALL, *, by: str | None = None, period: Period = "week", most: int = 8
    ) -> pd.DataFrame:
        """Matching articles over time, with shares and intervals."""
        asked = self._asked(filters)
        return trends(
            self.coverage(), asked.filters, asked.matching, today=self.today, by=by, period=period, most=most
        )

    def shares(self, filters: Filters = ALL, *, by: str) -> pd.DataFrame:
        """Matching articles by value of a dimension, with shares and intervals."""
        asked = self._asked(filters)
        return shares(self.coverage(), asked.filters, asked.matching, by)

    def attention(
        self, query: str, filters: Filters = ALL, *, by: str = "role", period: Period = "week"
    ) -> pd.DataFrame:
        """Attention to a query: its articles among all of the same outlets and days."""
        return self.trends(replace(filters, query=query), by=by, period=period)

    def gaps(
        self,
        filters: Filters = ALL,
        *,
        row: str = "desk",
        column: str | None = None,
        baseline: Baseline = "peers",
        indicator: str = IN_NEED,
    ) -> pd.DataFrame:
        """Where we write less, or more, than a reference; `indicator` is what need is measured by."""
        asked = self._asked(filters)
        cells = Cells(self.coverage(), row, column, asked.matching)
        how = Comparison(baseline, indicator, frozenset(self.intended.cells(row, column)))
        return gaps(cells, self.catalog, asked.filters, how, today=self.today)

    def impact(self, filters: Filters = ALL) -> pd.DataFrame:
        """Figures of our own output."""
        asked = self._asked(filters)
        by_region = self.gaps(filters, row="region")
        return impact(self.coverage(), asked.filters, asked.matching, by_region, today=self.today)

    def count(self, filters: Filters = ALL) -> int:
        """How many articles there are; undated ones are left out when days are filtered."""
        return self.coverage().count(self._rows(filters))

    def undated(self) -> int:
        """How many articles no page gave a date for."""
        table = self.coverage().table
        return self.coverage().count(table.filter(table.day.isnull()))

    def articles(self, filters: Filters = ALL, *, limit: int = 50, offset: int = 0) -> pd.DataFrame:
        """The newest matching articles.

        Columns: id, outlet, section, day, title, url, polarity, regions, topics, stances.
        """
        return self._page(_newest_first(self._rows(filters)).limit(limit, offset=offset))

    def _page(self, page: ir.Table) -> pd.DataFrame:
        frame = self.coverage().frame(page.drop(*UNLISTED))
        with self.record.read() as connection:
            headings = library.headings(connection, [int(each) for each in frame["id"]])
        for column in ("regions", "topics", "stances"):
            frame[column] = [list(each) for each in frame[column]]
        for place, column in ((4, "title"), (5, "url")):
            frame.insert(place, column, [getattr(headings[each], column) for each in frame["id"]])
        return frame

    def rows(self, filters: Filters = ALL) -> Iterator[dict[str, object]]:
        """The matching articles, newest first, whole: rows with the columns of `monitor.exchange`."""
        return bringing.rows(self.record, self.ids(filters))

    def ids(self, filters: Filters = ALL) -> list[int]:
        """The numbers of the matching articles, newest first."""
        return [*map(int, self.coverage().frame(_newest_first(self._rows(filters)).select("id"))["id"])]

    def article(self, id: int) -> library.Stored:
        """One article with its tags and their evidence."""
        with self.record.read() as connection:
            found = library.find(connection, [id])
        if not found:
            raise ConfigError(f"newsroom: there is no article {id}")
        return found[0]

    def versions(self, id: int) -> list[tuple[str, str, str]]:
        """Earlier versions of an article: (title, text, when it was replaced), oldest first."""
        with self.record.read() as connection:
            return library.versions(connection, id)

    def search(
        self, query: str, filters: Filters = ALL, *, limit: int = 20, order: Order = "newest"
    ) -> pd.DataFrame:
        """Articles that hold the words, the newest first, or the best fitting of the newest 2,000.

        The columns of `articles`, and a snippet.
        """
        page = self._hits(query, filters, limit if order == "newest" else search.AMONG)
        with self.record.read() as connection:
            if order == "relevance":
                scores = search.relevance(connection, query, [int(n) for n in page["id"]])
                best = page["id"].map(scores).sort_values(ascending=False, kind="stable").index
                page = page.loc[best[:limit]].reset_index(drop=True)
            snippets = search.snippets(connection, query, [int(n) for n in page["id"]])
        return page.assign(snippet=[snippets[n] for n in page["id"]])

    def _hits(self, query: str, filters: Filters, most: int) -> pd.DataFrame:
        """The newest articles that hold the query, as `articles` tells them."""
        if filters != ALL:
            return self.articles(replace(filters, query=query), limit=most)
        with self.record.read() as connection:  # the index finds them without going through all hits
            found = search.newest(connection, query, most)
        return self._page(_newest_first(chosen(self.coverage().table, ALL, found)))

    def _rows(self, filters: Filters) -> ir.Table:
        asked = self._asked(filters)
        return chosen(self.coverage().table, asked.filters, asked.matching)

    def _asked(self, filters: Filters) -> "_Asked":
        """The filters in codes, and the articles that hold their query."""
        filters = self.names.resolve(filters)
        if filters.query is None:
            return _Asked(filters, None)
        with self.record.read() as connection:
            return _Asked(filters, search.matching(connection, filters.query))

    def options(self) -> dict[str, list[str]]:
        """What may be chosen of each filter that has a list, by name."""
        languages = self.coverage().table.select("language").distinct()
        found = sorted(each for each in self.coverage().frame(languages)["language"] if each)
        return {kind: list(names.values()) for kind, names in self.names.of.items()} | {"language": found}

    def named(self, frame: pd.DataFrame, **dimensions: str | None) -> pd.DataFrame:
        """A table with names for codes: `named(frame, series="topic")`; codes stay in `series_code`."""
        for column, dimension in dimensions.items():
            codes = frame[column]
            names = codes if dimension is None else [self.names.name(dimension, code) for code in codes]
            frame = frame.assign(**{column: names, f"{column}_code": codes})
        return frame


def _newest_first(rows: ir.Table) -> ir.Table:
    return rows.order_by([rows.day.desc(nulls_first=False), rows.id.desc()])
