"""How a source fares, in words, and what to do about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from monitor.measure.silence import Silence, silence, words
from monitor.model import SourceKind

Level = Literal["fine", "notice", "trouble"]
OLD = 60  # days after which a source that tells no rhythm is worth a look

NEVER = "never tried"
LOOK = "open the site and compare; `monitor add` with the site's address finds where its feed is now"
PASTE = "`monitor add --paste FILE` still brings in single articles that you copied"
ADVICE = {
    r"bot wall|robots\.txt|answered (401|402|403|451)\b": PASTE,
    r"answered (404|410)\b|is empty|not a (feed|sitemap)|in place of posts": LOOK,
}
"""What to do about a trouble that waiting does not mend."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a source."""

    tried: str | None  # ISO 8601, as the others
    succeeded: str | None
    trouble: str | None
    due: str | None
    listed: int | None  # items of its last answer
    days: Sequence[date]  # of its items, one each
    kind: SourceKind = "feed"
    items: int | None = None  # that it ever listed, dated or not
    failures: float = 1.0  # since the last success, by weight; below 1 it may be over in a moment


@dataclass(frozen=True, slots=True)
class Grade:
    """What is to be thought of a source."""

    level: Level
    words: str
    advice: str
    rhythm: Silence


def grade(facts: Facts, today: date) -> Grade:
    """Judge a source: its silence only up to the last look that it answered, for later we were silent too."""
    seen = min(today, date.fromisoformat(facts.succeeded[:10])) if facts.succeeded else today
    rhythm = silence(facts.days, seen)
    level, said, advice = _judged(facts, rhythm, seen, today)
    return Grade(level, said, advice, rhythm)


def _judged(facts: Facts, rhythm: Silence, seen: date, today: date) -> tuple[Level, str, str]:
    if facts.tried is None:
        return "notice", NEVER, "run `monitor ingest`"
    if facts.trouble:
        passing = facts.failures < 1 and facts.succeeded
        level: Level = "notice" if passing else "trouble"
        return level, *_troubled(facts, facts.trouble.removeprefix("collect: "))
    if rhythm.silent:
        return "trouble", words(rhythm, today), LOOK
    if facts.listed == 0:
        if facts.kind != "sitemap":
            return "trouble", "it answers, and lists nothing", LOOK
        if facts.items == 0:  # else it is an index of sitemaps, or one of the news of two days
            return "notice", "it answers, and has listed nothing yet", LOOK
    if rhythm.last is not None and not rhythm.enough and (seen - rhythm.last).days > OLD:
        return "notice", f"it lists nothing newer than {rhythm.last}", LOOK
    return "fine", words(rhythm, today), ""


def _troubled(facts: Facts, trouble: str) -> tuple[str, str]:
    """What is wrong and since when; what to do, and when the next look is."""
    since = (
        f"no success since {_moment(facts.succeeded)}" if facts.succeeded else "it has never answered well"
    )
    again = f"it is tried again from {_moment(facts.due)} on" if facts.due else "the next run tries it again"
    mends = [advice for signs, advice in ADVICE.items() if re.search(signs, trouble)][:1]
    return f"{trouble}; {since}", "; ".join([*mends, again])


def _moment(moment: str) -> str:
    return f"{moment[:16].replace('T', ' at ')} UTC"
