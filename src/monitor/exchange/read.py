"""Reads files of articles, row by row."""

import csv
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.utils.exceptions import InvalidFileException

from monitor.errors import NotParseable
from monitor.exchange.formats import BATCH, Form, form_of, open_text
from monitor.exchange.rows import Row

BROKEN = (
    OSError, EOFError, zlib.error, ValueError, KeyError, pa.ArrowException, BadZipFile, InvalidFileException,
)  # fmt: skip


class Numbered(NamedTuple):
    """A row with its place in the file."""

    line: int
    row: dict[str, Any] | str  # or what is wrong with it
    share: float  # of the file that is read by now, 0…1


def read(path: Path) -> Iterator[Numbered]:
    """The rows of a file. Raises NotParseable when it is no such file, or breaks off."""
    readers: dict[Form, Callable[[Path], Iterator[Numbered]]] = {
        "jsonl": _read_jsonl,
        "csv": _read_csv,
        "parquet": _read_parquet,
        "xlsx": _read_xlsx,
    }
    try:
        yield from readers[form_of(path)](path)
    except BROKEN as error:
        why = getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__
        raise NotParseable(f"exchange: {path} cannot be read: {why}") from error


def _read_jsonl(path: Path) -> Iterator[Numbered]:
    with open_text(path, "rt") as file:
        share = _progress(path, file)
        for number, line in enumerate(file, 1):
            if line.strip():
                yield Numbered(number, _object(line), share())


def _object(line: str) -> dict[str, Any] | str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"no JSON: {error}"
    return found if isinstance(found, dict) else "no JSON object"


def _read_csv(path: Path) -> Iterator[Numbered]:
    csv.field_size_limit(sys.maxsize)
    with open_text(path, "rt") as file:
        share = _progress(path, file)
        rows = csv.reader(file, strict=True)
        names = next(rows, [])
        _has_title(names)
        while True:
            number = rows.line_num + 1
            try:
                cells = next(rows, None)
            except csv.Error as error:
                yield Numbered(number, f"no CSV: {error}", share())
                continue
            if cells is None:
                return
            if cells:
                yield Numbered(number, _row(names, cells), share())


def _row(names: list[str], cells: list[str]) -> dict[str, Any] | str:
    if len(cells) != len(names):
        return f"has {len(cells)} cells, the header has {len(names)}"
    return dict(zip(names, cells, strict=True))


def _progress(path: Path, text: Any) -> Callable[[], float]:
    """How far a text file is read, in its bytes on the disk."""
    size = max(path.stat().st_size, 1)
    raw = text.buffer.fileobj if path.suffix == ".gz" else text.buffer
    return lambda: raw.tell() / size


def _read_parquet(path: Path) -> Iterator[Numbered]:
    file = pq.ParquetFile(path)
    _has_title(file.schema_arrow.names)
    rows = (row for batch in file.iter_batches(BATCH) for row in batch.to_pylist())
    for number, row in enumerate(rows, 1):
        yield Numbered(number, row, number / file.metadata.num_rows)


def _read_xlsx(path: Path) -> Iterator[Numbered]:
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        names = [str(each) for each in next(rows, ()) if each is not None]
        _has_title(names)
        last = sheet.max_row or 0
        for number, cells in enumerate(rows, 2):
            if any(cell is not None for cell in cells):
                row = dict(zip(names, map(_said, cells), strict=False))
                row["text"] = "".join(map(str, filter(None, (row.get("text"), *cells[len(names) :]))))
                yield Numbered(number, row, number / max(last, number))


def _said(cell: Any) -> Any:
    """What a cell says; numbers and days are words here."""
    return cell.isoformat() if hasattr(cell, "isoformat") else cell if cell is None else str(cell)


def _has_title(names: Iterable[str]) -> None:
    if "title" not in names:
        raise ValueError(f"it has no column title; columns are {', '.join(Row.model_fields)}")
