"""Articles, their earlier versions and their tags, in and out of the record."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    RowMapping,
    Select,
    delete,
    insert,
    select,
    update,
)

from monitor.model import Article, Dated, Held, Line, Outcome, Related, Span, Tag, Tone
from monitor.store import schema, search, verdicts
from monitor.store.record import next_revision
from monitor.store.twins import Incoming as Incoming
from monitor.store.twins import Known, digest, distinct, says_more

ARTICLE, TAG = schema.articles.c, schema.tags.c


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as the record holds it."""

    id: int
    outlet: str
    section: str | None
    article: Article
    tags: tuple[Tag, ...]
    tone: Tone | None


def save(connection: Connection, incoming: Incoming, now: datetime) -> Outcome:
    """Keep one article; see `save_all`."""
    return save_all(connection, [incoming], now)[0]


def save_all(connection: Connection, some: Sequence[Incoming], now: datetime) -> list[Outcome]:
    """Keep articles in their order: new, undated, revised (the old text is kept as a version) or unchanged.

    It is the same article when its canonical address is the same, or when the outlet has one of the same
    title and text under another address.
    """
    outcomes: list[Outcome] = []
    for run in distinct(some):
        known, touched = Known(connection, run), set[int]()
        new = []
        for incoming in run:
            old = known.of(incoming)
            if old is not None and old.id in touched:  # the one before has changed it
                old = Known(connection, [incoming]).of(incoming)
            if old is None:
                new.append(incoming)
                outcomes.append(Outcome.NEW if incoming.article.published else Outcome.UNDATED)
            else:
                touched.add(old.id)
                outcomes.append(_renew(connection, old, incoming, now))
        _insert(connection, new, now)
    return outcomes


def _renew(connection: Connection, old: Row[Any], incoming: Incoming, now: datetime) -> Outcome:
    if old.digest == digest(incoming.article):
        if not says_more(incoming.article, old):
            return Outcome.UNCHANGED
    else:
        version = {"article": old.id, "title": old.title, "text": old.text, "replaced": now.isoformat()}
        connection.execute(insert(schema.versions).values(version))
    _replace(connection, old.id, incoming)
    return Outcome.REVISED


def _insert(connection: Connection, new: Sequence[Incoming], now: datetime) -> None:
    if not new:
        return
    first = {"rev": next_revision(connection), "collected": now.isoformat()}
    kept = insert(schema.articles).returning(ARTICLE.id, sort_by_parameter_order=True)
    ids = connection.scalars(kept, [_row(each) | first for each in new]).all()
    numbered = list(zip(ids, new, strict=True))
    anatomies = [{"article": id, **_anatomy(each.article)} for id, each in numbered]
    connection.execute(insert(schema.anatomy), anatomies)
    search.index(connection, {id: (each.article.title, each.article.text) for id, each in numbered})
    tags = [_tag_row(id, tag, each.tagger, None) for id, each in numbered for tag in each.tags]
    if tags:
        connection.execute(insert(schema.tags), tags)


def _replace(connection: Connection, article: int, incoming: Incoming) -> None:
    row = _row(incoming) | {"rev": next_revision(connection)}
    connection.execute(update(schema.articles).where(ARTICLE.id == article).values(row))
    anatomy = update(schema.anatomy).where(schema.anatomy.c.article == article)
    connection.execute(anatomy.values(_anatomy(incoming.article)))
    search.index(connection, {article: (incoming.article.title, incoming.article.text)})
    _put_tags(connection, article, incoming.tags, incoming.tagger)


def retag(connection: Connection, stored: Stored, tags: Sequence[Tag], tone: Tone, tagger: str) -> bool:
    """Replace the tags that a tagger made of an article; answers whether anything is different now."""
    kept = connection.scalar(select(ARTICLE.digest).where(ARTICLE.id == stored.id))
    if kept != digest(stored.article):
        return False  # revised in the meantime, and tagged as it came in
    standing = _judged(connection, stored.id, tags)
    if {tag for tag, word in standing if word != "no"} == set(stored.tags) and tone == stored.tone:
        return False
    values = {"polarity": tone.polarity, "subjectivity": tone.subjectivity, "tagger": tagger}
    _touch(connection, stored.id, values)
    _put_tags(connection, stored.id, tags, tagger)
    return True


def judge(connection: Connection, verdict: verdicts.Verdict, now: datetime) -> None:
    """Put a person's word on a tag into effect; it stands until the next word on that tag."""
    table = select(schema.tags).where(TAG.article == verdict.article, TAG.method != verdicts.METHOD)
    rows = connection.execute(table).all()
    made = [_tag(row) for row in rows]
    verdicts.keep(connection, verdict, now)
    _touch(connection, verdict.article, {})
    _put_tags(connection, verdict.article, made, rows[0].model if rows else None)


def _touch(connection: Connection, article: int, values: dict[str, Any]) -> None:
    values = values | {"rev": next_revision(connection)}
    connection.execute(update(schema.articles).where(ARTICLE.id == article).values(values))


def _put_tags(connection: Connection, article: int, tags: Sequence[Tag], model: str | None) -> None:
    connection.execute(delete(schema.tags).where(TAG.article == article))
    rows = [_tag_row(article, tag, model, word) for tag, word in _judged(connection, article, tags)]
    if rows:
        connection.execute(insert(schema.tags), rows)


def _tag_row(article: int, tag: Tag, model: str | None, word: verdicts.Word | None) -> dict[str, Any]:
    told = {name: getattr(tag, name) for name in Tag.__slots__}
    return {"article": article, **told, "model": model, "verdict": word}


