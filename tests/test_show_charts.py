"""Charts of the measures: valid for any table, with the days that were not collected hatched."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

from monitor.measure import gaps, shares, trends
from monitor.show.charts.gap import gap_chart
from monitor.show.charts.ranking import ranking_chart
from monitor.show.charts.source import collection_chart, days_chart
from monitor.show.charts.trend import trend_chart


def trend_frame(series: dict[str, list[float]], partial_last: bool = True, total: float = 40) -> pd.DataFrame:
    """A table of weekly trends; not-a-number is a week that was not collected."""
    rows = []
    for name, counts in series.items():
        for week, n in zip(pd.date_range("2026-01-05", periods=len(counts), freq="7D"), counts, strict=True):
            missing = np.isnan(n)
            share = np.nan if missing else n / total
            rows.append(
                (
                    *(week, name, n, n, np.nan if missing else total, share, share * 0.8, share * 1.2),
                    *(0.0 if missing else 1.0, False),
                )
            )
    frame = pd.DataFrame(rows, columns=trends.COLUMNS).astype({"period": "datetime64[us]"})
    frame["partial"] = partial_last & (frame["period"] == frame["period"].max())
    return frame


def gap_frame(*cells: tuple[str, str, int, float, str]) -> pd.DataFrame:
    """Cells of (row, column, n, expected, verdict)."""
    rows = [
        (
            *(row, column, n, n, expected, (n + 1) / (expected + 1), 0.1, 3.0, 0.95, 0.01, verdict),
            *("stands without any one peer", 90, 1.0, "median share of 7 peers"),
        )
        for row, column, n, expected, verdict in cells
    ]
    return pd.DataFrame(rows, columns=gaps.COLUMNS)


def drawn(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """The chart as Vega-Lite, which altair validates against its schema."""
    found: dict[str, Any] = chart.to_dict()
    return found


def subtitle(chart: dict[str, Any]) -> str:
    lines = chart["title"]["subtitle"]
    return lines if isinstance(lines, str) else " ".join(lines)


def data_of(chart: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    data = layer.get("data", chart.get("data"))
    found: list[dict[str, Any]] = chart["datasets"][data["name"]] if "name" in data else data["values"]
    return found


def hatched(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """What the hatched layer draws."""
    (layer,) = [each for each in chart["layer"] if isinstance(each["mark"].get("fill"), dict)]
    assert layer["mark"]["type"] == "rect"
    assert layer["encoding"]["x"]["field"] == "period"
    assert layer["encoding"]["x2"]["field"] == "end"
    return data_of(chart, layer)


NAN = float("nan")
FRAMES = {
    "normal": trend_frame({"own": [4, 5, 6, 7], "peer": [8, 9, 9, 8]}),
    "one": trend_frame({"all matching": [4, 5, 6, 7]}),
    "many": trend_frame({f"series {n}": [n, 5, 6, 7] for n in range(8)}),
    "missing": trend_frame({"own": [NAN, NAN, 6, 7]}),
    "all missing": trend_frame({"own": [NAN, NAN]}),
    "single": trend_frame({"own": [3]}),
    "empty": trend_frame({}),
}


@pytest.mark.parametrize("measure", ["share", "n"])
@pytest.mark.parametrize("period", ["day", "week", "month"])
@pytest.mark.parametrize("name", list(FRAMES))
def test_a_trend_can_be_drawn(name: str, period: Any, measure: Any) -> None:
    chart = drawn(trend_chart(FRAMES[name].copy(), period=period, measure=measure))
    assert chart["title"]["text"]
    assert "Hatched: not collected" in subtitle(chart)


def test_weeks_that_were_not_collected_are_hatched_and_have_no_value_to_draw() -> None:
    chart = drawn(trend_chart(FRAMES["missing"].copy()))
    weeks = hatched(chart)
    assert [each["period"][:10] for each in weeks] == ["2026-01-05", "2026-01-12"]
    assert all(each["end"] > each["period"] for each in weeks)
    for layer in chart["layer"]:
        if layer["mark"]["type"] in ("line", "circle", "area"):
            shares = {each["period"][:10]: each["share"] for each in data_of(chart, layer)}
            shown = {week for week, share in shares.items() if share is not None}
            assert shown == {"2026-01-19", "2026-01-26"}


def test_a_week_that_one_series_has_is_not_hatched() -> None:
    frame = trend_frame({"own": [NAN, 3, 4], "peer": [2, 3, 4]})
    assert hatched(drawn(trend_chart(frame))) == []


def test_the_week_that_is_not_over_is_dashed() -> None:
    chart = drawn(trend_chart(FRAMES["normal"].copy()))
    (dashed,) = [each for each in chart["layer"] if "strokeDash" in each["mark"]]
    tail = {each["period"][:10] for each in data_of(chart, dashed) if each["end"]}
    assert tail == {"2026-01-19", "2026-01-26"}  # the last whole week and the one that is not over
    (whole,) = [each for each in chart["layer"] if each["mark"]["type"] == "line" and each is not dashed]
    assert "partial" in str(whole["transform"])


def test_ours_is_strong_and_peers_are_grey() -> None:
    chart = drawn(trend_chart(FRAMES["normal"].copy()))
    scale = next(each for each in chart["layer"] if "color" in each["encoding"])["encoding"]["color"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {"Ours": "#0072B2", "Peers": "#8A8F98"}


CELLS = gap_frame(
    ("Africa", "", 1, 12.1, "strong gap"), ("Asia", "", 9, 14, "as expected"), ("Europe", "", 30, 9, "over")
)
CROSSED = gap_frame(
    ("Africa", "trade", 0, 5, "gap"),
    ("Africa", "war", 2, 2, "too few to tell"),
    ("Asia", "war", 9, 8, "watch"),
)


@pytest.mark.parametrize("frame", [CELLS, CROSSED, CELLS.head(0), CELLS.head(1)])
def test_gaps_can_be_drawn(frame: pd.DataFrame) -> None:
    chart = drawn(gap_chart(frame.copy()))
    assert chart["title"]["text"]


def test_only_cells_that_stand_are_drawn_strongly() -> None:
    chart = drawn(gap_chart(CELLS.copy()))
    (points,) = [each for each in chart["layer"] if each["mark"]["type"] == "circle"]
    stands = {each["row"]: each["stands"] for each in data_of(chart, points)}
    assert stands == {"Africa": True, "Asia": False, "Europe": True}
    assert "median share of 7 peers" in subtitle(chart)


def test_ratios_beyond_the_scale_are_drawn_at_its_edge() -> None:
    frame = CELLS.assign(ratio=[0.0001, 1, 90], low=0.00001, high=500.0)
    chart = drawn(gap_chart(frame))
    (points,) = [each for each in chart["layer"] if each["mark"]["type"] == "circle"]
    assert [each["ratio"] for each in data_of(chart, points)] == [0.125, 1, 8]


def test_numbers_of_a_matrix_are_written_where_the_verdict_stands() -> None:
    chart = drawn(gap_chart(CROSSED.copy()))
    (numbers,) = [each for each in chart["layer"] if each["mark"]["type"] == "text"]
    assert "datum.stands" in str(numbers["transform"])


def share_frame(*rows: tuple[str, int]) -> pd.DataFrame:
    return pd.DataFrame(
        [(name, n, n, 50, n / 50, n / 60, n / 40) for name, n in rows], columns=shares.COLUMNS
    )


@pytest.mark.parametrize("n", [0, 1, 40])
def test_a_ranking_can_be_drawn(n: int) -> None:
    chart = drawn(ranking_chart(share_frame(*((f"value {each}", 41 - each) for each in range(n))), "topic"))
    assert chart["title"]["text"] == ("value 0 leads with 82 % of the articles" if n else "Nothing to rank")


@pytest.mark.parametrize("collected", [[], [0.0, 1.0]])
def test_collection_can_be_drawn(collected: list[float]) -> None:
    weeks = pd.date_range("2026-01-05", periods=len(collected), freq="7D")
    frame = pd.DataFrame({"outlet": ["a", "b"][: len(collected)], "week": weeks, "collected": collected})
    assert drawn(collection_chart(frame))["title"]["text"]


STATES = ["collected", "partly", "not collected"]


def day_frame(**states: list[str]) -> pd.DataFrame:
    """The state of each source on days from 2026-11-01 on."""
    days = {name: pd.date_range("2026-11-01", periods=len(each)) for name, each in states.items()}
    frames = [pd.DataFrame({"source": n, "day": days[n], "state": each}) for n, each in states.items()]
    return pd.concat(frames, ignore_index=True)


def test_states_of_days_differ_by_more_than_colour() -> None:
    chart = drawn(days_chart(day_frame(feed=[*STATES, "collected"])))
    assert chart["title"]["text"] == "50 % of source-days were collected"
    assert "Hatched: not collected" in subtitle(chart)
    heights = {
        (each["transform"][0]["filter"].split("'")[1], each["mark"]["height"]["band"])
        for each in chart["layer"]
        if each["mark"]["type"] == "rect"
    }
    assert heights == {("collected", 0.8), ("partly", 0.4), ("not collected", 0.8)}
    (hatched,) = [each for each in chart["layer"] if "strokeDash" in each["mark"]]
    assert "'not collected'" in hatched["transform"][0]["filter"]
    assert hatched["mark"]["strokeWidth"] == 0.8 * 22


def test_neighbouring_days_of_one_state_are_one_mark() -> None:
    frame = day_frame(a=["collected"] * 3 + ["partly"] + ["collected"], b=["collected"] * 2)
    chart = drawn(days_chart(frame.sample(frac=1, random_state=1)))
    rows = data_of(chart, chart["layer"][0])
    found = [(each["source"], each["state"], each["day"][8:10], each["last"][8:10], each["end"][8:10])
             for each in rows]  # fmt: skip
    assert found == [
        ("a", "collected", "01", "03", "04"),
        ("a", "partly", "04", "04", "05"),
        ("a", "collected", "05", "05", "06"),
        ("b", "collected", "01", "02", "03"),
    ]


def test_a_day_that_is_missing_parts_two_marks() -> None:
    chart = drawn(days_chart(day_frame(a=["collected"] * 3).drop(index=1)))
    assert [each["day"][8:10] for each in data_of(chart, chart["layer"][0])] == ["01", "03"]


def test_days_of_no_source_can_be_drawn() -> None:
    frame = day_frame(a=["collected"]).head(0)
    assert drawn(days_chart(frame))["title"]["text"] == "No source yet"
