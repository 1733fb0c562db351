"""What an article is about and how it stands to it: pure functions from title and text to tags."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from monitor.catalog import Target, Topic
from monitor.catalog.gazetteer import Surface, surfaces
from monitor.model import Tag, Tone
from monitor.tag import stance_own
from monitor.tag.region import RegionTagger
from monitor.tag.stance import StanceTagger, stance_toward
from monitor.tag.tone import tone_of
from monitor.tag.topic import TopicTagger, shipped_model
from monitor.tag.topic_model import load

VERSION = "rules-2"  # a change of rules or word lists changes it, so that old tags can be told from new

__all__ = ["VERSION", "Tagged", "Tagger"]


@dataclass(frozen=True, slots=True)
class Tagged:
    """All that was tagged of one article."""

    tags: tuple[Tag, ...]  # regions, groups, topics, stances; each kind strongest first
    tone: Tone
    maybe: tuple[Tag, ...] = ()  # the likeliest topics below their thresholds


class Tagger:
    """Tags articles by region, topic, stance and tone. Built once; the same text gets the same tags.

    `learned`: the file of the newsroom's own model of topics, where there is one; `places`: its own names;
    `stances`: the folder of what it learned of single targets.
    Raises QueryError where a topic's query cannot be understood.
    """

    def __init__(
        self,
        topics: Iterable[Topic] = (),
        targets: Iterable[Target] = (),
        learned: Path | None = None,
        places: Iterable[Surface] = (),
        stances: Path | None = None,
    ) -> None:
        targets = tuple(targets)
        self._regions = RegionTagger(surfaces(), places)
        own = [load(learned)] if learned and learned.exists() else []
        self._topics = TopicTagger(topics, [shipped_model(), *own])
        of_targets = stance_own.learned(stances, (target.id for target in targets))
        self._stances = StanceTagger(targets, own=of_targets)

    def tag(self, title: str, text: str, *, home: str | None = None, day: str = "") -> Tagged:
        """Tags of one article. `home` (alpha-3) is assumed where the article names no place at all.

        `day` (ISO 8601): when it was published, which tells who was in office.
        """
        topics = self._topics.tag(title, text)
        tags = (*self._regions.tag(title, text, home, day), *topics.tags, *self._stances.tag(title, text))
        return Tagged(tags, tone_of(title, text), topics.maybe)

    def stance_of(
        self, text: str, target: str, span: tuple[int, int] | None = None, title: str = ""
    ) -> Tag | None:
        """The stance toward a target that is not in the lists; see `stance_toward`."""
        return stance_toward(target, text, span, title)
