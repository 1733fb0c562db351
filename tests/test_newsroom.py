"""One newsroom, three faces: what was planted in the sample is found, and every face tells the same."""

import json
import math
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from string import Template
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from fakes import PARAGRAPH, TODAY, Press
from monitor.cli.main import monitor
from monitor.errors import ConfigError, QueryError
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.sample.layouts import LAYOUTS
from monitor.store import articles, changes
from monitor.store.articles import Stored

APP = str(Path(__file__).parents[1] / "app.py")
OWN = "lanternfish-review"


@pytest.fixture(scope="session")
def truth(sample: Newsroom) -> dict[str, dict[str, Any]]:
    """What is true of each article, by address."""
    lines = (sample.folder / "truth.jsonl").read_text().splitlines()
    return {row["url"]: row for row in map(json.loads, lines)}


@pytest.fixture(scope="session")
def planted(sample: Newsroom) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((sample.folder / "truth.json").read_text())
    return found


@pytest.fixture(scope="session")
def stored(sample: Newsroom) -> dict[str, Stored]:
    with sample.record.read() as connection:
        return {each.article.canonical_url: each for each in articles.every(connection)}


def codes(one: Stored, kind: str, label: str | None = None) -> set[str]:
    return {tag.code for tag in one.tags if tag.kind == kind and label in (None, tag.label)}


def accuracy(stored: dict[str, Stored], truth: dict[str, dict[str, Any]], right: Any) -> float:
    return sum(bool(right(one, truth[url])) for url, one in stored.items()) / len(stored)


# What was planted


def test_every_article_that_the_feeds_reach_is_there_once(
    sample: Newsroom, stored: dict[str, Stored], truth: dict[str, Any], planted: dict[str, Any]
) -> None:
    there = Counter(row["outlet"] for row in truth.values()) | Counter()
    there.update({outlet: n - there[outlet] for outlet, n in planted["shallow_feeds"].items()})
    assert Counter(one.outlet for one in stored.values()) == there
    assert set(stored) <= set(truth)
    assert sample.count() == there.total() == 1890
    shallow = [row for row in truth.values() if row["outlet"] in planted["shallow_feeds"]]
    newest = sorted(shallow, key=lambda row: row["published"])[-40:]
    assert {row["url"] for row in newest} <= set(stored)


def test_dates_are_right_and_the_undated_are_those_that_were_planted(
    sample: Newsroom, stored: dict[str, Stored], truth: dict[str, Any], planted: dict[str, Any]
) -> None:
    for url, one in stored.items():
        assert (one.article.published or "")[:10] == (truth[url]["published"] or "")[:10], url
    undated = {url for url, one in stored.items() if one.article.published is None}
    assert undated == set(planted["undated"])
    assert sample.undated() == 2


def test_a_front_page_in_a_feed_is_not_an_article_and_a_dead_feed_is_told(
    sample: Newsroom, stored: dict[str, Stored], planted: dict[str, Any]
) -> None:
    troubles = sample.collected.troubles()
    listings = troubles[troubles["outcome"] == "not an article"]
    assert [url.rstrip("/") for url in listings["url"]] == planted["listings"]
    assert not set(planted["listings"]) & set(stored)
    sources = sample.collected.sources()
    broken = sources[sources["trouble"].notna()]
    assert list(broken["url"]) == planted["dead_feeds"]


def test_titles_and_sections_are_read_right(stored: dict[str, Stored], truth: dict[str, Any]) -> None:
    assert accuracy(stored, truth, lambda one, said: one.section == said["section"]) >= 0.99
    assert accuracy(stored, truth, lambda one, said: said["title"].startswith(one.article.title)) >= 0.99


def test_our_types_are_read_right(stored: dict[str, Stored], truth: dict[str, Any]) -> None:
    own = {url: one for url, one in stored.items() if one.outlet == OWN}
    assert accuracy(own, truth, lambda one, said: one.article.type == said["type"]) >= 0.95


