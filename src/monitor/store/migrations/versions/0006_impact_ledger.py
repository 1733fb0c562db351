"""The impact ledger: evidence as a list, who verified an event and when, everything that was changed."""

import sqlalchemy as sa
from alembic import op

from monitor.store.schema_impact import KEPT

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Keep every event; what was its evidence is the first piece of the list."""
    _events()
    op.create_table(
        "impact_changes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event", sa.Integer(), sa.ForeignKey("impact_events.id"), nullable=False, index=True),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("who", "reason", "changed")),
    )
    op.create_table(
        "impact_refusals",
        sa.Column("origin", sa.String(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("reason", "who", "given")),
    )
    for statement in KEPT[op.get_bind().dialect.name]:
        op.execute(statement)
    op.execute("UPDATE record SET version = 6")


def _events() -> None:
    story = sa.ForeignKey("stories.id", name="impact_events_story")
    with op.batch_alter_table("impact_events") as table:
        table.add_column(sa.Column("story", sa.Integer(), story))
        table.add_column(sa.Column("pieces", sa.JSON(), nullable=False, server_default="[]"))
        for name in ("title", "url"):
            table.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("contribution", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("verified_by", sa.String()))
        table.add_column(sa.Column("verified_on", sa.Date()))
        table.add_column(sa.Column("origin", sa.String()))
        table.create_unique_constraint("impact_events_origin", ["origin"])
    array = "json_build_array" if op.get_bind().dialect.name == "postgresql" else "json_array"
    op.execute(f"UPDATE impact_events SET pieces = {array}(evidence) WHERE evidence <> ''")
    with op.batch_alter_table("impact_events") as table:
        table.drop_column("evidence")
        table.alter_column("pieces", new_column_name="evidence")
