"""The page Impact: outcomes with evidence first, entry and queue, promises, our own audience if supplied."""

import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from fakes import Press
from monitor.errors import ConfigError
from monitor.filters import Filters
from monitor.show.charts.promise import finding, promise_chart

APP = str(Path(__file__).parents[1] / "app.py")
TITLE = "Ukraine weighs a further round of talks"


@pytest.fixture
def told(press: Press) -> Press:
    press.site.publish("own", "talks", "2026-11-17", title=TITLE)
    press.site.publish("peer", "talks", "2026-11-18", title=TITLE)
    press.room.ingest()
    return press


def page(press: Press, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["app.py", str(press.folder)])
    app = AppTest.from_file(APP, default_timeout=60)
    app._page_hash = calc_hash("impact")  # `switch_page` knows pages that are files only
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


def press_button(app: AppTest, label: str) -> None:
    next(each for each in app.button if each.label == label).click().run()
    assert not app.exception, app.exception


def field(app: AppTest, label: str) -> object:
    return next(each for each in app.text_input if each.label == label)


def test_an_outcome_is_noted_on_the_page_and_verified_by_another(
    told: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(told, monkeypatch)
    assert "No outcome is noted for these filters" in words(app)
    app.text_input(key="ledger-who").set_value("Ada").run()
    field(app, "What happened").set_value("A committee heard us")  # type: ignore[attr-defined]
    app.text_area[0].set_value("https://x.example/7")
    press_button(app, "Note as claimed")
    assert "**1 outcomes** over all days: 0 verified, 1 claimed" in words(app)
    app.text_input(key="ledger-who").set_value("Bo").run()
    press_button(app, "Verify")
    assert "Verified by Bo on" in words(app)
    (event,) = told.room.ledger.events().itertuples()
    assert (event.what, event.who, event.state) == ("A committee heard us", "Ada", "verified")


def test_a_suggestion_waits_until_a_person_decides(told: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(told, monkeypatch)
    assert "Suggestions (1)" in [tab.label for tab in app.tabs]
    app.text_input(key="ledger-who").set_value("Ada").run()
    press_button(app, "Refuse")
    assert "say why" in app.error[0].value
    press_button(app, "Accept")
    assert f"The Peer Paper took up “{TITLE}”" in words(app)
    assert "Suggestions (0)" in [tab.label for tab in app.tabs]


def test_promises_are_told_in_words_and_audience_only_where_supplied(
    told: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise = '[[programme.promise]]\nwords = "9 on Ukraine"\narticles = 9\nregion = ["UKR"]\n'
    head = '[[programme]]\nid = "e"\nname = "East"\nfunder = "F"\nfirst = 2026-11-01\nlast = 2026-11-30\n'
    (told.folder / "programmes.toml").write_text(head + promise)
    app = page(told, monkeypatch)
    assert "Not supplied." in words(app)
    assert "9 on Ukraine: 1 of 9 pieces; an even pace has" in words(app)
    app.selectbox(key="promise").select("East: 9 on Ukraine").run()
    assert any("1 articles" in each.value for each in app.caption)


def test_our_own_audience_is_what_was_supplied_and_nothing_else(told: Press) -> None:
    audience = told.room.audience
    assert not audience.supplied
    assert audience.figures().empty
    path = told.folder / "audience.csv"
    url = told.room.articles(Filters(role="own"))["url"].iloc[0]
    head = "url,from,to,views,visitors,seconds,source\n"
    path.write_text(
        head
        + f"{url},2026-11-01,2026-11-30,900,,41,Plausible\n"
        + "https://x.example/old,2026-10-01,2026-10-31,70,60,,Plausible\n"
    )
    assert audience.supplied
    ours, other = (row for _, row in audience.figures().iterrows())
    assert (ours["title"], ours["views"], ours["visitors"]) == (TITLE, 900, pd.NA)
    assert (other["title"], other["visitors"]) == ("", 60)
    assert pd.isna(other["article"])
    assert list(audience.figures(Filters(start=date(2026, 11, 1)))["views"]) == [900]
    for row, says in {
        f"{url},2026-11-01,2026-10-30,1,,,P": "line 2, 'to': 2026-10-30 is before 2026-11-01",
        f"{url},2026-11-01,2026-11-30,many,,,P": "'views': 'many' is not a whole number",
        f"{url},2026-11-01,2026-11-30,,,,P": "'views' and 'visitors' are both empty",
        f"{url},soon,2026-11-30,1,,,P": "'from': 'soon' is not a day",
        f"{url},2026-11-01,2026-11-30,1,,,": "'url' and 'source' must not be empty",
        f"{url},2026-11-01": "has not 7 cells",
    }.items():
        path.write_text(f"{head}{row}\n")
        with pytest.raises(ConfigError, match=r"audience\.csv") as told_why:
            audience.figures()
        assert says in str(told_why.value)
    path.write_text("page,views\n")
    with pytest.raises(ConfigError, match="the first line must be url,from,to"):
        audience.figures()


def promised(**said: object) -> pd.Series:
    return pd.Series(
        {
            "promise": "30 on Africa",
            "n": 2,
            "total": 210,
            "share": 2 / 210,
            "promised": 30.0,
            "expected": 19.8,
            "forecast": 3.0,
            "low": 2.0,
            "high": 6.0,
            "verdict": "behind",
            "last": pd.Timestamp("2027-03-29"),
            "as_of": pd.Timestamp("2026-11-25"),
            "days": 241,
            "days_collected": 241,
        }
        | said
    )


def test_a_promise_in_words_says_how_far_and_how_sure() -> None:
    assert finding(promised()) == (
        "2 of 30 pieces; an even pace has 19.8 by now; 2 to 6 are likely by 29 March 2027: behind"
    )
    share = promised(promised=0.2, n=52, share=52 / 210, low=0.22, high=0.28, verdict="on pace")
    assert finding(share).startswith("25 % (52 of 210 pieces); promised are 20 %; 22 % to 28 % are likely")
    assert "41 of 241 days were not collected" in finding(promised(days_collected=200))
    assert "it ended on 25 November 2026: behind" in finding(promised(last=pd.Timestamp("2026-11-25")))


def test_the_chart_of_promises_measures_each_by_what_was_promised() -> None:
    frame = pd.DataFrame([promised(), promised(promise="far", n=90, low=90.0, high=120.0, verdict="met")])
    chart = promise_chart(frame).to_dict()
    (rows,) = chart["datasets"].values()
    assert chart["title"]["text"] == ["1 of 2 promises are met or on pace", "1 behind or missed"]
    assert [row["now"] for row in rows] == [
        pytest.approx(2 / 30),
        2.0,
    ]  # what lies beyond is drawn at the edge
    assert rows[0]["high"] == pytest.approx(0.2)
