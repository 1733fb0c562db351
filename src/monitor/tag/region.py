"""Which countries an article is about, by the places that it names: every tag shows its words.

Places are found by `places`, read in their context by `region_context`, counted by `region_features` and
weighed by `region_model`. A tag's score is the probability that the article is about the country.
"""

from collections.abc import Iterable
from typing import Final

from monitor.catalog.gazetteer import Surface
from monitor.model import Tag, TagKind
from monitor.tag.places import Mention, PlaceFinder, UnspacedFinder
from monitor.tag.region_context import by_code, in_context
from monitor.tag.region_document import Document, spaced
from monitor.tag.region_features import Evidence, evidence, features
from monitor.tag.region_language import language_of, written_forms
from monitor.tag.region_model import probability
from monitor.tag.region_namesakes import settled
from monitor.tag.region_standing import standing

FOCUS = 0.5  # probability from which an article is about a country
FIRST_FOCUS = 0.2  # for the most probable country
SECONDARY = 0.25
MOST_IN_FOCUS = 5  # more make a round-up: it is about the world as well
GLOBAL = "Global"
GROUP_FOCUS = 0.25  # share of all mentions
GROUP_SECONDARY = 0.10
_GROUP: Final = "group"


class RegionTagger:
    """Tags countries and groups of countries. Built once from a gazetteer; `own` surfaces replace its own."""

    def __init__(self, surfaces: Iterable[Surface], own: Iterable[Surface] = ()) -> None:
        self._surfaces = _without(surfaces, [*own])
        self._finders: dict[str, PlaceFinder | UnspacedFinder] = {}  # by language, made when one is met
        self._finders["en"] = PlaceFinder(each for each in self._surfaces if each.language == "en")

    def tag(self, title: str, text: str, home: str | None = None, day: str = "") -> tuple[Tag, ...]:
        """Tags of kind region and group, strongest first.

        `home` (alpha-3) decides between towns of the same name, and is assumed, with score 0 and no span,
        where no country and no group is named. `day` (ISO 8601) tells who was in office.
        """
        document = Document(title, text)
        mentions = self.mentions(document, home, day)
        regions = _regions(document, evidence(document, mentions))
        groups = _groups(document, mentions, regions)
        if not regions and not groups and home:
            return (Tag("region", home, "secondary", 0.0, (), "assumed home"),)
        return (*regions, *groups)

    def mentions(self, document: Document, home: str | None = None, day: str = "") -> list[Mention]:
        """The places named, in order, each with the country that it means."""
        language = language_of(document.folded)
        found = self._finder(language).find(document, day)
        meant = in_context(document, found, home) if language == "en" else settled(document, found, home)
        return standing(document, meant, home)

    def _finder(self, language: str) -> PlaceFinder | UnspacedFinder:
        """The finder of a language: English names count in all, save where a language has a word like it."""
        if language not in self._finders:
            named = [*written_forms(each for each in self._surfaces if each.language == language)]
            english = [each for each in self._surfaces if each.language == "en"]
            unspaced = language == "zh"
            self._finders[language] = (
                UnspacedFinder(named) if unspaced else PlaceFinder(_without(english, named))
            )
        return self._finders[language]


def _without(surfaces: Iterable[Surface], others: list[Surface]) -> list[Surface]:
    """All surfaces; of those that read the same only the others."""
    read = {spaced(each.text).rstrip() for each in others}
    return [*others, *(each for each in surfaces if not read or spaced(each.text).rstrip() not in read)]


def _regions(document: Document, found: dict[str, Evidence]) -> list[Tag]:
    scores = {code: probability(numbers) for code, numbers in features(document, found).items()}
    ranked = sorted(scores.items(), key=lambda each: (-each[1], each[0]))
    return [
        _tag(document, "region", code, _tier(score, rank), score, found[code].mentions)
        for rank, (code, score) in enumerate(ranked)
    ]


def _tier(score: float, rank: int) -> str:
    if rank < MOST_IN_FOCUS and (score >= FOCUS or (rank == 0 and score >= FIRST_FOCUS)):
        return "focus"
    return "secondary" if score >= SECONDARY else "mentioned"


def _groups(document: Document, mentions: list[Mention], regions: list[Tag]) -> list[Tag]:
    """Groups by their share of all mentions."""
    named = by_code([m for m in mentions if m.surface.kind == _GROUP])
    ranked = sorted(named.items(), key=lambda each: (-len(each[1]), each[0]))
    tags = []
    for code, found in ranked:
        share = len(found) / len(mentions)
        in_title = any(m.start < document.body for m in found)
        tier = "focus" if in_title or share >= GROUP_FOCUS else "secondary"
        tier = "mentioned" if tier == "secondary" and share < GROUP_SECONDARY else tier
        tags.append(_tag(document, _GROUP, code, tier, share, found))
    return [*_worldwide(regions), *tags]


def _worldwide(regions: list[Tag]) -> list[Tag]:
    about = [tag for tag in regions if tag.score >= FOCUS]
    if len(about) <= MOST_IN_FOCUS:
        return []
    spans = tuple(tag.spans[0] for tag in about)
    return [Tag(_GROUP, GLOBAL, "focus", about[MOST_IN_FOCUS].score, spans, "gazetteer")]


def _tag(document: Document, kind: TagKind, code: str, tier: str, score: float, found: list[Mention]) -> Tag:
    spans = tuple(document.span(m.start, m.end) for m in found)
    return Tag(kind, code, tier, round(score, 4), spans, "gazetteer")
