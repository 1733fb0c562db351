"""How right the topics are that articles are tagged with."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.catalog.media_topics import media_topics, top_level
from monitor.errors import MonitorError
from monitor.evaluate.figures import set_score, worst
from monitor.evaluate.scorecard import Confusion, Scorecard, SetScore, shipped
from monitor.evaluate.scores import Counts, compare
from monitor.model import Tag
from monitor.tag import VERSION, Tagger

CONFUSIONS = 15
DOUBTFUL = 0.7  # the precision below which a chart says so

ALL = "all topics; sets mostly name one of several, so precision is rather higher"
SUREST = "the surest topic is one of them"


@dataclass(frozen=True, slots=True)
class Judged:
    """One article: the topics that it was tagged with, surest first, and what is true."""

    set: str
    said: tuple[str, ...]
    true: frozenset[str]


def topic_scorecard(gold: Sequence[dict[str, Any]], tagger: Tagger, home: str | None = None) -> Scorecard:  # noqa: ARG001 - all kinds are called alike
    """Measure the topics against `labels`, or `own` where a row has no labels.

    Rows: id, title, text, and labels (IPTC codes, of which the top levels count) or own (ids of own topics);
    where known dataset or source, the name of the row's set. Raises MonitorError where no row has either.
    """

    def tags(row: dict[str, Any]) -> Iterable[Tag]:
        return tagger.tag(row.get("title") or "", row.get("text") or "").tags

    return card([judged for row in gold if (judged := judge(row, tags))], VERSION)


def judge(row: dict[str, Any], tags: Callable[[dict[str, Any]], Iterable[Tag]]) -> Judged | None:
    """What was said of a labelled article; None where it has no label."""
    labels = frozenset(top_level(code) for code in row.get("labels") or ())
    true = labels or frozenset(row.get("own") or ())
    if not true:
        return None
    found = sorted((tag for tag in tags(row) if tag.kind == "topic"), key=lambda tag: -tag.score)
    asked = [tag.code for tag in found if not labels or top_level(tag.code) == tag.code in media_topics()]
    return Judged(row.get("dataset") or row.get("source") or "articles", tuple(asked), true)


def card(judged: Sequence[Judged], version: str) -> Scorecard:
    """The scorecard of judged articles. Raises MonitorError where there are none."""
    if not judged:
        raise MonitorError("evaluate: no row has a list 'labels' of IPTC codes, or 'own' of topic ids")
    sets: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        sets[each.set].append(each)
    scores = [score for name, some in sets.items() for score in _scores(name, some)]
    return Scorecard(
        "topic",
        version,
        tuple(scores),
        worst(((set(each.said), set(each.true)) for each in judged), _name),
        _confusions(judged),
    )


def doubtful() -> frozenset[str]:
    """The topics that the shipped scorecard says are wrong in more than 30 of 100 articles with them."""
    cards = (each for each in shipped() if each.kind == "topic")
    return frozenset(label.code for each in cards for label in each.worst if label.precision < DOUBTFUL)


def _scores(name: str, some: Sequence[Judged]) -> list[SetScore]:
    every = [compare(set(each.said), set(each.true)) for each in some]
    right = [bool(each.said) and each.said[0] in each.true for each in some]
    surest = [
        Counts(hit, bool(each.said) and not hit, not hit) for hit, each in zip(right, some, strict=True)
    ]
    return [set_score(name, every, ALL), set_score(name, surest, SUREST)]


def _confusions(judged: Iterable[Judged]) -> tuple[Confusion, ...]:
    pairs = Counter(
        (each.said[0], true)
        for each in judged
        if each.said and each.said[0] not in each.true
        for true in each.true
    )
    ranked = sorted(pairs.items(), key=lambda each: (-each[1], each[0]))[:CONFUSIONS]
    return tuple(Confusion(_name(said), _name(true), n) for (said, true), n in ranked)


def _name(code: str) -> str:
    known = media_topics().get(code)
    return known.name if known else code
