"""The index of near-duplicates in sorted segments: a transaction writes one, not many rows all over."""

from itertools import chain
from uuid import uuid4

import numpy as np
import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ROWS = 1_000_000  # that are held in memory, and become one segment


def upgrade() -> None:
    """Keep every row: the upper 32 bits of its number, and its article."""
    connection = op.get_bind()
    segments = op.create_table(
        "sketch_segments",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("pairs", sa.LargeBinary(), nullable=False),
    )
    query = sa.text(
        "SELECT number, article FROM sketches WHERE (number, article) > (:number, :article) "
        f"ORDER BY number, article LIMIT {ROWS}"
    )
    last = {"number": -(2**63), "article": -1}
    while rows := connection.execute(query, last).all():
        last = {"number": rows[-1].number, "article": rows[-1].article}
        flat = np.fromiter(chain.from_iterable(rows), np.int64, 2 * len(rows)).view(np.uint64)
        numbers, articles = flat[::2], flat[1::2]
        pairs = np.sort(numbers >> np.uint64(32) << np.uint64(32) | articles)
        op.bulk_insert(segments, [{"id": uuid4().hex, "pairs": pairs.astype("<u8").tobytes()}])
    op.drop_table("sketches")
    op.execute("UPDATE record SET version = 9")
