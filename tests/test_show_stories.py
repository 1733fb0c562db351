"""The page of the stories: who told what, with copies folded, and what passed us by."""

import sys
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from fakes import Press
from monitor.filters import Filters
from monitor.show.charts.story import story_chart

APP = str(Path(__file__).parents[1] / "app.py")


def page(press: Press, name: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["app.py", str(press.folder)])
    app = AppTest.from_file(APP, default_timeout=60)
    app._page_hash = calc_hash(name)  # `switch_page` knows pages that are files only
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


def test_a_story_is_told_with_its_copies_folded(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press.site.publish("own", "talks", "2026-11-17", title="Ukraine weighs a further round of talks")
    press.site.publish("peer", "talks", "2026-11-18", title="Ukraine weighs a further round of talks")
    press.room.ingest()
    app = page(press, "stories", monkeypatch)
    said = words(app)
    assert "**1 distinct stories** in 1 articles and 1 copies of them" in said
    assert "We led in 1" in said
    assert "**The Own Paper**: [Ukraine weighs a further round of talks]" in said
    assert "copied by The Peer Paper" in said


def test_a_newsroom_without_shared_stories_says_so(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press.site.publish("own", "talks", "2026-11-17")
    press.room.ingest()
    app = page(press, "stories", monkeypatch)
    assert "No such story" in app.info[0].value


def test_what_passed_us_by_is_a_part_of_the_gaps(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(4):
        press.site.publish("own", f"talks-{n}", f"2026-11-{n + 10}")
    press.room.ingest()
    assert press.room.stories.blindspots(Filters()).empty
    app = page(press, "gaps", monkeypatch)
    assert app.title[0].value == "Gaps"


def test_the_chart_says_who_was_first_and_how_many_copied() -> None:
    frame = pd.DataFrame(
        {
            "article": [1, 2, 3],
            "outlet": ["The Peer", "Ours", "Third"],
            "role": ["peer", "own", "peer"],
            "day": pd.to_datetime(["2026-11-03", "2026-11-04", "2026-11-05"]),
            "title": ["a", "b", "c"],
            "original": [None, None, 1],
        }
    )
    told = story_chart(frame).to_dict()
    assert told["title"]["text"] == "The Peer was first, 2 followed"
    assert "1 of 3 are copies" in told["title"]["subtitle"]
    assert "Only Ours told it" in story_chart(frame.iloc[1:2]).to_dict()["title"]["text"]
