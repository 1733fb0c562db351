"""How quick search is over articles with bodies: called by `python -m tests.bench.coverage`."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from rich.console import Console
from rich.table import Table
from sqlalchemy import insert

from monitor.catalog import starter
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.store import schema, search
from monitor.store.record import Record

from .corpus import corpus, lists

WORDS = 600  # of a body, about 3.9 kB
KINDS = 30_000  # different words
BATCH = 2_000


def vocabulary() -> np.ndarray:
    """Pronounceable words of nobody's language; the first ones will be the most frequent."""
    syllables = [a + b for a, b in itertools.product("bdfgklmnprstvz", "aeiou")]
    words = ("".join(each) for each in itertools.product(syllables, repeat=3))
    return np.array(list(itertools.islice(words, KINDS)))[np.random.default_rng(1).permutation(KINDS)]


def bodies(articles: int, words: np.ndarray) -> Iterator[str]:
    """Texts in which a word is the rarer, the later it comes in the vocabulary."""
    random = np.random.default_rng(20261120)
    weights = 1 / (np.arange(KINDS) + 30.0)
    cumulated = np.cumsum(weights / weights.sum())
    for _ in range(articles // BATCH):
        for picked in words[np.searchsorted(cumulated, random.random((BATCH, WORDS)))]:
            yield " ".join(picked)


def fill(record: Record, articles: int, words: np.ndarray) -> None:
    """Put the corpus into a record."""
    rows = (row for part in corpus(articles, lists()) for row in part.to_pylist())
    texts = bodies(articles, words)
    while some := list(itertools.islice(zip(rows, texts, strict=False), BATCH)):
        with record.write() as connection:
            connection.execute(insert(schema.articles), [_article(row, text) for row, text in some])


def _article(row: dict[str, object], text: str) -> dict[str, object]:
    """A row of the record's articles, of a row of the corpus."""
    url = f"https://example.org/{row['id']}"
    said = {"authors": [], "tags": [], "credits": [], "digest": url, "collected": "", "words": 0, "rev": 1}
    kept = {key: row[key] for key in ("id", "outlet", "section", "day", "language", "polarity")}
    return kept | said | {"url": url, "canonical_url": url, "title": " ".join(text.split()[:7]), "text": text}


def queries(words: np.ndarray) -> dict[str, str]:
    """Questions from the rarest to the most frequent."""
    stop, common, second, third, medium, rare = (words[n] for n in (0, 150, 160, 170, 3_000, 29_900))
    return {
        "rare word": rare,
        "medium word": medium,
        "medium AND common": f"{medium} AND {common}",
        "three OR": f"{medium} OR {words[3_100]} OR {words[3_200]}",
        "phrase": f'"{common} {second}"',
        "phrase NOT": f'"{common} {second}" NOT {third}',
        "prefix": f"{medium[:4]}*",
        "common word": common,
        "common AND common": f"{common} AND {second}",
        "stop word": stop,
    }


def timed(work: Callable[[], object], repeats: int) -> float:
    """Median milliseconds."""
    took = []
    for _ in range(repeats):
        start = perf_counter()
        work()
        took.append((perf_counter() - start) * 1000)
    return median(took)


def run(articles: int, repeats: int, out: Console) -> None:
    """Count, the newest 20 and the most relevant of the newest 2,000, for each question."""
    words = vocabulary()
    table = Table(
        "ms", "hits", "count", "newest 20", "relevance", "page", title=f"search, {articles:,} bodies"
    )
    with TemporaryDirectory() as folder:
        starter.write(Path(folder))
        with Newsroom(folder) as room:
            fill(room.record, articles, words)
            with room.record.write() as connection:
                connection.execute(schema.record.update().values(revision=1))
            room.coverage()
            for name, asked in queries(words).items():
                table.add_row(name, *row_of(room, asked, repeats))
    out.print(table)
    out.print("page: `newsroom.search`, with filters, headings and snippets")


def row_of(room: Newsroom, asked: str, repeats: int) -> list[str]:
    """The figures of one question."""
    filters = replace(Filters(), query=asked)
    with room.record.read() as connection:
        hits = search.count(connection, asked)
        newest = search.newest(connection, asked, search.AMONG)
        took = [
            timed(lambda: search.count(connection, asked), repeats),
            timed(lambda: search.newest(connection, asked, 20), repeats),
            timed(lambda: search.relevance(connection, asked, newest), repeats),
            timed(lambda: room.search(asked, filters), repeats),
        ]
    return [f"{hits:,}", *(f"{ms:.1f}" for ms in took)]
