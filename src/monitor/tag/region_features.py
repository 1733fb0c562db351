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
EARLY = 400  # characters, after which to be named first is worth half
INCIDENTAL = {"company", "money", "product", "summit"}  # asides that never make a subject
BRIEF = 350  # characters: there is no room in them for what the article is not about
HEADLINE = 120  # characters: no more than a headline in capitals
FEW = 5  # countries
THIRD = 1 / 3
PARTS = 5  # of the text, to tell a country that runs through it from one that is named in passing

ALWAYS = (
    "always", "title place", "title and share", "title and rivals", "demonyms", "towns",
    "different names", "early", "wire", "passing", "only cities", "only towns", "only institutions",
    "asides", "money", "company", "alone", "length", "length and share", "no title", "brief",
    "of most places", "a quarter of places", "a third of places", "spread",
)  # fmt: skip
WITH_TELEPRINTER = ("only institutions", "mentions", "share of places", "a quarter of places")
NAMES = (*ALWAYS, "USA in title", *(f"teleprinter and {each}" for each in WITH_TELEPRINTER))
"""The features, in order. Twice as many told less of corpora that were not learned from. Of a country that is
not the USA, and of a text that did not come by teleprinter, the last are 0, and need not be told."""


@dataclass(slots=True)
class Evidence:
    """All mentions of one country, counted."""

    mentions: list[Mention] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    title: set[str] = field(default_factory=set)
    parts: set[int] = field(default_factory=set)
    asides: dict[str, int] = field(default_factory=dict)
    weight: float = 0.0
    places: int = 0  # that are on a map: no demonyms, people, institutions
    plain: int = 0  # mentions that are no asides
    first: int = -1  # of these


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
    countries: int
    plain: int
    length: float
    title: bool
    brief: bool
    wire: bool
    places: int
    most_places: int
    most_parts: int


def features(document: Document, found: dict[str, Evidence]) -> dict[str, list[float]]:
    """Country -> its numbers, in the order of NAMES; those that are missing at the end are 0."""
    body, every = document.body, [*found.values()]
    plain = sum(each.plain > 0 for each in every)
    whole = _Whole(
        total=sum(each.weight for each in every) or 1.0,
        countries=len(found),
        plain=plain,
        length=log1p((len(document.written) - body) / 500),
        title=body > 4,
        brief=plain <= FEW and len(document.written) < (HEADLINE if document.wire else BRIEF),
        wire=document.wire,
        places=sum(each.places for each in every) or 1,
        most_places=max((each.places for each in every), default=0) or 1,
        most_parts=max((len(each.parts) for each in every), default=0) or 1,
    )
    return {code: _numbers(code, each, whole, body) for code, each in found.items()}


def _numbers(code: str, one: Evidence, whole: _Whole, body: int) -> list[float]:
    count, title, plain, asides = one.kinds.get, one.title, one.plain, one.asides
    institutions = count("metonym", 0) + count("leader", 0)
    mentions = one.mentions
    share, place_share = one.weight / whole.total, one.places / whole.places
    titled = mentions[0].start < body
    firm = any(not m.surface.flags & _WEAK for m in mentions)
    only_institutions = plain > 0 and institutions == plain
    always: list[float] = [
        1.0,
        not title.isdisjoint(_PLACES),
        titled * share,
        titled * _log(whole.countries - 1),
        _log(count("demonym", 0)),
        _log(count("town", 0)),
        _log(len({m.surface.text for m in mentions})),
        1 / (1 + max(0, one.first - body) / EARLY) if one.first >= 0 else 0.0,
        "wire" in asides,
        plain == 0 and "wire" not in asides and (whole.plain > 0 or asides.keys() <= INCIDENTAL),
        plain > 0 and count("city", 0) + count("state", 0) == plain,
        plain > 0 and count("town", 0) == plain,
        only_institutions,
        1 - plain / len(mentions),
        "money" in asides,
        "company" in asides,
        whole.countries == 1,
        whole.length,
        whole.length * share,
        not whole.title,
        whole.brief and plain > 0 and firm,
        one.places / whole.most_places,
        place_share >= QUARTER,
        place_share >= THIRD,
        len(one.parts) / whole.most_parts,
    ]
    american = code == "USA" and bool(title)
    if not whole.wire:
        return [*always, 1.0] if american else always
    return [*always, american, only_institutions, _log(plain), place_share, place_share >= QUARTER]


_PLACES = {"city", "state", "town"}
_WEAK = {"support", "shared"}