def test_types_are_read_right_wherever_a_page_shows_them(
    stored: dict[str, Stored], truth: dict[str, Any]
) -> None:
    shown = {outlet for outlet, layout in LAYOUTS.items() if {"kicker", "type"} & names_in(layout.page)}
    assert len(shown) > 3
    told = {url: one for url, one in stored.items() if one.outlet in shown}
    assert accuracy(told, truth, lambda one, said: one.article.type == said["type"]) >= 0.95


def names_in(template: Template) -> set[str]:
    return set(re.findall(r"\$(\w+)", template.template))


def test_regions_in_focus_are_right(stored: dict[str, Stored], truth: dict[str, Any]) -> None:
    assert (
        accuracy(stored, truth, lambda one, said: said["regions"][0] in codes(one, "region", "focus")) >= 0.97
    )
    focus = [(code, truth[url]) for url, one in stored.items() for code in codes(one, "region", "focus")]
    assert sum(code in said["regions"] for code, said in focus) / len(focus) >= 0.95
    assert accuracy(stored, truth, lambda one, said: set(said["regions"]) <= codes(one, "region")) >= 0.95


def test_topics_are_found(stored: dict[str, Stored], truth: dict[str, Any]) -> None:
    assert accuracy(stored, truth, lambda one, said: set(said["topics"]) & codes(one, "topic")) >= 0.95


def test_a_side_that_is_taken_is_the_right_one(stored: dict[str, Stored], truth: dict[str, Any]) -> None:
    pairs = Counter(
        (label, next((tag.label for tag in one.tags if (tag.kind, tag.code) == ("stance", target)), "none"))
        for url, one in stored.items()
        for target, label in truth[url]["stances"].items()
    )
    sides = ("supportive", "critical")
    planted = {pair: n for pair, n in pairs.items() if pair[0] in sides}
    taken = {pair: n for pair, n in planted.items() if pair[1] in sides}
    # the sample's sentences are none that the model learned from; it would rather say "neutral" or "unsure"
    assert sum(n for (said, found), n in taken.items() if said == found) / sum(taken.values()) >= 0.92
    assert sum(n for (said, found), n in taken.items() if said == found) / sum(planted.values()) >= 0.68
    found = {pair: n for pair, n in pairs.items() if pair[1] in sides}
    assert sum(n for (said, told), n in found.items() if said == told) / sum(found.values()) >= 0.85


QUARTER = Filters(TODAY - timedelta(days=89), TODAY)


def verdict(frame: pd.DataFrame, row: str, column: str = "") -> str:
    found = frame[(frame["row"] == row) & (frame["column"] == column)]
    assert len(found) == 1
    return str(found["verdict"].iloc[0])


def test_the_planted_gaps_are_found(sample: Newsroom) -> None:
    assert verdict(sample.gaps(), "Africa") in ("gap", "strong gap")
    crossed = sample.gaps(QUARTER, row="desk", column="topic")
    assert verdict(crossed, "Latin America", "migration") in ("gap", "strong gap")
    assert verdict(crossed, "Europe", "peace-talks") in ("over", "strong over")
    assert verdict(sample.gaps(baseline="need"), "Africa") == "strong gap"


def test_nothing_is_a_gap_that_was_not_planted(sample: Newsroom, truth: dict[str, Any]) -> None:
    frame = sample.gaps()
    assert list(frame.loc[frame["verdict"].isin(["gap", "strong gap"]), "row"]) == ["Africa"]
    crossed = sample.gaps(QUARTER, row="desk", column="topic")
    gaps = crossed[crossed["verdict"].isin(["gap", "strong gap"])]
    general = gaps["column"].str.startswith("medtop:")  # they hold migration, so they follow it
    assert set(gaps.loc[~general, "row"]) <= {"Africa", "Latin America"}
    assert set(gaps.loc[~general & (gaps["row"] == "Latin America"), "column"]) == {"migration"}
    # an absence that is flagged is one
    first = str(TODAY - timedelta(days=89))
    ours = [row for row in truth.values() if row["outlet"] == OWN and str(row["published"])[:10] >= first]
    by_region = sample.gaps(QUARTER, row="region")
    for each in by_region[by_region["verdict"].isin(["gap", "strong gap"])].itertuples():
        assert sum(each.row in row["regions"] for row in ours) <= each.n + 2
        assert each.expected >= 3


