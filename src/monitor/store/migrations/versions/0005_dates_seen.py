"""Every date of publication that was seen of an article, and what kind of page it stood on."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Keep every row; of older articles, the date that was taken is the one that is known."""
    op.add_column("anatomy", sa.Column("dates", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("anatomy", sa.Column("kind", sa.String(), nullable=False, server_default="article"))
    op.execute("UPDATE record SET version = 5")
