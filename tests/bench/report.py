"""How long the donors' report of a large year takes: `python -m tests.bench.report [ARTICLES]`.

A year of articles (100,000 unless told) with tags, stories and copies, in a SQLite record. The seconds of
each part of one report, its share of the whole, and beside the counts the same counts by pandas from a CSV
of the same year, in the same run.
"""

import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, TypeVar

import pandas as pd
from rich.console import Console
from rich.table import Table
from sqlalchemy import insert, update

from monitor.catalog import starter
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.report.build import build
from monitor.show.report.page import page
from monitor.show.report.pdf import pdf
from monitor.show.report.period import parse
from monitor.store import schema

from .corpus import corpus, lists

YEAR = parse("2025")
NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
BATCH = 5_000
Row = dict[str, Any]
Answer = TypeVar("Answer")


def of_the_year(count: int) -> Iterator[Row]:
    """Rows of the corpus, all of them dated in the year; its stories keep their articles together."""
    for row in islice((row for part in corpus(count, lists()) for row in part.to_pylist()), count):
        yield row | {"day": YEAR.start + timedelta(days=row["story"] * 997 % 364 + row["id"] % 2)}


def article(row: Row) -> Row:
    url = f"https://example.org/{row['id']}"
    said = {"authors": [], "tags": [], "credits": [], "digest": url, "collected": "", "words": 600, "rev": 1}
    kept = {key: row[key] for key in ("id", "outlet", "section", "day", "language", "polarity")}
    words = f"Piece {row['id']} on matters of the day"
    return (
        kept
        | said
        | {
            "url": url,
            "canonical_url": url,
            "title": words,
            "published": row["day"].isoformat(),
            "text": f"{words}. " * 20,
        }
    )


def tags(row: Row) -> Iterator[Row]:
    for kind, label in (("region", "focus"), ("topic", "")):
        for code in row[f"{kind}s"]:
            yield {"article": row["id"], "kind": kind, "code": code, "label": label, "score": 1.0,
                   "spans": [], "method": "bench"}  # fmt: skip


def fill(room: Newsroom, rows: list[Row]) -> None:
    """The year in the record: every hundredth article repeats the one before it."""
    stories = sorted({row["story"] for row in rows})
    with room.record.write() as connection:
        connection.execute(insert(schema.stories), [{"id": n + 1, "headline": f"Event {n}"} for n in stories])
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        with room.record.write() as connection:
            connection.execute(insert(schema.articles), [article(row) for row in some])
            lines = [
                {"article": row["id"], "dates": [], "lines": [], "related": [], "kind": "article"}
                for row in some
            ]
            connection.execute(insert(schema.anatomy), lines)
            connection.execute(insert(schema.tags), [each for row in some for each in tags(row)])
            told = [{"article": row["id"], "story": row["story"] + 1} for row in some]
            connection.execute(insert(schema.story_articles), told)
            same = [
                {"article": row["id"], "of": row["id"] - 1, "relation": "copy", "jaccard": 1.0,
                 "containment": 1.0, "spans": [[0, 100]]}
                for row in some
                if row["id"] % 100 == 0
            ]  # fmt: skip
            connection.execute(insert(schema.copies), same)
    collect(room)


def collect(room: Newsroom) -> None:
    """Every source-day was collected, and a run at the end of the year says so."""
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(366)]
    states = [
        {"source": source.id, "day": day, "state": "collected", "rev": 1}
        for source in room.catalog.sources
        for day in days
    ]
    with room.record.write() as connection:
        connection.execute(insert(schema.collection), states)
        connection.execute(update(schema.sources).values(succeeded=NOW.isoformat()))


def by_pandas(csv: str, own: set[str]) -> Counter[str]:
    """Our articles by topic, as a script would count them that reads the year anew."""
    frame = pd.read_csv(StringIO(csv))
    ours = frame[frame["outlet"].isin(own)]
    return Counter(ours["topics"].dropna().str.split("|").explode())


def timed(work: Callable[[], Answer]) -> tuple[tuple[float, float], Answer]:
    """Seconds on the clock and of the processor, and what came of it."""
    clock, processor = perf_counter(), process_time()
    answer = work()
    return (perf_counter() - clock, process_time() - processor), answer


def main(count: int) -> None:
    """The table."""
    out = Console(width=110)
    with TemporaryDirectory() as name:
        folder = Path(name) / "room"
        starter.write(folder)
        rows = list(of_the_year(count))
        with Newsroom(folder, now=lambda: NOW) as room:
            fill(room, rows)
        listed = [row | {"topics": "|".join(row["topics"])} for row in rows]
        csv = pd.DataFrame(listed)[["id", "outlet", "day", "topics"]].to_csv(index=False)
        with Newsroom(folder, now=lambda: NOW) as room:
            parts: dict[str, tuple[float, float]] = {}
            parts["numbers out of the record"], _ = timed(room.coverage)
            parts["figures"], made = timed(lambda: build(room, YEAR))
            parts["page with charts"], told = timed(lambda: page(made))
            parts["PDF"], data = timed(lambda: pdf(told))
            own = {outlet.id for outlet in room.catalog.own}
            anew, counted = timed(lambda: by_pandas(csv, own))
            asked, shares = timed(lambda: room.shares(Filters(YEAR.start, YEAR.end, "own"), by="topic"))
    assert dict(zip(shares["series"], shares["n"], strict=True)) == counted
    whole, busy = (sum(each[n] for each in parts.values()) for n in (0, 1))
    table = Table(
        "part", "seconds", "of the processor", "share", title=f"the report of a year over {count:,} articles"
    )
    for part, (seconds, processor) in parts.items():
        table.add_row(part, f"{seconds:.2f}", f"{processor:.2f}", f"{seconds / whole:.0%}")
    table.add_row("whole", f"{whole:.2f}", f"{busy:.2f}", "", style="bold")
    out.print(table)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    out.print(f"{len(made.figures)} figures, {len(data) / 1000:.0f} kB of PDF, {used:.2f} GB at the highest")
    out.print(f"one table of shares: {asked[1] * 1000:.0f} ms, by pandas from CSV {anew[1] * 1000:.0f} ms: "
              f"× {anew[1] / asked[1]:.1f}, the same counts")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
