"""Stories in the record: which article tells which one, and what people said of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, null, or_, select, update

from monitor.errors import ConfigError
from monitor.store import schema
from monitor.store.copies import SAME
from monitor.store.record import next_revision

ARTICLE, COPY, TAG = schema.articles.c, schema.copies.c, schema.tags.c
STORY, TELLS = schema.stories.c, schema.story_articles.c
_TELLING = ARTICLE.id, ARTICLE.day, ARTICLE.title, ARTICLE.text, TELLS.story
_UNTOLD = ~exists().where(TELLS.article == ARTICLE.id)


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that tells a story, or will."""

    article: int
    day: date
    title: str
    text: str
    story: int | None
    places: frozenset[str] = frozenset()  # focus regions


def _with_places(connection: Connection, rows: Iterable[Sequence[Any]]) -> list[Telling]:
    some = [Telling(*row) for row in rows]
    ids = [each.article for each in some]
    focus = TAG.kind == "region", TAG.label == "focus", schema.STANDS
    places: dict[int, set[str]] = {}
    for row in connection.execute(select(TAG.article, TAG.code).where(TAG.article.in_(ids), *focus)):
        places.setdefault(row.article, set()).add(row.code)
    return [replace(each, places=frozenset(places.get(each.article, ()))) for each in some]


def untold(connection: Connection) -> list[tuple[int, date]]:
    """Dated articles without a story, each with its day; the oldest days first."""
    query = select(ARTICLE.id, ARTICLE.day).where(ARTICLE.day.is_not(None), _UNTOLD)
    return [(row.id, row.day) for row in connection.execute(query.order_by(ARTICLE.day, ARTICLE.id))]


def still_untold(connection: Connection, articles: Sequence[int]) -> list[Telling]:
    """Those of the articles that have no story, the oldest days first."""
    columns = ARTICLE.id, ARTICLE.day, ARTICLE.title, ARTICLE.text, null()
    test = ARTICLE.id.in_(articles), ARTICLE.day.is_not(None), _UNTOLD
    query = select(*columns).where(*test).order_by(ARTICLE.day, ARTICLE.id)
    return _with_places(connection, connection.execute(query))


def near(connection: Connection, days: Collection[date], apart: int) -> list[Telling]:
    """The articles, without copies, of all stories that have one within so many days of one of the days."""
    close = {day + timedelta(days=n) for day in days for n in range(-apart, apart + 1)}
    copy = exists().where(COPY.article == ARTICLE.id, COPY.relation.in_(SAME))
    told = (
        select().join_from(schema.articles, schema.story_articles, ARTICLE.id == TELLS.article).where(~copy)
    )
    active = told.add_columns(TELLS.story).where(ARTICLE.day.in_(close))
    columns = ARTICLE.id, ARTICLE.day, ARTICLE.title, ARTICLE.text, TELLS.story
    rows = connection.execute(
        told.add_columns(*columns).where(TELLS.story.in_(active), ARTICLE.day.is_not(None))
    )
    return _with_places(connection, rows)


