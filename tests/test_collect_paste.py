"""Pasted text, however it was saved."""

import io
import sys
from pathlib import Path

import pytest

from monitor.collect import paste
from monitor.errors import NotParseable

TEXT = "Où va l’Europe ? Une année après, “le point” — déjà 100 €.\n" * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_the_encoding_it_was_saved_in(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "pasted.txt"
    file.write_bytes(TEXT.encode(encoding))
    assert paste.read(file) == TEXT


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert paste.read("-") == TEXT


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotParseable, match=r"missing\.txt cannot be read"):
        paste.read(tmp_path / "missing.txt")
