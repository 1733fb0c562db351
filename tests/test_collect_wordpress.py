"""The posts of WordPress sites, over real HTTP where pages matter."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import Site
from monitor import collect
from monitor.collect import wordpress
from monitor.errors import NotParseable, Refused
from monitor.model import Entry, Listing, Source
from test_collect_http import http
from test_collect_jsonfeed import ANYTHING

QUERY = "per_page=100&_embed=author,wp:term&orderby=date&order=desc"
AT = f"https://paper.example/wp-json/wp/v2/posts?{QUERY}"
POST = {
    "id": 7,
    "date": "2026-01-02T04:30:00",
    "date_gmt": "2026-01-02T09:30:00",
    "modified": "2026-01-03T04:00:00",
    "modified_gmt": "2026-01-03T09:00:00",
    "link": "https://paper.example/2026/01/talks/",
    "title": {"rendered": "Talks &#8216;resume&#8217; at Smith &amp; <em>Sons</em>"},
    "content": {"rendered": "<p>All of it.</p>", "protected": False},
    "_embedded": {
        "author": [{"name": "Ada Lovelace"}, {"code": "rest_user_invalid_id", "message": "Invalid user ID."}],
        "wp:term": [
            [{"taxonomy": "post_tag", "name": "Gas &amp; oil"}],
            [{"taxonomy": "category", "name": "Europe"}, {"taxonomy": "category", "name": "Analysis"}],
            [{"taxonomy": "cap_guest", "name": "cap-ada"}],
        ],
    },
}


def read(*posts: Any, at: str = AT) -> Listing:
    return wordpress.read(json.dumps(posts).encode(), at)


def test_a_post_becomes_an_entry() -> None:
    assert read(POST).entries == (
        Entry(
            url="https://paper.example/2026/01/talks/",
            title="Talks ‘resume’ at Smith & Sons",
            published="2026-01-02T09:30:00+00:00",
            updated="2026-01-03T09:00:00+00:00",
            authors=("Ada Lovelace",),
            labels=("Europe", "Analysis", "Gas & oil"),
            content="<p>All of it.</p>",
        ),
    )


@pytest.mark.parametrize("universal", [None, "", "0000-00-00T00:00:00", 7])
def test_a_post_without_universal_time_has_the_sites_own_without_a_zone(universal: Any) -> None:
    (entry,) = read(POST | {"date_gmt": universal}).entries
    assert entry.published == "2026-01-02T04:30:00"


def test_a_post_without_a_link_is_rejected_and_not_lost() -> None:
    listing = read(POST | {"link": None}, "words", POST)
    assert len(listing.entries) == 1
    assert listing.rejected == (
        ("Talks ‘resume’ at Smith & Sons", "has no link"),
        ("a post", "has no link"),
    )


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("https://paper.example", f"https://paper.example/wp-json/wp/v2/posts?{QUERY}"),
        ("https://paper.example/blog/", f"https://paper.example/blog/wp-json/wp/v2/posts?{QUERY}"),
        ("https://paper.example/wp-json/", f"https://paper.example/wp-json/wp/v2/posts?{QUERY}"),
        ("https://paper.example/wp-json/wp/v2/posts", f"https://paper.example/wp-json/wp/v2/posts?{QUERY}"),
        (
            "https://paper.example/wp-json/wp/v2/posts?categories=5&per_page=20",
            "https://paper.example/wp-json/wp/v2/posts?categories=5&per_page=20&_embed=author,wp:term"
            "&orderby=date&order=desc",
        ),
        (
            "https://paper.example/wp-json/wp/v2/posts?tags[]=5&tags[]=6",
            f"https://paper.example/wp-json/wp/v2/posts?tags[]=5&tags[]=6&{QUERY}",
        ),
        (
            "https://paper.example/?rest_route=/",
            f"https://paper.example/?rest_route=/wp/v2/posts&{QUERY}",
        ),
        (
            "https://paper.example/wp-json/wp/v2/analysis",
            f"https://paper.example/wp-json/wp/v2/analysis?{QUERY}",
        ),
    ],
)
def test_a_site_is_named_by_its_home_page_or_by_its_api(named: str, asked: str) -> None:
    assert wordpress.posts_address(named) == asked
    assert wordpress.posts_address(asked) == asked


def test_a_full_page_has_a_page_after_it_and_another_is_the_last() -> None:
    two = AT.replace("100", "2")
    assert read(POST, POST, at=two).more == (f"{two}&page=2",)
    assert read(POST, POST, at=f"{two}&page=9").more == (f"{two}&page=10",)
    assert read(POST, at=two).more == ()
    assert read(at=two).more == ()


def test_a_site_is_read_page_by_page_to_its_end(site: Site) -> None:
    two = "/wp-json/wp/v2/posts?per_page=2&_embed=author,wp:term&orderby=date&order=desc"
    first, second = ([POST | {"link": f"/{name}"} for name in names] for names in ("ab", "cd"))
    site.serves(two, json.dumps(first).encode(), "application/json")
    site.serves(f"{two}&page=2", json.dumps(second).encode(), "application/json")
    site.breaks(f"{two}&page=3", 400, b'{"code": "rest_post_invalid_page_number"}')
    source = Source("paper/posts", "paper", "wordpress", f"{site.url}/wp-json/wp/v2/posts?per_page=2")
    seen, more = [], (None,)
    with http() as reader:
        while more:
            listing = collect.look(source, reader, limit=100_000, url=more[0])
            seen += [entry.url.removeprefix(site.url) for entry in listing.entries]
            more = listing.more
    assert seen == ["/a", "/b", "/c", "/d"]


def test_a_first_page_that_is_refused_is_told(site: Site) -> None:
    site.breaks(f"/wp-json/wp/v2/posts?{QUERY}", 400)
    with http() as reader, pytest.raises(Refused, match="answered 400"):
        collect.look(Source("p/w", "p", "wordpress", site.url), reader, limit=100_000)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"code": "rest_no_route", "message": "No route was found"}', 'answers "No route was found"'),
        (b'{"name": "Paper"}', "answers other JSON"),
        (b"7", "answers other JSON"),
        (b"<!doctype html><html></html>", "answers a web page"),
        (b"", "answers no JSON"),
        (b"[" * 200_000, "answers no JSON"),
        (b"\x00" * 50, "answers no JSON"),
    ],
)
def test_what_is_no_list_of_posts_is_not_parseable_and_says_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(NotParseable, match=f'{said}.* kind = "feed"'):
        wordpress.read(content, AT)


@given(st.lists(st.dictionaries(st.sampled_from([*POST, "_embedded"]), ANYTHING) | ANYTHING, max_size=4))
def test_values_of_any_type_give_entries_or_rejections(posts: list[Any]) -> None:
    linked = [{"link": "/a"} | post for post in posts if isinstance(post, dict)]
    listing = read(*posts, *linked)
    assert len(listing.entries) + len(listing.rejected) == len(posts) + len(linked)
    for entry in listing.entries:
        (entry.url + entry.title + entry.content + "".join((*entry.authors, *entry.labels))).encode()
