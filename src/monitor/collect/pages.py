"""Web pages: one article's page, and listing pages that stand in for a feed."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree, html

from monitor.collect.http import Http
from monitor.errors import NotParseable
from monitor.model import Entry, Listing, Page, Source

TEXTUAL = re.compile(r"\s*(?:$|;|text/|application/(?:xhtml\+xml|xml|octet-stream)\b)", re.IGNORECASE)
HEADLINE_WORDS = 4
NOT_ARTICLES = re.compile(
    r"/(?:tags?|topics?|authors?|categor(?:y|ies)|page|search|login|account|feeds?)/", re.IGNORECASE
)
FILES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|docx?|xlsx?)$", re.IGNORECASE)
# one element with very many attributes keeps the parser busy for minutes, and nothing can interrupt it
TAG = re.compile(rb"<[a-zA-Z](?:[^=>]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+")
QUOTED = re.compile(rb"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
MAX_TAG = 16_000  # bytes of one tag outside quoted values


def fetch(url: str, http: Http, *, limit: int) -> Page:
    """The page at `url`, at most `limit` bytes. Raises what Http.get raises; NotParseable for no text."""
    answer = http.get(url, limit=limit)
    _require_text(answer.url, answer.content_type)
    return Page(answer.url, answer.content, answer.content_type)


def saved(path: Path, *, limit: int) -> Page:
    """A page that was saved to a file, with the address that it names as its own. Raises NotParseable."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise NotParseable(f"collect: {path} cannot be read: {error.strerror}") from error
    if len(content) > limit:
        raise NotParseable(f"collect: {path} is larger than {limit:,} bytes")
    named = parse(content, "").xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return Page(next((each for each in map(str, named) if each.startswith("http")), ""), content, "text/html")


def look(
    source: Source,
    http: Http,
    *,
    limit: int,
    etag: str | None = None,
    last_modified: str | None = None,
    url: str | None = None,
) -> Listing:
    """The articles that a listing page links to; at most `limit` bytes of it.

    Raises what Http.get raises, and NotParseable when the answer is no web page.
    """
    answer = http.get(url or source.url, limit=limit, etag=etag, last_modified=last_modified)
    if answer.status == 304:
        return Listing(answer.url, etag=etag, last_modified=last_modified, unchanged=True)
    _require_text(answer.url, answer.content_type)
    return read(answer.content, answer.url, etag=answer.etag, last_modified=answer.last_modified)


def read(content: bytes, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Listing:
    """The links of a listing page that look like articles of the same site. Raises NotParseable."""
    page = parse(content, url)
    found = dict[str, Entry]()
    for address, words in _links(page, url):
        found.setdefault(address, Entry(address, words))
    return Listing(url, tuple(found.values()), etag=etag, last_modified=last_modified)


def looks_like_page(content: bytes) -> bool:
    """Whether bytes begin as a web page does, not as a feed or a sitemap."""
    return PAGE.search(content, 0, 4096) is not None


def parse(content: bytes, url: str) -> html.HtmlElement:
    """The tree of a page that was served at `url`. Raises NotParseable when it is none."""
    if any(len(QUOTED.sub(b"", tag.group())) > MAX_TAG for tag in TAG.finditer(content)):
        raise NotParseable(f"collect: {url} holds a single tag with too many attributes to be a page")
    try:
        return html.fromstring(content, base_url=url)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NotParseable(f"collect: {url} is not a web page: {error}") from error


def _links(page: html.HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    base = next((urljoin(url, b.get("href", "")) for b in page.iter("base")), url)
    for anchor in page.iter("a"):
        words = " ".join(anchor.text_content().split())
        if len(words.split()) < HEADLINE_WORDS or _is_furniture(anchor):
            continue
        try:
            address = urldefrag(urljoin(base, anchor.get("href", "").strip())).url
            parts = urlsplit(address)
        except ValueError:
            continue
        if _site(parts.netloc) == _site(urlsplit(url).netloc) and _looks_like_article(parts.path):
            yield address, words


def _is_furniture(anchor: html.HtmlElement) -> bool:
    return any(parent.tag in {"nav", "footer"} for parent in anchor.iterancestors())


def _site(host: str) -> str:
    return re.sub(r"^(?:www|m|amp)\.", "", host.lower())


def _looks_like_article(path: str) -> bool:
    """Deeper than a section front, or directly at the root with a slug of several words or a number."""
    steps = [step for step in path.split("/") if step]
    if not steps or NOT_ARTICLES.search(path) or FILES.search(path):
        return False
    return len(steps) > 1 or steps[0].count("-") >= 2 or bool(re.search(r"\d{4}", steps[0]))


def _require_text(url: str, content_type: str) -> None:
    if not TEXTUAL.match(content_type):
        raise NotParseable(f"collect: {url} is {content_type.split(';')[0]}, not a web page")
