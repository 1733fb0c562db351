"""What a digest is made of: findings in words, each with links to what is behind it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from monitor.filters import Filters


@dataclass(frozen=True, slots=True)
class Link:
    """Leads to what is behind a finding: an article's address, or a page of the dashboard relative to it."""

    words: str
    to: str

    def under(self, dashboard: str) -> str:
        """The whole address, for who reads it elsewhere than on the dashboard."""
        return self.to if "://" in self.to else f"{dashboard.rstrip('/')}/{self.to}"


@dataclass(frozen=True, slots=True)
class Item:
    """One finding in words."""

    words: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Findings of one kind; `otherwise` is said where there is none."""

    title: str
    items: tuple[Item, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What is to be said of the days from `start` to `end`, both included.

    `notices` are to be read first: nothing collected, an old collection, no network; `limits` say what the
    findings do not hold: outlets not collected whole, few articles. `short` are
    the three sentences that matter most; fewer where there is less to say.
    """

    name: str
    sample: bool
    dashboard: str
    start: date
    end: date
    last: str | None  # when a source last answered, ISO 8601
    counted: str
    notices: tuple[str, ...]
    limits: tuple[str, ...]
    short: tuple[Item, ...]
    sections: tuple[Section, ...]


def page(words: str, path: str, filters: Filters, **view: str) -> Link:
    """A link to a page of the dashboard under filters; `view` are choices of the page itself."""
    query = urlencode(filters.words() | view, doseq=True)
    return Link(words, f"{path}?{query}" if query else path)
