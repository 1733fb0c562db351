"""Who publishes when, and which of these places in the calendar belong to a story or to a copy."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from monitor.model import Role
from monitor.sample import agenda, prose
from monitor.sample.assignment import Event
from monitor.sample.outlets import OUTLETS, SampleOutlet
from monitor.sample.people import EVENT_NAMES
from monitor.sample.places import PLACES

STORIES = 60
MISSED_EVERY = 4  # every fourth story is not covered by us
COPIES_OF_OURS, COPIES_OF_PEERS = 12, 38
UNDATED_OUTLETS = ("gravel-redoubt", "baobab-compass")  # their addresses carry no date

_MISSED = (("africa", None), ("latin-america", "migration"), ("africa", None), ("asia-pacific", None))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an outlet's calendar."""

    outlet: SampleOutlet
    published: datetime
    event: Event | None = None
    copy_from: Role | None = None
    dated: bool = True

    @property
    def free(self) -> bool:
        """Whether nothing is planned for it yet."""
        return self.event is None and self.copy_from is None and self.dated


def calendar(today: date, rng: random.Random) -> tuple[tuple[Event, ...], list[Place]]:
    """The events of all stories, and every outlet's places."""
    places = [Place(outlet, moment) for outlet in OUTLETS for moment in agenda.schedule(outlet, today, rng)]
    names = rng.sample(EVENT_NAMES, STORIES)
    events = []
    for number, name in enumerate(names):
        day = _story_day(number, today, rng)
        event = _event(number, name, day, today, rng)
        events.append(event)
        for outlet in _covering(event, missed=number % MISSED_EVERY == 0, rng=rng):
            _cover(places, outlet, event, day + timedelta(days=rng.choice((0, 0, 1))))
    _reserve_undated(places)
    _reserve_copies(places, today, rng)
    return tuple(events), places


def _story_day(number: int, today: date, rng: random.Random) -> date:
    """A Monday to Thursday in the story's own stretch of the period."""
    stretch = agenda.DAYS / STORIES
    day = today - timedelta(days=agenda.DAYS - 2 - int(stretch * number + rng.random() * 3))
    return day if day.weekday() < 4 else day + timedelta(days=7 - day.weekday())


def _event(number: int, name: str, day: date, today: date, rng: random.Random) -> Event:
    own = OUTLETS[0]
    desk, topic = _MISSED[number // MISSED_EVERY % len(_MISSED)]
    if number % MISSED_EVERY:
        desk, topic = agenda.choose({key: own.desks[key] for key in own.desks if key != "africa"}, rng), None
    outlet = own if number % MISSED_EVERY else OUTLETS[1]
    topic = topic or agenda.choose(agenda.topic_weights(outlet, desk, day, today), rng)
    country = rng.choice(agenda.countries(desk, topic))
    return Event(
        id=f"story-{number + 1:02d}",
        name=f"{name} {rng.choice(prose.TOPICS[topic].events)}",
        city=prose.city_of(country, rng),
        official=prose.person(rng),
        step=prose.step_of(topic, country, rng),
        figure=prose.money(rng),
        count=str(rng.randint(11, 97)),
        regions=(country,),
        topics=(topic,),
    )


def _covering(event: Event, *, missed: bool, rng: random.Random) -> list[SampleOutlet]:
    """Two to six outlets; a story that we miss has three peers at least."""
    desk = PLACES[event.regions[0]].desk
    peers = [outlet for outlet in OUTLETS[1:] if outlet.articles]
    liking = sorted(peers, key=lambda outlet: -(rng.random() * (outlet.desks.get(desk, 0) + 6)))
    return liking[: rng.randint(3, 6)] if missed else [OUTLETS[0], *liking[: rng.randint(1, 5)]]


def _cover(places: list[Place], outlet: SampleOutlet, event: Event, day: date) -> None:
    """Give the outlet's nearest free place to the event."""
    free = [n for n, place in enumerate(places) if place.outlet is outlet and place.free]
    nearest = min(free, key=lambda n: (abs((places[n].published.date() - day).days), n))
    moment = agenda.moved(places[nearest].published, day)
    places[nearest] = replace(places[nearest], published=moment, event=event)


def _reserve_undated(places: list[Place]) -> None:
    for outlet in UNDATED_OUTLETS:
        free = [n for n, place in enumerate(places) if place.outlet.id == outlet and place.free]
        at = free[len(free) * 9 // 10]
        places[at] = replace(places[at], dated=False)


def _reserve_copies(places: list[Place], today: date, rng: random.Random) -> None:
    """Copies appear in peers that can be read to the end, a week after the period began or later."""
    first = today - timedelta(days=agenda.DAYS - 8)
    free = [
        n
        for n, place in enumerate(places)
        if place.free
        and place.outlet.role == "peer"
        and place.outlet.feed == "paged"
        and place.published.date() > first
    ]
    origins: list[Role] = ["own" for _ in range(COPIES_OF_OURS)]
    origins += ["peer" for _ in range(COPIES_OF_PEERS)]
    for n, origin in zip(rng.sample(free, len(origins)), origins, strict=True):
        places[n] = replace(places[n], copy_from=origin)
