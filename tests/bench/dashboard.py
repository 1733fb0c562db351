"""How long a visitor waits on a large newsroom: `python -m tests.bench.dashboard [ARTICLES]`.

A year of articles (100,000 unless told) that ended yesterday, in a SQLite record. Prints the seconds to the
first chart, of a page change and of a filter; the data of each page; and what 20 visitors at once do to the
server.
"""

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, expect
from sqlalchemy import delete, insert, update

from monitor.catalog import starter
from monitor.newsroom import Newsroom
from monitor.store import schema

from .report import YEAR, fill, of_the_year

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from visitor import PAGES, Visitor, browsing, serving, visiting

RUNS = 5
VISITORS = 20


def main(count: int) -> None:
    with TemporaryDirectory(prefix="bench-") as scratch, browsing() as browser:
        folder = Path(scratch) / "room"
        newsroom(folder, count)
        print(f"{count} articles, medians of {RUNS} runs", flush=True)
        tell("first chart, from the start of the server", lambda: cold(browser, folder))
        with serving(folder) as dashboard:
            tell("first chart of a new visitor", lambda: first_chart(browser, dashboard.url))
            tell("page change, settled", lambda: page_change(browser, dashboard.url))
            tell("filter change, settled", lambda: filter_change(browser, dashboard.url))
            for title in PAGES:
                with visiting(browser, dashboard.url) as visitor:
                    visitor.visit(title)
                    print(f"{visitor.received / 1000:6.0f} kB over the websocket: {title}", flush=True)
            crowd(browser, dashboard.url)
            print(f"{memory():6.0f} MB at the server's peak")


def newsroom(folder: Path, count: int) -> None:
    """A year of articles that ended yesterday, each of its source-days collected."""
    starter.write(folder)
    now = datetime.now(UTC)
    days = (now.date() - timedelta(days=1)) - YEAR.end
    with Newsroom(folder) as room:
        fill(room, [row | {"day": row["day"] + days} for row in of_the_year(count)])
        states = [
            {"source": source.id, "day": now.date() - timedelta(days=n), "state": "collected", "rev": 1}
            for source in room.catalog.sources
            for n in range(366)
        ]
        with room.record.write() as connection:
            connection.execute(delete(schema.collection))
            connection.execute(insert(schema.collection), states)
            connection.execute(update(schema.sources).values(succeeded=now.isoformat()))
        room.coverage()  # leaves the snapshot that a server starts from


def tell(what: str, measured: Callable[[], float]) -> None:
    seconds = [measured() for _ in range(RUNS)]
    print(f"{median(seconds):6.2f} s  {what} ({min(seconds):.2f} to {max(seconds):.2f})", flush=True)


def cold(browser: Browser, folder: Path) -> float:
    start = time.perf_counter()
    with serving(folder) as dashboard:
        first_chart(browser, dashboard.url)
        return time.perf_counter() - start


def first_chart(browser: Browser, url: str) -> float:
    with visiting(browser, url) as visitor:
        start = time.perf_counter()
        visitor.page.goto(url)
        expect(visitor.chart).to_be_visible()
        return time.perf_counter() - start


def page_change(browser: Browser, url: str) -> float:
    with visiting(browser, url) as visitor:
        visitor.visit("Gaps")
        start = time.perf_counter()
        visitor.turn_to("Coverage")
        seconds = time.perf_counter() - start
        drawn(visitor)
        return seconds


def filter_change(browser: Browser, url: str) -> float:
    with visiting(browser, url) as visitor:
        visitor.visit("Coverage")
        seconds = visitor.choose("Desk", "Africa")
        drawn(visitor)
        return seconds


def drawn(visitor: Visitor) -> None:
    """A page without a chart would be measured as a fast one."""
    expect(visitor.chart).to_be_visible()


def crowd(browser: Browser, url: str) -> None:
    """Visitors who come at once, each with a page of their own and all pages among them."""
    titles = [list(PAGES)[n % len(PAGES)] for n in range(VISITORS)]
    with ExitStack() as stack:
        visitors = [stack.enter_context(visiting(browser, url)) for _ in titles]
        start = time.perf_counter()
        for visitor, title in zip(visitors, titles, strict=True):
            visitor.page.goto(url + PAGES[title], wait_until="commit")
        for visitor, title in zip(visitors, titles, strict=True):
            heading = visitor.page.get_by_role("heading", level=1, name=title)
            expect(heading).to_be_visible(timeout=120_000)
            visitor.settled()
        seconds = time.perf_counter() - start
        wrong = sum(len(visitor.exceptions) + len(visitor.broken) for visitor in visitors)
        print(f"{seconds:6.2f} s  until {VISITORS} visitors who came at once see their pages, {wrong} errors")


def memory() -> float:
    """The most memory (MB) that a server started from here has held."""
    peaks = [0]
    for status in Path("/proc").glob("[0-9]*/status"):
        told = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        server = b"streamlit" in (status.parent / "cmdline").read_bytes()
        if server and int(told["PPid"]) == int(Path("/proc/self").resolve().name):
            peaks.append(int(told["VmHWM"].split()[0]))
    return max(peaks) / 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
