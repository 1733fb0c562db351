"""Sitemaps: plain, of news, packed, indexes of them, and what is none."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import Site
from monitor import collect
from monitor.collect import sitemaps
from monitor.errors import NotParseable, TooLarge
from monitor.model import Listing, Source
from test_collect_http import http

AT = "https://paper.example/sitemap.xml"
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
BOMB = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


def urlset(urls: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NAMESPACES}>{urls}</urlset>'.encode()


def index(*parts: tuple[str, str]) -> bytes:
    rows = "".join(
        f"<sitemap><loc>/{name}</loc>{changed and f'<lastmod>{changed}</lastmod>'}</sitemap>"
        for name, changed in parts
    )
    return f"<sitemapindex {NAMESPACES}>{rows}</sitemapindex>".encode()


def read(content: bytes, limit: int = 50_000_000) -> Listing:
    return sitemaps.read(content, AT, limit=limit)


def names(listing: Listing) -> list[str]:
    return [address.removeprefix("https://paper.example/") for address in listing.more]


def test_a_news_sitemap_tells_title_date_and_keywords() -> None:
    (entry,) = read(
        urlset("""<url><loc> https://paper.example/a?x=1&amp;y=2 </loc><lastmod>2026-01-03</lastmod>
        <image:image><image:loc>https://paper.example/a.jpg</image:loc><image:title>No</image:title></image:image>
        <news:news><news:publication><news:name>Paper</news:name></news:publication>
        <news:publication_date>2026-01-02T09:30:00-05:00</news:publication_date>
        <news:title>Talks &amp; more talks</news:title><news:keywords>Europe, Gas ,Europe</news:keywords>
        </news:news></url>""")
    ).entries
    assert entry.url == "https://paper.example/a?x=1&y=2"
    assert entry.title == "Talks & more talks"
    assert (entry.published, entry.updated) == ("2026-01-02T09:30:00-05:00", "2026-01-03")
    assert entry.labels == ("Europe", "Gas")


def test_when_a_page_last_changed_is_not_when_it_was_published() -> None:
    (entry,) = read(urlset("<url><loc>/a</loc><lastmod>2026-01-03T00:00:00Z</lastmod></url>")).entries
    assert (entry.published, entry.updated) == (None, "2026-01-03T00:00:00+00:00")


def test_an_address_that_is_listed_twice_is_one_entry_and_one_that_is_none_is_rejected() -> None:
    listing = read(
        urlset(
            "<url><loc>/a</loc></url><url><loc>/a</loc></url><url><loc>ftp://a/b</loc></url>"
            "<url><loc>mailto:desk@paper.example</loc></url><url/>"
        )
    )
    assert [entry.url for entry in listing.entries] == ["https://paper.example/a"]
    assert [what for what, _ in listing.rejected] == ["ftp://a/b", "mailto:desk@paper.example", "a url"]


@pytest.mark.parametrize(
    "content",
    [
        b"<urlset><url><loc>https://paper.example/a?x=1&y=2</loc></url></urlset>",
        b"<urlset><url><loc><![CDATA[https://paper.example/a?x=1&y=2]]></loc></url></urlset>",
        b"<urlset><url><loc>https://paper.example/a?x=1&amp;y=2</loc><news:news><news:title>A</news:title>"
        b"</news:news></url></urlset>",
        b"\n <?xml version='1.0'?><urlset><url><loc>https://paper.example/a?x=1&amp;y=2</loc></url></urlset>",
        b"<urlset><url><loc>https://paper.example/a?x=1&amp;y=2</loc></url><url><loc>https://paper.exa",
        '<?xml version="1.0"?><urlset><url><loc>/a?x=1&amp;y=2</loc></url></urlset>'.encode("utf-16"),
        b"\xef\xbb\xbfhttps://paper.example/a?x=1&y=2\r\n",
    ],
    ids=["bare &", "CDATA", "no namespace", "space before", "broken off", "UTF-16", "a text file"],
)
def test_sitemaps_that_are_not_quite_right_are_read(content: bytes) -> None:
    assert [entry.url for entry in read(content).entries] == ["https://paper.example/a?x=1&y=2"]


def test_characters_are_read_by_their_names_also_in_a_broken_sitemap() -> None:
    title = (
        "<news:news><news:title>Caf&eacute; &amp; R&#38;D &lt;b&gt; &nobody; AT&T</news:title></news:news>"
    )
    content = urlset(f"<image:loc><oops><url><loc>/a</loc>{title}</url>")
    assert read(content).entries[0].title == "Café & R&D &nobody; AT&T"


def test_what_is_missing_from_a_broken_sitemap_is_told() -> None:
    listing = read(urlset("<url><loc>/a</loc></url>")[:-12])
    assert len(listing.entries) == 1
    assert listing.rejected[0][0] == "the sitemap"
    assert "parts may be missing" in listing.rejected[0][1]


def test_a_text_file_of_addresses_is_a_sitemap_and_its_other_lines_are_rejected() -> None:
    listing = read(b"https://paper.example/a\n\nhttps://paper.example/b\nand so on\n")
    assert [entry.url for entry in listing.entries] == ["https://paper.example/a", "https://paper.example/b"]
    assert listing.rejected == (("and so on", "is no web address"),)


def test_the_parts_of_an_index_come_newest_first() -> None:
    listing = read(
        index(
            ("old.xml", "2024-01-01"),
            ("undated.xml", ""),
            ("new.xml", "2026-01-02T00:30:00+02:00"),
            ("newest.xml", "2026-01-01T23:00:00Z"),
            ("year.xml", "2025"),
        )
    )
    assert listing.entries == ()
    assert names(listing) == ["newest.xml", "new.xml", "year.xml", "old.xml", "undated.xml"]


def test_parts_without_a_date_go_by_the_date_in_their_name() -> None:
    months = [("sitemap-2023-12.xml", ""), ("sitemap-2024-5.xml", ""), ("sitemap-2024-11.xml", "")]
    assert names(read(index(*months))) == ["sitemap-2024-11.xml", "sitemap-2024-5.xml", "sitemap-2023-12.xml"]
    asked = [("sitemap?yyyy=2024&amp;mm=05", ""), ("sitemap?yyyy=2024&amp;mm=06", "")]
    assert names(read(index(*asked)))[0] == "sitemap?yyyy=2024&mm=06"


def test_parts_that_say_no_date_at_all_stay_in_their_order() -> None:
    parts = [("posts-1.xml", ""), ("posts-2.xml", ""), ("pages.xml", "")]
    assert names(read(index(*parts))) == ["posts-1.xml", "posts-2.xml", "pages.xml"]


def test_an_index_that_lists_itself_does_not_go_round() -> None:
    assert names(read(index(("sitemap.xml", ""), ("a.xml", "")))) == ["a.xml"]


def test_a_packed_sitemap_is_unpacked_within_the_limit() -> None:
    content = urlset("".join(f"<url><loc>/{number**5}</loc></url>" for number in range(1000)))
    packed = gzip.compress(content, mtime=0)
    assert len(read(packed).entries) == 1000
    assert 100 < len(read(packed[: len(packed) // 2]).entries) < 1000
    with pytest.raises(TooLarge, match="10,000 bytes when unpacked"):
        read(packed, limit=10_000)
    with pytest.raises(TooLarge):
        read(gzip.compress(b"\0" * 50_000_000, mtime=0), limit=1_000_000)


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "is empty"),
        (b"\0" * 1000, "is empty"),
        (b"just words", "open the address in a browser"),
        (b"<a/>", "open the address in a browser"),
        (b"<!doctype html><html><body>Hello</body></html>", "web page.*robots.txt"),
        (b'<rss version="2.0"><channel/></rss>', 'feed.*kind = "feed"'),
        (gzip.compress(b"words", mtime=0)[:12], "sitemap"),
        (b"\x1f\x8b" + b"a" * 100, "cannot be unpacked"),
        (b"<urlset>" + b"<url>" * 200_000, "browser"),
        (b"<" * 200_000, "browser"),
        (f"<!DOCTYPE urlset [{BOMB}]><urlset><url><loc>/&h;</loc></url></urlset>".encode(), "sitemap"),
        (
            b'<!DOCTYPE urlset SYSTEM "/x.dtd"><urlset><url><loc>/a</loc></url></urlset>',
            "definition",
        ),
        (
            b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><urlset><url><loc>/&e;</loc></url></urlset>',
            "document type definition",
        ),
        (
            '<!DOCTYPE a [<!ENTITY e "b">]><urlset><url/></urlset>'.encode("utf-16"),
            "document type definition",
        ),
    ],
)
def test_what_is_no_sitemap_is_not_parseable_and_says_what_to_do(content: bytes, advice: str) -> None:
    with pytest.raises(NotParseable, match=advice):
        read(content)


def test_an_empty_sitemap_is_a_sitemap() -> None:
    assert read(urlset("")) == Listing(AT)


@given(st.binary() | st.binary().map(lambda inner: b"<urlset><url><loc>/" + inner + b"</loc></url></urlset>"))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        listing = read(content, limit=10_000)
    except (NotParseable, TooLarge):
        return
    for entry in listing.entries:
        assert entry.url.startswith(("http://", "https://"))
        entry.url.encode()


def test_a_sitemap_of_the_largest_size_is_read_whole() -> None:
    row = "<url><loc>https://paper.example/2026/01/a-{}</loc><lastmod>2026-01-02T03:04:05Z</lastmod></url>"
    content = urlset("".join(map(row.format, range(50_000))))
    assert len(read(content).entries) == 50_000


def test_look_asks_the_site_for_the_index_and_for_its_part(site: Site) -> None:
    site.serves("/sitemap.xml", index(("part.xml.gz", "2026-01-01")), "application/xml")
    site.serves("/part.xml.gz", gzip.compress(urlset("<url><loc>/a</loc></url>")), "application/gzip")
    source = Source("paper/all", "paper", "sitemap", f"{site.url}/sitemap.xml")
    with http() as reader:
        whole = collect.look(source, reader, limit=100_000)
        part = collect.look(source, reader, limit=100_000, url=whole.more[0])
    assert whole.more == (f"{site.url}/part.xml.gz",)
    assert [entry.url for entry in part.entries] == [f"{site.url}/a"]
