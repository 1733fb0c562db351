"""Gaps against hand-made tables: what is compared with what, and when nothing may be said."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from monitor.errors import QueryError
from monitor.filters import Filters
from monitor.measure.coverage import Coverage
from monitor.measure.gaps import Baseline, Cells, gaps, over_days
from monitor.measure.impact import impact
from monitor.measure.memory import Memory
from test_measure_trends import CATALOG, TODAY, collected, coverage, row

LAST = [TODAY - timedelta(days=n) for n in range(90)]


def published(
    outlet: str, region: str, n: int, start: int, days: list[date] = LAST, **said: Any
) -> list[dict[str, Any]]:
    return [row(start + k, outlet, days[k % len(days)], regions=[region], **said) for k in range(n)]


ROWS = [
    *published("own", "UKR", 40, 0, topics=["war"]),
    *published("left", "KEN", 20, 100, topics=["war"]),
    *published("left", "UKR", 20, 200, topics=["war"]),
    *published("right", "KEN", 10, 300, topics=["trade"]),
    *published("right", "UKR", 30, 400, topics=["trade"]),
]
DAYS = Filters(LAST[-1], TODAY)


def ask(
    made: Coverage,
    filters: Filters = DAYS,
    row: str = "desk",
    column: str | None = None,
    baseline: Baseline = "peers",
) -> pd.DataFrame:
    return gaps(Cells(made, row, column, None), CATALOG, filters, today=TODAY, baseline=baseline)


def cell(frame: pd.DataFrame, row: str, column: str = "") -> dict[str, Any]:
    found = frame[(frame["row"] == row) & (frame["column"] == column)]
    assert len(found) == 1
    return dict(found.iloc[0])


def test_what_is_expected_is_the_median_of_the_peers_shares_of_our_articles() -> None:
    frame = ask(coverage(ROWS))
    africa = cell(frame, "Africa")
    assert africa["n"] == 0
    assert africa["expected"] == pytest.approx(40 * (20.5 / 41 + 10.5 / 41) / 2)
    assert africa["verdict"] == "strong gap"
    assert africa["low"] < africa["ratio"] < africa["high"] < 2 / 3
    assert africa["reference"] == "median share of 2 peers with 20 or more articles"
    assert list(frame["row"]) == ["Africa", "Europe"]  # the widest gap first


def test_without_days_the_last_ninety_are_compared() -> None:
    old = published("left", "KEN", 30, 600, [TODAY - timedelta(days=90)])
    made = coverage([*ROWS, *old])
    pd.testing.assert_frame_equal(ask(made, Filters()), ask(made))
    assert over_days(Filters(), TODAY) == DAYS
    assert over_days(Filters(end=date(2026, 3, 31)), TODAY).start == date(2026, 1, 1)
    assert over_days(Filters(start=date(2026, 1, 1), end=date(2027, 1, 1)), TODAY).end == TODAY


def test_cells_that_are_equal_come_by_name() -> None:
    topics = [f"topic-{n:03}" for n in range(60)]
    ours = [row(n, "own", LAST[n % 90], topics=topics[::-1]) for n in range(30)]
    frame = ask(coverage([*ours, *published("left", "KEN", 30, 100)]), row="topic")
    assert len(frame) == 60
    assert list(frame["row"]) == topics


def test_an_outlet_filter_chooses_among_the_peers_and_leaves_ours() -> None:
    frame = ask(coverage(ROWS), replace(DAYS, outlet=("left",)))
    assert cell(frame, "Africa")["expected"] == pytest.approx(40 * 20.5 / 41)
    assert cell(frame, "Europe")["n"] == 40


@pytest.mark.parametrize("role", ["own", "peer"])
def test_a_role_filter_changes_nothing(role: Any) -> None:
    pd.testing.assert_frame_equal(ask(coverage(ROWS), replace(DAYS, role=role)), ask(coverage(ROWS)))


def test_a_subject_filter_narrows_both_sides_of_the_comparison() -> None:
    frame = ask(coverage(ROWS), replace(DAYS, topic=("trade",)))
    assert cell(frame, "Europe")["n"] == 0
    assert cell(frame, "Europe")["expected"] == pytest.approx(40 * (0.5 / 41 + 30.5 / 41) / 2)


def test_peers_with_too_few_articles_do_not_speak() -> None:
    few = published("right", "SDN", 19, 700)
    frame = ask(coverage([each for each in ROWS if each["outlet"] != "right"] + few))
    assert "median share of 1 peers" in frame["reference"].iloc[0]
    assert cell(frame, "Africa")["expected"] == pytest.approx(40 * 20.5 / 41)


def test_two_dimensions_can_be_crossed() -> None:
    frame = ask(coverage(ROWS), column="topic")
    assert cell(frame, "Europe", "war")["n"] == 40
    assert cell(frame, "Africa", "war")["expected"] == pytest.approx(40 * (20.5 / 41 + 0.5 / 41) / 2)


def test_our_own_history_is_the_twelve_months_before() -> None:
    before = published("own", "KEN", 30, 800, [LAST[-1] - timedelta(days=n) for n in range(1, 200)])
    older = published("own", "KEN", 30, 900, [LAST[-1] - timedelta(days=n) for n in range(366, 400)])
    also = published("own", "UKR", 10, 1000, [LAST[-1] - timedelta(days=1)])
    frame = ask(coverage([*ROWS, *before, *older, *also]), baseline="own")
    assert cell(frame, "Africa")["expected"] == pytest.approx(40 * 30 / 40)
    assert cell(frame, "Africa")["verdict"] == "strong gap"
    assert "(40 articles)" in frame["reference"].iloc[0]


def test_need_is_the_share_of_the_people_in_need() -> None:
    frame = ask(coverage(ROWS), baseline="need")
    assert cell(frame, "Africa")["expected"] == pytest.approx(40 * 30 / 40)
    frame = ask(coverage(ROWS), row="region", baseline="need")
    assert cell(frame, "SDN")["expected"] == pytest.approx(30)
    with pytest.raises(QueryError, match="need is known by desk or region"):
        ask(coverage(ROWS), row="topic", baseline="need")
    with pytest.raises(QueryError, match="without a column"):
        ask(coverage(ROWS), column="topic", baseline="need")


def test_a_reference_that_does_not_exist_is_refused() -> None:
    with pytest.raises(QueryError, match="'rivals' is none of peers, own, need"):
        ask(coverage(ROWS), baseline="rivals")  # type: ignore[arg-type]


def test_nothing_is_said_when_our_days_were_not_collected() -> None:
    peers = {"left": (str(LAST[-1]), str(TODAY)), "right": (str(LAST[-1]), str(TODAY))}
    short = coverage(ROWS, collected({"own": (str(LAST[10]), str(TODAY)), **peers}))
    assert set(ask(short)["verdict"]) == {"cannot say"}
    enough = coverage(ROWS, collected({"own": (str(LAST[81]), str(TODAY)), **peers}))
    assert "cannot say" not in set(ask(enough)["verdict"])


def test_gaps_of_nothing_are_an_empty_table() -> None:
    frame = ask(Memory(CATALOG))
    assert frame.empty
    assert "verdict" in frame.columns
    assert len(ask(Memory(CATALOG), baseline="need"))


def test_figures_of_impact_count_our_articles_only() -> None:
    made = coverage(
        [*ROWS, row(990, "own", LAST[0], regions=["KEN", "SDN"], topics=["trade"]), row(991, "own", None)]
    )
    by_region = ask(made, row="region")
    frame = impact(made, Filters(), None, by_region, today=TODAY).set_index("figure")["value"]
    assert frame["articles published"] == 41
    assert frame["countries in focus"] == 3
    assert frame["desks served"] == 2
    assert frame["topics covered"] == 2
    assert frame["countries covered more than by peers"] == (by_region["verdict"] == "over").sum()
    assert next(value for figure, value in frame.items() if "collected" in figure) == 100
    only = impact(made, Filters(region=("KEN",), role="peer", outlet=("left",)), None, by_region, today=TODAY)
    assert only.set_index("figure")["value"]["articles published"] == 1
