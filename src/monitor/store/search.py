"""Full-text search over titles and texts."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from monitor import query as language


def snippets(connection: Connection, query: str, ids: Sequence[int]) -> dict[int, str]:
    """A few words around the hits of each article, the hits between « and »."""
    statement = text(
        "SELECT rowid AS id, snippet(article_words, -1, '«', '»', ' … ', 24) AS words "
        "FROM article_words WHERE article_words MATCH :match AND rowid IN :ids"
    ).bindparams(bindparam("ids", expanding=True))
    rows = connection.execute(statement, {"match": render(language.parse(query)), "ids": list(ids)})
    return {row.id: row.words for row in rows}


def matching(connection: Connection, query: str) -> list[int]:
    """The numbers of all articles that match."""
    match = render(language.parse(query))
    rows = connection.execute(
        text("SELECT rowid AS id FROM article_words WHERE article_words MATCH :match"), {"match": match}
    )
    return [row.id for row in rows]


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
