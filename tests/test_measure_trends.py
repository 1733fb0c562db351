"""Counts and shares over time, against a hand-made table and a recount in plain Python."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from monitor.catalog import Catalog, Need, Target, Topic
from monitor.filters import HOLDERS, Filters
from monitor.measure.collection import weekly
from monitor.measure.coverage import Coverage, chosen
from monitor.measure.memory import Mark, Memory
from monitor.measure.trends import trends
from monitor.model import Outlet, Source
from monitor.store.changes import CHANGED

TODAY = date(2026, 11, 20)  # a Friday
DESKS = {"Africa": ("KEN", "SDN"), "Europe": ("UKR", "FRA")}


def outlet(id: str, role: Any) -> Outlet:
    sources = (Source(f"{id}/feed", id, "feed", "https://example.org"),)
    return Outlet(id, id.title(), role, "USA", "https://example.org", sources=sources)


CATALOG = Catalog(
    outlets=(outlet("own", "own"), outlet("left", "peer"), outlet("right", "peer")),
    desks=DESKS,
    topics=(Topic("trade", "Trade", "trade"), Topic("war", "War", "war")),
    targets=(Target("nato", "NATO", "entity", ("NATO",)),),
    needs=(Need("SDN", "people in need", 30.0, 2025, "x"), Need("UKR", "people in need", 10.0, 2025, "x")),
)


def row(id: int, outlet: str, day: str | date | None, **said: Any) -> dict[str, Any]:
    empty = {"section": None, "language": "en", "polarity": 0.0, "regions": [], "topics": []}
    empty |= {"stances": [], "own_stances": [], "quoted_stances": []}
    when = date.fromisoformat(day) if isinstance(day, str) else day
    return empty | {"id": id, "outlet": outlet, "day": when} | said


def collected(days: dict[str, tuple[str, str]], state: str = "collected") -> pd.DataFrame:
    """Source-days, from the first to the last day of each outlet."""
    rows = [
        (f"{outlet}/feed", day, state)
        for outlet, (first, last) in days.items()
        for day in pd.date_range(first, last, freq="D")
    ]
    return pd.DataFrame(rows, columns=["source", "day", "state"]).astype({"day": "datetime64[s]"})


def coverage(rows: list[dict[str, Any]], collection: pd.DataFrame | None = None) -> Coverage:
    made = Memory(CATALOG)
    everything = collected({each.id: ("2026-01-01", "2026-11-20") for each in CATALOG.outlets})
    known = everything if collection is None else collection
    made.advance([pa.Table.from_pylist(rows, schema=CHANGED)], known, Mark("record", 1))
    return made


def table(made: Coverage, filters: Filters = Filters(), **asked: Any) -> pd.DataFrame:  # noqa: B008
    matching = asked.pop("matching", None)
    return trends(made, filters, matching, today=TODAY, **asked)


def at(frame: pd.DataFrame, day: str, series: str = "all matching") -> dict[str, Any]:
    found = frame[(frame["period"] == day) & (frame["series"] == series)]
    assert len(found) == 1
    return dict(found.iloc[0])


ROWS = [
    row(1, "own", "2026-11-02", regions=["KEN"], topics=["trade"]),
    row(2, "own", "2026-11-03", regions=["UKR", "FRA"], topics=["trade", "war"]),
    row(3, "left", "2026-11-03", regions=["KEN", "UKR"]),
    row(4, "right", "2026-11-09", topics=["war"]),
    row(5, "own", None, regions=["KEN"]),
    row(6, "own", "2026-11-17", regions=["SDN"]),
]
NOVEMBER = Filters(date(2026, 11, 2), date(2026, 11, 20))


def test_counts_and_totals_of_each_week() -> None:
    frame = table(coverage(ROWS), NOVEMBER)
    assert frame["period"].astype(str).to_list() == ["2026-11-02", "2026-11-09", "2026-11-16"]
    assert frame["n"].to_list() == [3, 1, 1]
    assert frame["total"].to_list() == [3, 1, 1]
    assert frame["share"].to_list() == [1, 1, 1]
    assert frame["partial"].to_list() == [False, False, True]


def test_a_share_is_taken_of_all_subjects() -> None:
    frame = table(coverage(ROWS), Filters(*days(NOVEMBER), desk=("Africa",), topic=("trade",)))
    assert at(frame, "2026-11-02")["n"] == 1
    assert at(frame, "2026-11-02")["total"] == 3
    assert at(frame, "2026-11-02")["share"] == pytest.approx(1 / 3)
    assert at(frame, "2026-11-09")["n"] == 0


def days(filters: Filters) -> tuple[date | None, date | None]:
    return filters.start, filters.end


def test_outlets_and_roles_choose_what_the_share_is_taken_of() -> None:
    frame = table(coverage(ROWS), Filters(*days(NOVEMBER), role="own", region=("KEN",)))
    assert at(frame, "2026-11-02")["total"] == 2
    frame = table(coverage(ROWS), Filters(*days(NOVEMBER), region=("KEN",)), by="role")
    assert (at(frame, "2026-11-02", "own")["n"], at(frame, "2026-11-02", "own")["total"]) == (1, 2)
    assert (at(frame, "2026-11-02", "peer")["n"], at(frame, "2026-11-02", "peer")["total"]) == (1, 1)


def test_an_article_counts_once_in_each_of_its_series() -> None:
    frame = table(coverage(ROWS), NOVEMBER, by="desk")
    assert at(frame, "2026-11-02", "Africa")["n"] == 2
    assert at(frame, "2026-11-02", "Europe")["n"] == 2  # two countries of one desk: one article
    assert at(frame, "2026-11-02", "Europe")["total"] == 3
    frame = table(coverage(ROWS), NOVEMBER, by="region")
    assert at(frame, "2026-11-02", "UKR")["n"] == 2


def test_only_the_largest_series_are_told() -> None:
    frame = table(coverage(ROWS), NOVEMBER, by="region", most=2)
    assert set(frame["series"]) == {"KEN", "UKR"}
    assert set(table(coverage(ROWS), NOVEMBER, by="region", most=1)["series"]) < {"KEN", "UKR"}


def test_days_that_were_not_collected_are_missing_and_never_zero() -> None:
    known = collected({"own": ("2026-11-16", "2026-11-20")})
    rows = [row(1, "own", "2026-11-17", regions=["KEN"])]
    frame = table(coverage(rows, known), Filters(*days(NOVEMBER), role="own", region=("UKR",)))
    before, after = at(frame, "2026-11-09"), at(frame, "2026-11-16")
    assert np.isnan([before[name] for name in ("n", "total", "share", "low", "high")]).all()
    assert before["collected"] == 0
    assert (after["n"], after["total"], after["share"], after["collected"]) == (0, 1, 0, 1)


def test_a_collected_period_without_any_article_is_a_zero_count_without_a_share() -> None:
    frame = table(coverage(ROWS), Filters(*days(NOVEMBER), outlet=("left",)))
    found = at(frame, "2026-11-09")
    assert (found["n"], found["total"], found["collected"]) == (0, 0, 1)
    assert np.isnan(found["share"])


def test_each_outlet_is_missing_on_its_own_days_only() -> None:
    known = collected({"own": ("2026-11-01", "2026-11-20"), "left": ("2026-11-09", "2026-11-20")})
    rows = [row(1, "own", "2026-11-03"), row(2, "left", "2026-11-10")]
    frame = table(coverage(rows, known), NOVEMBER, by="outlet")
    assert (at(frame, "2026-11-02", "own")["n"], at(frame, "2026-11-09", "own")["n"]) == (1, 0)
    assert np.isnan(at(frame, "2026-11-02", "left")["n"])
    assert at(frame, "2026-11-09", "left")["n"] == 1


def test_the_collected_share_weighs_half_days_and_sources_that_were_left_out() -> None:
    known = pd.concat(
        [
            collected({"own": ("2026-11-02", "2026-11-08")}),
            collected({"left": ("2026-11-02", "2026-11-08")}, "partly"),
        ]
    )
    frame = table(coverage(ROWS, known), NOVEMBER)
    assert at(frame, "2026-11-02")["collected"] == pytest.approx((1 + 0.5 + 0) / 3)
    assert at(frame, "2026-11-16")["collected"] == 0


def test_a_period_that_the_filter_cuts_or_that_is_not_over_is_partial() -> None:
    frame = table(coverage(ROWS), Filters(date(2026, 11, 4), date(2026, 11, 14)))
    assert at(frame, "2026-11-02")["n"] == 0  # what was published before the 4th is cut
    assert frame["partial"].to_list() == [True, True]
    whole = Filters(date(2026, 11, 2), date(2026, 11, 15))
    assert not at(table(coverage(ROWS), whole), "2026-11-02")["partial"]


def test_a_past_period_that_the_filter_ends_with_is_whole() -> None:
    whole = Filters(date(2026, 11, 2), date(2026, 11, 15))
    assert not at(table(coverage(ROWS), whole), "2026-11-09")["partial"]


def test_months_and_days_are_periods_too() -> None:
    frame = table(coverage(ROWS), Filters(date(2026, 10, 1), None), period="month")
    assert frame["period"].astype(str).to_list() == ["2026-10-01", "2026-11-01"]
    assert frame["n"].to_list() == [0, 5]
    frame = table(coverage(ROWS), Filters(date(2026, 11, 1), date(2026, 11, 3)), period="day")
    assert frame["n"].to_list() == [0, 1, 2]


def test_without_days_the_first_article_begins_the_table() -> None:
    frame = table(coverage(ROWS))
    assert str(frame["period"].min())[:10] == "2026-11-02"
    assert frame["n"].sum() == 5  # the undated one is in no period


def test_an_article_dated_after_today_is_in_no_period() -> None:
    frame = table(coverage([*ROWS, row(7, "own", "2026-12-24")]), Filters(date(2026, 11, 2)))
    assert frame["n"].sum() == 5


def test_nothing_at_all_is_an_empty_table() -> None:
    empty = Memory(CATALOG)
    frame = table(empty)
    assert frame.empty
    assert list(frame.columns) == list(table(coverage(ROWS)).columns)
    assert weekly(empty, TODAY).empty
    found = table(empty, NOVEMBER)
    assert found["n"].isna().all()


def test_a_query_counts_the_articles_that_hold_it() -> None:
    asked = Filters(*days(NOVEMBER), query="x")
    assert table(coverage(ROWS), asked, matching=[1, 5, 6])["n"].to_list() == [1, 0, 1]
    assert table(coverage(ROWS), asked, matching=[])["n"].to_list() == [0, 0, 0]


def test_changed_articles_replace_what_was_known_of_them() -> None:
    made = coverage(ROWS)
    known = collected({"own": ("2026-11-01", "2026-11-20")})
    again = [row(1, "own", "2026-11-02", regions=["UKR"]), row(7, "own", "2026-11-02", regions=["KEN"])]
    made.advance([pa.Table.from_pylist(again, schema=CHANGED)], known, Mark("record", 2), after=1)
    rows = made.frame(made.table).set_index("id")
    assert sorted(rows.index) == [1, 2, 3, 4, 5, 6, 7]
    assert (list(rows.loc[1, "regions"]), list(rows.loc[1, "desks"])) == (["UKR"], ["Europe"])
    assert made.rev == 2
    made.advance([CHANGED.empty_table()], known, Mark("record", 3), after=2)
    assert made.count(made.table) == 7


def test_the_weeks_of_collection_are_told_by_outlet() -> None:
    made = coverage(ROWS, collected({"own": ("2026-11-09", "2026-11-12")}))
    frame = weekly(made, TODAY).set_index(["outlet", "week"])["collected"]
    assert frame["own", "2026-11-09"] == pytest.approx(4 / 7)
    assert frame["own", "2026-11-16"] == 0
    assert frame["left", "2026-11-09"] == 0


# A recount in plain Python

some = {
    "section": st.sampled_from([None, "World", "Europe"]),
    "language": st.sampled_from([None, "en", "fr"]),
    "regions": st.lists(st.sampled_from(["KEN", "SDN", "UKR", "FRA", "USA"]), max_size=3, unique=True),
    "topics": st.lists(st.sampled_from(["trade", "war"]), max_size=2, unique=True),
} | {
    column: st.lists(
        st.sampled_from(["nato:critical", "nato:neutral", "own-goal:critical"]), max_size=2, unique=True
    )
    for column in ("stances", "own_stances", "quoted_stances")
}
corpora = st.lists(
    st.fixed_dictionaries(
        {
            "outlet": st.sampled_from(["own", "left", "right"]),
            "day": st.none() | st.dates(date(2026, 10, 20), TODAY + timedelta(3)),
            **some,
        }
    ),
    max_size=14,
).map(lambda each: [row(n, **said) for n, said in enumerate(each, 1)])
filters_of_one_word = st.one_of(
    st.fixed_dictionaries({"start": st.dates(date(2026, 10, 25), date(2026, 11, 20))}),
    st.fixed_dictionaries({"end": st.dates(date(2026, 10, 25), date(2026, 11, 20))}),
    st.fixed_dictionaries({"role": st.sampled_from(["own", "peer"])}),
    st.fixed_dictionaries({"holder": st.sampled_from(HOLDERS)}),
    *[
        st.fixed_dictionaries({word: st.lists(st.sampled_from(values), min_size=1, max_size=2).map(tuple)})
        for word, values in {
            "outlet": ["own", "left"],
            "section": ["World", "Europe"],
            "desk": ["Africa", "Europe"],
            "region": ["KEN", "UKR", "USA"],
            "topic": ["trade", "war"],
            "target": ["nato", "own-goal"],
            "stance": ["critical", "neutral"],
            "language": ["en", "fr"],
        }.items()
    ],
)
any_filters = st.builds(lambda one, two: Filters(**(one | two)), filters_of_one_word, filters_of_one_word)
# a target or a stance alone is held apart, below
filters = any_filters.filter(lambda each: bool(each.target) == bool(each.stance))
lone = any_filters.filter(lambda each: bool(each.target) != bool(each.stance))
ROLES = {"own": "own", "left": "peer", "right": "peer"}
DESK_OF = {code: desk for desk, codes in DESKS.items() for code in codes}


def of_holder(asked: Filters) -> str:
    return f"{asked.holder}_stances" if asked.holder else "stances"


def lets_through(one: dict[str, Any], asked: Filters) -> bool:
    pairs = [each.split(":") for each in one[of_holder(asked)]]
    desks = {DESK_OF.get(code) for code in one["regions"]}
    return all(
        (
            not asked.start or (one["day"] and one["day"] >= asked.start),
            not asked.end or (one["day"] and one["day"] <= asked.end),
            not asked.role or ROLES[one["outlet"]] == asked.role,
            not asked.outlet or one["outlet"] in asked.outlet,
            not asked.section or one["section"] in asked.section,
            not asked.language or one["language"] in asked.language,
            not asked.desk or desks & set(asked.desk),
            not asked.region or set(one["regions"]) & set(asked.region),
            not asked.topic or set(one["topics"]) & set(asked.topic),
            not (asked.target or asked.stance)
            or any(
                (not asked.target or target in asked.target) and (not asked.stance or label in asked.stance)
                for target, label in pairs
            ),
        )
    )


def values(one: dict[str, Any], by: str | None, asked: Filters) -> set[str]:
    found = {
        None: ["all matching"],
        "role": [ROLES[one["outlet"]]],
        "outlet": [one["outlet"]],
        "section": [one["section"]],
        "language": [one["language"]],
        "desk": [DESK_OF.get(code) for code in one["regions"]],
        "region": one["regions"],
        "topic": one["topics"],
        "stance": one[of_holder(asked)],
    }[by]
    return {each for each in found if each is not None}


QUICK = (Phase.explicit, Phase.generate)  # a failure is told at once; making it smaller takes minutes
SERIES = ["role", "outlet", "section", "language", "desk", "region", "topic", "stance"]
CORPUS = [row(1, "own", "2026-11-02", stances=["nato:critical"]), row(2, "own", "2026-11-02")]


@given(corpora, filters)
@settings(deadline=None, max_examples=25, phases=QUICK)
def test_filters_let_through_what_a_recount_lets_through(
    corpus: list[dict[str, Any]], asked: Filters
) -> None:
    recount_rows(corpus, asked)


@given(corpora, lone)
@example(CORPUS, Filters(target=("nato",)))
@example(CORPUS, Filters(stance=("critical",)))
@settings(deadline=None, max_examples=15, phases=QUICK)
def test_a_target_or_a_stance_alone_lets_through_what_a_recount_does(
    corpus: list[dict[str, Any]], asked: Filters
) -> None:
    recount_rows(corpus, asked)


def recount_rows(corpus: list[dict[str, Any]], asked: Filters) -> None:
    made = coverage(corpus)
    found = set(made.frame(chosen(made.table, asked))["id"])
    assert found == {one["id"] for one in corpus if lets_through(one, asked)}


@given(corpora, filters, st.sampled_from(SERIES))
@settings(deadline=None, max_examples=25, phases=QUICK)
def test_trends_are_what_a_recount_gives(corpus: list[dict[str, Any]], asked: Filters, by: str) -> None:
    recount_trends(corpus, asked, by)


@given(corpora, filters)
@settings(deadline=None, max_examples=15, phases=QUICK)
def test_trends_that_are_not_broken_down_are_what_a_recount_gives(
    corpus: list[dict[str, Any]], asked: Filters
) -> None:
    recount_trends(corpus, asked, None)


@pytest.mark.parametrize("by", ["role", "outlet"])
def test_no_hit_on_collected_days_is_a_zero_and_not_missing(by: str) -> None:
    frame = table(coverage(ROWS), Filters(*days(NOVEMBER), query="x"), matching=[], by=by)
    assert (frame["n"] == 0).all()
    assert (frame["collected"] == 1).all()


def recount_trends(corpus: list[dict[str, Any]], asked: Filters, by: str | None) -> None:
    frame = table(coverage(corpus), asked, by=by, period="day", most=99)
    dated = [one for one in corpus if one["day"] and one["day"] <= TODAY]
    base = [one for one in dated if lets_through(one, asked.base())]
    hits = [one for one in base if lets_through(one, asked)]
    assert frame["n"].sum() == sum(len(values(one, by, asked)) for one in hits)
    if not any(values(one, by, asked) for one in hits):
        return  # one placeholder for all series, held above
    for found in frame.itertuples():
        of_day = [one for one in base if one["day"] == found.period.date()]
        if by in ("role", "outlet", "language"):
            of_day = [one for one in of_day if found.series in values(one, by, asked)]
        n = sum(found.series in values(one, by, asked) for one in hits if one["day"] == found.period.date())
        assert (found.n, found.total) == (n, len(of_day))
        assert (found.share == n / len(of_day)) if of_day else np.isnan(found.share)
