"""The posts of a WordPress site by its REST API (https://developer.wordpress.org/rest-api/reference/posts/)."""

from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from monitor.collect import loose_json, paging
from monitor.collect.addresses import absolute
from monitor.collect.http import Http
from monitor.collect.loose_json import text
from monitor.collect.moments import iso
from monitor.collect.words import plain
from monitor.errors import NotParseable, Refused
from monitor.model import Entry, Listing, Source

POSTS = "wp/v2/posts"
ASKED = {"per_page": "100", "_embed": "author,wp:term", "orderby": "date", "order": "desc"}
ADVICE = 'the site may have closed its API: give the address of its feed and kind = "feed"'


def look(
    source: Source,
    http: Http,
    *,
    limit: int,
    etag: str | None = None,
    last_modified: str | None = None,
    url: str | None = None,
) -> Listing:
    """The newest posts of the site, or those of its older page `url`; at most `limit` bytes.

    A page beyond the last (400) lists nothing. Raises what Http.get raises, and NotParseable for no posts.
    """
    try:
        answer = http.get(
            url or posts_address(source.url), limit=limit, etag=etag, last_modified=last_modified
        )
    except Refused as refusal:
        if url and paging.is_the_end(refusal, 400):
            return Listing(url)
        raise
    if answer.status == 304:
        return Listing(answer.url, etag=etag, last_modified=last_modified, unchanged=True)
    return read(answer.content, answer.url, etag=answer.etag, last_modified=answer.last_modified)


def posts_address(url: str) -> str:
    """The address of the newest posts of a site, which is named by its home page or by its API.

    What the address already asks, such as `categories=5`, stays.
    """
    parts = urlsplit(url)
    asked = _asked(url)
    route = next((value for name, value in asked if name == "rest_route"), None)
    path = parts.path
    if route is not None:
        asked = [(name, _route(value) if name == "rest_route" else value) for name, value in asked]
    elif "/wp-json" in path:
        start, _, route = path.partition("/wp-json")
        path = f"{start}/wp-json{_route(route)}"
    else:
        path = f"{path.rstrip('/')}/wp-json/{POSTS}"
    missing = [(name, value) for name, value in ASKED.items() if name not in dict(asked)]
    return _address(parts._replace(path=path), asked + missing)


def read(content: bytes, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Listing:
    """Read a page of posts that was served at `url`. Raises NotParseable when it is none."""
    try:
        posts = loose_json.parse(content)
    except ValueError as error:
        what = "a web page" if content.lstrip()[:1] == b"<" else "no JSON"
        raise NotParseable(f"collect: {url} answers {what} in place of posts; {ADVICE}") from error
    if not isinstance(posts, list):
        raise NotParseable(f"collect: {url} answers {_complaint(posts)} in place of posts; {ADVICE}")
    entries, rejected = [], []
    for post in posts:
        link = absolute(text(post.get("link")), url) if isinstance(post, dict) else None
        if link is None:
            rejected.append((_rendered(post, "title") or "a post", "has no link"))
        else:
            entries.append(_entry(post, link))
    return Listing(url, tuple(entries), _more(url, len(posts)), etag, last_modified, rejected=tuple(rejected))


def _entry(post: dict[str, Any], link: str) -> Entry:
    return Entry(
        link,
        _rendered(post, "title"),
        _moment(post, "date"),
        _moment(post, "modified"),
        _names(_embedded(post, "author")),
        _labels(post),
        text(post["content"].get("rendered")) if isinstance(post.get("content"), dict) else "",
    )


def _rendered(post: Any, field: str) -> str:
    value = post.get(field) if isinstance(post, dict) else None
    return plain(text(value.get("rendered"))) if isinstance(value, dict) else ""


def _moment(post: dict[str, Any], name: str) -> str | None:
    """The moment in UTC; on sites that do not tell it, the site's own time without its zone."""
    universal = iso(text(post.get(f"{name}_gmt")))
    if universal is None:
        return iso(text(post.get(name)))
    return f"{universal}+00:00" if len(universal) == len("2026-01-02T03:04:05") else universal


def _embedded(post: dict[str, Any], name: str) -> Any:
    inside = post.get("_embedded")
    return inside.get(name) if isinstance(inside, dict) else None


def _names(rows: Any) -> tuple[str, ...]:
    """What people and terms are called; one that the site hides is an error without a name."""
    names = (plain(text(row.get("name"))) for row in loose_json.rows(rows))
    return tuple(dict.fromkeys(filter(None, names)))


def _labels(post: dict[str, Any]) -> tuple[str, ...]:
    groups = _embedded(post, "wp:term")
    terms = list(chain.from_iterable(map(loose_json.rows, groups if isinstance(groups, list) else ())))
    return tuple(dict.fromkeys(chain(_of(terms, "category"), _of(terms, "post_tag"))))


def _of(terms: list[dict[str, Any]], taxonomy: str) -> Iterator[str]:
    yield from _names([term for term in terms if term.get("taxonomy") == taxonomy])


def _more(url: str, posts: int) -> tuple[str, ...]:
    """The page after `url`; one with fewer posts than it was asked for is the last."""
    asked = _asked(url)
    said = dict(asked)
    if posts == 0 or posts < _number(said.get("per_page"), 10):
        return ()
    following = ("page", str(_number(said.get("page"), 1) + 1))
    return (
        _address(urlsplit(url), [*((name, value) for name, value in asked if name != "page"), following]),
    )


def _asked(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def _number(said: str | None, default: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 10 else default


def _route(route: str) -> str:
    return route if route.strip("/") else f"/{POSTS}"


def _address(parts: SplitResult, asked: list[tuple[str, str]]) -> str:
    return urlunsplit(parts._replace(query=urlencode(asked, safe="/:,[]")))


def _complaint(answer: Any) -> str:
    said = plain(text(answer.get("message"))) if isinstance(answer, dict) else ""
    return f'"{said[:200]}"' if said else "other JSON"
