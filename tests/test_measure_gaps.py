"""Gaps against hand-made tables: what is compared with what, and when nothing may be said."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from bench.gaps import ours, scores
from monitor.catalog import Need
from monitor.errors import QueryError
from monitor.filters import Filters
from monitor.measure.cells import Cells
from monitor.measure.coverage import Coverage
from monitor.measure.gaps import MORE, STABLE, Comparison, gaps, over_days
from monitor.measure.impact import impact
from monitor.measure.memory import Memory
from monitor.measure.reference import Baseline, shares_of
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
    **how: Any,
) -> pd.DataFrame:
    asked = Comparison(baseline, **how)
    return gaps(Cells(made, row, column, None), CATALOG, filters, asked, today=TODAY)


def cell(frame: pd.DataFrame, row: str, column: str = "") -> dict[str, Any]:
    found = frame[(frame["row"] == row) & (frame["column"] == column)]
    assert len(found) == 1
    return dict(found.iloc[0])


def test_what_is_expected_is_the_mean_of_few_peers_shares_of_our_stories() -> None:
    frame = ask(coverage(ROWS))
    africa = cell(frame, "Africa")
    assert africa["n"] == 0
    assert africa["expected"] == pytest.approx(40 * (20.5 / 41 + 10.5 / 41) / 2)
    assert africa["verdict"] == "strong gap"
    assert africa["low"] < africa["ratio"] < africa["high"] < 2 / 3
    assert africa["reference"] == "mean share of 2 peers with 20 or more stories"
    assert list(frame["row"]) == ["Africa", "Europe"]  # the widest gap first


def test_without_days_the_last_ninety_are_compared() -> None:
    old = published("left", "KEN", 30, 600, [TODAY - timedelta(days=90)])
    made = coverage([*ROWS, *old])
    quarter = ask(made, Filters()).query("days == 90").reset_index(drop=True)
    assert len(quarter)
    pd.testing.assert_frame_equal(quarter, ask(made))
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
    half = 0.5 / 80  # of a story, of all that the peers told: no cell is expected more for being empty
    europe, africa = (0.5 + 30.5) / 2 / 41, (0 + 10) / 2 / 40 + half
    whole = (0 + 40 / 40) / 2  # of the peers' stories are on trade at all
    assert cell(frame, "Europe")["expected"] == pytest.approx(40 * whole * europe / (europe + africa))


def test_peers_with_too_few_articles_do_not_speak() -> None:
    few = published("right", "SDN", 19, 700)
    frame = ask(coverage([each for each in ROWS if each["outlet"] != "right"] + few))
    assert "mean share of 1 peers" in frame["reference"].iloc[0]
    assert cell(frame, "Africa")["expected"] == pytest.approx(40 * 20.5 / 41)


def test_two_dimensions_can_be_crossed() -> None:
    frame = ask(coverage(ROWS), column="topic")
    assert cell(frame, "Europe", "war")["n"] == 40
    # the shares of the four cells are scaled to the whole: 40 of 40 stories
    war, trade, more_trade = (20.5 + 0.5) / 2 / 41, 10 / 2 / 40 + 0.5 / 80, (0.5 + 30.5) / 2 / 41
    assert cell(frame, "Africa", "war")["expected"] == pytest.approx(
        40 * war / (war + war + trade + more_trade)
    )


def test_our_own_history_is_the_twelve_months_before() -> None:
    before = published("own", "KEN", 30, 800, [LAST[-1] - timedelta(days=n) for n in range(1, 200)])
    older = published("own", "KEN", 30, 900, [LAST[-1] - timedelta(days=n) for n in range(366, 400)])
    also = published("own", "UKR", 10, 1000, [LAST[-1] - timedelta(days=1)])
    frame = ask(coverage([*ROWS, *before, *older, *also]), baseline="own")
    assert cell(frame, "Africa")["expected"] == pytest.approx(40 * 30.5 / 41)
    assert cell(frame, "Africa")["verdict"] == "strong gap"
    assert "(40 stories)" in frame["reference"].iloc[0]


def test_need_is_the_share_of_the_people_in_need() -> None:
    also = published("own", "FRA", 25, 800)  # no need is listed there: no part of the comparison
    frame = ask(coverage([*ROWS, *also]), baseline="need")
    assert cell(frame, "Africa")["expected"] == pytest.approx(40 * 30 / 40)
    assert (cell(frame, "Europe")["n"], cell(frame, "Europe")["articles"]) == (40, 40)
    frame = ask(coverage([*ROWS, *also]), row="region", baseline="need")
    assert list(frame["row"]) == ["SDN", "UKR"]
    assert cell(frame, "SDN")["expected"] == pytest.approx(30)
    with pytest.raises(QueryError, match="need is known by desk or region"):
        ask(coverage(ROWS), row="topic", baseline="need")
    with pytest.raises(QueryError, match="without a column"):
        ask(coverage(ROWS), column="topic", baseline="need")


def test_need_can_be_measured_by_another_indicator_of_its_newest_year() -> None:
    displaced = (Need("SDN", "displaced", 9.0, 2024, "x"), Need("SDN", "displaced", 1.0, 2025, "x"))
    catalog = replace(CATALOG, needs=(*CATALOG.needs, *displaced, Need("UKR", "displaced", 3.0, 2023, "x")))
    cells = Cells(coverage(ROWS), "region", None, None)
    frame = gaps(cells, catalog, DAYS, Comparison("need", "displaced"), today=TODAY)
    assert cell(frame, "SDN")["expected"] == pytest.approx(40 * 1 / 4)
    with pytest.raises(QueryError, match="no indicator 'tanks'; it has: displaced, people in need"):
        gaps(cells, catalog, DAYS, Comparison("need", "tanks"), today=TODAY)


def test_a_reference_that_does_not_exist_is_refused() -> None:
    with pytest.raises(QueryError, match="'rivals' is none of peers, own, need"):
        ask(coverage(ROWS), baseline="rivals")  # type: ignore[arg-type]


def test_nothing_is_said_when_our_days_were_not_collected() -> None:
    peers = {"left": (str(LAST[-1]), str(TODAY)), "right": (str(LAST[-1]), str(TODAY))}
    short = coverage(ROWS, collected({"own": (str(LAST[10]), str(TODAY)), **peers}))
    assert set(ask(short)["verdict"]) == {"cannot say"}
    enough = coverage(ROWS, collected({"own": (str(LAST[81]), str(TODAY)), **peers}))
    assert "cannot say" not in set(ask(enough)["verdict"])


def test_a_peer_that_was_not_collected_does_not_speak_and_most_must() -> None:
    whole = str(LAST[-1]), str(TODAY)
    known = collected({"own": whole, "left": whole, "right": (str(LAST[30]), str(TODAY))})
    frame = ask(coverage(ROWS, known))
    assert "mean share of 1 peers" in frame["reference"].iloc[0]
    assert "1 left out, of which under 90% of the days were collected" in frame["reference"].iloc[0]
    assert set(frame["verdict"]) == {"cannot say"}  # one of two is not most of them
    assert set(frame["stability"]) == {""}
    assert set(frame["collected"]) == {1.0}


def test_an_outlet_that_tells_a_story_in_many_articles_tells_one() -> None:
    burst = published("left", "SDN", 30, 700, story=5)
    ours = published("own", "SDN", 2, 800, story=5)
    found = cell(ask(coverage([*ROWS, *burst, *ours]), row="region"), "SDN")
    assert (found["n"], found["articles"]) == (1, 2)
    assert found["expected"] < 1.5


def test_a_cell_too_slow_for_ninety_days_is_compared_over_a_year() -> None:
    year = [TODAY - timedelta(days=n) for n in range(0, 300, 5)]
    slow = [
        *published("own", "UKR", 60, 1000, year),
        *(
            each
            for n, peer in enumerate(("left", "right"))
            for each in (
                *published(peer, "UKR", 54, 2000 + 500 * n, year),
                *published(peer, "SDN", 6, 2300 + 500 * n, year[::10]),
            )
        ),
    ]
    known = collected({each.id: ("2025-11-01", "2026-11-20") for each in CATALOG.outlets})
    frame = ask(coverage(slow, known), Filters(), row="region")
    sudan, ukraine = cell(frame, "SDN"), cell(frame, "UKR")
    assert (sudan["days"], sudan["n"], sudan["verdict"]) == (365, 0, "strong gap")
    assert sudan["expected"] == pytest.approx(60 * 6 / 60, rel=0.07)
    assert (ukraine["days"], ukraine["n"]) == (90, 18)


def test_a_verdict_that_hangs_on_one_peer_names_it() -> None:
    frame = ask(coverage(ROWS))
    assert cell(frame, "Africa")["stability"] == STABLE
    alone = [
        *published("own", "UKR", 40, 0),
        *published("left", "KEN", 30, 100),
        *published("left", "UKR", 10, 200),
        *published("right", "UKR", 40, 400),
    ]
    assert cell(ask(coverage(alone)), "Africa")["stability"] == "hangs on left"
    assert cell(ask(coverage(alone), baseline="own"), "Europe")["stability"] == ""


def test_a_cell_that_editors_intend_says_so_and_keeps_its_numbers() -> None:
    plain, marked = ask(coverage(ROWS)), ask(coverage(ROWS), intended=frozenset({("Africa", "")}))
    assert cell(marked, "Africa")["verdict"] == "intended"
    same = [name for name in plain.columns if name != "verdict"]
    pd.testing.assert_frame_equal(plain[same], marked[same])
    even = ask(coverage(ROWS), intended=frozenset({("Europe", "")}))
    assert cell(even, "Europe")["verdict"] == "as expected"  # there is no difference to intend


def test_one_large_and_odd_peer_does_not_sway_the_reference() -> None:
    counts = pd.DataFrame({n: [10.0, 90.0] for n in range(4)} | {"odd": [900.0, 100.0]})
    found = shares_of(counts, counts.sum())
    assert found.to_list() == pytest.approx([0.1, 0.9], rel=0.05)
    few = shares_of(counts[[0, "odd"]], counts[[0, "odd"]].sum())
    assert few[0] == pytest.approx((0.1 + 0.9) / 2, rel=0.01)


def test_cells_that_hardly_any_peer_wrote_in_are_expected_of_nobody() -> None:
    peers = {n: [1.0 if n == 0 else 0.0] + [0.0] * 40 + [29.0] for n in range(7)}
    found = shares_of(pd.DataFrame(peers), pd.Series(30.0, index=range(7)))
    assert (300 * found[:41] < 3).all()  # of 300 stories of ours
    assert found.sum() == pytest.approx(29 / 30, rel=0.01)


def test_planted_gaps_are_found_and_little_else() -> None:
    """A small run of `python -m tests.bench.gaps`, which prints the same figures of more worlds."""
    small = scores({"ours": ours}, 120, runs=40)["ours"]
    assert small.precision >= 0.95
    assert small.recall >= 0.65
    assert small.flags <= 0.3
    desks = scores({"ours": ours}, 120, runs=40, margins=True, even=True)["ours"]
    assert desks.precision >= 0.97
    assert desks.recall >= 0.95
    assert scores({"ours": ours}, 360, runs=25, odd=True)["ours"].precision >= 0.83


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
    assert frame["countries covered more than by peers"] == (by_region["verdict"].isin(MORE)).sum()
    assert next(value for figure, value in frame.items() if "collected" in figure) == 100
    only = impact(made, Filters(region=("KEN",), role="peer", outlet=("left",)), None, by_region, today=TODAY)
    assert only.set_index("figure")["value"]["articles published"] == 1
