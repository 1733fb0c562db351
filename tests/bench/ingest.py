"""How quick collecting is: `python -m tests.bench.ingest`, every site at a loopback address of its own."""

import argparse
import gzip
import json
import resource
import tarfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from multiprocessing import Process, Queue
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from monitor import catalog, extract
from monitor.catalog import starter
from monitor.model import Extraction, Outcome, Page
from monitor.newsroom import Newsroom
from monitor.tag import Tagger
from monitor.workshop import tag

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "extraction"
SIZE = 80_000  # bytes of a page, about
WORDS = [
    "envoys",
    "said",
    "the",
    "talks",
    "on",
    "sanctions",
    "in",
    "Kenya",
    "and",
    "Ukraine",
    "would",
    "go",
    "on",
    "while",
    "ministers",
    "weighed",
    "a",
    "deal",
]


def pages(most: int = 40) -> list[bytes]:
    """Real pages of about SIZE bytes where they are at hand; else made ones."""
    if not SHARED.is_dir():
        return [page(n, 3_000) for n in range(most)]
    found = []
    with tarfile.open(SHARED / "aeb.html.tar.xz") as archive:
        for member in archive:
            file = archive.extractfile(member)
            content = file.read() if file else b""
            content = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
            if 0.6 * SIZE < len(content) < 1.4 * SIZE:
                found.append(content)
    return found[:most]


def text(n: int, words: int) -> str:
    """Paragraphs that no other number has."""
    said = [f"{WORDS[(n + k * 7) % len(WORDS)]}" for k in range(words)]
    lines = [" ".join(said[k : k + 60]) for k in range(0, words, 60)]
    return "".join(f"<p>Number {n} of part {k}: {escape(line)}.</p>" for k, line in enumerate(lines))


def page(n: int, words: int) -> bytes:
    return f"<html><body><article><h1>Envoys meet ({n})</h1>{text(n, words)}</article></body></html>".encode()


class Sites:
    """Answers for every host: `/feed` lists items, `/<n>` is a page; remembers when it was asked."""

    def __init__(self, items: int, full: int, real: list[bytes]) -> None:
        self.items, self.full, self.real = items, full, real

    def answer(self, host: str, path: str, etag: str | None) -> tuple[int, bytes, str]:
        if path == "/robots.txt":
            return 404, b"", "text/plain"
        if path == "/feed":
            return (304, b"", "") if etag else (200, self.feed(host), "application/rss+xml")
        n = int(path.strip("/"))
        mark = f"<p>This is page {n} of {host}, which no other page says in these words.</p>".encode()
        content = (
            self.real[n % len(self.real)]
            .replace(b"canonical", b"was-canonical")
            .replace(b"og:url", b"was:url")
        )
        content = content.replace(b"</title>", f" {host} {n}</title>".encode(), 1)
        return 200, content.replace(b"</p>", b"</p>" + mark, 1), "text/html"

    def feed(self, host: str) -> bytes:
        first = datetime(2026, 11, 20, tzinfo=UTC)
        number = int.from_bytes(bytes(map(int, host.split(":")[0].split("."))), "big")
        items = []
        for n in range(self.items):
            body = (
                f"<content:encoded><![CDATA[{text(number + n, self.full)}]]></content:encoded>"
                if self.full
                else ""
            )
            date = format_datetime(first - timedelta(hours=n))
            items.append(
                f"<item><title>Envoys meet {n}</title><link>/{n}</link><pubDate>{date}</pubDate>{body}</item>"
            )
        space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        return (
            f'<rss version="2.0" {space}><channel><title>x</title>{"".join(items)}</channel></rss>'.encode()
        )


