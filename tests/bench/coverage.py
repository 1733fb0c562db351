"""How quick the numbers are: `python -m tests.bench.coverage`, medians and ratios of one run."""

import argparse
import gc
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

import pandas as pd
from rich.console import Console
from rich.table import Table
from sqlalchemy import insert, text

from monitor.measure.memory import NOTHING_COLLECTED, Mark, Memory, with_catalog
from monitor.store import changes, schema
from monitor.store.record import Record, open_record

from . import search
from .corpus import SECTIONS, corpus, lists
from .queries import QUESTIONS, Question, Values, normal, sqlite_answer

KNOWN = lists()
VALUES = Values(
    regions=tuple(sorted(KNOWN.desk_by_region)[:3]),
    topics=tuple(topic.id for topic in KNOWN.topics[:2]),
    outlets=tuple(outlet.id for outlet in KNOWN.outlets[:5]),
    section=SECTIONS[0],
)
MARK = Mark("bench", 1)
OUT = Console(width=110)
Answer = TypeVar("Answer")


def timed(work: Callable[[], Answer]) -> tuple[float, Answer]:
    """Milliseconds, and what came of it."""
    start = time.perf_counter()
    answer = work()
    return (time.perf_counter() - start) * 1000, answer


def ours(rows: int) -> Memory:
    """Our table in memory."""
    memory = Memory(KNOWN)
    memory.advance(corpus(rows, KNOWN), NOTHING_COLLECTED, MARK)
    return memory


def as_frame(rows: int) -> pd.DataFrame:
    """The frame of a page that read a CSV and split its lists once: texts, days, lists of Python."""
    frames = [with_catalog(part, KNOWN).to_pandas() for part in corpus(rows, KNOWN)]
    frame = pd.concat(frames, ignore_index=True)
    frame["day"] = pd.to_datetime(frame["day"])
    for column in ("regions", "topics", "stances"):
        frame[column] = [list(each) for each in frame[column]]
    return frame


def tuned(frame: pd.DataFrame) -> pd.DataFrame:
    """The same with labels as categories, as those do who know pandas well."""
    return frame.astype(dict.fromkeys(("outlet", "role", "section", "language"), "category"))


def as_sqlite(frame: pd.DataFrame, path: Path) -> sqlite3.Connection:
    """The same in tables of their own, with the indexes that the questions want."""
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA cache_size = -2000000; PRAGMA synchronous = OFF;"
        "CREATE TABLE articles (id INTEGER PRIMARY KEY, outlet, role, section, day, language);"
        "CREATE TABLE tags (article INTEGER, kind, code, PRIMARY KEY (article, kind, code)) WITHOUT ROWID;"
    )
    plain = frame[["id", "outlet", "role", "section", "day", "language"]].astype(object)
    plain["day"] = frame["day"].dt.strftime("%Y-%m-%d")
    connection.executemany("INSERT INTO articles VALUES (?,?,?,?,?,?)", plain.itertuples(index=False))
    for kind in ("region", "topic", "stance"):
        tags = frame[["id", f"{kind}s"]].explode(f"{kind}s").dropna()
        rows = zip(tags["id"].tolist(), tags[f"{kind}s"].tolist(), strict=True)
        connection.executemany(f"INSERT INTO tags VALUES (?, '{kind}', ?)", rows)
    connection.executescript(
        "CREATE INDEX tags_code ON tags (kind, code, article);"
        "CREATE INDEX articles_day ON articles (day, section, outlet, role);"
        "CREATE INDEX articles_section ON articles (section, day);"
        "ANALYZE;"
    )
    return connection


def compare(rows: int, repeats: int) -> bool:
    """The nine questions in three ways; answers whether all answers were the same."""
    memory, frame = ours(rows), as_frame(rows)
    better = tuned(frame)
    table = Table(
        "ms", "first", "ours", "pandas", "tuned", "SQLite", title=f"{rows:,} articles, medians of {repeats}"
    )
    sums, same = [0.0] * 4, True
    with TemporaryDirectory() as folder:
        database = as_sqlite(frame, Path(folder) / "plain.db")
        for question in QUESTIONS:
            ways = ways_of(question, memory, (frame, better), database)
            first, answer = timed(ways[0])
            answers = [normal(answer)] + [normal(way()) for way in ways[1:]]
            same &= answers[0] != [] and all(other == answers[0] for other in answers)
            times = [median(timed(way)[0] for _ in range(repeats)) for way in ways]
            sums = [total + took for total, took in zip(sums, times, strict=True)]
            table.add_row(question.name, *(f"{took:.1f}" for took in (first, *times)))
        database.close()
    table.add_row("sum", "", *(f"{total:.0f}" for total in sums), style="bold")
    table.add_row("times ours", "", "1", *(f"{total / sums[0]:.1f}" for total in sums[1:]), style="bold")
    OUT.print(table)
    OUT.print(f"identical answers: {'yes' if same else 'NO'}")
    return same


