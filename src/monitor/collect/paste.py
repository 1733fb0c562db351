"""Text that a person pasted: from a file or from standard input."""

import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from charset_normalizer import from_bytes

from monitor.errors import NotParseable


def read(path: str | Path) -> str:
    """The text of the file at `path`, or of standard input for "-".

    Raises NotParseable when the file cannot be read or is not text.
    """
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
    except OSError as error:
        raise NotParseable(f"collect: {path} cannot be read: {error.strerror}") from error
    return decode(content, str(path))


def decode(content: bytes, name: str = "the pasted text") -> str:
    """Bytes as text: by byte order mark, as UTF-8, else by what the bytes look like."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        pass
    guesses = from_bytes(content)
    best = guesses.best()
    if best is None:
        raise NotParseable(f"collect: {name} is not text; save it as UTF-8")
    # of the single-byte encodings that fit, the Western one is by far the most written
    western = any("cp1252" in (guess.encoding, *guess.could_be_from_charset) for guess in guesses)
    return content.decode("cp1252" if western else best.encoding, errors="replace")
