"""What moved, and where editors mean to differ from others."""

from pathlib import Path
from typing import Any

import click

from monitor.cli.options import filter_options, filters, format_option, in_folder, newsroom, show
from monitor.filters import DIMENSIONS

dimension = click.Choice(list(DIMENSIONS))


@click.command()
@click.option("--by", type=dimension, multiple=True, default=("region", "topic"), show_default=True)
@filter_options
@format_option
@in_folder
def alerts(folder: Path, by: tuple[str, ...], form: str, **options: Any) -> None:
    """What the last week brought much more, or much less, of than the year before."""
    with newsroom(folder) as room:
        found = room.alerts(filters(options), by=by)
        if form == "table":
            found["series"] = [
                room.names.name(*pair) for pair in zip(found["by"], found["series"], strict=True)
            ]
            found = found.drop(columns="articles")
    show(found, form)


@click.command()
@click.option("--by", type=dimension, help="Break the numbers down.")
@click.option("--period", type=click.Choice(["day", "week", "month"]), default="week", show_default=True)
@filter_options
@format_option
@in_folder
def changes(folder: Path, by: str | None, period: Any, form: str, **options: Any) -> None:
    """From when on a series runs at another level."""
    with newsroom(folder) as room:
        show(room.changes(filters(options), by=by, period=period), form)


@click.group(invoke_without_command=True)
@format_option
@click.pass_context
def intended(context: click.Context, form: str) -> None:
    """List the cells in which editors mean to differ from others, also those that were withdrawn."""
    if context.invoked_subcommand is None:
        with newsroom(context.obj) as room:
            show(room.intended.list(), form)


def _signed(command: Any) -> Any:
    command = click.option("--who", required=True, help="Your name.")(command)
    return click.option("--why", required=True, help="The reason; others will ask.")(command)


@intended.command()
@click.option("--desk")
@click.option("--region")
@click.option("--topic")
@click.option("--section")
@_signed
@in_folder
def mark(folder: Path, why: str, who: str, **cell: str | None) -> None:
    """Say that we mean to differ in a cell: one of these, or two crossed."""
    with newsroom(folder) as room:
        number = room.intended.mark({word: code for word, code in cell.items() if code}, why, who, room.now())
    click.echo(f"mark {number}")


@intended.command()
@click.argument("number", type=int)
@_signed
@in_folder
def withdraw(folder: Path, number: int, why: str, who: str) -> None:
    """Take a mark back; it stays in the list."""
    with newsroom(folder) as room:
        room.intended.withdraw(number, why, who, room.now())


COMMANDS = (alerts, changes, intended)
