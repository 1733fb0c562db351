"""Promises: their list, how far we are, and where they will end."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from fakes import Press
from monitor.catalog.programmes import read_programmes
from monitor.cli.main import monitor
from monitor.errors import ConfigError, QueryError
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.programmes import scatter

LIST = """\
[[programme]]
id = "east"
name = "Eastern Europe"
funder = "A foundation"
first = 2026-11-01
last = 2026-11-30

[[programme.promise]]
words = "6 pieces on Ukraine"
articles = 6
region = ["UKR"]

[[programme.promise]]
words = "half of our pieces on Ukraine"
share = 0.5
region = ["Ukraine"]
"""


def of(press: Press, text: str = LIST) -> Newsroom:
    """The press's newsroom, with a list of programmes."""
    (press.folder / "programmes.toml").write_text(text)
    return Newsroom(press.folder, now=press.room.now)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("articles = 6", "", "a promise has either 'articles' (a number) or 'share'"),
        ("articles = 6", "articles = 6\nshare = 0.1", "a promise has either"),
        ("share = 0.5", "share = 20", "line 15"),
        ("last = 2026-11-30", "last = 2026-10-30", "is before the first day"),
        ("funder = ", 'motto = "x"\nfunder = ', "is not a known key"),
        ('id = "east"', 'id = "East"', "should be small letters"),
    ],
)
def test_a_mistake_in_the_list_is_told(tmp_path: Path, before: str, after: str, says: str) -> None:
    path = tmp_path / "programmes.toml"
    path.write_text(LIST.replace(before, after, 1))
    with pytest.raises(ConfigError) as told:
        read_programmes(path)
    assert says in str(told.value)


def test_a_newsroom_without_the_list_promised_nothing(tmp_path: Path) -> None:
    assert read_programmes(tmp_path / "programmes.toml") == ()


def test_the_starter_list_is_empty_and_its_example_is_right(tmp_path: Path) -> None:
    starter = Path(__file__).parents[1] / "src/monitor/catalog/starter/programmes.toml"
    assert read_programmes(starter) == ()
    example = starter.read_text().partition("# [[programme]]")
    lines = (example[1] + example[2]).splitlines()
    (tmp_path / "programmes.toml").write_text("\n".join(line.removeprefix("# ") for line in lines))
    (programme,) = read_programmes(tmp_path / "programmes.toml")
    assert [each.promised for each in programme.promises] == [24, 0.2]
    assert programme.promises[0].filters == Filters(role="own", desk=("Latin America",))


def test_a_promise_counts_our_articles_of_its_days(press: Press) -> None:
    for n, (day, place) in enumerate(
        [("10-31", "Ukraine"), ("11-02", "Ukraine"), ("11-09", "Ukraine"), ("11-10", "Kenya")]
    ):
        press.site.publish("own", f"piece-{n}", f"2026-{day}", place, title=f"{place} waits ({n})")
        press.site.publish("peer", f"theirs-{n}", f"2026-{day}", place, title=f"{place} waits ({n})")
    press.room.ingest()
    with of(press) as room:
        count, share = (row for _, row in room.programmes.progress().iterrows())
        assert (count["n"], count["total"], count["days"]) == (2, 3, 20)
        assert count["expected"] == pytest.approx(6 * 20 / 30)
        assert share["share"] == pytest.approx(2 / 3)
        pieces = room.programmes.articles("east", "6 pieces on Ukraine")
        assert room.count(pieces) == 2
        assert room.programmes.progress(Filters(end=date(2026, 11, 5)))["n"].tolist() == [1, 1]
        assert room.programmes.progress(Filters(end=date(2026, 10, 5))).empty
        with pytest.raises(QueryError, match="has no promise 'x'"):
            room.programmes.articles("east", "x")


def test_days_that_were_not_collected_leave_the_verdict_open(press: Press) -> None:
    press.site.publish("own", "piece", "2026-11-19")
    press.room.ingest()
    with of(press, LIST.replace("2026-11-01", "2026-01-01")) as room:
        row = room.programmes.progress().iloc[0]
    assert row["days_collected"] < 0.9 * row["days"]
    assert row["verdict"] == "cannot tell"


