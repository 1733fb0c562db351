"""Evaluative words and policy verbs: `stance_words.tsv`, our own. A star ends a beginning."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Role = Literal["value", "attack", "praise", "keep", "end"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase and what it says of what stands near it.

    value: good or bad; attack and praise: of the verb's object; keep and end: of the object, when demanded.
    """

    words: tuple[str, ...]
    prefix: bool
    role: Role
    value: float  # polarity times weight


class Lexicon:
    """The entries that begin at a word; the longest first, and of equals the whole word first."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._whole: dict[str, list[Entry]] = {}
        self._begun: dict[str, list[Entry]] = {}
        for entry in entries:
            begun = entry.prefix and len(entry.words) == 1
            (self._begun if begun else self._whole).setdefault(entry.words[0], []).append(entry)
        self._known: dict[str, tuple[Entry, ...]] = {}

    def at(self, words: list[str], place: int) -> list[Entry]:
        """The entries of each role that stand at `place`; a phrase hides its first word."""
        candidates = [entry for entry in self._of(words[place]) if _stands(entry, words, place)]
        longest = max((len(entry.words) for entry in candidates), default=0)
        roles: dict[Role, Entry] = {}
        for entry in candidates:
            if len(entry.words) == longest:
                roles.setdefault(entry.role, entry)
        return list(roles.values())

    def _of(self, word: str) -> tuple[Entry, ...]:
        if word not in self._known:
            begun = [e for cut in range(len(word), 2, -1) for e in self._begun.get(word[:cut], ())]
            self._known[word] = (*self._whole.get(word, ()), *begun)
        return self._known[word]


def _stands(entry: Entry, words: list[str], place: int) -> bool:
    if len(entry.words) == 1:
        return True
    follow = tuple(words[place : place + len(entry.words)])
    if len(follow) < len(entry.words) or follow[:-1] != entry.words[:-1]:
        return False
    last = entry.words[-1]
    return follow[-1] == last or (entry.prefix and follow[-1].startswith(last))


@cache
def stance_lexicon() -> Lexicon:
    """The lexicon of this package."""
    return Lexicon(_entries())


@cache
def policy_lexicon() -> Lexicon:
    """Its policy verbs alone: what is said of something when it is asked to be kept or ended."""
    return Lexicon(tuple(entry for entry in _entries() if entry.role in ("keep", "end")))


@cache
def _entries() -> tuple[Entry, ...]:
    lines = (files("monitor.tag") / "stance_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(_entry(*line.split("\t")) for line in lines)


def _entry(word: str, role: str, polarity: str, weight: str) -> Entry:
    words = tuple(word.removesuffix("*").replace("'", " ").replace("-", " ").split())
    return Entry(words, word.endswith("*"), cast("Role", role), int(polarity) * float(weight))
