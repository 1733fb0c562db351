"""How the reader behaves toward sites: robots.txt, waiting, walls, and what it never connects to."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from threading import Lock, Thread
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect import Http
from monitor.collect.guard import is_public
from monitor.collect.walls import wall
from monitor.errors import Blocked, Disallowed, Refused, Unreachable
from test_collect_http import Clock, Respond, say, serve


def reader(clock: Clock | None = None, **how: object) -> Http:
    clock = clock or Clock()
    options = {"spacing": 0.0, "allowed": ["127.0.0.1"], "chance": lambda: 0.5} | how
    return Http("monitor/1 (+desk@example.org)", 2.0, clock=clock, sleep=clock.sleep, **options)


def answers(*said: tuple[int, dict[str, str]]) -> Respond:
    """Give one answer after the other, the last one for ever."""
    waiting = list(said)

    def respond(request: BaseHTTPRequestHandler) -> None:
        status, headers = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        say(request, b"the body", status, **headers)

    return respond


# robots.txt


def test_what_robots_txt_disallows_is_not_asked_for() -> None:
    asked: list[str] = []

    def respond(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        say(request, b"fine")

    robots = "User-agent: monitor\nDisallow: /private\n\nUser-agent: *\nDisallow: /"
    with serve(respond, robots) as site, reader() as http:
        assert http.get(f"{site}/public", limit=100).content == b"fine"
        with pytest.raises(Disallowed, match=r"robots\.txt"):
            http.get(f"{site}/private/1", limit=100)
    assert asked == ["/public"]


def test_a_redirect_to_what_is_disallowed_is_not_followed() -> None:
    with (
        serve(
            lambda request: say(request, status=302, Location="/private"), "User-agent: *\nDisallow: /private"
        ) as site,
        reader() as http,
        pytest.raises(Disallowed),
    ):
        http.get(f"{site}/open", limit=100)


def test_a_crawl_delay_is_kept_up_to_a_minute() -> None:
    for asked, kept in ((7, 7.0), (900, 60.0)):
        clock = Clock()
        with serve(answers((200, {})), f"User-agent: *\nCrawl-delay: {asked}") as site, reader(clock) as http:
            for _ in range(3):
                http.get(site, limit=100)
        assert clock.slept == [kept, kept]


def test_a_site_whose_robots_txt_fails_is_asked_later() -> None:
    asked: list[str] = []
    with (
        serve(lambda request: asked.append(request.path), 503) as site,
        reader(retries=0) as http,
        pytest.raises(Unreachable, match=r"robots\.txt answered 503"),
    ):
        http.get(site, limit=100)
    assert asked == []


# Trying again


def test_a_server_that_stumbles_once_is_asked_again() -> None:
    clock = Clock()
    with serve(answers((500, {}), (503, {}), (200, {}))) as site, reader(clock) as http:
        assert http.get(site, limit=100).content == b"the body"
    assert clock.slept == [1.0, 2.0]


def test_retry_after_is_kept_when_it_is_short_and_told_when_it_is_long() -> None:
    clock = Clock()
    with serve(answers((429, {"Retry-After": "9"}), (200, {}))) as site, reader(clock) as http:
        assert http.get(site, limit=100).status == 200
    assert clock.slept == [9.0]
    with (
        serve(answers((429, {"Retry-After": "3600"}))) as site,
        reader(clock) as http,
        pytest.raises(Unreachable, match="asks us to wait 3600 s") as caught,
    ):
        http.get(site, limit=100)
    assert caught.value.wait == 3600.0
    assert clock.slept == [9.0]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
def test_a_final_no_is_not_asked_again(status: int) -> None:
    clock = Clock()
    with serve(answers((status, {}))) as site, reader(clock) as http, pytest.raises(Refused):
        http.get(site, limit=100)
    assert clock.slept == []


def test_one_host_is_asked_one_thing_at_a_time_and_other_hosts_meanwhile() -> None:
    at_once: dict[str, int] = {}
    most: dict[str, int] = {}
    together: list[int] = []
    lock = Lock()

    def respond(request: BaseHTTPRequestHandler) -> None:
        host = request.headers["Host"] or ""
        with lock:
            at_once[host] = at_once.get(host, 0) + 1
            most[host] = max(most.get(host, 0), at_once[host])
            together.append(sum(at_once.values()))
        sleep(0.02)
        with lock:
            at_once[host] -= 1
        say(request, b"fine")

    with serve(respond) as first, serve(respond) as second, reader() as http:
        sites = [first, second] * 8
        threads = [Thread(target=http.get, args=(site,), kwargs={"limit": 100}) for site in sites]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert set(most.values()) == {1}
    assert max(together) == 2


# Walls


def test_a_bot_wall_is_told_from_a_no() -> None:
    page = b"<html><script src='/cdn-cgi/challenge-platform/h/b/orchestrate'></script></html>"

    def respond(request: BaseHTTPRequestHandler) -> None:
        status = {"/forbidden": 403, "/busy": 503, "/quiet": 200}[request.path]
        say(request, page, status, Content_Type="text/html")

    with serve(respond) as site, reader() as http:
        for path in ("/forbidden", "/busy", "/quiet"):
            with pytest.raises(Blocked, match="bot wall of Cloudflare"):
                http.get(site + path, limit=10_000)


def test_an_article_about_a_bot_wall_is_none() -> None:
    assert wall(200, {"Content-Type": "text/html"}, b"px-captcha " + b"word " * 20_000) is None
    assert wall(200, {"Content-Type": "application/rss+xml"}, b"px-captcha") is None
    assert wall(403, {"Content-Type": "text/html"}, b"<h1>Forbidden</h1>") is None


# Addresses


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00:ec2::254", "::ffff:127.0.0.1",
        "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "ff02::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_of_the_public_internet(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="192.168.0.0/16"))
def test_an_inner_address_is_inner_in_every_dress(address: object) -> None:
    assert not is_public(str(address))
    assert not is_public(f"::ffff:{address}")


@pytest.fixture
def secret() -> Iterator[tuple[str, list[str]]]:
    """A site inside, and what it was asked."""
    asked: list[str] = []

    def respond(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        say(request, b"secret")

    with serve(respond) as site:
        yield site, asked


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_inner_hosts_are_refused_under_every_name(secret: tuple[str, list[str]], name: str) -> None:
    site, asked = secret
    address = site.replace("127.0.0.1", name)
    with reader(allowed=[]) as http, pytest.raises((Refused, Unreachable), match=r"allow_hosts|resolved"):
        http.get(address, limit=100)
    assert asked == []


def test_a_redirect_to_an_inner_host_is_refused(secret: tuple[str, list[str]]) -> None:
    inner, asked = secret
    inner = inner.replace("127.0.0.1", "localhost")
    with (
        serve(lambda request: say(request, status=302, Location=f"{inner}/latest/meta-data")) as site,
        reader() as http,
        pytest.raises(Refused, match="allow_hosts"),
    ):
        http.get(site, limit=100)
    assert asked == []
