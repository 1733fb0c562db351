"""One look at a source: its list page by page, newest first, and the pages of what is not known yet."""

import hashlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from monitor import collect
from monitor.catalog import Catalog
from monitor.collect.http import Http
from monitor.config import Settings
from monitor.errors import (
    Blocked,
    CollectError,
    Disallowed,
    MonitorError,
    NotParseable,
    Refused,
    TooLarge,
)
from monitor.model import Entry, Extraction, Listing, Outcome, Source
from monitor.store import articles, runs
from monitor.store.furniture import learn
from monitor.store.record import Record
from monitor.workshop import Made, Making, Workshop, listed


@dataclass(frozen=True, slots=True)
class Item:
    """One listed item and what is being made of it."""

    source: Source
    entry: Entry
    listed: runs.Listed  # its outcome is not known yet
    made: Making | Made


@dataclass(frozen=True, slots=True)
class Known:
    """So many items that the source listed before, in the same words."""

    source: Source
    n: int


@dataclass(frozen=True, slots=True)
class Turned:
    """A page of the list is done with; these are still to be read."""

    source: Source
    backlog: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The end of the look."""

    source: Source
    listing: Listing | None  # the first page of the answer; null when there was none
    oldest: date | None  # the oldest day on any page that was read
    complete: bool  # whether its older pages were followed to the end, now or before
    error: MonitorError | None = None


Step = Item | Known | Turned | Seen
RETRIED = 100  # items of earlier looks that one look fetches again


@dataclass(slots=True)
class _Walk:
    """Where the walk through a source's pages stands."""

    pending: list[str]  # found on this walk, newest first
    left: list[str]  # left over by an earlier one, all to be read
    whole: bool  # whether to read all that is pending, or only as long as it has something new
    visited: set[str] = field(default_factory=set)  # pages
    listed: set[str] = field(default_factory=set)  # items

    def told(self, page: Listing) -> Listing:
        """The page as it came; one that only repeats what this walk has seen leads nowhere."""
        urls = {entry.url for entry in page.entries}
        if urls and urls <= self.listed:
            return replace(page, more=())
        self.listed |= urls
        return page

    def next(self, page: Listing, fresh: int) -> str | None:
        """The next page to read, after this one with so many new items; None at the end."""
        self.pending = [each for each in (*page.more, *self.pending) if each not in self.visited]
        if self.pending and not (self.whole or fresh or _is_index(page)):
            self.pending = []  # all that is older was seen before
        if not self.pending:
            self.pending, self.left, self.whole = self.left, [], True
        if not self.pending:
            return None
        self.visited.add(self.pending[0])
        return self.pending.pop(0)

    def backlog(self, page: Listing, url: str) -> tuple[str, ...]:
        """What must still be read if the walk breaks off here, after `page` and before `url`."""
        if _is_index(page) and not self.whole:
            return tuple(self.left)  # it leads to its newest part again, and only news lead on from there
        return tuple(dict.fromkeys((url, *self.pending, *self.left)))


def _is_index(page: Listing) -> bool:
    return not page.entries and not page.unchanged


