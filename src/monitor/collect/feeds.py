"""RSS, Atom and JSON feeds: bytes of a feed into what it lists."""

import io
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import feedparser

from monitor.collect import jsonfeed, pages, paging
from monitor.collect.addresses import absolute
from monitor.collect.http import Http
from monitor.collect.moments import iso, iso_of_struct
from monitor.collect.words import plain, storable
from monitor.errors import NotParseable, Refused
from monitor.model import Entry, Listing, Source

# what feedparser raises where a feed is broken in a way that it did not think of
STUMBLES = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|(?:[a-z]+:)?channel)\b", re.IGNORECASE)
JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")


def look(
    source: Source,
    http: Http,
    *,
    limit: int,
    etag: str | None = None,
    last_modified: str | None = None,
    url: str | None = None,
) -> Listing:
    """Ask the feed, or its older page `url`, what it lists; at most `limit` bytes.

    A page by number that is not there (404, 410) lists nothing: the pages before it were all.
    Raises what Http.get raises, and NotParseable when the answer is no feed.
    """
    asked = url or source.url
    try:
        answer = http.get(asked, limit=limit, etag=etag, last_modified=last_modified)
    except Refused as refusal:
        if url and source.paging and paging.is_the_end(refusal, 404, 410):
            return Listing(url)
        raise
    if answer.status == 304:
        return Listing(answer.url, etag=etag, last_modified=last_modified, unchanged=True)
    listing = read(
        answer.content, answer.url, answer.content_type, etag=answer.etag, last_modified=answer.last_modified
    )
    if listing.more or not listing.entries:
        return listing
    return replace(listing, more=paging.next_page(source, asked))


def read(
    content: bytes,
    url: str,
    content_type: str = "",
    *,
    etag: str | None = None,
    last_modified: str | None = None,
) -> Listing:
    """Read a feed that was served at `url`. Raises NotParseable when it is none."""
    if JSON.match(content):
        return jsonfeed.read(content, url, etag=etag, last_modified=last_modified)
    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    feed = _parsed(content, headers, url)
    # a missing or wrong content type says nothing about the bytes
    broken = feed.bozo and not isinstance(feed.bozo_exception, feedparser.NonXMLContentType)
    if not feed.entries and (broken or not feed.get("version")):
        raise NotParseable(f"collect: {url} {_what_it_is(content, url)}")
    entries, rejected = _entries(feed, url)
    return Listing(url, entries, _more(feed, url), etag, last_modified, rejected=rejected)


def _parsed(content: bytes, headers: dict[str, str], url: str) -> Any:
    try:
        # a stream: feedparser takes plain bytes for the name of a file when there is such a file
        return feedparser.parse(
            io.BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except STUMBLES as error:
        what = f"{type(error).__name__}: {error}"
        raise NotParseable(
            f"collect: {url} is not a feed that can be read; it trips the reader ({what})"
        ) from error


def looks_like_feed(content: bytes) -> bool:
    """Whether bytes begin as a feed does."""
    return JSON.match(content) is not None or FEED.search(content, 0, 4096) is not None


def _entries(feed: Any, url: str) -> tuple[tuple[Entry, ...], tuple[tuple[str, str], ...]]:
    entries, rejected = [], []
    for item in feed.entries:
        title = plain(item.get("title", ""))
        link = _link(item, url)
        if link is None:
            rejected.append((title or item.get("id", "") or "an entry", "has no link"))
        else:
            entries.append(_entry(item, link, title, rss=feed.get("version", "").startswith("rss")))
    return tuple(entries), tuple(rejected)


def _entry(item: Any, link: str, title: str, *, rss: bool) -> Entry:
    published, updated = _moment(item, "published"), _moment(item, "updated")
    if rss and published is None:  # RSS has no other place for dc:date
        published, updated = updated, None
    return Entry(link, title, published, updated, _authors(item), _labels(item), _content(item))


def _moment(item: Any, name: str) -> str | None:
    if name not in item:  # asked for a missing "updated", feedparser warns and answers "published"
        return None
    return iso(item[name] or "") or iso_of_struct(item.get(f"{name}_parsed"))


def _link(item: Any, url: str) -> str | None:
    identifier = str(item.get("id", ""))
    link = str(item.get("link") or "") or (
        identifier if identifier.startswith(("http://", "https://")) else ""
    )
    return absolute(link, url)


def _authors(item: Any) -> tuple[str, ...]:
    names = [author.get("name", "") for author in item.get("authors", ()) if author]
    return tuple(dict.fromkeys(filter(None, (plain(name) for name in names if name))))


def _labels(item: Any) -> tuple[str, ...]:
    labels = (plain(tag.get("label") or tag.get("term") or "") for tag in item.get("tags", ()))
    return tuple(dict.fromkeys(filter(None, labels)))


def _content(item: Any) -> str:
    bodies = [part.get("value") or "" for part in item.get("content", ())]
    return storable(str(max(bodies, key=len, default="")))


def _more(feed: Any, url: str) -> tuple[str, ...]:
    for link in feed.feed.get("links", ()):
        # RFC 5005: "next" in a paged feed, "prev-archive" in an archived one
        if link.get("rel") in {"next", "prev-archive"} and link.get("href"):
            older = absolute(str(link["href"]), url)
            return (older,) if older else ()
    return ()


def _what_it_is(content: bytes, url: str) -> str:
    if not content.strip():
        return "is empty, not a feed"
    if not pages.looks_like_page(content):
        return "is not a feed that can be read; open the address in a browser and compare"
    return f"is a web page, not a feed; {_advice(content, url)}"


def _advice(content: bytes, url: str) -> str:
    try:
        page = pages.parse(content[:500_000], url)
    except NotParseable:
        return "give the address of the feed itself"
    kinds = ("application/rss+xml", "application/atom+xml")
    links = [link for link in page.iter("link") if link.get("type") in kinds and link.get("href")]
    if not links:
        return "it names no feed: give the address of the feed itself, or watch it as a page"
    return f"the page names its feed: {urljoin(url, links[0].get('href', ''))}"
