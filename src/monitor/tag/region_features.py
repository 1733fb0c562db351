"""What is known of each country that an article names, as numbers for the model of `region_model`."""

from dataclasses import dataclass, field
from math import log1p

from monitor.catalog.gazetteer import SurfaceKind
from monitor.tag.places import Mention
from monitor.tag.region_document import Document

KIND_WEIGHT: dict[SurfaceKind, float] = {
    "name": 1.0, "demonym": 0.8, "state": 0.8, "city": 0.7, "town": 0.5, "leader": 0.7, "metonym": 0.6,
}  # fmt: skip
TITLE = 3.0
LEAD = 2.0
ASIDE = 0.3
LEAD_CHARACTERS = 300
ON_A_MAP = {"name", "state", "city", "town"}
QUARTER = 0.25
INCIDENTAL = {"company", "money", "product"}  # asides that never make a subject
BRIEF = 350  # characters: there is no room in them for what the article is not about
FEW = 4  # countries
PARTS = 5  # of the text, to tell a country that runs through it from one that is named in passing

ALWAYS = (
    "always", "title name", "title place", "title institution", "lead", "mentions", "names", "demonyms",
    "cities", "towns", "institutions", "asides", "share", "share of lead", "strongest", "of strongest",
    "early", "first", "wire", "only wire", "only wire, alone", "dateline", "only asides", "passing",
    "only demonyms", "only cities", "only towns", "only institutions", "spread", "rivals", "rival in title",
    "alone", "length", "length and share", "no title", "capitals", "money", "company", "weak", "brief",
    "share of places", "a quarter of places", "most places", "places and rivals",
)  # fmt: skip
WITH_USA = ("share", "only institutions", "only demonyms")
WITH_TELEPRINTER = (
    "share", "only demonyms", "only cities", "rivals", "only institutions", "mentions", "share of places",
    "most places", "strongest", "a quarter of places",
)  # fmt: skip
NAMES = (
    *ALWAYS, "USA", "USA in title", *(f"USA {each}" for each in WITH_USA),
    "teleprinter", "teleprinter and USA", "teleprinter and title",
    *(f"teleprinter and {each}" for each in WITH_TELEPRINTER),
)  # fmt: skip
"""The features, in order. Of a country that is not the USA, and of a text that did not come by teleprinter,
the last are 0, and need not be told."""


@dataclass(slots=True)
class Evidence:
    """All mentions of one country, counted."""

    mentions: list[Mention] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    title: set[str] = field(default_factory=set)
    parts: set[int] = field(default_factory=set)
    lead: int = 0
    asides: dict[str, int] = field(default_factory=dict)
    weight: float = 0.0
    places: int = 0  # that are on a map: no demonyms, people, institutions
    plain: int = 0  # mentions that are no asides
    first: int = -1


