"""Writes files of articles, row by row."""

import csv
import json
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from monitor.errors import NotParseable
from monitor.exchange.formats import BATCH, Form, open_text
from monitor.exchange.rows import COLUMNS, LISTS

Rows = Iterable[dict[str, Any]]
MOST_ROWS = 1_048_576  # of a sheet, the header among them
MOST_CHARACTERS = 32_767  # of a cell
TEXT = COLUMNS.index("text")


def write(path: Path, form: Form, rows: Rows) -> int:
    """Write rows; the file gets its name when it is whole. Answers how many. Raises NotParseable."""
    part = path.with_name(f"{path.name}.part{'.gz' if path.suffix == '.gz' else ''}")
    writers: dict[Form, Callable[[Path, Rows], int]] = {
        "jsonl": _as_text(_write_jsonl),
        "csv": _as_text(_write_csv),
        "parquet": _write_parquet,
        "xlsx": _write_xlsx,
    }
    try:
        count = writers[form](part, rows)
        part.replace(path)
    except OSError as error:
        raise NotParseable(f"exchange: {path} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def write_to(file: IO[str], form: Literal["jsonl", "csv"], rows: Rows) -> int:
    """Write rows to an open file; answers how many."""
    return _write_csv(file, rows) if form == "csv" else _write_jsonl(file, rows)


def _as_text(writer: Callable[[IO[str], Rows], int]) -> Callable[[Path, Rows], int]:
    def written(path: Path, rows: Rows) -> int:
        with open_text(path, "wt") as file:
            return writer(file, rows)

    return written


def _write_jsonl(file: IO[str], rows: Rows) -> int:
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is the answer
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count


def _write_csv(file: IO[str], rows: Rows) -> int:
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow(_flat(row))
    return count


def _flat(row: dict[str, Any]) -> list[Any]:
    """The cells of a row, lists as JSON."""
    return [
        json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value for value in row.values()
    ]


def _write_parquet(path: Path, rows: Rows) -> int:
    tagged = pa.list_(pa.struct([("code", pa.string()), ("label", pa.string()), ("score", pa.float64())]))
    kinds = dict.fromkeys(LISTS, pa.list_(pa.string())) | dict.fromkeys(
        ("regions", "topics", "stances"), tagged
    )
    kinds |= {"id": pa.int64(), "polarity": pa.float64(), "subjectivity": pa.float64()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    count, waiting = 0, iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while some := list(islice(waiting, BATCH)):
            writer.write_table(pa.Table.from_pylist(some, schema=schema))
            count += len(some)
    return count


def _write_xlsx(path: Path, rows: Rows) -> int:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("articles")
    count = 0
    try:
        sheet.append(COLUMNS)
        for count, row in enumerate(rows, 1):
            if count >= MOST_ROWS:
                raise NotParseable(
                    f"exchange: a sheet holds {MOST_ROWS - 1:,} articles; narrow the filters, or use csv"
                )
            sheet.append([_cell(sheet, value) for value in _short(_flat(row))])
    finally:
        sheet.close()
    book.save(path)
    return count


def _short(cells: list[Any]) -> list[Any]:
    """Cells as long as a sheet allows: the rest of a long text goes into cells behind the last column."""
    text = cells[TEXT]
    first, *more = [text[n : n + MOST_CHARACTERS] for n in range(0, len(text), MOST_CHARACTERS)] or [""]
    return [*cells[:TEXT], first, *cells[TEXT + 1 :], *more]


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", value[:MOST_CHARACTERS]))
    cell.data_type = "s"  # words that begin with = are words
    return cell
