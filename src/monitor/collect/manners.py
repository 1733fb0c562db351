"""How we behave toward a host: one request at a time, a pause between two, its robots.txt obeyed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from protego import Protego

ROBOTS_LAST = 24 * 3600.0  # seconds for which a robots.txt is believed (RFC 9309, 2.4)
LONGEST_DELAY = 60.0  # of what a robots.txt may ask for


@dataclass(slots=True)
class Robots:
    """What a host's robots.txt says."""

    rules: Protego
    read: float  # when, on the clock of Manners


@dataclass(slots=True)
class Host:
    """What is remembered of one host."""

    turn: Lock = field(default_factory=Lock)
    free: float = 0.0  # when the next request may begin
    robots: Robots | None = None


class Manners:
    """Turns at hosts; safe to share between threads. `spacing` in seconds."""

    def __init__(
        self, agent: str, spacing: float, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._agent = agent
        self._spacing = spacing
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, Host] = {}
        self._lock = Lock()

    def host(self, name: str) -> Host:
        """What is remembered of a host."""
        with self._lock:
            return self._hosts.setdefault(name, Host())

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait until the host may be asked, and keep all others from asking it meanwhile."""
        host = self.host(name)
        with host.turn:
            if (pause := host.free - self._clock()) > 0:
                self._sleep(pause)
            try:
                yield
            finally:
                host.free = self._clock() + self._delay(host)

    def _delay(self, host: Host) -> float:
        asked = host.robots.rules.crawl_delay(self._agent) if host.robots else None
        return max(self._spacing, min(asked or 0.0, LONGEST_DELAY))

    def known_robots(self, name: str) -> Robots | None:
        """The host's robots.txt, while it is believed."""
        robots = self.host(name).robots
        return robots if robots and self._clock() - robots.read < ROBOTS_LAST else None

    def keep_robots(self, name: str, text: str) -> Robots:
        """Remember a robots.txt; an empty one allows everything."""
        robots = Robots(Protego.parse(text), self._clock())
        self.host(name).robots = robots
        return robots
