from pathlib import Path

import pytest

from monitor.config import Settings, load_settings
from monitor.errors import ConfigError

LEAST = 'name = "Test"\ncontact = "desk@example.org"\n'


def write(folder: Path, text: str) -> Path:
    (folder / "monitor.toml").write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path, text: str, environ: dict[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        load_settings(write(folder, text), environ or {})
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_name_and_contact_are_enough_and_the_rest_has_defaults(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, LEAST), {"HOME": "/root"})
    assert settings == Settings(name="Test", contact="desk@example.org")
    assert (settings.database, settings.workers, settings.timeout, settings.sample) == (None, 2, 20.0, False)
    assert (settings.max_bytes, settings.max_feed_bytes) == (5_000_000, 20_000_000)
    assert (settings.spacing, settings.backfill_pages, settings.min_words) == (1.0, 40, 60)


def test_the_file_is_read_with_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    text = (LEAST + "spacing = 3\n").replace("\n", "\r\n")
    (tmp_path / "monitor.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load_settings(tmp_path, {}).spacing == 3.0


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    environ = {"MONITOR_WORKERS": "4", "MONITOR_SAMPLE": "true", "MONITOR_DATABASE": "postgresql://u@h/m"}
    settings = load_settings(write(tmp_path, LEAST + "workers = 3\n"), environ)
    assert (settings.workers, settings.sample, settings.database) == (4, True, "postgresql://u@h/m")


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("MONITOR_WORKER", "4", "MONITOR_WORKER is not known; use one of MONITOR_NAME, MONITOR_CONTACT"),
        ("MONITOR_workers", "4", "MONITOR_workers is not known"),
        ("MONITOR_WORKERS", "many", "environment variable MONITOR_WORKERS: should be a valid integer"),
        ("MONITOR_WORKERS", "-1", "MONITOR_WORKERS: should be greater than or equal to 0, not '-1'"),
        ("MONITOR_TIMEOUT", "nan", "MONITOR_TIMEOUT: should be"),
    ],
)
def test_a_wrong_variable_is_named(tmp_path: Path, variable: str, value: str, expected: str) -> None:
    assert expected in refusal(tmp_path, LEAST, {variable: value})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("workers = '2'", "line 3, 'workers': should be a valid integer, not '2'"),
        ("workers = true", "line 3, 'workers': should be a valid integer"),
        ("timeout = 0", "line 3, 'timeout': should be greater than 0, not 0"),
        ("spacing = inf", "line 3, 'spacing': should be a finite number"),
        ("worker = 2", "line 3, 'worker': is not a known key; use one of name, contact, database, workers"),
        ("database = 'monitor.db'", "line 3, 'database': should be a database URL"),
        ("workers = ", "line 3, column"),
        ("name = 'again'", "line 3, column"),
    ],
)
def test_a_wrong_line_is_named_with_file_and_key(tmp_path: Path, line: str, expected: str) -> None:
    message = refusal(tmp_path, LEAST + line + "\n")
    assert message.startswith(f"config: {tmp_path / 'monitor.toml'}, ")
    assert expected in message


def test_a_missing_key_and_a_missing_file_are_named(tmp_path: Path) -> None:
    assert "line 1, 'contact': is missing" in refusal(tmp_path, 'name = "Test"\n')
    with pytest.raises(ConfigError, match=r"nowhere/monitor\.toml is missing; `monitor init`"):
        load_settings(tmp_path / "nowhere", {})


def test_a_contact_that_no_header_can_hold_is_refused(tmp_path: Path) -> None:
    for contact in ("nobody", "desk@exämple.org", "a@b.org\\r\\nX-Evil: 1"):
        assert "line 2, 'contact'" in refusal(tmp_path, f'name = "Test"\ncontact = "{contact}"\n')


def test_a_database_password_is_never_repeated(tmp_path: Path) -> None:
    message = refusal(tmp_path, LEAST, {"MONITOR_DATABASE": "user:secret@host/monitor"})
    assert "MONITOR_DATABASE" in message
    assert "secret" not in message


def test_several_mistakes_show_the_first_line_and_the_number_of_others(tmp_path: Path) -> None:
    message = refusal(tmp_path, LEAST + "min_words = -1\nworkers = -1\ntimeout = -5\n")
    assert "line 3, 'min_words'" in message
    assert message.endswith("(and 2 more in this file)")


def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "monitor.toml").write_bytes(LEAST.encode() + b"# caf\xe9\n")
    with pytest.raises(ConfigError, match="line 3: not UTF-8"):
        load_settings(tmp_path, {})