def ways_of(
    question: Question, memory: Memory, frames: Sequence[pd.DataFrame], database: sqlite3.Connection
) -> list[Callable[[], pd.DataFrame]]:
    """The three ways to ask a question, pandas' twice."""
    return [
        lambda: memory.frame(question.ours(memory.table, VALUES)),
        *(lambda frame=frame: question.pandas(frame, VALUES) for frame in frames),
        lambda: sqlite_answer(database, question.sqlite(VALUES)),
    ]


def alone(rows: int, repeats: int) -> None:
    """Our nine questions, and the memory that the process needs."""
    memory = ours(rows)
    gc.collect()
    table = Table("ms", "first", "ours", title=f"{rows:,} articles, medians of {repeats}")
    for question in QUESTIONS:
        ask = ways_of(question, memory, (), sqlite3.connect(":memory:"))[0]
        first, _ = timed(ask)
        table.add_row(question.name, f"{first:.1f}", f"{median(timed(ask)[0] for _ in range(repeats)):.1f}")
    OUT.print(table)
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    OUT.print(f"memory now {status['VmRSS'].strip()}, at most {status['VmHWM'].strip()}")


def starts(rows: int) -> None:
    """Cold start, snapshot, warm start, and changes becoming visible."""
    memory = ours(rows)
    with TemporaryDirectory() as folder:
        saved, _ = timed(lambda: memory.save(Path(folder)))
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        warm = [timed(lambda: Memory(KNOWN).load(Path(folder), MARK))[0] for _ in range(3)]
    OUT.print(f"{rows:,} articles: snapshot written in {saved:.0f} ms, {size / 1e6:.0f} MB")
    OUT.print(f"{rows:,} articles: warm start {median(warm):.0f} ms")
    OUT.print(f"1,000 changed of {rows:,}: visible after {median(refreshed(memory, rows)):.0f} ms")


def refreshed(memory: Memory, rows: int) -> list[float]:
    """Milliseconds from the poll to the counted change, from a record that holds as many articles."""
    parts = corpus(rows, KNOWN)
    with TemporaryDirectory() as folder:
        record = open_record(None, Path(folder))
        for part in parts:
            with record.write() as connection:
                connection.execute(insert(schema.articles), list(map(_article, part.to_pylist())))
        took = []
        for rev in range(2, 7):
            with record.write() as connection:
                changed = f"rev = {rev}, section = 'Changed {rev % 2}'"
                connection.execute(
                    text(f"UPDATE articles SET {changed} WHERE id % :n = {rev}"), {"n": rows // 1000}
                )
            ms, _ = timed(lambda rev=rev: _look(memory, record, rev))
            took.append(ms)
        record.close()
    return took


def _look(memory: Memory, record: Record, rev: int) -> None:
    with record.read() as connection:
        memory.advance(
            changes.since(connection, rev - 1), NOTHING_COLLECTED, Mark("bench", rev), after=rev - 1
        )
    assert memory.count(memory.table.filter(memory.table.section == f"Changed {rev % 2}")) >= 1000


def _article(row: dict[str, object]) -> dict[str, object]:
    url = f"https://example.org/{row['id']}"
    said = {"authors": [], "tags": [], "credits": [], "digest": url, "collected": "", "words": 0, "rev": 1}
    kept = {key: row[key] for key in ("id", "outlet", "section", "day", "language", "polarity")}
    return kept | said | {"url": url, "canonical_url": url, "title": f"Article {row['id']}", "text": ""}


def main() -> None:
    """Run all of it; exit 1 when two ways gave different answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--large", type=int, default=10_000_000, help="ours alone; 0 leaves it out")
    parser.add_argument("--bodies", type=int, default=200_000, help="for the search; 0 leaves it out")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--alone", action="store_true", help="only our own answers and memory")
    asked = parser.parse_args()
    if asked.alone:
        alone(asked.rows, asked.repeats)
        return
    same = compare(asked.rows, asked.repeats)
    starts(asked.rows)
    if asked.large:  # in a process of its own, whose memory is its own
        again = [sys.executable, "-m", "tests.bench.coverage", "--alone", "--rows", str(asked.large)]
        subprocess.run(again, check=True)
    if asked.bodies:
        search.run(asked.bodies, asked.repeats, OUT)
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
