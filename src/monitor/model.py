"""The nouns that travel between the rooms: frozen, slotted, without behaviour of their own."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

Role = Literal["own", "peer"]
SourceKind = Literal["feed", "sitemap", "wordpress", "page"]


class Outcome(StrEnum):
    """What an ingested item ended as. Every item ends in exactly one."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    COPY = "copy"  # new and kept, but the text is an earlier article's of another outlet
    UNDATED = "undated"  # new and kept, but counted apart: no page said when it was published
    NOT_AN_ARTICLE = "not an article"
    TOO_SHORT = "too short"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"  # the site answered 401, 403, 410 or 451
    DISALLOWED = "refused by robots"
    BLOCKED = "blocked"  # a bot wall stood in its place
    TOO_LARGE = "too large"
    NOT_PARSEABLE = "not parseable"
    NOT_WATCHED = "not watched"  # in an archive of many sites, a page of one that is not in the lists

    @property
    def temporary(self) -> bool:
        """Whether the next run should try the item again."""
        return self in (Outcome.UNREACHABLE, Outcome.BLOCKED)


class CollectionState(StrEnum):
    """Whether a source's articles of one day were collected. No data is not zero."""

    COLLECTED = "collected"
    PARTLY = "partly"
    NOT_COLLECTED = "not collected"


@dataclass(frozen=True, slots=True)
class Source:
    """One feed, sitemap, WordPress site or listing page of an outlet."""

    id: str  # unique in the newsroom: "outlet-id/feed"
    outlet: str
    kind: SourceKind
    url: str
    paging: str | None = None  # how a feed's older pages are asked for, as "?page={n}"
    full_text: bool = False  # what it lists holds the whole text: the article's page is not fetched


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publication: ours or a peer's."""

    id: str
    name: str
    role: Role
    home: str  # ISO 3166-1 alpha-3
    url: str
    kind: str = "magazine"
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)  # label -> what its pages call it
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one web page and where they came from."""

    url: str  # where the last redirect ended
    content: bytes
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item that a source lists, before its own page is fetched."""

    url: str
    title: str = ""
    published: str | None = None  # ISO 8601, as precise as the source says
    updated: str | None = None
    authors: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()  # categories as the source names them
    content: str = ""  # HTML, when the feed carries the full text


@dataclass(frozen=True, slots=True)
class Listing:
    """One answer of a source: what it lists now, and where it lists more."""

    url: str
    entries: tuple[Entry, ...] = ()
    more: tuple[str, ...] = ()  # addresses of further pages, newest first
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False  # the server said 304
    rejected: tuple[tuple[str, str], ...] = ()  # (what, why): entries without a link, …


LineLabel = Literal[
    "title", "deck", "kicker", "byline", "date", "body", "quotation", "caption",
    "credit", "appeal", "teaser", "call", "nav", "footer",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page and what it is."""

    label: LineLabel
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """A teaser of another article: never counted as coverage."""

    title: str
    section: str | None = None
    lede: str = ""
    url: str | None = None


class Dated(NamedTuple):
    """An ISO 8601 date or date-time and where it stood: feed, json-ld, meta, url or visible."""

    value: str
    source: str


PageKind = Literal["article", "live page", "video", "audio", "gallery"]


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article, as extraction made it."""

    url: str
    canonical_url: str  # its identity
    title: str
    text: str  # the body only, paragraphs separated by blank lines
    deck: str | None = None
    kicker: str | None = None
    type: str | None = None  # the outlet's own word: Analysis, Opinion, Reporting …
    section: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None  # ISO 8601 date or date-time, time zone kept
    published_source: str | None = None  # feed, json-ld, meta, url, visible
    dates: tuple[Dated, ...] = ()  # every date of publication that was seen, the one that was taken first
    updated: str | None = None
    language: str | None = None  # ISO 639-1
    tags: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    related: tuple[Related, ...] = ()
    credits: tuple[str, ...] = ()
    kind: PageKind = "article"

    @property
    def dates_differ(self) -> bool:
        """Whether two of the dates that were seen are more than a day apart."""
        days = sorted(date.fromisoformat(each.value[:10]) for each in self.dates)
        return bool(days) and (days[-1] - days[0]).days > 1


@dataclass(frozen=True, slots=True)
class Extraction:
    """What became of one page: an article, or the reason why there is none."""

    outcome: Outcome
    article: Article | None = None
    reason: str = ""


class Span(NamedTuple):
    """Words that caused a tag: `getattr(article, field)[start:end]`."""

    field: Literal["title", "text"]
    start: int
    end: int


TagKind = Literal["region", "group", "topic", "stance"]
Holder = Literal["own", "quoted"]  # whose a stance is: the outlet's own voice, or somebody's whom it quotes


class Held(NamedTuple):
    """The stance of one of the holders that an article gives voice to."""

    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of an article, with the words that caused it.

    `label` is the tier (focus, secondary, mentioned) of a region, group or topic, and the stance
    (supportive, critical, neutral, unsure) toward target `code`.
    """

    kind: TagKind
    code: str
    label: str
    score: float
    spans: tuple[Span, ...] = ()
    method: str = ""
    own: Held | None = None  # a stance, where the outlet's own voice is evidence of it
    quoted: Held | None = None  # the same of those whom it quotes


@dataclass(frozen=True, slots=True)
class Tone:
    """How positive and how personal the wording is. It is not a stance."""

    polarity: float  # -1 … 1
    subjectivity: float  # 0 … 1


@dataclass(frozen=True, slots=True)
class Event:
    """An impact event: something that came of our work, as a person notes it.

    `article` is the number of our piece; a piece that is not in the record has a `title` and a `url`.
    `evidence` are links, quotations, and names of files.
    """

    day: date
    kind: str
    what: str
    level: str = ""  # empty: where its kind mostly is
    article: int | None = None
    story: int | None = None
    title: str = ""
    url: str = ""
    evidence: tuple[str, ...] = ()
    programme: str | None = None
    contribution: str = ""
