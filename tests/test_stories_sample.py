"""What is planted in the sample newsroom is found in its record, as its `truth.json` tells it."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from monitor.filters import Filters
from monitor.ingest import relate
from monitor.newsroom import Newsroom
from monitor.store import schema

ALWAYS = Filters(start=date(2025, 1, 1), end=date(2026, 11, 20))


@dataclass
class Truth:
    """What the sample's lists say, in numbers of the record; what was not collected is left out."""

    copies: dict[int, int]
    stories: list[set[int]]
    missed: list[set[int]]


@pytest.fixture(scope="module")
def told(sample: Newsroom) -> dict[int, int]:
    with sample.record.read() as connection:
        return {row.article: row.story for row in connection.execute(select(schema.story_articles))}


@pytest.fixture(scope="module")
def truth(sample: Newsroom) -> Truth:
    with sample.record.read() as connection:
        rows = connection.execute(select(schema.articles.c.canonical_url, schema.articles.c.id))
        number = {row.canonical_url: row.id for row in rows}
    said: dict[str, Any] = json.loads((sample.folder / "truth.json").read_text())
    copies = {number[a]: number[b] for a, b in said["copies"].items() if a in number and b in number}
    stories = [{number[url] for url in each["urls"] if url in number} for each in said["stories"]]
    missed = [some for some, each in zip(stories, said["stories"], strict=True) if each["missed"]]
    return Truth(copies, stories, missed)


def test_every_copy_is_found_and_nothing_else(sample: Newsroom, truth: Truth) -> None:
    with sample.record.read() as connection:
        rows = connection.execute(select(schema.copies)).all()
    found = {(row.article, row.of) for row in rows}
    assert set(truth.copies.items()) <= found
    root = lambda n: root(truth.copies[n]) if n in truth.copies else n  # noqa: E731
    assert all(root(article) == root(of) for article, of in found)  # a copy of a copy is one of both
    assert {row.relation for row in rows} == {"copy"}


def test_every_story_is_told_in_one(told: dict[int, int], truth: Truth) -> None:
    assert [len({told[article] for article in story}) for story in truth.stories] == [1] * len(truth.stories)


def test_no_story_holds_what_does_not_belong(told: dict[int, int], truth: Truth) -> None:
    members: dict[int, set[int]] = defaultdict(set)
    for article, story in told.items():
        members[story].add(article)
    exact = sum(members[told[min(story)]] == story for story in truth.stories)
    print(f"\nstories of the sample: {exact} of {len(truth.stories)} hold their articles and no others")
    assert exact == len(truth.stories)


def test_every_blindspot_that_enough_peers_told_is_found_and_nothing_else(
    sample: Newsroom, told: dict[int, int], truth: Truth
) -> None:
    frame = sample.stories.blindspots(ALWAYS)
    planted = {told[min(story)] for story in truth.missed if len(story) >= 3}
    print(f"\nblindspots of the sample: {len(planted)} planted, {len(frame)} reported")
    assert len(planted) > 10
    assert set(frame["story"]) == planted


def test_leads_are_those_of_the_plan(sample: Newsroom, told: dict[int, int], truth: Truth) -> None:
    frame = sample.stories.find(ALWAYS).set_index("story")
    rows = sample.stories
    for story in truth.stories:
        articles = rows.articles(told[min(story)])
        days = articles.groupby("role")["day"].min()
        if set(days.index) == {"own", "peer"} and set(articles["article"]) == story:
            assert frame.loc[told[min(story)], "lead"] == (days["peer"] - days["own"]).days


def test_peers_that_took_our_pieces_are_suggested_as_impact(sample: Newsroom, truth: Truth) -> None:
    found = sample.stories.pickups(ALWAYS)
    own = {outlet.id for outlet in sample.catalog.own}
    with sample.record.read() as connection:
        rows = connection.execute(select(schema.articles.c.id, schema.articles.c.outlet))
        ours = {row.id for row in rows if row.outlet in own}
    root = lambda n: root(truth.copies[n]) if n in truth.copies else n  # noqa: E731
    taken = [root(of) for of in truth.copies.values() if root(of) in ours]
    assert sorted(found["article"]) == sorted(taken)
    assert set(found["kind"]) == {"full republication"}
    assert found["evidence"].str.contains("credit: “This article first appeared in").all()


def test_counts_tell_distinct_stories_beside_articles(sample: Newsroom, told: dict[int, int]) -> None:
    frame = sample.shares(ALWAYS, by="role")
    assert (frame["stories"] < frame["n"]).all()
    days = sample.trends(ALWAYS, period="month")
    assert days["stories"].max() < days["n"].max()
    assert len(set(told.values())) <= days["stories"].sum() <= days["n"].sum()


def test_a_rerun_tells_nothing_anew(sample: Newsroom) -> None:
    assert relate.tell(sample.record, sample.catalog) == 0
