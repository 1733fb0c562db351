"""From a page to a tagged article, in worker processes, because extraction is what takes the time."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path

from monitor import extract
from monitor.catalog import Target, Topic
from monitor.errors import MonitorError
from monitor.model import Entry, Extraction, Outcome, Page
from monitor.tag import Tagged, Tagger

Lists = tuple[tuple[Topic, ...], tuple[Target, ...], Path | None]


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a page: an extraction and, when it is an article, its tags."""

    extraction: Extraction
    tagged: Tagged | None = None


Job = Callable[[Tagger], Made]


def make(page: Page, entry: Entry | None, home: str | None, min_words: int, tagger: Tagger) -> Made:
    """Extract and tag one page."""
    return tag(extract.page(page, entry, min_words=min_words), home, tagger)


def listed(entry: Entry, home: str | None, min_words: int, tagger: Tagger) -> Made:
    """Extract and tag an article whose whole text its source carries."""
    return tag(extract.listed(entry, min_words=min_words), home, tagger)


def tag(extraction: Extraction, home: str | None, tagger: Tagger) -> Made:
    """Tag what was extracted, if it is an article."""
    article = extraction.article
    if article is None:
        return Made(extraction)
    return Made(extraction, tagger.tag(article.title, article.text, home=home))


@dataclass(frozen=True, slots=True)
class Making:
    """A page that is being made in a worker process."""

    future: "Future[Made]"
    again: Callable[[], Made]  # makes it alone, when a worker was killed over it or over its neighbour

    def wait(self) -> Made:
        """Wait until the page is made."""
        try:
            return self.future.result()
        except BrokenProcessPool:
            return self.again()


def finished(made: Making | Made) -> Made:
    """What became of it, waited for where it is still being made."""
    return made.wait() if isinstance(made, Making) else made


class Workshop:
    """Worker processes, started at the first page; without workers, pages are made at once.

    Use it as a context manager. A page over which a worker is killed ends as not parseable; pages that
    were under way in the same moment are made again.
    """

    def __init__(self, lists: Lists, workers: int, min_words: int) -> None:
        self._lists = lists
        self._workers = workers
        self._min_words = min_words
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._single: ProcessPoolExecutor | None = None
        self._tagger = None if workers else Tagger(*lists)

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(self, *_: object) -> None:
        for pool in (self._pool, self._single):
            if pool:
                pool.shutdown(cancel_futures=True)

    def make(self, page: Page, entry: Entry | None, home: str | None) -> Making | Made:
        """Begin to make one page."""
        return self.begin(partial(make, page, entry, home, self._min_words))

    def begin(self, job: Job) -> Making | Made:
        """Begin something else that needs a tagger."""
        if self._tagger is not None:
            return job(self._tagger)
        with self._lock:
            self._pool = self._pool or self._open(self._workers)
            try:
                future = self._pool.submit(_work, job)
            except BrokenProcessPool:
                self._pool = self._open(self._workers)
                future = self._pool.submit(_work, job)
        return Making(future, partial(self._alone, job))

    def _alone(self, job: Job) -> Made:
        """Make a page with no other beside it, so that a killed worker tells which page it was."""
        if self._single is None:
            self._single = self._open(1)
            try:
                self._single.submit(_begun).result()
            except BrokenProcessPool as error:
                raise MonitorError(
                    "ingest: the worker processes do not start; in a script, call this below "
                    "`if __name__ == '__main__':`, or set workers = 0 in monitor.toml"
                ) from error
        try:
            return self._single.submit(_work, job).result()
        except BrokenProcessPool:
            self._single = None
            reason = "extract: the worker process was killed while it read this page"
            return Made(Extraction(Outcome.NOT_PARSEABLE, reason=reason))

    def _open(self, workers: int) -> ProcessPoolExecutor:
        # Spawned, not forked: the conductor has threads, and a fork would copy their locks.
        return ProcessPoolExecutor(
            workers, get_context("spawn"), initializer=_begin_work, initargs=self._lists
        )


_tagger: Tagger


def _begin_work(topics: tuple[Topic, ...], targets: tuple[Target, ...], learned: Path | None) -> None:
    global _tagger  # one tagger for the life of the worker: building it takes longer than a page
    _tagger = Tagger(topics, targets, learned)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _begun() -> None:
    """What a worker does to show that it could start."""


def _leave_with_parent() -> None:
    # A killed parent cannot shut its workers down, and the queue they wait on never ends.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(job: Job) -> Made:
    return job(_tagger)
