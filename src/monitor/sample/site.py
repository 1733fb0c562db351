"""The sample newsroom as a web site on loopback."""

import hashlib
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from monitor.sample.article import SampleArticle, SampleNewsroom
from monitor.sample.feeds import feed_pages, feed_path
from monitor.sample.outlets import SampleOutlet
from monitor.sample.press import article_page, article_path, image_path, listing_page, picture, section_path

HTML = "text/html; charset=utf-8"
FEED = "application/rss+xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
_FRONT, _TEASERS = 12, 3  # articles on a front page; teasers under an article


@dataclass(frozen=True, slots=True)
class Response:
    """What the site answers at one path."""

    status: int
    content_type: str
    body: bytes

    @property
    def etag(self) -> str:
        """A validator of the body, quoted as in the header."""
        return f'"{hashlib.sha1(self.body, usedforsecurity=False).hexdigest()}"'


class SampleServer:
    """A running site: its address, its answers and how often each path was asked for."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self._responses: dict[str, Response] = {}
        self._requests: Counter[str] = Counter()
        self._lock = threading.Lock()

    @property
    def requests(self) -> Counter[str]:
        """Requests so far, by path."""
        with self._lock:
            return Counter(self._requests)

    def put(self, path: str, response: Response) -> None:
        """Add or replace an answer while the site runs."""
        with self._lock:
            self._responses[path] = response

    def answer(self, path: str) -> Response:
        """The answer at a path, counted; 404 where there is none."""
        with self._lock:
            self._requests[path] += 1
            return self._responses.get(path, _missing())


def pages(newsroom: SampleNewsroom, base_url: str) -> dict[str, Response]:
    """Every page, feed and picture of all outlets by path (query included). Pure."""
    by_outlet: dict[str, list[SampleArticle]] = defaultdict(list)
    for article in reversed(newsroom.articles):
        by_outlet[article.outlet].append(article)
    found = {"/robots.txt": Response(200, TEXT, b"User-agent: *\nAllow: /\n")}
    for outlet in newsroom.outlets:
        found |= _outlet_pages(outlet, by_outlet[outlet.id], base_url)
    return found


@contextmanager
def serve(newsroom: SampleNewsroom, port: int = 0) -> Iterator[SampleServer]:
    """Serve the newsroom at http://127.0.0.1:<port> (0: any free one) until the block ends."""
    listener = _Listener(("127.0.0.1", port), _Handler)
    site = SampleServer(f"http://127.0.0.1:{listener.server_port}")
    listener.site = site
    for path, response in pages(newsroom, site.base_url).items():
        site.put(path, response)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()


def _outlet_pages(outlet: SampleOutlet, newest: list[SampleArticle], base: str) -> dict[str, Response]:
    found = {
        f"/{outlet.id}/": Response(200, HTML, listing_page(outlet, outlet.site_name, newest[:_FRONT], base)),
        image_path(outlet): Response(200, "image/svg+xml", picture()),
    }
    for section in outlet.sections:
        inside = [one for one in newest if one.section == section.label][:_FRONT]
        page = listing_page(outlet, section.label, inside, base)
        found[section_path(outlet, section.label)] = Response(200, HTML, page)
    for n, article in enumerate(newest):
        related = _related(newest, n)
        page = article_page(outlet, article, related, base)
        found[article_path(outlet, article)] = Response(200, HTML, page)
    if outlet.feed == "dead":
        return found | {feed_path(outlet): _missing()}
    return found | {
        path: Response(200, FEED, body) for path, body in feed_pages(outlet, newest, base).items()
    }


def _related(newest: list[SampleArticle], n: int) -> list[SampleArticle]:
    """Three other articles of the outlet, spread over its archive, so that teasers are off the subject."""
    step = max(1, len(newest) // 7)
    return [newest[(n + step * k) % len(newest)] for k in range(1, _TEASERS + 1)]


def _missing() -> Response:
    return Response(404, HTML, b"<!DOCTYPE html><title>Not found</title><p>Sample site: no such page.</p>")


class _Listener(ThreadingHTTPServer):
    daemon_threads = False  # closing waits for the answers under way
    request_queue_size = 64
    site: SampleServer


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    timeout = 5

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        response = self.server.site.answer(self.path)
        conditional = response.status == 200 and response.content_type == FEED
        if conditional and self.headers.get("If-None-Match") == response.etag:
            self.send_response(304)
            self.send_header("ETag", response.etag)
            self.end_headers()
            return
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        if conditional:
            self.send_header("ETag", response.etag)
        self.end_headers()
        if with_body:
            self.wfile.write(response.body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
