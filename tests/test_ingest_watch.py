"""What a person brings by a site's address, by a list of feeds, or by a file of pages."""

import gzip
import json
from pathlib import Path

from click.testing import CliRunner, Result

from fakes import PARAGRAPH, Press
from monitor.catalog import opml
from monitor.catalog.outlets import read_outlets
from monitor.cli.main import monitor
from monitor.filters import Filters
from monitor.model import Outcome
from monitor.newsroom import Newsroom
from test_collect_http import say, serve

BODY = "".join(f"<p>{PARAGRAPH.format(place='Kenya', number=n)}</p>" for n in range(4))


def call(press: Press, *words: str) -> Result:
    return CliRunner().invoke(monitor, ["--folder", str(press.folder), *words])


def html(url: str, title: str) -> bytes:
    date = '<meta property="article:published_time" content="2026-11-10T08:00:00Z">'
    head = f'<head><title>{title}</title><link rel="canonical" href="{url}">{date}</head>'
    return f"<html>{head}<body><article>{BODY}</article></body></html>".encode()


def test_a_site_is_watched_by_its_address_alone(press: Press) -> None:
    items = "".join(f"<item><title>Kenya waits {n}</title><link>/piece-{n}</link></item>" for n in range(3))
    feed = f'<rss version="2.0"><channel><title>New</title>{items}</channel></rss>'.encode()

    def respond(request: object) -> None:
        path = request.path  # type: ignore[attr-defined]
        link = '<link rel="alternate" href="/rss" type="application/rss+xml">'
        front = f"<html><head><title>New Paper - Home</title>{link}</head></html>".encode()
        answers = {"/": front, "/rss": feed} | {f"/piece-{n}": html("", f"Kenya waits {n}") for n in range(3)}
        say(request, answers.get(path, b""), 200 if path in answers else 404)  # type: ignore[arg-type]

    with serve(respond) as site:  # type: ignore[arg-type]
        before = (press.folder / "outlets.toml").read_text()
        done = call(press, "add", site)
        assert done.exit_code == 0, done.output
        assert f"found: feed {site}/rss (3 articles; the page names it)" in done.output
        after = (press.folder / "outlets.toml").read_text()
        assert after.startswith(before.rstrip())
        new = read_outlets(press.folder / "outlets.toml")[-1]
        assert (new.name, new.role, new.sources[0].url) == ("New Paper", "peer", f"{site}/rss")
        assert call(press, "add", site).exit_code == 1  # it is watched already
        done = call(press, "ingest", "--source", new.sources[0].id)
        assert "3 new" in done.output or "3 undated" in done.output


def test_feeds_come_in_and_go_out_as_opml(press: Press, tmp_path: Path) -> None:
    out = tmp_path / "ours.opml"
    assert call(press, "export", "--out", str(out)).exit_code == 0
    assert [each.feed for each in opml.read(out.read_bytes())] == [
        source.url for source in press.room.catalog.sources
    ]
    done = call(press, "import", str(out))
    assert "0 feeds written" in done.output
    assert "2 left out" in done.output
    other = tmp_path / "other.opml"
    feeds = "".join(f'<outline text="Far {n}" xmlUrl="https://far.example/{n}.rss"/>' for n in range(2))
    other.write_text(f'<opml version="2.0"><body><outline text="News">{feeds}</outline></body></opml>')
    assert "2 feeds written" in call(press, "import", str(other)).output
    with Newsroom(press.folder) as room:
        assert [source.id for source in room.catalog.outlet("far").sources] == ["far/feed", "far/feed-2"]
    other.write_text(
        '<opml version="2.0"><body><outline text="X" xmlUrl="https://far.test/x"/></body></opml>'
    )
    done = call(
        press, "import", str(other)
    )  # another site whose name gives the same id is not mixed up with it
    assert "already has an outlet 'far'" in done.output


