import re
import sys
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from fakes import Press
from monitor.digest import gather
from monitor.digest.changes import COLUMNS
from monitor.filters import LISTS
from monitor.newsroom import Newsroom
from monitor.show.charts.change import change_chart
from monitor.show.filters import HELP
from monitor.show.glossary import GLOSSARY, help

APP = str(Path(__file__).parents[1] / "app.py")


def opened(press: Press, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["app.py", str(press.folder)])
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception, app.exception
    return app


def html(app: AppTest) -> str:
    return "\n".join(each.proto.body for each in app.get("html"))


def test_the_first_page_says_the_week_in_the_sentences_of_the_digest(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Newsroom(press.folder) as room:  # of this very day, as the page is
        for outlet, day in (("own", 3), ("peer", 2)):
            when = (room.now().date() - timedelta(days=day)).isoformat()
            press.site.publish(outlet, "talks", when, title="Ukraine weighs <b>a further</b> round of talks")
        room.ingest()
        found = gather(room)
    app = opened(press, monkeypatch)
    assert app.title[0].value == "This week"
    assert len(found.short) == 3
    shown = html(app)
    for item in found.short:
        words = (
            item.words.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace(" %", "\u00a0%")
        )
        assert words in shown
        for link in item.links:
            assert f'href="{link.to.replace("&", "&amp;")}"' in shown
    assert [each.value for each in app.warning] == list(found.notices)
    assert found.counted in app.caption[1].value


def test_an_empty_newsroom_is_told_what_to_do(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(press, monkeypatch)
    assert "monitor ingest" in app.info[0].value


def compared(now: int, before: int) -> pd.DataFrame:
    shares = [now / 40, 0.1, 0.2], [before / 400, 0.05, 0.15]
    values = [now, 40, *shares[0], before, 400, *shares[1]]
    if now / 40 > 0.5:
        values[3:5] = [0.4, 0.8]
    return pd.DataFrame([["own", "desk", "Africa", *values]], columns=COLUMNS)


def test_the_chart_of_the_week_says_what_moved_and_never_more() -> None:
    told = change_chart(compared(6, 40)).to_dict()
    assert told["title"]["text"] == "Our share of no desk moved by more than chance"
    told = change_chart(compared(24, 40)).to_dict()
    assert told["title"]["text"] == "Africa is up from 10 % to 60 % of the articles"
    assert "n = 40 in these days, 400 in those weeks." in told["title"]["subtitle"]


def test_every_filter_has_its_word_in_the_glossary() -> None:
    assert set(LISTS) - {"language"} <= GLOSSARY.keys()
    assert HELP["desk"] == help("desk")
    assert all(re.fullmatch(r"[A-Z].*[.…]", sentence) for sentence in GLOSSARY.values())
