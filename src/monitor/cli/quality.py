"""Shares that hold up: draw articles for people to judge, and correct the tagger by their answers."""

from pathlib import Path

import click

from monitor.cli.options import format_option, holder_option, in_folder, newsroom, show
from monitor.errors import MonitorError
from monitor.filters import as_holder


@click.group()
def quality() -> None:
    """Correct the shares of stances by what people say of a random part."""


@quality.command()
@click.argument("target")
@click.option("--size", default=200, show_default=True, help="How many articles to ask about.")
@click.option("--seed", default=0, show_default=True, help="The same seed draws the same articles.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A .csv file.")
@holder_option
@in_folder
def draw(folder: Path, target: str, size: int, seed: int, out: Path, holder: str | None) -> None:
    """Write a sheet of articles that mention TARGET, for people to fill in the label."""
    from monitor import sheets

    if out.exists():
        raise MonitorError(f"quality: {out} is there already, perhaps with answers; choose another name")
    with newsroom(folder) as room:
        frame = sheets.sheet(room.record, target, size, seed, as_holder(holder or "all"))
    frame.to_csv(out, index=False)
    click.echo(f"{len(frame)} rows in {out}: write {', '.join(sheets.STANCES)} into 'label'")


@quality.command()
@click.argument("target")
@click.argument("sheet", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@holder_option
@format_option
@in_folder
def shares(folder: Path, target: str, sheet: Path, holder: str | None, form: str) -> None:
    """Shares of stances toward TARGET by month, corrected by an answered SHEET, with 95 % intervals."""
    from pandas import read_csv

    from monitor import sheets

    answered = read_csv(sheet)
    missing = set(sheets.SHEET) - set(answered.columns)
    if missing:
        raise MonitorError(f"quality: {sheet} has no column {min(missing)!r}; use one that `draw` wrote")
    with newsroom(folder) as room:
        frame = sheets.shares(room.record, target, answered, as_holder(holder or "all"))
    show(frame, form)
    if form == "table":
        alpha = sheets.coders_agree(answered)
        click.echo(
            "no article was answered twice" if alpha != alpha else f"Krippendorff's alpha: {alpha:.2f}"
        )


COMMANDS = (quality,)
