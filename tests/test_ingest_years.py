"""Archives that are read across killed runs, and a month of days with everything that happens in one."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest

from fakes import PARAGRAPH
from monitor.catalog import starter
from monitor.model import CollectionState, Outcome
from monitor.newsroom import Newsroom
from monitor.store import runs
from test_collect_http import say, serve

FIRST = date(2026, 10, 1)
SETTINGS = """
name = "x"
contact = "a@b"
spacing = 0.0
retries = 0
backfill_pages = 100
allow_hosts = ["127.0.0.1"]
"""


def newsroom(folder: Path, site: str, kind: str, path: str) -> None:
    starter.write(folder)
    (folder / "outlets.toml").write_text(
        f'[[outlet]]\nid = "own"\nname = "Own"\nrole = "own"\nhome = "USA"\nurl = "{site}"\n'
        f'[[outlet.source]]\nid = "s"\nkind = "{kind}"\nurl = "{site}{path}"\n'
    )
    (folder / "monitor.toml").write_text(SETTINGS)


def body(name: str) -> str:
    return "".join(f"<p>{PARAGRAPH.format(place=name, number=n)}</p>" for n in range(2))


def page(title: str, name: str) -> bytes:
    head = f"<html><head><title>{title}</title></head>"
    return f"{head}<body><article>{body(name)}</article></body></html>".encode()


class Archive:
    """A site of many posts, by WordPress's API and by sitemaps; it notes what it was asked."""

    def __init__(self, posts: int) -> None:
        self.posts = posts
        self.asked: list[str] = []
        self.site = ""

    def respond(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append(request.path)
        parts = urlsplit(request.path)
        if parts.path.endswith("/posts"):
            page = int(parse_qs(parts.query).get("page", ["1"])[0])
            numbers = range(self.posts, 0, -1)[(page - 1) * 100 : page * 100]
            status = 200 if numbers else 400
            say(
                request,
                json.dumps([self.post(n) for n in numbers]).encode(),
                status,
                Content_Type="application/json",
            )
        elif parts.path == "/sitemap.xml":
            parts_of_it = "".join(
                f"<sitemap><loc>{self.site}/part-{n}.xml</loc><lastmod>2026-0{9 - n}-01</lastmod></sitemap>"
                for n in range(8)
            )
            say(
                request,
                f"<sitemapindex>{parts_of_it}</sitemapindex>".encode(),
                Content_Type="application/xml",
            )
        elif parts.path.startswith("/part-"):
            each = self.posts // 8
            start = int(parts.path[6:-4]) * each
            urls = "".join(f"<url><loc>{self.site}/post-{n}</loc></url>" for n in range(start, start + each))
            say(request, f"<urlset>{urls}</urlset>".encode(), Content_Type="application/xml")
        else:
            name = parts.path.strip("/")
            said = (
                f"<html><head><title>{name}</title></head><body><article>{body(name)}</article></body></html>"
            )
            say(request, said.encode(), Content_Type="text/html")

    def post(self, n: int) -> dict[str, object]:
        at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=10 * n)
        return {
            "link": f"{self.site}/post-{n}", "title": {"rendered": f"Post {n}"},
            "date_gmt": at.isoformat()[:19], "content": {"rendered": body(f"post {n}")},
        }  # fmt: skip

    def pages(self) -> list[str]:
        """The older pages; the newest part of an index is asked for at every look, as it may have grown."""
        older = [path for path in self.asked if "page=" in path.replace("per_page=", "") or "/part-" in path]
        return [path for path in older if path != "/part-0.xml"]


