"""The health of a newsroom: what is fine, and what is not and why."""

from datetime import date, timedelta

import pytest

from fakes import Press
from monitor import health
from monitor.measure.sources import Facts, grade
from monitor.model import SourceKind
from monitor.newsroom import Newsroom


def troubles(room: Newsroom) -> dict[str, str]:
    return {found.what: found.words for found in health.check(room) if found.trouble}


def publish(press: Press) -> None:
    for outlet in ("own", "peer"):
        press.site.publish(outlet, "talks", "2026-11-18")


def test_a_newsroom_without_articles_says_what_to_do(press: Press) -> None:
    found = troubles(press.room)
    assert set(found) == {"record", "collection", "sources"}
    assert all("run `monitor ingest`" in words for words in found.values())
    assert "2 of 2 were never tried" in found["sources"]


def test_a_newsroom_that_works_has_no_trouble(press: Press) -> None:
    publish(press)
    press.room.ingest()
    assert troubles(press.room) == {}
    words = {found.what: found.words for found in health.check(press.room)}
    assert words["record"].startswith("2 articles in ")
    assert "2026-11-20 at 00:00 UTC" in words["collection"]
    assert words["sources"] == "all 2 answered at their last try, and none is silent"
    assert "GB free" in words["disk"]


def test_a_broken_source_is_named_with_its_reason_until_it_heals(press: Press) -> None:
    publish(press)
    press.site.breaks("/peer/feed.rss", 404)
    press.room.ingest()
    assert set(troubles(press.room)) == {"source peer/feed"}
    assert "/peer/feed.rss answered 404" in troubles(press.room)["source peer/feed"]
    press.site.heals("/peer/feed.rss")
    press.room.ingest()
    assert troubles(press.room) == {}


def test_a_collection_that_stopped_is_trouble(press: Press) -> None:
    publish(press)
    press.room.ingest()
    later = press.room.now() + timedelta(days=3)
    with Newsroom(press.folder, now=lambda: later) as room:
        assert set(troubles(room)) == {"collection"}


def test_a_source_that_was_added_later_is_not_tried_yet(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-18")
    press.room.ingest("own")
    assert "1 of 2 were never tried" in troubles(press.room)["sources"]


def test_a_source_that_lists_nothing_or_falls_silent_is_told(press: Press) -> None:
    for n in range(1, 31):
        press.site.publish("own", f"piece-{n}", f"2026-10-{n:02}")
    press.room.ingest()
    found = troubles(press.room)
    assert found["source own/feed"].startswith("silent for 20 days; so long a pause comes by chance once in")
    assert found["source peer/feed"].startswith("it answers, and lists nothing; open the site and compare")


def test_a_source_is_not_silent_for_the_days_on_which_nobody_looked(press: Press) -> None:
    for n in range(1, 20):
        press.site.publish("own", f"piece-{n}", f"2026-11-{n:02}")
    press.room.ingest()
    later = press.room.now() + timedelta(days=30)
    with Newsroom(press.folder, now=lambda: later) as room:
        assert "source own/feed" not in troubles(room)
        assert room.collected.grades(room.today)["own/feed"].words.endswith("the last one 31 days ago")


TODAY = date(2026, 11, 20)
LOOKED = "2026-11-20T08:00:00+00:00"


def answers(listed: int, days: list[date], kind: SourceKind = "feed") -> Facts:
    return Facts(LOOKED, LOOKED, None, None, listed, days, kind, items=len(days))


def fails(trouble: str, succeeded: str | None = None, due: str | None = None) -> Facts:
    return Facts(LOOKED, succeeded, f"collect: https://a.example/feed {trouble}", due, 3, [])


@pytest.mark.parametrize(
    ("facts", "level", "words"),
    [
        (Facts(None, None, None, None, None, []), "notice", "never tried"),
        (fails("answered 503"), "trouble", "answered 503; it has never answered well"),
        (fails("answered 404", "2026-11-01T08:00:00+00:00"), "trouble",
         "no success since 2026-11-01 at 08:00 UTC"),
        (answers(0, []), "trouble", "lists nothing"),
        (answers(0, [TODAY]), "trouble", "lists nothing"),
        (answers(0, [], "sitemap"), "notice", "has listed nothing yet"),
        (answers(0, [TODAY], "sitemap"), "fine", "too few to tell"),
        (Facts(LOOKED, LOOKED, None, None, 0, [], "sitemap", items=9), "fine", "no dated article yet"),
        (answers(0, [TODAY - timedelta(days=n) for n in range(30, 60)], "sitemap"), "trouble",
         "silent for 29 days"),
        (answers(4, [date(2026, 6, 1)] * 4), "notice", "nothing newer than 2026-06-01"),
        (answers(4, [date(2026, 11, 19)] * 4), "fine", "too few to tell"),
        (answers(9, [TODAY - timedelta(days=n) for n in range(1, 60)]), "fine", "1.0 articles a day"),
    ],
)  # fmt: skip
def test_a_source_is_judged_by_what_is_known_of_it(facts: Facts, level: str, words: str) -> None:
    told = grade(facts, TODAY)
    assert told.level == level
    assert words in told.words
    assert told.advice or level == "fine"


@pytest.mark.parametrize(
    ("trouble", "advice"),
    [
        ("answered 404", "finds where its feed is now"),
        ("is a web page, not a feed; it names no feed", "finds where its feed is now"),
        ("answered 403: a bot wall of Cloudflare stands before it", "monitor add --paste"),
        ("is not to be read by us, says the robots.txt of its site", "monitor add --paste"),
        ("answered 403", "monitor add --paste"),
    ],
)
def test_what_to_do_fits_the_trouble(trouble: str, advice: str) -> None:
    told = grade(fails(trouble, due="2026-11-21T09:30:00+00:00"), TODAY).advice
    assert advice in told
    assert told.endswith("it is tried again from 2026-11-21 at 09:30 UTC on")


@pytest.mark.parametrize("trouble", ["gave no answer: timed out", "answered 503; the next run tries again"])
def test_what_may_pass_is_only_waited_for(trouble: str) -> None:
    assert grade(fails(trouble), TODAY).advice == "the next run tries it again"


def test_silence_is_told_until_the_last_look_that_was_answered() -> None:
    days = [date(2026, 10, 1) + timedelta(days=n) for n in range(30)]
    seen = Facts(LOOKED, "2026-11-10T08:00:00+00:00", None, None, 9, days)
    assert grade(seen, TODAY).words.startswith("silent for 10 days;")
    assert grade(answers(9, days), TODAY).words.startswith("silent for 20 days;")
