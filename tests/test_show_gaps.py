"""The page of the gaps: in words, with what is behind a cell, and silent where too little was collected."""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from fakes import TODAY, Press
from monitor.cli.main import monitor
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.charts.trend import trend_chart
from test_show_charts import drawn, hatched

APP = str(Path(__file__).parents[1] / "app.py")
PLACES = ("Kenya", "Sudan", "Ukraine", "Brazil")


@pytest.fixture
def covered(press: Press) -> Press:
    """A hundred days of both outlets; ours never writes on Africa."""
    for n in range(0, 100, 4):
        day = str(TODAY - timedelta(days=n))
        press.site.publish("own", f"own-{n}", day, PLACES[2 + n % 8 // 4], f"Own report number {n} on trade")
        press.site.publish("peer", f"peer-{n}", day, PLACES[n % 16 // 4], f"Peer column {n} about harvests")
    press.room.ingest()
    return press


def page(folder: Path, monkeypatch: pytest.MonkeyPatch, today: date = TODAY) -> AppTest:
    monkeypatch.setattr(Newsroom, "today", today)
    monkeypatch.setattr(sys, "argv", ["app.py", str(folder)])
    app = AppTest.from_file(APP, default_timeout=60)
    app._page_hash = calc_hash("gaps")
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    kinds = (app.markdown, app.caption, app.warning, app.info)
    return "\n".join(each.value for kind in kinds for each in kind)


def test_a_cell_is_told_against_each_baseline_and_can_be_intended(
    covered: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(covered.folder, monkeypatch)
    said = words(app)
    assert "the peers' pace suggests" in said
    assert "Collected of our days: 100%" in said
    assert "**What peers ran and we did not**" in said
    assert "our own pace of the year before suggests" in words(
        app.selectbox(key="cell").select("Europe").run()
    )
    cell = app.selectbox(key="cell").value
    app.text_input(key="intend-why").input("a partner covers it")
    app.text_input(key="intend-who").input("Ada")
    next(each for each in app.button if each.label == "Mark as intended").click().run()
    assert "Intended: a partner covers it (Ada, " in words(app)
    marks = covered.room.intended.list()
    assert marks[["cell", "who", "reason"]].to_numpy().tolist() == [[cell, "Ada", "a partner covers it"]]


def test_a_dead_feed_withholds_verdicts_and_is_hatched_never_zero(
    covered: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "cannot say" not in set(covered.room.gaps()["verdict"])
    covered.site.breaks("/own/feed.rss", 500)
    for n in range(21):
        covered.site.publish("peer", f"new-{n}", str(TODAY + timedelta(days=n)), "Kenya", f"New column {n}")
    later = datetime.combine(TODAY + timedelta(days=21), datetime.min.time(), UTC)
    with Newsroom(covered.folder, now=lambda: later) as room:
        room.ingest()
        gaps = room.gaps()
        assert set(gaps["verdict"]) == {"cannot say"}
        assert set(gaps["collected"].round(2)) == {round((90 - 21) / 90, 2)}
        ours = room.trends(Filters(role="own"), by="outlet")
        dead = ours[ours["collected"] == 0]
        assert len(dead) >= 2
        assert dead[["n", "stories", "total", "share"]].isna().all(axis=None)
        assert len(hatched(drawn(trend_chart(ours)))) == len(dead)
        assert room.alerts().empty
    said = words(page(covered.folder, monkeypatch, later.date()))
    assert "Verdicts are withheld" in said
    assert "Collected of our days: 77%" in said


def test_the_command_line_marks_lists_and_withdraws(covered: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Newsroom, "today", TODAY)

    def run(*words: str) -> str:
        found = CliRunner().invoke(monitor, ["--folder", str(covered.folder), *words], catch_exceptions=False)
        assert found.exit_code == 0, found.output
        return found.output

    signed = ("--why", "a partner covers it", "--who", "Ada")
    assert run("intended", "mark", "--desk", "Africa", "--topic", "elections", *signed) == "mark 1\n"
    assert "a partner covers it" in run("intended", "--format", "csv")
    run("intended", "withdraw", "1", *signed)
    assert covered.room.intended.list()["withdrawn"].notna().all()
    told = run("gaps")
    assert "compared with: " in told
    assert "collected: 100% of our days" in told
    assert run("alerts", "--format", "json") == run("changes", "--format", "json") == ""
