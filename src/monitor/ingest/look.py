"""One look at a source: its list page by page, newest first, and the pages of what is not known yet."""

import hashlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date

from monitor import collect
from monitor.catalog import Catalog
from monitor.collect.http import Http
from monitor.config import Settings
from monitor.errors import CollectError, MonitorError, NotParseable, Refused, TooLarge
from monitor.ingest.make import Made, Making, Workshop
from monitor.model import Entry, Extraction, Listing, Outcome, Source
from monitor.store import articles, runs
from monitor.store.record import Record


@dataclass(frozen=True, slots=True)
class Item:
    """One listed item and what is being made of it."""

    source: Source
    entry: Entry
    fingerprint: str
    made: Making | Made


@dataclass(frozen=True, slots=True)
class Known:
    """So many items that the source listed before, in the same words."""

    source: Source
    n: int


@dataclass(frozen=True, slots=True)
class Seen:
    """The end of the look."""

    source: Source
    listing: Listing | None  # the first page of the answer; null when there was none
    oldest: date | None  # the oldest day on any page that was read
    complete: bool  # whether its older pages were followed to the end, now or before
    trouble: str | None = None


Step = Item | Known | Seen


@dataclass(frozen=True, slots=True)
class Looker:
    """What a look needs: where known items are, what fetches, and what makes articles of pages."""

    record: Record
    catalog: Catalog
    settings: Settings
    http: Http
    workshop: Workshop

    def walk(self, source: Source) -> Iterator[Step]:
        """Every item that the source lists, then how the look ended; trouble is reported, never raised."""
        with self.record.read() as connection:
            state = runs.state(connection, source.id)
            seen = runs.entries(connection, source.id)
        first: Listing | None = None
        oldest: date | None = None
        try:
            first = listing = self._list(source, state.etag, state.last_modified)
            for _ in range(self.settings.backfill_pages + 1):
                fresh = yield from self._items(source, listing, seen)
                oldest = _oldest(listing, oldest)
                if not listing.more or (state.complete and not fresh):
                    break
                listing = self._list(source, url=listing.more[0])
        except MonitorError as error:
            yield Seen(source, first, oldest, state.complete, trouble=str(error))
            return
        yield Seen(source, first, oldest, complete=True)

    def _list(
        self,
        source: Source,
        etag: str | None = None,
        last_modified: str | None = None,
        url: str | None = None,
    ) -> Listing:
        limit = self.settings.max_feed_bytes
        return collect.look(source, self.http, limit=limit, etag=etag, last_modified=last_modified, url=url)

    def _items(
        self, source: Source, listing: Listing, seen: dict[str, tuple[str, Outcome]]
    ) -> Generator[Step, None, int]:
        """The items of one page of the list; answers how many of them were not known."""
        fresh = {entry.url: entry for entry in listing.entries if _is_fresh(entry, seen)}
        if len(fresh) < len(listing.entries):
            yield Known(source, len(listing.entries) - len(fresh))
        with self.record.read() as connection:
            elsewhere = articles.known(connection, [url for url in fresh if url not in seen])
        for url, entry in fresh.items():
            made = _KNOWN if url in elsewhere else self._fetch(source, entry)
            yield Item(source, entry, fingerprint(entry), made)
        for what, why in listing.rejected:
            nothing = Made(Extraction(Outcome.NOT_PARSEABLE, reason=why))
            yield Item(source, Entry(what), "", nothing)
        return len(fresh)

    def _fetch(self, source: Source, entry: Entry) -> Making | Made:
        try:
            page = collect.fetch(entry.url, self.http, limit=self.settings.max_bytes)
        except (CollectError, NotParseable) as error:
            return Made(Extraction(refusal(error), reason=str(error)))
        return self.workshop.make(page, entry, self.catalog.outlet(source.outlet).home)


_KNOWN = Made(Extraction(Outcome.UNCHANGED, reason="another source listed it before"))


def refusal(error: CollectError | NotParseable) -> Outcome:
    """The outcome of an item whose page could not be had."""
    match error:
        case Refused():
            return Outcome.REFUSED
        case TooLarge():
            return Outcome.TOO_LARGE
        case NotParseable():
            return Outcome.NOT_PARSEABLE
    return Outcome.UNREACHABLE


def fingerprint(entry: Entry) -> str:
    """A digest of what a source says about an item; another one means: look at its page again."""
    said = "\n".join((entry.title, entry.published or "", entry.updated or ""))
    return hashlib.sha1(said.encode()).hexdigest()


def _is_fresh(entry: Entry, seen: dict[str, tuple[str, Outcome]]) -> bool:
    if entry.url not in seen:
        return True
    before, outcome = seen[entry.url]
    return before != fingerprint(entry) or outcome.temporary


def _oldest(listing: Listing, oldest: date | None) -> date | None:
    days = [day for entry in listing.entries if (day := articles.day_of(entry.published))]
    return min([*days, oldest] if oldest else days, default=None)