def tellings(connection: Connection, start: date, end: date) -> list[dict[str, Any]]:
    """All articles of the stories that were told between two days, oldest first.

    Keys: story, headline, article, outlet, day, title, url, and original: the article whose text it repeats.
    """
    of = (
        select(func.min(COPY.of)).where(COPY.article == ARTICLE.id, COPY.relation.in_(SAME)).scalar_subquery()
    )
    tells = schema.story_articles
    within = select(TELLS.story).join(schema.articles, ARTICLE.id == TELLS.article)
    query = (
        select(
            TELLS.story,
            STORY.headline,
            ARTICLE.id.label("article"),
            ARTICLE.outlet,
            ARTICLE.day,
            ARTICLE.title,
            ARTICLE.canonical_url.label("url"),
            of.label("original"),
        )
        .join_from(tells, schema.stories, STORY.id == TELLS.story)
        .join(schema.articles, ARTICLE.id == TELLS.article)
        .where(TELLS.story.in_(within.where(ARTICLE.day.between(start, end))))
        .order_by(TELLS.story, ARTICLE.day, ARTICLE.id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def days(connection: Connection, story: int) -> tuple[date, date] | None:
    """The first and the last day of a story."""
    query = select(func.min(ARTICLE.day), func.max(ARTICLE.day)).join(
        schema.story_articles, ARTICLE.id == TELLS.article
    )
    first, last = connection.execute(query.where(TELLS.story == story)).one()
    return (first, last) if first else None


def members(connection: Connection, stories: Collection[int]) -> list[tuple[int, int]]:
    """The articles of these stories: (article, story)."""
    query = select(TELLS.article, TELLS.story).where(TELLS.story.in_(stories))
    return [(row.article, row.story) for row in connection.execute(query)]


def pieces(connection: Connection, outlets: Collection[str], start: date, end: date) -> list[Telling]:
    """The articles of these outlets between two days, and the stories that they tell."""
    query = select(*_TELLING).outerjoin(schema.story_articles, ARTICLE.id == TELLS.article)
    test = ARTICLE.outlet.in_(outlets), ARTICLE.day.between(start, end)
    return [Telling(*row) for row in connection.execute(query.where(*test).order_by(ARTICLE.id))]


def telling(connection: Connection, story: int) -> list[Telling]:
    """The articles that tell a story."""
    query = select(*_TELLING).join(schema.story_articles, ARTICLE.id == TELLS.article)
    rows = connection.execute(query.where(TELLS.story == story).order_by(ARTICLE.day, ARTICLE.id))
    return [Telling(*row) for row in rows]


def dismissed(connection: Connection) -> list[dict[str, Any]]:
    """Stories that we leave to others, what was dismissed last first: story, headline, reason, who, given.

    One that was joined with an older story since is told by the number that stands.
    """
    table = schema.dismissals
    stands = schema.stories.alias()
    query = (
        select(stands.c.id.label("story"), stands.c.headline, table.c.reason, table.c.who, table.c.given)
        .join_from(table, schema.stories, STORY.id == table.c.story)
        .join(stands, stands.c.id == func.coalesce(STORY.same_as, STORY.id))
        .order_by(table.c.given.desc(), table.c.story)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def settled(connection: Connection, stories: Collection[int]) -> set[int]:
    """Those of the stories that a person joined or parted."""
    return set(connection.scalars(select(STORY.id).where(STORY.id.in_(stories), STORY.settled)))


def of(connection: Connection, articles: Sequence[int]) -> dict[int, int]:
    """The story of each article that has one."""
    query = select(TELLS.article, TELLS.story).where(TELLS.article.in_(articles))
    return {row.article: row.story for row in connection.execute(query)}


def begin(connection: Connection, headlines: Sequence[str]) -> list[int]:
    """New stories; answers their numbers, in this order."""
    if not headlines:
        return []
    kept = insert(schema.stories).returning(STORY.id, sort_by_parameter_order=True)
    return list(connection.scalars(kept, [{"headline": each} for each in headlines]))


def put(connection: Connection, articles: Mapping[int, int]) -> None:
    """Give articles their stories, article -> story; they must have none."""
    if articles:
        rows = [{"article": article, "story": story} for article, story in articles.items()]
        connection.execute(insert(schema.story_articles), rows)
        _touch(connection, list(articles))


def same(connection: Connection, story: int, others: Sequence[int]) -> None:
    """Put what tells other stories into one; their numbers lead to it from now on."""
    if not others:
        return
    moved = list(connection.scalars(select(TELLS.article).where(TELLS.story.in_(others))))
    connection.execute(update(schema.story_articles).where(TELLS.story.in_(others)).values(story=story))
    gone = update(schema.stories).where(or_(STORY.id.in_(others), STORY.same_as.in_(others)))
    connection.execute(gone.values(same_as=story))
    _touch(connection, moved)


def join(connection: Connection, story: int, other: int) -> int:
    """A person says that two stories are one; answers the number that stands, that of the older one."""
    first, second = sorted((standing(connection, story), standing(connection, other)))
    if first != second:
        same(connection, first, [second])
        _settle(connection, [first])
    return first


def part(connection: Connection, articles: Sequence[int]) -> int:
    """A person says that these articles tell another story than they are in; answers its number.

    Raises ConfigError for articles of several stories or of none, and for all that a story has.
    """
    told = of(connection, articles)
    if not articles or set(told) != set(articles) or len(set(told.values())) > 1:
        raise ConfigError("stories: name articles of one story to part them from it")
    (before,) = set(told.values())
    if len(told) == len(members(connection, [before])):
        raise ConfigError(f"stories: these are all articles of story {before}; leave it one of them")
    first = select(ARTICLE.title).where(ARTICLE.id.in_(articles)).order_by(ARTICLE.day, ARTICLE.id)
    (story,) = begin(connection, [connection.scalar(first) or ""])
    connection.execute(delete(schema.story_articles).where(TELLS.article.in_(articles)))
    put(connection, dict.fromkeys(articles, story))
    _settle(connection, [before, story])
    return story


def standing(connection: Connection, story: int) -> int:
    """The story that a number stands for today. Raises ConfigError for one that was never given."""
    row = connection.execute(select(STORY.id, STORY.same_as).where(STORY.id == story)).first()
    if row is None:
        raise ConfigError(f"stories: there is no story {story}")
    return int(row.same_as or row.id)


def dismiss(connection: Connection, story: int, reason: str, who: str, now: datetime) -> None:
    """Note that we leave a story to others, and why."""
    number = standing(connection, story)
    _take_back(connection, number)
    row = {"story": number, "reason": reason, "who": who, "given": now.isoformat()}
    connection.execute(insert(schema.dismissals).values(row))
    next_revision(connection)  # what was asked before is asked again


def undo(connection: Connection, story: int) -> None:
    """A story is ours to tell again. Raises ConfigError for one that nobody dismissed."""
    number = standing(connection, story)
    if not _take_back(connection, number):
        raise ConfigError(f"stories: nobody dismissed story {number}")
    next_revision(connection)


def _take_back(connection: Connection, number: int) -> int:
    """Drop what was said of a story, or of one that was joined with it since; answers how many rows."""
    joined = select(STORY.id).where(or_(STORY.id == number, STORY.same_as == number))
    return connection.execute(delete(schema.dismissals).where(schema.dismissals.c.story.in_(joined))).rowcount


def _settle(connection: Connection, stories: Sequence[int]) -> None:
    connection.execute(update(schema.stories).where(STORY.id.in_(stories)).values(settled=True))


def _touch(connection: Connection, articles: Sequence[int]) -> None:
    """The numbers count stories: they ask again for what changed."""
    revision = next_revision(connection)
    connection.execute(update(schema.articles).where(ARTICLE.id.in_(articles)).values(rev=revision))
