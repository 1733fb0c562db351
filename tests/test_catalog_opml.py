"""Lists of feeds from other readers, and for them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalog import opml, starter
from monitor.catalog.outlets import read_outlets
from monitor.errors import NotParseable
from monitor.model import Outlet, Source

LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Mine</title></head><body>
  <outline text="World"><outline text="Asia">
    <outline type="rss" text="The &amp; Paper" xmlUrl="https://paper.example/feed" htmlUrl="https://paper.example"/>
  </outline></outline>
  <outline title="Titled" text="Text" xmlurl="https://small.example/feed"/>
  <outline text="" xmlUrl="https://nameless.example/feed" htmlUrl="nowhere"/>
  <outline text="Again" xmlUrl="https://paper.example/feed"/>
  <outline text="Local" xmlUrl="file:///etc/hostname"/><outline text="Bad" xmlUrl="http://[/"/><outline/>
</body></opml>"""


def test_feeds_are_read_from_all_folders_each_once() -> None:
    assert opml.read(LIST) == (
        ("The & Paper", "https://paper.example/feed", "https://paper.example"),
        ("Titled", "https://small.example/feed", ""),
        ("nameless.example", "https://nameless.example/feed", ""),
    )


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    starter.write(tmp_path)
    outlets = read_outlets(tmp_path / "outlets.toml")
    feeds = [
        (outlet.name, source.url, outlet.url)
        for outlet in outlets
        for source in outlet.sources
        if source.kind == "feed"
    ]
    assert list(opml.read(opml.write(outlets, "Mine"))) == feeds
    assert len(feeds) > 20


def test_only_feeds_are_written() -> None:
    sources = tuple(
        Source(f"a/{kind}", "a", kind, f"https://a.example/{kind}") for kind in ("feed", "sitemap", "page")
    )  # type: ignore[arg-type]
    outlet = Outlet("a", 'A "<&>"\x01 B', "own", "USA", "https://a.example", sources=sources)
    assert opml.read(opml.write([outlet], "Mine")) == (
        ('A "<&>" B', "https://a.example/feed", "https://a.example"),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not OPML"),
        (b"<rss/>", "begins with <rss>"),
        (LIST[:-20], "is not OPML"),
        (b"\0" * 100, "is not OPML"),
        (b"<opml>" + b"<outline>" * 200_000, "is not OPML"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><body><outline text="&a;"/></body></opml>', "definition"),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/hostname"><opml/>', "definition"),
    ],
)
def test_what_is_no_list_of_feeds_is_not_parseable(content: bytes, said: str) -> None:
    with pytest.raises(NotParseable, match=f"catalog: mine.opml .*{said}"):
        opml.read(content, "mine.opml")


@given(st.binary() | st.binary().map(lambda inner: b'<opml><outline xmlUrl="' + inner + b'"/></opml>'))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        found = opml.read(content)
    except NotParseable:
        return
    assert all(each.feed.startswith(("http://", "https://")) for each in found)
