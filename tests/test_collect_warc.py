"""Web archives in the layout of CC-NEWS: whole, broken off, and with records that are none."""

import gzip
import tarfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.collect.warc import Record, pages
from monitor.errors import NotParseable

HTML = b"<html><body>" + b"<p>All of it.</p>" * 20 + b"</body></html>"


class Archive:
    """Writes an archive record by record, each packed on its own, as crawlers do."""

    def __init__(self, packed: bool = True) -> None:
        self.content = b""
        self.packed = packed
        self.record("warcinfo", "", b"software: a crawler\r\n", "application/warc-fields")

    def record(self, kind: str, url: str, block: bytes, content_type: str) -> "Archive":
        address = f"WARC-Target-URI: {url}\r\n" if url else ""
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\n{address}WARC-Date: 2026-01-02T03:04:05Z\r\n"
            f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {content_type}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        whole = head.encode() + block + b"\r\n\r\n"
        self.content += gzip.compress(whole) if self.packed else whole
        return self

    def answer(
        self, url: str, body: bytes = HTML, status: str = "200 OK", kind: str = "text/html", **headers: str
    ) -> "Archive":
        said = {"Content-Type": kind, "X-Crawler-Content-Encoding": "gzip"} | headers
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in said.items())
        block = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
        return self.record("response", url, block, "application/http; msgtype=response")

    def request(self, url: str) -> "Archive":
        return self.record("request", url, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request")

    def bytes(self) -> bytes:
        return self.content


Read = Callable[..., list[Record]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def records(content: bytes, limit: int = 100_000) -> list[Record]:
        path = tmp_path / "news.warc.gz"
        path.write_bytes(content)
        return list(pages(path, limit=limit))

    return records


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_those_that_were_found_and_are_text_and_all_else_is_counted(
    read: Read, packed: bool
) -> None:
    archive = Archive(packed).request("https://paper.example/a").answer("https://paper.example/a")
    archive.answer("https://paper.example/b", status="404 Not Found")
    archive.answer("https://paper.example/c.jpg", b"\xff\xd8", kind="image/jpeg")
    archive.answer("https://paper.example/d", b"x" * 20_000)
    archive.answer("https://paper.example/e", b"x" * 200_000)
    archive.answer("dns:paper.example", b"127.0.0.1", kind="text/dns")
    found = read(archive.bytes(), limit=10_000)
    assert Counter(record.outcome for record in found) == {
        "no response": 3,
        "page": 1,
        "not found": 1,
        "not text": 1,
        "too large": 2,
    }
    (page,) = (record.page for record in found if record.page)
    assert (page.url, page.content, page.content_type) == ("https://paper.example/a", HTML, "text/html")
    assert all(record.reason for record in found if record.page is None)


def test_a_page_that_is_packed_or_in_chunks_is_unpacked(read: Read) -> None:
    archive = Archive().answer("https://paper.example/a", gzip.compress(HTML), Content_Encoding="gzip")
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML)
    archive.answer("https://paper.example/b", chunks, Transfer_Encoding="chunked")
    assert [record.page.content for record in read(archive.bytes()) if record.page] == [HTML, HTML]


def test_a_bomb_in_a_page_stays_small(read: Read) -> None:
    archive = Archive().answer(
        "https://paper.example/a", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip"
    )
    assert read(archive.bytes(), limit=60_000)[-1].outcome == "too large"


def test_a_packing_that_is_not_known_is_counted(read: Read) -> None:
    record = read(Archive().answer("https://paper.example/a", Content_Encoding="zstd").bytes())[-1]
    assert (record.outcome, record.reason) == ("broken", "it is packed as zstd, which cannot be unpacked")


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_gives_what_was_whole(tmp_path: Path, packed: bool) -> None:
    archive = Archive(packed).answer("https://paper.example/a")
    whole = len(archive.bytes())
    content = archive.answer("https://paper.example/b").bytes()
    path = tmp_path / "news.warc.gz"
    for length in range(whole + 20, len(content) - 8, 20):
        path.write_bytes(content[:length])
        found = list[Record]()
        with pytest.raises(NotParseable, match="breaks off"):
            found.extend(pages(path))
        assert [record.url for record in found] == ["", "https://paper.example/a"], length


@pytest.mark.parametrize(
    "wrong", [b"Content-Length: many", b"Content-Length: -1", b"Content-Length: 10", b"No-Length: 1"]
)
def test_a_record_that_is_none_is_counted_and_the_next_is_read(read: Read, wrong: bytes) -> None:
    archive = Archive(packed=False)
    start = len(archive.bytes())
    content = archive.answer("https://paper.example/a").answer("https://paper.example/b").bytes()
    at = content.rindex(b"Content-Length: ", start, content.index(b"HTTP/1.1", start))
    end = content.index(b"\r\n", at)
    found = read(content[:at] + wrong + content[end:])
    assert [record.url for record in found if record.page] == ["https://paper.example/b"]
    assert [record.outcome for record in found].count("broken") in {1, 2}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"words",
        b"\0" * 100,
        gzip.compress(b"words", mtime=0),
        b"<html></html>",
        b"\x1f\x8b" + b"a" * 100,
        b"\x1f\x8b",
    ],
)
def test_what_is_no_archive_is_not_parseable(read: Read, content: bytes) -> None:
    with pytest.raises(NotParseable, match=r"collect: .*news\.warc\.gz is no web archive"):
        read(content)


def test_an_archive_that_is_not_there_is_not_parseable(tmp_path: Path) -> None:
    with pytest.raises(NotParseable, match="cannot be read: No such file"):
        list(pages(tmp_path / "none.warc"))


def test_headers_without_an_end_are_not_read_into_memory(read: Read) -> None:
    bomb = b"WARC/1.0\r\nWARC-Type: " + b"x" * 30_000_000
    with pytest.raises(NotParseable, match="breaks off"):
        read(gzip.compress(bomb))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_changed_bytes_end_in_records_or_not_parseable(read: Read, data: st.DataObject) -> None:
    archive = (
        Archive(packed=data.draw(st.booleans()))
        .answer("https://paper.example/a")
        .answer("https://p.example/b")
    )
    content = bytearray(archive.bytes())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=5)):
        content[at] = data.draw(st.integers(0, 255))
    try:
        found = read(bytes(content))
    except NotParseable:
        return
    assert len(found) >= 1


def test_real_pages_come_out_as_they_went_in(read: Read, shared: Path) -> None:
    archive, expected = Archive(), []
    with tarfile.open(shared / "extraction" / "aeb.html.tar.xz") as real:
        for member in list(real)[:20]:
            if member.isfile():
                expected.append(real.extractfile(member).read())  # type: ignore[union-attr]
                archive.answer(f"https://paper.example/{len(expected)}", expected[-1])
    found = read(archive.bytes(), limit=10_000_000)
    assert [record.page.content for record in found if record.page] == expected
    assert len(expected) > 10