def ingest(folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "monitor", "--folder", str(folder), "ingest"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def backlog(folder: Path) -> list[str]:
    with Newsroom(folder) as room, room.record.read() as connection:
        return runs.state(connection, "own/s").backlog or []


@pytest.mark.parametrize(
    ("kind", "path", "posts", "enough"), [("wordpress", "/", 5_000, 12), ("sitemap", "/sitemap.xml", 800, 3)]
)
def test_an_archive_is_read_across_killed_runs_and_no_finished_page_twice(
    kind: str, path: str, posts: int, enough: int, tmp_path: Path
) -> None:
    archive = Archive(posts)
    folder = tmp_path / "room"
    with serve(archive.respond) as archive.site:
        newsroom(folder, archive.site, kind, path)
        left: list[str] = []
        for _ in range(2):
            archive.asked.clear()
            process = ingest(folder)
            while len(archive.pages()) < enough and process.poll() is None:
                time.sleep(0.002)
            assert process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert not left or archive.pages()[0] == left[0].removeprefix(archive.site)
            before, left = left, backlog(folder)
            assert left
            assert not before or len(left) <= len(before)
        archive.asked.clear()
        assert ingest(folder).wait() == 0
        rest = archive.pages()
        assert rest[0] == left[0].removeprefix(archive.site)
        assert len(rest) == len(set(rest))
        with Newsroom(folder) as room:
            assert room.count() == posts
            assert room.collected.sources()["items"].tolist() == [posts]
        archive.asked.clear()
        assert ingest(folder).wait() == 0
        assert (
            len(archive.pages()) <= 1
        )  # of the archive nothing is asked again; an index has one newest part


class Month:
    """A paper through thirty days: it publishes, corrects, is down for days and stumbles over pages."""

    def __init__(self) -> None:
        random = Random(20261001)
        self.days = [FIRST + timedelta(days=n) for n in range(30)]
        self.published = {day: [f"{day}-{n}" for n in range(random.randint(0, 6))] for day in self.days}
        self.down = set(self.days[9:12])
        self.stumbles = {slug for slugs in self.published.values() for slug in slugs if random.random() < 0.1}
        self.today = FIRST
        self.served: Counter[str] = Counter()

    def respond(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path.strip("/")
        if path.startswith("day/"):
            self.today = date.fromisoformat(path[4:])
            say(request, b"it is")
        elif path == "feed":
            say(
                request,
                self.feed(),
                503 if self.today in self.down else 200,
                Content_Type="application/rss+xml",
            )
        elif path in self.stumbles and not self.served[f"stumble {path}"]:
            self.served[f"stumble {path}"] += 1
            say(request, status=503)
        else:
            self.served[path] += 1
            say(request, page(f"Title {path}", path), Content_Type="text/html")

    def feed(self) -> bytes:
        slugs = [(day, slug) for day in self.days if day <= self.today for slug in self.published[day]][-30:]
        items = "".join(
            f"<item><title>Title {slug}</title><link>/{slug}</link>"
            f"<pubDate>{format_datetime(datetime.combine(day, datetime.min.time(), UTC))}</pubDate></item>"
            for day, slug in reversed(slugs)
        )
        return f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


SCRIPT = """
import sys
from datetime import UTC, date, datetime, timedelta
from urllib.request import urlopen
from monitor.newsroom import Newsroom

if __name__ == "__main__":
    folder, site, first = sys.argv[1], sys.argv[2], int(sys.argv[3])
    clock = [datetime(2026, 10, 1, 20, tzinfo=UTC)]
    with Newsroom(folder, now=lambda: clock[0]) as room:
        for n in range(first, 30):
            clock[0] = datetime(2026, 10, 1, 20, tzinfo=UTC) + timedelta(days=n)
            urlopen(f"{site}/day/{clock[0].date()}").read()
            room.ingest()
            print(n + 1, flush=True)
"""


@contextmanager
def running(folder: Path, site: str, first: int) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", SCRIPT, str(folder), site, str(first)]
    environ = os.environ | {"MONITOR_WORKERS": "0"}
    process = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_a_month_with_restarts_and_kills_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    month, random, folder, done = Month(), Random(7), tmp_path / "room", 0
    with serve(month.respond) as site:
        newsroom(folder, site, "feed", "/feed")
        for _ in range(6):  # killed at random moments, and begun again with the day that was not finished
            with running(folder, site, done) as process:
                assert process.stdout is not None
                lines = iter(process.stdout.readline, "")
                done = int(next(lines, done))
                killer = threading.Timer(random.uniform(0, 0.4), process.kill)
                killer.start()
                done = max([done, *map(int, lines)])
                killer.join()
        with running(folder, site, done) as process:
            assert process.stdout is not None
            assert process.stdout.read().split()[-1] == "30"
            assert process.wait() == 0
        with Newsroom(folder, now=lambda: datetime(2026, 10, 30, 21, tzinfo=UTC)) as room:
            slugs = [slug for day in month.days for slug in month.published[day]]
            kept = [url.rpartition("/")[2] for url in room.articles(limit=500)["url"]]
            assert sorted(kept) == sorted(slugs)
            outcomes = room.collected.outcomes()
            assert outcomes[outcomes["outcome"] == Outcome.NEW]["n"].sum() == len(slugs)
            assert all(month.served[slug] >= 1 for slug in slugs)
            missed = outcomes[outcomes["outcome"] == Outcome.UNREACHABLE]["n"].sum()
            assert missed <= sum(month.served[f"stumble {slug}"] for slug in month.stumbles)
            states = room.collected.days(date(2026, 10, 30), 29).set_index("day")["state"]
            whole = [day for day in month.days[1:] if states.get(str(day)) == CollectionState.COLLECTED]
            assert len(whole) >= 27  # days on which the feed was down are healed by the next look
