"""How far a source's archive is read, how it fails, how often it is asked; the days of entries."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Keep every row; what was not known before stays empty."""
    op.add_column("sources", sa.Column("backlog", sa.JSON()))
    op.add_column("sources", sa.Column("failures", sa.Float(), nullable=False, server_default="0"))
    op.add_column("sources", sa.Column("pause", sa.Float()))
    op.add_column("sources", sa.Column("due", sa.String()))
    op.add_column("sources", sa.Column("listed", sa.Integer()))
    op.add_column("entries", sa.Column("day", sa.Date()))
    op.create_index("entries_source_day", "entries", ["source", "day"])
    op.execute("UPDATE entries SET day = (SELECT max(day) FROM articles WHERE articles.url = entries.url)")
    op.execute("UPDATE record SET version = 3")
