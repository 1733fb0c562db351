"""The conductor: every item ends in one counted outcome, and nothing is lost or doubled."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from multiprocessing import active_children

import pytest

from fakes import Press
from monitor.errors import ConfigError
from monitor.filters import Filters
from monitor.model import Outcome
from monitor.newsroom import Newsroom
from monitor.store import runs


def test_what_a_feed_lists_becomes_articles_with_tags(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-18", "Ukraine")
    report = press.room.ingest()
    assert report.outcomes == Counter({Outcome.NEW: 1})
    found = press.room.articles().iloc[0]
    assert found["title"] == "Ukraine weighs a further round of talks (talks)"
    assert (str(found["day"])[:10], found["section"], found["regions"]) == ("2026-11-18", "Europe", ["UKR"])


def test_a_second_run_adds_nothing_and_fetches_no_page_again(press: Press) -> None:
    for number in range(5):
        press.site.publish("own", f"piece-{number}", f"2026-11-1{number}")
    press.room.ingest()
    press.site.asked.clear()
    report = press.room.ingest()
    assert report.outcomes == Counter({Outcome.UNCHANGED: 5})
    assert press.site.asked.count("/own/feed.rss") == 1
    assert not [path for path in press.site.asked if "piece" in path]
    assert press.room.count() == 5


def test_counts_add_up_to_what_came_in(press: Press) -> None:
    press.site.publish("own", "good", "2026-11-10")
    press.site.publish("own", "short", "2026-11-11").paragraphs = 0
    press.site.publish("own", "gone", "2026-11-12")
    press.site.publish("own", "down", "2026-11-13")
    press.site.publish("peer", "binary", "2026-11-14")
    press.site.breaks("/own/gone", 410)
    press.site.breaks("/own/down", 503)
    press.site.breaks("/peer/binary", 200, bytes(range(256)) * 40)
    report = press.room.ingest()
    assert report.outcomes.total() == 5
    assert report.outcomes[Outcome.NEW] == 1
    assert report.outcomes[Outcome.REFUSED] == 1
    assert report.outcomes[Outcome.UNREACHABLE] == 1
    kept = press.room.collected.outcomes()
    assert kept["n"].sum() == 5
    reasons = press.room.collected.troubles()
    assert len(reasons) == 4
    assert (reasons["reason"] != "").all()


def test_an_unreachable_page_is_tried_again_and_its_day_is_partly_collected(press: Press) -> None:
    press.site.publish("own", "old", "2026-11-10")
    press.site.publish("own", "down", "2026-11-13")
    press.site.breaks("/own/down", 503)
    press.room.ingest()
    assert state_of(press, "own/feed", "2026-11-13") == "partly"
    press.site.heals("/own/down")
    report = press.room.ingest()
    assert report.outcomes[Outcome.NEW] == 1
    assert state_of(press, "own/feed", "2026-11-13") == "collected"


def state_of(press: Press, source: str, day: str) -> str:
    with press.room.record.read() as connection:
        states = runs.collection(connection)
    found = states[(states["source"] == source) & (states["day"] == day)]
    return "not collected" if found.empty else str(found["state"].iloc[0])


def test_days_before_the_oldest_listed_item_are_not_collected(press: Press) -> None:
    press.site.publish("own", "oldest", "2026-11-10")
    press.site.publish("own", "newer", "2026-11-15")
    press.room.ingest()
    states = {
        day: state_of(press, "own/feed", day)
        for day in ("2026-11-09", "2026-11-10", "2026-11-12", "2026-11-20")
    }
    assert list(states.values()) == ["not collected", "partly", "collected", "collected"]


def test_a_broken_source_does_not_harm_the_others(press: Press) -> None:
    press.site.publish("own", "fine", "2026-11-10")
    press.site.breaks("/peer/feed.rss", 200, b"<html><body>Please log in</body></html>")
    report = press.room.ingest()
    troubles = {each.source: each.trouble for each in report.sources}
    assert troubles["own/feed"] is None
    assert "/peer/feed.rss" in (troubles["peer/feed"] or "")
    assert report.reached == 1
    assert press.room.count() == 1


def test_a_corrected_article_keeps_its_earlier_text(press: Press) -> None:
    story = press.site.publish("own", "talks", "2026-11-18")
    press.room.ingest()
    story.title, story.extra = (
        "Ukraine weighs the talks again",
        "A correction was made to the number of delegates.",
    )
    report = press.room.ingest()
    assert report.outcomes == Counter({Outcome.REVISED: 1})
    versions = press.room.versions(1)
    assert [title for title, _, _ in versions] == ["Ukraine weighs a further round of talks (talks)"]
    assert press.room.article(1).article.title == "Ukraine weighs the talks again"
    assert press.room.count() == 1


def test_an_unknown_source_is_named(press: Press) -> None:
    with pytest.raises(ConfigError, match="no source or outlet 'nowhere'"):
        press.room.ingest("nowhere")


def test_one_source_can_be_looked_at_alone(press: Press) -> None:
    press.room.ingest("peer")
    assert "/own/feed.rss" not in press.site.asked


def test_killed_in_the_middle_and_run_again_it_completes_and_doubles_nothing(press: Press) -> None:
    for number in range(90):
        press.site.publish("own", f"piece-{number:02}", f"2026-10-{1 + number % 30:02}")
    environ = os.environ | {"MONITOR_WORKERS": "1"}
    command = [sys.executable, "-m", "monitor", "--folder", str(press.folder), "ingest"]
    for enough in (25, 60):
        process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while sum("piece" in path for path in press.site.asked) < enough and process.poll() is None:
            pass
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    assert "90 items seen" in done.stdout
    with Newsroom(press.folder) as again:
        assert again.count() == 90
        assert again.articles(limit=200)["url"].is_unique
    again_done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    assert "nothing new" in again_done.stdout


def test_a_killed_worker_costs_no_page(press: Press) -> None:
    for number in range(12):
        press.site.publish("own", f"piece-{number:02}", f"2026-11-{1 + number:02}")
    killed: list[int] = []

    def kill_a_worker(path: str) -> None:
        if path == "/own/piece-03" and not killed:
            killed.extend(child.pid for child in active_children() if child.pid)
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    press.site.on_request = kill_a_worker
    settings = press.folder / "monitor.toml"
    settings.write_text(settings.read_text().replace("workers = 0", "workers = 1"))
    with Newsroom(press.folder) as room:
        report = room.ingest()
    assert killed
    assert report.outcomes == Counter({Outcome.NEW: 12})


def test_filters_reach_the_answer(press: Press) -> None:
    press.site.publish("own", "a", "2026-11-10", "Kenya")
    press.site.publish("peer", "b", "2026-11-11", "Ukraine")
    press.room.ingest()
    assert press.room.count(Filters(region=("Kenya",))) == 1
    assert press.room.count(Filters(region=("UKR",), role="own")) == 0
    assert press.room.count(Filters(query="delegates AND kenya")) == 1


def test_pasted_text_is_one_article_and_stays_one(press: Press, shared: object) -> None:
    text = (shared / "seed" / "article_page.txt").read_text()  # type: ignore[operator]
    outcome, extraction = press.room.paste(text)
    article = extraction.article
    assert outcome is Outcome.UNDATED
    assert article is not None
    assert (article.title, article.type, article.section) == (
        "Where has US leverage with Russia gone?",
        "Analysis",
        "Europe",
    )
    address = f"{press.site.url}/2023/05/01/where-has-us-leverage-with-russia-gone"
    assert press.room.paste(text, address)[0] is Outcome.REVISED
    assert press.room.paste(text)[0] is Outcome.UNCHANGED
    assert press.room.count() == 1
    assert str(press.room.articles()["day"].iloc[0])[:10] == "2023-05-01"
    assert json.loads(json.dumps(press.room.articles()["regions"].iloc[0]))[0] in ("RUS", "UKR")


def test_lines_that_an_outlet_repeats_are_learned_and_are_no_text(press: Press) -> None:
    note = "This piece first ran in the print edition that our members receive at home."

    def publish(number: int) -> None:
        story = press.site.publish(
            "own", f"piece-{number}", f"2026-11-{number:02}", title=f"Talks of {number}"
        )
        text = "".join(
            f"<p>Paragraph {part} of piece {number} tells what the delegates of the {number} parties said "
            f"about the agreement and about who would pay for it in the years that are to come.</p>"
            for part in range(5)
        )
        page = f"<article><h1>{story.title}</h1>{text}<p>{note}</p></article>"
        press.site.serves(f"/own/{story.slug}", f"<html><body>{page}</body></html>".encode(), "text/html")

    for number in range(1, 6):
        publish(number)
    press.room.ingest()
    publish(6)
    press.room.ingest()
    texts = {
        row.title: press.room.article(row.id).article for row in press.room.articles(limit=9).itertuples()
    }
    assert all(note in texts[f"Talks of {number}"].text for number in range(1, 6))
    last = texts["Talks of 6"]
    assert note not in last.text
    assert last.text.count("Paragraph") == 5
    assert [line.label for line in last.lines if line.text == note] == ["nav"]
