"""A site that misbehaves in every way: each item ends in its named outcome, the run goes on."""

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

import pytest

from fakes import PARAGRAPH
from monitor.catalog import starter
from monitor.model import Outcome
from test_collect_http import say, serve

MEGABYTE = 1_000_000
UTF8 = "text/html; charset=utf-8"
PROSE = "".join(f"<p>{PARAGRAPH.format(place='Kenya', number=n)}</p>" for n in range(4))


def html(title: str, body: str = PROSE, head: str = "") -> bytes:
    date = '<meta property="article:published_time" content="2026-11-10T08:00:00Z">'
    top = f"<html><head><title>{title}</title>{date}{head}</head>"
    return f"{top}<body><article>{body}</article></body></html>".encode()


def hang(request: BaseHTTPRequestHandler) -> None:
    time.sleep(7)
    request.close_connection = True


def cut(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "100000")
    request.end_headers()
    request.wfile.write(html("Cut"))
    request.close_connection = True


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    with suppress(OSError):
        for _ in range(60):
            request.wfile.write(b"<p>words and words</p>" * 46_000)


BOMB = gzip.compress(bytes(20 * MEGABYTE)) * 15  # 300 MB in 15 parts


def bomb(request: BaseHTTPRequestHandler) -> None:
    say(request, BOMB, Content_Encoding="gzip", Content_Type="text/html")


def round_and_round(request: BaseHTTPRequestHandler) -> None:
    n = int(request.path.rpartition("-")[2]) if "-" in request.path else 0
    say(request, status=302, Location=f"/round-{n + 1}" if n < 30 else "/good")


def inwards(request: BaseHTTPRequestHandler) -> None:
    say(request, status=302, Location="http://169.254.169.254/latest/meta-data/")


stumbled: list[str] = []


def stumble(request: BaseHTTPRequestHandler) -> None:
    stumbled.append(request.path)
    say(request, html("Stumbled"), 500 if len(stumbled) == 1 else 200)


PAGES = {
    "/good": (lambda r: say(r, html("Good")), Outcome.NEW),
    "/forbidden": (lambda r: say(r, status=403), Outcome.REFUSED),
    "/missing": (lambda r: say(r, status=404), Outcome.REFUSED),
    "/gone": (lambda r: say(r, status=410), Outcome.REFUSED),
    "/busy": (lambda r: say(r, status=429, Retry_After="3600"), Outcome.UNREACHABLE),
    "/stumble": (stumble, Outcome.NEW),
    "/hang": (hang, Outcome.UNREACHABLE),
    "/cut": (cut, Outcome.UNREACHABLE),
    "/round": (round_and_round, Outcome.UNREACHABLE),
    "/inwards": (inwards, Outcome.REFUSED),
    "/bomb": (bomb, Outcome.TOO_LARGE),
    "/endless": (endless, Outcome.TOO_LARGE),
    "/nested": (lambda r: say(r, html("Nested", "<div>" * 100_000 + PROSE)), Outcome.NOT_PARSEABLE),
    "/nul": (lambda r: say(r, html("Nul", PROSE.replace("the ", "the\x00 "))), Outcome.NEW),
    "/charset": (
        lambda r: say(r, html("Caf\u00e9 talks").decode().encode("cp1252"), Content_Type=UTF8),
        Outcome.NEW,
    ),
    "/wall": (lambda r: say(r, b"<script src=/cdn-cgi/challenge-platform/x>", 403), Outcome.BLOCKED),
    "/private": (lambda r: say(r, html("Private")), Outcome.DISALLOWED),
    "/empty": (lambda r: say(r, b""), Outcome.NOT_PARSEABLE),
    "/picture": (lambda r: say(r, bytes(range(256)), Content_Type="image/png"), Outcome.NOT_PARSEABLE),
}  # fmt: skip


def feed(items: str) -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()
    )


def item(path: str, **parts: str) -> str:
    told = {
        "title": f"Title of {path}",
        "link": path,
        "guid": path,
        "pubDate": "Tue, 10 Nov 2026 08:00:00 GMT",
    }
    return "<item>" + "".join(f"<{k}>{v}</{k}>" for k, v in (told | parts).items() if v) + "</item>"


ODD = [
    item("/odd-1", guid=""), item("/odd-2", pubDate=""), item("/odd-3", link="", guid=""),
    item("/odd-4", guid="twin"), item("/odd-5", guid="twin"),
    item("/odd-6", pubDate="Tue, 10 Nov 2099 08:00:00 GMT"),
]  # fmt: skip
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (98 + n, *[97 + n] * 8) for n in range(9))
    + b"]><rss version='2.0'><channel><title>&j;</title></channel></rss>"
)
FEEDS = {
    "/feed": feed("".join(map(item, PAGES))),
    "/odd": feed("".join(ODD)),
    "/many": feed("".join(item(f"/many-{n}") for n in range(10_000))),
    "/bomb-feed": ENTITIES,
    "/page-feed": html("A page"),
    "/good-feed": feed(item("/last-1") + item("/last-2")),
}


