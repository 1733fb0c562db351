"""Cells in which editors mean to write less, or more, than others."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "intended_cells",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("cell", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("reason", "who", "given")),
        *(sa.Column(name, sa.String()) for name in ("withdrawn", "withdrawn_by", "withdrawn_reason")),
    )
    op.execute("UPDATE record SET version = 7")
