"""What one sentence says of what it mentions: evaluative words near the mention, turned by a few rules.

A word counts less the farther it stands and across a clause; negation turns it; inside quotation marks it
is someone else's, and counts half. Verbs of attack and praise count for their object. Policy verbs count
where something is demanded ("should end X"). What is said of X's critics, or of ending X, is turned around.
"""

import re
from dataclasses import dataclass

from monitor.query import fold
from monitor.tag.lexicon import Entry, Lexicon
from monitor.tag.text import quotations

REACH = 20  # words on either side
DECAY = 7.0  # words after which a word counts half
CLAUSE = 0.55
QUOTED = 0.5
NEGATED = -0.7

_TOKEN = re.compile(r"[^\W_]+|[,;:()—–]")
_NEGATION = {"not", "never", "no", "without", "nor", "neither", "cannot", "nothing", "hardly"}
_NEGATION |= {"t", "isn", "wasn", "don", "doesn", "didn", "won"}  # the two halves of "isn't"
_DEMAND = {"should", "must", "need", "needs", "ought", "let", "urge", "urged", "urges", "urging"}
_DEMAND |= {"time", "wise", "better", "would", "call", "calls", "called", "calling"}
_CRITICS = re.compile(
    r"\b(?:critics?|opponents?|skeptics?|sceptics?|detractors?|foes?|enemies|opposition) (?:of|to)"
    r"(?: the| a)?\s*$"
)
_FRIENDS = re.compile(
    r"\b(?:supporters?|proponents?|advocates?|champions?|defenders?|backers?) of(?: the| a)?\s*$"
)
_ENDING = re.compile(
    r"\b(?:abandoning|ending|scrapping|cutting|leaving|quitting|halting|stopping|lifting|rejecting|dropping"
    r"|killing|suspending|withdrawing from|pulling out of|walking away from|tearing up"
    r"|(?:end|loss|collapse|abandonment) of)"
    r"(?: the| a)?\s*$"
)
_BE = frozenset(
    ["be", "is", "was", "were", "are", "been", "being", "gets", "got", "get", "come", "comes", "came"]
)


@dataclass(frozen=True, slots=True)
class _Clauses:
    words: list[str]
    starts: list[int]
    clause: list[int]


def sentence_stance(sentence: str, start: int, end: int, lexicon: Lexicon) -> float:
    """How the sentence stands to its part `sentence[start:end]`: below 0 critical, above 0 supportive."""
    folded = fold(sentence)
    read = _read(folded, start, end)
    before = sum(1 for at in read.starts if at < start)
    quoted = quotations(sentence)
    inside = any(a <= start < b for a, b in quoted)
    total, done = 0.0, -1
    for place in range(len(read.words)):
        distance = before - place if place < before else place - before + 1
        if place <= done or distance > REACH:
            continue
        entries = lexicon.at(read.words, place)
        if not entries:
            continue
        done = place + max(len(entry.words) for entry in entries) - 1
        value = _value(entries, read, place, before)
        if not inside and any(a <= read.starts[place] < b for a, b in quoted):
            value *= QUOTED
        total += value * _turn(folded, start, place >= before) * _nearness(read, place, before, distance)
    if _FRIENDS.search(folded, max(0, start - 40), start):
        total = min(total, 0.0) + 0.3 * max(total, 0.0)
    return total


def _read(folded: str, start: int, end: int) -> _Clauses:
    words, starts, clause, number = [], [], [], 0
    for match in _TOKEN.finditer(folded):
        if start <= match.start() < end:
            continue
        if not match.group()[0].isalnum():
            number += 1
            continue
        number += match.group() in ("but", "while", "although", "though", "whereas")
        words.append(match.group())
        starts.append(match.start())
        clause.append(number)
    return _Clauses(words, starts, clause)


def _nearness(read: _Clauses, place: int, before: int, distance: int) -> float:
    beside = min(before if place >= before else max(before - 1, 0), len(read.words) - 1)
    apart = abs(read.clause[place] - read.clause[beside])
    return DECAY / (DECAY + distance) * 2 * CLAUSE ** min(apart, 2)


def _turn(folded: str, start: int, after: bool) -> float:
    """-1 for what follows "critics of X" or "abandoning X"."""
    return -1.0 if after and is_turned(folded, start) else 1.0


def is_turned(folded: str, start: int) -> bool:
    """Whether what stands at `start` of a folded text is named by its critics or its end: "critics of X"."""
    before = max(0, start - 40)
    return bool(_CRITICS.search(folded, before, start) or _ENDING.search(folded, before, start))


def _value(entries: list[Entry], read: _Clauses, place: int, before: int) -> float:
    values = {entry.role: entry.value for entry in entries}
    negated = any(word in _NEGATION for word in read.words[max(0, place - 3) : place])
    sign = NEGATED if negated else 1.0
    demanded = _demanded(read, place, before)
    policy = values.get("keep", values.get("end"))
    if policy is not None and demanded:
        return policy * (-1.0 if negated else 1.0)
    act = values.get("attack", values.get("praise"))
    if act is not None:
        return act * sign * _as_object(read.words, place, before)
    return values.get("value", 0.0) * sign


def _demanded(read: _Clauses, place: int, before: int) -> bool:
    """Whether the policy verb at `place` is asked for, of the target: "must end X", "X should be ended"."""
    around = read.words[max(0, place - 5) : place]
    if not any(word in _DEMAND for word in around):
        return False
    return place < before or "be" in around or read.words[place - 1 : place] == ["to"] or before == 0


def _as_object(words: list[str], place: int, before: int) -> float:
    """1 where the target is acted on; little where it acts."""
    if place < before:
        by = "by" in words[place + 1 : place + 4]
        return 0.2 if by else 1.0
    passive = any(word in _BE for word in words[max(before, place - 3) : place])
    return 1.0 if passive else 0.25