def test_pages_come_out_of_a_web_archive(press: Press, tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    captured = (
        (f"{press.site.url}/own/a", "200 OK"),
        (f"{press.site.url}/own/b", "404 Not Found"),
        ("https://elsewhere.example/c", "200 OK"),
    )
    with path.open("wb") as file:
        for url, status in captured:
            answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n".encode()
            content = answer + html(url, f"Kenya at {url[-1]}")
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(content)}"
            )
            file.write(gzip.compress(f"{head}\r\n\r\n".encode() + content + b"\r\n\r\n"))
    report = press.room.bring_in(path)
    assert report.outcomes == {Outcome.NEW: 1, Outcome.REFUSED: 1, Outcome.NOT_WATCHED: 1}
    assert press.room.articles()["title"].tolist() == ["Kenya at a"]
    assert press.room.bring_in(path).outcomes[Outcome.UNCHANGED] == 1


def test_a_saved_page_comes_in_with_its_own_address(press: Press, tmp_path: Path) -> None:
    path = tmp_path / "saved.html"
    path.write_bytes(html(f"{press.site.url}/peer/saved", "Kenya is saved"))
    done = call(press, "import", str(path), "--outlet", "peer")
    assert "1 new" in done.output
    assert press.room.articles(Filters(outlet=("peer",)))["title"].tolist() == ["Kenya is saved"]


def test_result_files_of_other_monitors_come_in(press: Press, tmp_path: Path) -> None:
    site = press.site.url
    cloud = tmp_path / "mediacloud.csv"
    cloud.write_text(
        "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        f"1,2026-11-12,en,x,x,2026-11-11 00:00:00,Kenya in a cloud,{site}/own/cloud\n"
    )
    gdelt = tmp_path / "gdelt.jsonl"
    row = {
        "url": f"{site}/own/g",
        "title": "Kenya in a list",
        "seendate": "20261101T101500Z",
        "domain": "x",
        "language": "English",
    }
    gdelt.write_text(json.dumps(row))
    assert press.room.bring_in(cloud).outcomes == {Outcome.NEW: 1}
    assert press.room.bring_in(gdelt).outcomes == {Outcome.UNDATED: 1}
    days = {row.title: str(row.day)[:10] for row in press.room.articles().itertuples()}
    assert days == {"Kenya in a cloud": "2026-11-11", "Kenya in a list": "NaT"}
    assert (
        press.room.articles()["language"].unique() == ["en"] if "language" in press.room.articles() else True
    )


def test_a_second_run_beside_one_is_told(press: Press) -> None:
    with press.room.record.run():
        done = call(press, "ingest")
    assert done.exit_code == 1
    assert "another run is collecting" in str(done.exception)


def test_sources_that_are_not_due_are_left_alone(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-18")
    assert len(press.room.ingest(due=True).sources) == 2
    press.site.asked.clear()
    assert press.room.ingest(due=True).sources == ()
    assert press.site.asked == []


def test_a_source_that_fails_is_asked_ever_more_seldom_and_healed_by_one_success(press: Press) -> None:
    press.site.breaks("/own/feed.rss", 404)
    pauses = []
    for _ in range(6):
        press.room.ingest("own/feed")
        row = press.room.collected.sources().set_index("source").loc["own/feed"]
        pauses.append(row["failures"])
    assert pauses == [1, 2, 3, 4, 5, 6]
    press.site.heals("/own/feed.rss")
    press.room.ingest("own/feed")
    row = press.room.collected.sources().set_index("source").loc["own/feed"]
    assert (row["failures"], row["trouble"]) == (0, None)


def test_archives_are_read_again_back_to_a_day(press: Press) -> None:
    for n in range(1, 10):
        press.site.publish("own", f"piece-{n}", f"2026-11-0{n}")
    press.room.ingest()
    report = press.room.ingest(since=press.room.today)
    assert report.outcomes[Outcome.UNCHANGED] == 9


def test_one_stumble_is_worth_a_notice_and_the_second_is_trouble(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-18")
    press.room.ingest("own/feed")
    press.site.breaks("/own/feed.rss", 503)
    levels = []
    for _ in range(2):
        press.room.ingest("own/feed")
        levels.append(press.room.collected.grades(press.room.today)["own/feed"].level)
    assert levels == ["notice", "trouble"]
