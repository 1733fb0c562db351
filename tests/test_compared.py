"""Queries side by side: the same numbers in Python and on the command line, and the words that mark them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from fakes import Press
from monitor.cli.main import monitor
from monitor.errors import QueryError
from monitor.filters import Filters
from monitor.measure.marking import marking_words
from monitor.show.charts.attention import attention_chart, sides_chart

NOVEMBER = Filters(start=pd.Timestamp("2026-11-10").date(), end=pd.Timestamp("2026-11-19").date())
QUERIES = ["title:ukraine", "title:france"]


@pytest.fixture
def told(press: Press) -> Press:
    for n, (outlet, place) in enumerate(
        [("own", "Ukraine"), ("own", "France"), ("peer", "Ukraine"), ("peer", "Ukraine"), ("peer", "Peru")]
    ):
        press.site.publish(outlet, f"talks-{n}", f"2026-11-1{n + 1}", place)
    press.room.ingest()
    return press


def asked(press: Press, *words: str) -> list[dict[str, Any]]:
    done = CliRunner().invoke(monitor, ["--folder", str(press.folder), *words, "--format", "json"])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_query_is_a_share_of_all_articles_of_the_same_outlets_and_days(told: Press) -> None:
    frame = told.room.compare(QUERIES, NOVEMBER, period="month")
    assert list(frame["query"]) == QUERIES
    assert (list(frame["n"]), list(frame["total"])) == ([3, 1], [5, 5])
    assert (frame["low"] < frame["share"]).all()
    one = told.room.trends(Filters(NOVEMBER.start, NOVEMBER.end, query=QUERIES[0]), period="month")
    pd.testing.assert_frame_equal(frame.head(1).drop(columns="query"), one)


def test_outlets_without_a_hit_are_zeros_of_their_own_articles(told: Press) -> None:
    frame = told.room.compare.shares(QUERIES, NOVEMBER).set_index(["query", "series"])
    assert frame.loc[("title:france", "peer"), ["n", "total"]].tolist() == [0, 3]
    assert frame.loc[("title:ukraine", "peer"), "share"] == pytest.approx(2 / 3)


def test_a_query_in_the_filters_narrows_each_of_them(told: Press) -> None:
    filters = Filters(query="talks NOT france")
    assert list(told.room.compare.headlines(QUERIES, filters)["query"]) == ["title:ukraine"] * 3


def test_the_command_line_tells_the_same(told: Press) -> None:
    days = ["--from", "2026-11-10", "--to", "2026-11-19", "--period", "month"]
    rows = asked(told, "attention", *QUERIES, *days)
    expected = told.room.compare(QUERIES, NOVEMBER, period="month")
    assert [(row["query"], row["n"], row["share"]) for row in rows] == list(
        zip(expected["query"], expected["n"], expected["share"], strict=True)
    )
    assert {row["series"] for row in asked(told, "attention", "ukraine")} == {"own", "peer"}
    assert {row["query"] for row in asked(told, "attention", *QUERIES, "--show", "outlets")} == {*QUERIES}


def test_more_than_four_queries_and_a_wrong_one_are_told(told: Press) -> None:
    with pytest.raises(QueryError, match="5 queries"):
        told.room.compare(list("abcde"))
    with pytest.raises(QueryError, match="never closed"):
        told.room.compare(["ukraine", '"gaza'])


def test_a_planted_word_marks_its_titles_and_frequent_words_do_not() -> None:
    chance = np.random.default_rng(7)
    common = ["the", "of", "talks", "city", "vote"]
    titles = {
        name: [" ".join([*chance.choice(common, 6), word, query]) for _ in range(60)]
        for name, word, query in (("a", "grain", "sea"), ("b", "radar", "air"))
    }
    frame = marking_words(titles, left_out={"sea", "air"})
    assert list(zip(frame["series"], frame["word"], strict=True)) == [("a", "grain"), ("b", "radar")]
    assert frame["others"].tolist() == [0, 0]
    alike = dict.fromkeys(("a", "b"), titles["a"])
    assert marking_words(alike).empty


def test_the_log_odds_are_those_of_the_formula() -> None:
    titles = {"a": ["war war war peace"] * 50, "b": ["peace peace peace war"] * 50}
    row = marking_words(titles).iloc[0]
    prior = 250  # half of 500 words: each stands 200 times in 400 words
    odds = np.log((150 + prior) / (50 + prior)) - np.log((50 + prior) / (150 + prior))
    assert (row["series"], row["word"], row["n"], row["others"]) == ("a", "war", 150, 50)
    assert row["log_odds"] == pytest.approx(odds)
    assert row["z"] == pytest.approx(odds / np.sqrt(1 / (150 + prior) + 1 / (50 + prior)))


def test_charts_say_what_they_find(told: Press) -> None:
    frame = told.room.compare(QUERIES, NOVEMBER, period="month")
    title = attention_chart(frame, period="month").title.text
    assert title == ["No whole period has been collected yet"]
    day = told.room.compare(QUERIES, NOVEMBER, period="day")
    assert attention_chart(day, period="day").title.text == [
        "“title:ukraine”: 60 % of the articles",
        "“title:france”: 20 % of the articles",
    ]
    sides = sides_chart(told.room.compare.shares(QUERIES, NOVEMBER), "outlet").title.text
    assert sides == ["“title:ukraine”: most in peer, 67 %", "“title:france”: most in own, 50 %"]


def test_the_command_line_draws_what_it_tells(told: Press, tmp_path: Path) -> None:
    rows = asked(told, "shares", "--picture", str(tmp_path / "map.svg"), "--map")
    expected = told.room.shares(by="region")
    assert [(row["series"], row["share"]) for row in rows] == list(
        zip(expected["series"], expected["share"], strict=True)
    )
    assert "Ukraine leads with 60 % of the articles" in (tmp_path / "map.svg").read_text()
    for words in (["trends", "--by", "role"], ["attention", *QUERIES], ["shares", "--by", "topic"]):
        asked(told, *words, "--picture", str(tmp_path / "chart.png"))
        assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
        (tmp_path / "chart.png").unlink()
    done = CliRunner().invoke(
        monitor, ["--folder", str(told.folder), "trends", "--picture", str(tmp_path / "chart.pdf")]
    )
    assert "neither .png nor .svg" in str(done.exception)