@dataclass(frozen=True, slots=True)
class Looker:
    """What a look needs: where known items are, what fetches, and what makes articles of pages.

    Older pages are read to the end once, at most `settings.backfill_pages` of them on one look; with `since`,
    they are read again back to that day.
    """

    record: Record
    catalog: Catalog
    settings: Settings
    http: Http
    workshop: Workshop
    since: date | None = None
    furniture: dict[str, frozenset[str]] = field(default_factory=dict)  # by outlet, learned once a run

    def walk(self, source: Source) -> Iterator[Step]:
        """Every item that the source lists, then how the look ended; trouble is reported, never raised."""
        with self.record.read() as connection:
            state = runs.state(connection, source.id)
            seen = runs.entries(connection, source.id)
        again = self.since is not None
        validators = (None, None) if again else (state.etag, state.last_modified)
        first: Listing | None = None
        oldest: date | None = None
        left = [] if again else list(state.backlog or [])
        walk = _Walk([], left, whole=again or not (state.complete or left))
        complete = state.complete
        try:
            first = page = walk.told(self._list(source, *validators))
            fresh = yield from self._items(source, page, seen)
            if page.unchanged and state.listed:
                yield Known(source, state.listed)
            yield from self._again(source, seen, {entry.url for entry in page.entries})
            oldest = _oldest(page, oldest)
            turns = 0
            while url := None if self._far_enough(oldest) else walk.next(page, fresh):
                yield Turned(source, walk.backlog(page, url))
                if turns == self.settings.backfill_pages:
                    break
                turns += 1
                page = walk.told(self._list(source, url=url))
                fresh = yield from self._items(source, page, seen)
                oldest = _oldest(page, oldest)
            else:
                complete = complete or not again
        except MonitorError as error:
            yield Seen(source, first, oldest, complete, error)
            return
        yield Seen(source, first, oldest, complete)

    def _far_enough(self, oldest: date | None) -> bool:
        return self.since is not None and oldest is not None and oldest < self.since

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
        self, source: Source, listing: Listing, seen: dict[str, runs.Listed]
    ) -> Generator[Step, None, int]:
        """The items of one page of the list; answers how many of them were not known."""
        fresh = {entry.url: entry for entry in listing.entries if _is_fresh(entry, seen)}
        if len(fresh) < len(listing.entries):
            yield Known(source, len(listing.entries) - len(fresh))
        with self.record.read() as connection:
            elsewhere = articles.known(connection, [url for url in fresh if url not in seen])
        for url, entry in fresh.items():
            made = _KNOWN if url in elsewhere else self._made(source, entry)
            yield self._item(source, entry, fingerprint(entry), made, seen)
        for what, why in listing.rejected:
            nothing = Made(Extraction(Outcome.NOT_PARSEABLE, reason=why))
            yield self._item(source, Entry(what), "", nothing, seen)
        return len(fresh)

    def _item(
        self, source: Source, entry: Entry, mark: str, made: Making | Made, seen: dict[str, runs.Listed]
    ) -> Item:
        day = articles.day_of(entry.published)
        seen[entry.url] = runs.Listed(mark, Outcome.NEW, day)  # so that no other page brings it again
        return Item(source, entry, runs.Listed(mark, Outcome.NEW, day), made)

    def _again(self, source: Source, seen: dict[str, runs.Listed], listed: set[str]) -> Iterator[Step]:
        """Items that could not be had before and that the source does not list any more."""
        lost = [(url, each) for url, each in seen.items() if each.outcome.temporary and url not in listed]
        for url, each in lost[:RETRIED]:
            entry = Entry(url, published=each.day.isoformat() if each.day else None)
            yield self._item(source, entry, each.fingerprint, self._made(source, entry), seen)

    def _made(self, source: Source, entry: Entry) -> Making | Made:
        home = self.catalog.outlet(source.outlet).home
        if entry.content and (source.full_text or source.kind == "wordpress"):
            return self.workshop.begin(partial(listed, entry, home, self.settings.min_words))
        try:
            page = collect.fetch(entry.url, self.http, limit=self.settings.max_bytes)
        except (CollectError, NotParseable) as error:
            return Made(Extraction(refusal(error), reason=str(error)))
        return self.workshop.make(page, entry, home, self._repeated(source.outlet))

    def _repeated(self, outlet: str) -> frozenset[str]:
        if outlet not in self.furniture:
            with self.record.read() as connection:
                self.furniture[outlet] = learn(connection, outlet)
        return self.furniture[outlet]


_KNOWN = Made(Extraction(Outcome.UNCHANGED, reason="another source listed it before"))


def refusal(error: CollectError | NotParseable) -> Outcome:
    """The outcome of an item whose page could not be had."""
    match error:
        case Disallowed():
            return Outcome.DISALLOWED
        case Blocked():
            return Outcome.BLOCKED
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


def _is_fresh(entry: Entry, seen: dict[str, runs.Listed]) -> bool:
    before = seen.get(entry.url)
    return before is None or before.fingerprint != fingerprint(entry) or before.outcome.temporary


def _oldest(listing: Listing, oldest: date | None) -> date | None:
    days = [day for entry in listing.entries if (day := articles.day_of(entry.published))]
    return min([*days, oldest] if oldest else days, default=None)
