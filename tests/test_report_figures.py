"""The report is right to the digit, says the same twice, and reads in every way that it is given."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from scipy.stats import beta

from fakes import Press
from monitor.catalog.programmes import Promise
from monitor.cli.main import monitor
from monitor.errors import MonitorError, QueryError
from monitor.filters import Filters
from monitor.ledger import Event
from monitor.newsroom import Newsroom
from monitor.show.report.build import build
from monitor.show.report.figures import Report, table
from monitor.show.report.page import page
from monitor.show.report.period import parse
from monitor.store import articles, stories

QUARTER = parse("2026-Q3")


@pytest.fixture(scope="session")
def quarter(sample: Newsroom) -> Report:
    return build(sample, QUARTER)


@pytest.fixture(scope="session")
def everything(sample: Newsroom) -> pd.DataFrame:
    """Dated articles straight from the record: story, own, outlet, day, section, regions, desks, topics."""
    own = {outlet.id for outlet in sample.catalog.own}
    with sample.record.read() as connection:
        every = list(articles.every(connection))
        tells = stories.of(connection, [one.id for one in every])
        found = [
            {
                "story": tells.get(one.id, -one.id),
                "own": one.outlet in own,
                "outlet": one.outlet,
                "day": one.article.published[:10],
                "section": one.article.section,
                "regions": {tag.code for tag in one.tags if tag.kind == "region" and tag.label == "focus"},
                "topics": {tag.code for tag in one.tags if tag.kind == "topic"},
            }
            for one in every
            if one.article.published
        ]
    frame = pd.DataFrame(found)
    desks = sample.catalog.desk_by_region
    frame["desks"] = [{desks[code] for code in each if code in desks} for each in frame["regions"]]
    return frame


@pytest.fixture(scope="session")
def rows(everything: pd.DataFrame) -> pd.DataFrame:
    """Those of the quarter."""
    return everything[everything["day"].between("2026-07-01", "2026-09-30")]


def counted(values: pd.Series) -> Counter[str]:
    return Counter(value for each in values for value in each)


def test_output_is_what_the_record_holds(quarter: Report, rows: pd.DataFrame) -> None:
    ours = rows[rows["own"]]
    output = {row.name: row.n for row in quarter.figure("output").rows}
    assert output["articles"] == len(ours) > 50
    assert output["countries in focus"] == len(counted(ours["regions"]))
    assert [row.n for row in quarter.figure("months").rows] == [
        int((ours["day"].str[:7] == month).sum()) for month in ("2026-07", "2026-08", "2026-09")
    ]


@pytest.mark.parametrize("by", ["desk", "topic", "section"])
def test_shares_are_right_to_the_digit(
    sample: Newsroom, quarter: Report, rows: pd.DataFrame, by: str
) -> None:
    ours = rows[rows["own"]]
    told = {row.code: row for row in quarter.figure(f"{by}s").rows}
    truth = Counter(ours["section"].dropna()) if by == "section" else counted(ours[f"{by}s"])
    left_out = {name.casefold() for name in quarter.left_out} if by == "topic" else set()
    truth = Counter(
        {code: n for code, n in truth.items() if sample.names.name(by, code).casefold() not in left_out}
    )
    assert {code: row.n for code, row in told.items()} == truth
    for row in told.values():
        assert row.total == len(ours)
        assert row.share == row.n / len(ours)
        limits = beta.ppf([0.025, 0.975], row.n + 0.5, len(ours) - row.n + 0.5)
        assert [row.low, row.high] == pytest.approx(limits, abs=1e-9)


def test_countries_that_no_peer_covered_are_those(quarter: Report, rows: pd.DataFrame) -> None:
    ours = counted(rows.loc[rows["own"], "regions"])
    theirs = counted(rows.loc[~rows["own"], "regions"])
    alone = {code: n for code, n in ours.items() if code not in theirs}
    assert {row.code: row.n for row in quarter.figure("only_ours").rows} == alone


def test_more_than_peers_stands_on_the_median_of_their_shares(
    sample: Newsroom, quarter: Report, rows: pd.DataFrame
) -> None:
    planted = json.loads((sample.folder / "truth.json").read_text())["gaps"]
    over = next(each for each in planted if each["verdict"] == "over")
    names = {sample.names.name("topic", over["topic"]).casefold()}
    more = quarter.figure("more").rows
    assert any(row.name.casefold().startswith(over["desk"]) and row.code == over["topic"] for row in more), (
        names
    )
    for row in more:
        assert row.filters
        inside = [
            each
            for each in rows[rows["own"]].itertuples()
            if row.filters.desk[0] in each.desks and row.code in each.topics
        ]
        assert row.n == len({each.story for each in inside}) > 0
        assert sample.count(row.filters) == len(inside)


def test_who_was_first_is_told_by_the_first_day_of_ours_and_of_the_peers(
    sample: Newsroom, quarter: Report
) -> None:
    own = {outlet.id for outlet in sample.catalog.own}
    with sample.record.read() as connection:
        told = stories.tellings(connection, QUARTER.start, QUARTER.end)
    ours: dict[int, date] = {}
    theirs: dict[int, date] = {}
    for each in told:
        side = ours if each["outlet"] in own else theirs
        side[each["story"]] = min(each["day"], side.get(each["story"], each["day"]))
    both = ours.keys() & theirs.keys()
    truth = {
        "a day or more before every peer": sum(ours[each] < theirs[each] for each in both),
        "on the day of the first peer": sum(ours[each] == theirs[each] for each in both),
        "after a peer": sum(ours[each] > theirs[each] for each in both),
        "told by us alone": len(ours.keys() - both),
    }
    figure = quarter.figure("stories")
    assert {row.name: row.n for row in figure.rows if row.name in truth} == truth
    assert figure.n == len(both) > 5
    assert len(quarter.led) == min(truth["a day or more before every peer"], 10)


def answers(article: pd.Series, promise: Promise) -> bool:
    """Whether an article counts for a promise of a desk or a section."""
    said = promise.filters
    return (not said.desk or bool(article["desks"] & set(said.desk))) and (
        not said.section or article["section"] in said.section
    )


def test_promises_are_counted_since_their_first_day(
    sample: Newsroom, quarter: Report, everything: pd.DataFrame
) -> None:
    ours = everything[everything["own"]]
    counted: list[tuple[str, int]] = []
    for programme in sample.catalog.programmes:
        last = min(programme.last, QUARTER.end)
        inside = ours[ours["day"].between(programme.first.isoformat(), last.isoformat())]
        counted += [
            (programme.id, sum(answers(each, promise) for _, each in inside.iterrows()))
            for promise in programme.promises
        ]
    assert counted
    assert [(each.programme, each.n) for each in quarter.promises] == counted


def test_every_row_leads_to_as_many_articles_as_it_counts(sample: Newsroom, quarter: Report) -> None:
    counting = [each for each in quarter.figures if each.key != "more"]  # that one counts stories
    leading = [(figure, row) for figure in counting for row in figure.rows if row.filters]
    assert len(leading) > 40
    for figure, row in leading:
        assert row.filters
        assert sample.count(row.filters) == row.n, (figure.title, row.name)


def test_figures_are_numbered_defined_and_linked(quarter: Report) -> None:
    assert [each.number for each in quarter.figures] == list(range(1, len(quarter.figures) + 1))
    for each in quarter.figures:
        assert each.definition.endswith(".")
        assert each.finding.endswith(".")
        assert "from 2026-07-01, to 2026-09-30" in each.query
        assert quarter.link(each).startswith("http://localhost:8501/")


def test_tags_below_the_floor_are_counted_nowhere(quarter: Report) -> None:
    names = [row.name for row in quarter.figure("topics").rows]
    assert "Politics" in quarter.left_out
    assert not set(quarter.left_out) & set(names)
    assert "Politics" in quarter.figure("topics").note


def test_the_same_record_gives_the_same_page_and_another_period_another_snapshot(
    sample: Newsroom, quarter: Report
) -> None:
    assert page(build(sample, QUARTER)) == page(quarter)
    assert build(sample, parse("2026-08")).snapshot != quarter.snapshot


def test_the_page_refers_to_nothing_outside_but_by_links(quarter: Report) -> None:
    told = page(quarter)
    assert "<script" not in told
    assert "@import" not in told
    assert set(re.findall(r"url\((.{5})", told)) <= {"data:", "#desk", "#mont"}
    assert not re.search(r"<(?:img|link|iframe|object|source)\b", told)
    assert quarter.snapshot in told


def test_python_and_the_command_line_tell_the_same(sample: Newsroom, quarter: Report, tmp_path: Path) -> None:
    run = CliRunner().invoke(
        monitor, ["--folder", str(sample.folder), "report", "--period", "2026-Q3", "--format", "json"]
    )
    assert run.exit_code == 0, run.output
    told = [json.loads(line) for line in run.stdout.splitlines()]
    frame = table(quarter)
    assert [each["n"] for each in told] == frame["n"].tolist()
    assert [each["share"] for each in told] == [None if x != x else x for x in frame["share"]]
    out = tmp_path / "report.html"
    words = ["--folder", str(sample.folder), "report", "--period", "2026-Q3", "--out", str(out)]
    assert CliRunner().invoke(monitor, words).exit_code == 0
    assert out.read_text() == page(quarter)


# Small newsrooms


@pytest.fixture
def small(press: Press) -> Press:
    for n in range(4):
        press.site.publish("own", f"ours-{n}", f"2026-10-0{n + 1}", place=["Chad", "Peru"][n % 2])
        press.site.publish("peer", f"theirs-{n}", f"2026-10-0{n + 1}", place="Peru")
    press.room.ingest()
    return press


OCTOBER = parse("2026-10")
HEARING = Event(
    date(2026, 10, 5),
    "hearing",
    "A committee heard witnesses on the matter.",
    evidence=("https://example.org/hearing",),
)


def note(room: Newsroom, event: Event, *, verify: bool = True) -> None:
    number = room.ledger.record(event, "Ada")
    assert number
    if verify:
        room.ledger.verify(number, "Ben")


def test_outcomes_are_told_first_and_only_verified_ones(small: Press) -> None:
    note(small.room, HEARING)
    note(small.room, replace(HEARING, what="An award was given.", kind="award"), verify=False)
    note(small.room, replace(HEARING, what="In another month.", day=date(2026, 9, 5)))
    made = build(small.room, OCTOBER)
    assert [each.what for each in made.outcomes] == [HEARING.what]
    first = made.figures[0]
    assert (first.key, first.n) == ("outcomes", 1)
    assert first.note.startswith("1 more is claimed and not verified yet")
    told = page(made)
    assert told.index(HEARING.what) < told.index("What we published")
    assert "An award was given." not in told


def test_a_report_is_refused_with_all_that_is_wrong_in_it(small: Press) -> None:
    note(small.room, replace(HEARING, what="Our series led to a hearing."))
    note(small.room, replace(HEARING, what="The piece reached 2 million people."))
    note(small.room, replace(HEARING, what="The AVE was high, but this is only claimed."), verify=False)
    with pytest.raises(MonitorError) as refused:
        build(small.room, OCTOBER)
    lines = sorted(str(refused.value).splitlines())
    assert len(lines) == 2
    assert "outcome 1: cause without support" in lines[0]
    assert "add a note on the contribution" in lines[0]
    assert "outcome 2: reach without analytics" in lines[1]
    assert "supply the analytics as a file" in lines[1]
    small.room.ledger.correct(1, "Ada", "softer", what="A hearing was held after our series.")
    small.room.ledger.correct(2, "Ada", "no count", what="The piece was read aloud.")
    assert build(small.room, OCTOBER).figure("outcomes").n == 0  # who corrects, claims anew


def test_days_that_were_not_collected_are_stated_under_every_figure(small: Press) -> None:
    made = build(small.room, parse("2026-07-01..2026-10-31"))
    assert made.collected < 0.5
    assert all("of our days in the period were collected" in each.note for each in made.figures)


def test_what_an_article_is_called_cannot_break_the_page(small: Press) -> None:
    note(small.room, replace(HEARING, what='<b>Bold</b> & "quoted" <script>alert(1)</script>'))
    told = page(build(small.room, OCTOBER))
    assert "&lt;b&gt;Bold" in told
    assert "<script" not in told


def test_readers_are_told_only_from_the_newsrooms_own_file(small: Press) -> None:
    without = build(small.room, OCTOBER)
    assert "audience" not in [each.key for each in without.figures]
    assert "figures of our own analytics were not supplied" in page(without)
    url = small.room.articles(Filters(role="own"))["url"].iloc[0]
    lines = ["url,from,to,views,visitors,seconds,source", f"{url},2026-10-01,2026-10-31,1204,,,Plausible"]
    (small.folder / "audience.csv").write_text("\n".join(lines))
    made = build(small.room, OCTOBER)
    figure = made.figure("audience")
    assert "views are those that our own analytics counted" in page(made)
    assert (figure.n, figure.supplied) == (1204, "Plausible")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026-q4", "2026-10-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2025-11-05..2026-06-30", "2025-11-05", "2026-06-30"),
    ],
)
def test_a_period_is_said_in_four_ways(words: str, start: str, end: str) -> None:
    period = parse(words)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize("words", ["2026-Q5", "2026-13", "2026-02-30..2026-03-01", "last year", ""])
def test_another_period_is_refused(words: str) -> None:
    with pytest.raises(QueryError, match="is none of"):
        parse(words)


def test_a_period_that_ends_before_it_begins_or_is_to_come_is_refused(small: Press) -> None:
    with pytest.raises(QueryError, match="ends before it begins"):
        parse("2026-06-30..2026-01-01")
    with pytest.raises(QueryError, match="nothing has been collected of 2027 yet"):
        build(small.room, parse("2027"))
