"""Full-text search over titles and texts: one query language, the same hits on SQLite and PostgreSQL."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import ModuleType

from sqlalchemy import Connection, func, select, text

from monitor import query as language
from monitor.errors import StoreError
from monitor.model import Span
from monitor.store import schema, search_postgres, search_sqlite

AMONG = 2_000  # newest hits that relevance is worked out for: it costs time with each hit
WORDS = 24  # of a snippet
BEFORE = 6  # words of it that stand before the first hit


def create_index(connection: Connection) -> None:
    """Make the full-text index of a new record."""
    for statement in _dialect(connection).INDEX:
        connection.execute(text(statement))


def index(connection: Connection, articles: Mapping[int, tuple[str, str]]) -> None:
    """Put titles and texts into the index, or put them right; SQLite's triggers have done so already."""
    if connection.dialect.name == "postgresql":
        search_postgres.put(connection, articles)


def matching(connection: Connection, query: str) -> list[int]:
    """The numbers of all articles that match, in no order. Raises QueryError for a malformed query."""
    return _matching(connection, language.parse(query))


def _matching(connection: Connection, node: language.Node, most: int | None = None) -> list[int]:
    """All articles that match, or at least `most` of them where there are more."""
    loose = connection.dialect.name == "postgresql" and search_postgres.is_loose(node)
    statement, parameters = _dialect(connection).matching(node)
    if most is not None and not loose:
        statement += f" LIMIT {most}"
    cursor = connection.exec_driver_sql(statement, parameters).cursor
    found = [row[0] for row in cursor.fetchall()] if cursor else []
    return _verified(connection, node, found) if loose else found


def count(connection: Connection, query: str) -> int:
    """How many articles match."""
    node = language.parse(query)
    if connection.dialect.name == "postgresql" and search_postgres.is_loose(node):
        return len(matching(connection, query))
    statement, parameters = _dialect(connection).matching(node)
    counted = f"SELECT count(*) FROM ({statement}) AS hits"
    return int(connection.exec_driver_sql(counted, parameters).scalar_one())


def newest(connection: Connection, query: str, limit: int) -> list[int]:
    """The numbers of the newest articles that match, by day and then by number, undated ones last."""
    node = language.parse(query)
    some = _matching(connection, node, most=AMONG + 1)
    if (
        len(some) > AMONG
    ):  # a frequent word: it stands in some of the newest articles, whatever they are about
        table = schema.articles.c
        order = (table.day.desc().nulls_last(), table.id.desc())
        latest = list(connection.scalars(select(table.id).order_by(*order).limit(AMONG)))
        found = _among(connection, node, latest)
        if len(found) >= limit:
            return [number for number in latest if number in found][:limit]
        some = _matching(connection, node)
    dated = []
    for part in _parts(some):
        rows = connection.execute(
            select(schema.articles.c.id, schema.articles.c.day).where(schema.articles.c.id.in_(part))
        )
        dated += [(row.day or date.min, row.id) for row in rows]
    return [number for _, number in sorted(dated, reverse=True)[:limit]]


def _parts(ids: Sequence[int], size: int = 1_000) -> Iterator[Sequence[int]]:
    """A list in pieces that a statement can take."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _among(connection: Connection, node: language.Node, ids: Sequence[int]) -> set[int]:
    """Those of the articles that match."""
    asked = {"match": _dialect(connection).render(node), "ids": json.dumps(list(ids))}
    found = list(connection.scalars(text(_dialect(connection).AMONG), asked))
    if connection.dialect.name == "postgresql" and search_postgres.is_loose(node):
        return set(_verified(connection, node, found))
    return set(found)


def relevance(connection: Connection, query: str, ids: Sequence[int]) -> dict[int, float]:
    """How well each of these hits, at most AMONG, fits the query: more is better.

    BM25 on SQLite, `ts_rank` on PostgreSQL, a word of the title counting five times one of the text.
    """
    if len(ids) > AMONG:
        raise ValueError(f"relevance is worked out for {AMONG} hits, not for {len(ids)}")
    statement = text(_dialect(connection).RELEVANCE)
    match = _dialect(connection).render(language.parse(query))
    rows = connection.execute(statement, {"match": match, "ids": json.dumps(list(ids))})
    return {row.id: row.score for row in rows}


def snippets(connection: Connection, query: str, ids: Sequence[int]) -> dict[int, str]:
    """A few words around the hits of each article that matches, the hits between « and »."""
    node, table = language.parse(query), schema.articles.c
    rows = connection.execute(select(table.id, table.title, table.text).where(table.id.in_(ids)))
    shown = {row.id: snippet(node, row.title, row.text) for row in rows}
    return {number: words for number, words in shown.items() if words}


def snippet(node: language.Node, title: str, words: str) -> str:
    """The passage of the text, or else of the title, that holds the most hits."""
    fields = {"title": title, "text": words}
    spans = language.find(node, fields) or []
    for field in ("text", "title"):
        if hits := [span for span in spans if span.field == field]:
            return _passage(fields[field], hits)
    return ""


def _passage(words: str, hits: Sequence[Span]) -> str:
    places = [match.span() for match in re.finditer(r"\S+", words)]
    starts = [start for start, _ in places]
    at = [bisect_right(starts, hit.start) - 1 for hit in hits]  # the number of the word of each hit
    first = max(
        at,
        key=lambda n: (
            len(
                {
                    words[h.start : h.end].lower()
                    for h, m in zip(hits, at, strict=True)
                    if n <= m < n + WORDS - BEFORE
                }
            ),
            -n,
        ),
    )
    begin = max(min(first - BEFORE, len(places) - WORDS), 0)
    end = min(begin + WORDS, len(places))
    pieces, place = [], starts[begin]
    for hit, word in zip(hits, at, strict=True):
        if begin <= word < end and hit.start >= place:
            pieces += [words[place : hit.start], "«", words[hit.start : hit.end], "»"]
            place = hit.end
    pieces.append(words[place : max(places[end - 1][1], place)])
    shown = " ".join("".join(pieces).split())
    return f"{'… ' if begin else ''}{shown}{' …' if end < len(places) else ''}"


def verify(connection: Connection) -> None:
    """Compare the index with the articles, inside a write. Raises StoreError when they differ."""
    articles = connection.scalar(select(func.count()).select_from(schema.articles))
    if trouble := _dialect(connection).differs(connection, articles):
        raise StoreError(
            f"store: the search index does not fit the articles ({trouble}); bring a backup back with "
            "`monitor restore FILE`"
        )


def _verified(connection: Connection, node: language.Node, ids: Sequence[int]) -> list[int]:
    """Those candidates that match indeed."""
    table, found = schema.articles.c, list[int]()
    for part in _parts(ids):
        some = select(table.id, table.title, table.text).where(table.id.in_(part))
        found += [
            row.id
            for row in connection.execute(some)
            if language.find(node, {"title": row.title, "text": row.text}) is not None
        ]
    return found


def _dialect(connection: Connection) -> ModuleType:
    return search_postgres if connection.dialect.name == "postgresql" else search_sqlite
