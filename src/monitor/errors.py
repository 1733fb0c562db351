"""Every error that `monitor` raises on purpose. The message says what, where and what to do next.

MonitorError
├── ConfigError       a file of the newsroom folder is missing or wrong
├── CollectError      bytes could not be had from outside
│   ├── Unreachable   no answer, or an answer that may differ next time
│   ├── Refused       the site said no
│   │   ├── Disallowed    its robots.txt asks us not to
│   │   └── Blocked       a bot wall stands before it
│   └── TooLarge      more bytes than we take
├── NotParseable      bytes are there, but not what they should be
├── StoreError        the record cannot be opened, read or written
└── QueryError        a search or filter that cannot be understood
"""


class MonitorError(Exception):
    """Anything that a person can mend; shown as one line."""


class ConfigError(MonitorError):
    """A file of the newsroom folder is missing or wrong: names file, line and key."""


class CollectError(MonitorError):
    """Bytes could not be had from outside."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"collect: {url} {reason}")
        self.url = url
        self.reason = reason


class Unreachable(CollectError):
    """No answer, or one that may differ next time."""

    def __init__(self, url: str, reason: str, wait: float | None = None) -> None:
        super().__init__(url, reason)
        self.wait = wait  # seconds that the site asks us to stay away


class Refused(CollectError):
    """The site said no: 401, 403, 410, 451 or another final answer."""


class Disallowed(Refused):
    """The site's robots.txt asks us not to read this address."""


class Blocked(Refused):
    """A bot wall stands in place of what was asked for."""


class TooLarge(CollectError):
    """The answer is larger than we take."""


class NotParseable(MonitorError):
    """Bytes are there, but not what they should be."""


class StoreError(MonitorError):
    """The record cannot be opened, read or written."""


class QueryError(MonitorError):
    """A search or filter that cannot be understood."""
