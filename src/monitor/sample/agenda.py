"""What each outlet turns to: desks, topics, countries, targets, and what is planted among them."""

import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone

from monitor.sample.outlets import SampleOutlet
from monitor.sample.places import DESK_TOPICS, ONLY_IN, PLACES
from monitor.sample.targets import COUNTRY_TARGETS, TOPIC_TARGETS

DAYS = 548
TREND_TOPIC, TREND_DAYS = "tariffs", 243  # twice as many from so many days before today
SILENCE_DAYS = 90  # without our migration × Latin America
DRIFT_TARGET = "pentagon"  # we grow critical of it
OVER_COVERED = ("europe", "peace-talks")
_TREND_SHARE = 0.04


def period(today: date) -> list[date]:
    """The days of the sample, the first one first."""
    return [today - timedelta(days=back) for back in range(DAYS, 0, -1)]


def schedule(outlet: SampleOutlet, today: date, rng: random.Random) -> list[datetime]:
    """When the outlet publishes: a steady pace, weekdays before weekends; sorted."""
    days = period(today)
    weights = [(*(1.0,) * 5, *outlet.weekend)[day.weekday()] for day in days]
    pace = sum(weights) / max(outlet.articles, 1)
    due = pace * rng.random()
    slots: list[datetime] = []
    for day, weight in zip(days, weights, strict=True):
        due += weight
        while due >= pace and len(slots) < outlet.articles:
            due -= pace
            slots.append(_moment(day, outlet.zone, rng))
    while len(slots) < outlet.articles:
        slots.append(_moment(days[-1], outlet.zone, rng))
    return sorted(slots)


def _moment(day: date, zone: int, rng: random.Random) -> datetime:
    hour = rng.randint(max(zone + 1, 7), 18 + min(zone, 0) + 4)
    return datetime(
        day.year, day.month, day.day, hour, rng.randint(0, 59), rng.randint(0, 59),
        tzinfo=timezone(timedelta(hours=zone)),
    )  # fmt: skip


def moved(moment: datetime, day: date) -> datetime:
    """The same time on another day."""
    return moment.replace(year=day.year, month=day.month, day=day.day)


def choose(weights: Mapping[str, float], rng: random.Random) -> str:
    """One key, by weight."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


class Quota:
    """Hands out a share at an even pace, so that what is planted is not left to luck."""

    def __init__(self, start: float) -> None:
        self._due = start

    def is_due(self, share: float) -> bool:
        """Whether the next one belongs to the share (0 … 1)."""
        self._due += share
        if self._due >= 1:
            self._due -= 1
            return True
        return False


def trend_share(day: date, today: date) -> float:
    """The share of the trending topic on a day: it doubles once."""
    return _TREND_SHARE * (2 if (today - day).days <= TREND_DAYS else 1)


def subject(
    outlet: SampleOutlet, day: date, today: date, trend: bool, rng: random.Random
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Regions and topics of an article that belongs to no story."""
    desk = choose(outlet.desks, rng)
    first = TREND_TOPIC if trend else choose(topic_weights(outlet, desk, day, today), rng)
    country = rng.choice(countries(desk, first))
    return _with_second(outlet, desk, country, first, (day, today), rng)


def _with_second(
    outlet: SampleOutlet, desk: str, country: str, first: str, when: tuple[date, date], rng: random.Random
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    regions: tuple[str, ...] = (country,)
    topics: tuple[str, ...] = (first,)
    if rng.random() < 0.25:
        others = [code for code in countries(desk, first) if code != country]
        regions += (rng.choice(others),) if others else ()
    if rng.random() < 0.4:
        others = [
            topic
            for topic in topic_weights(outlet, desk, *when)
            if topic != first and country in countries(desk, topic)
        ]
        topics += (rng.choice(others),) if others else ()
    return regions, topics


def topic_weights(outlet: SampleOutlet, desk: str, day: date, today: date) -> dict[str, float]:
    """How likely the outlet is to take each topic of a desk on a day."""
    weights = {topic: weight * outlet.topics.get(topic, 1) for topic, weight in DESK_TOPICS[desk].items()}
    if outlet.role == "own":
        if desk == OVER_COVERED[0]:
            weights[OVER_COVERED[1]] *= 7
        if desk == "latin-america" and (today - day).days <= SILENCE_DAYS:
            del weights["migration"]
    return {topic: weight for topic, weight in weights.items() if countries(desk, topic)}


def countries(desk: str, topic: str) -> list[str]:
    """Countries of a desk in which a topic can play; all of the desk where none is named."""
    everywhere = [code for code, place in PLACES.items() if place.desk == desk]
    if topic not in ONLY_IN:
        return everywhere
    return [code for code in everywhere if code in ONLY_IN[topic]]


def target_of(
    regions: Iterable[str], topics: Iterable[str], outlet: SampleOutlet, rng: random.Random
) -> str | None:
    """A target that fits the article, if any does."""
    first = next(iter(regions))
    fitting = [code for code, scene, about in TOPIC_TARGETS if first in scene and about & set(topics)]
    if outlet.role == "own" and DRIFT_TARGET in fitting:
        return DRIFT_TARGET
    if first in COUNTRY_TARGETS and rng.random() < 0.6:
        fitting.append(COUNTRY_TARGETS[first])
    return rng.choice(fitting) if fitting else None


def drift_share(day: date, today: date) -> float:
    """The share of criticism in what we write on the target that we drift from."""
    return 0.92 - 0.8 * (today - day).days / DAYS
