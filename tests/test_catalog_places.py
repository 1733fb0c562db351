"""The newsroom's own names of places: what may be written, what it changes, and what it leaves alone."""

from pathlib import Path

import pytest

from fakes import Press
from monitor import catalog
from monitor.catalog import starter
from monitor.catalog.places import read_places
from monitor.errors import ConfigError
from monitor.newsroom import Newsroom
from monitor.tag import Tagger


def places(folder: Path, *rows: str) -> Path:
    path = folder / "places.csv"
    path.write_text("\n".join(["name,country,kind", *rows]), encoding="utf-8")
    return path


def focus(tagger: Tagger, text: str) -> set[str]:
    return {tag.code for tag in tagger.tag("", text).tags if tag.kind == "region" and tag.label == "focus"}


def test_the_starter_list_is_read_and_a_folder_without_it_has_none(tmp_path: Path) -> None:
    assert [each.text for each in catalog.load(starter.FOLDER).places] == ["Blob"]
    assert read_places(tmp_path / "places.csv") == ()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Blob,USA", "line 2, 2 cells instead of 3"),
        ("Blob,US,institution", "line 2, 'country': 'US' is not"),
        ("Blob,USA,club", "line 2, 'kind': 'club' is not one of country,"),
        (",USA,city", "line 2, 'name': is empty"),
        ("Sahel belt,Nowhere,group", "line 2, 'country': 'Nowhere'"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_places(places(tmp_path, row))


def test_a_name_may_stand_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"line 3, 'name': 'blob' is there twice"):
        read_places(places(tmp_path, "Blob,USA,institution", "blob,USA,city"))


def test_a_name_is_added_changed_or_taken_away(tmp_path: Path) -> None:
    own = read_places(places(tmp_path, "Zamunda,KEN,city", "Kremlin,UKR,institution", "Moscow,-,none"))
    tagger = Tagger(places=own)
    assert focus(tagger, "Zamunda voted on Tuesday.") == {"KEN"}
    assert focus(tagger, "The Kremlin declined to comment.") == {"UKR"}
    assert focus(tagger, "Moscow warned Paris.") == {"FRA"}
    assert focus(Tagger(), "Zamunda voted on Tuesday.") == set()


def test_retagging_after_a_change_touches_only_articles_that_hold_the_name(press: Press) -> None:
    for name in ("Zamunda", "Peru"):
        text = f"{name} voted on Tuesday, and the count went on for days. " * 12
        press.room.paste(f"{name} votes\n\n{text}")
    places(press.folder, "Zamunda,KEN,city")
    with Newsroom(press.folder, now=press.room.now) as room:
        assert room.retag() == 1
        assert room.retag() == 0
        frame = room.articles()
        assert sorted(map(tuple, frame["regions"])) == [("KEN",), ("PER",)]
