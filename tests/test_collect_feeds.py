"""Feeds: small ones written for one behaviour each, and real ones."""

import tarfile
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import collect
from monitor.collect import feeds, moments
from monitor.errors import NotParseable
from monitor.model import Listing, Source
from test_collect_http import http, say, serve

DATA = Path(__file__).parents[1].parent / "shared" / "data" / "extraction"
real = pytest.mark.skipif(not DATA.exists(), reason="the folder ../shared/data is not on this machine")
AT = "https://paper.example/feeds/feed.rss"


def rss(items: str, head: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Paper</title>{head}{items}</channel></rss>"
    ).encode()


def atom(entries: str) -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title>{entries}</feed>'.encode()


def read(content: bytes) -> Listing:
    return feeds.read(content, AT)


def test_an_rss_item_becomes_an_entry() -> None:
    item = """<item><title>Talks &lt;em&gt;resume&lt;/em&gt; at Smith &amp;amp; Sons</title>
      <link>/2026/01/02/talks</link>
      <pubDate>Fri, 02 Jan 2026 09:30:00 -0500</pubDate><dc:creator>Ada Lovelace</dc:creator>
      <category>Europe</category><category>Analysis</category>
      <content:encoded>&lt;p&gt;All of it.&lt;/p&gt;</content:encoded></item>"""
    (entry,) = read(rss(item)).entries
    assert entry.url == "https://paper.example/2026/01/02/talks"
    assert entry.title == "Talks resume at Smith & Sons"
    assert entry.published == "2026-01-02T09:30:00-05:00"
    assert entry.updated is None
    assert entry.authors == ("Ada Lovelace",)
    assert entry.labels == ("Europe", "Analysis")
    assert entry.content == "<p>All of it.</p>"


def test_published_and_updated_are_kept_apart() -> None:
    both = "<published>2026-01-02</published><updated>2026-01-03T00:00:00+02:00</updated>"
    only = "<updated>2026-01-03T00:00:00Z</updated>"
    entry = '<entry><link href="https://paper.example/{}"/><title>One</title>{}</entry>'
    first, second = read(atom(entry.format("a", both) + entry.format("b", only))).entries
    assert (first.published, first.updated) == ("2026-01-02", "2026-01-03T00:00:00+02:00")
    assert (second.published, second.updated) == (None, "2026-01-03T00:00:00+00:00")


def test_an_entry_without_a_link_is_rejected_and_not_lost() -> None:
    listing = read(
        rss("<item><title>Nowhere</title></item><item><title>Here</title><link>/here</link></item>")
    )
    assert [entry.title for entry in listing.entries] == ["Here"]
    assert listing.rejected == (("Nowhere", "has no link"),)


def test_a_paged_feed_names_its_older_page() -> None:
    head = (
        '<atom:link rel="self" href="/feeds/feed.rss"/><atom:link rel="next" href="/feeds/feed.rss?page=2"/>'
    )
    assert read(rss("<item><link>/a</link></item>", head)).more == (f"{AT}?page=2",)


def test_an_empty_feed_is_a_feed() -> None:
    assert read(rss("")).entries == ()


@pytest.mark.parametrize(
    "content", [b"", b"   ", b"\x00\x01\x02" * 50, b"just words", b"{}", b"/etc/hostname"]
)
def test_bytes_that_are_no_feed_are_not_parseable(content: bytes) -> None:
    with pytest.raises(NotParseable, match="not a feed"):
        read(content)


def test_a_web_page_in_place_of_a_feed_is_said_and_its_feed_is_named() -> None:
    page = b'<!doctype html><html><link rel="alternate" type="application/rss+xml" href="/rss"></html>'
    with pytest.raises(NotParseable, match=r"web page, not a feed.*https://paper\.example/rss"):
        read(page)


def test_a_title_in_another_encoding_is_read() -> None:
    content = rss("<item><title>Київ</title><link>/a</link></item>").decode().replace("utf-8", "windows-1251")
    assert read(content.encode("cp1251")).entries[0].title == "Київ"


def test_an_entity_bomb_stays_small() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{lines}]>'
    content = rss("<item><title>&e9;</title><link>/a</link></item>").decode().partition("?>")[2]
    listing = read((bomb + content).encode())
    assert all(len(entry.title) < 1000 for entry in listing.entries)


