"""Nobody is kept out: contrast, names and roles by axe-core, and every page by keyboard alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser
from visitor import PAGES, Dashboard, Visitor, visiting

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
GRAVE = {"serious", "critical"}
TABS = 150  # many more than any page has stops

FOCUSED = """() => {
  const at = document.activeElement;
  const name = at.getAttribute("aria-label") || at.innerText || at.getAttribute("data-testid") || "";
  return [at.getAttribute("role") || at.tagName.toLowerCase(), name.trim().split("\\n")[0]];
}"""


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"], scope="module")
def reader(request: pytest.FixtureRequest, browser: Browser, dashboard: Dashboard) -> Iterator[Visitor]:
    """A visitor who brings axe-core along."""
    with visiting(browser, dashboard.url, width=request.param) as visitor:
        visitor.page.add_init_script(AXE_SCRIPT)
        yield visitor


@pytest.mark.parametrize("title", PAGES)
def test_axe_has_nothing_grave_to_say_in_the_light_and_in_the_dark(reader: Visitor, title: str) -> None:
    reader.page.emulate_media(color_scheme="light")
    reader.visit(title)
    light, dark = background(reader), ""
    assert found(reader) == []
    reader.page.emulate_media(color_scheme="dark")
    reader.page.wait_for_function(f"() => ({BACKGROUND})() !== {light!r}")
    dark = background(reader)
    assert dark != light
    assert found(reader) == []


BACKGROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


def background(visitor: Visitor) -> str:
    colour: str = visitor.page.evaluate(BACKGROUND)
    return colour


def found(visitor: Visitor) -> list[str]:
    """What axe-core finds grave: rule, element, and what to do."""
    asked = {"runOnly": RULES, "resultTypes": ["violations"]}
    told: dict[str, Any] = visitor.page.evaluate("asked => axe.run(asked)", asked)
    return [
        f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for rule in told["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


def test_axe_would_tell_of_a_fault(page: Visitor) -> None:
    page.page.add_init_script(AXE_SCRIPT)
    page.visit("About")
    page.page.evaluate("() => document.querySelector('[data-testid=stApp]').append(new Image())")
    assert [each.split(":")[0] for each in found(page)] == ["image-alt"]


@pytest.mark.parametrize("title", PAGES)
def test_the_keyboard_reaches_pages_filters_and_data(page: Visitor, title: str) -> None:
    page.visit(title)
    stops = stops_of(page)
    assert {("a", each) for each in PAGES} <= stops
    names = {name for _, name in stops}
    assert {"Desk", "Topic", "Outlet"} <= names
    if page.page.locator('[role="graphics-document"]').count():
        assert "Data (CSV)" in names


def stops_of(visitor: Visitor) -> set[tuple[str, str]]:
    """What the Tab key goes to, once around the page: role or element, and name."""
    stops: list[tuple[str, str]] = []
    for _ in range(TABS):
        visitor.page.keyboard.press("Tab")
        role, name = visitor.page.evaluate(FOCUSED)
        if role == "body" and stops:
            break
        stops.append((role, name))
    return set(stops)
