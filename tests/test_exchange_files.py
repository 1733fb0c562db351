"""Files of articles: what goes out comes in again, and a bad row is told with its line."""

import csv
import gzip
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import Press
from monitor.cli.main import monitor
from monitor.errors import NotParseable
from monitor.exchange.formats import FORMATS, Form
from monitor.exchange.read import read
from monitor.exchange.rows import COLUMNS, read_row, row_of
from monitor.exchange.write import write
from monitor.filters import Filters
from monitor.model import Article, Outcome, Tag, Tone

TAGS = (Tag("region", "UKR", "focus", 0.9), Tag("stance", "nato", "critical", 0.6))
LONG = "An envoy waits. " * 5_000  # longer than two cells of a spreadsheet


def row(n: int = 1, **parts: Any) -> dict[str, Any]:
    url = f"https://example.org/{n}"
    return row_of(
        n,
        "own",
        "Europe",
        Article(url, url, f"Title {n}", **{"text": "Text.", **parts}),
        TAGS,
        Tone(0.1, 0.2),
    )


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [each.row for each in read(path) if isinstance(each.row, dict)]


Words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
Names = st.lists(Words, max_size=3).map(tuple)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=25, deadline=None)
@given(text=Words, deck=st.none() | Words.filter(bool), authors=Names)
def test_an_article_comes_back_as_it_was_written(
    form: Form,
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    deck: str | None,
    authors: tuple[str, ...],
) -> None:
    path = tmp_path_factory.mktemp("files") / f"articles.{form}"
    article = Article(
        "https://example.org/1", "https://example.org/1", "=A title", text, deck, authors=authors
    )
    assert write(path, form, [row_of(1, "own", "Europe", article, TAGS, None)]) == 1
    (found,) = rows_of(path)
    assert read_row(found).article() == Article(
        **{name: getattr(article, name) for name in Article.__slots__} | {"section": "Europe"}
    )


@pytest.mark.parametrize("form", FORMATS)
def test_a_text_of_any_length_comes_back(form: Form, tmp_path: Path) -> None:
    path = tmp_path / f"articles.{form}"
    write(path, form, [row(1, text=LONG), row(2)])
    assert [read_row(each).text for each in rows_of(path)] == [LONG, "Text."]


@pytest.mark.parametrize("name", ["articles.jsonl.gz", "articles.csv.gz"])
def test_text_files_may_be_packed(name: str, tmp_path: Path) -> None:
    write(tmp_path / name, "csv" if "csv" in name else "jsonl", [row(1), row(2)])
    assert gzip.decompress((tmp_path / name).read_bytes())
    assert [each["title"] for each in rows_of(tmp_path / name)] == ["Title 1", "Title 2"]


