"""Pages: what is fetched, and which links of a listing page are articles."""

import pytest

from monitor import collect
from monitor.collect import pages
from monitor.errors import NotParseable
from monitor.model import Source
from test_collect_http import http, say, serve

LISTING = b"""<html><body><nav><a href="/politics/a-long-way-from-home">A long way from home</a></nav>
<a href="/europe/">Everything that we wrote on Europe</a>
<a href="/2026/01/02/talks-resume#top">Talks resume after months of silence</a>
<a href="/2026/01/02/talks-resume">Talks resume after months of silence</a>
<a href="/2026/01/03/short">Read more</a>
<a href="a-slug-at-the-root">The slug of this one stands at the root</a>
<a href="https://elsewhere.example/2026/01/02/other-site">An article of another site altogether</a>
<a href="/tag/peace/2026-talks">All the articles on peace</a>
<a href="/files/2026/report.pdf">The whole report as a document</a>
<a href="http://[broken">A link that is no address</a></body></html>"""


def test_a_page_is_fetched_with_its_type() -> None:
    with (
        serve(lambda request: say(request, b"<p>Hi", Content_Type="text/html; charset=utf-8")) as site,
        http() as h,
    ):
        page = collect.fetch(f"{site}/a", h, limit=1000)
    assert (page.url, page.content, page.content_type) == (f"{site}/a", b"<p>Hi", "text/html; charset=utf-8")


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "application/json", "video/mp4"])
def test_what_is_not_text_is_not_a_page(kind: str) -> None:
    with (
        serve(lambda request: say(request, b"%", Content_Type=kind)) as site,
        http() as reader,
        pytest.raises(NotParseable, match=kind),
    ):
        collect.fetch(site, reader, limit=1000)


def test_a_listing_page_lists_the_articles_of_its_own_site_once() -> None:
    with serve(lambda request: say(request, LISTING, Content_Type="text/html")) as site, http() as reader:
        listing = collect.look(Source("p/page", "p", "page", f"{site}/"), reader, limit=100_000)
    assert [(entry.url, entry.title) for entry in listing.entries] == [
        (f"{site}/2026/01/02/talks-resume", "Talks resume after months of silence"),
        (f"{site}/a-slug-at-the-root", "The slug of this one stands at the root"),
    ]


def test_an_empty_listing_page_is_not_parseable() -> None:
    with pytest.raises(NotParseable):
        pages.read(b"", "https://paper.example/")


def test_a_tag_made_to_stop_the_parser_never_reaches_it() -> None:
    attributes = b" ".join(b"a%d='>'" % number for number in range(200_000))
    with pytest.raises(NotParseable, match="single tag"):
        pages.read(b"<html><p " + attributes + b">x</p></html>", "https://paper.example/")
