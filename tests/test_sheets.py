"""Sheets: what people answer of a random part corrects what the tagger says of all."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from monitor.catalog import starter
from monitor.cli.main import monitor
from monitor.errors import MonitorError
from monitor.model import Article, Span, Tag, Tone
from monitor.sheets import SHEET, Question, coders_agree, shares, sheet
from monitor.store import articles
from monitor.store.record import Record, open_record

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
STANCE = Question("mali")
TITLE, TEXT = "A vote on Mali", "It rained. Mali was reckless."


def fill(record: Record, size: int = 240) -> None:
    """Articles of three months; the tagger says critical of a half, and is right of two thirds of them."""
    with record.write() as connection:
        for n in range(size):
            label = "critical" if n % 2 else "neutral"
            spans = (Span("title", 10, 14), Span("text", 11, 29))
            tag = Tag("stance", "mali", label, 0.8, spans, "some model")
            url = f"https://example.org/{n}"
            one = Article(url, url, f"{TITLE} {n}", TEXT, published=f"2026-0{n % 3 + 1}-11")
            articles.save(connection, articles.Incoming("own", None, one, (tag,), Tone(0, 0), "t"), NOW)


def number(row: pd.Series) -> int:
    return int(row["title"].rsplit(" ", 1)[1])


def truth(row: pd.Series) -> str:
    return "critical" if number(row) % 2 and number(row) % 3 != 0 else "neutral"


def test_a_sheet_asks_of_every_month_without_telling_what_the_tagger_said(record: Record) -> None:
    fill(record)
    drawn = sheet(record, STANCE, 60, seed=1)
    first = drawn[drawn["coder"] == 1]
    assert list(drawn) == SHEET
    assert first["article"].is_unique
    assert dict(first["stratum"].value_counts()) == {"2026-01": 20, "2026-02": 20, "2026-03": 20}
    assert set(drawn["drawn"]) == {0.25}
    assert set(drawn["label"]) == {""}
    assert set(drawn["evidence"]) == {"Mali … Mali was reckless."}
    assert len(drawn) - len(first) == 6
    assert drawn.equals(sheet(record, STANCE, 60, seed=1))
    assert not drawn.equals(sheet(record, STANCE, 60, seed=2))


def test_answers_correct_the_share_and_its_interval_holds_the_truth(record: Record) -> None:
    fill(record)
    drawn = sheet(record, STANCE, 120, seed=1)
    drawn["label"] = [truth(row) for _, row in drawn.iterrows()]
    frame = shares(record, STANCE, drawn)
    critical = frame[frame["label"] == "critical"].set_index("period")
    assert list(critical.index) == ["all", "2026-01", "2026-02", "2026-03"]
    assert critical["low"]["all"] < 1 / 3 < critical["high"]["all"]
    assert critical["raw"]["all"] == pytest.approx(0.45)
    assert critical["n"]["all"] == 120
    assert critical["validated"].all()
    assert critical["share"]["2026-01"] < 0.1  # n % 3 == 0: the tagger is always wrong there
    assert coders_agree(drawn) == 1


def test_a_sheet_that_is_half_answered_counts_what_there_is(record: Record) -> None:
    fill(record)
    drawn = sheet(record, STANCE, 60, seed=3)
    answered = drawn.assign(
        label=[truth(row) if n < 30 else "" for n, (_, row) in enumerate(drawn.iterrows())]
    )
    frame = shares(record, STANCE, answered).set_index(["label", "period"])
    assert frame["n"]["critical", "all"] == 30
    assert not frame["validated"].any()
    assert frame["low"]["critical", "all"] < 1 / 3 < frame["high"]["critical", "all"]
    assert pd.isna(coders_agree(answered))


def test_labels_and_articles_that_cannot_be_are_refused(record: Record) -> None:
    with pytest.raises(MonitorError, match="no dated article"):
        sheet(record, STANCE, 10, seed=0)
    fill(record, 30)
    drawn = sheet(record, STANCE, 10, seed=0).assign(label="Neutral")
    assert len(shares(record, STANCE, drawn)) == 12
    with pytest.raises(MonitorError, match="'angry' is none of"):
        shares(record, STANCE, drawn.assign(label="angry"))
    with pytest.raises(MonitorError, match="is not to be asked"):
        shares(record, STANCE, drawn.assign(article=drawn["article"] + 1000))


def about_mali(row: pd.Series) -> str:
    return "yes" if number(row) % 3 == 0 else "no"


def test_the_share_of_a_region_is_corrected_by_whole_articles_and_tells_nothing_of_the_tag(
    record: Record,
) -> None:
    with record.write() as connection:
        for n in range(240):  # a third is about Mali; the tagger finds two thirds of them, and as many others
            tier = "focus" if n % 9 in (0, 1, 3, 4) else "mentioned"
            tags = (Tag("region", "MLI", tier, 0.7, (Span("title", 10, 14),), "some model"),)
            url = f"https://example.org/{n}"
            one = Article(url, url, f"{TITLE} {n}", TEXT * 30, published=f"2026-0{n % 2 + 1}-11")
            made = tags if n % 9 < 5 else ()
            articles.save(connection, articles.Incoming("own", None, one, made, Tone(0, 0), "t"), NOW)
    asked = Question("MLI", "region")
    held = 0
    for seed in range(20):
        drawn = sheet(record, asked, 120, seed)
        drawn["label"] = [about_mali(row) for _, row in drawn.iterrows()]
        frame = shares(record, asked, drawn)
        held += frame["low"].iloc[0] < 1 / 3 < frame["high"].iloc[0]
    assert held >= 15  # of 20; the tagger alone says 4 of 9
    assert set(drawn["evidence"]) == {(TEXT * 30)[:300]}
    assert set(frame["label"]) == {"yes"}
    whole = frame[frame["period"] == "all"].iloc[0]
    assert (whole["n"], whole["total"]) == (120, 240)
    assert whole["raw"] == pytest.approx(4 / 9, abs=0.01)
    part = Question("MLI", "region", among=frozenset(range(1, 101)))
    assert shares(record, part, drawn)["total"].iloc[0] == 100
    assert set(sheet(record, part, 50, seed=0)["article"]) <= set(range(1, 101))
    with pytest.raises(MonitorError, match="'critical' is none of yes, no"):
        shares(record, asked, drawn.assign(label="critical"))


def test_the_commands_write_a_sheet_once_and_read_it(tmp_path: Path) -> None:
    starter.write(tmp_path)
    mali = '[[target]]\nid = "mali"\nname = "Mali"\nkind = "entity"\naliases = ["Mali"]\n'
    (tmp_path / "targets.toml").write_text(mali)
    record = open_record(None, tmp_path)
    fill(record)
    record.close()
    run, path = CliRunner(), tmp_path / "sheet.csv"
    draw = ["--folder", str(tmp_path), "quality", "draw", "mali", "--size", "90", "--out", str(path)]
    assert run.invoke(monitor, draw).exit_code == 0
    assert run.invoke(monitor, draw).exit_code == 1
    written = pd.read_csv(path)
    written["label"] = [truth(row) for _, row in written.iterrows()]
    written.to_csv(path, index=False)
    told = run.invoke(monitor, ["--folder", str(tmp_path), "quality", "shares", "mali", str(path)])
    assert told.exit_code == 0, told.output
    assert "Krippendorff's alpha: 1.00" in told.output
    shares_of = ["--folder", str(tmp_path), "quality", "shares", "mali", str(path), "--format", "json"]
    january = run.invoke(monitor, [*shares_of, "--to", "2026-01-31"])
    assert {json.loads(line)["period"] for line in january.output.splitlines()} == {"all", "2026-01"}
    other = run.invoke(monitor, [*draw[:3], "draw", "Malli", "--out", str(tmp_path / "other.csv")])
    assert "did you mean 'mali'?" in str(other.exception)
