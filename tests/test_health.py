"""The health of a newsroom: what is fine, and what is not and why."""

from datetime import timedelta

from fakes import Press
from monitor import health
from monitor.newsroom import Newsroom


def troubles(room: Newsroom) -> dict[str, str]:
    return {found.what: found.words for found in health.check(room) if found.trouble}


def test_a_newsroom_without_articles_says_what_to_do(press: Press) -> None:
    found = troubles(press.room)
    assert set(found) == {"record", "collection", "sources"}
    assert all("run `monitor ingest`" in words for words in found.values())
    assert "2 of 2 were never tried" in found["sources"]


def test_a_newsroom_that_works_has_no_trouble(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-18")
    press.room.ingest()
    assert troubles(press.room) == {}
    words = {found.what: found.words for found in health.check(press.room)}
    assert words["record"].startswith("1 articles in ")
    assert "2026-11-20 at 00:00 UTC" in words["collection"]
    assert words["sources"] == "all 2 answered at their last try"
    assert "GB free" in words["disk"]


def test_a_broken_source_is_named_with_its_reason_until_it_heals(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-18")
    press.site.breaks("/peer/feed.rss", 404)
    press.room.ingest()
    assert set(troubles(press.room)) == {"source peer/feed"}
    assert "/peer/feed.rss answered 404" in troubles(press.room)["source peer/feed"]
    press.site.heals("/peer/feed.rss")
    press.room.ingest()
    assert troubles(press.room) == {}


def test_a_collection_that_stopped_is_trouble(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-18")
    press.room.ingest()
    later = press.room.now() + timedelta(days=3)
    with Newsroom(press.folder, now=lambda: later) as room:
        assert set(troubles(room)) == {"collection"}


def test_a_source_that_was_added_later_is_not_tried_yet(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-18")
    press.room.ingest("own")
    assert "1 of 2 were never tried" in troubles(press.room)["sources"]
