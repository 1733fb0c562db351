"""The rules of the house, each held by its own tool."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.cli.main import monitor

ROOT = Path(__file__).parents[1]
PYTHON = [sys.executable, "-m"]


@pytest.mark.parametrize(
    "command",
    [
        [*PYTHON, "ruff", "check", "."],
        [*PYTHON, "ruff", "format", "--check", "."],
        [*PYTHON, "mypy", "--strict", "src"],
        [str(Path(sys.executable).with_name("lint-imports"))],
    ],
    ids=["lint", "format", "types", "import directions"],
)
def test_the_tool_has_nothing_to_say(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_and_functions_stay_small() -> None:
    long = {
        path.relative_to(ROOT): lines
        for path in (ROOT / "src").rglob("*.py")
        if (lines := len(path.read_text().splitlines())) > 320 and "topics_" not in path.name
    }
    assert not long


def test_every_command_is_in_the_readme_and_has_help() -> None:
    readme = (ROOT / "README.md").read_text()
    for name, command in monitor.commands.items():
        assert f"`monitor {name}" in readme, f"README.md does not tell of `monitor {name}`"
        assert command.help
        assert CliRunner().invoke(monitor, [name, "--help"]).exit_code == 0


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    named = set(re.findall(r"`monitor (?:--folder \S+ )?([a-z]+)", (ROOT / "README.md").read_text()))
    assert named <= set(monitor.commands), named - set(monitor.commands)


def test_pictures_that_the_readme_shows_are_there() -> None:
    for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text()):
        assert (ROOT / target).exists(), target


def test_the_lock_file_pins_what_the_project_asks_for_and_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    pinned = {line.split("==")[0].split("[")[0].strip() for line in lock.splitlines() if "==" in line}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>=;~ ]", each)[0].lower() for each in asked}
    assert names <= pinned, names - pinned
