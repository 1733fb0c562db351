"""A table of numbers as the bytes of a file."""

import io
from typing import Any, Literal

import pandas as pd

TableForm = Literal["csv", "xlsx", "parquet"]


def table(frame: pd.DataFrame, form: TableForm) -> bytes:
    """The bytes of a table as CSV, XLSX or Parquet; lists are kept in Parquet, elsewhere joined by commas."""
    if form == "parquet":
        return bytes(frame.to_parquet(None, index=False))
    flat = frame.map(_flat)
    if form == "csv":
        return flat.to_csv(index=False).encode()
    binary = io.BytesIO()
    with pd.ExcelWriter(binary, engine="openpyxl") as book:
        flat.to_excel(book, index=False, sheet_name="data")
        for row in book.sheets["data"].iter_rows(min_row=2):
            for cell in row:
                if cell.data_type == "f":  # words that begin with = are words
                    cell.data_type = "s"
    return binary.getvalue()


def _flat(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
