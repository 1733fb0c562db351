"""The copies and the stories of articles that are all at hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitor.stories.clusters import Piece, join
from monitor.stories.copies import Copies, Match, text_of, together
from monitor.stories.postings import Postings
from monitor.stories.terms import terms


@dataclass(frozen=True, slots=True)
class Given:
    """An article as it was given."""

    title: str
    text: str
    published: datetime | date | None
    outlet: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of an article: the others by their places in the sequence that was given."""

    copies: tuple[Match, ...]  # of earlier articles
    original: int  # the earliest of those with its text
    story: int  # the earliest of those that tell of its event


def examine(articles: Sequence[Given]) -> list[Found]:
    """Copies and stories; the undated count as later than the dated, and are one another's neighbours."""
    order = sorted(range(len(articles)), key=lambda n: (*_when(articles[n]), n))
    rank = {n: place for place, n in enumerate(order)}
    matches = _copies([articles[n] for n in order])
    first = together((each.article, each.of) for each in matches if each.same)
    originals = [first.get(n, n) for n in range(len(order))]
    stories = _stories([articles[n] for n in order], originals)
    by_article: list[list[Match]] = [[] for _ in order]
    for each in matches:
        told = Match(order[each.article], order[each.of], each.relation, each.jaccard, each.containment)
        by_article[each.article].append(told)
    return [
        Found(tuple(by_article[rank[n]]), order[originals[rank[n]]], order[stories[rank[n]]])
        for n in range(len(order))
    ]


def _copies(ordered: Sequence[Given]) -> list[Match]:
    texts = [text_of(each.text, each.outlet, _day(each)) for each in ordered]
    copies = Copies(Postings(), texts.__getitem__)
    for number, text in enumerate(texts):
        copies.add(number, text)
    found = (each for number, text in enumerate(texts) for each in copies.find(number, text))
    return [each for each in found if each.of < each.article]


def _stories(ordered: Sequence[Given], originals: Sequence[int]) -> list[int]:
    """The first article of each one's story; a copy is told where its original is."""
    pieces = [
        Piece(number, _day(each) or date.min, terms(each.title, each.text))
        for number, each in enumerate(ordered)
        if originals[number] == number
    ]
    first = {n: min(group.articles) for group in join(pieces, [], {}) for n in group.articles}
    return [first[original] for original in originals]


def _day(given: Given) -> date | None:
    when = given.published
    return when.date() if isinstance(when, datetime) else when


def _when(given: Given) -> tuple[bool, date, float]:
    when = given.published
    time = when.hour + when.minute / 60 + when.second / 3600 if isinstance(when, datetime) else 0.0
    return when is None, _day(given) or date.max, time
