"""Bytes from the web, in bounded time and size, with a pause between two requests to one host."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from monitor.errors import CollectError, Refused, TooLarge, Unreachable

REDIRECTS = 5
CHUNK = 64 * 1024
SIGNS = {
    "NameResolutionError": "its name cannot be resolved; is there a network?",
    "Connection refused": "it refuses connections",
    "timed out": "it took too long",
    "CERTIFICATE_VERIFY_FAILED": "its certificate is not valid",
}
"""What the network's words for a failure mean to a person."""
BUSY = {408, 425, 429}  # answers that ask to come again later, as every 5xx does


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    url: str  # after redirects
    status: int  # 200 or 304
    content: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None


class Http:
    """A polite reader of web addresses; safe to share between threads.

    `timeout` bounds one wait for the server, three times as much the whole answer (both in seconds);
    `spacing` is the number of seconds between two requests to one host.
    """

    def __init__(
        self,
        user_agent: str,
        timeout: float = 20.0,
        spacing: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._session = requests.Session()
        self._session.headers["User-Agent"] = user_agent
        self._timeout = timeout
        self._spacing = spacing
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._lock = Lock()

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
        """Read `url`, at most `limit` decoded bytes of it.

        Raises Refused (a final no), Unreachable (may work later) or TooLarge.
        """
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in validators.items() if value}
        started = self._clock()
        address = url
        for _ in range(REDIRECTS + 1):
            with self._ask(address, headers) as response:
                target = self._session.get_redirect_target(response)
                if target is None:
                    return self._answer(address, response, limit, started)
            address = _joined(address, target)
        raise Unreachable(url, f"redirects more than {REDIRECTS} times")

    def _ask(self, url: str, headers: dict[str, str]) -> requests.Response:
        self._wait_for_turn(_host(url))
        # requests reads the whole body of every redirect it follows itself, without a bound
        try:
            return self._session.get(
                url, headers=headers, timeout=self._timeout, stream=True, allow_redirects=False
            )
        except (requests.exceptions.InvalidURL, UnicodeError) as error:
            raise Refused(url, f"is not a web address: {error}") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise Unreachable(url, f"gave no answer: {_why(error)}") from error

    def _wait_for_turn(self, host: str) -> None:
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self._spacing
        if turn > now:
            self._sleep(turn - now)

    def _answer(self, url: str, response: requests.Response, limit: int, started: float) -> Answer:
        if response.status_code != 304 and not response.ok:
            raise _refusal(url, response.status_code)
        return Answer(
            url,
            304 if response.status_code == 304 else 200,
            self._body(url, response.raw, limit, started),
            response.headers.get("Content-Type", ""),
            response.headers.get("ETag"),
            response.headers.get("Last-Modified"),
        )

    def _body(self, url: str, raw: urllib3.HTTPResponse, limit: int, started: float) -> bytes:
        body = bytearray()
        try:
            # read1 hands over what has arrived, so that a slow drip meets the deadline
            while chunk := raw.read1(CHUNK, decode_content=True):
                body += chunk
                if len(body) > limit:
                    raise TooLarge(url, f"is larger than {limit:,} bytes")
                if self._clock() - started > 3 * self._timeout:
                    raise Unreachable(url, f"was not complete after {3 * self._timeout:g} seconds")
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise Unreachable(url, f"broke off: {_why(error)}") from error
        return bytes(body)


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


def _refusal(url: str, status: int) -> CollectError:
    if status in BUSY or status >= 500:
        return Unreachable(url, f"answered {status}; the next run tries again")
    return Refused(url, f"answered {status}")


def _why(error: Exception) -> str:
    said = f"{type(error).__name__} {error}"
    return next((words for sign, words in SIGNS.items() if sign in said), said[:200])
