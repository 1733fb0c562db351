"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/): bytes into what the feed lists."""

from html import escape
from typing import Any

from monitor.collect import loose_json
from monitor.collect.addresses import absolute
from monitor.collect.loose_json import text
from monitor.collect.moments import iso
from monitor.collect.words import plain
from monitor.errors import NotParseable
from monitor.model import Entry, Listing


def read(content: bytes, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Listing:
    """Read a JSON feed that was served at `url`. Raises NotParseable when it is none."""
    try:
        feed = loose_json.parse(content)
    except ValueError as error:
        raise NotParseable(f"collect: {url} is not a feed that can be read: {error}") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise NotParseable(f"collect: {url} is JSON, but not a feed: it has no list of items")
    entries, rejected = [], []
    for item in feed["items"]:
        entry = _entry(item, url, _authors(feed)) if isinstance(item, dict) else None
        if entry is None:
            rejected.append((_name(item), "has no link"))
        else:
            entries.append(entry)
    older = absolute(text(feed.get("next_url")), url)
    more = (older,) if older and older != url else ()  # a feed must not follow itself
    return Listing(url, tuple(entries), more, etag, last_modified, rejected=tuple(rejected))


def _entry(item: dict[str, Any], url: str, authors: tuple[str, ...]) -> Entry | None:
    links = (text(item.get(key)) for key in ("url", "external_url"))
    link = next((address for each in links if (address := absolute(each, url))), None) or _link_in_id(item)
    if link is None:
        return None
    return Entry(
        link,
        plain(text(item.get("title"))),
        iso(text(item.get("date_published"))),
        iso(text(item.get("date_modified"))),
        _authors(item) or authors,
        _labels(item.get("tags")),
        text(item.get("content_html")) or _paragraphs(text(item.get("content_text"))),
    )


def _link_in_id(item: dict[str, Any]) -> str | None:
    identifier = text(item.get("id"))
    return absolute(identifier, "") if identifier.startswith(("http://", "https://")) else None


def _authors(owner: dict[str, Any]) -> tuple[str, ...]:
    """Version 1.1 has a list of authors, 1.0 has one; an item without any has those of the feed."""
    found = loose_json.rows(owner.get("authors")) or loose_json.rows([owner.get("author")])
    return tuple(dict.fromkeys(filter(None, (plain(text(author.get("name"))) for author in found))))


def _labels(tags: Any) -> tuple[str, ...]:
    words = (plain(text(tag)) for tag in tags) if isinstance(tags, list) else ()
    return tuple(dict.fromkeys(filter(None, words)))


def _paragraphs(words: str) -> str:
    return "".join(
        f"<p>{escape(part.strip(), quote=False)}</p>" for part in words.split("\n\n") if part.strip()
    )


def _name(item: Any) -> str:
    known = item if isinstance(item, dict) else {}
    return plain(text(known.get("title"))) or text(known.get("id")) or "an item"