def test_weeks_that_scatter_more_than_chance_widen_the_forecast() -> None:
    even = pd.DataFrame({"n": [1] * 70, "total": [2] * 70})
    clumped = pd.DataFrame({"n": ([7, 0, 0, 0, 0, 0, 0] + [0] * 7) * 5, "total": [2] * 70})
    assert scatter(even, share=False) == scatter(even, share=True) == 1.0
    assert scatter(clumped, share=False) == pytest.approx(10 * 3.5**2 / 3.5 / 9)
    assert scatter(clumped.iloc[:49], share=False) == 1.0  # too few weeks


def test_the_command_line_tells_the_same_numbers(press: Press) -> None:
    press.site.publish("own", "piece", "2026-11-19")
    press.room.ingest()
    with of(press) as room:
        told = room.programmes.progress()
    done = CliRunner().invoke(monitor, ["--folder", str(press.folder), "programmes", "--format", "json"])
    rows = [json.loads(line) for line in done.output.splitlines()]
    assert [(row["promise"], row["n"]) for row in rows] == list(zip(told["promise"], told["n"], strict=True))


# The sample newsroom


@pytest.fixture(scope="module")
def truth(sample: Newsroom) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((sample.folder / "truth.json").read_text())
    return said


def test_planted_promises_come_out_at_their_true_pace(sample: Newsroom, truth: dict[str, Any]) -> None:
    rows = [json.loads(line) for line in (sample.folder / "truth.jsonl").read_text().splitlines()]
    told = sample.programmes.progress().set_index("promise")
    desks = {each: sample.catalog.desks[each] for each in ("Africa", "Europe")}
    subjects = {
        "30 pieces from Africa": lambda row: set(row["regions"]) & set(desks["Africa"]),
        "a fifth of our pieces on Europe": lambda row: set(row["regions"]) & set(desks["Europe"]),
        "a tenth of all pieces on Africa": lambda row: set(row["regions"]) & set(desks["Africa"]),
        "45 pieces on arms and armies": lambda row: row["section"] == "Military Industrial Complex",
        "60 pieces on arms and armies": lambda row: row["section"] == "Military Industrial Complex",
    }
    own = sample.catalog.own[0].id
    for promise in truth["promises"]:
        days = [row for row in rows if row["outlet"] == own and row["published"]]
        ours = [row for row in days if promise["first"] <= row["published"][:10] <= promise["last"]]
        n = sum(bool(subjects[promise["words"]](row)) for row in ours)
        row = told.loc[promise["words"]]
        assert (promise["n"], promise["total"]) == (n, len(ours))
        assert (row["n"], row["total"]) == (n, len(ours)), promise["words"]
        print(f"{promise['words']}: {n} of {len(ours)}, {row['low']:.3g}…{row['high']:.3g}, {row['verdict']}")
    verdicts = told["verdict"]
    assert verdicts["30 pieces from Africa"] == "behind"
    assert verdicts["a fifth of our pieces on Europe"] == "on pace"
    assert verdicts["a tenth of all pieces on Africa"] == "missed"
    assert verdicts["60 pieces on arms and armies"] == "met"


def test_planted_pick_ups_are_suggested(sample: Newsroom, truth: dict[str, Any]) -> None:
    own, copies = f"/{sample.catalog.own[0].id}/", truth["copies"]
    first = lambda url: first(copies[url]) if url in copies else url  # noqa: E731 - a copy of a copy is ours, too
    planted = {theirs for theirs in copies if own in first(theirs)}
    suggested = set(sample.ledger.suggestions()["url"])
    right = planted & suggested
    precision, recall = len(right) / len(suggested), len(right) / len(planted)
    print(f"pick-ups: precision {precision:.2f}, recall {recall:.2f} of {len(planted)}")
    assert (precision, recall) == (1.0, 1.0)


def test_the_samples_outcomes_lead_to_their_pieces(sample: Newsroom) -> None:
    events = sample.ledger.events()
    assert events["state"].value_counts().to_dict() == {"verified": 3, "claimed": 3}
    assert events["article"].notna().all()
    assert events["story"].notna().all()
    desks = Filters(desk=tuple(sample.catalog.desks))
    assert len(sample.ledger.events(replace(desks, role="own"))) == 6
