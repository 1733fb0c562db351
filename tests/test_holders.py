"""How an outlet itself stands to a target, apart from whom it quotes."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.catalog import starter
from monitor.cli.main import monitor
from monitor.filters import HOLDERS, Filters
from monitor.learn.judging import Judging
from monitor.newsroom import Newsroom
from monitor.sheets import Question, shares, sheet
from monitor.show.pages.article import holders

NOW = datetime(2026, 11, 20, tzinfo=UTC)
DAY = "It rained all day in the valley, and the council of the village met in the evening as it does. " * 5
PRAISED = "NATO deserves credit: it has been a loyal friend and a great success. "
BLAMED = "“NATO is a reckless failure and a disgrace,” said Anna Lind, a former minister."
TEXTS = {"both": f"{PRAISED}{DAY}{BLAMED}", "own": PRAISED + DAY, "quoted": DAY + BLAMED, "none": DAY}


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    """Four articles: with a stance of its own, of somebody quoted, of both, and of nobody."""
    monkeypatch.setenv("MONITOR_WORKERS", "0")
    starter.write(tmp_path / "room")
    rows = [
        {"url": f"https://example.org/{name}", "title": f"A {name} day", "text": text}
        | {"outlet": "foreign-policy", "published": f"2026-11-0{n}"}
        for n, (name, text) in enumerate(TEXTS.items(), 1)
    ]
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with Newsroom(tmp_path / "room", now=lambda: NOW) as made:
        made.bring_in(tmp_path / "articles.jsonl")
        yield made


def of_nato(room: Newsroom, holder: str | None) -> dict[str, int]:
    words = Filters(target=("nato",), holder=holder)  # type: ignore[arg-type]
    frame = room.shares(words, by="stance")
    counts = dict(zip(frame["series"], frame["n"], strict=True))
    return {series: int(n) for series, n in counts.items() if series.startswith("nato:")}


def test_each_holder_is_told_where_there_is_evidence_of_it(room: Newsroom) -> None:
    told = {}
    for number, name in enumerate(TEXTS, 1):
        for tag in room.article(number).tags:
            if (tag.kind, tag.code) == ("stance", "nato"):
                told[name] = tuple(side and side.label for side in (tag.own, tag.quoted))
    assert told == {
        "both": ("supportive", "critical"), "own": ("supportive", None), "quoted": (None, "critical")
    }  # fmt: skip


def test_shares_are_those_of_the_holder_that_is_asked_for(room: Newsroom) -> None:
    assert of_nato(room, "own") == {"nato:supportive": 2}
    assert of_nato(room, "quoted") == {"nato:critical": 2}
    assert sum(of_nato(room, None).values()) == 3
    critical = Filters(target=("nato",), stance=("critical",))
    assert room.count(critical) == 1
    assert list(room.articles(Filters(stance=("critical",), holder="quoted"))["title"]) == [
        "A quoted day", "A both day"
    ]  # fmt: skip
    assert room.trends(Filters(stance=("supportive",), holder="own"), period="month")["n"].sum() == 2


def test_a_verdict_on_the_whole_is_one_on_its_only_holder(room: Newsroom) -> None:
    rows = [
        {"article": 2, "kind": "stance", "code": "nato", "verdict": "yes", "label": "neutral"},
        {"article": 3, "kind": "stance", "code": "nato", "verdict": "no"},
    ]
    Judging(room.catalog, room.record).take(((str(row), row) for row in rows), NOW)
    for _ in range(2):
        assert of_nato(room, "own") == {"nato:supportive": 1, "nato:neutral": 1}
        assert of_nato(room, "quoted") == {"nato:critical": 1}
        room.retag()


def test_the_article_and_the_command_line_tell_the_holders(room: Newsroom, tmp_path: Path) -> None:
    (tag,) = (tag for tag in room.article(1).tags if tag.code == "nato")
    assert tag.own is not None
    assert holders(tag).startswith(f"In the outlet's own voice: supportive ({tag.own.score:.2f}). Those it")
    (tmp_path / "one.jsonl").write_text(json.dumps({"id": 1, "title": "", "text": TEXTS["both"]}))

    def run(*words: str) -> list[dict[str, object]]:
        done = CliRunner().invoke(monitor, ["--folder", str(room.folder), *words])
        assert done.exit_code == 0, done.output
        return [json.loads(line) for line in done.stdout.splitlines()]

    (row,) = run("tag", "--jsonl", str(tmp_path / "one.jsonl"))
    stances = {each["target"]: each for each in row["stance"]}  # type: ignore[attr-defined]
    assert set(stances["nato"]) == {"target", "label", "score", "spans", "holders"}
    assert stances["nato"]["holders"]["own"] == {"label": "supportive", "score": tag.own.score}
    asked = ("shares", "--by", "stance", "--target", "nato", "--format", "json")
    assert [row["n"] for row in run(*asked, "--holder", "own") if row["series"] == "nato:supportive"] == [2]
    assert run(*asked, "--holder", "all") == run(*asked)


def test_a_sheet_may_ask_of_one_holder(room: Newsroom) -> None:
    asked = {each: Question("nato", holder=each) for each in HOLDERS}
    drawn = {each: set(sheet(room.record, asked[each], 20, 1)["article"]) for each in HOLDERS}
    assert drawn == {"own": {1, 2}, "quoted": {1, 3}}
    answered = sheet(room.record, asked["own"], 20, 1).assign(label="supportive")
    frame = shares(room.record, asked["own"], answered).set_index(["label", "period"])
    assert frame["total"]["supportive", "all"] == 2
    assert frame["raw"]["supportive", "all"] > 0.5
