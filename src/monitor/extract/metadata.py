"""What a page says about its article: structured data first, then what it shows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from monitor.extract import anatomy, authors, dates, decks, jsonld, kickers, rebelmouse, titles, urls, visible
from monitor.model import Dated, PageKind

Metas = dict[str, list[str]]  # name or property in lower case -> contents
SHAPES: tuple[tuple[PageKind, set[str], set[str]], ...] = (  # type in JSON-LD; og:type or step of the address
    ("live page", {"LiveBlogPosting"}, {"live", "live-news", "liveblog", "live-blog", "live-updates"}),
    ("video", {"VideoObject", "Clip"}, {"video", "videos", "watch"}),
    (
        "audio",
        {"PodcastEpisode", "AudioObject", "RadioEpisode"},
        {"podcast", "podcasts", "audio", "listen", "music"},
    ),
    (
        "gallery",
        {"ImageGallery", "MediaGallery"},
        {"gallery", "galleries", "photos", "pictures", "photo-essay"},
    ),
)
AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
)  # fmt: skip
TAGS = ("news_keywords", "keywords", "parsely-tags", "sailthru.tags")
LABEL_CLASS = re.compile(r"(?:^|[\s_-])(?:label|meta)(?:$|[\s_-])", re.IGNORECASE)
CAPTION_CLASS = re.compile(
    r"(?:photo|image|img|media|picture|figure|wp)[\w-]*(?:credit|caption)|(?:^|[\s_-])caption", re.IGNORECASE
)
CAPTION_WORDS = 60
IN_CATEGORY = re.compile(r"'category'|/categor(?:y|ies|ia)/|/kategorie/", re.IGNORECASE)
TAG_CLASS = re.compile(r"(?:^|[\s_-])tags?(?:$|[\s_-])|tags?-?links?|keywords", re.IGNORECASE)
PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "publish-date",
    "article.published", "published_time", "publication_date", "cxenseparse:recs:publishtime",
)  # fmt: skip
SOME_DATE = ("date", "dc.date", "dcterms.date")  # of what, they do not say
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
    captions: frozenset[str] = frozenset()  # what pictures show and who made them, by the page's own classes
    tags: tuple[str, ...] = ()
    canonical_url: str = ""
    language: str = ""  # ISO 639-1, as the page declares it
    dated: tuple[Dated, ...] = ()  # of publication, the one to trust most first
    updated: str | None = None
    body: str = ""  # articleBody of JSON-LD
    shape: PageKind = "article"
    is_article: bool = False  # the page says that it is one
    is_listing: bool = False  # the page says that it is a section, a home page, a profile


def read(tree: HtmlElement, url: str) -> Metadata:
    """What the page at `url` says about its article."""
    metas, elements = _metas(tree), visible.named(tree)
    said = jsonld.read(tree).filled(rebelmouse.read(tree))
    kind, site = _first(metas, "og:type").lower(), _first(metas, "og:site_name")
    named = [_first(metas, "og:title"), _first(metas, "twitter:title"), said.title]
    title = titles.of_page(tree, named, site)
    deck = decks.shown(elements) or _deck(metas, said, title)
    return Metadata(
        title=title,
        names=titles.names(tree, named),
        deck=deck,
        deck_apart=deck is not None and decks.is_apart(tree, deck),
        kicker=_kicker(elements),
        section=said.section or _first(metas, "article:section") or _category(tree),
        authors=authors.of_page(
            tree, elements, (said.authors, _all(metas, AUTHORS)), (site, *said.publishers)
        ),
        captions=_captions(elements),
        tags=_tags(tree, metas, said),
        canonical_url=_canonical(tree, metas, url),
        language=(tree.get("lang") or tree.get("xml:lang") or said.language)[:2].lower(),
        dated=dates.in_order(tuple(dict.fromkeys(_dates(tree, elements, metas, said, url))))
        or _searched(tree, url),
        updated=dates.iso(said.updated) or next(filter(None, map(dates.iso, _all(metas, UPDATED))), None),
        body=said.body,
        shape=_shape(said, kind, url),
        is_article=said.is_article
        or (kind == "article" and not said.is_listing)
        or "article:published_time" in metas,
        is_listing=said.is_listing or kind in {"website", "profile", "blog"},
    )


def _shape(said: jsonld.Statement, kind: str, url: str) -> PageKind:
    """What a page mainly is, by its data, else by a step of its address."""
    steps = set(urls.path(url).split("/"))
    for shape, types, names in SHAPES:
        if types & set(said.types) or kind.partition(".")[0] in names or steps & names:
            return shape
    return "article"


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


def _kicker(elements: visible.Named) -> str | None:
    """What a page calls its kicker; else a label or the start of a line of data that reads like one."""
    for element in visible.classed(elements, KICKER_CLASS):
        if 0 < anatomy.words(text := anatomy.clean(str(element.text_content()))) <= 6:
            return text
    for element in visible.classed(elements, LABEL_CLASS):
        text = anatomy.clean(str(element.text_content())).split(",")[0]
        if anatomy.words(text) <= 6 and None not in kickers.parts(text):
            return text
    return None


def _tags(tree: HtmlElement, metas: Metas, said: jsonld.Statement) -> tuple[str, ...]:
    tagged = (anatomy.clean(a.text_content()) for a in _related_by(tree, "tag"))
    for named in (metas.get("article:tag", []), said.tags, tagged, *(metas.get(key, []) for key in TAGS)):
        if tags := _split(named):
            return tags
    return _split(anatomy.clean(a.text_content()) for a in tree.iter("a") if _is_tag_link(a))


def _captions(elements: visible.Named) -> frozenset[str]:
    texts = (anatomy.clean(str(each.text_content())) for each, name in elements if CAPTION_CLASS.search(name))
    return frozenset(text for text in texts if 0 < anatomy.words(text) <= CAPTION_WORDS)


def _category(tree: HtmlElement) -> str | None:
    return next((anatomy.clean(a.text_content()) for a in _related_by(tree, "category")), None)


def _split(named: Iterable[str]) -> tuple[str, ...]:
    tags = (tag.strip(" #") for text in named for tag in re.split(r"[,;]", text))
    return tuple(dict.fromkeys(tag for tag in tags if tag and len(tag) <= 60))


def _related_by(tree: HtmlElement, kind: str) -> Iterator[HtmlElement]:
    """Links whose rel says "tag", or "category": WordPress gives categories both."""
    for a in tree.iter("a"):
        rel = (a.get("rel") or "").split()
        if kind in rel and (kind == "category" or not IN_CATEGORY.search(f"{rel} {a.get('href', '')}")):
            yield a


def _is_tag_link(a: HtmlElement) -> bool:
    parent = a.getparent()
    around = parent.get("class", "") if parent is not None else ""
    return bool(TAG_CLASS.search(around)) and not visible.is_aside(a)


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


def _dates(
    tree: HtmlElement, elements: visible.Named, metas: Metas, said: jsonld.Statement, url: str
) -> Iterator[Dated]:
    """Every date of publication that the page gives, the one to trust most first."""
    if value := dates.iso(said.published):
        yield Dated(value, "json-ld")
    yield from _of_metas(metas, PUBLISHED)
    if found := dates.of_url(url):
        yield found
    yield from visible.published(tree, elements)
    yield from _of_metas(metas, SOME_DATE)


def _searched(tree: HtmlElement, url: str) -> tuple[Dated, ...]:
    found = visible.above(tree) or visible.searched(tree, url)
    return (found,) if found else ()


def _of_metas(metas: Metas, keys: Iterable[str]) -> Iterator[Dated]:
    return (Dated(found.value, "meta") for text in _all(metas, keys) if (found := dates.of_line(text)))
