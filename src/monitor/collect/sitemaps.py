"""Sitemaps (https://www.sitemaps.org/protocol.html), also of news, and indexes: bytes into a listing."""

import io
import re
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from html import unescape
from urllib.parse import urlsplit

from lxml import etree

from monitor.collect import feeds, pages
from monitor.collect.addresses import absolute
from monitor.collect.http import Http
from monitor.collect.moments import iso
from monitor.collect.words import plain, storable
from monitor.errors import NotParseable, TooLarge
from monitor.model import Entry, Listing, Source

GZIP = b"\x1f\x8b"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d.*")
NUMBER = re.compile(r"\d{1,18}")
DAWN = datetime.min.replace(tzinfo=UTC)
DECLARATION = re.compile(rb"<\?xml[^>]*>")
REFERENCE = re.compile(
    rb"<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+(?:\]\]>)?|&(?!#\d+;|#[xX][0-9a-fA-F]+;)([a-zA-Z][a-zA-Z0-9]*;)?"
)
FOREIGN = ("image", "video", "xhtml")
READING = "cannot be read as a sitemap; open the address in a browser and compare"


def look(
    source: Source,
    http: Http,
    *,
    limit: int,
    etag: str | None = None,
    last_modified: str | None = None,
    url: str | None = None,
) -> Listing:
    """What a sitemap lists, or its part `url`; at most `limit` bytes, packed or unpacked.

    Raises what Http.get raises, TooLarge also for what it unpacks to, and NotParseable for no sitemap.
    """
    answer = http.get(url or source.url, limit=limit, etag=etag, last_modified=last_modified)
    if answer.status == 304:
        return Listing(answer.url, etag=etag, last_modified=last_modified, unchanged=True)
    return read(answer.content, answer.url, limit=limit, etag=answer.etag, last_modified=answer.last_modified)


def read(
    content: bytes, url: str, *, limit: int, etag: str | None = None, last_modified: str | None = None
) -> Listing:
    """Read a sitemap, its index or a list of addresses, also packed; at most `limit` bytes unpacked.

    Raises TooLarge, and NotParseable when it is none.
    """
    content = _unpacked(content, url, limit)
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        content = DECLARATION.sub(b"", content.decode("utf-16", "replace").encode(), count=1)
    content = content.lstrip(BOM_UTF8 + b"\x00 \t\r\n")
    listing = (_read_xml if content.startswith(b"<") else _read_lines)(content, url)
    return Listing(url, listing.entries, listing.more, etag, last_modified, rejected=listing.rejected)


def _unpacked(content: bytes, url: str, limit: int) -> bytes:
    if not content.startswith(GZIP):
        return content
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacker.decompress(content, limit + 1)
    except zlib.error as error:
        raise NotParseable(f"collect: {url} is packed, but cannot be unpacked: {error}") from error
    if len(unpacked) > limit:
        raise TooLarge(url, f"is larger than {limit:,} bytes when unpacked")
    return unpacked


def _read_lines(content: bytes, url: str) -> Listing:
    """A text file with one address per line."""
    lines = [line.strip() for line in content.decode("utf-8", "replace").splitlines() if line.strip()]
    addresses = [absolute(line, "") for line in lines]
    entries = tuple(Entry(each) for each in dict.fromkeys(addresses) if each)
    if len(entries) < len(lines) / 2 or not entries:
        raise NotParseable(f"collect: {url} {_what_it_is(content)}")
    wrong = (line for line, address in zip(lines, addresses, strict=True) if not address)
    return Listing(
        url, entries, rejected=tuple((storable(line)[:200], "is no web address") for line in wrong)
    )


def _read_xml(content: bytes, url: str) -> Listing:
    entries, parts, rejected = dict[str, Entry](), dict[str, str | None](), list[tuple[str, str]]()
    known = False
    for element in _elements(content, url, rejected):
        kind = _name(element)
        if kind not in {"url", "sitemap"}:
            known = True
            continue
        fields = _fields(element)
        location = storable(fields.get("loc", ""))
        address = absolute(location, url)
        if address is None:
            rejected.append((location[:200] or f"a {kind}", "has no web address"))
        elif kind == "url":
            entries.setdefault(address, _entry(element, address, iso(fields.get("lastmod", ""))))
        elif address != url:
            parts.setdefault(address, iso(fields.get("lastmod", "")))
    if not (known or entries or parts):
        raise NotParseable(f"collect: {url} {_what_it_is(content)}")
    return Listing(url, tuple(entries.values()), _newest_first(parts), rejected=tuple(rejected))


