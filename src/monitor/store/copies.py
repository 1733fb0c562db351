"""Near-duplicates in the record: what they are found in, and what was found."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from monitor.store import schema
from monitor.store.runs import upsert

SAME = ("copy", "version")
ARTICLE, COPY = schema.articles.c, schema.copies.c


@dataclass(frozen=True, slots=True)
class Words:
    """What near-duplicates are told by."""

    id: int
    outlet: str
    day: date | None
    published: str | None
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles that share words: the later one, `article`, and what it is like."""

    article: int
    of: int
    relation: str  # copy, version, excerpt, quotation
    jaccard: float
    containment: float
    spans: Sequence[tuple[int, int]]  # characters of the later one's text

    @property
    def same(self) -> bool:
        """Whether it is one text, which counts once."""
        return self.relation in SAME


def changed(connection: Connection) -> list[Words]:
    """The articles that this transaction has written."""
    revision = connection.info["revision"]
    return _words(connection, ARTICLE.rev == revision) if revision is not None else []


def words(connection: Connection, articles: Sequence[int]) -> list[Words]:
    """What near-duplicates are told by, of these articles."""
    return _words(connection, ARTICLE.id.in_(articles))


def _words(connection: Connection, test: ColumnElement[bool]) -> list[Words]:
    columns = ARTICLE.id, ARTICLE.outlet, ARTICLE.day, ARTICLE.published, ARTICLE.canonical_url, ARTICLE.text
    rows = connection.execute(select(*columns).where(test).order_by(ARTICLE.id))
    return [Words(*row) for row in rows]


def forget(connection: Connection, articles: Sequence[int]) -> None:
    """Drop what was found of articles whose text is another one now."""
    test = or_(COPY.article.in_(articles), COPY.of.in_(articles))
    connection.execute(delete(schema.copies).where(test))


def untie(connection: Connection, article: int, of: int) -> None:
    """Take back what was found of two articles."""
    connection.execute(delete(schema.copies).where(COPY.article == article, COPY.of == of))


def keep(connection: Connection, found: Iterable[Copy]) -> None:
    """Write down what was found."""
    rows = [
        {
            "article": each.article,
            "of": each.of,
            "relation": each.relation,
            "jaccard": each.jaccard,
            "containment": each.containment,
            "spans": list(each.spans),
        }
        for each in found
    ]
    if rows:
        upsert(connection, schema.copies, rows, ["article", "of"])


def of(connection: Connection, articles: Sequence[int]) -> list[Copy]:
    """What was found of these articles, whichever of the two is the later one."""
    found: dict[tuple[int, int], Copy] = {}
    for part in _parts(list(articles), 10_000):
        test = or_(COPY.article.in_(part), COPY.of.in_(part))
        for row in connection.execute(select(schema.copies).where(test)):
            found[row.article, row.of] = Copy(*row)
    return list(found.values())


def shared(connection: Connection, own: Collection[str], start: date, end: date) -> list[dict[str, Any]]:
    """Peers' articles of these days that share words with one of ours.

    Keys: article, day, outlet, url, text, words (the peer's), of, title, words_of (ours), relation, jaccard,
    containment, spans.
    """
    ours, theirs = schema.articles.alias(), schema.articles.alias()
    query = (
        select(
            theirs.c.id.label("article"),
            *(theirs.c[name] for name in ("day", "outlet", "text", "words")),
            theirs.c.canonical_url.label("url"),
            COPY.of,
            ours.c.title,
            ours.c.words.label("words_of"),
            *(COPY[name] for name in ("relation", "jaccard", "containment", "spans")),
        )
        .join_from(schema.copies, theirs, theirs.c.id == COPY.article)
        .join(ours, ours.c.id == COPY.of)
        .where(ours.c.outlet.in_(own), theirs.c.outlet.not_in(own), theirs.c.day.between(start, end))
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def naming(
    connection: Connection, articles: Collection[int], own: Collection[str], start: date, end: date
) -> list[dict[str, Any]]:
    """Those of the articles that are peers' and of these days; some of the keys that `shared` has."""
    named = ("day", "outlet", "text", "words")
    columns = (
        ARTICLE.id.label("article"),
        ARTICLE.canonical_url.label("url"),
        *(ARTICLE[name] for name in named),
    )
    test = ARTICLE.id.in_(articles), ARTICLE.outlet.not_in(own), ARTICLE.day.between(start, end)
    rows = connection.execute(select(*columns).where(*test)).mappings()
    return [dict(row) | {"relation": "credit"} for row in rows]


def repeats(connection: Connection, start: date, end: date) -> list[int]:
    """The articles of these days whose text is another's: copies, and later versions of one's own."""
    query = (
        select(COPY.article)
        .join_from(schema.copies, schema.articles, ARTICLE.id == COPY.article)
        .where(COPY.relation.in_(SAME), ARTICLE.day.between(start, end))
        .distinct()
        .order_by(COPY.article)
    )
    return [int(article) for article in connection.scalars(query)]


def _parts(values: list[int], size: int) -> Iterable[list[int]]:
    return (values[start : start + size] for start in range(0, len(values), size))
