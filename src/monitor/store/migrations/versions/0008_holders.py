"""Whose a stance is: the outlet's own, or of those whom it quotes."""

import sqlalchemy as sa
from alembic import op

from monitor.store.schema import COVERAGE_VIEW

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make room. `monitor retag` tells the holders of the stances that are there already."""
    for name in ("own", "quoted"):
        op.add_column("tags", sa.Column(name, sa.JSON(none_as_null=True)))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP VIEW IF EXISTS coverage")
        op.execute(COVERAGE_VIEW)
    op.execute("UPDATE record SET version = 8")
