"""How Alembic reaches the record: in the transaction of the program that opens it.

A developer who changes the schema calls `alembic.command.revision(configuration(connection), ...)`.
"""

from alembic import context

from monitor.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
