"""The file formats, and how text files of them are opened."""

import gzip
from pathlib import Path
from typing import IO, Literal

from monitor.errors import NotParseable

Form = Literal["jsonl", "csv", "parquet", "xlsx"]
FORMATS: tuple[Form, ...] = ("jsonl", "csv", "parquet", "xlsx")
BATCH = 500  # rows of a Parquet file in memory at once


def form_of(path: Path) -> Form:
    """The format that a file's name tells. Raises NotParseable."""
    ending = path.name.removesuffix(".gz").rpartition(".")[2].lower()
    for form in FORMATS:
        if ending == form:
            return form
    raise NotParseable(f"exchange: {path}: its name ends in none of {', '.join(FORMATS)}, jsonl.gz, csv.gz")


def open_text(path: Path, mode: Literal["rt", "wt"]) -> IO[str]:
    """Open a text file, packed when its name says so; bytes that are no UTF-8 are told with their row."""
    encoding = "utf-8-sig" if mode == "rt" else "utf-8"
    opened = gzip.open if path.suffix == ".gz" else open
    return opened(path, mode, encoding=encoding, errors="surrogateescape", newline="")
