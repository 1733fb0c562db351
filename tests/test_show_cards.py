import json
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from fakes import Press
from monitor.cli.lab import copy_notebooks
from monitor.errors import ConfigError
from monitor.filters import Filters
from monitor.model import Span
from monitor.show.cards import MARK, marked
from monitor.show.charts.browse import browse_chart


def test_a_newsroom_shows_its_outlets_and_what_was_collected_of_them(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-17")
    press.room.ingest()
    shown = press.room._repr_html_()
    assert "Test newsroom" in shown
    assert "1 articles of 2 outlets, last collected 2026-11-20 00:00 UTC" in shown
    assert "<td>The Own Paper</td><td>own</td><td>1</td>" in shown


def test_an_article_shows_its_tags_and_marks_the_words_that_caused_them(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-17", title="Ukraine <i>weighs</i> a further round of talks")
    press.room.ingest()
    id = int(press.room.articles()["id"].iloc[0])
    shown = press.room.cards.article(id).html()
    assert "<td>region</td><td>Ukraine</td><td>focus</td>" in shown
    assert f"{MARK}Ukraine</mark>" in shown
    assert "<i>" not in shown
    assert f'href="{press.site.url}/own/talks"' in shown


def test_a_story_shows_who_told_it_when(press: Press) -> None:
    for outlet, day in (("own", "2026-11-17"), ("peer", "2026-11-18")):
        press.site.publish(outlet, "talks", day, title="Ukraine weighs a further round of talks")
    press.room.ingest()
    story = int(press.room.stories.find(Filters())["story"].iloc[0])
    card = press.room.cards.story(story)
    assert repr(card) == "Ukraine weighs a further round of talks"
    first, second = card.html().split("<li>")[1:]
    assert first.startswith("2026-11-17 The Own Paper: ")
    assert "(a copy)" in second
    with pytest.raises(ConfigError, match="there is no story 99999"):
        press.room.cards.story(99999)


@given(
    some.text(alphabet="ab<&\n", max_size=30),
    some.lists(some.tuples(some.integers(0, 35), some.integers(0, 35)), max_size=5),
)
def test_marking_loses_and_adds_no_letter(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span("text", min(place), max(place)) for place in places]
    bare = marked(text, spans).replace(MARK, "").replace("</mark>", "")
    assert bare == marked(text, [])


def test_the_chart_to_browse_holds_every_way_to_break_it_down() -> None:
    months = pd.to_datetime(["2026-01-01", "2026-02-01"])
    row = {"n": 1.0, "total": 4.0, "share": 0.25, "low": 0.05, "high": 0.6}
    tables = [
        pd.DataFrame({"by": by, "series": series, "period": months} | row)
        for by, series in (("desk", "Africa"), ("topic", "Migration"))
    ]
    spec = json.loads(browse_chart(pd.concat(tables)).to_json())
    chooser = next(each for each in spec["params"] if each["name"] == "by")
    assert chooser["bind"]["options"] == ["desk", "topic"]
    assert {each["name"] for each in spec["params"]} == {"by", "picked", "days"}
    rows = next(iter(spec["datasets"].values()))
    assert len(rows) == 4


def test_notebooks_are_copied_once_and_open_the_newsroom_they_lie_in(tmp_path: Path) -> None:
    copied = copy_notebooks(tmp_path)
    notebooks = sorted((tmp_path / "notebooks").glob("*.ipynb"))
    assert copied == len(notebooks) >= 5
    for path in notebooks:
        sources = "".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
        assert 'monitor.open("..")' in sources
        assert "open_sample" not in sources
    notebooks[0].write_text("mine")
    assert copy_notebooks(tmp_path) == 0
    assert notebooks[0].read_text() == "mine"
