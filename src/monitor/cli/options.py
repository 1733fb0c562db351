"""Options and formats that several commands share."""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from rich.console import Console
from rich.table import Table

from monitor.filters import HOLDERS, LISTS, STANCES, Filters, parse

if TYPE_CHECKING:
    import pandas as pd

    from monitor.newsroom import Newsroom

Command = TypeVar("Command", bound=Callable[..., Any])


def in_folder(command: Command) -> Command:
    """Give a command the newsroom folder as its first argument."""
    return cast("Command", click.pass_obj(command))


def newsroom(folder: Path) -> "Newsroom":
    """The newsroom of the command line's folder."""
    from monitor.newsroom import Newsroom  # late: a second of imports that --help does not need

    return Newsroom(folder)


def filter_options(command: Command) -> Command:
    """Add the filters, the same words as in the dashboard's address and in Python."""
    options = [
        click.option("--from", "start", metavar="DAY", help="First day, as 2026-01-31."),
        click.option("--to", "end", metavar="DAY", help="Last day."),
        click.option("--own", "role", flag_value="own", help="Our outlets only."),
        click.option("--peers", "role", flag_value="peer", help="The peers only."),
        *[click.option(f"--{word}", multiple=True, help=_help(word)) for word in LISTS],
        click.option(
            "--holder",
            type=click.Choice([*HOLDERS, "all"]),
            help="Whose stances: the outlet's own voice, those whom it quotes, or (as without it) all.",
        ),
        click.option("--query", help='Words, "phrases", AND, OR, NOT, prefix*, title:word.'),
        click.option("--saved", metavar="NAME", help="A saved search; the other filters change it."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _help(word: str) -> str:
    return {
        "stance": f"One of {', '.join(STANCES)}; may be repeated.",
        "region": "ISO 3166-1 alpha-3 code; may be repeated.",
    }.get(word, "May be repeated.")


def filters(options: dict[str, Any]) -> Filters:
    """Take the filter options out of a command's options."""
    words = _saved(options.pop("saved"))
    for word in ("from", "to", "role", "query", "holder"):
        if value := options.pop({"from": "start", "to": "end"}.get(word, word)):
            words[word] = [value]
    for word in LISTS:
        if values := options.pop(word):
            words[word] = list(values)
    return parse(words)


def _saved(name: str | None) -> dict[str, list[str]]:
    if name is None:
        return {}
    with newsroom(click.get_current_context().obj) as room:
        return room.searches.find(name).words()


WIDE = 240  # characters

format_option = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)


def show(frame: "pd.DataFrame", form: str) -> None:
    """Print a DataFrame as a table, as CSV, or as JSON Lines."""
    if form == "csv":
        click.echo(frame.to_csv(index=False), nl=False)
    elif form == "json":
        for row in frame.to_dict("records"):
            click.echo(json.dumps({key: plain(value) for key, value in row.items()}, ensure_ascii=False))
    else:
        table = Table(*map(str, frame.columns), box=None, header_style="bold")
        for row in frame.to_dict("records"):
            table.add_row(*(_cell(value) for value in row.values()))
        # a file or a pipe has no width of its own to squeeze a table into
        Console(width=None if sys.stdout.isatty() else WIDE).print(table)


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if hasattr(value, "tolist"):  # numpy's
        return plain(value.tolist())
    if value != value:  # not a number, or not a time
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> str:
    value = plain(value)
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
