"""The index of near-duplicates; stories that were joined, or settled by a person; what we left to others."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Keep every row. The articles of an older record are looked at by the next run."""
    op.create_table(
        "sketches",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("article", sa.Integer(), sa.ForeignKey("articles.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("stories") as table:
        older = sa.ForeignKey("stories.id", name="stories_same_as")
        table.add_column(sa.Column("same_as", sa.Integer(), older))
        table.add_column(sa.Column("settled", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "dismissals",
        sa.Column("story", sa.Integer(), sa.ForeignKey("stories.id"), primary_key=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("given", sa.String(), nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP VIEW coverage")  # the last of these files makes it as it is today
    op.execute("UPDATE record SET version = 4")
