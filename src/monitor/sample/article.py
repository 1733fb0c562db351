"""The nouns of the sample newsroom."""

from dataclasses import dataclass
from datetime import date

from monitor.sample.assignment import Event
from monitor.sample.outlets import SampleOutlet


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One invented article and what is true of it."""

    outlet: str
    slug: str
    title: str
    deck: str
    type: str
    section: str
    author: str
    published: str  # ISO 8601 date-time with zone; nowhere on the site where `dated` is false
    paragraphs: tuple[str, ...]
    regions: tuple[str, ...]  # in focus, ISO 3166-1 alpha-3
    topics: tuple[str, ...]
    stances: dict[str, str]  # target -> supportive, critical or neutral
    story: str | None = None
    copy_of: str | None = None  # key of the original
    dated: bool = True

    @property
    def key(self) -> str:
        """Its identity in the newsroom: outlet and slug."""
        return f"{self.outlet}/{self.slug}"

    @property
    def day(self) -> date:
        """The day of publication."""
        return date.fromisoformat(self.published[:10])


@dataclass(frozen=True, slots=True)
class SampleNewsroom:
    """Invented outlets and all their articles, oldest first."""

    outlets: tuple[SampleOutlet, ...]
    articles: tuple[SampleArticle, ...]
    seed: int
    today: date
    events: tuple[Event, ...] = ()
