"""Bytes from the web, in bounded time and size, with a pause between two requests to one host."""

import random
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from hashlib import sha1
from types import TracebackType
from typing import NoReturn, Self
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from monitor.collect.guard import GuardedAdapter, PrivateAddress
from monitor.collect.manners import Manners
from monitor.collect.walls import wall
from monitor.errors import Blocked, CollectError, Disallowed, Refused, TooLarge, Unreachable

REDIRECTS = 5
CHUNK = 64 * 1024
SIGNS = {
    "NameResolutionError": "its name cannot be resolved; is there a network?",
    "Connection refused": "it refuses connections",
    "timed out": "it took too long",
    "CERTIFICATE_VERIFY_FAILED": "its certificate is not valid",
}
"""What the network's words for a failure mean to a person."""
CONNECTIONS = 64  # kept open: to different hosts, as no host is asked twice at once
PATIENCE = (
    30.0  # seconds that a request waits for its next attempt; what asks for longer waits for another run
)
ROBOTS_LIMIT = 500_000  # bytes that RFC 9309 asks to read at least
WALLED = {401, 403, 405, 429, 503}  # what walls answer with
SAME = "sha1:"
BUSY = {408, 425, 429}  # answers that ask to come again later, as every 5xx does


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    url: str  # after redirects
    status: int  # 200 or 304
    content: bytes = b""
    content_type: str = ""
    etag: str | None = None  # of a server that tells neither, SAME and a digest of the content
    last_modified: str | None = None


