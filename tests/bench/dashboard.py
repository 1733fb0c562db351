"""How fast the dashboard is on the sample newsroom: `python tests/bench/dashboard.py`."""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, expect

from monitor.demo import sample_newsroom

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from visitor import PAGES, Visitor, browsing, serving, visiting

RUNS = 5


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch, browsing() as browser:
        folder = Path(scratch) / "room"
        with sample_newsroom(folder, datetime.now(UTC).date()) as room:
            room.ingest()
            print(f"{room.count()} articles, medians of {RUNS} runs")
        tell("first chart, from the start of the server", lambda: cold(browser, folder))
        with serving(folder) as dashboard:
            tell("first chart of a new visitor", lambda: first_chart(browser, dashboard.url))
            tell("page change, settled", lambda: page_change(browser, dashboard.url))
            tell("filter change, settled", lambda: filter_change(browser, dashboard.url))
            for title in PAGES:
                with visiting(browser, dashboard.url) as visitor:
                    visitor.visit(title)
                    print(f"{visitor.received / 1000:6.0f} kB over the websocket: {title}")


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


if __name__ == "__main__":
    main()