def test_other_programs_read_what_is_written(tmp_path: Path) -> None:
    for form in FORMATS:
        write(tmp_path / f"articles.{form}", form, [row(1, authors=("Ann", "Ben"))])
    table = pd.read_parquet(tmp_path / "articles.parquet")
    assert list(table.columns) == list(COLUMNS)
    assert [each["code"] for each in table["regions"][0]] == ["UKR"]
    assert list(table["authors"][0]) == ["Ann", "Ben"]
    plain = pd.read_csv(tmp_path / "articles.csv")
    assert json.loads(plain["stances"][0]) == [{"code": "nato", "label": "critical", "score": 0.6}]
    sheet = openpyxl.load_workbook(tmp_path / "articles.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet["D2"].value == "Title 1"


def test_times_of_files_that_know_times_are_days_and_times(tmp_path: Path) -> None:
    frame = pd.DataFrame({"title": ["A"], "text": ["B"], "published": [pd.Timestamp("2026-03-01T08:00:00Z")]})
    frame.to_parquet(tmp_path / "times.parquet")
    book = openpyxl.Workbook()
    book.worksheets[0].append(["title", "text", "published"])
    book.worksheets[0].append([2026, "B", pd.Timestamp("2026-03-01").to_pydatetime()])
    book.save(tmp_path / "times.xlsx")
    (told,), (typed,) = rows_of(tmp_path / "times.parquet"), rows_of(tmp_path / "times.xlsx")
    assert read_row(told).published == "2026-03-01T08:00:00+00:00"
    assert (read_row(typed).published, read_row(typed).title) == ("2026-03-01T00:00:00", "2026")
    assert (
        read_row({"title": "A", "text": "B", "published": "20260301T0800"}).published == "2026-03-01T08:00:00"
    )


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({}, "title: Field required"),
        ({"title": " ", "text": "B"}, "there is no title"),
        ({"title": "A"}, "neither a text nor a url"),
        ({"title": 7, "text": "B"}, "title: Input should be a valid string"),
        (
            {"title": "A", "text": "B", "published": "last May"},
            "published: 'last May' is no time of ISO 8601",
        ),
        ({"title": "A", "text": "B", "authors": "Ann, Ben"}, "authors: 'Ann, Ben' is no list"),
        ({"title": "A", "text": "B\x00"}, "text: holds a null byte"),
        ({"title": "A", "text": "B", "tags": ["\ud800"]}, "tags: holds bytes that are no UTF-8"),
    ],
)
def test_a_bad_row_says_what_is_wrong(raw: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_row(raw)


def test_bad_lines_keep_their_numbers_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(b'{"title": "A"}\n\nnot JSON\n[1]\n{"title": "caf\xe9", "text": "B"}\n{"title": "Z"}')
    found = list(read(path))
    assert [each.line for each in found] == [1, 3, 4, 5, 6]
    assert [isinstance(each.row, dict) for each in found] == [True, False, False, True, True]
    assert found[-1].share == 1.0
    table = tmp_path / "mixed.csv"
    table.write_text('title,text\n"A","one\ntwo"\nB\n"C"x,y\nD,z\n', newline="")
    lines = [(each.line, each.row if isinstance(each.row, dict) else each.row[:6]) for each in read(table)]
    assert lines == [
        (2, {"title": "A", "text": "one\ntwo"}),
        (4, "has 1 "),
        (5, "no CSV"),
        (6, {"title": "D", "text": "z"}),
    ]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("none.csv", None, "No such file"),
        ("list.docx", b"", "ends in none of jsonl, csv"),
        ("cut.jsonl.gz", gzip.compress(b'{"title": "A"}\n' * 1000, mtime=0)[:40], "ended before"),
        ("plain.jsonl.gz", b"{}", "gzip"),
        ("wrong.csv", b"headline,body\nA,B\n", "no column title"),
        ("wrong.parquet", b"PAR1 and more", "Parquet"),
        ("wrong.xlsx", b"no zip", "zip"),
    ],
)
def test_what_is_no_such_file_is_told(tmp_path: Path, name: str, content: bytes | None, why: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(NotParseable, match=why):
        list(read(tmp_path / name))


def test_a_file_gets_its_name_when_it_is_whole(tmp_path: Path) -> None:
    def broken() -> Any:
        yield row()
        raise RuntimeError("cut")

    for form in FORMATS:
        path = tmp_path / f"articles.{form}"
        path.write_text("earlier")
        with pytest.raises(RuntimeError, match="cut"):
            write(path, form, broken())
        assert path.read_text() == "earlier"
        assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")] == []
    with pytest.raises(NotParseable, match="cannot be written"):
        write(tmp_path / "nowhere" / "articles.csv", "csv", [row()])


# In and out of a newsroom


def publish(press: Press) -> None:
    for outlet in ("own", "peer"):
        for n in range(3):
            press.site.publish(outlet, f"{outlet}-{n}", f"2026-11-1{n}", place="Kenya" if n else "Ukraine")
    press.room.ingest()


def by_address(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted((each | {"id": 0} for each in rows), key=lambda each: each["url"])


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_exported_is_known_when_it_is_imported(press: Press, form: Form, tmp_path: Path) -> None:
    publish(press)
    path = tmp_path / f"articles.{form}"
    assert write(path, form, press.room.rows(Filters(role="own"))) == 3
    report = press.room.bring_in(path)
    assert (report.outcomes, report.bad) == ({Outcome.UNCHANGED: 3}, [])


def test_an_export_brings_a_newsroom_to_another_place(press: Press, tmp_path: Path) -> None:
    publish(press)
    write(tmp_path / "all.jsonl", "jsonl", press.room.rows())
    before = list(press.room.rows())
    press.room.close()
    for file in press.folder.glob("monitor.db*"):
        file.unlink()
    runner = CliRunner()
    command = ["--folder", str(press.folder)]
    done = runner.invoke(monitor, [*command, "import", str(tmp_path / "all.jsonl")])
    brought = sum(int(n) for n in re.findall(r"(\d+) (?:new|copy)", done.output))  # peers say the same as we
    assert (done.exit_code, brought) == (0, 6), done.output
    done = runner.invoke(monitor, [*command, "export", "--format", "jsonl"])
    after = [json.loads(line) for line in done.output.splitlines()]
    assert by_address(after) == by_address(before)
    done = runner.invoke(monitor, [*command, "export", "--format", "csv", "--own", "--region", "Ukraine"])
    assert [each["title"] for each in csv.DictReader(done.output.splitlines())] == [
        each["title"] for each in before if each["outlet"] == "own" and each["regions"][0]["code"] == "UKR"
    ]
    done = runner.invoke(monitor, [*command, "export", "--format", "parquet"])
    assert (done.exit_code, "--out FILE.parquet" in done.output) == (2, True)
    done = runner.invoke(monitor, [*command, "export", "--out", str(tmp_path / "all.parquet")])
    assert len(pd.read_parquet(tmp_path / "all.parquet")) == 6


def test_bad_rows_are_kept_with_their_reasons_and_the_others_go_in(press: Press, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    good = {"url": f"{press.site.url}/own/9", "title": "Kenya waits", "text": "Kenya waits for rain. " * 20}
    lines = [good, {"title": "A"}, good | {"url": "https://elsewhere.example/1"}, good | {"outlet": "nobody"}]
    path.write_text("\n".join(map(json.dumps, lines)) + "\nnot JSON\n")
    report = press.room.bring_in(path)
    assert report.outcomes == {Outcome.UNDATED: 1, Outcome.NOT_PARSEABLE: 4}
    for line, words in ((2, "neither"), (3, "elsewhere"), (4, "nobody"), (5, "no JSON")):
        assert any(each.startswith(f"line {line}: ") and words in each for each in report.bad)
    troubles = press.room.collected.troubles()
    assert sorted(troubles["url"]) == ["rows.jsonl#1", *[f"rows.jsonl#{n}" for n in (2, 3, 4, 5)]][1:]
    assert press.room.bring_in(path, "peer").outcomes[Outcome.NOT_PARSEABLE] == 3
    ended = CliRunner().invoke(monitor, ["--folder", str(press.folder), "import", str(path)])
    assert ended.exit_code == 0
    assert "line 5: no JSON" in ended.output


def test_a_file_that_breaks_off_leaves_what_was_read_before(press: Press, tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    lines = [
        json.dumps({"url": f"{press.site.url}/own/{n}", "title": f"Kenya {n}", "text": f"Rain {n}. " * 99})
        + "\n"
        for n in range(1200)
    ]
    packed = gzip.compress("".join(lines).encode())
    path.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(NotParseable, match="cut"):
        press.room.bring_in(path)
    assert 300 < press.room.count() < 1200
    path.write_bytes(packed)
    assert press.room.bring_in(path).outcomes.total() == 1200
    assert press.room.count() == 1200
