"""Feeds that are asked for their older pages by number, over real HTTP."""

from collections.abc import Callable

import pytest

from fakes import Site
from monitor import collect
from monitor.errors import Refused
from monitor.model import Listing, Source
from test_collect_http import http

RSS = b'<rss version="2.0"><channel><title>Paper</title>%s</channel></rss>'
ITEM = b"<item><title>One</title><link>/one</link></item>"


Look = Callable[..., Listing]


@pytest.fixture
def look(site: Site) -> Look:
    """Looks at a feed of the site with a given paging."""

    def ask(paging: str | None, path: str = "/feed", page: str | None = None) -> Listing:
        source = Source("paper/feed", "paper", "feed", site.url + path, paging)
        with http() as reader:
            return collect.look(source, reader, limit=100_000, url=page and site.url + page)

    return ask


@pytest.mark.parametrize(
    ("path", "paging", "page", "following"),
    [
        ("/feed", "?page={n}", None, "/feed?page=2"),
        ("/feed", "?page={n}", "/feed?page=2", "/feed?page=3"),
        ("/feed", "?page={n}", "/feed?page=9", "/feed?page=10"),
        ("/feed/", "/page/{n}/", None, "/feed/page/2/"),
        ("/feed?tag=a", "&paged={n}", "/feed?tag=a&paged=4", "/feed?tag=a&paged=5"),
    ],
)
def test_a_paged_feed_names_the_page_after_the_one_asked_for(
    site: Site, look: Look, path: str, paging: str, page: str | None, following: str
) -> None:
    site.serves(page or path, RSS % ITEM, "application/rss+xml")
    assert look(paging, path, page).more == (site.url + following,)


def test_a_page_without_entries_is_the_last(site: Site, look: Look) -> None:
    site.serves("/feed?page=4", RSS % b"", "application/rss+xml")
    assert look("?page={n}", page="/feed?page=4").more == ()


def test_what_the_feed_itself_says_of_older_pages_comes_first(site: Site, look: Look) -> None:
    older = b'<link xmlns="http://www.w3.org/2005/Atom" rel="next" href="/feed?before=7"/>'
    site.serves("/feed", RSS % (older + ITEM), "application/rss+xml")
    assert look("?page={n}").more == (f"{site.url}/feed?before=7",)


def test_a_feed_that_is_not_paged_has_no_more(site: Site, look: Look) -> None:
    site.serves("/feed", RSS % ITEM, "application/rss+xml")
    assert look(None).more == ()


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there_ends_the_paging_quietly(site: Site, look: Look, status: int) -> None:
    site.breaks("/feed?page=5", status)
    assert look("?page={n}", page="/feed?page=5") == Listing(f"{site.url}/feed?page=5")


@pytest.mark.parametrize(
    ("paging", "page", "status"),
    [("?page={n}", None, 404), (None, "/feed?page=5", 404), ("?page={n}", "/feed?page=5", 403)],
    ids=["the feed itself", "a page of a feed that is not paged", "a page that is forbidden"],
)
def test_other_refusals_are_told(
    site: Site, look: Look, paging: str | None, page: str | None, status: int
) -> None:
    site.breaks(page or "/feed", status)
    with pytest.raises(Refused, match=f"answered {status}"):
        look(paging, page=page)
