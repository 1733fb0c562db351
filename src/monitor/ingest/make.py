"""From a page to a tagged article, in worker processes, because extraction is what takes the time."""

import os
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process

from monitor import extract
from monitor.catalog import Target, Topic
from monitor.model import Entry, Extraction, Outcome, Page
from monitor.tag import Tagged, Tagger

Lists = tuple[tuple[Topic, ...], tuple[Target, ...]]


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a page: an extraction and, when it is an article, its tags."""

    extraction: Extraction
    tagged: Tagged | None = None


def make(tagger: Tagger, page: Page, entry: Entry | None, home: str | None, min_words: int) -> Made:
    """Extract and tag one page."""
    extraction = extract.page(page, entry, min_words=min_words)
    return tag(tagger, extraction, home)


def tag(tagger: Tagger, extraction: Extraction, home: str | None) -> Made:
    """Tag what was extracted, if it is an article."""
    article = extraction.article
    if article is None:
        return Made(extraction)
    return Made(extraction, tagger.tag(article.title, article.text, home=home))


class Workshop:
    """Worker processes, started at the first page. Use it as a context manager."""

    def __init__(self, lists: Lists, workers: int, min_words: int) -> None:
        self._lists = lists
        self._tagger = Tagger(*lists) if not workers else None
        self._workers = workers
        self._min_words = min_words
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def make(self, page: Page, entry: Entry | None, home: str | None) -> "Future[Made] | Made":
        """Begin to make one page; without workers, make it."""
        if self._tagger is not None:
            return make(self._tagger, page, entry, home, self._min_words)
        with self._lock:
            if self._pool is None:
                self._pool = self._open()
            try:
                return self._pool.submit(_work, page, entry, home, self._min_words)
            except BrokenProcessPool:
                self._pool = self._open()
                return self._pool.submit(_work, page, entry, home, self._min_words)

    def _open(self) -> ProcessPoolExecutor:
        # Spawned, not forked: the conductor has threads, and a fork would copy their locks.
        return ProcessPoolExecutor(
            self._workers, get_context("spawn"), initializer=_begin_work, initargs=self._lists
        )


def finished(made: "Future[Made] | Made") -> Made:
    """Wait for a page; one whose worker was killed ends as not parseable."""
    if isinstance(made, Made):
        return made
    try:
        return made.result()
    except BrokenProcessPool:
        reason = "extract: the worker process was killed while this page was being read"
        return Made(Extraction(Outcome.NOT_PARSEABLE, reason=reason))


_tagger: Tagger


def _begin_work(topics: tuple[Topic, ...], targets: tuple[Target, ...]) -> None:
    global _tagger  # one tagger for the life of the worker: building it takes longer than a page
    _tagger = Tagger(topics, targets)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    # A killed parent cannot shut its workers down, and the queue they wait on never ends.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(page: Page, entry: Entry | None, home: str | None, min_words: int) -> Made:
    return make(_tagger, page, entry, home, min_words)
