"""The dashboard on the sample newsroom, Chromium, and a visitor of the one in the other."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visitor import Dashboard, Visitor, browsing, chromium, serving, visiting

from monitor.catalog import starter
from monitor.newsroom import Newsroom


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        served = [each for each in getattr(item, "funcargs", {}).values() if isinstance(each, Dashboard)]
        report.sections += [("output of the dashboard", each.said()) for each in served]
    return report


@pytest.fixture(scope="session")
def installed() -> None:
    """Skips where there is no Chromium, before anything is ingested; where CI is set, fails."""
    if chromium() is None:
        missing = "no Chromium is installed: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)


@pytest.fixture(scope="session")
def dashboard(installed: None, sample: Newsroom) -> Iterator[Dashboard]:  # noqa: ARG001
    """The dashboard on the sample newsroom. Its clock is the machine's: tests name the days they mean."""
    with serving(sample.folder) as served:
        yield served


@pytest.fixture
def empty(installed: None, tmp_path: Path) -> Iterator[Dashboard]:  # noqa: ARG001
    """The dashboard on a newsroom that has lists and no articles."""
    starter.write(tmp_path / "room")
    with serving(tmp_path / "room") as served:
        yield served


# Not of the session: while it is open, Playwright's event loop is the thread's, and no other can run.
@pytest.fixture(scope="module")
def browser(installed: None) -> Iterator[Browser]:  # noqa: ARG001
    with browsing() as launched:
        yield launched


@pytest.fixture
def page(browser: Browser, dashboard: Dashboard) -> Iterator[Visitor]:
    """A new visitor of the sample's dashboard at 1280 pixels."""
    with visiting(browser, dashboard.url) as visitor:
        yield visitor


@pytest.fixture
def phone(browser: Browser, dashboard: Dashboard) -> Iterator[Visitor]:
    """A new visitor of the sample's dashboard at 390 pixels."""
    with visiting(browser, dashboard.url, width=390, height=844) as visitor:
        yield visitor
