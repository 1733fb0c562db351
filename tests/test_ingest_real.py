"""Real feeds and real pages, served on loopback, through the whole line."""

import gzip
import json
import re
import tarfile
from pathlib import Path

import feedparser
import pytest

from fakes import Press
from monitor.model import Outcome

ADDRESS = re.compile(rb"https?://[^/<>\"'\s\]]+")


def members(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as opened:
        return {member.name: opened.extractfile(member).read() for member in opened if member.isfile()}  # type: ignore[union-attr]


def test_real_pages_become_articles_of_their_day(press: Press, shared: Path) -> None:
    with gzip.open(shared / "extraction" / "fundus.gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][:12]
    pages = members(shared / "extraction" / "fundus.html.tar.xz")
    for at, row in enumerate(
        gold
    ):  # a page says its own address: let it say ours, so that nothing points outside
        content = re.sub(rb'<link[^>]+rel=["\']?canonical[^>]*>', b"", pages[row["html"]])
        content = re.sub(rb'<meta[^>]+property=["\']?og:url[^>]*>', b"", content)
        press.site.serves(f"/own/{at}", content, "text/html")
    items = "".join(f"<item><link>{press.site.url}/own/{at}</link></item>" for at in range(len(gold)))
    feed = f'<rss version="2.0"><channel><title>Real pages</title>{items}</channel></rss>'
    press.site.serves("/own/feed.rss", feed.encode(), "application/rss+xml")
    report = press.room.ingest("own")
    assert report.outcomes.total() == len(gold)
    assert report.outcomes[Outcome.NEW] == len(gold)
    found = press.room.articles()
    days = {
        url.rsplit("/", 1)[-1]: str(day)[:10] for url, day in zip(found["url"], found["day"], strict=True)
    }
    assert days == {str(at): row["gold"]["date"] for at, row in enumerate(gold)}


@pytest.mark.parametrize("number", range(0, 40, 8))
def test_every_entry_of_a_real_feed_ends_in_one_counted_outcome(
    number: int, press: Press, shared: Path
) -> None:
    name, content = sorted(members(shared / "extraction" / "real_feeds.tar.xz").items())[number]
    content = ADDRESS.sub(press.site.url.encode(), content)  # its pages are not here: each answers 404
    press.site.serves("/peer/feed.rss", content, "application/rss+xml")
    listed = feedparser.parse(content).entries
    report = press.room.ingest("peer")
    trouble = report.sources[0].trouble
    assert report.outcomes.total() == len(listed) or (not listed and trouble), (name, trouble)
    assert report.outcomes[Outcome.UNREACHABLE] == 0
