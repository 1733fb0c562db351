"""JSON feeds, as sites write them and as they should not."""

import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect import feeds
from monitor.errors import NotParseable
from monitor.model import Listing

AT = "https://paper.example/feed.json"
ITEM = {"id": "1", "url": "/one", "title": "One"}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = (
    "id", "url", "external_url", "title", "date_published", "date_modified", "author", "authors", "tags",
    "content_html", "content_text",
)  # fmt: skip


def feed(*items: Any, **more: Any) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items} | more).encode()


def read(content: bytes) -> Listing:
    return feeds.read(content, AT, "application/feed+json")


def test_an_item_becomes_an_entry() -> None:
    item = ITEM | {
        "title": "Talks &amp; <em>more</em> talks",
        "date_published": "2026-01-02T09:30:00-05:00",
        "date_modified": "2026-01-03T00:00:00Z",
        "authors": [{"name": "Ada Lovelace"}, {"name": "Alan Turing"}],
        "tags": ["Europe", "Analysis"],
        "content_html": "<p>All of it.</p>",
    }
    (entry,) = read(feed(item)).entries
    assert entry.url == "https://paper.example/one"
    assert entry.title == "Talks & more talks"
    assert entry.published == "2026-01-02T09:30:00-05:00"
    assert entry.updated == "2026-01-03T00:00:00+00:00"
    assert entry.authors == ("Ada Lovelace", "Alan Turing")
    assert entry.labels == ("Europe", "Analysis")
    assert entry.content == "<p>All of it.</p>"


def test_an_author_of_version_1_and_an_author_of_the_whole_feed_are_authors() -> None:
    own = ITEM | {"author": {"name": "Ada"}}
    first, second = read(feed(own, ITEM, authors=[{"name": "The desk"}])).entries
    assert (first.authors, second.authors) == (("Ada",), ("The desk",))


def test_plain_text_becomes_paragraphs() -> None:
    (entry,) = read(feed(ITEM | {"content_text": "One < two.\n\nThree."})).entries
    assert entry.content == "<p>One &lt; two.</p><p>Three.</p>"


def test_the_address_is_the_items_own_else_where_it_points_else_its_id() -> None:
    both = {"url": "https://a.example/1", "external_url": "https://b.example/1"}
    listing = read(feed(both, {"external_url": "https://b.example/2"}, {"id": "https://c.example/3"}))
    assert [entry.url for entry in listing.entries] == [
        "https://a.example/1",
        "https://b.example/2",
        "https://c.example/3",
    ]


def test_an_item_without_a_link_is_rejected_and_not_lost() -> None:
    listing = read(feed({"id": "7"}, {"title": "Nowhere", "url": "javascript:alert(1)"}, 12, ITEM))
    assert [entry.title for entry in listing.entries] == ["One"]
    assert listing.rejected == (("7", "has no link"), ("Nowhere", "has no link"), ("an item", "has no link"))


def test_the_older_page_is_told_and_a_feed_that_follows_itself_ends() -> None:
    assert read(feed(ITEM, next_url="/feed.json?page=2")).more == (f"{AT}?page=2",)
    assert read(feed(ITEM, next_url=AT)).more == ()


def test_a_byte_order_mark_and_spaces_before_the_feed_do_no_harm() -> None:
    assert len(read(b"\xef\xbb\xbf\n " + feed(ITEM)).entries) == 1


@pytest.mark.parametrize(
    "content",
    [
        b'{"code": "rest_no_route", "message": "No route"}',
        b'{"items": {"url": "/one"}}',
        b'{"items": [',
        b'{"items": ' + b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"items": [' + b"9" * 5_000 + b"]}",
        b"{\x00\x00\x00",
    ],
)
def test_json_that_is_no_feed_is_not_parseable(content: bytes) -> None:
    with pytest.raises(NotParseable, match="not a feed"):
        read(content)


def test_what_no_database_can_hold_is_taken_out() -> None:
    (entry,) = read(feed(ITEM | {"title": "a\x00b\ud800c", "content_html": "<p>\x00\udfff</p>"})).entries
    assert (entry.title, entry.content) == ("abc", "<p></p>")


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), ANYTHING) | ANYTHING, max_size=4))
def test_values_of_any_type_give_entries_or_rejections(items: list[Any]) -> None:
    listing = read(feed(*items))
    assert len(listing.entries) + len(listing.rejected) == len(items)
    for entry in listing.entries:
        assert entry.url.startswith(("http://", "https://"))
        (entry.url + entry.title + entry.content + "".join((*entry.authors, *entry.labels))).encode()


def test_the_example_of_the_corpus_is_read(shared: Path) -> None:
    with tarfile.open(shared / "extraction" / "feedparser_corpus.tar.xz") as archive:
        content = archive.extractfile("json/example.json").read()  # type: ignore[union-attr]
    first, second = read(content).entries
    assert (first.title, first.url, first.labels) == (
        "post 2",
        "https://example.org/second-item",
        ("test", "JSON"),
    )
    assert (first.authors, second.authors) == (("me",), ("you",))
    assert second.title == ""
    assert second.content.startswith("<p>Hello, world!</p>")
