"""What people said of tags: it wins over every tagger, and survives tagging anew."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, func, insert, or_, select

from monitor.model import Held, Tag, TagKind
from monitor.store import schema

Word = Literal["yes", "no"]
METHOD = "verdict"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word on a tag: it is right, it is wrong, or (yes, on a tag that is not there) it is missing.

    `label` is the right tier or stance, where the tagger's is wrong.
    """

    article: int
    kind: TagKind
    code: str
    verdict: Word
    who: str
    label: str | None = None
    note: str = ""


def keep(connection: Connection, verdict: Verdict, now: datetime) -> None:
    """Write a verdict down beside the earlier ones; `articles.judge` also puts it into effect."""
    connection.execute(insert(schema.verdicts).values(asdict(verdict) | {"given": now.isoformat()}))


def given(connection: Connection, articles: Sequence[int]) -> list[Verdict]:
    """All verdicts on these articles, oldest first."""
    table = schema.verdicts
    columns = [table.c[name] for name in Verdict.__slots__]
    rows = connection.execute(select(*columns).where(table.c.article.in_(articles)).order_by(table.c.id))
    return [Verdict(**row._mapping) for row in rows]


def applied(tags: Iterable[Tag], verdicts: Iterable[Verdict]) -> list[tuple[Tag, Word | None]]:
    """A tagger's tags as the verdicts on their article leave them, each with the verdict that stands."""
    standing = {(each.kind, each.code): each for each in verdicts}  # the last one on a tag
    judged: list[tuple[Tag, Word | None]] = []
    for tag in tags:
        verdict = standing.pop((tag.kind, tag.code), None)
        judged.append((_as_said(tag, verdict), verdict.verdict if verdict else None))
    missing = [each for each in standing.values() if each.verdict == "yes"]
    judged += [(Tag(each.kind, each.code, each.label or "focus", 1.0, (), METHOD), "yes") for each in missing]
    return judged


def _as_said(tag: Tag, verdict: Verdict | None) -> Tag:
    """The tag with the label that a person gave; it is also its holder's where there is one only."""
    if verdict is None or verdict.label is None:
        return tag
    own, quoted = tag.own, tag.quoted
    if own and not quoted:
        own = Held(verdict.label, own.score)
    elif quoted and not own:
        quoted = Held(verdict.label, quoted.score)
    return replace(tag, label=verdict.label, own=own, quoted=quoted)


@dataclass(frozen=True, slots=True)
class Judged:
    """An article with what was said last of its tags of one kind: code -> yes or no."""

    article: int
    outlet: str
    title: str
    text: str
    published: str | None
    words: dict[str, Word]
    labels: dict[str, str]  # code -> the right tier or stance, where it was said


def judged(connection: Connection, kind: TagKind) -> Iterator[Judged]:
    """All articles of which a tag of this kind was judged, by number."""
    said, article = schema.verdicts.c, schema.articles.c
    of_article = article.id, article.outlet, article.title, article.text, article.published
    columns = *of_article, said.code, said.verdict, said.label
    query = select(*columns).join(schema.verdicts, said.article == article.id).where(said.kind == kind)
    rows = connection.execute(query.order_by(article.id, said.id))
    for (id, outlet, title, text, published), group in groupby(rows, key=lambda row: row[:5]):
        last = {row.code: row for row in group}
        words = {code: row.verdict for code, row in last.items()}
        labels = {code: row.label for code, row in last.items() if row.label}
        yield Judged(id, outlet, title, text, published, words, labels)


def not_judged(connection: Connection, most: int) -> list[tuple[str, str, str, str | None]]:
    """Title, text, outlet and section of the newest articles of which nobody judged a topic."""
    article, said = schema.articles.c, schema.verdicts.c
    known = select(said.article).where(said.kind == "topic")
    columns = article.title, article.text, article.outlet, article.section
    newest = select(*columns).where(article.id.not_in(known)).order_by(article.id.desc()).limit(most)
    return [tuple(row) for row in connection.execute(newest)]


class Unjudged(NamedTuple):
    """A tag that nobody judged."""

    article: int
    url: str
    title: str
    kind: str
    code: str
    score: float
    method: str


def unjudged(connection: Connection, kind: TagKind) -> list[Unjudged]:
    """All tags of this kind that nobody judged and that no other tag implies."""
    tag, article = schema.tags.c, schema.articles.c
    columns = article.id, article.canonical_url, article.title, tag.kind, tag.code, tag.score, tag.method
    query = select(*columns).join(schema.tags, tag.article == article.id)
    query = query.where(tag.kind == kind, tag.verdict.is_(None), tag.method.not_like("implied by %"))
    return [Unjudged(*row) for row in connection.execute(query.order_by(article.id, tag.code))]


def noted(connection: Connection, kind: TagKind, note: str) -> list[tuple[str, Word]]:
    """Code and word of all verdicts of this kind that carry a note."""
    table = schema.verdicts.c
    query = select(table.code, table.verdict).where(table.kind == kind, table.note == note)
    return [(row.code, row.verdict) for row in connection.execute(query.order_by(table.id))]


def count(connection: Connection) -> int:
    """How many verdicts there are."""
    return int(connection.scalar(select(func.count()).select_from(schema.verdicts)) or 0)


def all_given(connection: Connection) -> list[dict[str, Any]]:
    """All verdicts, oldest first, each with the address of its article."""
    said, article = schema.verdicts.c, schema.articles.c
    columns = [said[name] for name in Verdict.__slots__]
    query = select(article.canonical_url.label("url"), *columns, said.given)
    rows = connection.execute(query.join(schema.articles, said.article == article.id).order_by(said.id))
    return [dict(row._mapping) for row in rows]


def article_of(connection: Connection, number: int | None, url: str | None) -> int | None:
    """The number of an article that is named by its number, or else by one of its addresses."""
    article = schema.articles.c
    if url:
        asked = or_(article.canonical_url == url, article.url == url)
        return connection.scalar(select(article.id).where(asked).order_by(article.id).limit(1))
    return connection.scalar(select(article.id).where(article.id == number))
