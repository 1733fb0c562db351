"""What an outlet's pages repeat: lines that came through as text in article after article."""

from collections import Counter

from sqlalchemy import Connection, select

from monitor.store import schema

NEWEST = 40  # articles of the outlet that are looked at
REPEATED = 4  # of them hold a line that is furniture
LONGEST = 80  # words; a longer one is a paragraph that was printed again


def learn(connection: Connection, outlet: str) -> frozenset[str]:
    """The lines that stand as text in at least 4 of the outlet's newest 40 articles."""
    articles, anatomy = schema.articles.c, schema.anatomy.c
    newest = (
        select(anatomy.lines)
        .join(schema.articles, articles.id == anatomy.article)
        .where(articles.outlet == outlet)
        .order_by(articles.id.desc())
        .limit(NEWEST)
    )
    held = Counter(
        text
        for lines in connection.execute(newest).scalars()
        for text in {text for label, text in lines if label == "body" and len(text.split()) <= LONGEST}
    )
    return frozenset(text for text, articles_with in held.items() if articles_with >= REPEATED)