def _elements(content: bytes, url: str, rejected: list[tuple[str, str]]) -> Iterator[etree._Element]:
    """Each url and sitemap, and at last the root when it is whole; what is read is let go.

    Raises NotParseable for a document type definition: a sitemap has none, and its entities may be a bomb.
    """
    whole = content[: content.rfind(b">") + 1]  # where it breaks off, half an address is none
    context = etree.iterparse(
        io.BytesIO(REFERENCE.sub(_numbered, whole)),
        tag=("{*}url", "{*}sitemap", "{*}urlset", "{*}sitemapindex"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    try:
        for number, (_, element) in enumerate(context):
            if number == 0 and element.getroottree().docinfo.internalDTD is not None:
                raise NotParseable(f"collect: {url} holds a document type definition, which no sitemap has")
            yield element
            _let_go(element)
        trouble = context.error_log.filter_from_fatals()
        why = trouble[0].message.strip() if trouble else ""
    except etree.XMLSyntaxError as error:
        why = str(error)
    if why:
        rejected.append(("the sitemap", f"is not well formed, parts may be missing: {why}"))


def _numbered(reference: re.Match[bytes]) -> bytes:
    """A bare & or a named character by its number: after a mistake the parser leaves named ones out."""
    if reference[0].startswith(b"<"):
        return reference[0]
    name = (reference[1] or b"").decode("ascii")
    meant = unescape(f"&{name}")
    if name and meant == f"&{name}":
        return b"&#38;" + reference[1]
    return "".join(f"&#{ord(character)};" for character in meant).encode()


def _let_go(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _entry(element: etree._Element, address: str, updated: str | None) -> Entry:
    news = next((child for child in element if _name(child) == "news"), None)
    if news is None:
        return Entry(address, updated=updated)
    fields = _fields(news)
    keywords = (plain(word) for word in fields.get("keywords", "").split(","))
    return Entry(
        address,
        plain(fields.get("title", "")),
        iso(fields.get("publication_date", "")),
        updated,
        labels=tuple(dict.fromkeys(filter(None, keywords))),
    )


def _name(element: etree._Element) -> str:
    return _local(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(256)
def _local(tag: str) -> str:
    """The name without its namespace, or without a prefix that nothing declares."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _fields(element: etree._Element) -> dict[str, str]:
    """What the children say, by their names; what is an image's or a video's is not the page's."""
    found = dict[str, str]()
    for child in element:
        if not (child.prefix or "").startswith(FOREIGN):
            text = child.text if len(child) == 0 else "".join(map(str, child.itertext()))
            found.setdefault(_name(child), (text or "").strip())
    return found


def _newest_first(parts: dict[str, str | None]) -> tuple[str, ...]:
    """Parts of an index by when they last changed, then by the date in their name, then as listed."""
    return tuple(sorted(parts, key=lambda address: (_instant(parts[address]), _dated(address)), reverse=True))


def _instant(written: str | None) -> datetime:
    if written is None:
        return DAWN
    moment = datetime.fromisoformat((written + "-01-01")[:10] if len(written) < 10 else written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _dated(address: str) -> tuple[int, ...]:
    """The numbers of a name such as sitemap-2024-05.xml from its year on."""
    parts = urlsplit(address)
    year = YEAR.search(f"{parts.path}?{parts.query}")
    return tuple(int(number) for number in NUMBER.findall(year[0])) if year else ()


def _what_it_is(content: bytes) -> str:
    if not content.strip():
        return "is empty, not a sitemap"
    if pages.looks_like_page(content):
        return "is a web page, not a sitemap; /robots.txt of the site may name its sitemaps"
    if feeds.looks_like_feed(content):
        return 'is a feed, not a sitemap; give it kind = "feed"'
    return READING