def respond(request: BaseHTTPRequestHandler) -> None:
    path = request.path
    if path in FEEDS:
        say(request, FEEDS[path], Content_Type="application/xml")
    elif path.startswith("/many-"):
        say(request, status=404)
    elif path in PAGES:
        PAGES[path][0](request)
    elif path.startswith("/round"):
        round_and_round(request)
    else:
        say(request, html(f"Page {path}", PROSE + f"<p>The page of {path} says so.</p>"))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    """One run over all of it in a process of its own: what it counted, and what memory it took."""
    folder = tmp_path_factory.mktemp("hostile") / "room"
    starter.write(folder)
    with serve(respond, "User-agent: *\nDisallow: /private") as site:
        blocks = [
            f'[[outlet]]\nid = "o{n}"\nname = "O{n}"\nrole = "own"\nhome = "USA"\nurl = "{site}"\n'
            f'[[outlet.source]]\nid = "feed"\nkind = "feed"\nurl = "{site}{path}"\n'
            for n, path in enumerate(FEEDS)
        ]
        (folder / "outlets.toml").write_text("\n".join(blocks))
        (folder / "monitor.toml").write_text(
            'name = "x"\ncontact = "a@b"\nspacing = 0.0\ntimeout = 3.0\nallow_hosts = ["127.0.0.1"]\n'
        )
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(folder)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        yield json.loads(done.stdout.splitlines()[-1]) | {"seconds": time.monotonic() - start, "site": site}


SCRIPT = """
import json, sys, threading
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path
from monitor.newsroom import Newsroom
from monitor.store import runs

done, peaks = threading.Event(), [0]

def peak(pid):  # of this program alone: what getrusage tells begins with the memory of the parent
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000

def watch():
    while not done.wait(0.05):
        for child in active_children():
            try:
                peaks.append(peak(child.pid))
            except (OSError, IndexError):  # it has ended
                pass

if __name__ == "__main__":
    threading.Thread(target=watch).start()
    with Newsroom(sys.argv[1], now=lambda: datetime(2026, 11, 20, tzinfo=UTC)) as room:
        report = room.ingest()
        with room.record.read() as connection:
            troubles = runs.troubles(connection, 20_000)
        told = {
            "outcomes": {each.source: dict(each.outcomes) for each in report.sources},
            "trouble": {each.source: each.trouble for each in report.sources},
            "items": {row.url: [row.outcome, row.reason] for row in troubles.itertuples()},
            "articles": room.articles(limit=100)[["url", "title"]].to_dict("records"),
        }
    done.set()
    print(json.dumps(told | {"megabytes": max(*peaks, peak("self")), "workers": len(peaks)}))
"""


def kept(run: dict, source: str) -> dict[str, int]:  # type: ignore[type-arg]
    """The outcomes of a source; its pages say nearly the same as others', so that some are copies."""
    counted = dict(run["outcomes"][source])
    new = counted.pop("new", 0) + counted.pop("copy", 0)
    return counted | {Outcome.NEW: new}


def test_every_page_ends_in_its_named_outcome(run: dict) -> None:  # type: ignore[type-arg]
    counted = kept(run, "o0/feed")
    expected: dict[str, int] = {}
    for _, outcome in PAGES.values():
        expected[outcome] = expected.get(outcome, 0) + 1
    assert counted == expected
    for path, (_, outcome) in PAGES.items():
        told = run["items"].get(f"{run['site']}{path}")
        assert (told is None and outcome is Outcome.NEW) or told[0] == outcome, (path, told)
        assert told is None or told[1]


def test_odd_items_are_taken_for_what_they_are(run: dict) -> None:  # type: ignore[type-arg]
    assert kept(run, "o1/feed") == {Outcome.NEW: 5, Outcome.NOT_PARSEABLE: 1}
    assert run["items"]["Title of /odd-3"][1] == "has no link"


def test_a_feed_of_ten_thousand_items_is_read_to_its_end(run: dict) -> None:  # type: ignore[type-arg]
    assert run["outcomes"]["o2/feed"] == {Outcome.REFUSED: 10_000}


def test_what_is_no_feed_is_told_and_the_others_go_on(run: dict) -> None:  # type: ignore[type-arg]
    assert "not a feed" in run["trouble"]["o3/feed"]
    assert "is a web page, not a feed" in run["trouble"]["o4/feed"]
    assert kept(run, "o5/feed") == {Outcome.NEW: 2}


def test_texts_are_whole_where_the_bytes_are_odd(run: dict) -> None:  # type: ignore[type-arg]
    titles = {each["url"].rpartition("/")[2]: each["title"] for each in run["articles"]}
    assert titles["charset"] == "Caf\u00e9 talks"
    assert titles["nul"] == "Nul"


def test_it_stays_within_its_bounds(run: dict) -> None:  # type: ignore[type-arg]
    assert run["workers"] > 1  # they were looked at, too
    assert 100 < run["megabytes"] < 500
