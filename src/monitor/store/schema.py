"""The tables of the record, for SQLite and PostgreSQL alike."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

VERSION = 9
"""Of the tables below, and the number of the last file in `migrations/versions`."""

metadata = MetaData()

# One row. `revision` is the change sequence: a writer holds this row from its first statement to its
# commit, so that the numbers are in the order of the commits. What a transaction changes carries its
# number, and a reader that remembers the highest one it saw asks only for what came after.
record = Table(
    "record",
    metadata,
    Column("id", String, nullable=False),  # of the whole: another one after a restore
    Column("version", Integer, nullable=False),
    Column("revision", BigInteger, nullable=False),
)

outlets = Table(
    "outlets",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("home", String, nullable=False),
    Column("url", String, nullable=False),
)

desks = Table(
    "desks",
    metadata,
    Column("region", String, primary_key=True),
    Column("desk", String, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rev", BigInteger, nullable=False, index=True),
    Column("url", String, nullable=False, index=True),
    Column("canonical_url", String, nullable=False, unique=True),
    Column("outlet", String, nullable=False),
    Column("title", String, nullable=False),
    Column("deck", String),
    Column("kicker", String),
    Column("type", String),
    Column("section", String),  # the outlet's label, after its aliases
    Column("authors", JSON, nullable=False),
    Column("published", String),  # as precise as it was said, time zone kept
    Column("day", Date),  # of `published`, in its own time zone; null = undated
    Column("published_source", String),
    Column("updated", String),
    Column("language", String),
    Column("tags", JSON, nullable=False),  # the outlet's own keywords
    Column("credits", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("digest", String, nullable=False, index=True),  # of title and text
    Column("words", Integer, nullable=False),
    Column("polarity", Float),
    Column("subjectivity", Float),
    Column("tagger", String),  # version of the tagger that made the tags
    Column("collected", String, nullable=False),  # when it first came in, ISO 8601 UTC
    Index("articles_outlet_day", "outlet", "day"),
    Index("articles_day", "day", "id"),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("articles.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("replaced", String, nullable=False),  # when the next version came in
)

anatomy = Table(
    "anatomy",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("lines", JSON, nullable=False),
    Column("related", JSON, nullable=False),
    Column("dates", JSON, nullable=False),  # every date of publication that was seen, and where it stood
    Column("kind", String, nullable=False),  # article, live page, video, audio, gallery
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
    Column("model", String),  # version of what made it
    Column("verdict", String),  # what a person said of it last: yes or no
    Column("own", JSON(none_as_null=True)),  # label and score of a stance in the outlet's own voice
    Column("quoted", JSON(none_as_null=True)),  # the same of those whom it quotes
)

STANDS = tags.c.verdict.is_(None) | (tags.c.verdict != "no")
"""The tags that count: no person rejected them."""

# All that people said of tags, for ever; the last word on a tag counts, also when it is made anew.
verdicts = Table(
    "verdicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("articles.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("code", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("label", String),  # the right tier or stance, where the tag's was wrong
    Column("who", String, nullable=False),
    Column("note", String, nullable=False),
    Column("given", String, nullable=False),  # ISO 8601 UTC
)

copies = Table(
    "copies",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("of", ForeignKey("articles.id"), primary_key=True, index=True),
    Column("relation", String, nullable=False),  # copy, version, excerpt
    Column("jaccard", Float, nullable=False),
    Column("containment", Float, nullable=False),
    Column("spans", JSON, nullable=False),
)

# The index that near-duplicates are found by: some of each article's shingles, as numbers, in segments.
sketch_segments = Table(
    "sketch_segments",
    metadata,
    Column("id", String, primary_key=True),
    Column("pairs", LargeBinary, nullable=False),  # sorted; of 64 bits, little-endian: see `store.sketches`
)

stories = Table(
    "stories",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("headline", String, nullable=False),
    Column("same_as", ForeignKey("stories.id")),  # the older story that it turned out to be
    Column("settled", Boolean, nullable=False, server_default=false()),  # a person joined or parted it
)

story_articles = Table(
    "story_articles",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False, index=True),
)

# Stories that we left to others on purpose.
dismissals = Table(
    "dismissals",
    metadata,
    Column("story", ForeignKey("stories.id"), primary_key=True),
    Column("reason", String, nullable=False),
    Column("who", String, nullable=False),
    Column("given", String, nullable=False),  # ISO 8601 UTC
)

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("name", String, primary_key=True),
    Column("words", JSON, nullable=False),  # the filters as in an address
    Column("saved", String, nullable=False),  # ISO 8601 UTC
)

# Cells in which editors mean to differ from others. A mark that holds no longer is withdrawn, not deleted.
intended_cells = Table(
    "intended_cells",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("cell", JSON, nullable=False),  # one or two dimensions with a code each: {"desk": "Africa"}
    *(Column(name, String, nullable=False) for name in ("reason", "who", "given")),  # given: ISO 8601 UTC
    *(Column(name, String) for name in ("withdrawn", "withdrawn_by", "withdrawn_reason")),
)

sources = Table(
    "sources",
    metadata,
    Column("id", String, primary_key=True),
    Column("outlet", String),
    Column("url", String),
    Column("etag", String),
    Column("last_modified", String),
    Column("complete", Boolean, nullable=False),  # its older pages were followed to the end once
    Column("tried", String),
    Column("succeeded", String),
    Column("trouble", String),  # why the last try failed; null after a success
    Column("backlog", JSON),  # addresses of its older pages that are still to be read, newest first
    Column("failures", Float, nullable=False, server_default="0"),  # since the last success, by weight
    Column("pause", Float),  # seconds between two looks, from its rhythm and its failures
    Column("due", String),  # when it should be looked at again
    Column("listed", Integer),  # how many items its last answer had
)

entries = Table(
    "entries",
    metadata,
    Column("source", String, primary_key=True),
    Column("url", String, primary_key=True),
    Column("fingerprint", String, nullable=False),  # of what the source said about the item
    Column("outcome", String, nullable=False),
    Column("day", Date),  # of publication, as the source says
    Index("entries_source_day", "source", "day"),
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
    Column("rev", BigInteger, nullable=False, index=True),
    UniqueConstraint("source", "day"),
)

_TAGS = "FROM tags WHERE article = a.id AND verdict IS DISTINCT FROM 'no' AND kind ="
_BEST = "ORDER BY score DESC, code"
COVERAGE_VIEW = f"""
CREATE VIEW coverage AS SELECT a.id, a.outlet, outlets.role, a.section, a.day, a.language, a.polarity,
  (SELECT story FROM story_articles WHERE article = a.id) AS story,
  ARRAY(SELECT code {_TAGS} 'region' AND label = 'focus' {_BEST}) AS regions,
  ARRAY(SELECT DISTINCT desk FROM desks WHERE region IN (SELECT code {_TAGS} 'region' AND label = 'focus'))
    AS desks,
  ARRAY(SELECT code {_TAGS} 'topic' {_BEST}) AS topics,
  ARRAY(SELECT code || ':' || label {_TAGS} 'stance' {_BEST}) AS stances,
  ARRAY(SELECT code || ':' || (own ->> 0) {_TAGS} 'stance' AND own IS NOT NULL {_BEST}) AS own_stances,
  ARRAY(SELECT code || ':' || (quoted ->> 0) {_TAGS} 'stance' AND quoted IS NOT NULL {_BEST})
    AS quoted_stances
FROM articles a LEFT JOIN outlets ON outlets.id = a.outlet"""
"""PostgreSQL's own coverage table, for numbers without a copy in memory."""

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
"""SQLite's full-text index; triggers keep it in the transaction of the article itself."""
