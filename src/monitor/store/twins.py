"""Which articles are the same one: by their address, or by their words in one outlet."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from monitor.model import Article, Tag, Tone
from monitor.store import schema

ARTICLE = schema.articles.c


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article with its tags, ready for the record."""

    outlet: str
    section: str | None  # the outlet's label, after its aliases
    article: Article
    tags: tuple[Tag, ...]
    tone: Tone
    tagger: str


def distinct(some: Sequence[Incoming]) -> Iterator[list[Incoming]]:
    """Runs of articles none of which is the same as another one of its run."""
    run: list[Incoming] = []
    seen: set[object] = set()
    for incoming in some:
        same = {incoming.article.canonical_url, (incoming.outlet, digest(incoming.article))}
        if same & seen:
            yield run
            run, seen = [], set()
        run.append(incoming)
        seen |= same
    if run:
        yield run


class Known:
    """What the record has of some articles."""

    def __init__(self, connection: Connection, some: Sequence[Incoming]) -> None:
        addresses = [each.article.canonical_url for each in some]
        digests = [digest(each.article) for each in some]
        either = ARTICLE.canonical_url.in_(addresses), ARTICLE.digest.in_(digests)
        # two statements, each with an index of its own
        rows = [row for test in either for row in connection.execute(select(schema.articles).where(test))]
        self._by_address = {row.canonical_url: row for row in rows}
        self._by_words = {(row.outlet, row.digest): row for row in reversed(rows)}

    def of(self, incoming: Incoming) -> Row[Any] | None:
        """The article as the record has it."""
        by_address = self._by_address.get(incoming.article.canonical_url)
        return by_address or self._by_words.get((incoming.outlet, digest(incoming.article)))


def says_more(article: Article, twin: Row[Any]) -> bool:
    """Whether the article has a date, or a web address, that its twin in the record lacks."""
    dated = article.published is not None and twin.published is None
    return dated or (bool(article.url) and not twin.url)


def digest(article: Article) -> str:
    """Of title and text."""
    return hashlib.sha1(f"{article.title}\n{article.text}".encode()).hexdigest()
