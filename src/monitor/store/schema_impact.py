"""The tables of the impact ledger: events, everything that was done to them, and what was refused."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, String, Table, Text

from monitor.store.schema import metadata

impact_events = Table(
    "impact_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("level", String, nullable=False),  # individual, network, institutional
    Column("kind", String, nullable=False),
    Column("what", Text, nullable=False),
    Column("article", ForeignKey("articles.id"), index=True),
    Column("story", ForeignKey("stories.id")),  # where no article of ours is named
    Column("title", String, nullable=False, server_default=""),  # of a piece that is not in the record
    Column("url", String, nullable=False, server_default=""),
    Column("evidence", JSON, nullable=False, server_default="[]"),  # links, quotations, names of files
    Column("programme", String),
    Column(
        "contribution", Text, nullable=False, server_default=""
    ),  # what we added to it, and what others did
    Column("state", String, nullable=False),  # claimed, verified, withdrawn
    Column("who", String, nullable=False),
    Column("noted", String, nullable=False),  # ISO 8601 UTC
    Column("verified_by", String),
    Column("verified_on", Date),
    Column("origin", String, unique=True),  # the suggestion or the imported row that it was made of
)

# All that was ever done to an event: one row a field, never changed and never deleted.
impact_changes = Table(
    "impact_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", ForeignKey("impact_events.id"), nullable=False, index=True),
    Column("field", String, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Column("who", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("changed", String, nullable=False),  # ISO 8601 UTC
)

# Suggestions that a person looked at and did not take.
impact_refusals = Table(
    "impact_refusals",
    metadata,
    Column("origin", String, primary_key=True),
    Column("reason", String, nullable=False),
    Column("who", String, nullable=False),
    Column("given", String, nullable=False),  # ISO 8601 UTC
)

KEPT = {
    "sqlite": (
        "CREATE TRIGGER impact_changes_stand BEFORE UPDATE ON impact_changes BEGIN "
        "SELECT RAISE(ABORT, 'what was done to an event stays written'); END",
        "CREATE TRIGGER impact_changes_stay BEFORE DELETE ON impact_changes BEGIN "
        "SELECT RAISE(ABORT, 'what was done to an event stays written'); END",
        "CREATE TRIGGER impact_events_stay BEFORE DELETE ON impact_events BEGIN "
        "SELECT RAISE(ABORT, 'an event is withdrawn, never deleted'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION impact_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'impact events are withdrawn, and what was done to them stays written'; END $$",
        "CREATE TRIGGER impact_changes_stay BEFORE UPDATE OR DELETE ON impact_changes "
        "FOR EACH STATEMENT EXECUTE FUNCTION impact_stays()",
        "CREATE TRIGGER impact_events_stay BEFORE DELETE ON impact_events "
        "FOR EACH STATEMENT EXECUTE FUNCTION impact_stays()",
    ),
}
"""By dialect, the triggers that let nobody delete an event or rewrite what was done to it."""
