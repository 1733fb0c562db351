"""What a page says about its article in JSON-LD (schema.org)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from html import unescape
from typing import Any

from lxml.html import HtmlElement

ARTICLES = ("Article", "BlogPosting", "LiveBlogPosting", "Report", "Review", "OpinionPiece")
LISTINGS = ("CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage")


@dataclass(frozen=True, slots=True)
class Statement:
    """The first article that JSON-LD describes; empty where it says nothing."""

    types: tuple[str, ...] = ()  # of the page's main things: the article, or all where there is none
    is_article: bool = False
    is_listing: bool = False
    title: str = ""
    deck: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    language: str = ""
    url: str = ""

    def filled(self, other: "Statement") -> "Statement":
        """This statement, and the other's word on whatever it says nothing about."""
        mine = ((each.name, getattr(self, each.name)) for each in fields(self))
        return Statement(**{name: value or getattr(other, name) for name, value in mine})


def read(tree: HtmlElement) -> Statement:
    """What the JSON-LD blocks of a page say; never raises on broken ones."""
    nodes = [node for script in tree.iter("script") for node in _nodes(script)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    publishers = tuple(name for node in nodes for name in _names(node.get("publisher"), by_id))
    articles = [node for node in nodes if any(kind.endswith(ARTICLES) for kind in _kinds(node))]
    listing = any(kind in LISTINGS for node in nodes for kind in _kinds(node))
    if not articles or (listing and len(articles) > 2):
        pages = [node for node in nodes if "WebPage" in _kinds(node)]
        dated = next((node for node in pages if node.get("datePublished")), {})
        return Statement(
            types=tuple(kind for node in nodes for kind in _kinds(node)),
            is_listing=listing, publishers=publishers,
            published=_text(dated.get("datePublished")), updated=_text(dated.get("dateModified")),
        )  # fmt: skip
    return _statement(_richest(articles), by_id, publishers)


def _richest(articles: list[dict[str, Any]]) -> dict[str, Any]:
    return max(
        articles, key=lambda node: sum(bool(node.get(key)) for key in ("headline", "datePublished", "author"))
    )


def _statement(node: dict[str, Any], by_id: dict[str, Any], publishers: tuple[str, ...]) -> Statement:
    return Statement(
        types=tuple(_kinds(node)),
        is_article=True,
        title=_text(node.get("headline")) or _text(node.get("name")),
        deck=_text(node.get("alternativeHeadline")) or _text(node.get("description")),
        body=_text(node.get("articleBody")),
        authors=tuple(_names(node.get("author") or node.get("creator"), by_id)),
        publishers=publishers,
        section=next(iter(_texts(node.get("articleSection"))), ""),
        tags=tuple(tag for text in _texts(node.get("keywords")) for tag in _split(text)),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        updated=_text(node.get("dateModified")),
        language=_text(node.get("inLanguage")),
        url=_text(node.get("url")),
    )


def _nodes(script: HtmlElement) -> Iterator[dict[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip()
    try:
        yield from _unfold(json.loads(text, strict=False))
    except (ValueError, RecursionError):
        return


def _unfold(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _unfold(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if isinstance(value.get(key), dict | list):
                yield from _unfold(value[key], depth + 1)


def _kinds(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [item.rpartition("/")[2] for item in kinds if isinstance(item, str)]


def _names(value: Any, by_id: dict[str, Any], depth: int = 0) -> Iterator[str]:
    if depth > 3:
        return
    if isinstance(value, list):
        for item in value[:50]:
            yield from _names(item, by_id, depth + 1)
    elif isinstance(value, dict):
        whole = value if value.get("name") else by_id.get(str(value.get("@id")), {})
        if name := _text(whole.get("name")):
            yield name
    elif isinstance(value, str) and not value.startswith("http"):
        yield _text(value)


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for item in values[:200] if (text := _text(item))]


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";" if ";" in text else ",")]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("@id")
    if isinstance(value, list):
        value = next(iter(value), "")
    return " ".join(unescape(unescape(value)).split()) if isinstance(value, str) else ""
