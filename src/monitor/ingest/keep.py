"""Writes what a run brought in: each item, its outcome, and which days of a source were collected."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from monitor.catalog import Catalog
from monitor.ingest.look import Item, Known, Seen, Step
from monitor.ingest.make import Made, finished
from monitor.model import CollectionState, Entry, Outcome
from monitor.store import articles, runs
from monitor.store.record import Record, Transaction
from monitor.tag import VERSION

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
        made = [(step, _made(step)) for step in steps]
        told = []
        with self.record.write() as connection:
            for step, result in made:
                told.append((step.source.id, *self._step(connection, step, result)))
        for source, outcome, n in told:  # only what is committed is told
            if outcome is not None:
                self.reports[source].outcomes[outcome] += n
                self.progress(source, outcome, n)

    def finish(self) -> Report:
        """Close the run."""
        with self.record.write() as connection:
            runs.finish(connection, self.run, self.now())
        listed = [source.id for source in self.catalog.sources]
        return Report(self.run, tuple(self.reports[each] for each in listed if each in self.reports))

    def _step(self, connection: Transaction, step: Step, made: Made | None) -> tuple[Outcome | None, int]:
        report = self.reports.setdefault(step.source.id, SourceReport(step.source.id))
        match step:
            case Known(n=n):
                runs.count(connection, self.run, step.source.id, Outcome.UNCHANGED, n)
                return Outcome.UNCHANGED, n
            case Seen():
                report.trouble = step.trouble
                self._source(connection, step)
                return None, 0
        assert made is not None
        return self._item(connection, step, made), 1

    def _item(self, connection: Transaction, item: Item, made: Made) -> Outcome:
        outcome = keep_made(connection, self.catalog, item.source.outlet, item.entry, made, self.now())
        if outcome.temporary:
            day = articles.day_of(item.entry.published)
            self._unsettled.setdefault(item.source.id, set()).add(day)
        runs.keep_outcome(
            connection,
            runs.ItemOutcome(self.run, item.source.id, item.entry.url, outcome, made.extraction.reason),
            item.fingerprint,
        )
        return outcome

    def _source(self, connection: Transaction, seen: Seen) -> None:
        now = self.now()
        before = runs.state(connection, seen.source.id)
        unsettled = self._unsettled.get(seen.source.id, set())
        listing = seen.listing
        if listing is not None:
            days, edge = _collected(seen, before, unsettled, now.date())
            runs.keep_collection(connection, seen.source.id, days, edge)
        etag = last_modified = None
        if listing is not None and not unsettled and not seen.trouble:
            # Only a look that settled every item may be skipped the next time.
            told = before if listing.unchanged else listing
            etag, last_modified = told.etag, told.last_modified
        state = runs.SourceState(
            seen.source.id,
            etag=etag,
            last_modified=last_modified,
            complete=seen.complete,
            tried=now.isoformat(),
            succeeded=before.succeeded if seen.trouble else now.isoformat(),
            trouble=seen.trouble,
        )
        runs.keep_state(connection, state)


def _made(step: Step) -> Made | None:
    return finished(step.made) if isinstance(step, Item) else None


def keep_made(
    connection: Transaction, catalog: Catalog, outlet: str, entry: Entry | None, made: Made, now: datetime
) -> Outcome:
    """Keep an article, if there is one; answers the outcome of the item."""
    article, tagged = made.extraction.article, made.tagged
    if article is None or tagged is None:
        return made.extraction.outcome
    labels = (article.section, *(entry.labels if entry else ()))
    section = next(
        (found for label in labels if label and (found := catalog.section_of(outlet, label))), None
    )
    incoming = articles.Incoming(
        outlet, section or article.section, article, tagged.tags, tagged.tone, VERSION
    )
    return articles.save(connection, incoming, now)


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
