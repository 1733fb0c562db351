"""From a page to a tagged article, in worker processes, because extraction is what takes the time.

Beside the conductor, not in it: a worker imports no more than it needs, which is a third of the memory.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from types import TracebackType

from monitor import extract
from monitor.catalog import TaggedBy
from monitor.model import Entry, Extraction, Outcome, Page
from monitor.tag import Tagged, Tagger
from monitor.workers import Lost, Workers


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a page: an extraction and, when it is an article, its tags."""

    extraction: Extraction
    tagged: Tagged | None = None


Job = Callable[[Tagger], Made]


def make(
    page: Page,
    entry: Entry | None,
    home: str | None,
    min_words: int,
    furniture: frozenset[str],
    tagger: Tagger,
) -> Made:
    """Extract and tag one page; `furniture` are the lines that the outlet's pages repeat."""
    return tag(extract.page(page, entry, min_words=min_words, furniture=furniture), home, tagger)


def listed(entry: Entry, home: str | None, min_words: int, tagger: Tagger) -> Made:
    """Extract and tag an article whose whole text its source carries."""
    return tag(extract.listed(entry, min_words=min_words), home, tagger)


def tag(extraction: Extraction, home: str | None, tagger: Tagger) -> Made:
    """Tag what was extracted, if it is an article."""
    article = extraction.article
    if article is None:
        return Made(extraction)
    return Made(extraction, tagger.tag(article.title, article.text, home=home, day=article.published or ""))


Making = Future[Made | Lost]  # a page that is being made in a worker process


def finished(made: Making | Made) -> Made:
    """What became of it, waited for where it is still being made."""
    if isinstance(made, Made):
        return made
    result = made.result()
    if isinstance(result, Made):
        return result
    return Made(Extraction(Outcome.NOT_PARSEABLE, reason=f"extract: {result.reason}"))


class Workshop:
    """Makes pages in worker processes; without workers, at once. Use it as a context manager.

    A page over which a worker dies, or that takes too long, ends as not parseable.
    """

    def __init__(self, lists: TaggedBy, workers: int, min_words: int) -> None:
        self._min_words = min_words
        setup = partial(_with_tagger, lists)
        self._workers: Workers[Job, Made] | None = Workers(workers, setup) if workers else None
        self._work = None if workers else setup()

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._workers:
            self._workers.__exit__(kind, error, trace)

    def make(
        self, page: Page, entry: Entry | None, home: str | None, furniture: frozenset[str] = frozenset()
    ) -> Making | Made:
        """Begin to make one page; `furniture` are the lines that the outlet's pages repeat."""
        return self.begin(partial(make, page, entry, home, self._min_words, furniture))

    def begin(self, job: Job) -> Making | Made:
        """Begin something else that needs a tagger."""
        if self._workers:
            return self._workers.submit(job)
        assert self._work is not None
        return self._work(job)


def _with_tagger(lists: TaggedBy) -> Callable[[Job], Made]:
    tagger = Tagger(*lists)  # once for a worker's life: it takes longer than a page
    tagger.stance_of("Kyiv waits.", "Kyiv")  # loads the models now, not on the time of the first page
    return lambda job: job(tagger)
