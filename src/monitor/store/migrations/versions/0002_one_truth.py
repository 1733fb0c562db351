"""One row for identity, version and revision; verdicts, copies, stories, impact events, saved searches."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Keep every row; the new columns are empty until something is said of them.

    Only SQLite ever had the first tables.
    """
    _record()
    _columns()
    _tables()


def _record() -> None:
    op.add_column("record", sa.Column("id", sa.String(), nullable=False, server_default=uuid4().hex))
    op.add_column("record", sa.Column("revision", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE record SET version = 2, revision = (SELECT max(value) FROM revision)")
    op.drop_table("revision")


def _columns() -> None:
    for name in ("outlet", "url"):
        op.add_column("sources", sa.Column(name, sa.String()))
    for name in ("model", "verdict"):
        op.add_column("tags", sa.Column(name, sa.String()))
    op.execute("UPDATE tags SET model = (SELECT tagger FROM articles WHERE articles.id = tags.article)")
    op.add_column("collection", sa.Column("rev", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE collection SET rev = (SELECT revision FROM record)")
    op.create_index("ix_collection_rev", "collection", ["rev"])
    op.create_index("articles_day", "articles", ["day", "id"])


def _tables() -> None:
    op.create_table("outlets", *_texts("id", key=True), *_texts("name", "role", "home", "url"))
    op.create_table("desks", *_texts("region", key=True), *_texts("desk"))
    op.create_table(
        "verdicts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("article", sa.Integer(), sa.ForeignKey("articles.id"), nullable=False, index=True),
        *_texts("kind", "code", "verdict"),
        sa.Column("label", sa.String()),
        *_texts("who", "note", "given"),
    )
    op.create_table(
        "copies",
        sa.Column("article", sa.Integer(), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("of", sa.Integer(), sa.ForeignKey("articles.id"), primary_key=True, index=True),
        *_texts("relation"),
        sa.Column("jaccard", sa.Float(), nullable=False),
        sa.Column("containment", sa.Float(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
    )
    op.create_table("stories", sa.Column("id", sa.Integer(), primary_key=True), *_texts("headline"))
    op.create_table(
        "story_articles",
        sa.Column("article", sa.Integer(), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("story", sa.Integer(), sa.ForeignKey("stories.id"), nullable=False, index=True),
    )
    op.create_table(
        "impact_events",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("day", sa.Date(), nullable=False),
        *_texts("level", "kind"),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), sa.ForeignKey("articles.id"), index=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("programme", sa.String()),
        *_texts("state", "who", "noted"),
    )
    op.create_table(
        "saved_searches",
        *_texts("name", key=True),
        sa.Column("words", sa.JSON(), nullable=False),
        *_texts("saved"),
    )


def _texts(*names: str, key: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False, primary_key=key) for name in names]
