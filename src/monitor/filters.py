"""The filters that the command line, the dashboard's URL and Python share: one set of words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from monitor.errors import QueryError
from monitor.model import Holder, Role

LISTS = ("outlet", "section", "desk", "region", "topic", "stance", "target", "language")
DIMENSIONS = {
    "outlet": "outlet",
    "role": "role",
    "section": "section",
    "language": "language",
    "desk": "desks",
    "region": "regions",
    "topic": "topics",
    "stance": "stances",
}
"""What numbers can be broken down by, and the column of the coverage table that holds it."""

HOLDERS: tuple[Holder, ...] = ("own", "quoted")

STANCES = ("supportive", "neutral", "critical", "unsure")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles are meant. Empty means all; several values of one word mean any of them.

    `start` and `end` are days, both included. `outlet`, `role`, `language` and the days choose the
    articles that a share is taken of; the other words choose what is counted in it. `holder` is whose
    stances are meant: the outlet's own voice, those whom it quotes, or (None) all that an article says.
    """

    start: date | None = None
    end: date | None = None
    role: Role | None = None
    outlet: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    desk: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    query: str | None = None
    holder: Holder | None = None

    def base(self) -> "Filters":
        """The articles that shares are taken of: same outlets, languages and days, any subject."""
        kept = Filters(self.start, self.end, self.role, self.outlet, language=self.language)
        return replace(kept, holder=self.holder)

    def between(self, start: date, end: date) -> "Filters":
        """The same filters over other days."""
        return replace(self, start=start, end=end)

    def words(self) -> dict[str, list[str]]:
        """As the words of a URL or a command line: `{"from": ["2026-01-01"], "desk": ["Africa"]}`."""
        said: dict[str, list[str]] = {}
        for name in (field.name for field in fields(self)):
            value: Any = getattr(self, name)
            if value:
                word = {"start": "from", "end": "to"}.get(name, name)
                said[word] = [str(each) for each in value] if isinstance(value, tuple) else [str(value)]
        return said


def parse(words: Mapping[str, Sequence[str]]) -> Filters:
    """Filters from the words of a URL or a command line; QueryError names the word that is wrong."""
    known: dict[str, Any] = {}
    for word, values in words.items():
        if word in ("from", "to"):
            known["start" if word == "from" else "end"] = _day(word, values[0])
        elif word == "role":
            known["role"] = _role(values[0])
        elif word == "holder":
            known["holder"] = as_holder(values[0])
        elif word == "query":
            known["query"] = values[0] or None
        elif word in LISTS:
            known[word] = tuple(values)
        else:
            raise QueryError(
                f"filters: {word!r} is not a filter; use from, to, role, query, holder, {', '.join(LISTS)}"
            )
    for label in known.get("stance", ()):
        if label not in STANCES:
            raise QueryError(f"filters: stance {label!r} is none of {', '.join(STANCES)}")
    return Filters(**known)


def _day(word: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise QueryError(f"filters: --{word} {value!r} is not a day; write it as 2026-03-31") from None


def _role(value: str) -> Role:
    if value == "own":
        return "own"
    if value == "peer":
        return "peer"
    raise QueryError(f"filters: role {value!r} is neither 'own' nor 'peer'")


def as_holder(value: str) -> Holder | None:
    """The holder of this name; None for all of them. QueryError for another name."""
    for holder in HOLDERS:
        if value == holder:
            return holder
    if value == "all":
        return None
    raise QueryError(f"filters: holder {value!r} is none of {', '.join(HOLDERS)}, all")
