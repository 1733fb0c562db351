"""What a page says about its article: structured data first, then what it shows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from monitor.extract import anatomy, authors, dates, decks, jsonld, titles, urls, visible

Metas = dict[str, list[str]]  # name or property in lower case -> contents
AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
)  # fmt: skip
TAGS = ("news_keywords", "keywords", "parsely-tags", "sailthru.tags")
PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate",
    "publishdate", "publish-date", "article.published", "published_time", "publication_date",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
KICKER_CLASS = re.compile(
    r"kicker|eyebrow|overline|rubric|article-(?:section|category)|section-name|post-category", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Everything about an article but its text. Empty where the page does not say."""

    title: str = ""
    names: tuple[str, ...] = ()  # every way in which the page words its title
    deck: str | None = None  # what the page says that it is about
    deck_apart: bool = False  # the page shows the deck above its text, not as the first paragraph
    kicker: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    canonical_url: str = ""
    language: str = ""  # ISO 639-1, as the page declares it
    published: dates.Dated | None = None
    updated: str | None = None
    body: str = ""  # articleBody of JSON-LD
    is_article: bool = False  # the page says that it is one
    is_listing: bool = False  # the page says that it is a section, a home page, a profile


def read(tree: HtmlElement, url: str) -> Metadata:
    """What the page at `url` says about its article."""
    metas, said = _metas(tree), jsonld.read(tree)
    kind, site = _first(metas, "og:type").lower(), _first(metas, "og:site_name")
    named = [_first(metas, "og:title"), _first(metas, "twitter:title"), said.title]
    title = titles.of_page(tree, named, site)
    deck = _deck(metas, said, title)
    return Metadata(
        title=title,
        names=titles.names(tree, named),
        deck=deck,
        deck_apart=deck is not None and decks.is_apart(tree, deck),
        kicker=_kicker(tree),
        section=said.section or _first(metas, "article:section") or None,
        authors=authors.of_page(tree, (said.authors, _all(metas, AUTHORS)), (site, *said.publishers)),
        tags=_tags(tree, metas, said),
        canonical_url=_canonical(tree, metas, url),
        language=(tree.get("lang") or tree.get("xml:lang") or said.language)[:2].lower(),
        published=_published(tree, metas, said, url),
        updated=dates.iso(said.updated) or next(filter(None, map(dates.iso, _all(metas, UPDATED))), None),
        body=said.body,
        is_article=said.is_article
        or (kind == "article" and not said.is_listing)
        or "article:published_time" in metas,
        is_listing=said.is_listing or kind in {"website", "profile", "blog"},
    )


def _metas(tree: HtmlElement) -> Metas:
    found: Metas = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = anatomy.clean(meta.get("content") or "")
        if name and value:
            found.setdefault(name.lower(), []).append(value)
    return found


def _first(metas: Metas, key: str) -> str:
    return metas.get(key, [""])[0]


def _all(metas: Metas, keys: Iterable[str]) -> Iterator[str]:
    return (value for key in keys for value in metas.get(key, ()))


def _deck(metas: Metas, said: jsonld.Statement, title: str) -> str | None:
    named = (_first(metas, "og:description"), said.deck, _first(metas, "description"))
    return next((text for text in named if text and text != title), None)


def _kicker(tree: HtmlElement) -> str | None:
    texts = (anatomy.clean(element.text_content()) for element in visible.classed(tree, KICKER_CLASS))
    return next((text for text in texts if text and anatomy.words(text) <= 6), None)


def _tags(tree: HtmlElement, metas: Metas, said: jsonld.Statement) -> tuple[str, ...]:
    linked = [
        anatomy.clean(a.text_content()) for a in tree.iter("a") if "tag" in (a.get("rel") or "").split()
    ]
    for named in (metas.get("article:tag", []), said.tags, linked, *(metas.get(key, []) for key in TAGS)):
        tags = [tag.strip(" #") for text in named for tag in re.split(r"[,;]", text)]
        if any(tags):
            return tuple(dict.fromkeys(tag for tag in tags if tag and len(tag) <= 60))
    return ()


def _canonical(tree: HtmlElement, metas: Metas, url: str) -> str:
    rels = ((link.get("rel") or "", link.get("href") or "") for link in tree.iter("link"))
    for named in (*(href for rel, href in rels if rel.lower() == "canonical"), *metas.get("og:url", [])):
        try:
            address = urljoin(url, named.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        # every page of a misconfigured site names the front page
        if parts.scheme in {"http", "https"} and parts.path.strip("/") and named.strip():
            return urls.canonical(address)
    return urls.canonical(url)


def _published(tree: HtmlElement, metas: Metas, said: jsonld.Statement, url: str) -> dates.Dated | None:
    if value := dates.iso(said.published):
        return dates.Dated(value, "json-ld")
    for text in _all(metas, PUBLISHED):
        if found := dates.of_line(text):
            return dates.Dated(found.value, "meta")
    return dates.of_url(url) or visible.published(tree, url)
