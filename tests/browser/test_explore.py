"""Explore as its visitor meets it: a tag corrected, queries compared, a map, searches kept and shared."""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect
from visitor import Dashboard, Visitor, serving, visiting

from fakes import Press
from monitor.filters import Filters

UKRAINE = Filters(region=("UKR",))
QUERIES = ["title:ukraine", "title:france"]
SIDES = {"view": "side by side", "q1": QUERIES[0], "q2": QUERIES[1]}
MOST_BYTES = 300_000


@pytest.fixture
def served(installed: None, press: Press) -> Iterator[Dashboard]:  # noqa: ARG001
    """A small newsroom of its own, which a test may change."""
    stories = [
        ("own", "Ukraine"),
        ("own", "France"),
        ("peer", "Ukraine"),
        ("peer", "Peru"),
        ("peer", "Ukraine"),
    ]
    for n, (outlet, place) in enumerate(stories):
        press.site.publish(outlet, f"talks-{n}", f"2026-03-0{n + 1}", place)
    press.room.ingest()
    with serving(press.folder) as dashboard:
        yield dashboard


@pytest.fixture(params=[1280, 390])
def visitor(request: pytest.FixtureRequest, browser: Browser, served: Dashboard) -> Iterator[Visitor]:
    with visiting(browser, served.url, width=request.param) as visitor:
        yield visitor
        assert (visitor.exceptions, visitor.broken, visitor.outside) == ([], [], [])
        assert visitor.received < MOST_BYTES


def read(visitor: Visitor, title: str) -> None:
    """Open an article by the keyboard alone."""
    box = visitor.page.get_by_role("combobox", name="Read", exact=True)
    box.focus()
    visitor.page.keyboard.type(title)
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("heading", level=2, name=title)).to_be_visible()
    visitor.settled()


def test_a_tag_corrected_on_the_page_stays_after_tagging_anew(visitor: Visitor, press: Press) -> None:
    visitor.visit("Explore", region="Ukraine", role="own")
    (number,) = press.room.articles(Filters(role="own", region=("UKR",)))["id"]
    read(visitor, press.room.article(int(number)).article.title)
    before = press.room.count(UKRAINE)
    page = visitor.page
    page.get_by_text("Ukraine (focus)", exact=True).first.click()
    expect(page.get_by_text("Region, score")).to_be_visible()
    visitor.settled()
    page.get_by_text("rather mentioned", exact=True).click()
    page.get_by_role("textbox", name="Your name").first.fill("Ada")
    page.get_by_role("textbox", name="Note").first.fill("only in passing")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("No article matches these filters")).to_be_visible()
    assert press.room.count(UKRAINE) == before - 1
    press.room.retag()
    assert press.room.count(UKRAINE) == before - 1
    visitor.visit("Explore", role="own")
    read(visitor, press.room.article(int(number)).article.title)
    expect(
        page.get_by_text("Ada says that the region Ukraine is mentioned: only in passing.")
    ).to_be_visible()


def test_queries_side_by_side_are_the_numbers_of_the_newsroom(visitor: Visitor, press: Press) -> None:
    visitor.visit("Explore", **SIDES)
    expect(visitor.chart).to_have_attribute("aria-label", re.compile("“title:ukraine”: 60 % of the articles"))
    brought = pd.read_csv(visitor.download("Data (CSV)"), parse_dates=["period"])
    expected = press.room.compare(QUERIES, period="month")
    both = brought.merge(expected, on=["query", "period"], suffixes=("", "_expected"))
    assert len(both) == 2 * both["period"].nunique() > 0
    pd.testing.assert_series_equal(both["n"], both["n_expected"], check_names=False, check_dtype=False)
    assert visitor.download("PNG").read_bytes().startswith(b"\x89PNG")


def test_the_map_says_what_it_shows_and_stays_light(visitor: Visitor) -> None:
    visitor.visit("Explore", view="map")
    expect(visitor.chart).to_have_attribute("aria-label", "Ukraine leads with 60 % of the articles")
    expect(visitor.page.get_by_text("The list is the truth")).to_be_visible()
    expect(visitor.page.get_by_text("days were collected")).to_be_visible()
    print(f"map: {visitor.received / 1000:.0f} kB over the websocket")
    drawn = Path(visitor.download("SVG")).read_text()
    assert "Ukraine leads with 60 %" in drawn


def test_a_search_is_saved_shared_and_opened_again(visitor: Visitor, press: Press) -> None:
    visitor.visit("Explore", role="own", query="ukraine")
    page = visitor.page
    page.get_by_text("Share this view, or save these filters").click()
    expect(page.get_by_test_id("stCode")).to_contain_text(f"{visitor.base}explore?")
    expect(page.get_by_test_id("stCode")).to_contain_text("query=ukraine")
    page.get_by_role("textbox", name="Name", exact=True).fill("ours on Ukraine")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="ours on Ukraine", exact=True)).to_be_visible()
    assert press.room.searches.find("ours on Ukraine") == Filters(role="own", query="ukraine")
    visitor.visit("Explore")
    page.get_by_text("Share this view, or save these filters").click()
    page.get_by_role("link", name="ours on Ukraine", exact=True).click()
    visitor.arrived("Explore")
    expect(page).to_have_url(re.compile("query=ukraine"))
    expect(page.get_by_text(re.compile("^1 articles"))).to_be_visible()