def test_the_planted_trend_is_seen(sample: Newsroom, planted: dict[str, Any]) -> None:
    trend = planted["trend"]
    turn = TODAY - timedelta(days=trend["days"])
    frame = sample.trends(Filters(topic=(trend["topic"],)), by="topic", period="month", most=99)
    frame = frame[(frame["series"] == trend["topic"]) & ~frame["partial"]]
    early, late = (frame[side] for side in (frame["period"] < str(turn), frame["period"] >= str(turn)))
    ratio = (late["n"].sum() / late["total"].sum()) / (early["n"].sum() / early["total"].sum())
    assert 1.5 < ratio < 2.6


def test_the_planted_drift_is_seen(stored: dict[str, Stored], planted: dict[str, Any]) -> None:
    target = planted["drift"]["target"]
    ours = [one for one in stored.values() if one.outlet == OWN and one.article.published]
    ours.sort(key=lambda one: one.article.published or "")
    labels = [tag.label for one in ours for tag in one.tags if (tag.kind, tag.code) == ("stance", target)]
    sides = [label for label in labels if label in ("supportive", "critical")]
    half = len(sides) // 2
    assert half >= 8
    assert sides[:half].count("critical") / half + 0.2 < sides[-half:].count("critical") / half


def test_an_outlet_of_which_nothing_was_collected_is_missing_and_not_zero(sample: Newsroom) -> None:
    frame = sample.trends(by="outlet", period="month", most=20)
    assert "brasswick-courier" not in set(frame["series"])
    shallow = frame[(frame["series"] == "tin-condor") & (frame["period"] < "2026-01-01")]
    assert len(shallow)
    assert shallow["n"].isna().all()


# The same numbers everywhere


@pytest.fixture(scope="module")
def room(sample: Newsroom) -> Iterator[Newsroom]:
    """The sample as the command line and the pages open it: on the clock of today."""
    with Newsroom(sample.folder) as opened:
        yield opened


def said(value: Any) -> Any:
    """A cell of an answer as JSON has it."""
    if isinstance(value, pd.Timestamp | date) and not pd.isna(value):
        return str(value)[:10]
    if isinstance(value, list):
        return value
    return None if pd.isna(value) else value


def same(told: list[dict[str, Any]], frame: pd.DataFrame) -> None:
    expected = [{key: said(value) for key, value in row.items()} for row in frame.to_dict("records")]
    assert len(told) == len(expected)
    for one, other in zip(told, expected, strict=True):
        assert other.keys() <= one.keys()
        for key, value in other.items():
            if isinstance(value, float):
                assert math.isclose(one[key], value, rel_tol=1e-12), key
            else:
                assert one[key] == value, key


def same_cells(told: list[dict[str, Any]], frame: pd.DataFrame) -> None:
    """As `same`, whatever the order of cells that are equal."""
    same(
        sorted(told, key=lambda cell: (cell["row"], cell["column"])),
        frame.sort_values(["row", "column"], ignore_index=True),
    )


def run(room: Newsroom, *words: str, filters: Filters = Filters()) -> list[dict[str, Any]]:  # noqa: B008
    options = [
        f"--{word}={value}" for word, values in filters.words().items() if word != "role" for value in values
    ]
    options += {"own": ["--own"], "peer": ["--peers"], None: []}[filters.role]
    done = CliRunner().invoke(monitor, ["--folder", str(room.folder), *words, *options, "--format", "json"])
    assert done.exception is None, done.exception
    return [json.loads(line) for line in done.stdout.splitlines()]


