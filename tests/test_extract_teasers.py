"""Blocks of teasers are taken out of a page, and never become coverage."""

from datetime import date

import pytest
from lxml import html

from monitor import extract
from monitor.extract import teasers
from monitor.model import Page
from monitor.sample import newsroom, site, write

BASE = "http://sample.example"
INVENTED = newsroom.build(7, date(2026, 9, 1))
PAGES = site.pages(INVENTED, BASE)
ADDRESSES = write.addresses(INVENTED, BASE)


@pytest.mark.parametrize("outlet", sorted({article.outlet for article in INVENTED.articles}))
def test_the_three_teasers_of_every_layout_are_named_and_left_out(outlet: str) -> None:
    for written in [article for article in INVENTED.articles if article.outlet == outlet][:5]:
        url = ADDRESSES[written.key]
        article = extract.page(Page(url, PAGES[url.removeprefix(BASE)].body, "text/html")).article
        assert article is not None
        assert len(article.related) == 3
        for teaser in article.related:
            assert teaser.title
            assert teaser.section
            assert teaser.url
            assert teaser.url.startswith(f"{BASE}/{outlet}/")
            assert teaser.title not in article.text
        assert set(written.paragraphs) <= set(article.text.split("\n\n"))


def test_a_heading_of_the_article_itself_stays() -> None:
    page = "<article><h3>Related powers</h3><p>The other powers of the region said little.</p></article>"
    tree = html.document_fromstring(page)
    assert teasers.take(tree, BASE) == []
    assert "Related powers" in tree.text_content()


def test_one_link_below_a_heading_is_not_a_block_of_teasers() -> None:
    page = "<div><h3>Read more</h3><p><a href='/x'>The full text of the treaty</a></p></div>"
    tree = html.document_fromstring(page)
    assert teasers.take(tree, BASE) == []
