"""What a page of a RebelMouse site says of its article in the data that its scripts start from."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml.html import HtmlElement

from monitor.extract.jsonld import Statement

NAME = "REBELMOUSE_BOOTSTRAP_DATA"


def read(tree: HtmlElement) -> Statement:
    """The post of the page; empty on the pages of other systems. Never raises on broken data."""
    post = next((post for script in tree.iter("script") for post in _posts(script.text or "")), None)
    if post is None:
        return Statement()
    authors = (each.get("title") for each in _list(post.get("roar_authors")) if isinstance(each, dict))
    section = post.get("section")
    return Statement(
        is_article=True,
        title=_text(post.get("headline")),
        deck=_text(post.get("subheadline")) or _text(post.get("meta_description")),
        authors=tuple(filter(None, map(_text, authors))),
        section=_text(section.get("title")) if isinstance(section, dict) else "",
        tags=tuple(filter(None, map(_text, _list(post.get("public_tags"))))),
        published=_moment(post.get("created_ts")),
        updated=_moment(post.get("updated_ts")),
        url=_text(post.get("post_url")),
    )


def _posts(script: str) -> Iterator[dict[str, Any]]:
    _, found, rest = script.partition(NAME)
    start = rest.find("{")
    if not found or start < 0:
        return
    try:
        data, _ = json.JSONDecoder(strict=False).raw_decode(rest[start:])
    except (ValueError, RecursionError):
        return
    post = data.get("post")
    if isinstance(post, dict) and post.get("headline"):
        yield post


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _moment(value: Any) -> str:
    """Seconds since 1970 as ISO 8601 in UTC."""
    try:
        return datetime.fromtimestamp(float(value), UTC).isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        return ""
