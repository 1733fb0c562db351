import re
from collections.abc import Mapping

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect
from visitor import PAGES, Dashboard, Visitor, visiting

from monitor.filters import Filters, parse
from monitor.newsroom import Newsroom

# Whole months that are over on the machine's clock as on the sample's: one answer, whatever the day.
DAYS = {"from": "2026-03-01", "to": "2026-10-31"}
AFRICA = DAYS | {"desk": "Africa"}
MOST_BYTES = 300_000

every_page = pytest.mark.parametrize("title", PAGES)


def filters(words: Mapping[str, str]) -> Filters:
    return parse({word: [value] for word, value in words.items()})


def shows_filter(visitor: Visitor, desk: str) -> None:
    chosen = visitor.page.get_by_role("group", name="Selected values").get_by_text(desk, exact=True)
    expect(chosen).to_be_visible()
    expect(visitor.page).to_have_url(re.compile(rf"desk={desk}"))


@every_page
def test_a_page_loads_whole_and_light_and_asks_for_nothing_outside(page: Visitor, title: str) -> None:
    page.visit(title)
    print(f"{title}: {page.received / 1000:.0f} kB over the websocket")
    assert page.exceptions == []
    assert page.broken == []
    assert page.outside == []
    assert 1_000 < page.received < MOST_BYTES


@every_page
def test_a_page_fits_a_phone(phone: Visitor, title: str) -> None:
    phone.visit(title, **DAYS)
    assert phone.exceptions == []
    main = phone.page.get_by_test_id("stMain")
    assert main.evaluate("box => box.scrollWidth - box.clientWidth") == 0


def test_a_filter_changes_the_chart_the_number_and_the_address(page: Visitor, sample: Newsroom) -> None:
    page.visit("Coverage", **DAYS)
    before = page.chart.get_attribute("aria-label")
    assert before is not None
    seconds = page.choose("Desk", "Africa")
    print(f"from the choice of a filter to the settled page: {seconds:.2f} s")
    shows_filter(page, "Africa")
    expect(page.chart).not_to_have_attribute("aria-label", before)
    expect(page.chart).to_have_attribute("aria-label", re.compile("Africa"))
    found = sample.count(filters(AFRICA))
    expect(page.page.get_by_text(f"{found} articles", exact=True)).to_be_visible()


def test_a_link_carries_its_filter_to_other_pages_back_and_through_a_reload(page: Visitor) -> None:
    page.visit("Gaps", **AFRICA)
    shows_filter(page, "Africa")
    page.turn_to("Coverage")
    shows_filter(page, "Africa")
    page.turn_to("Impact")
    shows_filter(page, "Africa")
    page.back()
    page.arrived("Coverage")
    shows_filter(page, "Africa")
    page.page.reload()
    page.arrived("Coverage")
    shows_filter(page, "Africa")
    assert page.exceptions == []


def test_a_link_carries_how_a_chart_is_drawn(page: Visitor) -> None:
    page.visit("Gaps", **DAYS, row="topic")
    expect(page.page.get_by_role("combobox", name="Rows", exact=True)).to_have_value("topic")


def test_coverage_counts_what_the_newsroom_counts(page: Visitor, sample: Newsroom) -> None:
    words = DAYS | {"topic": "Migration", "role": "peer"}
    found = sample.count(filters(words))
    assert 0 < found < sample.count(filters(DAYS))
    page.visit("Coverage", **words)
    expect(page.page.get_by_text(f"{found} articles", exact=True)).to_be_visible()


def test_impact_shows_the_figures_of_the_newsroom(page: Visitor, sample: Newsroom) -> None:
    page.visit("Impact", **DAYS)
    table = sample.impact(filters(DAYS))
    expected = {
        figure.capitalize(): int(value) for figure, value in zip(table.figure, table.value, strict=True)
    }
    assert page.metrics() == expected


def test_the_name_of_the_gap_chart_is_its_finding(page: Visitor, sample: Newsroom) -> None:
    page.visit("Gaps", **DAYS)
    gaps = sample.gaps(filters(DAYS)).set_index("row")
    assert gaps.loc["Africa", "verdict"] == "strong gap"
    finding = rf"Africa.*\b{gaps.loc['Africa', 'n']}\b.*\b{gaps.loc['Africa', 'expected']:.0f}\b"
    expect(page.chart).to_have_attribute("aria-label", re.compile(finding))


def test_gaps_says_in_words_that_africa_is_one(page: Visitor) -> None:
    page.visit("Gaps", **DAYS)
    expect(
        page.page.get_by_role("listitem").filter(has_text=re.compile("^Africa.*strong gap"))
    ).to_be_visible()


@pytest.mark.parametrize("title", ["Coverage", "Explore", "Impact"])
def test_a_chart_has_a_finding_with_a_figure_for_its_name(page: Visitor, title: str) -> None:
    page.visit(title, **DAYS)
    expect(page.chart).to_have_attribute("aria-label", re.compile(r"\w+.*\d+ %|\d+ of \d+"))


def test_a_selected_article_is_shown_with_its_evidence_marked(page: Visitor, sample: Newsroom) -> None:
    page.visit("Explore", **DAYS)
    row = sample.articles(filters(DAYS), limit=1).iloc[0]
    page.select_article()
    expect(page.page.get_by_role("heading", level=2, name=row["title"])).to_be_visible()
    stored = sample.article(int(row["id"]))
    words = {
        getattr(stored.article, span.field)[span.start : span.end]
        for tag in stored.tags
        for span in tag.spans
    }
    assert words
    marked = page.marks()
    for each in words:
        assert any(each in mark for mark in marked), each


def test_the_downloaded_data_are_the_numbers_of_the_newsroom(page: Visitor, sample: Newsroom) -> None:
    page.visit("Coverage", **DAYS, by="desk", period="month")
    numbers = ["series", "n", "total", "share", "low", "high"]
    brought = pd.read_csv(page.download("Data (CSV)"), parse_dates=["period"])
    expected = sample.trends(filters(DAYS), by="desk", period="month")
    order = ["period", "series"]
    pd.testing.assert_frame_equal(
        brought.sort_values(order, ignore_index=True)[numbers],
        expected.sort_values(order, ignore_index=True)[numbers],
        check_dtype=False,
    )


def test_a_wrong_query_is_told_in_words(page: Visitor) -> None:
    page.visit("Coverage", **DAYS)
    page.search('"never closed')
    expect(page.page.get_by_role("alert")).to_contain_text("quotation mark is never closed")
    assert page.exceptions == []


def test_a_wrong_name_in_a_link_is_no_exception(page: Visitor) -> None:
    page.visit("Coverage", desk="Atlantis", **{"from": "yesterday"})
    expect(page.chart).to_be_visible()
    assert page.exceptions == []


def test_an_empty_newsroom_says_what_to_do(browser: Browser, empty: Dashboard) -> None:
    with visiting(browser, empty.url) as visitor:
        visitor.visit("Coverage")
        expect(visitor.page.get_by_role("status")).to_contain_text("monitor ingest")
        for title in PAGES:
            visitor.turn_to(title)
            assert visitor.exceptions == []
