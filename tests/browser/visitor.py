"""The dashboard as its visitor meets it: started on a newsroom, opened in Chromium, clicked and read."""

import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Locator, Page, Request, Route, WebSocket, expect, sync_playwright

PAGES = {"This week": ""} | {
    title: title.lower()
    for title in ("Coverage", "Gaps", "Stories", "Explore", "Impact", "Quality", "Sources", "About")
}
APP = Path(__file__).parents[2] / "app.py"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
QUIET += ["--disable-background-networking", "--disable-component-update"]
SECONDS = 15  # to wait for anything: many times what two busy cores need

COUNT_RUNS = """
window.runs = 0;
new MutationObserver(changes => {
  for (const {target, oldValue} of changes)
    if (target.dataset.testScriptState === "notRunning" && oldValue === "running") window.runs++;
}).observe(document, {subtree: true, attributeFilter: ["data-test-script-state"], attributeOldValue: true});
"""

expect.set_options(timeout=1000 * SECONDS)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A dashboard that is up: its address, and the file its output goes to."""

    url: str
    output: Path

    def said(self) -> str:
        """Its output so far."""
        return self.output.read_text(encoding="utf-8", errors="replace")


@contextmanager
def serving(folder: Path, app: Path = APP, *more: str) -> Iterator[Dashboard]:
    """The dashboard on a newsroom's folder, on a free port, until the block ends."""
    port = _free_port()
    settings = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true", *more]
    command = [sys.executable, "-m", "streamlit", "run", str(app), *settings, "--", str(folder)]
    with tempfile.TemporaryDirectory(prefix="dashboard-") as scratch:
        dashboard = Dashboard(f"http://127.0.0.1:{port}/", Path(scratch) / "output.txt")
        with (
            dashboard.output.open("wb") as output,
            subprocess.Popen(command, cwd=APP.parent, stdout=output, stderr=subprocess.STDOUT) as process,
        ):
            try:
                _until_healthy(process, dashboard)
                yield dashboard
            finally:
                _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _until_healthy(process: subprocess.Popen[bytes], dashboard: Dashboard) -> None:
    deadline = time.monotonic() + SECONDS
    while not _healthy(dashboard.url):
        try:
            code = process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            if time.monotonic() < deadline:
                continue
            code = None
        raise RuntimeError(f"the dashboard did not come up (exit code {code}):\n{dashboard.said()}")


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(url + "_stcore/health", timeout=5) as answer:
            return bool(answer.read() == b"ok")
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()


