"""What the queries of all topics find in an article, in one pass over its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log1p

from monitor.catalog import Topic
from monitor.errors import QueryError
from monitor.model import Span
from monitor.query import And, Field, Fields, Node, Or, Phrase, Word, find_in, fold, parse, terms
from monitor.query.words import WordIndex

TITLE = 4
MEMORY = 200_000  # words whose queries are remembered

Term = Word | Phrase


@dataclass(slots=True)
class Found:
    """What one topic's query found in an article."""

    title: set[str] = field(default_factory=set)  # the words and phrases, each once
    text: set[str] = field(default_factory=set)
    places: list[tuple[Field, WordIndex, list[int], int]] = field(default_factory=list)
    whole: list[Span] = field(default_factory=list)  # of parts that had to be run whole

    @property
    def spans(self) -> list[Span]:
        """All their places."""
        return self.whole + [
            Span(name, index.starts[at], index.end(at + length - 1))
            for name, index, places, length in self.places
            for at in places
        ]

    @property
    def raw(self) -> float:
        """log(1 + 4 x words in the title + other words in the text)."""
        return log1p(TITLE * len(self.title) + len(self.text - self.title))


class TopicQueries:
    """Runs the queries of topics. Raises QueryError that names the topic whose query cannot be understood."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._nodes = [_parsed(topic) for topic in topics]
        self._wanted = _Wanted(self._nodes)

    def find(self, fields: Fields, written: Mapping[str, str]) -> dict[int, Found]:
        """The topics, by their number, whose queries match."""
        found: dict[int, Found] = {}
        parts: dict[int, tuple[int, Node]] = {}  # by identity: a node's hash is that of all below it
        for name, index in fields.items():
            for word in index.places:
                for topic, node in self._wanted[word]:
                    if not isinstance(node, Word | Phrase):
                        parts[id(node)] = topic, node
                    elif node.field in (None, name):
                        _take(found, topic, node, name, word, index)
        for topic, node in parts.values():
            if spans := find_in(node, fields):
                _take_whole(found.setdefault(topic, Found()), spans, written)
        return found

    def words(self, topic: int) -> list[str]:
        """The words and phrases that a topic's query asks for."""
        return [
            term.text if isinstance(term, Word) else " ".join(term.words)
            for term in terms(self._nodes[topic])
        ]


def _take(found: dict[int, Found], topic: int, term: Term, name: Field, word: str, index: WordIndex) -> None:
    """Note the places of a term whose first word is there."""
    words = term.words if isinstance(term, Phrase) else (word,)
    places = index.phrase(words, term.last_prefix) if isinstance(term, Phrase) else index.places[word]
    if places:
        hits = found.setdefault(topic, Found())
        (hits.title if name == "title" else hits.text).add(" ".join(words) if len(words) > 1 else word)
        hits.places.append((name, index, places, len(words)))


_Asked = list[tuple[int, Node]]


class _Wanted(dict[str, _Asked]):
    """Word of a text -> the topics that ask for it, each with the part of its query to look for.

    A query is any of its parts; each is a term, or is to be run whole where one of its needed terms is there.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._first: dict[str, _Asked] = {}
        self._beginning: dict[str, _Asked] = {}
        for topic, node in enumerate(nodes):
            for part in dict.fromkeys(node.parts if isinstance(node, Or) else (node,)):
                for term in dict.fromkeys(_needed(part)):
                    table = self._beginning if isinstance(term, Word) and term.prefix else self._first
                    first = term.text if isinstance(term, Word) else term.words[0]
                    table.setdefault(first, []).append((topic, part))
        self._lengths = sorted({len(text) for text in self._beginning})

    def __missing__(self, word: str) -> _Asked:
        asked = list(self._first.get(word, ()))
        for length in self._lengths:
            if length > len(word):
                break
            asked += self._beginning.get(word[:length], ())
        if len(self) > MEMORY:
            self.clear()
        self[word] = asked
        return asked


def _needed(node: Node) -> list[Term]:
    """Terms without one of which a query cannot match: of parts that all must match, the fewest."""
    match node:
        case And(parts):
            return min((needed for part in parts if (needed := _needed(part))), key=len)
        case Or(parts):
            return [term for part in parts for term in _needed(part)]
    return terms(node)


def _take_whole(hits: Found, spans: list[Span], written: Mapping[str, str]) -> None:
    """Note what a part of a query found that was run whole."""
    hits.whole += spans
    for span in spans:
        words = hits.title if span.field == "title" else hits.text
        words.add(fold(written[span.field][span.start : span.end]))


def _parsed(topic: Topic) -> Node:
    try:
        return parse(topic.query)
    except QueryError as error:
        raise QueryError(f"tag: topic {topic.id!r}: {error}") from error
