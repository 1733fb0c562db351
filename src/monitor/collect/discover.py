"""What a site offers to be watched by: its feeds, sitemaps and WordPress posts, tried and ranked."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import urljoin, urlsplit

from lxml import html
from protego import Protego

from monitor.collect import feeds, pages, sitemaps, wordpress
from monitor.collect.addresses import absolute
from monitor.collect.http import Answer, Http
from monitor.collect.words import plain
from monitor.errors import CollectError, NotParseable, Refused, TooLarge
from monitor.model import Entry, Listing, Source, SourceKind

MOST_TRIED = 12  # addresses, besides the page itself and robots.txt
FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
FEED_PLACES = (
    "/feed/", "/feeds/feed.rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json",
)  # fmt: skip
SITEMAP_PLACES = ("/sitemap.xml", "/news-sitemap.xml", "/sitemap_index.xml")
API = "https://api.w.org/"
COMMENTS = re.compile(r"(?:^|[/_.=-])comments(?:[/_.&-]|$)", re.IGNORECASE)
COMMENTS_TITLE = re.compile(r"\bcomments feed\b|\bcomments on\b", re.IGNORECASE)
TAGS = re.compile(r"<[^<>]*+>")
WHOLE = 150  # words from which on a text is no teaser
LISTED = 5  # articles that a page must list to be worth watching
SAMPLE = "per_page=20"  # posts that are enough to judge a site by


@dataclass(frozen=True, slots=True)
class Found:
    """One source that a site offers, tried: what it lists now."""

    kind: SourceKind
    url: str
    title: str
    why: str
    full_text: bool
    entries: int
    news: bool = False  # a sitemap that says when its articles were published


@dataclass(frozen=True, slots=True)
class _Lead:
    kind: SourceKind
    url: str
    title: str
    why: str


def discover(url: str, http: Http, *, limit: int) -> tuple[Found, ...]:
    """The sources that the site with the page `url` offers, the best first; at most `limit` bytes each.

    Makes at most MOST_TRIED + 2 requests of its own. Raises what Http.get raises when the page cannot be had
    and nothing else is found.
    """
    answer, refusal = _ask(url, http, limit)
    if answer and (given := _given(answer, limit)):
        return (given,)
    found = []
    for lead in _leads(answer, url, http, limit)[:MOST_TRIED]:
        listing = _listing(lead, http, limit)
        if listing and (listing.entries or listing.more):
            found.append((_found(lead, listing), listing))
    if not found and refusal:
        raise refusal
    return _each_once(sorted(found, key=lambda pair: _rank(pair[0]))) or _page(answer)


def _each_once(found: list[tuple[Found, Listing]]) -> tuple[Found, ...]:
    """Of sources of one kind that list the same, the first."""
    kept = dict[frozenset[str], Found]()
    for one, listing in found:
        kept.setdefault(frozenset((one.kind, *(entry.url for entry in listing.entries), *listing.more)), one)
    return tuple(kept.values())


def _ask(url: str, http: Http, limit: int) -> tuple[Answer | None, Refused | None]:
    """The page, or the refusal: a site may close its pages and keep its feeds open."""
    try:
        return http.get(url, limit=limit), None
    except Refused as refusal:
        return None, refusal


def _given(answer: Answer, limit: int) -> Found | None:
    """The source that the address itself is, when it is not a page."""
    if feeds.looks_like_feed(answer.content):
        with suppress(NotParseable):
            listing = feeds.read(answer.content, answer.url, answer.content_type)
            if listing.entries:
                return _found(_Lead("feed", answer.url, "", "the address itself"), listing)
    with suppress(NotParseable, TooLarge):
        listing = sitemaps.read(answer.content, answer.url, limit=limit)
        if listing.entries or listing.more:
            return _found(_Lead("sitemap", answer.url, "", "the address itself"), listing)
    return None


def _leads(answer: Answer | None, url: str, http: Http, limit: int) -> list[_Lead]:
    """What to try, the most promising first, each address once and no feeds of comments."""
    site = answer.url if answer else url
    page = _tree(answer) if answer else None
    named = list(_named(page, site)) if page is not None else []
    places = chain(
        (_Lead("feed", urljoin(site, place), "", "a usual place for feeds") for place in FEED_PLACES),
        (
            _Lead("sitemap", urljoin(site, place), "", "a usual place for sitemaps")
            for place in SITEMAP_PLACES
        ),
        (_Lead("wordpress", urljoin(site, "/wp-json/"), "", "the usual place for WordPress posts"),),
    )
    guess = [] if any(lead.kind == "wordpress" for lead in named) else _hint(answer, site)
    each = dict[str, _Lead]()
    for lead in chain(named, guess, _robots(site, http, limit), places):
        if not (COMMENTS.search(_path(lead.url)) or COMMENTS_TITLE.search(lead.title)):
            each.setdefault(_key(lead), lead)
    return list(each.values())


def _tree(answer: Answer) -> html.HtmlElement | None:
    try:
        return pages.parse(answer.content, answer.url)
    except NotParseable:
        return None


def _named(page: html.HtmlElement, site: str) -> Iterator[_Lead]:
    """What the page names in its head: WordPress, and up to four feeds."""
    title = plain(next((each.text_content() for each in page.iter("title")), ""))
    links = [(link, absolute(link.get("href", ""), site)) for link in page.iter("link")]
    for link, address in links:
        if address and API in link.get("rel", "").split():
            yield _Lead("wordpress", address, title, "the page says that WordPress made it")
    for link, address in [each for each in links if each[1] and _is_feed(each[0])][:5]:
        yield _Lead("feed", str(address), plain(link.get("title", "")) or title, "the page names it")


def _is_feed(link: html.HtmlElement) -> bool:
    kind = link.get("type", "").split(";")[0].strip().lower()
    return "alternate" in link.get("rel", "").lower().split() and kind in FEED_TYPES


def _hint(answer: Answer | None, site: str) -> list[_Lead]:
    if answer is None or b"/wp-content/" not in answer.content:
        return []
    return [_Lead("wordpress", urljoin(site, "/wp-json/"), "", "the page holds files of WordPress")]


def _robots(site: str, http: Http, limit: int) -> list[_Lead]:
    """Up to three sitemaps that robots.txt names: those of news first, none of pictures or videos."""
    try:
        said = http.get(urljoin(site, "/robots.txt"), limit=limit).content.decode("utf-8", "replace")
    except CollectError:
        return []
    addresses = [address for each in Protego.parse(said).sitemaps if (address := absolute(each, site))]
    wanted = [each for each in addresses if not re.search(r"image|video|author|tag", _path(each).lower())]
    wanted.sort(key=lambda address: "news" not in _path(address).lower())
    return [_Lead("sitemap", address, "", "robots.txt names it") for address in wanted[:3]]


def _listing(lead: _Lead, http: Http, limit: int) -> Listing | None:
    look = {"feed": feeds.look, "sitemap": sitemaps.look, "wordpress": wordpress.look}[lead.kind]
    address = lead.url
    if lead.kind == "wordpress":
        address = wordpress.posts_address(f"{address}{'&' if '?' in address else '?'}{SAMPLE}")
    try:
        return look(Source("", "", lead.kind, address), http, limit=limit)
    except (CollectError, NotParseable):
        return None


def _found(lead: _Lead, listing: Listing) -> Found:
    address = lead.url if lead.kind == "wordpress" else listing.url
    why = lead.why + (f"; an index of sitemaps: {len(listing.more)}" if _is_index(lead, listing) else "")
    texts = sum(_is_whole(entry) for entry in listing.entries)
    news = lead.kind == "sitemap" and any(entry.published for entry in listing.entries)
    whole = texts * 2 > len(listing.entries)
    return Found(lead.kind, address, lead.title, why, whole, len(listing.entries), news)


def _is_index(lead: _Lead, listing: Listing) -> bool:
    return lead.kind == "sitemap" and bool(listing.more)


def _is_whole(entry: Entry) -> bool:
    return len(TAGS.sub(" ", entry.content).split()) >= WHOLE


def _rank(found: Found) -> tuple[int, int]:
    order = {"wordpress": 0, "feed": 1, "sitemap": 2 if found.news else 3}
    return order[found.kind], -found.entries


def _page(answer: Answer | None) -> tuple[Found, ...]:
    """The page itself, when it lists articles."""
    if answer is None:
        return ()
    try:
        listing = pages.read(answer.content, answer.url)
    except NotParseable:
        return ()
    if len(listing.entries) < LISTED:
        return ()
    lead = _Lead("page", answer.url, "", "it lists articles, and no feed or sitemap was found")
    return (replace(_found(lead, listing), full_text=False),)


def _path(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _key(lead: _Lead) -> str:
    return wordpress.posts_address(lead.url) if lead.kind == "wordpress" else lead.url
