"""Near-duplicates: copies, an outlet's own versions, and excerpts, each with the words it is told by.

A text is compared by its five-word shingles. A sketch of them (those that are divisible by `EVERY`) finds
the candidates, and the whole sets decide (Broder 1997, "On the resemblance and containment of documents").
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, Protocol

import numpy as np

from monitor.stories.shingles import WORDS, shingles, word_spans

Relation = Literal["copy", "version", "excerpt"]

EVERY = 8  # one shingle in so many is in the sketch of an article
EVERY_OF_OURS = 4  # of our own: a part of ours must be found in a longer text
MOST = 20  # articles under one shingle: what stands in more is nobody's own words
FEWEST = 4  # shingles of a sketch, however short the text
IN_COMMON = 2  # shingles of the sketch that make a candidate
ALIKE = 0.25  # Jaccard index from which two texts are the same one
WITHIN = {25: 0.9, 60: 0.6}  # words in common, and the containment from which one text is in the other
HALF = 0.4  # of the longer text's shingles: less is an excerpt of it
STOCK = 3  # articles of an outlet that hold what is its boilerplate …
STOCK_DAYS = 3  # … of so many days at least: one article in many versions is none


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of an article."""

    outlet: str
    day: date | None
    shingles: np.ndarray  # each once, sorted


@dataclass(frozen=True, slots=True)
class Match:
    """Two texts that share words: the later one, and the one it is like."""

    article: int
    of: int
    relation: Relation
    jaccard: float  # shingles in common over those of either
    containment: float  # over those of the shorter

    @property
    def same(self) -> bool:
        """Whether it is one text, which counts once: an excerpt is a text of its own."""
        return self.relation != "excerpt"


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of one text."""

    matches: list[Match]
    texts: dict[int, Text]  # the candidates, by article
    stock: np.ndarray  # shingles of boilerplate


class Sketches(Protocol):
    """Where sketches are kept: `Postings` in memory, or the segments of a record."""

    def find(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """All pairs with these numbers: their places in `numbers`, and the articles."""

    def add(self, numbers: np.ndarray, article: int) -> None:
        """Keep an article under each of the numbers."""


def text_of(text: str, outlet: str = "", day: date | None = None) -> Text:
    """What is compared of an article with this text."""
    numbers = np.sort(shingles(text))
    first = np.ones(len(numbers), bool)
    first[1:] = numbers[1:] != numbers[:-1]
    return Text(outlet, day, numbers[first])


def sketch(text: Text, every: int = EVERY) -> np.ndarray:
    """The numbers that a text is found by."""
    found: np.ndarray = text.shingles[_in_sketch(text.shingles, every)]
    return found


def asked(text: Text, own: Collection[str] = ()) -> np.ndarray:
    """The numbers that a text is looked up by, where `own` are our outlets: a part of ours is found too."""
    return sketch(text, EVERY_OF_OURS if own else EVERY)


class Copies:
    """Finds what a text shares with earlier ones, and remembers it for later ones."""

    def __init__(
        self, sketches: Sketches, text_of: Callable[[int], Text | None], own: frozenset[str] = frozenset()
    ) -> None:
        """`text_of` tells a text that was added before, None of one that is gone; `own` are our outlets."""
        self._sketches = sketches
        self._text = lru_cache(maxsize=2000)(text_of)
        self._own = own
        self._asked: tuple[Text, np.ndarray, np.ndarray, np.ndarray] | None = None

    def add(self, article: int, text: Text) -> None:
        """Remember a text."""
        numbers, places, articles = self._ask(text)
        self._asked = None
        wanted = np.bincount(places, minlength=len(numbers)) < MOST
        wanted[places[articles == article]] = False
        if self._own and text.outlet not in self._own:
            wanted &= _in_sketch(numbers, EVERY)
        self._sketches.add(numbers[wanted], article)

    def find(self, article: int, text: Text) -> list[Match]:
        """The remembered texts that this one is a copy, a version or an excerpt of, or they of it."""
        return self.look(article, text).matches

    def look(self, article: int, text: Text) -> "Look":
        """The same, with all that was seen on the way."""
        found = ((each, self._text(each)) for each in self.candidates(article, text))
        texts = {each: other for each, other in found if other is not None}
        stock = _stock([text, *texts.values()])
        judged = ((each, judge(text, other, stock)) for each, other in texts.items())
        return Look([Match(article, each, *verdict) for each, verdict in judged if verdict], texts, stock)

    def candidates(self, article: int, text: Text) -> list[int]:
        """Remembered texts with enough of the sketch in common."""
        _, _, articles = self._ask(text)
        counts = Counter(articles[articles != article].tolist())
        return sorted(each for each, count in counts.items() if count >= IN_COMMON)

    def _ask(self, text: Text) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The sketch of a text, and where the index has its numbers: asked once for a text in hand."""
        if self._asked is None or self._asked[0] is not text:
            numbers = asked(text, self._own)
            self._asked = text, numbers, *self._sketches.find(numbers)
        return self._asked[1:]


