"""Writes what a run brought in: each item, its outcome, and which days of a source were collected."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from monitor.catalog import Catalog
from monitor.ingest import relate, rhythm
from monitor.ingest.look import Item, Known, Seen, Step, Turned
from monitor.model import CollectionState, Entry, Outcome
from monitor.store import articles, runs
from monitor.store.record import Record, Transaction
from monitor.tag import VERSION
from monitor.workshop import Made, finished

Progress = Callable[[str, Outcome, int], None]
"""Told of each kept item: source, outcome, how many."""


@dataclass(slots=True)
class SourceReport:
    """What one look at a source came to."""

    source: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a run came to, by source in the order of outlets.toml."""

    run: int
    sources: tuple[SourceReport, ...]

    @property
    def outcomes(self) -> Counter[Outcome]:
        """All outcomes together."""
        return sum((source.outcomes for source in self.sources), Counter[Outcome]())

    @property
    def reached(self) -> int:
        """How many sources answered."""
        return sum(source.trouble is None for source in self.sources)


class Keeper:
    """Keeps the steps of one run, a batch a transaction, and counts them."""

    def __init__(
        self, record: Record, catalog: Catalog, now: Callable[[], datetime], progress: Progress
    ) -> None:
        self.record = record
        self.catalog = catalog
        self.now = now
        self.progress = progress
        self.reports: dict[str, SourceReport] = {}
        self._unsettled: dict[str, set[date | None]] = {}  # days with items to be tried again, by source
        with record.write() as connection:
            self.run = runs.start(connection, now())

    def keep(self, steps: Iterable[Step]) -> None:
        """Write a batch of steps in one transaction."""
        # The pages are waited for before the transaction begins: a writer must be quick.
        waited = [(step, finished(step.made) if isinstance(step, Item) else None) for step in steps]
        items = [(step, made) for step, made in waited if isinstance(step, Item) and made is not None]
        told: list[tuple[str, Outcome, int]] = []
        with self.record.write() as connection:
            told += self._items(connection, items)
            for step, _ in waited:  # in order; what a source's look came to stands after its items
                self.reports.setdefault(step.source.id, SourceReport(step.source.id))
                if isinstance(step, Known):
                    runs.count(connection, self.run, step.source.id, Outcome.UNCHANGED, step.n)
                    told.append((step.source.id, Outcome.UNCHANGED, step.n))
                elif isinstance(step, Turned):
                    runs.keep_backlog(connection, step.source.id, step.backlog)
                elif isinstance(step, Seen):
                    self.reports[step.source.id].trouble = str(step.error) if step.error else None
                    self._source(connection, step)
        for source, outcome, n in told:  # only what is committed is told
            self.reports[source].outcomes[outcome] += n
            self.progress(source, outcome, n)

    def finish(self) -> Report:
        """Close the run."""
        with self.record.write() as connection:
            runs.finish(connection, self.run, self.now())
        listed = [source.id for source in self.catalog.sources]
        return Report(self.run, tuple(self.reports[each] for each in listed if each in self.reports))

    def _items(
        self, connection: Transaction, items: Sequence[tuple[Item, Made]]
    ) -> list[tuple[str, Outcome, int]]:
        made = [(item.source.outlet, item.entry, made) for item, made in items]
        ended = list(zip(items, keep_all(connection, self.catalog, made, self.now()), strict=True))
        outcomes = [
            runs.ItemOutcome(self.run, item.source.id, item.entry.url, outcome, made.extraction.reason)
            for (item, made), outcome in ended
        ]
        runs.keep_outcomes(connection, outcomes)
        listed = [
            (item.source.id, item.entry.url, replace(item.listed, outcome=outcome, day=_day(item, made)))
            for (item, made), outcome in ended
        ]
        runs.keep_entries(connection, listed)
        for (item, _), outcome in ended:
            if outcome.temporary:
                day = articles.day_of(item.entry.published)
                self._unsettled.setdefault(item.source.id, set()).add(day)
        return [(each.source, each.outcome, 1) for each in outcomes]

    def _source(self, connection: Transaction, seen: Seen) -> None:
        now = self.now()
        before = runs.state(connection, seen.source.id)
        unsettled = self._unsettled.get(seen.source.id, set())
        listing = seen.listing
        if listing is not None:
            days, edge = _collected(seen, before, unsettled, now.date())
            runs.keep_collection(connection, seen.source.id, days, edge)
        etag = last_modified = None
        if listing is not None and not unsettled and not seen.error:
            # Only a look that settled every item may be skipped the next time.
            told = before if listing.unchanged else listing
            etag, last_modified = told.etag, told.last_modified
        failures = before.failures + rhythm.weight(seen.error) if seen.error else 0.0
        per_day = runs.rate(connection, seen.source.id, now.date() - rhythm.HISTORY, now.date())
        pause = rhythm.pause(per_day, failures, seen.error)
        state = replace(
            before,
            etag=etag,
            last_modified=last_modified,
            complete=seen.complete,
            tried=now.isoformat(),
            succeeded=before.succeeded if seen.error else now.isoformat(),
            trouble=str(seen.error) if seen.error else None,
            backlog=None if seen.complete else before.backlog,
            failures=failures,
            pause=pause.total_seconds(),
            due=(now + pause).isoformat(),
            listed=before.listed if listing is None or listing.unchanged else len(listing.entries),
        )
        runs.keep_state(connection, state)