def chromium() -> str | None:
    """The path of an installed Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def browsing() -> Iterator[Browser]:
    """Headless Chromium, until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), headless=True, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visiting(
    browser: Browser, url: str, *, width: int = 1280, height: int = 1000, sharpness: float = 1
) -> Iterator["Visitor"]:
    """A new visitor of a dashboard. `sharpness` is in pixels of the screen for one of the page."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=sharpness,
        locale="en-GB",
        timezone_id="UTC",
        reduced_motion="reduce",
    )
    try:
        visitor = Visitor(context.new_page(), url)
        visitor.watch()
        yield visitor
    finally:
        context.close()


@dataclass  # without slots: Playwright keeps notes of its own on the owner of a handler
class Visitor:
    """One visitor with one open page, and what went over the wire meanwhile."""

    page: Page
    base: str
    outside: list[str] = field(default_factory=list)
    """Addresses outside the dashboard that the page asked for; all were refused."""
    broken: list[str] = field(default_factory=list)
    """Errors that scripts of the page did not catch."""
    received: int = 0
    """Bytes that came over the websocket."""

    def watch(self) -> None:
        """Begin to record what the page asks for and receives."""
        self.page.add_init_script(COUNT_RUNS)
        self.page.context.route(lambda url: not self._inside(url), self._refuse)
        self.page.on("request", self._asked)
        self.page.on("websocket", self._connected)
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))

    def _inside(self, url: str) -> bool:
        return url.startswith((self.base, self.base.replace("http", "ws", 1), "data:", "blob:"))

    def _refuse(self, route: Route) -> None:
        route.abort()

    def _asked(self, request: Request) -> None:
        if not self._inside(request.url):
            self.outside.append(request.url)

    def _connected(self, socket: WebSocket) -> None:
        if not self._inside(socket.url):
            self.outside.append(socket.url)
        socket.on("framereceived", self._got)

    def _got(self, payload: str | bytes) -> None:
        self.received += len(payload)

    # What a visitor does

    def visit(self, title: str, **words: str) -> None:
        """Open a page by its title, as a link with these filters does."""
        self.page.goto(self.base + PAGES[title] + ("?" + urlencode(words) if words else ""))
        self.arrived(title)

    def turn_to(self, title: str) -> None:
        """Go to a page through the navigation."""
        self.page.get_by_role("link", name=title, exact=True).click()
        self.arrived(title)

    def back(self) -> None:
        """The browser's Back."""
        self.page.go_back()

    def choose(self, filter: str, option: str) -> float:
        """Choose one more option of a list; answers the seconds from the choice to the settled page."""
        box = self.page.get_by_role("combobox", name=filter, exact=True)
        box.click()
        before = self._runs()
        chosen = self.page.get_by_role("option", name=option, exact=True)
        expect(chosen).to_be_visible()
        start = time.perf_counter()
        chosen.click()
        self._reran(before)
        seconds = time.perf_counter() - start
        self.page.keyboard.press("Escape")  # closes the list
        return seconds

    def search(self, words: str) -> None:
        """Type into the search box."""
        self.page.get_by_text("More filters", exact=True).click()
        before = self._runs()
        box = self.page.get_by_role("textbox", name="Search", exact=True)
        box.fill(words)
        box.press("Enter")
        self._reran(before)

    def select_article(self, row: int = 0) -> None:
        """Tick a row of the first table of articles, which is drawn on a canvas and has no elements."""
        table = self.page.get_by_test_id("stDataFrame").first
        table.scroll_into_view_if_needed()
        before = self._runs()
        table.locator(".stDataFrameGlideDataEditor").first.click(position={"x": 16, "y": 52 + 35 * row})
        self._reran(before)

    # What a visitor sees

    def arrived(self, title: str) -> None:
        """Wait for the page of this title, and for all that it draws."""
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()
        self.settled()

    def settled(self) -> None:
        """Wait until the script has run, every part is drawn, and nothing is left of an earlier run."""
        app = self.page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning")
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)
        expect(self.page.locator('[data-stale="true"]')).to_have_count(0)
        expect(self.page.locator('[data-testid="stVegaLiteChart"]:not(:has(svg, canvas))')).to_have_count(0)

    def _runs(self) -> int:
        count: int = self.page.evaluate("window.runs")
        return count

    def _reran(self, before: int) -> None:
        self.page.wait_for_function(f"window.runs > {before}", timeout=1000 * SECONDS)
        self.settled()

    @property
    def chart(self) -> Locator:
        """The page's first chart; its accessible name is in `aria-label`."""
        return self.page.locator('[role="graphics-document"]').first

    @property
    def exceptions(self) -> list[str]:
        """What the page shows of exceptions."""
        return self.page.get_by_test_id("stException").all_inner_texts()

    def metrics(self) -> dict[str, int]:
        """The figures of the page by their names."""
        names, values = (self.page.get_by_test_id(f"stMetric{part}") for part in ("Label", "Value"))
        figures = [int(re.sub(r"\D", "", text)) for text in values.all_inner_texts()]
        return dict(zip(names.all_inner_texts(), figures, strict=True))

    def marks(self) -> list[str]:
        """The passages that are marked as evidence."""
        return self.page.locator("mark").all_inner_texts()

    def download(self, button: str) -> Path:
        """Click a download button; answers the file it brings."""
        with self.page.expect_download() as brought:
            self.page.get_by_role("button", name=button, exact=True).first.click()
        return brought.value.path()
