"""An assignment becomes a title, a deck and paragraphs."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice

from monitor.sample import frames
from monitor.sample.assignment import Assignment
from monitor.sample.grammar import Slot, expand, sentence
from monitor.sample.people import FIRST, INSTITUTES, LAST, MINERALS, OFFICES
from monitor.sample.places import PLACES
from monitor.sample.targets import TARGETS
from monitor.sample.topic import Topic
from monitor.sample.topics_economy import ECONOMY
from monitor.sample.topics_force import FORCE
from monitor.sample.topics_people import PEOPLE
from monitor.sample.topics_statecraft import STATECRAFT
from monitor.sample.topics_threats import THREATS

TOPICS: dict[str, Topic] = STATECRAFT | ECONOMY | FORCE | THREATS | PEOPLE
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_SEASONS = ("spring", "summer", "autumn", "winter")
_YEARS = ("two years", "three years", "four years", "five years", "six years", "a decade", "twelve years")
_REPORT = (
    "scene",
    "fact",
    "quote",
    "context",
    "second",
    "event",
    "fact",
    "context",
    "stance",
    "quote",
    "event",
)
_COMMENT = (
    "scene",
    "argument",
    "fact",
    "stance",
    "event",
    "context",
    "quote",
    "fact",
    "second",
    "stance",
    "argument",
    "event",
)
_LIMITS = {"stance": 4, "second": 3, "event": 6, "quote": 4, "scene": 3}

_MOST_STEPS = 90  # after which an article ends, however few its words


def person(rng: random.Random) -> str:
    """An invented name."""
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def money(rng: random.Random) -> str:
    """A sum in words."""
    if rng.random() < 0.5:
        return f"${rng.randint(11, 98) / 10:.1f} billion"
    return f"${rng.randint(12, 960)} million"


def hand(items: Sequence[str], rng: random.Random) -> Iterator[str]:
    """The items in random order, again and again: nothing comes twice before everything came once."""
    return cycle(rng.sample(items, len(items)))


def write(assignment: Assignment, rng: random.Random) -> tuple[str, str, tuple[str, ...]]:
    """Title, deck and paragraphs (250–550 words)."""
    slots = _slots(assignment, rng)
    title = _title(assignment, slots, rng)
    deck = sentence(rng.choice(frames.DECKS), slots, rng)
    if len(assignment.regions) > 1:
        deck = f"{_name(assignment, 0)} and {_name(assignment, 1)}: {deck}"
    return title, deck[:1].upper() + deck[1:], _paragraphs(list(_sentences(assignment, slots, rng)), rng)


def _name(assignment: Assignment, n: int) -> str:
    return PLACES[assignment.regions[n]].name


def _slots(assignment: Assignment, rng: random.Random) -> dict[str, Slot]:
    place = PLACES[assignment.regions[0]]
    cities = rng.sample(place.cities, 2)
    event = assignment.event
    slots: dict[str, Slot] = {
        "country": place.name,
        "adj": place.adjective,
        "capital": place.capital,
        "city": event.city if event else cities[0],
        "city2": cities[1],
        "other": _name(assignment, -1),
        "institute": INSTITUTES,
        "mineral": rng.choice(MINERALS),
        "month": MONTHS,
        "weekday": _WEEKDAYS,
        "season": _SEASONS,
        "years": _YEARS,
    }
    slots |= _numbers(rng) | _topic_slots(assignment, rng) | _voices(assignment, rng)
    if event:
        slots |= {
            "event": event.name,
            "event_title": event.name,
            "figure": event.figure,
            "count": event.count,
        }
    if assignment.target:
        slots |= _target_slots(assignment.target, assignment.stance, rng)
    return slots


def _numbers(rng: random.Random) -> dict[str, Slot]:
    return {
        "n": lambda: str(rng.randint(2, 48)),
        "many": lambda: f"{rng.randint(11, 940) * 100:,}",
        "pct": lambda: f"{rng.randint(3, 68)} percent",
        "money": lambda: money(rng),
    }


def _topic_slots(assignment: Assignment, rng: random.Random) -> dict[str, Slot]:
    topic = TOPICS[assignment.topics[0]]
    steps, worries, quotes = hand(topic.steps, rng), hand(topic.worries, rng), hand(topic.quotes, rng)
    subjects = rng.sample(topic.subjects, 2)
    event = assignment.event
    return {
        "subject": tuple(subjects),
        "subject_title": lambda: subjects[0][:1].upper() + subjects[0][1:],
        "agency": rng.choice(topic.agencies),
        "step": (lambda: event.step if event and rng.random() < 0.4 else next(steps)),
        "step_bare": lambda: next(steps).removeprefix("to "),
        "worry": lambda: next(worries),
        "quote": lambda: next(quotes),
    }


def _voice(full: str, short: str) -> Callable[[], str]:
    names = iter((full,))
    return lambda: next(names, short)


def _voices(assignment: Assignment, rng: random.Random) -> dict[str, Slot]:
    """Who speaks: with office and full name at first, then by surname."""
    name = assignment.event.official if assignment.event else person(rng)
    expert = person(rng)
    official = _voice(f"{rng.choice(OFFICES)} {name}", name.split()[-1])
    analyst = _voice(f"{expert} of {rng.choice(INSTITUTES)}", expert.split()[-1])
    turns = cycle((official, analyst))
    return {"official": official, "expert": analyst, "speaker": lambda: next(turns)()}


def _target_slots(code: str, stance: str, rng: random.Random) -> dict[str, Slot]:
    target = TARGETS[code]
    reasons = hand(target.supportive if stance == "supportive" else target.critical, rng)
    return {"target": target.names, "reason": lambda: next(reasons)}


def _title(assignment: Assignment, slots: dict[str, Slot], rng: random.Random) -> str:
    if assignment.event:
        patterns: tuple[str, ...] = frames.EVENT_HEADS
    else:
        patterns = TOPICS[assignment.topics[0]].heads if rng.random() < 0.6 else frames.HEADS
    return sentence(rng.choice(patterns), slots, rng)


def _patterns(assignment: Assignment, rng: random.Random) -> dict[str, Iterator[str]]:
    facts: tuple[str, ...] = TOPICS[assignment.topics[0]].facts
    if len(assignment.topics) > 1:
        facts += tuple(rng.sample(TOPICS[assignment.topics[1]].facts, 4))
    stances = {"supportive": frames.SUPPORTIVE, "critical": frames.CRITICAL, "neutral": frames.NEUTRAL}
    kinds: dict[str, Sequence[str]] = {
        "lead": frames.EVENT_LEADS if assignment.event else frames.LEADS,
        "fact": facts,
        "quote": frames.QUOTES,
        "scene": frames.SCENES,
        "context": frames.CONTEXT,
        "argument": frames.ARGUMENT,
        "closing": frames.CLOSINGS,
    }
    if assignment.target:
        kinds["stance"] = stances[assignment.stance]
    if assignment.event:
        kinds["event"] = frames.EVENT_FACTS
    if len(assignment.regions) > 1:
        kinds["second"] = frames.SECOND_COUNTRY
    return {kind: iter(rng.sample(patterns, len(patterns))) for kind, patterns in kinds.items()}


def _sentences(assignment: Assignment, slots: dict[str, Slot], rng: random.Random) -> Iterator[str]:
    """Sentences in the order of a recipe until there are words enough."""
    patterns = _patterns(assignment, rng)
    used = dict.fromkeys(_LIMITS, 0)
    words, wanted = 0, rng.randint(255, 490)
    for kind in islice(_recipe(assignment, rng), _MOST_STEPS):
        pattern = next(patterns[kind], None) if kind in patterns else None
        if pattern is None or used.get(kind, 0) >= _LIMITS.get(kind, _MOST_STEPS):
            continue
        used[kind] = used.get(kind, 0) + 1
        made = sentence(pattern, slots, rng)
        words += len(made.split())
        yield made
        if words >= wanted:
            break
    yield sentence(next(patterns["closing"]), slots, rng)


def _recipe(assignment: Assignment, rng: random.Random) -> Iterator[str]:
    steps = list(_COMMENT if assignment.argues else _REPORT)
    yield "lead"
    while True:
        yield from steps
        rng.shuffle(steps)


def _paragraphs(sentences: list[str], rng: random.Random) -> tuple[str, ...]:
    paragraphs: list[str] = []
    at = 0
    while at < len(sentences):
        size = rng.choice((1, 2, 2, 3))
        paragraphs.append(" ".join(sentences[at : at + size]))
        at += size
    return tuple(paragraphs)


def city_of(region: str, rng: random.Random) -> str:
    """A city of a country, not its capital."""
    return rng.choice(PLACES[region].cities)


def step_of(topic: str, country: str, rng: random.Random) -> str:
    """Something to be done about a topic, filled in once for all articles of a story."""
    slots: dict[str, Slot] = _numbers(rng) | {
        "city": city_of(country, rng), "capital": PLACES[country].capital, "adj": PLACES[country].adjective,
        "country": PLACES[country].name, "month": MONTHS, "season": _SEASONS, "years": _YEARS,
        "mineral": MINERALS,
    }  # fmt: skip
    return expand(rng.choice(TOPICS[topic].steps), slots, rng)
