"""Which countries an article is about, by the places that it names. No model: every tag shows its words.

Each mention has a weight: what kind of name it is, times where it stands. A country's score is its share
of all weights. Focus: the strongest, and every other with a quarter of the weight; five at most.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from monitor.catalog.gazetteer import Surface, SurfaceKind
from monitor.model import Span, Tag
from monitor.tag.places import Mention, PlaceFinder

KIND_WEIGHT: dict[SurfaceKind, float] = {
    "name": 1.0, "demonym": 0.8, "state": 0.8, "city": 0.7, "metonym": 0.5, "group": 1.0, "blocker": 0.0,
}  # fmt: skip
TITLE = 4.0
LEAD = 2.0
LEAD_CHARACTERS = 300
DATELINE = 0.5
MONEY = 0.25
FOCUS_SHARE = 0.25
SECONDARY_SHARE = 0.10
MOST_IN_FOCUS = 5

_DATELINE = re.compile(  # GENEVA, March 3 (Reuters) -
    r"\s*(?=[A-Z]{3}|[^(]{0,60}\()[A-Z][\w.’'-]*(?:[ ,/]+[A-Z\d][\w.’'-]*){0,7},?\s*"
    r"(?:\([^)]{0,40}\))?\s*(?:--|—|–|- )"
)
_AMERICAN_GEORGIA = re.compile(
    r"\b(Atlanta|Savannah|Kemp|Raffensperger|Governor|governor|Bulldogs|Republicans?|Democrats?|Senate|runoff"
    r"|Alabama|Carolina|Florida|Tennessee|Ga\.|Fulton County|Stacey Abrams|Warnock|Ossoff)"
)
_CAUCASIAN_GEORGIA = re.compile(
    r"\b(Tbilisi|Batumi|Abkhazia|Ossetia|Caucasus|Saakashvili|Georgian Dream|Ivanishvili|Shevardnadze"
    r"|Russia|Moscow|Armenia|Azerbaijan|NATO|Soviet|Kremlin|Black Sea|EU|European Union|Moldova|Ukraine)\b"
)
Located = tuple[Span, Mention, float]


class RegionTagger:
    """Tags countries and groups of countries. Built once from a gazetteer."""

    def __init__(self, surfaces: tuple[Surface, ...]) -> None:
        self._finder = PlaceFinder(surfaces)

    def tag(self, title: str, text: str, home: str | None = None) -> tuple[Tag, ...]:
        """Tags of kind region and group, strongest first.

        `home` (alpha-3) is assumed, with score 0 and no span, only where no country and no group is named.
        """
        located = _standing(_settled(self._located(title, text), f"{title}\n{text}"))
        weights = _weights(located)
        regions = _tags("region", weights, located)
        groups = _tags("group", weights, located)
        if not regions and not groups and home:
            return (Tag("region", home, "secondary", 0.0, (), "assumed home"),)
        return (*regions, *groups)

    def _located(self, title: str, text: str) -> list[Located]:
        dateline = _DATELINE.match(text, 0, 120)
        dateline_end = dateline.end() if dateline else 0
        found = [(Span("title", m.start, m.end), m, TITLE) for m in self._finder.find(title, title=True)]
        for m in self._finder.find(text):
            place = DATELINE if m.end <= dateline_end else LEAD if m.start < LEAD_CHARACTERS else 1.0
            found.append((Span("text", m.start, m.end), m, place))
        return found


def _settled(located: list[Located], text: str) -> list[Located]:
    """Decide names that several countries share: Congo, Georgia, and towns named before a US state."""
    codes = {m.code for _, m, _ in located if m.surface.text not in ("Congo", "Congolese")}
    congo = "COG" if "COG" in codes and "COD" not in codes else "COD"
    american = _georgia_is_american(text) if "GEO" in codes else False
    settled = []
    for place, (span, mention, weight) in enumerate(located):
        code = mention.code
        if mention.surface.text in ("Congo", "Congolese"):
            code = congo
        elif american and mention.surface.text in ("Georgia", "Georgian", "Georgians"):
            code = "USA"
        if mention.surface.kind in ("city", "name") and _before_us_state(located, place):
            code = "USA"
        settled.append((span, mention if code == mention.code else replace(mention, code=code), weight))
    return settled


def _georgia_is_american(text: str) -> bool:
    return len(set(_AMERICAN_GEORGIA.findall(text))) > len(set(_CAUCASIAN_GEORGIA.findall(text)))


def _before_us_state(located: list[Located], place: int) -> bool:
    """Whether the next mention is a US state right behind a comma: "Athens, Ga."."""
    if place + 1 >= len(located):
        return False
    (here, _, _), (there, state, _) = located[place], located[place + 1]
    near = here.field == there.field and there.start - here.end == 2
    return near and (state.surface.text == "Georgia" or (state.code, state.surface.kind) == ("USA", "state"))


def _standing(located: list[Located]) -> list[Located]:
    """Leave out what cannot stand alone: people's names, and weak or shared names of an absent country."""
    firm = {m.code for _, m, _ in located if not m.person and not m.surface.flags & {"support", "shared"}}
    people = {m.surface.text for _, m, _ in located if m.person}
    sure = {m.code for _, m, _ in located if m.surface.text not in people and m.code in firm}
    any_country = any(m.surface.kind != "group" and not m.person and m.code in firm for _, m, _ in located)

    def stands(mention: Mention) -> bool:
        if mention.person or (mention.surface.text in people and mention.code not in sure):
            return False
        if "support" in mention.surface.flags:
            return mention.code in firm
        return "shared" not in mention.surface.flags or mention.code in firm or not any_country

    return [item for item in located if stands(item[1])]


def _weights(located: list[Located]) -> dict[tuple[str, str], float]:
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for _, mention, place in located:
        weight = KIND_WEIGHT[mention.surface.kind] * place * (MONEY if mention.money else 1.0)
        weights[_kind(mention), mention.code] += weight
    return weights


def _kind(mention: Mention) -> str:
    return "group" if mention.surface.kind == "group" else "region"


def _tags(kind: str, weights: dict[tuple[str, str], float], located: list[Located]) -> list[Tag]:
    """Countries are weighed among themselves; groups among all, since they name no country."""
    rivals: Iterable[float] = (w for (k, _), w in weights.items() if kind == "group" or k == kind)
    total = sum(rivals)
    ranked = sorted(((w, code) for (k, code), w in weights.items() if k == kind), key=lambda r: (-r[0], r[1]))
    tags = []
    for rank, (weight, code) in enumerate(ranked):
        share = weight / total
        first = rank == 0 and kind == "region"
        tier = _tier(share, first, rank)
        spans = tuple(s for s, m, _ in located if m.code == code and _kind(m) == kind)
        tags.append(
            Tag("group" if kind == "group" else "region", code, tier, round(share, 4), spans, "gazetteer")
        )
    return tags


def _tier(share: float, first: bool, rank: int) -> str:
    if first or (share >= FOCUS_SHARE and rank < MOST_IN_FOCUS):
        return "focus"
    return "secondary" if share >= SECONDARY_SHARE else "mentioned"
