"""Search in PostgreSQL, through a tsvector made of the same words as everywhere else.

PostgreSQL's own parser splits words differently, so it is not asked. Its vectors hold 16,383 positions and
256 places of one word (https://www.postgresql.org/docs/current/textsearch-limitations.html): phrases beyond
them are not found.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, text

from monitor import query as language
from monitor.query.words import words_of

INDEX = (
    "CREATE TABLE article_words (article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, "
    "words TSVECTOR NOT NULL)",
    "CREATE INDEX article_words_words ON article_words USING gin (words)",
)
PUT = text(
    "INSERT INTO article_words (article, words) VALUES (:article, CAST(:words AS tsvector)) "
    "ON CONFLICT (article) DO UPDATE SET words = excluded.words"
)
_HITS = (
    "FROM article_words WHERE words @@ CAST(:match AS tsquery) "
    "AND article IN (SELECT CAST(value AS integer) FROM json_array_elements_text(CAST(:ids AS json)))"
)
AMONG = f"SELECT article {_HITS}"
RELEVANCE = (
    "SELECT article AS id, ts_rank('{0.2, 0.2, 0.2, 1.0}', words, CAST(:match AS tsquery)) AS score " + _HITS
)
LAST_POSITION = 16_383
LONGEST = 500  # characters of a word: a lexeme may have 2,046 bytes
MOST_BYTES = 1_000_000
WEIGHTS = {"title": "A", "text": "D"}


def put(connection: Connection, articles: Mapping[int, tuple[str, str]]) -> None:
    """Put titles and texts into the index, or put them right."""
    rows = [{"article": id, "words": vector(title, words)} for id, (title, words) in articles.items()]
    connection.execute(PUT, rows)


def vector(title: str, words: str) -> str:
    """A tsvector in PostgreSQL's notation: the title's words with weight A, a gap, the text's with D."""
    places: dict[str, list[str]] = {}
    size = 0
    for word, position, weight in _words(title, words):
        size += len(word.encode()) * (word not in places) + 8
        if size > MOST_BYTES:
            break
        listed = places.setdefault(word, [])
        if len(listed) < 256 or not listed:
            listed.append(f"{position}{weight}")
    return " ".join(f"'{word}':{','.join(dict.fromkeys(listed))}" for word, listed in places.items())


def _words(title: str, words: str) -> Iterator[tuple[str, int, str]]:
    position = 0
    for field, weight in ((title, "A"), (words, "D")):
        position += 1  # the gap that no phrase crosses
        for word in words_of(field):
            position += 1
            yield word[:LONGEST], min(position, LAST_POSITION), weight


def matching(node: language.Node) -> tuple[str, tuple[str, ...]]:
    """The statement that answers the numbers of all articles that may match, and its parameters."""
    query = "SELECT article FROM article_words WHERE words @@ CAST(%s AS tsquery)"
    return query, (render(node),)


def differs(connection: Connection, articles: int) -> str | None:
    """What is wrong with the index; None when it fits the articles."""
    counted = connection.scalar(text("SELECT count(*) FROM article_words"))
    return None if counted == articles else f"{counted} of {articles} articles are in it"


def is_loose(node: language.Node) -> bool:
    """Whether `render` lets through more than the node means: a tsquery cannot say NEAR."""
    match node:
        case language.Near():
            return True
        case language.Not(part=part):
            return is_loose(part)
        case language.And(parts=parts) | language.Or(parts=parts):
            return any(map(is_loose, parts))
    return False


def render(node: language.Node) -> str:
    """A query in the syntax of tsquery; where it cannot be exact it lets through too much."""
    match node:
        case language.Word(text=word, prefix=prefix, field=field):
            return _lexeme(word, field, prefix)
        case language.Phrase(words=words, field=field, last_prefix=last_prefix):
            last = len(words) - 1
            each = [_lexeme(word, field, last_prefix and n == last) for n, word in enumerate(words)]
            return f"({' <-> '.join(each)})"
        case language.Near(words=words):
            return f"({' & '.join(map(render, words))})"
        case language.And(parts=parts):
            exact = [part for part in parts if not (isinstance(part, language.Not) and is_loose(part))]
            return f"({' & '.join(map(render, exact))})"
        case language.Or(parts=parts):
            return f"({' | '.join(map(render, parts))})"
        case language.Not(part=part):
            return f"!{render(part)}"


def _lexeme(word: str, field: language.Field | None, prefix: bool) -> str:
    marks = ("*" if prefix else "") + (WEIGHTS[field] if field else "")
    return f"'{word[:LONGEST]}'{':' + marks if marks else ''}"
