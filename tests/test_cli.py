"""The command line is a contract: help, exit codes, errors in one line, and JSON Lines in and out."""

import base64
import json
import socket
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from fakes import PARAGRAPH, Press
from monitor.catalog import starter
from monitor.cli.main import main, monitor
from monitor.newsroom import Newsroom

COMMANDS = sorted(monitor.commands)


class Shell:
    """Runs the command line in this process and reads what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys = capsys
        self.monkeypatch = monkeypatch

    def run(self, *words: object) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        self.monkeypatch.setattr(sys, "argv", ["monitor", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self.capsys.readouterr()
        return int(ended.value.code or 0), out, err

    def fails(self, *words: object) -> str:
        """The one line that explains the trouble."""
        code, _, err = self.run(*words)
        assert code == 1, err
        lines = err.strip().splitlines()
        assert len(lines) == 1, err
        assert lines[0].startswith("monitor: ")
        assert "Traceback" not in err
        return lines[0]

    def rows(self, *words: object) -> list[dict[str, Any]]:
        """What a command answered in JSON Lines."""
        code, out, err = self.run(*words)
        assert code == 0, err
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(capsys, monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    starter.write(tmp_path / "room")
    return tmp_path / "room"


# Help and wrong usage


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(shell: Shell, command: str) -> None:
    assert monitor.commands[command].help
    code, out, _ = shell.run(command, "--help")
    assert code == 0
    assert out.startswith(f"Usage: monitor {command}")


def test_the_commands_that_are_promised_are_there(shell: Shell) -> None:
    promised = "add attention check demo extract gaps impact ingest init retag search serve tag trends"
    assert set(promised.split()) <= set(COMMANDS)
    code, out, _ = shell.run("--version")
    assert (code, out.strip()) == (0, "monitor, version 0.1.0")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["trends", "--by", "weather"], "'weather' is not one of"),
        (["trends", "--from"], "requires an argument"),
        (["gaps", "--baseline", "rivals"], "'rivals' is not one of"),
        (["nothing"], "No such command 'nothing'"),
        (["search"], "Missing argument"),
        (["search", "x", "--limit", "many"], "not a valid integer"),
        (["add"], "name either a page's URL or --paste FILE"),
        (["ingest", "--every", "soon"], "'soon' is no time; write e.g. 15m, 2h or 1d"),
        (["extract"], "Missing option '--jsonl'"),
        (["serve", "--port", "http"], "not a valid integer"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_why(
    shell: Shell, folder: Path, words: list[str], told: str
) -> None:
    code, _, err = shell.run("--folder", folder, *words)
    assert code == 2
    assert told in " ".join(err.split())
    assert "Traceback" not in err


# Trouble


def test_a_folder_that_is_not_there(shell: Shell, tmp_path: Path) -> None:
    words = shell.fails("--folder", tmp_path / "nowhere", "trends")
    assert "there is no folder" in words
    assert "monitor init" in words


def test_a_folder_without_lists(shell: Shell, tmp_path: Path) -> None:
    assert "monitor.toml is missing" in shell.fails("--folder", tmp_path, "check")


def test_a_broken_list_is_told_with_file_line_and_key(shell: Shell, folder: Path) -> None:
    path = folder / "outlets.toml"
    lines = path.read_text().splitlines()
    number = next(n for n, line in enumerate(lines) if line.startswith("home = "))
    lines[number] = 'home = "Narnia"'
    path.write_text("\n".join(lines))
    words = shell.fails("--folder", folder, "trends")
    assert f"{path}, line {number + 1}, outlet 1 'home'" in words
    path.write_text("[[outlet]\n")
    assert f"{path}, line 1" in shell.fails("--folder", folder, "serve")


@pytest.mark.parametrize(
    "command", [["trends", "--by", "role"], ["gaps"], ["impact"], ["search", "x"], ["attention", "x"]]
)
def test_a_name_that_no_list_holds(shell: Shell, folder: Path, command: list[str]) -> None:
    words = shell.fails("--folder", folder, *command, "--region", "Kenja")
    assert "no region is called 'Kenja'; did you mean 'Kenya'?" in words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["search", '"nuclear'], "never closed"),
        (["trends", "--by", "role", "--query", "a AND"], "AND has nothing on its right"),
        (["attention", "NOT x"], "say what to find"),
        (["gaps", "--from", "yesterday"], "--from 'yesterday' is not a day"),
        (["impact", "--stance", "angry"], "'angry' is none of"),
        (["gaps", "--row", "topic", "--baseline", "need"], "need is known by desk or region"),
        (["add", "https://elsewhere.example/x"], "no outlet in outlets.toml is at 'elsewhere.example'"),
        (["ingest", "--source", "nowhere"], "no source or outlet 'nowhere'"),
    ],
)
def test_questions_that_cannot_be_understood(shell: Shell, folder: Path, words: list[str], told: str) -> None:
    assert told in shell.fails("--folder", folder, *words)


def test_a_database_of_a_newer_program(shell: Shell, folder: Path) -> None:
    Newsroom(folder).close()
    with sqlite3.connect(folder / "monitor.db") as database:
        database.execute("UPDATE record SET version = 99")
    database.close()
    words = shell.fails("--folder", folder, "search", "x")
    assert "version 99" in words
    assert "nothing was changed" in words


def test_a_setting_in_the_environment_that_is_not_known(shell: Shell, folder: Path) -> None:
    shell.monkeypatch.setenv("MONITOR_FLAVOUR", "sweet")
    assert "MONITOR_FLAVOUR is not known" in shell.fails("--folder", folder, "check")


def test_debug_shows_the_traceback(shell: Shell, tmp_path: Path) -> None:
    shell.monkeypatch.setattr(sys, "argv", ["monitor", "--debug", "--folder", str(tmp_path / "no"), "trends"])
    with pytest.raises(Exception, match="there is no folder"):
        main()


@pytest.fixture
def closed() -> int:
    """A port on which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def test_sources_that_cannot_be_reached_are_named_and_the_demo_is_offered(
    shell: Shell, folder: Path, closed: int
) -> None:
    blocks = [
        f'[[outlet]]\nid = "{name}"\nname = "{name}"\nrole = "{role}"\nhome = "USA"\nkind = "x"\n'
        f'url = "http://127.0.0.1:{closed}"\n[[outlet.source]]\nid = "feed"\nkind = "feed"\n'
        f'url = "http://127.0.0.1:{closed}/{name}"\n'
        for name, role in (("one", "own"), ("two", "peer"))
    ]
    (folder / "outlets.toml").write_text("\n".join(blocks))
    (folder / "monitor.toml").write_text(
        'name = "x"\ncontact = "a@b"\nspacing = 0.0\nretries = 0\nallow_hosts = ["127.0.0.1"]\nworkers = 0\n'
    )
    code, out, err = shell.run("--folder", folder, "ingest")
    assert code == 1
    assert "monitor demo" in err
    assert "one/feed: " in out
    assert "two/feed: " in out
    assert "Traceback" not in out + err
    code, out, _ = shell.run("--folder", folder, "check")
    assert code == 1
    assert "trouble  source one/feed" in out