def _day(item: Item, made: Made) -> date | None:
    """The day of publication, as the source says or else the page."""
    article = made.extraction.article
    return item.listed.day or (articles.day_of(article.published) if article else None)


def keep_all(
    connection: Transaction,
    catalog: Catalog,
    made: Sequence[tuple[str, Entry | None, Made]],
    now: datetime,
) -> list[Outcome]:
    """Keep what was made of items, each with its outlet; answers the outcome of each."""
    incoming = [_incoming(catalog, outlet, entry, each) for outlet, entry, each in made]
    kept = iter(articles.save_all(connection, [each for each in incoming if each is not None], now))
    copies = relate.look(connection, catalog)
    return [
        each.extraction.outcome if article is None else _told(next(kept), article, copies)
        for article, (_, _, each) in zip(incoming, made, strict=True)
    ]


def _told(outcome: Outcome, incoming: articles.Incoming, copies: Collection[str]) -> Outcome:
    copied = outcome is Outcome.NEW and incoming.article.canonical_url in copies
    return Outcome.COPY if copied else outcome


def _incoming(catalog: Catalog, outlet: str, entry: Entry | None, made: Made) -> articles.Incoming | None:
    article, tagged = made.extraction.article, made.tagged
    if article is None or tagged is None:
        return None
    labels = (article.section, *(entry.labels if entry else ()))
    section = next(
        (found for label in labels if label and (found := catalog.section_of(outlet, label))), None
    )
    return articles.Incoming(outlet, section or article.section, article, tagged.tags, tagged.tone, VERSION)


def _collected(
    seen: Seen, before: runs.SourceState, unsettled: set[date | None], today: date
) -> tuple[dict[date, CollectionState], date | None]:
    """The days that this look covers, and its oldest day, of which the list may be cut."""
    last = articles.day_of(before.succeeded)
    if seen.listing is None or seen.listing.unchanged or seen.oldest is None:
        start, edge = last, None  # the list says the same as at the last success, or nothing
    else:
        start, edge = seen.oldest + timedelta(days=1), seen.oldest
    if start is None:
        return {}, edge
    days = (start + timedelta(days=n) for n in range((today - start).days + 1))
    partly = {day for day in unsettled if day}
    states = {day: CollectionState.PARTLY if day in partly else CollectionState.COLLECTED for day in days}
    return states, edge
