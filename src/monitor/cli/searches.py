"""Saved searches: the filters that the dashboard's page Explore keeps under a name."""

import shlex
from pathlib import Path
from typing import Any

import click

from monitor.cli.options import filter_options, filters, format_option, in_folder, newsroom, show


@click.group(invoke_without_command=True)
@format_option
@click.pass_context
def searches(context: click.Context, form: str) -> None:
    """List the saved searches; every question takes one with --saved NAME."""
    if context.invoked_subcommand is not None:
        return
    with newsroom(context.obj) as room:
        found = room.searches.all()
    if form != "json":  # as they are typed
        found["words"] = [_options(words) for words in found["words"]]
    show(found, form)


@searches.command()
@click.argument("name")
@filter_options
@in_folder
def save(folder: Path, name: str, **options: Any) -> None:
    """Keep filters under NAME, for the command line and the dashboard."""
    asked = filters(options)
    with newsroom(folder) as room:
        room.names.resolve(asked)  # a wrong name is told now, not when it is asked for
        room.searches.save(name, asked)
    click.echo(f"{name}: {_options(asked.words()) or 'all articles'}", err=True)


@searches.command()
@click.argument("name")
@in_folder
def remove(folder: Path, name: str) -> None:
    """Forget the search that is saved as NAME."""
    with newsroom(folder) as room:
        room.searches.remove(name)


def _options(words: dict[str, list[str]]) -> str:
    """Filters as the options of a command."""
    typed = []
    for word, values in words.items():
        if word == "role":
            typed.append("--own" if values == ["own"] else "--peers")
        else:
            typed += [f"--{word} {shlex.quote(value)}" for value in values]
    return " ".join(typed)


COMMANDS = (searches,)