def test_a_port_that_is_taken_is_told(shell: Shell, folder: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        code, _, err = shell.run("--folder", folder, "serve", "--port", port)
    assert code == 1
    assert f"port {port}" in err.strip().splitlines()[-1]
    assert "Traceback" not in err


# An empty newsroom, a new folder


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize(
    "words",
    [
        ["trends", "--by", "role"],
        ["trends", "--by", "role", "--from", "2026-01-01"],
        ["gaps"],
        ["gaps", "--baseline", "own"],
        ["gaps", "--row", "desk", "--column", "topic"],
        ["gaps", "--baseline", "need", "--indicator", "forcibly displaced"],
        ["alerts"],
        ["changes", "--by", "topic"],
        ["intended"],
        ["impact"],
        ["search", "anything"],
        ["attention", "anything"],
    ],
)
def test_an_empty_newsroom_answers_every_question(
    shell: Shell, folder: Path, words: list[str], form: str
) -> None:
    code, out, err = shell.run("--folder", folder, *words, "--format", form)
    assert code == 0, err
    assert "NaN" not in out


def test_an_empty_newsroom_is_in_trouble_that_check_explains(shell: Shell, folder: Path) -> None:
    code, out, err = shell.run("--folder", folder, "check")
    assert code == 1
    assert "run `monitor ingest`" in out
    assert err == ""


def test_init_makes_a_folder_that_loads_and_never_writes_over_one(shell: Shell, tmp_path: Path) -> None:
    code, out, _ = shell.run("init", tmp_path / "new")
    assert code == 0
    assert "monitor --folder" in out
    with Newsroom(tmp_path / "new") as room:
        assert room.count() == 0
        assert room.catalog.own
    assert "is already there" in shell.fails("init", tmp_path / "new")


def test_what_is_ingested_can_be_asked_for(shell: Shell, press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-18", "Kenya")
    code, out, _ = shell.run("--folder", press.folder, "ingest")
    assert code == 0
    assert "own/feed: 1 new" in out
    assert "1 new, 0 revised: 1 items seen, 2 of 2 sources answered" in out
    (found,) = shell.rows("--folder", press.folder, "search", "delegates", "--format", "json")
    assert found["outlet"] == "own"
    assert "«delegates»" in found["snippet"]
    code, out, _ = shell.run("--folder", press.folder, "search", "delegates")
    assert "Kenya weighs" in " ".join(out.split())
    assert (
        shell.run("--folder", press.folder, "search", "delegates", "--region", "UKR", "--format", "json")[1]
        == ""
    )


def test_pasted_text_and_pages_can_be_added_by_hand(shell: Shell, press: Press, tmp_path: Path) -> None:
    press.site.publish("peer", "talks", "2026-11-18", "Kenya")
    code, out, _ = shell.run(
        "--folder", press.folder, "add", f"{press.site.url}/peer/talks", "--outlet", "peer"
    )
    assert (code, out.split(":")[0]) == (0, "new")
    pasted = tmp_path / "pasted.txt"
    pasted.write_text(
        "A long road in Sudan\n\n" + "\n\n".join(PARAGRAPH.format(place="Sudan", number=n) for n in range(4))
    )
    code, out, _ = shell.run("--folder", press.folder, "add", "--paste", pasted)
    assert (code, out.split(":")[0]) == (0, "undated")
    assert "cannot be read" in shell.fails("--folder", press.folder, "add", "--paste", tmp_path / "no.txt")
    assert "404" in shell.fails(
        "--folder", press.folder, "add", f"{press.site.url}/peer/gone", "--outlet", "peer"
    )
    assert shell.run("--folder", press.folder, "retag")[1].startswith("the tags of 0 articles")


# JSON Lines in, JSON Lines out

KEYS = {
    *("id", "url", "canonical_url", "title", "deck", "kicker", "type", "section", "authors", "published"),
    *("dates", "kind"),
    *("published_source", "updated", "language", "tags", "text", "lines", "related", "credits", "outcome"),
}
BODY = "".join(f"<p>{PARAGRAPH.format(place='Málaga', number=n)}</p>" for n in range(4))
PAGE = (
    "<html><head><title>Talks in Málaga</title><meta property='og:type' content='article'>"
    "<meta property='article:published_time' content='2026-11-18T09:00:00+00:00'></head>"
    f"<body><article><h1>Talks in Málaga</h1>{BODY}</article></body></html>"
)


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_extract_answers_one_line_a_page_in_the_same_order(shell: Shell, tmp_path: Path) -> None:
    latin = PAGE.replace("<head>", "<head><meta charset='iso-8859-1'>").encode("latin-1")
    pages = written(
        tmp_path / "pages.jsonl",
        {"id": "b", "url": "https://example.org/b", "html": PAGE},
        {"id": 7, "html_base64": base64.b64encode(latin).decode()},
        {"id": "none", "url": "https://example.org/none", "html": "<html><body>Nothing</body></html>"},
        {"id": "pasted", "text": "Talks in Málaga\n\n" + PARAGRAPH.format(place="Málaga", number=3) * 3},
        {"id": "empty", "html": ""},
    )
    found = shell.rows("extract", "--jsonl", pages)
    assert [row["id"] for row in found] == ["b", 7, "none", "pasted", "empty"]
    assert all("outcome" in row for row in found)
    for row in (found[0], found[1], found[3]):
        assert set(row) == KEYS
        assert row["title"] == "Talks in Málaga"
        assert "long silences" in row["text"]
        assert {"label", "text"} == set(row["lines"][0])
    assert found[0]["published"].startswith("2026-11-18")
    assert found[0]["outcome"] == "new"
    assert found[2]["outcome"] not in ("new", "undated")


def test_extract_reads_standard_input(shell: Shell, tmp_path: Path) -> None:
    with written(tmp_path / "pages.jsonl", {"id": 1, "html": PAGE}).open() as pages:
        shell.monkeypatch.setattr(sys, "stdin", pages)
        assert [row["id"] for row in shell.rows("extract", "--jsonl", "-")] == [1]


def test_tag_answers_tags_whose_spans_are_words_of_the_row(
    shell: Shell, tmp_path: Path, folder: Path
) -> None:
    text = (
        "The Pentagon is reckless in Kenya, and “Nairobi’s” traders fear the sanctions. "
        "Kenya wants a tariff deal. Kenya's tariffs on São Tomé stay; the tariff is dangerous."
    )
    rows = [
        {"id": 1, "title": "Kenya and tariffs", "text": text, "published": "2026-11-18", "outlet": "x"},
        {"id": 2, "text": text, "target": "Kenya"},
        {"id": 3, "text": text, "target": "the Pentagon", "span": [0, 12]},
        {"id": 4, "title": "", "text": ""},
    ]
    found = shell.rows("--folder", folder, "tag", "--jsonl", written(tmp_path / "rows.jsonl", *rows))
    assert [row["id"] for row in found] == [1, 2, 3, 4]
    keys = {"id", "regions", "groups", "desks", "topics", "stance", "tone"}
    assert all(set(row) == keys for row in found)
    assert found[0]["regions"][0]["code"] == "KEN"
    assert found[0]["regions"][0]["tier"] == "focus"
    assert found[0]["desks"][0] == "Africa"
    assert "tariffs" in {topic["code"] for topic in found[0]["topics"]}
    for row, asked in zip(found, rows, strict=True):
        for kind in ("regions", "groups", "topics", "stance"):
            for tag in row[kind]:
                for field, start, end in tag["spans"]:
                    assert asked[field][start:end].strip(), tag  # type: ignore[index]
                    assert 0 <= start < end <= len(asked[field])  # type: ignore[arg-type]
    kenya = [span for span in found[0]["regions"][0]["spans"] if span[0] == "text"]
    assert {text[start:end] for _, start, end in kenya} <= {
        "Kenya",
        "Kenya's",
        "Nairobi",
        "Nairobi’s",
        "Kenyan",
    }
    assert [tag["target"] for tag in found[1]["stance"]] in ([], ["Kenya"])
    assert [tag["target"] for tag in found[2]["stance"]] == ["the Pentagon"]
    assert (found[3]["regions"], found[3]["topics"], found[3]["stance"]) == ([], [], [])


def test_tag_takes_targets_and_a_home_and_needs_no_folder(shell: Shell, tmp_path: Path) -> None:
    targets = tmp_path / "targets.toml"
    targets.write_text('[[target]]\nid = "dam"\nname = "The dam"\nkind = "entity"\naliases = ["the dam"]\n')
    rows = written(tmp_path / "rows.jsonl", {"id": 1, "text": "The dam is a reckless, dangerous failure."})
    words = ["--folder", tmp_path / "nowhere", "tag", "--jsonl", rows, "--targets", targets, "--home", "KEN"]
    (found,) = shell.rows(*words)
    assert [(tag["target"], tag["label"]) for tag in found["stance"]] == [("dam", "critical")]
    assert [tag["code"] for tag in found["regions"]] == ["KEN"]


@pytest.mark.parametrize("command", ["extract", "tag"])
@pytest.mark.parametrize(
    ("line", "told"), [("{not json", "line 2: not JSON"), ("[1, 2]", "line 2: not a JSON object")]
)
def test_a_line_that_cannot_be_read_is_named(
    shell: Shell, tmp_path: Path, command: str, line: str, told: str
) -> None:
    pages = tmp_path / "pages.jsonl"
    pages.write_text(f'{{"id": 1, "text": "x"}}\n{line}\n')
    assert f"{pages}, {told}" in shell.fails(command, "--jsonl", pages)


@pytest.mark.parametrize("command", ["extract", "tag"])
def test_a_file_that_cannot_be_read_is_named(shell: Shell, tmp_path: Path, command: str) -> None:
    assert str(tmp_path / "no.jsonl") in shell.fails(command, "--jsonl", tmp_path / "no.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": 1, "text": "\xe9"}\n')
    assert "latin.jsonl" in shell.fails(command, "--jsonl", tmp_path / "latin.jsonl")


def told_in_one_line(shell: Shell, *words: object) -> bool:
    """Whether a row that cannot be read is told: as an outcome, or as an error that names its line."""
    code, out, err = shell.run(*words)
    if code == 0:
        return "outcome" in json.loads(out)
    return code == 1 and "line 1" in err and len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"html_base64": "###"},
        {"html": None},
        {"text": 7},
        {"html": 7},
        {"html_base64": None},
        {"html": PAGE, "url": 7},
    ],
)
def test_a_page_of_the_wrong_kind_is_told_in_one_line(
    shell: Shell, tmp_path: Path, row: dict[str, Any]
) -> None:
    assert told_in_one_line(shell, "extract", "--jsonl", written(tmp_path / "pages.jsonl", row))


@pytest.mark.parametrize(
    "row",
    [{"text": 7}, {"title": ["x"]}, {"text": "x y", "target": 7}, {"text": "x", "target": "x", "span": "0"}],
)
def test_an_article_of_the_wrong_kind_is_told_in_one_line(
    shell: Shell, tmp_path: Path, row: dict[str, Any]
) -> None:
    assert told_in_one_line(shell, "tag", "--jsonl", written(tmp_path / "rows.jsonl", row))


def test_a_home_that_is_no_country_is_refused(shell: Shell, tmp_path: Path) -> None:
    rows = written(tmp_path / "rows.jsonl", {"id": 1, "text": "x"})
    code, _, err = shell.run("tag", "--jsonl", rows, "--home", "Narnia")
    assert code in (1, 2)
    assert "Narnia" in err
