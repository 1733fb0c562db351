import json
import re
import tomllib
import urllib.request
from collections.abc import Iterator
from datetime import date
from html import unescape
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import HTTPError, URLError
from xml.etree import ElementTree

import pytest

from monitor.sample.newsroom import SampleNewsroom, build
from monitor.sample.site import FEED, HTML, Response, SampleServer, pages, serve
from monitor.sample.write import folder, rows

BASE = "http://127.0.0.1:8765"
NEXT = "{http://www.w3.org/2005/Atom}link[@rel='next']"
IDENTIFIERS = {"schema.org", "www.w3.org"}  # names of vocabularies, never fetched


@pytest.fixture(scope="module")
def newsroom() -> SampleNewsroom:
    return build(7, date(2026, 9, 1))


@pytest.fixture(scope="module")
def site(newsroom: SampleNewsroom) -> dict[str, Response]:
    return pages(newsroom, BASE)


@pytest.fixture(scope="module")
def server(newsroom: SampleNewsroom) -> Iterator[SampleServer]:
    with serve(newsroom) as running:
        yield running


def fetch(url: str, **headers: str) -> tuple[int, bytes, str | None]:
    asked = urllib.request.Request(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        answer: HTTPResponse = urllib.request.urlopen(asked, timeout=5)
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read(), refused.headers["ETag"]
    with answer:
        return answer.status, answer.read(), answer.headers["ETag"]


def feed_items(site: dict[str, Response], outlet: str) -> list[ElementTree.Element]:
    items: list[ElementTree.Element] = []
    path: str | None = f"/{outlet}/feed.rss"
    while path:
        channel = ElementTree.fromstring(site[path].body)[0]
        items += channel.findall("item")
        older = channel.find(NEXT)
        path = None if older is None else older.attrib["href"].removeprefix(BASE)
    return items


def test_every_article_is_served_and_holds_its_title_and_text(
    newsroom: SampleNewsroom, site: dict[str, Response]
) -> None:
    for article, row in zip(newsroom.articles, rows(newsroom, BASE), strict=True):
        response = site[str(row["url"]).removeprefix(BASE)]
        page = unescape(response.body.decode())
        assert response.status == 200
        assert response.content_type == HTML
        assert article.title in page
        assert all(paragraph in page for paragraph in article.paragraphs)


def test_following_older_pages_gives_every_article_once_newest_first(
    newsroom: SampleNewsroom, site: dict[str, Response]
) -> None:
    urls = {str(row["url"]): str(row["outlet"]) for row in rows(newsroom, BASE)}
    for outlet in newsroom.outlets:
        if outlet.feed == "dead":
            continue
        links = [item.findtext("link") or "" for item in feed_items(site, outlet.id)]
        wanted = [url for url in reversed(urls) if urls[url] == outlet.id]
        if outlet.feed == "shallow":
            wanted = wanted[:40]
        assert [link for link in links if link in urls] == wanted
        assert len(links) == len(set(links))


def test_a_feed_page_has_fifty_items_at_most(site: dict[str, Response]) -> None:
    for path, response in site.items():
        if response.content_type == FEED:
            assert len(ElementTree.fromstring(response.body)[0].findall("item")) <= 50, path


def test_one_feed_item_is_a_listing_and_not_an_article(site: dict[str, Response]) -> None:
    links = [item.findtext("link") or "" for item in feed_items(site, "ninepin-wire")]
    listings = [link for link in links if "/section/" in link]
    assert len(listings) == 1
    assert b"application/ld+json" not in site[listings[0].removeprefix(BASE)].body


def test_the_dead_feed_is_missing_and_its_homepage_is_not(site: dict[str, Response]) -> None:
    assert site["/brasswick-courier/feed.rss"].status == 404
    assert site["/brasswick-courier/"].status == 200


def test_two_pages_say_nowhere_when_they_were_published(
    newsroom: SampleNewsroom, site: dict[str, Response]
) -> None:
    undated = [row for row in rows(newsroom, BASE) if row["published"] is None]
    assert len(undated) == 2
    for row in undated:
        path = str(row["url"]).removeprefix(BASE)
        head = site[path].body.decode().split("<p", 1)[0]
        assert not re.search(r"20\d\d-\d\d-\d\d|/20\d\d/|published_time|datePublished|<time", head + path)
        item = next(one for one in feed_items(site, str(row["outlet"])) if one.findtext("link") == row["url"])
        assert item.find("pubDate") is None


def test_our_pages_carry_a_kicker_an_appeal_after_the_text_and_three_teasers(
    newsroom: SampleNewsroom, site: dict[str, Response]
) -> None:
    row, article = next(
        (row, one)
        for row, one in zip(rows(newsroom, BASE), newsroom.articles, strict=True)
        if one.outlet == "lanternfish-review"
    )
    page = unescape(site[str(row["url"]).removeprefix(BASE)].body.decode())
    after = page.split(article.paragraphs[-1])[1]
    assert page.count(f"{article.type} | {article.section}") == 2
    assert after.index("Dear readers") < after.index("Related stories")
    assert after.count('class="related-item"') == 3
    assert article.title not in after


def test_no_page_names_an_address_outside_loopback_and_example_org(site: dict[str, Response]) -> None:
    for path, response in site.items():
        text = response.body.decode()
        hosts = set(re.findall(r"https?://([^/:\"'<> ]+)", text))
        assert hosts <= {"127.0.0.1"} | IDENTIFIERS, path
        assert set(re.findall(r"[\w.]+@([\w.]+\w)", text)) <= {"example.org"}, path


def test_every_page_says_that_it_is_a_sample(site: dict[str, Response]) -> None:
    for path, response in site.items():
        if response.content_type in (HTML, FEED):
            assert b"Sample" in response.body, path


def test_pages_are_small(site: dict[str, Response]) -> None:
    assert max(len(response.body) for response in site.values()) < 40_000


def test_links_between_pages_lead_somewhere(site: dict[str, Response]) -> None:
    for path in [path for n, path in enumerate(site) if n % 40 == 0]:
        for link in re.findall(r'(?:href|src)="(http[^"]+)"', site[path].body.decode()):
            assert unescape(link).removeprefix(BASE) in site, (path, link)


def test_the_server_answers_a_known_feed_with_304(server: SampleServer) -> None:
    url = f"{server.base_url}/ninepin-wire/feed.rss"
    status, body, etag = fetch(url)
    assert (status, bool(body)) == (200, True)
    assert fetch(url, If_None_Match=str(etag)) == (304, b"", etag)
    assert fetch(url, If_None_Match='"other"')[0] == 200
    assert server.requests["/ninepin-wire/feed.rss"] == 3


def test_the_server_takes_new_answers_while_it_runs(server: SampleServer) -> None:
    assert fetch(f"{server.base_url}/late")[0] == 404
    server.put("/late", Response(200, HTML, b"here now"))
    assert fetch(f"{server.base_url}/late")[:2] == (200, b"here now")


def test_the_server_stops_with_its_block(newsroom: SampleNewsroom) -> None:
    with serve(newsroom) as running:
        url = f"{running.base_url}/robots.txt"
        assert fetch(url)[0] == 200
    with pytest.raises(URLError, match="refused"):
        fetch(url)


def test_the_folder_holds_outlets_settings_and_the_truth(
    newsroom: SampleNewsroom, site: dict[str, Response], tmp_path: Path
) -> None:
    folder(newsroom, BASE, tmp_path)
    outlets = tomllib.loads((tmp_path / "outlets.toml").read_text("utf-8"))["outlet"]
    settings = tomllib.loads((tmp_path / "monitor.toml").read_text("utf-8"))
    truth = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text("utf-8").splitlines()]
    planted = json.loads((tmp_path / "truth.json").read_text("utf-8"))
    assert [one["role"] for one in outlets] == ["own"] + ["peer"] * 8
    assert all(one["source"][0]["url"].removeprefix(BASE) in site for one in outlets)
    assert {row["section"] for row in truth} <= {label for one in outlets for label in one["sections"]}
    assert settings == {
        "name": "Sample newsroom", "sample": True, "spacing": 0.0, "allow_hosts": ["127.0.0.1"],
        "contact": "sample@example.org",
    }  # fmt: skip
    assert len(truth) == 2000
    assert sum(story["missed"] for story in planted["stories"]) == 15
    assert (len(planted["copies"]), len(planted["undated"])) == (50, 2)
    assert planted["shallow_feeds"] == {"tin-condor": 40}
