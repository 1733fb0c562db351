"""Which articles have a tag, and what the tagger said."""

import pandas as pd
from sqlalchemy import Connection, select

from monitor.model import TagKind
from monitor.store import schema

COLUMNS = ["article", "day", "label", "score"]


def tagged(connection: Connection, kind: TagKind, code: str) -> pd.DataFrame:
    """The dated articles that a tagger gave this tag, oldest first; the columns are `COLUMNS`."""
    article, tag = schema.articles.c, schema.tags.c
    columns = [article.id.label("article"), article.day, tag.label, tag.score]
    query = (
        select(*columns)
        .join(schema.tags, tag.article == article.id)
        .where(tag.kind == kind, tag.code == code, tag.method != "verdict", article.day.is_not(None))
        .order_by(article.day, article.id)
    )
    return pd.DataFrame(connection.execute(query).all(), columns=COLUMNS)
