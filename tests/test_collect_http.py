"""Http against a real server on the loopback."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from monitor.collect import Http
from monitor.errors import CollectError, Refused, TooLarge, Unreachable

Respond = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serve(respond: Respond, robots: str | int = 404) -> Iterator[str]:
    """A site on the loopback that lets `respond` answer every request; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/robots.txt":
                respond(self)
            else:
                say(self, *((b"", robots) if isinstance(robots, int) else (robots.encode(), 200)))

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def say(request: BaseHTTPRequestHandler, body: bytes = b"", status: int = 200, **headers: str) -> None:
    """Send one whole answer; header names are written with underscores."""
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name.replace("_", "-"), value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


class Clock:
    """Time that passes only when someone sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def http(timeout: float = 2.0) -> Http:
    return Http("monitor tests", timeout=timeout, spacing=0.0, retries=0, allowed=["127.0.0.1"])


def test_an_answer_carries_the_bytes_the_type_and_what_to_ask_with_next_time() -> None:
    def respond(request: BaseHTTPRequestHandler) -> None:
        agent = (request.headers["User-Agent"] or "").encode()
        say(request, agent, Content_Type="text/plain", ETag='"1"', Last_Modified="yesterday")

    with serve(respond) as site, http() as reader:
        answer = reader.get(site, limit=1000)
    assert (answer.status, answer.content, answer.content_type) == (200, b"monitor tests", "text/plain")
    assert (answer.etag, answer.last_modified) == ('"1"', "yesterday")


def test_an_unchanged_page_answers_304_without_bytes() -> None:
    def respond(request: BaseHTTPRequestHandler) -> None:
        known = request.headers["If-None-Match"] == '"1"' and request.headers["If-Modified-Since"] == "then"
        say(request, b"" if known else b"new", 304 if known else 200)

    with serve(respond) as site, http() as reader:
        answer = reader.get(site, limit=1000, etag='"1"', last_modified="then")
        fresh = reader.get(site, limit=1000)
    assert (answer.status, answer.content) == (304, b"")
    assert (fresh.status, fresh.content) == (200, b"new")


def test_the_same_content_is_unchanged_where_the_server_tells_nothing_of_it() -> None:
    said = [b"one", b"one", b"two"]
    asked: list[str | None] = []

    def respond(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.headers["If-None-Match"])
        say(request, said.pop(0))

    with serve(respond) as site, http() as reader:
        first = reader.get(site, limit=100)
        same = reader.get(site, limit=100, etag=first.etag)
        other = reader.get(site, limit=100, etag=same.etag)
    assert [each.status for each in (first, same, other)] == [200, 304, 200]
    assert (same.content, other.content) == (b"", b"two")
    assert asked == [None, None, None]  # a digest of ours is nothing to ask a server with


def test_a_redirect_is_followed_and_the_last_address_is_told() -> None:
    def respond(request: BaseHTTPRequestHandler) -> None:
        if request.path == "/old":
            say(request, status=301, Location="/new")
        else:
            say(request, request.path.encode())

    with serve(respond) as site, http() as reader:
        answer = reader.get(f"{site}/old", limit=1000)
    assert (answer.url, answer.content) == (f"{site}/new", b"/new")


def test_a_redirect_loop_ends() -> None:
    asked = []

    def respond(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        say(request, status=302, Location="/again")

    with serve(respond) as site, http() as reader, pytest.raises(Unreachable, match="redirects more than 5"):
        reader.get(site, limit=1000)
    assert len(asked) == 6


def test_a_redirect_never_leaves_the_web() -> None:
    with (
        serve(lambda request: say(request, status=302, Location="file:///etc/hostname")) as site,
        http() as reader,
        pytest.raises(Refused, match="not an http or https address"),
    ):
        reader.get(site, limit=1000)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        *((status, Refused) for status in (401, 403, 404, 410, 451)),
        *((status, Unreachable) for status in (429, 500, 503)),
    ],
)
def test_a_no_is_final_and_trouble_is_not(status: int, error: type[CollectError]) -> None:
    with (
        serve(lambda request: say(request, b"sorry", status)) as site,
        http() as reader,
        pytest.raises(error, match=f"answered {status}") as caught,
    ):
        reader.get(site, limit=1000)
    assert caught.value.url == site


def test_more_bytes_than_the_limit_are_not_taken() -> None:
    with serve(lambda request: say(request, b"x" * 2000)) as site, http() as reader:
        assert len(reader.get(site, limit=2000).content) == 2000
        with pytest.raises(TooLarge, match="1,999"):
            reader.get(site, limit=1999)


def test_a_gzip_bomb_is_counted_by_what_it_unpacks_to() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    with (
        serve(lambda request: say(request, bomb, Content_Encoding="gzip")) as site,
        http() as reader,
        pytest.raises(TooLarge),
    ):
        reader.get(site, limit=1_000_000)


def test_broken_compression_is_unreachable() -> None:
    with (
        serve(lambda request: say(request, b"not gzip at all", Content_Encoding="gzip")) as site,
        http() as reader,
        pytest.raises(Unreachable, match="broke off"),
    ):
        reader.get(site, limit=1000)


def test_a_server_that_hangs_up_is_unreachable() -> None:
    with (
        serve(lambda request: request.connection.close()) as site,
        http() as reader,
        pytest.raises(Unreachable, match="gave no answer"),
    ):
        reader.get(site, limit=1000)


def test_an_answer_cut_short_is_unreachable() -> None:
    def respond(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"half")
        request.close_connection = True

    with serve(respond) as site, http() as reader, pytest.raises(Unreachable, match="broke off"):
        reader.get(site, limit=10_000)


def test_a_silent_server_is_left_after_the_timeout() -> None:
    done = Event()

    def respond(request: BaseHTTPRequestHandler) -> None:
        done.wait(5)
        request.close_connection = True

    with serve(respond) as site, http(timeout=0.05) as reader:
        try:
            with pytest.raises(Unreachable, match="gave no answer"):
                reader.get(site, limit=1000)
        finally:
            done.set()


def test_a_slow_drip_meets_the_deadline() -> None:
    clock = Clock()

    def respond(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(100):
            clock.now += 1.0
            try:
                request.wfile.write(b"drip")
            except OSError:
                return

    with (
        serve(respond) as site,
        Http(
            "tests",
            timeout=2.0,
            spacing=0.0,
            retries=0,
            allowed=["127.0.0.1"],
            clock=clock,
            sleep=clock.sleep,
        ) as reader,
        pytest.raises(Unreachable, match="not complete after 6 seconds"),
    ):
        reader.get(site, limit=10_000)


def test_requests_to_one_host_are_spaced_and_other_hosts_are_not() -> None:
    clock = Clock()
    with (
        serve(lambda request: say(request, b"one")) as first,
        serve(lambda request: say(request, b"two")) as second,
        Http(
            "tests",
            timeout=2.0,
            spacing=1.5,
            retries=0,
            allowed=["127.0.0.1"],
            clock=clock,
            sleep=clock.sleep,
        ) as reader,
    ):
        for site in (first, second, first, first):
            reader.get(site, limit=100)
    assert clock.slept == [1.5, 1.5, 1.5]  # the request for robots.txt counts, too


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://a.org/x", "no address", "http://", "http://[::1"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with http() as reader, pytest.raises(Refused):
        reader.get(url, limit=100)
