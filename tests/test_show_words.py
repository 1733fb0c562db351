"""Findings in words."""

import pandas as pd
import pytest

from monitor.show import words
from test_show_charts import NAN, gap_frame, trend_frame


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.314, "31 %"), (0.0041, "0.4 %"), (0, "0 %"), (1, "100 %"), (0.095, "10 %"), (0.0949, "9.5 %")],
)
def test_a_share_is_written_as_people_write_it(share: float, written: str) -> None:
    assert words.percent(share) == written


def test_the_largest_series_is_told_with_its_share() -> None:
    frame = trend_frame({"own": [4, 4, 4, 4, 99], "peer": [20, 20, 20, 20, 0]})
    share = words.trend_finding(frame, "week", "share")
    assert "Peers: 50 % of the articles, steady over the period" in share
    assert "Peers: 20 articles a week on average" in words.trend_finding(frame, "week", "n")


def test_a_movement_is_told_only_beyond_chance() -> None:
    rising = trend_frame({"Africa": [4, 4, 20, 20, 0]})
    assert words.trend_finding(rising, "month", "share") == (
        "Africa: 30 % of the articles, up from 10 % to 50 % between its halves"
    )
    falling = trend_frame({"Africa": [20, 20, 4, 4, 0]})
    assert "down from 50 % to 10 %" in words.trend_finding(falling, "month", "share")
    wavering = trend_frame({"Africa": [4, 5, 5, 6, 0]})
    assert "steady" in words.trend_finding(wavering, "month", "share")
    short = trend_frame({"Africa": [4, 20, 0]})
    assert words.trend_finding(short, "month", "share") == "Africa: 30 % of the articles"


@pytest.mark.parametrize("n", [0, 40])
def test_a_share_that_never_changes_does_not_move(n: int) -> None:
    frame = trend_frame({"Africa": [n, n, n, n, n]})
    assert "down" not in words.trend_finding(frame, "week", "share")


def test_weeks_that_are_missing_or_not_over_are_no_part_of_the_finding() -> None:
    frame = trend_frame({"all matching": [NAN, 10, 10, 40]})
    assert words.trend_finding(frame, "week", "n") == "10 articles a week on average"
    assert words.trend_finding(frame, "week", "share") == "25 % of the articles"


@pytest.mark.parametrize("counts", [[], [NAN, NAN], [5]])
def test_without_a_whole_week_nothing_is_claimed(counts: list[float]) -> None:
    frame = trend_frame({"own": counts})
    assert words.trend_finding(frame, "week", "share") == "No whole week has been collected yet"


def test_the_widest_gap_is_told_first() -> None:
    frame = gap_frame(
        ("Africa", "migration", 1, 12.1, "strong gap"),
        ("Asia", "trade", 0, 4, "gap"),
        ("Europe", "trade", 9, 9, "watch"),
    )
    assert (
        words.gap_finding(frame) == "A gap in Africa × migration: 1 where 12 were to be expected, and 1 more"
    )
    assert words.gap_finding(frame.head(1)).endswith("were to be expected")


def test_no_gap_and_no_knowledge_are_told_apart() -> None:
    assert words.gap_finding(gap_frame(("Asia", "", 9, 9, "watch"))) == "No gap that chance would not explain"
    assert words.gap_finding(gap_frame()) == "No gap that chance would not explain"
    unknown = gap_frame(("Asia", "", 9, 9, "cannot say"))
    assert words.gap_finding(unknown) == "Too few days were collected to speak of gaps"


def test_a_cell_is_told_with_its_counts_and_interval() -> None:
    frame = gap_frame(("Africa", "", 1, 12.1, "strong gap"), ("Asia", "war", 4, 9, "watch"))
    first, second = (words.gap_sentence(each) for _, each in frame.iterrows())
    told = "Africa: 1 story in 90 days, the peers' pace suggests 12 (90 %: 0.10 to 3.0 of it) — strong gap"
    assert first == told
    assert second.startswith("Asia × war: 4 stories in 90 days, the peers' pace suggests 9.0")


def test_a_verdict_that_hangs_on_a_peer_and_more_articles_than_stories_are_told() -> None:
    frame = gap_frame(("Africa", "", 2, 12.1, "gap")).assign(
        articles=5, stability="hangs on The Wire", reference="our own share in the twelve months before"
    )
    said = words.gap_sentence(frame.iloc[0])
    assert said.startswith(
        "Africa: 2 stories (5 articles) in 90 days, our own pace of the year before suggests"
    )
    assert said.endswith("— gap; hangs on The Wire")
    need = frame.assign(reference="share of the people in need in the 9 countries of needs.csv")
    assert "the need suggests 12" in words.gap_sentence(need.iloc[0])


def test_alerts_and_changes_are_told_in_words() -> None:
    week = {"first": pd.Timestamp("2026-11-13"), "last": pd.Timestamp("2026-11-19")}
    burst = pd.Series(
        week | {"series": "Sudan", "kind": "burst", "n": 9, "usual": 0.9, "times": 10.0, "outlets": 4}
    )
    told = "Sudan: 9 articles of 4 outlets in the 7 days to 19 November, 10 times the usual 0.9"
    assert words.alert_sentence(burst) == told
    never = pd.Series(burst.to_dict() | {"usual": 0.0, "times": float("nan")})
    assert words.alert_sentence(never).endswith("19 November, usually none")
    drop = pd.Series(burst.to_dict() | {"kind": "drop", "n": 1, "usual": 12.2})
    assert words.alert_sentence(drop) == "Sudan: 1 article in the 7 days to 19 November, where 12 are usual"
    level = {"period": pd.Timestamp("2026-02-16"), "before": 4.5, "after": 15.6, "low": 2.51, "high": 4.6}
    told = "Sudan: from 4.5 to 16 articles a week since 16 February 2026 (95 %: 2.5 to 4.6 times)"
    assert words.change_sentence(pd.Series(level | {"series": "Sudan"}), "week") == told


def test_names_of_roles_are_the_readers() -> None:
    assert (words.series_name("own"), words.series_name("peer"), words.series_name("Kenya")) == (
        "Ours",
        "Peers",
        "Kenya",
    )
    assert words.cell_name(pd.Series({"row": "Africa", "column": ""})) == "Africa"