def judge(one: Text, other: Text, stock: np.ndarray) -> tuple[Relation, float, float] | None:
    """How two texts are related, with the Jaccard index and the containment; None when they are not.

    `stock`: shingles that count for nothing.
    """
    a, b = (_without(each.shingles, stock) for each in (one, other))
    common = len(np.intersect1d(a, b, assume_unique=True))
    if not common:
        return None
    jaccard, containment = common / (len(a) + len(b) - common), common / min(len(a), len(b))
    same_outlet = bool(one.outlet) and one.outlet == other.outlet
    enough = any(common > words - WORDS and containment >= least for words, least in WITHIN.items())
    within = enough and not same_outlet
    if jaccard < ALIKE and not within:
        return None
    if within and common / max(len(a), len(b)) < HALF:
        return "excerpt", jaccard, containment
    return "version" if same_outlet else "copy", jaccard, containment


def spans(text: str, shared: np.ndarray, fewest: int = 8) -> list[tuple[int, int]]:
    """Where a text has the shingles: runs of `fewest` words or more, in characters."""
    places = np.flatnonzero(np.isin(shingles(text), shared))
    runs = np.split(places, np.flatnonzero(np.diff(places) > WORDS) + 1) if len(places) else []
    words = word_spans(text)
    return [
        (words[run[0]][0], words[run[-1] + WORDS - 1][1])
        for run in runs
        if run[-1] - run[0] + WORDS >= fewest
    ]


def together(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The smallest number that each one is tied to, over any number of pairs; of those in the pairs."""
    first: dict[int, int] = {}

    def top(n: int) -> int:
        while first.setdefault(n, n) != n:
            first[n] = n = first[first[n]]
        return n

    for pair in pairs:
        one, other = sorted(map(top, pair))
        first[other] = one
    return {n: top(n) for n in list(first)}


def _in_sketch(numbers: np.ndarray, every: int) -> np.ndarray:
    """Which of a text's shingles are in its sketch; `numbers` are all of them, or a denser sketch."""
    chosen: np.ndarray = numbers % every == 0
    chosen[:FEWEST] = True
    return chosen


def _stock(texts: Iterable[Text]) -> np.ndarray:
    """Shingles of one outlet's boilerplate: captions, calls, related links."""
    by_outlet: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        if text.outlet:
            by_outlet[text.outlet].append(text)
    found = [np.empty(0, np.int64)]
    for some in by_outlet.values():
        days = {text.day or number for number, text in enumerate(some)}
        if len(some) >= STOCK and len(days) >= STOCK_DAYS:
            numbers, counts = np.unique(np.concatenate([text.shingles for text in some]), return_counts=True)
            found.append(numbers[counts >= STOCK])
    return np.unique(np.concatenate(found)) if len(found) > 1 else found[0]


def _without(numbers: np.ndarray, stock: np.ndarray) -> np.ndarray:
    return np.setdiff1d(numbers, stock, assume_unique=True) if len(stock) else numbers
