"""The first tables. They are written out here as they were, whatever the schema says today."""

from alembic import op
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
)

revision = "0001"
down_revision = None

metadata = MetaData()

record = Table("record", metadata, Column("version", Integer, nullable=False))

revision_table = Table("revision", metadata, Column("value", Integer, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rev", Integer, nullable=False, index=True),
    Column("url", String, nullable=False, index=True),
    Column("canonical_url", String, nullable=False, unique=True),
    Column("outlet", String, nullable=False),
    Column("title", String, nullable=False),
    Column("deck", String),
    Column("kicker", String),
    Column("type", String),
    Column("section", String),
    Column("authors", JSON, nullable=False),
    Column("published", String),
    Column("day", Date),
    Column("published_source", String),
    Column("updated", String),
    Column("language", String),
    Column("tags", JSON, nullable=False),
    Column("credits", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("digest", String, nullable=False, index=True),
    Column("words", Integer, nullable=False),
    Column("polarity", Float),
    Column("subjectivity", Float),
    Column("tagger", String),
    Column("collected", String, nullable=False),
    Index("articles_outlet_day", "outlet", "day"),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("articles.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("replaced", String, nullable=False),
)

anatomy = Table(
    "anatomy",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("lines", JSON, nullable=False),
    Column("related", JSON, nullable=False),
)

tags = Table(
    "tags",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("label", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("method", String, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("id", String, primary_key=True),
    Column("etag", String),
    Column("last_modified", String),
    Column("complete", Boolean, nullable=False),
    Column("tried", String),
    Column("succeeded", String),
    Column("trouble", String),
)

entries = Table(
    "entries",
    metadata,
    Column("source", String, primary_key=True),
    Column("url", String, primary_key=True),
    Column("fingerprint", String, nullable=False),
    Column("outcome", String, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", String, nullable=False),
    Column("finished", String),
)

counts = Table(
    "counts",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("source", String, primary_key=True),
    Column("outcome", String, primary_key=True),
    Column("n", Integer, nullable=False),
)

items = Table(
    "items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("source", String, nullable=False),
    Column("url", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reason", String, nullable=False),
    Index("items_run_source", "run", "source"),
)

collection = Table(
    "collection",
    metadata,
    Column("source", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("state", String, nullable=False),
    UniqueConstraint("source", "day"),
)

SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE article_words USING fts5("
    "title, text, content='articles', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER article_words_insert AFTER INSERT ON articles BEGIN "
    "INSERT INTO article_words(rowid, title, text) VALUES (new.id, new.title, new.text); END",
    "CREATE TRIGGER article_words_delete AFTER DELETE ON articles BEGIN "
    "INSERT INTO article_words(article_words, rowid, title, text) "
    "VALUES ('delete', old.id, old.title, old.text); END",
    "CREATE TRIGGER article_words_update AFTER UPDATE OF title, text ON articles BEGIN "
    "INSERT INTO article_words(article_words, rowid, title, text) "
    "VALUES ('delete', old.id, old.title, old.text); "
    "INSERT INTO article_words(rowid, title, text) VALUES (new.id, new.title, new.text); END",
)


def upgrade() -> None:
    """Make the tables."""
    metadata.create_all(op.get_bind())
    if op.get_bind().dialect.name == "sqlite":
        for statement in SEARCH_INDEX:
            op.execute(statement)
    op.execute(insert(record).values(version=1))
    op.execute(insert(revision_table).values(value=0))
