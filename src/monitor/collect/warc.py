"""Pages out of web archives, WARC 1.0 and 1.1 (https://iipc.github.io/warc-specifications/).

When a page was captured says nothing of when it was published, so the date of a record is not read.
"""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from warcio.bufferedreaders import BufferedReader  # type: ignore[import-untyped]
from warcio.limitreader import LimitReader  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader  # type: ignore[import-untyped]
from warcio.statusandheaders import (  # type: ignore[import-untyped]
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)

from monitor.collect.addresses import absolute
from monitor.collect.pages import TEXTUAL
from monitor.errors import NotParseable
from monitor.model import Page

GZIP = b"\x1f\x8b"
START = b"WARC/"
HEADERS = 64 * 1024  # bytes that the headers of a record may take
CHUNK = 64 * 1024
PAGE_LIMIT = 10_000_000  # bytes of one page

WARC_PARSER = StatusAndHeadersParser(ArcWarcRecordLoader.WARC_TYPES)
HTTP_PARSER = StatusAndHeadersParser([*ArcWarcRecordLoader.HTTP_TYPES, "HTTP/2"])

Fate = Literal["page", "no response", "not found", "not text", "too large", "broken"]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an archive, and what became of it."""

    page: Page | None
    url: str
    outcome: Fate
    reason: str = ""


def pages(path: Path, *, limit: int = PAGE_LIMIT) -> Iterator[Record]:
    """Every record of a .warc or .warc.gz, one at a time; of pages at most `limit` bytes are taken.

    Raises NotParseable when it is no archive, and after the last whole record when it breaks off.
    """
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == GZIP
            raw.seek(0)
            file: Any = gzip.GzipFile(fileobj=raw) if packed else raw
            yield from _records(_Source(file), str(path), limit)
    except OSError as error:
        raise NotParseable(f"collect: {path} cannot be read: {error.strerror}") from error


class _Source:
    """Bytes of a file up to where it can be unpacked, as they come; remembers why not further."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.broken = ""

    def read(self, size: int) -> bytes:
        try:
            return b"" if self.broken else self._file.read1(size)
        except (EOFError, zlib.error, OSError) as error:
            self.broken = str(error) or type(error).__name__
            return b""


def _records(source: _Source, name: str, limit: int) -> Iterator[Record]:
    reader = BufferedReader(source)
    line = reader.readline(HEADERS)
    if not line.startswith(START):
        raise NotParseable(f"collect: {name} is no web archive; give a file that ends in .warc or .warc.gz")
    while line:
        headers = _parsed(WARC_PARSER, LimitReader(reader, HEADERS), line) if line.startswith(START) else None
        length = (headers.get_header("Content-Length") or "") if headers else ""
        if not (length.isdecimal() and len(length) < 16):
            line = _next(reader)
            if line:
                yield Record(None, _address(headers), "broken", "its headers are not those of a record")
                continue
            raise _broken_off(name, source)
        content = LimitReader(reader, int(length))
        record = _record(headers, content, limit)
        while content.read(CHUNK):
            pass
        if content.limit or source.broken:
            raise _broken_off(name, source)
        yield record
        line = _after(reader)
    if source.broken:
        raise _broken_off(name, source)


def _broken_off(name: str, source: _Source) -> NotParseable:
    return NotParseable(f"collect: {name} breaks off: {source.broken or 'its last record is not whole'}")


def _after(reader: Any) -> bytes:
    """The first line of the next record, or whatever comes after the empty lines that end one."""
    line = b"\n"
    while line and not line.strip():
        line = reader.readline(HEADERS)
    return bytes(line)


def _next(reader: Any) -> bytes:
    """The first line of the next record, whatever comes before it."""
    line = b"\n"
    while line and not line.startswith(START):
        line = reader.readline(HEADERS)
    return bytes(line)


def _record(headers: Any, content: Any, limit: int) -> Record:
    url = _address(headers)
    kind = headers.get_header("WARC-Type") or ""
    if kind != "response" or not url:
        return Record(
            None, url, "no response", f"it is a record of kind {kind!r}" if url else "it has no address"
        )
    if content.limit > limit + HEADERS:
        return Record(None, url, "too large", f"it is larger than {limit:,} bytes")
    answer = _parsed(HTTP_PARSER, content)
    if answer is None:
        return Record(None, url, "broken", "it holds no answer of a web server")
    if answer.get_statuscode() != "200":
        return Record(None, url, "not found", f"the site answered {answer.get_statuscode()[:20]}")
    content_type = answer.get_header("Content-Type") or ""
    if not TEXTUAL.match(content_type):
        return Record(None, url, "not text", f"it is {content_type[:80]}")
    packing = (answer.get_header("Content-Encoding") or "identity").lower()
    if packing not in {"identity", *BufferedReader.get_supported_decompressors()}:
        return Record(None, url, "broken", f"it is packed as {packing[:20]}, which cannot be unpacked")
    parts = ("warc", kind, headers, content, answer, content_type, content.limit)
    body = ArcWarcRecord(*parts).content_stream().read(limit + 1)
    if len(body) > limit:
        return Record(None, url, "too large", f"it is larger than {limit:,} bytes")
    return Record(Page(url, body, content_type), url, "page")


def _parsed(parser: Any, stream: Any, line: bytes | None = None) -> Any:
    with suppress(StatusAndHeadersParserException, EOFError):
        return parser.parse(stream, line)
    return None


def _address(headers: Any) -> str:
    said = (headers.get_header("WARC-Target-URI") or "") if headers else ""
    return absolute(said.strip("<> ").replace(" ", "%20"), "") or ""
