"""Makes the tables of a new record, and brings those of an older one up to date."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import Connection, insert, inspect, text

from monitor.store import schema, schema_impact, search

if TYPE_CHECKING:
    from alembic.config import Config


def create(connection: Connection) -> None:
    """Make all tables, as they are today."""
    from alembic import command  # late: it is needed once in the life of a record

    schema.metadata.create_all(connection)
    search.create_index(connection)
    for statement in schema_impact.KEPT[connection.dialect.name]:
        connection.execute(text(statement))
    if connection.dialect.name == "postgresql":
        connection.execute(text(schema.COVERAGE_VIEW))
    connection.execute(insert(schema.record).values(id=uuid4().hex, version=schema.VERSION, revision=0))
    command.stamp(configuration(connection), "head")


def bring_up(connection: Connection) -> None:
    """Go through the migrations that the record has not seen; all of them in this transaction, or none."""
    from alembic import command

    alembic = configuration(connection)
    if "alembic_version" not in inspect(connection).get_table_names():
        command.stamp(alembic, "0001")  # the first records did not write it down
    command.upgrade(alembic, "head")


def configuration(connection: Connection) -> "Config":
    """Alembic's configuration for this connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