def _judged(
    connection: Connection, article: int, tags: Sequence[Tag]
) -> list[tuple[Tag, verdicts.Word | None]]:
    return verdicts.applied(tags, verdicts.given(connection, [article]))


def _tag(row: Row[Any]) -> Tag:
    spans = tuple(Span(*span) for span in row.spans)
    own, quoted = (Held(*side) if side else None for side in (row.own, row.quoted))
    return Tag(row.kind, row.code, row.label, row.score, spans, row.method, own, quoted)


def _row(incoming: Incoming) -> dict[str, Any]:
    article = incoming.article
    return {
        "url": article.url,
        "canonical_url": article.canonical_url,
        "outlet": incoming.outlet,
        "title": article.title,
        "deck": article.deck,
        "kicker": article.kicker,
        "type": article.type,
        "section": incoming.section,
        "authors": article.authors,
        "published": article.published,
        "day": day_of(article.published),
        "published_source": article.published_source,
        "updated": article.updated,
        "language": article.language,
        "tags": article.tags,
        "credits": article.credits,
        "text": article.text,
        "digest": digest(article),
        "words": len(article.text.split()),
        "polarity": incoming.tone.polarity,
        "subjectivity": incoming.tone.subjectivity,
        "tagger": incoming.tagger,
    }


def _anatomy(article: Article) -> dict[str, Any]:
    return {
        "lines": [(line.label, line.text) for line in article.lines],
        "related": [asdict(related) for related in article.related],
        "dates": [(each.value, each.source) for each in article.dates],
        "kind": article.kind,
    }


def day_of(published: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time, in its own time zone."""
    return date.fromisoformat(published[:10]) if published else None


def find(connection: Connection, ids: Sequence[int]) -> list[Stored]:
    """The articles with these numbers, in the order asked for; unknown numbers are left out."""
    found = {
        stored.id: stored for stored in _read(connection, select(schema.articles).where(ARTICLE.id.in_(ids)))
    }
    return [found[each] for each in ids if each in found]


def after(connection: Connection, last: int, batch: int = 200) -> list[Stored]:
    """The next articles by number; an empty list after the last one."""
    page = select(schema.articles).where(ARTICLE.id > last).order_by(ARTICLE.id).limit(batch)
    return list(_read(connection, page))


def every(connection: Connection, batch: int = 200) -> Iterator[Stored]:
    """All articles, oldest number first, read in batches."""
    last = 0
    while stored := after(connection, last, batch):
        yield from stored
        last = stored[-1].id


def _read(connection: Connection, query: Select[Any]) -> Iterator[Stored]:
    rows = connection.execute(query).mappings().all()
    ids = [row["id"] for row in rows]
    tags: dict[int, list[Tag]] = {each: [] for each in ids}
    standing = (
        select(schema.tags).where(TAG.article.in_(ids), schema.STANDS).order_by(TAG.score.desc(), TAG.code)
    )
    for row in connection.execute(standing):
        tags[row.article].append(_tag(row))
    anatomy = schema.anatomy
    parts = {
        row.article: row for row in connection.execute(select(anatomy).where(anatomy.c.article.in_(ids)))
    }
    for article in rows:
        yield _stored(article, tuple(tags[article["id"]]), parts[article["id"]])


def _stored(row: RowMapping, tags: tuple[Tag, ...], parts: Row[Any]) -> Stored:
    article = Article(
        url=row["url"],
        canonical_url=row["canonical_url"],
        title=row["title"],
        text=row["text"],
        deck=row["deck"],
        kicker=row["kicker"],
        type=row["type"],
        section=row["section"],
        authors=tuple(row["authors"]),
        published=row["published"],
        published_source=row["published_source"],
        updated=row["updated"],
        language=row["language"],
        tags=tuple(row["tags"]),
        dates=tuple(Dated(*each) for each in parts.dates),
        lines=tuple(Line(*line) for line in parts.lines),
        related=tuple(Related(**each) for each in parts.related),
        credits=tuple(row["credits"]),
        kind=parts.kind,
    )
    tone = None if row["polarity"] is None else Tone(row["polarity"], row["subjectivity"])
    return Stored(row["id"], row["outlet"], row["section"], article, tags, tone)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list shows of an article."""

    title: str
    url: str


def headings(connection: Connection, ids: Sequence[int]) -> dict[int, Heading]:
    """Titles and canonical addresses of articles by number."""
    rows = connection.execute(
        select(ARTICLE.id, ARTICLE.title, ARTICLE.canonical_url).where(ARTICLE.id.in_(ids))
    )
    return {row.id: Heading(row.title, row.canonical_url) for row in rows}


def versions(connection: Connection, article: int) -> list[tuple[str, str, str]]:
    """Earlier versions of an article: (title, text, when it was replaced), oldest first."""
    table = schema.versions.c
    rows = connection.execute(
        select(table.title, table.text, table.replaced).where(table.article == article).order_by(table.id)
    )
    return [(row.title, row.text, row.replaced) for row in rows]


def known(connection: Connection, urls: Iterable[str]) -> set[str]:
    """Those of the addresses under which an article is in the record already."""
    asked = list(urls)
    found: set[str] = set()
    for start in range(0, len(asked), 500):
        part = asked[start : start + 500]
        for column in (ARTICLE.url, ARTICLE.canonical_url):
            found.update(connection.scalars(select(column).where(column.in_(part))))
    return found
