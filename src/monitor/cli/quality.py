"""Shares that hold up: draw articles for people to judge, and correct the tagger by their answers."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.options import filter_options, filters, format_option, in_folder, newsroom, show
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.sheets import Kind

kind_option = click.option(
    "--kind",
    type=click.Choice(["stance", "region", "topic"]),
    default="stance",
    show_default=True,
    help="What is asked: the stance toward a target, or whether an article is about a region or topic.",
)


@click.group()
def quality() -> None:
    """Correct shares of stances, regions and topics by what people say of a random part."""


@quality.command()
@click.argument("name")
@kind_option
@click.option("--size", default=200, show_default=True, help="How many articles to ask about.")
@click.option("--seed", default=0, show_default=True, help="The same seed draws the same articles.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A .csv file.")
@filter_options
@in_folder
def draw(folder: Path, name: str, kind: "Kind", size: int, seed: int, out: Path, **options: Any) -> None:
    """Write a sheet of articles, for people to judge how each stands to NAME, or whether it is about it."""
    from monitor import sheets

    if out.exists():
        raise MonitorError(f"quality: {out} is there already, perhaps with answers; choose another name")
    with newsroom(folder) as room:
        asked = sheets.question(room, kind, name, filters(options))
        frame = sheets.sheet(room.record, asked, size, seed)
    frame.to_csv(out, index=False)
    click.echo(f"{len(frame)} rows in {out}: write {' or '.join(asked.labels)} into 'label'")


@quality.command()
@click.argument("name")
@click.argument("sheet", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@kind_option
@filter_options
@format_option
@in_folder
def shares(folder: Path, name: str, sheet: Path, kind: "Kind", form: str, **options: Any) -> None:
    """Shares of NAME by month, corrected by an answered SHEET, with 95 % intervals."""
    from pandas import read_csv

    from monitor import sheets

    answered = read_csv(sheet)
    missing = set(sheets.SHEET) - set(answered.columns)
    if missing:
        raise MonitorError(f"quality: {sheet} has no column {min(missing)!r}; use one that `draw` wrote")
    with newsroom(folder) as room:
        asked = sheets.question(room, kind, name, filters(options))
        frame = sheets.shares(room.record, asked, answered)
    show(frame, form)
    if form == "table":
        alpha = sheets.coders_agree(answered)
        click.echo(
            "no article was answered twice" if alpha != alpha else f"Krippendorff's alpha: {alpha:.2f}"
        )


COMMANDS = (quality,)