chosen = st.builds(
    Filters,
    start=st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1)),
    end=st.none() | st.dates(date(2026, 9, 1), date(2026, 11, 20)),
    role=st.sampled_from([None, None, "own", "peer"]),
    outlet=st.sampled_from([(), (), ("ninepin-wire",), ("NINEPIN wire", "open-palm")]),
    section=st.sampled_from([(), (), ("World",)]),
    desk=st.sampled_from([(), (), ("africa",), ("Europe", "Middle East")]),
    region=st.sampled_from([(), (), ("Ukraine",), ("KEN", "sudan")]),
    topic=st.sampled_from([(), (), ("trade",), ("migration", "drones")]),
    query=st.sampled_from([None, None, "budget", "minister NOT drone*"]),
)
few = settings(
    deadline=None,
    max_examples=4,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
dimensions = st.sampled_from(["role", "outlet", "section", "language", "desk", "region", "topic", "stance"])


@given(filters=chosen, by=dimensions, period=st.sampled_from(["day", "week", "month"]))
@few
def test_trends_of_the_command_line_are_those_of_python(
    room: Newsroom, filters: Filters, by: str, period: Any
) -> None:
    told = run(room, "trends", "--by", by, "--period", period, filters=filters)
    same(told, room.trends(filters, by=by, period=period))


@given(
    filters=chosen,
    row=st.sampled_from(["desk", "region", "topic"]),
    column=st.sampled_from([None, "section", "stance"]),
)
@few
def test_gaps_of_the_command_line_are_those_of_python(
    room: Newsroom, filters: Filters, row: str, column: str | None
) -> None:
    words = ["--row", row, *(["--column", column] if column else [])]
    same_cells(run(room, "gaps", *words, filters=filters), room.gaps(filters, row=row, column=column))
    if column is None and row != "topic":
        same_cells(
            run(room, "gaps", *words, "--baseline", "need", filters=filters),
            room.gaps(filters, row=row, baseline="need"),
        )


@given(filters=chosen, by=st.sampled_from(["desk", "topic", "outlet"]))
@few
def test_shares_alerts_and_changes_of_the_command_line_are_those_of_python(
    room: Newsroom, filters: Filters, by: str
) -> None:
    same(run(room, "shares", "--by", by, filters=filters), room.shares(filters, by=by))
    same(run(room, "changes", "--by", by, filters=filters), room.changes(filters, by=by))
    if by != "outlet":
        same(run(room, "alerts", "--by", by, filters=filters), room.alerts(filters, by=(by,)))


@given(filters=chosen)
@few
def test_attention_impact_and_search_of_the_command_line_are_those_of_python(
    room: Newsroom, filters: Filters
) -> None:
    same(run(room, "impact", filters=filters), room.impact(filters))
    plain = Filters(**{name: getattr(filters, name) for name in filters.__slots__ if name != "query"})
    same(run(room, "attention", "sanction*", filters=plain), room.attention("sanction*", plain))
    found = room.search("sanction* OR drone", plain, limit=7)
    same(run(room, "search", "sanction* OR drone", "--limit", "7", filters=plain), found)


@pytest.mark.parametrize(
    ("words", "filters"),
    [
        ([], Filters(role="own")),
        (["--by", "role"], Filters(stance=("critical",))),
        (["--by", "role"], Filters(target=("pentagon",))),
    ],
)
def test_trends_of_everything_and_of_a_stance_are_those_of_python(
    room: Newsroom, words: list[str], filters: Filters
) -> None:
    same(run(room, "trends", *words, filters=filters), room.trends(filters, by="role" if words else None))


def test_the_installed_command_tells_the_same(room: Newsroom) -> None:
    command = [sys.executable, "-m", "monitor", "--folder", str(room.folder), "trends", "--by", "desk"]
    done = subprocess.run([*command, "--own", "--format", "json"], capture_output=True, text=True, check=True)
    same([json.loads(line) for line in done.stdout.splitlines()], room.trends(Filters(role="own"), by="desk"))


DAYS = {"from": "2026-08-23", "to": "2026-11-20"}
LATEST = Filters(date(2026, 8, 23), date(2026, 11, 20))
PAGES = ("coverage", "gaps", "explore", "impact", "quality", "sources", "about")


def page(folder: Path, path: str, **words: str) -> AppTest:
    """A page of the dashboard, opened at an address."""
    sys.argv = ["app.py", str(folder)]  # as `monitor serve` calls it
    app = AppTest.from_file(APP, default_timeout=60)
    app._page_hash = calc_hash(path)  # `switch_page` knows pages that are files only
    for word, value in words.items():
        app.query_params[word] = value
    app.run()
    assert not app.exception, app.exception
    assert app.title[0].value == path.capitalize()
    return app


@pytest.fixture(autouse=True)
def _command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", sys.argv)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens(room: Newsroom, path: str) -> None:
    page(room.folder, path, **DAYS)
    page(room.folder, path, desk="Africa", role="peer", query="drone*", **DAYS)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_an_empty_newsroom_opens_and_says_what_to_do(press: Press, path: str) -> None:
    app = page(press.folder, path)
    if path != "about":
        assert any("monitor ingest" in each.value for each in app.info)


def test_the_figures_of_the_impact_page_are_those_of_python(room: Newsroom) -> None:
    metrics = {each.label: int(each.value) for each in page(room.folder, "impact", **DAYS).metric}
    frame = room.impact(LATEST)
    assert metrics == {row.figure.capitalize(): int(row.value) for row in frame.itertuples()}
    assert metrics["Articles published"] > 50


def test_the_coverage_page_counts_as_python_does(room: Newsroom) -> None:
    app = page(room.folder, "coverage", desk="Africa", role="peer", **DAYS)
    n = room.count(Filters(LATEST.start, LATEST.end, role="peer", desk=("Africa",)))
    assert n > 20
    assert any(f"**{n} articles**" in each.value for each in app.markdown)


def test_the_explore_page_lists_what_search_finds(room: Newsroom) -> None:
    app = page(room.folder, "explore", query="sanction* NOT drone*", **DAYS)
    found = room.search("sanction* NOT drone*", LATEST, limit=25)
    assert list(app.dataframe[0].value["Title"]) == list(found["title"])
    assert len(found)


def test_the_sources_page_shows_the_source_that_is_dead(room: Newsroom) -> None:
    app = page(room.folder, "sources")
    (trouble,) = app.error
    assert "brasswick-courier/feed" in trouble.value


def test_a_wrong_address_is_told_without_a_traceback(room: Newsroom) -> None:
    app = page_as_it_is(room.folder, "explore", query='"nuclear')
    assert not app.exception
    assert any("never closed" in each.value for each in app.error)


def page_as_it_is(folder: Path, path: str, **words: str) -> AppTest:
    sys.argv = ["app.py", str(folder)]
    app = AppTest.from_file(APP, default_timeout=60)
    app._page_hash = calc_hash(path)
    for word, value in words.items():
        app.query_params[word] = value
    return app.run()


def test_a_folder_that_is_not_there_is_told_on_the_page(tmp_path: Path) -> None:
    app = page_as_it_is(tmp_path / "nowhere", "coverage")
    assert not app.exception
    assert any("there is no folder" in each.value for each in app.error)


# The small newsroom


def test_an_article_that_is_not_there_is_told(press: Press) -> None:
    with pytest.raises(ConfigError, match="there is no article 7"):
        press.room.article(7)


def test_articles_come_newest_first_undated_last_and_in_pages(press: Press) -> None:
    for number in range(7):
        press.site.publish("own", f"piece-{number}", f"2026-11-1{number}")
    press.site.publish("peer", "timeless", "2026-11-01")
    press.room.ingest()
    press.room.paste("A long road\n\n" + PARAGRAPH.format(place="Sudan", number=3) * 3)
    everything = press.room.articles(limit=50)
    days = [str(day)[:10] for day in everything["day"]]
    assert days == sorted(days, key=lambda day: "0" if day == "NaT" else day, reverse=True)
    assert days[-1] == "NaT"
    pages = [press.room.articles(limit=3, offset=start) for start in (0, 3, 6)]
    assert [n for one in pages for n in one["id"]] == list(everything["id"])
    assert press.room.undated() == 1
    assert press.room.count() == 9
    assert press.room.count(Filters(start=date(2020, 1, 1))) == 8


def test_names_stand_beside_codes(press: Press) -> None:
    frame = pd.DataFrame({"series": ["KEN", "XXX"]})
    named = press.room.named(frame, series="region")
    assert named["series"].to_list() == ["Kenya", "XXX"]
    assert named["series_code"].to_list() == ["KEN", "XXX"]
    assert press.room.named(frame, series=None)["series"].to_list() == ["KEN", "XXX"]


def test_a_filter_that_no_list_holds_is_refused_by_every_question(press: Press) -> None:
    wrong = Filters(desk=("Atlantis",))
    for ask in (press.room.trends, press.room.gaps, press.room.impact, press.room.count, press.room.articles):
        with pytest.raises(QueryError, match="no desk is called 'Atlantis'"):
            ask(wrong)


def test_an_answer_follows_the_record_at_once(press: Press) -> None:
    press.site.publish("own", "first", "2026-11-10", "Kenya")
    press.room.ingest()
    assert press.room.count(Filters(region=("KEN",))) == 1
    with Newsroom(press.folder, now=press.room.now) as other:
        press.site.publish("own", "second", "2026-11-11", "Kenya")
        other.ingest()
        assert press.room.count(Filters(region=("KEN",))) == other.count(Filters(region=("KEN",))) == 2


def test_retagging_follows_the_lists_and_touches_only_what_they_change(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-18")
    press.site.publish("own", "visit", "2026-11-18", place="Kenya")
    press.room.ingest()
    before = press.room.coverage().rev
    with (press.folder / "topics.toml").open("a") as topics:
        topics.write('\n[[topic]]\nid = "safaris"\nlabel = "Safaris"\nquery = "kenya"\n')
    with Newsroom(press.folder, now=press.room.now) as room:
        assert room.retag() == 1
        with room.record.read() as connection:
            (touched,) = changes.since(connection, before)
        assert len(touched) == 1
        assert room.retag() == 0
        found = room.articles(Filters(topic=("Safaris",)))
        assert found["url"].str.contains("visit").tolist() == [True]


def test_charts_of_the_answers_can_be_drawn(sample: Newsroom) -> None:
    chart = sample.charts.trends(by="role", period="month").to_dict()
    assert "Peers: " in chart["title"]["text"]
    assert sample.charts.gaps().to_dict()["title"]["text"].startswith("A gap in Africa: ")


def test_relevance_orders_the_hits_by_how_well_they_fit(sample: Newsroom) -> None:
    newest = sample.search("sanctions", limit=500)
    best = sample.search("sanctions", limit=10, order="relevance")
    assert list(newest["day"]) == sorted(newest["day"], reverse=True)
    assert set(best["id"]) <= set(newest["id"])
    in_title = best["title"].str.contains("sanctions", case=False)
    assert in_title.mean() > newest["title"].str.contains("sanctions", case=False).mean()
    assert list(best["id"]) != list(newest["id"][:10])
    assert best["snippet"].str.contains("«").all()


def test_a_newsroom_lives_on_postgresql_too(
    press: Press, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        press.site.publish("own", f"piece-{number}", f"2026-11-1{number}", "Ukraine")
        press.site.publish("peer", f"news-{number}", f"2026-11-1{number}", "Kenya")
    press.room.ingest()
    monkeypatch.setenv("MONITOR_DATABASE", postgres)
    with Newsroom(press.folder, now=press.room.now) as server:
        server.ingest()
        assert server.count() == press.room.count() == 10
        assert server.trends(by="outlet").equals(press.room.trends(by="outlet"))
        assert server.gaps(row="region").equals(press.room.gaps(row="region"))
        asked = "ukrain* NOT kenya"
        hits = [list(room.search(asked)["snippet"]) for room in (server, press.room)]
        assert sorted(hits[0]) == sorted(hits[1]) != []
