"""What is found on a site, over real HTTP."""

import json

import pytest

from fakes import Site
from monitor.collect.discover import Found, discover
from monitor.errors import Refused, Unreachable
from test_collect_http import http

WORDS = "<p>" + "word " * 200 + "</p>"


def rss(*names: str, text: str = "") -> bytes:
    items = "".join(
        f"<item><title>{name}</title><link>/{name}</link><content:encoded><![CDATA[{text}]]></content:encoded></item>"
        for name in names
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {space}><channel><title>Paper</title>{items}</channel></rss>'.encode()


def page(head: str = "", body: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>The Paper</title>{head}</head><body>{body}</body></html>".encode()
    )


def feed_link(href: str, title: str = "", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}" title="{title}">'


def find(site: Site, path: str = "/") -> tuple[Found, ...]:
    with http() as reader:
        return discover(site.url + path, reader, limit=1_000_000)


def test_feeds_that_the_page_names_are_tried_and_the_one_that_lists_most_is_first(site: Site) -> None:
    site.serves(
        "/",
        page(feed_link("/few.rss", "Few") + feed_link("/many.rss", "Many") + feed_link("/gone")),
        "text/html",
    )
    site.serves("/few.rss", rss("a"), "application/rss+xml")
    site.serves("/many.rss", rss("a", "b", text=WORDS), "application/rss+xml")
    many, few = find(site)
    assert many == Found(
        "feed", f"{site.url}/many.rss", "Many", "the page names it", full_text=True, entries=2
    )
    assert (few.title, few.full_text, few.entries) == ("Few", False, 1)


def test_feeds_of_comments_are_left_out_without_being_asked(site: Site) -> None:
    links = (
        feed_link("/comments/feed/")
        + feed_link("/x.rss", "The Paper » Comments Feed")
        + feed_link("/commentary.rss")
    )
    site.serves("/", page(links), "text/html")
    for path in ("/comments/feed/", "/x.rss", "/commentary.rss"):
        site.serves(path, rss("a"), "application/rss+xml")
    assert [found.url for found in find(site)] == [f"{site.url}/commentary.rss"]
    assert not {"/comments/feed/", "/x.rss"} & set(site.asked)


def test_a_feed_in_a_usual_place_is_found_although_nothing_names_it(site: Site) -> None:
    site.serves("/", page(), "text/html")
    site.serves("/feeds/feed.rss", rss("a"), "application/rss+xml")
    (found,) = find(site)
    assert (found.url, found.why) == (f"{site.url}/feeds/feed.rss", "a usual place for feeds")


def test_the_same_feed_at_two_addresses_is_found_once(site: Site) -> None:
    site.serves("/", page(feed_link("/news.rss")), "text/html")
    for path in ("/news.rss", "/feed/", "/rss.xml"):
        site.serves(path, rss("a", "b"), "application/rss+xml")
    assert [found.url for found in find(site)] == [f"{site.url}/news.rss"]


def test_wordpress_comes_before_feeds_and_is_named_by_its_api(site: Site) -> None:
    posts = [{"link": f"/{number}", "content": {"rendered": WORDS}} for number in range(3)]
    api = f'<link rel="https://api.w.org/" href="{site.url}/blog/wp-json/">'
    site.serves("/", page(api + feed_link("/feed/")), "text/html")
    site.serves("/feed/", rss(*map(str, range(10))), "application/rss+xml")
    asked = "/blog/wp-json/wp/v2/posts?per_page=20&_embed=author,wp:term&orderby=date&order=desc"
    site.serves(asked, json.dumps(posts).encode(), "application/json")
    first, second = find(site)
    assert (first.kind, first.url, first.full_text, first.entries) == (
        "wordpress",
        f"{site.url}/blog/wp-json/",
        True,
        3,
    )
    assert second.kind == "feed"


def test_sitemaps_of_robots_txt_and_usual_places_are_found_news_first(site: Site) -> None:
    url = "<url><loc>/{}</loc>{}</url>"
    news = "<news:news><news:publication_date>2026-01-01</news:publication_date></news:news>"
    site.serves("/", page(), "text/html")
    site.serves(
        "/robots.txt",
        f"User-agent: *\nSitemap: {site.url}/all.xml\nSitemap: /image-sitemap.xml".encode(),
        "text/plain",
    )
    site.serves("/all.xml", b"<sitemapindex><sitemap><loc>/1.xml</loc></sitemap></sitemapindex>", "text/xml")
    site.serves("/sitemap.xml", f"<urlset>{url.format('b', '')}</urlset>".encode(), "text/xml")
    site.serves("/news-sitemap.xml", f"<urlset>{url.format('a', news)}</urlset>".encode(), "text/xml")
    found = find(site)
    assert [each.url.removeprefix(site.url) for each in found] == [
        "/news-sitemap.xml",
        "/sitemap.xml",
        "/all.xml",
    ]
    assert found[2].why == "robots.txt names it; an index of sitemaps: 1"
    assert "/image-sitemap.xml" not in site.asked


def test_an_address_that_is_a_feed_or_a_sitemap_itself_is_what_is_found(site: Site) -> None:
    site.serves("/a.rss", rss("a"), "application/rss+xml")
    site.serves("/s.xml", b"<urlset><url><loc>/a</loc></url></urlset>", "text/xml")
    assert [(each.kind, each.why) for each in find(site, "/a.rss")] == [("feed", "the address itself")]
    assert [each.kind for each in find(site, "/s.xml")] == ["sitemap"]


def test_a_page_that_lists_articles_is_found_when_there_is_nothing_else(site: Site) -> None:
    links = "".join(f'<a href="/2026/story-{n}">A headline of five words</a>' for n in range(5))
    site.serves("/", page(body=links), "text/html")
    (found,) = find(site)
    assert (found.kind, found.url, found.entries) == ("page", f"{site.url}/", 5)
    site.serves("/", page(body=links[:200]), "text/html")
    assert find(site) == ()


def test_a_site_is_not_asked_more_than_fourteen_times(site: Site) -> None:
    site.serves("/", page("".join(feed_link(f"/{n}.rss") for n in range(50)) + "/wp-content/"), "text/html")
    sitemaps = "\n".join(f"Sitemap: {site.url}/{n}.xml" for n in range(50))
    site.serves("/robots.txt", sitemaps.encode(), "text/plain")
    assert find(site) == ()
    asked = [path for path in site.asked if path != "/robots.txt"]
    assert len(asked) <= 13
    assert len(set(asked)) == len(asked)


def test_a_site_that_closes_its_page_may_keep_its_feed_open(site: Site) -> None:
    site.breaks("/", 403)
    site.serves("/feed/", rss("a"), "application/rss+xml")
    assert [found.url for found in find(site)] == [f"{site.url}/feed/"]


@pytest.mark.parametrize(("status", "error"), [(403, Refused), (500, Unreachable)])
def test_a_site_that_gives_nothing_says_why(site: Site, status: int, error: type[Exception]) -> None:
    site.breaks("/", status)
    with pytest.raises(error, match=f"answered {status}"):
        find(site)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 1000,
        b"<div>" * 200_000,
        b"<html><a " + b"x " * 20_000,
        b"{",
        b"<html><link rel href type>",
    ],
    ids=["nothing", "null bytes", "open tags", "attributes", "half a JSON", "empty attributes"],
)
def test_hostile_pages_offer_nothing(site: Site, content: bytes) -> None:
    site.serves("/", content, "text/html")
    assert find(site) == ()
