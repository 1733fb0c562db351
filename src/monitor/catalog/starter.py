"""A new newsroom folder, filled with the starter lists that ship with the package."""

from pathlib import Path

from monitor.errors import ConfigError

FOLDER = Path(__file__).with_name("starter")
"""The starter lists themselves: a newsroom folder without a newsroom."""


def write(folder: Path) -> list[Path]:
    """Write the starter lists into `folder` and return their paths. Raises ConfigError.

    Nothing is written when any of the files is already there.
    """
    lists = {folder / each.name: each.read_bytes() for each in FOLDER.iterdir()}
    for path in sorted(lists):
        if path.exists():
            raise ConfigError(f"config: {path} is already there; choose another folder or move it away")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in lists.items():
            path.write_bytes(content)
    except OSError as wrong:
        raise ConfigError(f"config: {folder} cannot be written: {wrong.strerror}") from None
    return sorted(lists)
