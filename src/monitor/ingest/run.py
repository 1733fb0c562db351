"""Joins looking, making and keeping: sources in threads, pages in processes, one writer."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from queue import Full, Queue
from threading import Event

from monitor.catalog import Catalog
from monitor.collect.http import Http
from monitor.config import Settings
from monitor.ingest import relate
from monitor.ingest.keep import Keeper, Progress, Report
from monitor.ingest.look import Looker, Step
from monitor.model import Source
from monitor.store import runs
from monitor.store.record import Record
from monitor.workshop import Workshop

BATCH = 20  # items a transaction: a killed run loses at most so many, and the next run brings them again
SOURCES_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Tools:
    """The collaborators of a run."""

    record: Record
    catalog: Catalog
    settings: Settings
    http: Http
    now: Callable[[], datetime]


class _End:
    """A source has no more steps; with the error that ended it, if a bug did."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def ingest(
    tools: Tools,
    sources: tuple[Source, ...],
    progress: Progress,
    since: date | None = None,
    pages: int | None = None,
) -> Report:
    """Look at each source once and keep what is new. What an interrupted run left out, the next brings.

    With `since`, what the sources list of earlier times is read again back to that day; `pages` of each are
    read at most. Raises StoreError while another run goes on.
    """
    if pages is not None:
        tools = replace(tools, settings=tools.settings.model_copy(update={"backfill_pages": pages}))
    with tools.record.run():
        return _ingest(tools, sources, progress, since)


def due(tools: Tools, sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """Those of the sources whose time has come."""
    with tools.record.read() as connection:
        times = {state.id: state.due for state in runs.source_states(connection)}
    now = tools.now()
    return tuple(
        source
        for source in sources
        if (time := times.get(source.id)) is None or datetime.fromisoformat(time) <= now
    )


def _ingest(tools: Tools, sources: tuple[Source, ...], progress: Progress, since: date | None) -> Report:
    keeper = Keeper(tools.record, tools.catalog, tools.now, progress)
    settings = tools.settings
    lists = tools.catalog.tagged_by
    with Workshop(lists, settings.workers, settings.min_words) as workshop:
        looker = Looker(tools.record, tools.catalog, settings, tools.http, workshop, since)
        waiting: list[Step] = []
        for step in _steps(looker, sources):
            waiting.append(step)
            if len(waiting) >= 2 * BATCH:  # the second half is still being made
                keeper.keep(waiting[:BATCH])
                del waiting[:BATCH]
        keeper.keep(waiting)
    relate.tell(tools.record, tools.catalog)
    return keeper.finish()


def _steps(looker: Looker, sources: tuple[Source, ...]) -> Iterator[Step]:
    """The steps of all sources as they come; those of one source stay in order."""
    steps: Queue[Step | _End] = Queue(maxsize=4 * BATCH)
    stopped = Event()
    threads = ThreadPoolExecutor(SOURCES_AT_ONCE)
    try:
        for source in sources:
            threads.submit(_walk, looker, source, steps, stopped)
        walking = len(sources)
        while walking:
            step = steps.get()
            if not isinstance(step, _End):
                yield step
            elif step.error is not None:
                raise step.error
            else:
                walking -= 1
    finally:
        stopped.set()
        threads.shutdown(cancel_futures=True)


def _walk(looker: Looker, source: Source, steps: "Queue[Step | _End]", stopped: Event) -> None:
    try:
        for step in looker.walk(source):
            if not _put(steps, step, stopped):
                return
    except BaseException as error:  # noqa: BLE001 - raised again by the thread that reads the queue
        _put(steps, _End(error), stopped)
    else:
        _put(steps, _End(), stopped)


def _put(steps: "Queue[Step | _End]", step: Step | _End, stopped: Event) -> bool:
    """Put a step when there is room; false when nobody reads any more."""
    while not stopped.is_set():
        try:
            steps.put(step, timeout=0.2)
        except Full:
            continue
        return True
    return False
