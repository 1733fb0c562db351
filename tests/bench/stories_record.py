"""What a day costs in a record that has a year: `python -m tests.bench.stories_record [ARTICLES]`.

A year of articles (100,000 unless told) of forty outlets comes in by days into a SQLite record, then three
days of 1,000: the processor's seconds of finding a day's copies and its stories, beside such days after a
year of 1,000 articles (so that their originals are there, too), the ratio of both, and the memory at its
highest. Texts as in `tests.bench.stories`.
"""

import resource
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from rich.console import Console
from rich.table import Table
from tests.bench.stories import FIRST, text

from monitor import catalog
from monitor.catalog import starter
from monitor.ingest import relate
from monitor.model import Article, Tone
from monitor.store import articles
from monitor.store.record import Record, open_record
from monitor.store.twins import Incoming

DAYS, DAY, MORE, BATCH, OUTLETS = 365, 1_000, 3, 200, 40
LISTS = catalog.load(starter.FOLDER)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def incoming(number: int, day: date) -> Incoming:
    words, url = text(number), f"https://example.org/{number}"
    article = Article(url, url, words[:60], words, published=day.isoformat())
    return Incoming(f"outlet-{number % OUTLETS}", None, article, (), Tone(0.0, 0.0), "bench")


def batches(first: int, count: int, day: date) -> Iterator[list[Incoming]]:
    for start in range(first, first + count, BATCH):
        yield [incoming(n, day) for n in range(start, min(start + BATCH, first + count))]


def takes(record: Record, first: int, count: int, day: date) -> tuple[float, float]:
    """Articles of one day come in; seconds for their copies, and for their stories."""
    spent = 0.0
    for some in batches(first, count, day):
        with record.write() as connection:
            articles.save_all(connection, some, NOW)
            start = process_time()
            relate.look(connection, LISTS)
        spent += process_time() - start  # with what is written at the end of the transaction
    start = process_time()
    relate.tell(record, LISTS)
    return spent, process_time() - start


def main(count: int) -> None:
    """The table."""
    table = Table("the day of 1,000 comes into", "copies, s", "articles a second", "stories, s", "GB")
    last, seconds = FIRST + timedelta(days=DAYS), dict[int, list[float]]()
    for before in (DAY, count):
        with TemporaryDirectory() as folder:
            record = open_record(None, Path(folder))
            for n in range(DAYS):
                first, end = before * n // DAYS, before * (n + 1) // DAYS
                takes(record, first, end - first, FIRST + timedelta(days=n))
            more = [takes(record, before + n * DAY, DAY, last + timedelta(days=n)) for n in range(MORE)]
            seconds[before] = [sum(each) / MORE for each in zip(*more, strict=True)]
            record.close()
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        copies, stories = seconds[before]
        cells = f"{copies:.2f}", f"{DAY / copies:,.0f}", f"{stories:.2f}", f"{used:.2f}"
        table.add_row(f"{before:,} articles of a year", *cells)
    copies, stories = (full / few for full, few in zip(seconds[count], seconds[DAY], strict=True))
    table.add_row(f"{count / DAY:,.0f} times the articles", f"× {copies:.2f}", "", f"× {stories:.2f}", "")
    Console(width=110).print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
