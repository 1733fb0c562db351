"""JSON Lines as they are read from a file, plain or gzipped, or from standard input."""

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from monitor.errors import MonitorError


def rows(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a file, each with its place. `-` is standard input. Raises MonitorError."""
    with _open(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise MonitorError(f"read: {path}, line {number}: not JSON ({error.msg})") from None
            if not isinstance(row, dict):
                raise MonitorError(f"read: {path}, line {number}: not a JSON object")
            yield f"{path}, line {number}", row


@contextmanager
def _open(path: str) -> Iterator[IO[str]]:
    if path == "-":
        yield sys.stdin
        return
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.endswith(".gz")
            else open(path, encoding="utf-8") as file
        ):
            yield file
    except (OSError, UnicodeDecodeError) as error:
        raise MonitorError(f"read: {path}: {error}") from None