def test_look_asks_the_feed_and_says_when_nothing_changed() -> None:
    def respond(request: BaseHTTPRequestHandler) -> None:
        if request.headers["If-None-Match"] == '"7"':
            say(request, status=304)
        else:
            say(request, rss("<item><title>One</title><link>/one</link></item>"), ETag='"7"')

    with serve(respond) as site, http() as reader:
        source = Source("paper/feed", "paper", "feed", f"{site}/feed")
        first = collect.look(source, reader, limit=100_000)
        second = collect.look(source, reader, limit=100_000, etag=first.etag)
        older = collect.look(source, reader, limit=100_000, url=f"{site}/feed?page=2")
    assert [entry.url for entry in first.entries] == [f"{site}/one"]
    assert not first.unchanged
    assert (second.unchanged, second.entries, second.etag) == (True, (), '"7"')
    assert older.url == f"{site}/feed?page=2"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 01 May 2023 04:05:06 +0000", "2023-05-01T04:05:06+00:00"),
        ("Mon, 1 May 2023 04:05:06 GMT", "2023-05-01T04:05:06+00:00"),
        ("Mon, 01 May 2023 04:05:06 EST", "2023-05-01T04:05:06-05:00"),
        ("2023-05-01T04:05:06+05:30", "2023-05-01T04:05:06+05:30"),
        ("2023-05-01 04:05:06 +0200", "2023-05-01T04:05:06+02:00"),
        ("2023-05-01T04:05Z", "2023-05-01T04:05:00+00:00"),
        ("2023-05-01", "2023-05-01"),
        ("2023-05", "2023-05"),
        ("2023-13", None),
        ("2023-02-31", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_keeps_its_zone_and_its_precision(written: str, expected: str | None) -> None:
    assert moments.iso(written) == expected


@given(st.datetimes(timezones=st.timezones()).map(lambda moment: moment.replace(microsecond=0)))
def test_an_iso_date_is_its_own_iso_date(moment) -> None:  # type: ignore[no-untyped-def]
    once = moments.iso(moment.isoformat())
    assert once == moment.isoformat()
    assert moments.iso(once) == once


@given(st.text())
def test_any_text_may_stand_in_place_of_a_date(text: str) -> None:
    assert moments.iso(text) is None or moments.iso(moments.iso(text)) is not None


@real
def test_real_feeds_give_every_entry_that_has_a_link() -> None:
    dated = total = 0
    with tarfile.open(DATA / "real_feeds.tar.xz") as archive:
        for member in archive:
            content = archive.extractfile(member).read()  # type: ignore[union-attr]
            expected = len(
                feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False).entries
            )
            listing = feeds.read(content, AT) if expected else Listing(AT)
            assert len(listing.entries) + len(listing.rejected) == expected, member.name
            assert bool(listing.entries) == bool(expected), member.name
            dated += sum(entry.published is not None for entry in listing.entries)
            total += len(listing.entries)
    assert total > 600
    assert dated / total > 0.9


@real
def test_odd_feeds_are_read_or_refused_in_words() -> None:
    with tarfile.open(DATA / "feedparser_corpus.tar.xz") as archive:
        contents = [archive.extractfile(member).read() for member in archive if member.isfile()]  # type: ignore[union-attr]
    answers = [_answer(content) for content in contents[::3]]
    refused = [answer for answer in answers if isinstance(answer, str)]
    assert all("not a feed" in answer for answer in refused)
    assert len(refused) < len(answers) / 5


def _answer(content: bytes) -> Listing | str:
    try:
        return feeds.read(content, AT)
    except NotParseable as error:
        return str(error)


@pytest.mark.parametrize(
    "content",
    [
        rss('<item><link>/a</link><x xmlns="one two three"/></item>'),
        rss(
            '<item><link>a</link><posList xmlns="http://www.opengis.net/gml" srsName="a:b">1</posList></item>'
        ),
        rss("<item>" * 2_000),
        rss("<item><title>" + "<b>" * 2_000),
        b"<div>" * 2_000,
        b"<rss>" + b"\x00" * 2_000,
        b"<rss " + b"a='b' " * 2_000 + b">",
    ],
    ids=[
        "three names",
        "a place of no system",
        "open items",
        "open tags",
        "tags",
        "null bytes",
        "attributes",
    ],
)
def test_hostile_feeds_are_read_or_refused(content: bytes) -> None:
    answer = _answer(content)
    assert isinstance(answer, Listing) or "not a feed" in answer


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_in_a_feed_are_read_or_refused(inside: bytes) -> None:
    for content in (inside, rss("<item><link>/a</link>@</item>").replace(b"@", inside)):
        answer = _answer(content)
        for entry in answer.entries if isinstance(answer, Listing) else ():
            assert entry.url.startswith(("http://", "https://"))
            (entry.url + entry.title + entry.content).encode()
