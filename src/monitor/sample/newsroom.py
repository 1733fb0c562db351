"""The sample newsroom: every article of eighteen months, planned and written from a seed."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from monitor.sample import agenda, copies, prose
from monitor.sample.article import SampleArticle, SampleNewsroom
from monitor.sample.assignment import Assignment, Event
from monitor.sample.outlets import COMMENTARY, OUTLETS, SampleOutlet, section_of
from monitor.sample.places import PLACES
from monitor.sample.plan import Place, calendar

__all__ = ["SampleArticle", "SampleNewsroom", "build"]

_AUTHORS = 9  # per outlet
_CRITICAL = 0.55  # share of commentary
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def build(seed: int, today: date) -> SampleNewsroom:
    """The newsroom of the 548 days before `today`; the same arguments give the same articles."""
    rng = random.Random(seed)
    events, places = calendar(today, rng)
    places.sort(key=lambda place: (place.published, place.outlet.id))
    newsdesk = _Newsdesk(today, rng)
    written = [newsdesk.write(place) for place in places if place.copy_from is None]
    written = _apart(written, events, today)
    taken: set[str] = set()
    for place in [place for place in places if place.copy_from]:
        original = copies.original_for(place, written, taken, rng)
        taken.add(original.key)
        written.append(newsdesk.republish(place, original))
    written.sort(key=lambda one: (datetime.fromisoformat(one.published), one.key))
    return SampleNewsroom(OUTLETS, tuple(written), seed, today, events)


def slug_of(title: str) -> str:
    """The first words of a title as they stand in an address."""
    return "-".join(_NOT_A_WORD.sub(" ", title.lower()).split()[:9])


def _apart(written: Sequence[SampleArticle], events: Sequence[Event], today: date) -> list[SampleArticle]:
    """Move what is on country and topic of a story, but not of it, off the story's days: it would tell it."""
    told: dict[str, set[date]] = {each.id: set() for each in events}
    for one in written:
        if one.story:
            told[one.story] |= {one.day + timedelta(days=n) for n in (-1, 0, 1)}
    days = agenda.period(today)

    def moved(one: SampleArticle) -> SampleArticle:
        busy: set[date] = set()
        for each in events:
            if not one.story and each.regions[0] in one.regions and each.topics[0] in one.topics:
                busy |= told[each.id]
        if one.day not in busy:
            return one
        day = min((each for each in days if each not in busy), key=lambda each: (abs(each - one.day), each))
        return replace(one, published=agenda.moved(datetime.fromisoformat(one.published), day).isoformat())

    return [moved(one) for one in written]


class _Newsdesk:
    """Turns places in the calendar into articles; remembers bylines, addresses and quotas."""

    def __init__(self, today: date, rng: random.Random) -> None:
        self._today, self._rng = today, rng
        self._slugs: set[str] = set()
        self._authors = {one.id: [prose.person(rng) for _ in range(_AUTHORS)] for one in OUTLETS}
        self._trend = {one.id: agenda.Quota(rng.random()) for one in OUTLETS}
        self._drift = agenda.Quota(rng.random())

    def write(self, place: Place) -> SampleArticle:
        """An article of the outlet's own."""
        assignment = self._assign(place)
        title, deck, paragraphs = prose.write(assignment, self._rng)
        if f"{place.outlet.id}/{slug_of(title)}" in self._slugs:  # an editor asks for another headline
            title, deck, paragraphs = prose.write(assignment, self._rng)
        return self._article(assignment, title, deck, paragraphs)

    def republish(self, place: Place, original: SampleArticle) -> SampleArticle:
        """A copy of another outlet's article."""
        title, paragraphs = copies.edited(original, place.outlet, self._rng)
        kind = self._type(place.outlet, argues=original.type in COMMENTARY)
        assignment = Assignment(
            place.outlet.id, place.published, kind,
            self._section(place.outlet, original.regions, original.topics),
            original.author, original.regions, original.topics,
        )  # fmt: skip
        copy = self._article(assignment, title, original.deck, paragraphs)
        return copies.republished(copy, original)

    def _assign(self, place: Place) -> Assignment:
        outlet, rng = place.outlet, self._rng
        if place.event:
            regions, topics = place.event.regions, place.event.topics
        else:
            day = place.published.date()
            trend = self._trend[outlet.id].is_due(agenda.trend_share(day, self._today))
            regions, topics = agenda.subject(outlet, day, self._today, trend, rng)
        kind = agenda.choose(outlet.types, rng)
        target = agenda.target_of(regions, topics, outlet, rng)
        if kind not in COMMENTARY and rng.random() < 0.5:
            target = None
        stance = self._stance(place, kind, target)
        return Assignment(
            outlet.id, place.published, kind, self._section(outlet, regions, topics, kind),
            rng.choice(self._authors[outlet.id]), regions, topics, target, stance, place.event, place.dated,
        )  # fmt: skip

    def _stance(self, place: Place, kind: str, target: str | None) -> str:
        """Supportive or critical in commentary, neutral elsewhere."""
        if target is None or kind not in COMMENTARY:
            return "neutral"
        if place.outlet.role == "own" and target == agenda.DRIFT_TARGET:
            critical = self._drift.is_due(agenda.drift_share(place.published.date(), self._today))
        else:
            critical = self._rng.random() < _CRITICAL
        return "critical" if critical else "supportive"

    def _section(
        self, outlet: SampleOutlet, regions: tuple[str, ...], topics: tuple[str, ...], kind: str = ""
    ) -> str:
        if outlet.role == "own" and kind == "Reporting" and self._rng.random() < 0.3:
            return outlet.sections[0].label  # the blog takes short pieces of any subject
        return section_of(outlet, PLACES[regions[0]].desk, topics)

    def _type(self, outlet: SampleOutlet, *, argues: bool) -> str:
        alike = {kind: weight for kind, weight in outlet.types.items() if (kind in COMMENTARY) is argues}
        return agenda.choose(alike or outlet.types, self._rng)

    def _article(
        self, assignment: Assignment, title: str, deck: str, paragraphs: tuple[str, ...]
    ) -> SampleArticle:
        return SampleArticle(
            outlet=assignment.outlet,
            slug=self._slug(assignment.outlet, title),
            title=title,
            deck=deck,
            type=assignment.type,
            section=assignment.section,
            author=assignment.author,
            published=assignment.published.isoformat(),
            paragraphs=paragraphs,
            regions=assignment.regions,
            topics=assignment.topics,
            stances={assignment.target: assignment.stance} if assignment.target else {},
            story=assignment.event.id if assignment.event else None,
            dated=assignment.dated,
        )

    def _slug(self, outlet: str, title: str) -> str:
        """The address of a title; a number follows where the outlet had the same before."""
        slug = slug_of(title)
        number = 1
        while f"{outlet}/{slug}" in self._slugs:
            number += 1
            slug = f"{slug_of(title)}-{number}"
        self._slugs.add(f"{outlet}/{slug}")
        return slug
