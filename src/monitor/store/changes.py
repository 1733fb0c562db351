"""The change feed: what the numbers need of every article that changed after a revision."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import ColumnElement, Connection, ScalarSelect, func, null, select

from monitor.store import schema

ARTICLE, TAG = schema.articles.c, schema.tags.c

CHANGED = pa.schema(
    [
        ("id", pa.int64()),
        ("outlet", pa.string()),
        ("section", pa.string()),
        ("day", pa.date32()),
        ("language", pa.string()),
        ("polarity", pa.float64()),
        ("story", pa.int64()),
        ("regions", pa.list_(pa.string())),
        ("topics", pa.list_(pa.string())),
        ("stances", pa.list_(pa.string())),
        ("own_stances", pa.list_(pa.string())),
        ("quoted_stances", pa.list_(pa.string())),
    ]
)
"""One row an article: story, focus regions (ISO alpha-3), topic ids, stances as `target:label`, of all and of
each holder; the surest first."""

SEPARATOR = "\x1f"  # between the values of a list while it is one text


def since(connection: Connection, after: int, batch: int = 50_000) -> Iterator[pa.Table]:
    """What the numbers need of every article changed after revision `after`: tables of schema CHANGED."""
    tells = schema.story_articles.c
    story = (
        select(tells.story).where(tells.article == ARTICLE.id).correlate(schema.articles).scalar_subquery()
    )
    plain = (ARTICLE.id, ARTICLE.outlet, ARTICLE.section, ARTICLE.day, ARTICLE.language, ARTICLE.polarity)
    regions = _listed("region", TAG.code, TAG.label == "focus")
    topics = _listed("topic", TAG.code)
    stances = _listed("stance", TAG.code + ":" + TAG.label)
    held = [
        _listed("stance", TAG.code + ":" + side[0].as_string(), side.is_not(null()))
        for side in (TAG.own, TAG.quoted)
    ]
    query = select(*plain, story, regions, topics, stances, *held).where(ARTICLE.rev > after)
    for rows in connection.execute(query, execution_options={"yield_per": batch}).partitions():
        yield _changed(rows)


def _listed(kind: str, value: ColumnElement[str], *more: ColumnElement[bool]) -> ScalarSelect[Any]:
    """The values of an article's tags of one kind as one text, surest first; null when there is none."""
    tags = select(value.label("value")).where(
        TAG.article == ARTICLE.id, TAG.kind == kind, schema.STANDS, *more
    )
    ordered = tags.order_by(TAG.score.desc(), TAG.code).correlate(schema.articles).subquery()
    return select(func.aggregate_strings(ordered.c.value, SEPARATOR)).scalar_subquery()


def _changed(rows: Sequence[Sequence[Any]]) -> pa.Table:
    columns = zip(zip(*rows, strict=True), CHANGED, strict=True)
    arrays = [
        _split(column) if pa.types.is_list(field.type) else pa.array(column).cast(field.type)
        for column, field in columns
    ]
    return pa.Table.from_arrays(arrays, schema=CHANGED)


def _split(texts: Sequence[str | None]) -> pa.ListArray:
    """Lists out of joined texts; null becomes the empty list."""
    lists = pc.split_pattern(pa.array(texts, pa.string()), SEPARATOR)
    lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return pa.ListArray.from_arrays(offsets, lists.flatten())
