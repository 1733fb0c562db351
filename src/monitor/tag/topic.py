"""Which topics an article is about, by each topic's query.

n = 4 x distinct words in the title + distinct words in the text; raw = log(1 + n);
score = raw / (1 + raw), from 0 to below 1: 0.41 for one word of the text, 0.52 for two, 0.62 for one of the
title, 0.79 for forty. A topic is tagged from its own threshold.
"""

from collections.abc import Iterable
from math import log1p

from monitor.catalog import Topic
from monitor.errors import QueryError
from monitor.model import Span, Tag
from monitor.query import Fields, Node, find_in, fold, parse, read

TITLE = 4
FOCUS_SCORE = 0.68  # two words of the title, or one and four of the text


class TopicTagger:
    """Tags topics. Built once; raises QueryError that names the topic whose query cannot be understood."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._topics = [(topic, _parsed(topic)) for topic in topics]

    def tag(self, title: str, text: str) -> tuple[Tag, ...]:
        """Tags of kind topic, strongest first: `focus` from a score of 0.68, else `secondary`."""
        written = {"title": title, "text": text}
        fields = read(written)
        tags = [tag for topic, node in self._topics if (tag := _tag(topic, node, fields, written))]
        return tuple(sorted(tags, key=lambda tag: (-tag.score, tag.code)))


def _parsed(topic: Topic) -> Node:
    try:
        return parse(topic.query)
    except QueryError as error:
        raise QueryError(f"tag: topic {topic.id!r}: {error}") from error


def _tag(topic: Topic, node: Node, fields: Fields, written: dict[str, str]) -> Tag | None:
    spans = find_in(node, fields)
    if not spans:
        return None
    score = topic_score(spans, written)
    if score < topic.threshold:
        return None
    tier = "focus" if score >= FOCUS_SCORE else "secondary"
    return Tag("topic", topic.id, tier, round(score, 4), tuple(spans), "query")


def topic_score(spans: Iterable[Span], written: dict[str, str]) -> float:
    """The score of a query's hits, 0 … below 1; a word that is in the title counts there only."""
    hits = {(span.field, fold(written[span.field][span.start : span.end])) for span in spans}
    title = {word for field, word in hits if field == "title"}
    text = {word for field, word in hits if field == "text"}
    raw = log1p(TITLE * len(title) + len(text - title))
    return raw / (1 + raw)
