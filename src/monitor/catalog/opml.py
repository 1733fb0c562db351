"""OPML 2.0 (http://opml.org/spec2.opml): the feeds of outlets, from other readers and for them."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from monitor.errors import NotParseable
from monitor.model import Outlet

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Subscription(NamedTuple):
    """One feed of a list: what its outlet is called, and the addresses of the feed and of the site."""

    title: str
    feed: str
    site: str  # empty when the list does not say it


def read(content: bytes, name: str = "the list") -> tuple[Subscription, ...]:
    """The feeds of an OPML file in its order, each once; folders are looked into.

    Raises NotParseable when it is none or holds a document type definition.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotParseable(f"catalog: {name} is not OPML: {error}; export it again as OPML 2.0") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotParseable(f"catalog: {name} holds a document type definition, which no OPML file needs")
    if root.tag != "opml":
        raise NotParseable(f"catalog: {name} is not OPML: it begins with <{root.tag}>")
    found = dict[str, Subscription]()
    for outline in root.iter("outline"):
        if feed := _address(_said(outline, "xmlUrl")):
            site = _address(_said(outline, "htmlUrl"))
            title = _said(outline, "title") or _said(outline, "text") or str(urlsplit(feed).hostname)
            found.setdefault(feed, Subscription(title, feed, site))
    return tuple(found.values())


def write(outlets: Iterable[Outlet], title: str) -> bytes:
    """The feeds of the outlets as OPML; their other sources are none that a feed reader knows."""
    opml = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(opml, "head"), "title").text = NO_XML.sub("", title)
    body = etree.SubElement(opml, "body")
    for outlet in outlets:
        name = NO_XML.sub("", outlet.name)
        for source in outlet.sources:
            if source.kind == "feed":
                etree.SubElement(
                    body,
                    "outline",
                    {
                        "type": "rss",
                        "text": name,
                        "title": name,
                        "xmlUrl": source.url,
                        "htmlUrl": outlet.url,
                    },
                )
    return etree.tostring(opml, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _said(outline: etree._Element, name: str) -> str:
    """An attribute, whose name many write in small letters."""
    value = outline.get(name) or outline.get(name.lower()) or ""
    return " ".join(str(value).split())


def _address(said: str) -> str:
    try:
        parts = urlsplit(said)
        return said if parts.scheme in {"http", "https"} and parts.hostname else ""
    except ValueError:
        return ""
