"""The page of the sources: what is wrong comes first, with what to do; every item can be looked at."""

import json
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from fakes import Press
from monitor.newsroom import Newsroom

APP = str(Path(__file__).parents[1] / "app.py")


def page(press: Press, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page, after a run."""
    press.room.ingest()
    monkeypatch.setattr(sys, "argv", ["app.py", str(press.folder)])
    app = AppTest.from_file(APP, default_timeout=60)
    app._page_hash = calc_hash("sources")  # `switch_page` knows pages that are files only
    app.run()
    assert not app.exception, app.exception
    return app


def publish(press: Press, outlet: str, stories: int) -> None:
    for n in range(stories):
        press.site.publish(outlet, f"piece-{n}", f"2026-11-{n % 18 + 1:02}")


def test_what_is_wrong_comes_first_and_says_what_to_do(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(press, "own", 3)
    press.site.breaks("/peer/feed.rss", 404)
    app = page(press, monkeypatch)
    (trouble,) = app.error
    assert trouble.value.startswith("**peer/feed**: ")
    assert "answered 404; it has never answered well. What to do: open the site" in trouble.value
    assert "it is tried again from 2026-11-" in trouble.value
    table = app.dataframe[0].value
    assert list(table["Source"]) == ["peer/feed", "own/feed"]
    assert list(table["Health"]) == ["✕ trouble", "✓ fine"]
    assert "finds where its feed is now" in table["What to do"][0]
    assert table["Last success"][1] == "2026-11-20 00:00"


def test_many_troubles_are_told_in_the_table(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [
        f'[[outlet]]\nid = "o{n}"\nname = "Paper {n}"\nrole = "own"\nhome = "USA"\nurl = "{press.site.url}"\n'
        f'[[outlet.source]]\nid = "feed"\nkind = "feed"\nurl = "{press.site.url}/gone/{n}.rss"\n'
        for n in range(8)
    ]
    (press.folder / "outlets.toml").write_text("\n".join(blocks))
    with Newsroom(press.folder, now=press.room.now) as room:
        app = page(Press(press.site, room, press.folder), monkeypatch)
    assert len(app.error) == 6
    assert app.error[5].value == "3 more sources are in trouble: see the table."
    assert list(app.dataframe[0].value["Health"]) == ["✕ trouble"] * 8


def test_no_picture_is_loaded_that_a_site_words_into_its_answer(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{press.site.url}/peer/feed.rss"
    lists = (press.folder / "outlets.toml").read_text()
    wordpress = lists.replace(f'kind = "feed"\nurl = "{address}"', f'kind = "wordpress"\nurl = "{address}"')
    (press.folder / "outlets.toml").write_text(wordpress)
    said = json.dumps({"code": "no", "message": "![x](https://spy.example/p.png)"}).encode()
    press.site.on_request = lambda path: press.site.serves(path, said, "application/json")
    with Newsroom(press.folder, now=press.room.now) as room:
        app = page(Press(press.site, room, press.folder), monkeypatch)
    shown = " ".join(each.value for each in app.error)
    assert "spy.example" in shown
    assert "![x](" not in shown


def test_items_that_need_a_look_are_paged_and_chosen_by_outcome(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(press, "own", 60)
    publish(press, "peer", 2)
    for n in range(60):
        press.site.breaks(f"/own/piece-{n}", 403)
    press.site.breaks("/peer/piece-1", 500)
    app = page(press, monkeypatch)
    items = app.dataframe[2].value
    assert len(items) == 50
    assert app.number_input(key="items-page").label == "Page of 2"
    app.number_input(key="items-page").set_value(2).run()
    assert len(app.dataframe[2].value) == 11
    app.multiselect(key="items-outcome").select("unreachable").run()
    assert list(app.dataframe[2].value["source"]) == ["peer/feed"]
    assert "answered 500" in app.dataframe[2].value["reason"].iloc[0]
    assert any("1 of the newest 61 items" in each.value for each in app.caption)


def test_outcomes_are_counted_by_run_and_by_source(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(press, "own", 3)
    publish(press, "peer", 2)
    app = page(press, monkeypatch)
    assert app.dataframe[1].value[["new", "copy"]].to_numpy().tolist() == [[3, 2]]  # peers say the same
    assert app.dataframe[1].value["started"].tolist() == ["2026-11-20 00:00"]
    app.button_group(key="outcomes-by").set_value("source").run()
    by_source = app.dataframe[1].value.set_index("source")
    assert by_source[["new", "copy"]].sum(axis=1).to_dict() == {"own/feed": 3, "peer/feed": 2}
