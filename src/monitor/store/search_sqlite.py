"""Search in SQLite's FTS5 (https://sqlite.org/fts5.html), which triggers keep in step with the articles."""

from collections.abc import Sequence

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from monitor import query as language
from monitor.store.schema import SEARCH_INDEX as INDEX

__all__ = ["AMONG", "INDEX", "RELEVANCE", "differs", "matching", "render"]

# The plus keeps SQLite from looking each number up by itself, which is many times as slow.
_HITS = (
    "FROM article_words WHERE article_words MATCH :match AND +rowid IN (SELECT value FROM json_each(:ids))"
)
AMONG = f"SELECT rowid {_HITS}"
RELEVANCE = f"SELECT rowid AS id, -bm25(article_words, 5.0, 1.0) AS score {_HITS}"


def matching(node: language.Node) -> tuple[str, tuple[str, ...]]:
    """The statement that answers the numbers of all articles that match, and its parameters."""
    return "SELECT rowid FROM article_words WHERE article_words MATCH ?", (render(node),)


def differs(connection: Connection, articles: int) -> str | None:
    """What is wrong with the index; None when it fits the articles."""
    try:
        connection.execute(
            text("INSERT INTO article_words(article_words, rank) VALUES ('integrity-check', 1)")
        )
    except DatabaseError as error:
        return str(error.orig)
    counted = connection.scalar(text("SELECT count(*) FROM article_words_docsize"))
    return None if counted == articles else f"{counted} of {articles} articles are in it"


def render(node: language.Node) -> str:
    """A query in the syntax of SQLite's FTS5."""
    match node:
        case language.Word(text=word, prefix=prefix, field=field):
            return f"{_column(field)}{_quote(word)}{' *' if prefix else ''}"
        case language.Phrase(words=words, field=field, last_prefix=last_prefix):
            return f"{_column(field)}{_quote(' '.join(words))}{' *' if last_prefix else ''}"
        case language.Near(words=words, distance=distance):
            return f"NEAR({' '.join(map(render, words))}, {distance})"
        case language.And(parts=parts):
            return _and(parts)
        case language.Or(parts=parts):
            return "(" + " OR ".join(render(part) for part in parts) + ")"
    raise TypeError(f"store: no rendering for {node!r}")


def _and(parts: Sequence[language.Node]) -> str:
    wanted = [render(part) for part in parts if not isinstance(part, language.Not)]
    unwanted = [render(part.part) for part in parts if isinstance(part, language.Not)]
    match = "(" + " AND ".join(wanted) + ")"
    return f"({match} NOT ({' OR '.join(unwanted)}))" if unwanted else match


def _column(field: str | None) -> str:
    return f"{field} : " if field else ""


def _quote(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