class Http:
    """A polite reader of web addresses; safe to share between threads.

    `timeout` bounds one wait for the server, three times as much the whole answer (both in seconds);
    `spacing` is the number of seconds between two requests to one host; `retries` is how often a request is
    made again at once where that helps. Addresses outside the public internet are refused, unless their host
    is one of `allowed`.
    """

    def __init__(
        self,
        user_agent: str,
        timeout: float = 20.0,
        spacing: float = 1.0,
        *,
        retries: int = 2,
        allowed: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._session = requests.Session()
        self._session.headers["User-Agent"] = user_agent
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, GuardedAdapter(allowed, CONNECTIONS))
        self._agent = user_agent
        self._timeout = timeout
        self._retries = retries
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._manners = Manners(user_agent, spacing, clock, sleep)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()

    def get(
        self, url: str, *, limit: int, etag: str | None = None, last_modified: str | None = None
    ) -> Answer:
        """Read `url`, at most `limit` bytes of it, packed or unpacked.

        `etag` and `last_modified` are those of the answer before: when nothing is new, the status is 304,
        also where the server knows neither and sends the same content again.

        Raises Refused (a final no; Disallowed by robots.txt, Blocked by a bot wall), Unreachable (may work
        later) or TooLarge.
        """
        known = etag if etag and etag.startswith(SAME) else None  # ours; the server would not know it
        validators = {"If-None-Match": None if known else etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in validators.items() if value}
        for attempt in range(self._retries + 1):
            try:
                answer = self._follow(url, headers, limit)
                return (
                    replace(answer, status=304, content=b"") if known == answer.etag is not None else answer
                )
            except _Again as error:
                wait = error.wait if error.wait is not None else 2**attempt * (0.5 + self._chance())
                if attempt == self._retries or wait > PATIENCE:
                    raise Unreachable(error.url, error.reason, error.wait) from error.__cause__
                self._sleep(wait)
        raise AssertionError("the last attempt answers or raises")

    def _follow(self, url: str, headers: dict[str, str], limit: int, *, robots: bool = True) -> Answer:
        address = url
        for _ in range(REDIRECTS + 1):
            if robots:
                self._ask_robots(address)
            with self._manners.turn(_host(address)):
                started = self._clock()
                with self._ask(address, headers) as response:
                    target = self._session.get_redirect_target(response)
                    if target is None:
                        return self._answer(address, response, limit, started)
            address = _joined(address, target)
        raise Unreachable(url, f"redirects more than {REDIRECTS} times")

    def _ask_robots(self, url: str) -> None:
        host = _host(url)
        known = self._manners.known_robots(host)
        if known is None:
            known = self._manners.keep_robots(host, self._robots(url))
        if not known.rules.can_fetch(url, self._agent):
            raise Disallowed(
                url, "is not to be read by us, says the robots.txt of its site; ask the publisher"
            )

    def _robots(self, url: str) -> str:
        """A host's robots.txt; no such file allows everything (RFC 9309, 2.3.1)."""
        try:
            answer = self._follow(urljoin(url, "/robots.txt"), {}, ROBOTS_LIMIT, robots=False)
        except (Refused, TooLarge):
            return ""
        except Unreachable as error:
            raise type(error)(url, f"is not asked while its robots.txt {error.reason}", error.wait) from error
        return answer.content.decode("utf-8", "replace")

    def _ask(self, url: str, headers: dict[str, str]) -> requests.Response:
        # requests reads the whole body of every redirect it follows itself, without a bound
        try:
            return self._session.get(
                url, headers=headers, timeout=self._timeout, stream=True, allow_redirects=False
            )
        except PrivateAddress as error:
            raise Refused(
                url,
                f"{error}, which is no address of the public internet; if it is yours, put its host into "
                "allow_hosts in monitor.toml",
            ) from error
        except (requests.exceptions.InvalidURL, UnicodeError) as error:
            raise Refused(url, f"is not a web address: {error}") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            kind = _Again if _is_reset(error) else Unreachable
            raise kind(url, f"gave no answer: {_why(error)}") from error

    def _answer(self, url: str, response: requests.Response, limit: int, started: float) -> Answer:
        status = response.status_code
        if status != 304 and not response.ok:
            self._refuse(url, response, started)
        content = self._body(url, response.raw, limit, started)
        if whose := wall(200, response.headers, content):
            raise Blocked(url, _blocked(whose))
        modified = response.headers.get("Last-Modified")
        return Answer(
            url,
            304 if status == 304 else 200,
            content,
            response.headers.get("Content-Type", ""),
            response.headers.get("ETag") or (None if modified else SAME + sha1(content).hexdigest()),
            modified,
        )

    def _refuse(self, url: str, response: requests.Response, started: float) -> NoReturn:
        status = response.status_code
        said = b""
        if status in WALLED:
            with suppress(CollectError):  # what it says is only read to tell a wall from a no
                said = self._body(url, response.raw, 10 * CHUNK, started)
        if whose := wall(status, response.headers, said):
            raise Blocked(url, f"answered {status}: {_blocked(whose)}")
        if status in BUSY or status >= 500:
            wait = _retry_after(response.headers.get("Retry-After"))
            asks = "" if wait is None else f" and asks us to wait {wait:.0f} s"
            raise _Again(url, f"answered {status}{asks}; the next run tries again", wait)
        raise Refused(url, f"answered {status}")

    def _body(self, url: str, raw: urllib3.HTTPResponse, limit: int, started: float) -> bytes:
        body = bytearray()
        try:
            # read1 hands over what has arrived, so that a slow drip meets the deadline
            while chunk := raw.read1(CHUNK, decode_content=True):
                body += chunk
                if max(len(body), raw.tell()) > limit:
                    raise TooLarge(url, f"is larger than {limit:,} bytes")
                if self._clock() - started > 3 * self._timeout:
                    raise Unreachable(url, f"was not complete after {3 * self._timeout:g} seconds")
        except (urllib3.exceptions.HTTPError, OSError) as error:
            kind = Unreachable if isinstance(error, urllib3.exceptions.DecodeError) else _Again
            raise kind(url, f"broke off: {_why(error)}") from error
        return bytes(body)


class _Again(Unreachable):
    """Trouble that may be over in a moment."""


def _is_reset(error: Exception) -> bool:
    return any(
        sign in f"{error}" for sign in ("Connection aborted", "Connection reset", "RemoteDisconnected")
    )


def _retry_after(said: str | None) -> float | None:
    """Seconds of a Retry-After header, which holds seconds or a date (RFC 9110, 10.2.3)."""
    if not said:
        return None
    if said.strip().isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max((until - datetime.now(until.tzinfo)).total_seconds(), 0.0)


def _blocked(whose: str) -> str:
    return f"a bot wall of {whose} stands before it; ask the publisher for a feed that readers may use"


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise Refused(url, f"redirects to what is no web address: {target}") from error


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Refused(url, f"is not a web address: {error}") from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise Refused(url, "is not an http or https address")
    return parts.netloc.lower()


def _why(error: Exception) -> str:
    said = f"{type(error).__name__} {error}"
    return next((words for sign, words in SIGNS.items() if sign in said), said[:200])
