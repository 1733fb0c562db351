"""Adds outlets and sources to `outlets.toml`; its comments, order and line ends stay as they are."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table, Whitespace

from monitor.catalog.outlets import read_outlets
from monitor.errors import ConfigError
from monitor.model import Outlet, Source

BOM = "\ufeff"


def add_source(path: Path, outlet_id: str, source: Source) -> None:
    """Add `source` below the last one of the outlet; of its id, what follows the "/" is written.

    Raises ConfigError when there is no such outlet, when its id or address is taken, or a value is wrong.
    """
    outlets = read_outlets(path)
    places = {outlet.id: place for place, outlet in enumerate(outlets)}
    if outlet_id not in places:
        raise ConfigError(f"config: {path} has no outlet {outlet_id!r}; it has {', '.join(places)}")
    _require_free(path, outlets, source, f"{outlet_id}/{_short(source)}")

    def added(text: str) -> str:
        document = tomlkit.parse(text)
        outlet: Any = document["outlet"][places[outlet_id]]
        if not isinstance(outlet.get("source", tomlkit.aot()), AoT):
            raise _by_hand(path)  # written in one line, as [{ id = … }]
        _append(outlet, _source_table(source))
        return tomlkit.dumps(document)

    _rewrite(path, added)


def add_outlet(path: Path, outlet: Outlet) -> None:
    """Add `outlet` with its sections and sources at the end. Raises ConfigError as add_source does."""
    outlets = read_outlets(path)
    if any(outlet.id == other.id for other in outlets):
        raise ConfigError(f"config: {path} already has an outlet {outlet.id!r}; give this one another id")
    for source in outlet.sources:
        _require_free(path, outlets, source, f"{outlet.id}/{_short(source)}")
    _rewrite(path, lambda text: f"{text.rstrip()}\n\n{_outlet_block(outlet)}")


def _require_free(path: Path, outlets: tuple[Outlet, ...], source: Source, id: str) -> None:
    for other in (each for outlet in outlets for each in outlet.sources):
        if other.url == source.url:
            raise ConfigError(f"config: {path} already watches {source.url}, as {other.id}")
        if other.id == id:
            raise ConfigError(f"config: {path} already has a source {id!r}; give this one another id")


def _append(outlet: Any, table: Table) -> None:
    """Put a source after the last one, and before what stands above the next outlet."""
    sources = outlet.get("source")
    last = _last_table(sources[-1] if sources else outlet)
    tail = _cut_tail(last)
    last.value.body.append((None, tomlkit.nl()))
    table.value.body.extend((None, item) for item in tail)
    if sources is None:
        outlet.append("source", tomlkit.aot())
    outlet["source"].append(table)


def _last_table(table: Any) -> Any:
    """The table inside that is written last, which also holds the comments after it."""
    inner = [item for _, item in table.value.body if isinstance(item, Table)]
    return _last_table(inner[-1]) if inner else table


def _cut_tail(table: Any) -> list[Any]:
    """Take away the blank lines and comments at the end of a table, from the first blank line on."""
    body = table.value.body
    start = len(body)
    while start and body[start - 1][0] is None:
        start -= 1
    while start < len(body) and not isinstance(body[start][1], Whitespace):
        start += 1
    tail = [item for _, item in body[start:]]
    del body[start:]
    return tail


def _source_table(source: Source) -> Table:
    table = tomlkit.table()
    table.update({"id": _short(source), "kind": source.kind, "url": source.url})
    if source.paging:
        table.add("paging", source.paging)
    if source.full_text:
        table.add("full_text", True)
    return table


def _outlet_block(outlet: Outlet) -> str:
    table = tomlkit.table()
    for field in ("id", "name", "role", "home", "kind", "url"):
        table.add(field, getattr(outlet, field))
    if outlet.sections:
        table.add(tomlkit.nl())
        table.add("sections", {label: list(names) for label, names in outlet.sections.items()})
    outlets = tomlkit.aot()
    outlets.append(table)
    blocks = [tomlkit.dumps({"outlet": outlets})]
    for source in outlet.sources:
        lines = tomlkit.dumps(_source_table(source))
        blocks.append(f"[[outlet.source]]\n{lines}")
    return "\n".join(blocks)


def _short(source: Source) -> str:
    return source.id.rpartition("/")[2]


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    """Replace the file in one step by what `change` makes of it, if that can be read and keeps every line."""
    path = path.resolve()
    before = path.read_bytes().decode("utf-8")
    mark = BOM if before.startswith(BOM) else ""
    unix = before.removeprefix(mark).replace("\r\n", "\n")
    after = change(unix)
    _require_kept(path, unix, after)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write((mark + after.replace("\n", "\r\n" if "\r\n" in before else "\n")).encode())
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, new)
        try:
            read_outlets(new)
        except ConfigError as error:
            raise ConfigError(str(error).replace(name, f"{path} as it would be")) from None
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _require_kept(path: Path, before: str, after: str) -> None:
    lines = iter(after.splitlines())
    if not all(line in lines for line in before.rstrip().splitlines()):
        raise _by_hand(path)


def _by_hand(path: Path) -> ConfigError:
    return ConfigError(f"config: {path} is written in a way that can only be added to in an editor")
