"""Questions: the same numbers as the pages of the dashboard."""

from pathlib import Path
from typing import Any, Literal

import click

from monitor.cli.options import filter_options, filters, format_option, in_folder, newsroom, show
from monitor.cli.pictures import draw, picture_option
from monitor.filters import DIMENSIONS

dimension = click.Choice(list(DIMENSIONS))
period_option = click.option(
    "--period", type=click.Choice(["day", "week", "month"]), default="week", show_default=True
)


@click.command()
@click.option("--by", type=dimension, help="Break the numbers down.")
@period_option
@picture_option
@filter_options
@format_option
@in_folder
def trends(
    folder: Path, by: str | None, period: Any, picture: Path | None, form: str, **options: Any
) -> None:
    """Counts and shares over time, with 95 % intervals."""
    asked = filters(options)
    with newsroom(folder) as room:
        show(room.trends(asked, by=by, period=period), form)
        if picture is not None:
            draw(room.charts.trends(asked, by=by, period=period), picture)


@click.command()
@click.option("--by", type=dimension, default="region", show_default=True)
@click.option("--map", "on_map", is_flag=True, help="Draw a map of the countries, not a list.")
@picture_option
@filter_options
@format_option
@in_folder
def shares(folder: Path, by: str, on_map: bool, picture: Path | None, form: str, **options: Any) -> None:
    """What the articles are about, the largest share first, with 95 % intervals."""
    if on_map and (by != "region" or picture is None):
        raise click.UsageError("a map is of regions, and is drawn into a file: add --picture FILE.svg")
    asked = filters(options)
    with newsroom(folder) as room:
        show(room.shares(asked, by=by), form)
        if picture is not None:
            draw(room.charts.world(asked) if on_map else room.charts.shares(asked, by=by), picture)


@click.command()
@click.option("--row", type=dimension, default="desk", show_default=True)
@click.option("--column", type=dimension, help="Cross the rows with a second dimension.")
@click.option("--baseline", type=click.Choice(["peers", "own", "need"]), default="peers", show_default=True)
@click.option("--indicator", default="people in need", show_default=True, help="For the need.")
@filter_options
@format_option
@in_folder
def gaps(folder: Path, form: str, **options: Any) -> None:
    """Where we write less than a reference, by more than chance explains."""
    how = {name: options.pop(name) for name in ("row", "column", "baseline", "indicator")}
    with newsroom(folder) as room:
        frame = room.gaps(filters(options), **how)
    if form == "table" and len(frame):  # in words above it, not once in every row
        click.echo(f"compared with: {frame['reference'].iloc[0]}")
        click.echo(f"collected: {frame['collected'].iloc[0]:.0%} of our days")
        frame = frame.drop(columns=["reference", "collected", "below", "above"])
    show(frame, form)


@click.command()
@click.argument("queries", metavar="QUERY…", nargs=-1, required=True)
@click.option("--by", type=dimension, help="Of one query by role, of several not at all, if not given.")
@click.option(
    "--show",
    "what",
    type=click.Choice(["time", "outlets", "languages", "headlines", "words"]),
    default="time",
    show_default=True,
    help="Words: those of titles that mark each query against the others.",
)
@period_option
@picture_option
@filter_options
@format_option
@in_folder
def attention(
    folder: Path,
    queries: tuple[str, ...],
    by: str | None,
    what: str,
    period: Any,
    picture: Path | None,
    form: str,
    **options: Any,
) -> None:
    """Attention to one to four queries: their shares of all articles of the same outlets and days."""
    asked = filters(options)
    with newsroom(folder) as room:
        if what == "time":
            if len(queries) == 1:
                found = room.attention(queries[0], asked, by=by or "role", period=period)
            else:
                found = room.compare(queries, asked, by=by, period=period)
        elif what in ("outlets", "languages"):
            found = room.compare.shares(queries, asked, by=what.removesuffix("s"))
        elif what == "words":
            found = room.compare.words(queries, asked)
        else:
            found = room.compare.headlines(queries, asked)
            found = found[["query", "id", "day", "outlet", "title"]] if form == "table" else found
        if picture is not None:
            draw(room.charts.compare(queries, asked, period=period), picture)
    show(found, form)


@click.command()
@click.argument("words")
@click.option("--limit", default=20, show_default=True)
@click.option(
    "--order",
    type=click.Choice(["newest", "relevance"]),
    default="newest",
    show_default=True,
    help="Relevance is worked out for the newest 2,000 hits.",
)
@filter_options
@format_option
@in_folder
def search(
    folder: Path, words: str, limit: int, order: Literal["newest", "relevance"], form: str, **options: Any
) -> None:
    """The newest, or the best fitting, articles that hold the words."""
    with newsroom(folder) as room:
        found = room.search(words, filters(options), limit=limit, order=order)
    show(found[["id", "day", "outlet", "title", "snippet"]] if form == "table" else found, form)


COMMANDS = (trends, shares, gaps, attention, search)
