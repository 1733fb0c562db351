"""Which articles have a tag, and what the tagger said; and which articles have a day."""

import pandas as pd
from sqlalchemy import Connection, null, select

from monitor.model import Holder, TagKind
from monitor.store import schema

COLUMNS = ["article", "day", "label", "score"]


def tagged(connection: Connection, kind: TagKind, code: str, holder: Holder | None = None) -> pd.DataFrame:
    """The dated articles that a tagger gave this tag, oldest first; the columns are `COLUMNS`.

    `holder`: those in which one has a stance, and how that one stands.
    """
    article, tag = schema.articles.c, schema.tags.c
    columns = [article.id.label("article"), article.day, tag.label, tag.score]
    if holder is not None:
        side = tag[holder]
        columns[2:] = [side[0].as_string().label("label"), side[1].as_float().label("score")]
    query = (
        select(*columns)
        .join(schema.tags, tag.article == article.id)
        .where(tag.kind == kind, tag.code == code, tag.method != "verdict", article.day.is_not(None))
        .order_by(article.day, article.id)
    )
    if holder is not None:
        query = query.where(side.is_not(null()))
    return pd.DataFrame(connection.execute(query).all(), columns=COLUMNS)


def dated(connection: Connection) -> pd.DataFrame:
    """All dated articles, oldest first; columns article and day."""
    article = schema.articles.c
    query = select(article.id.label("article"), article.day).where(article.day.is_not(None))
    rows = connection.execute(query.order_by(article.day, article.id)).all()
    return pd.DataFrame(rows, columns=["article", "day"])