def evidence(document: Document, mentions: list[Mention]) -> dict[str, Evidence]:
    """The evidence of each country, groups left out."""
    found: dict[str, Evidence] = {}
    body, length = document.body, max(1, len(document.written) - document.body)
    lead_end = body + LEAD_CHARACTERS
    for mention in mentions:
        kind = mention.surface.kind
        if kind == "group":
            continue
        one = found.get(mention.code)
        if one is None:
            one = found[mention.code] = Evidence()
        one.mentions.append(mention)
        weight = KIND_WEIGHT[kind]
        one.places += kind in ON_A_MAP or (kind == "demonym" and mention.start < body)
        if mention.aside:
            one.asides[mention.aside] = one.asides.get(mention.aside, 0) + 1
            one.weight += weight * ASIDE
            continue
        one.plain += 1
        one.kinds[kind] = one.kinds.get(kind, 0) + 1
        start = mention.start
        if one.first < 0:
            one.first = start
        if start < body:
            one.title.add(kind)
            weight *= TITLE
        else:
            one.parts.add(PARTS * (start - body) // length)
            if start < lead_end:
                one.lead += 1
                weight *= LEAD
        one.weight += weight
    return found


_LOGS = [log1p(n) for n in range(200)]


def _log(n: int) -> float:
    return _LOGS[n] if n < len(_LOGS) else log1p(n)


@dataclass(slots=True)
class _Whole:
    """What is the same for all countries of one article."""

    total: float
    most: float
    first: int
    lead: int
    titled: int
    countries: int
    plain: int
    length: float
    title: bool
    caseless: bool
    brief: bool
    wire: bool
    places: int
    most_places: int


def features(document: Document, found: dict[str, Evidence]) -> dict[str, list[float]]:
    """Country -> its numbers, in the order of NAMES; those that are missing at the end are 0."""
    body = document.body
    whole = _Whole(
        total=sum(each.weight for each in found.values()) or 1.0,
        most=max((each.weight for each in found.values()), default=1.0) or 1.0,
        first=min((each.first for each in found.values() if each.first >= 0), default=-1),
        lead=sum(each.lead for each in found.values()),
        titled=sum(bool(each.title) for each in found.values()),
        countries=len(found),
        plain=sum(each.plain > 0 for each in found.values()),
        length=log1p((len(document.written) - body) / 500),
        title=body > 4,
        caseless=document.caseless(body),
        wire=document.wire,
        places=sum(each.places for each in found.values()) or 1,
        most_places=max((each.places for each in found.values()), default=0),
        brief=len(document.written) < BRIEF and len(found) <= FEW and not document.wire,
    )
    return {code: _numbers(code, each, whole, body) for code, each in found.items()}


def _numbers(code: str, one: Evidence, whole: _Whole, body: int) -> list[float]:
    count, title, plain = one.kinds.get, one.title, one.plain
    institutions = count("metonym", 0) + count("leader", 0)
    places = count("city", 0) + count("state", 0)
    asides, everything = one.asides.get, len(one.mentions)
    wire = asides("wire", 0)
    share, place_share = one.weight / whole.total, one.places / whole.places
    rivals = _log(whole.countries - 1)
    weak = all(m.surface.flags & {"support", "shared"} for m in one.mentions)
    always: list[float] = [
        1.0,
        not title.isdisjoint(_NAMED),
        not title.isdisjoint(_PLACES),
        not title.isdisjoint(_INSTITUTIONS),
        _log(one.lead),
        _log(plain),
        _log(count("name", 0)),
        _log(count("demonym", 0)),
        _log(places),
        _log(count("town", 0)),
        _log(institutions),
        _log(everything - plain),
        share,
        one.lead / whole.lead if whole.lead else 0.0,
        one.weight == whole.most,
        one.weight / whole.most,
        1 / (1 + max(0, one.first - body) / 400) if one.first >= 0 else 0.0,
        0 <= one.first == whole.first,
        wire > 0,
        wire == everything,
        wire == everything and whole.countries == 1,
        asides("dateline", 0) > 0,
        plain == 0,
        plain == 0 and wire == 0 and (whole.plain > 0 or one.asides.keys() <= INCIDENTAL),
        plain > 0 and count("demonym", 0) == plain,
        plain > 0 and places == plain,
        plain > 0 and count("town", 0) == plain,
        plain > 0 and institutions == plain,
        len(one.parts) / PARTS,
        rivals,
        not title and whole.titled > 0,
        whole.countries == 1,
        whole.length,
        whole.length * share,
        not whole.title,
        whole.caseless,
        asides("money", 0) > 0,
        asides("company", 0) > 0,
        weak,
        whole.brief and plain > 0 and not weak,
        place_share,
        place_share >= QUARTER,
        0 < one.places == whole.most_places,
        place_share * rivals,
    ]
    if code != "USA" and not whole.wire:
        return always
    american, titled = code == "USA", bool(title)
    usa = [1.0, titled, *(always[at] for at in _WITH_USA)] if american else _NOT_USA
    if not whole.wire:
        return [*always, *usa]
    return [*always, *usa, 1.0, american, titled, *(always[at] for at in _WITH_TELEPRINTER)]


_NAMED, _PLACES, _INSTITUTIONS = {"name", "demonym"}, {"city", "state", "town"}, {"metonym", "leader"}
_WITH_USA = tuple(map(ALWAYS.index, WITH_USA))
_WITH_TELEPRINTER = tuple(map(ALWAYS.index, WITH_TELEPRINTER))
_NOT_USA = [0.0] * (2 + len(WITH_USA))
