"""What the record keeps of the newsroom's lists, so that it can be read without them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from monitor.model import Outlet
from monitor.store import schema
from monitor.store.record import Record
from monitor.store.runs import upsert

OUTLET = [column.name for column in schema.outlets.columns]


def keep(record: Record, outlets: Sequence[Outlet], desks: Mapping[str, str]) -> None:
    """Bring outlets, their sources and the desks (region -> desk) up to date; mostly nothing changed.

    An outlet that is not in the lists any more stays known as long as the record has articles of it.
    """
    rows = {
        schema.outlets: [{key: getattr(each, key) for key in OUTLET} for each in outlets],
        schema.desks: [{"region": region, "desk": desk} for region, desk in desks.items()],
        schema.sources: [
            {"id": source.id, "outlet": source.outlet, "url": source.url, "complete": False}
            for outlet in outlets
            for source in outlet.sources
        ],
    }
    with record.read() as connection:
        stale = [
            table
            for table, values in rows.items()
            if (values or table is schema.desks) and not _kept(connection, table, values)
        ]
    if not stale:
        return
    with record.write() as connection:
        if schema.outlets in stale:
            upsert(connection, schema.outlets, rows[schema.outlets], ["id"])
        if schema.sources in stale:
            upsert(connection, schema.sources, rows[schema.sources], ["id"], leave=["complete"])
        if schema.desks in stale:
            connection.execute(delete(schema.desks))
            if desks:
                connection.execute(insert(schema.desks), rows[schema.desks])


def _kept(connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the table holds these rows already; desks must be these and no others."""
    names = [name for name in (values[0] if values else {"region": ""}) if name != "complete"]
    found = set(map(tuple, connection.execute(select(*(table.c[name] for name in names)))))
    wanted = {tuple(row[name] for name in names) for row in values}
    return wanted == found if table is schema.desks else wanted <= found