def serve(
    sites: Sites, ready: "Queue[int]", asked: "Queue[list[tuple[str, str, float]]]", stop: "Queue[int]"
) -> None:
    """The server, in a process of its own: what it needs is not ours."""
    log: list[tuple[str, str, float]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers["Host"] or ""
            log.append((host, self.path, time.monotonic()))
            status, content, kind = sites.answer(host, self.path, self.headers["If-None-Match"])
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("ETag", '"1"')
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 1024
        daemon_threads = True

    server = Server(("0.0.0.0", 0), Handler)
    from threading import Thread

    Thread(target=server.serve_forever, daemon=True).start()
    ready.put(server.server_port)
    stop.get()
    asked.put(log)


@contextmanager
def serving(sites: Sites) -> Iterator[tuple[int, "Queue[int]", "Queue[list[tuple[str, str, float]]]"]]:
    ready, asked, stop = Queue(), Queue(), Queue()  # type: ignore[var-annotated]
    process = Process(target=serve, args=(sites, ready, asked, stop), daemon=True)
    process.start()
    yield ready.get(), stop, asked
    process.terminate()
    process.join()


def newsroom(folder: Path, sources: int, port: int, *, full: bool, spacing: float) -> None:
    """Lists of so many outlets, each on a loopback address of its own."""
    starter.write(folder)
    hosts = [f"127.0.{n // 250}.{n % 250 + 1}" for n in range(1, sources + 1)]
    blocks = [
        f'[[outlet]]\nid = "o{n}"\nname = "Outlet {n}"\nrole = "{"peer" if n else "own"}"\nhome = "USA"\n'
        f'url = "http://{host}:{port}"\n[[outlet.source]]\nid = "feed"\nkind = "feed"\n'
        f'url = "http://{host}:{port}/feed"\nfull_text = {str(full).lower()}\n'
        for n, host in enumerate(hosts)
    ]
    (folder / "outlets.toml").write_text("\n".join(blocks))
    allowed = json.dumps(hosts)
    (folder / "monitor.toml").write_text(
        f'name = "Bench"\ncontact = "desk@example.org"\nspacing = {spacing}\nallow_hosts = {allowed}\n'
    )


def collect(what: str, sources: int, items: int, *, full: int = 0, spacing: float = 0.0) -> None:
    """Two runs over new sites: everything is new, then nothing is."""
    real = [] if full else pages()
    with TemporaryDirectory() as folder, serving(Sites(items, full, real)) as (port, stop, asked):
        newsroom(Path(folder), sources, port, full=bool(full), spacing=spacing)
        with Newsroom(folder, now=lambda: datetime(2026, 11, 20, 12, tzinfo=UTC)) as room:
            start = time.perf_counter()
            report = room.ingest()
            took = time.perf_counter() - start
            kept = dict(report.outcomes)
            start = time.perf_counter()
            again = room.ingest()
            second = time.perf_counter() - start
        stop.put(1)
        log = asked.get()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    n = report.outcomes.total()
    print(f"{what}: {n:,} items of {sources:,} sources in {took:.1f} s: {n / took:.0f} items/s; {kept}")
    print(
        f"  again, all 304: {len(again.sources) / second:.0f} sources/s; "
        f"at most {most:.0f} MB; {len(log):,} requests"
    )
    if spacing:
        times: dict[str, list[float]] = defaultdict(list)
        for host, _, at in log:
            times[host].append(at)
        gaps = [b - a for each in times.values() for a, b in pairwise(each)]
        print(
            f"  between two requests to one host, at the server: {min(gaps):.3f} s at least, of {spacing} s"
        )


def stages() -> None:
    """Pages a CPU-second, by stage."""
    known = catalog.load(starter.FOLDER)
    tagger = Tagger(known.topics, known.targets)
    real = pages()
    tagger.tag("A title", "A text.")  # reads its word lists
    spent: Counter[str] = Counter()
    for content in real * 3:
        start = time.process_time()
        made: Extraction = extract.page(Page("https://example.org/1", content, "text/html"))
        spent["extract"] += time.process_time() - start  # type: ignore[assignment]
        start = time.process_time()
        tag(made, "USA", tagger)
        spent["tag"] += time.process_time() - start  # type: ignore[assignment]
        spent["articles"] += made.outcome in (Outcome.NEW, Outcome.UNDATED)
    n = 3 * len(real)
    size = median(map(len, real))
    for stage in ("extract", "tag"):
        print(f"{stage}: {n / spent[stage]:.0f} pages of {size:,.0f} bytes a CPU-second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--items", type=int, default=20)
    asked = parser.parse_args()
    stages()
    go = partial(collect, sources=asked.sources, items=asked.items)
    go("pages")
    go("full text of 60 words", full=60)
    go("full text of 300 words", full=300)
    collect("spaced", 20, 5, full=60, spacing=0.5)


if __name__ == "__main__":
    main()
