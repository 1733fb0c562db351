"""How a source fares, in words, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from monitor.measure.silence import Silence, silence, words

Level = Literal["fine", "notice", "trouble"]
OLD = 60  # days after which a source that tells no rhythm is worth a look

NEVER = "never tried"
LOOK = "open the site and compare; `monitor add` with the site's address finds where its feed is now"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a source."""

    tried: str | None  # ISO 8601, as the others
    succeeded: str | None
    trouble: str | None
    due: str | None
    listed: int | None  # items of its last answer
    days: Sequence[date]  # of its items, one each


@dataclass(frozen=True, slots=True)
class Grade:
    """What is to be thought of a source."""

    level: Level
    words: str
    advice: str
    rhythm: Silence


def grade(facts: Facts, today: date) -> Grade:
    """Judge a source."""
    rhythm = silence(facts.days, today)
    level, said, advice = _judged(facts, rhythm, today)
    return Grade(level, said, advice, rhythm)


def _judged(facts: Facts, rhythm: Silence, today: date) -> tuple[Level, str, str]:
    if facts.tried is None:
        return "notice", NEVER, "run `monitor ingest`"
    if facts.trouble:
        since = (
            f"no success since {_moment(facts.succeeded)}"
            if facts.succeeded
            else "it has never answered well"
        )
        again = (
            f"it is tried again from {_moment(facts.due)} on"
            if facts.due
            else "it is tried again at the next run"
        )
        return "trouble", f"{facts.trouble.removeprefix('collect: ')}; {since}", again
    if facts.listed == 0:
        return "trouble", "it answers, and lists nothing", LOOK
    if rhythm.silent:
        return "trouble", words(rhythm, today), LOOK
    if rhythm.last is not None and not rhythm.enough and (today - rhythm.last).days > OLD:
        return "notice", f"it lists nothing newer than {rhythm.last}", LOOK
    return "fine", words(rhythm, today), ""


def _moment(moment: str | None) -> str:
    return (moment or "")[:16].replace("T", " at ")
