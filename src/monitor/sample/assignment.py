"""What an editor asks for before an article is written."""

from dataclasses import dataclass
from datetime import datetime

from monitor.sample.outlets import COMMENTARY


@dataclass(frozen=True, slots=True)
class Event:
    """What all articles of one story have in common."""

    id: str
    name: str  # "Alderbrook accord"
    city: str
    official: str
    step: str
    figure: str
    count: str
    regions: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """One article to be written."""

    outlet: str
    published: datetime
    type: str
    section: str
    author: str
    regions: tuple[str, ...]
    topics: tuple[str, ...]
    target: str | None = None
    stance: str = "neutral"
    event: Event | None = None
    dated: bool = True

    @property
    def argues(self) -> bool:
        """Whether it is commentary."""
        return self.type in COMMENTARY
