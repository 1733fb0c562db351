"""Corrected shares: the chart's finding in words, and what to beware of; what the page asks."""

import sys
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from fakes import TODAY, Press
from monitor.newsroom import Newsroom
from monitor.show.charts.corrected import NOT_VALIDATED, corrected_chart

APP = str(Path(__file__).parents[1] / "app.py")


def frame(validated: bool) -> pd.DataFrame:
    rows = [
        ("critical", "all", 60, 300, 0.5, 0.31, 0.25, 0.37, False, validated),
        ("critical", "2026-01", 50, 200, 0.5, 0.3, 0.2, 0.4, False, validated),
        ("critical", "2026-02", 10, 100, 0.5, 0.33, 0.2, 0.45, True, validated),
    ]
    columns = ["label", "period", "n", "total", "raw", "share", "low", "high", "pooled", "validated"]
    return pd.DataFrame(rows, columns=columns)


@pytest.mark.parametrize("validated", [True, False])
def test_the_title_is_the_finding_and_too_few_labels_are_told(validated: bool) -> None:
    chart = corrected_chart(frame(validated), "critical of Mali").to_dict()
    assert chart["title"]["text"] == "31% of the articles are critical of Mali, between 25% and 37%"
    assert (NOT_VALIDATED in chart["title"]["subtitle"]) == (not validated)


def test_the_months_are_drawn_and_the_borrowed_correction_is_marked() -> None:
    chart = corrected_chart(frame(True), "critical of Mali").to_dict()
    (rows,) = chart["datasets"].values()
    assert [row["period"] for row in rows] == ["2026-01", "2026-02"]
    assert [row["how"] for row in rows] == ["its own answers", "assumes constant error"]


def test_the_page_asks_of_a_region_or_topic_and_of_the_articles_that_filters_choose(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.site.publish("own", "one", "2026-11-10")
    press.site.publish("peer", "two", "2026-11-11")
    press.room.ingest()
    monkeypatch.setattr(Newsroom, "today", TODAY)
    monkeypatch.setattr(sys, "argv", ["app.py", str(press.folder)])
    app = AppTest.from_file(APP, default_timeout=60)
    app._page_hash = calc_hash("quality")
    app.run()
    assert not app.exception, app.exception
    assert any("Write supportive or neutral or critical" in each.value for each in app.caption)
    share = next(each for each in app.selectbox if each.label == "Share of")
    share.select("region").run()
    assert not app.exception, app.exception
    assert any("Write yes or no into" in each.value for each in app.caption)
    assert any(each.label == "Region" and "Ukraine" in each.options for each in app.selectbox)
