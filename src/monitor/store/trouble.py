"""What a database's error means, and what to do about it, in one line."""

import sqlite3

ADVICE = {
    "SQLITE_FULL": "the disk is full; make room and run it again: what was acknowledged before is kept",
    "SQLITE_READONLY": "it is read-only; allow this user to write the folder and its files",
    "SQLITE_CANTOPEN": "unable to open it; check that the folder is there and that this user may write it",
    "SQLITE_CORRUPT": "it is damaged; keep a copy, then bring a backup back with `monitor restore FILE`",
    "SQLITE_NOTADB": "it is not a database; move it away, or bring a backup back with `monitor restore FILE`",
    "SQLITE_BUSY": "it is locked by another process that has been writing for long; try again later",
    "SQLITE_IOERR": "the disk could not be read or written; check its space and health, then run it again",
}
"""By the beginning of SQLite's names of results (https://sqlite.org/rescode.html)."""


def explain(error: BaseException | None) -> str:
    """One line: what went wrong and what to do next."""
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", None) or ""
        for beginning, advice in ADVICE.items():
            if name.startswith(beginning):
                return f"{advice} ({error})"
    return " ".join(str(error).split())
