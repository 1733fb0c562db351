"""Verdicts on topics: in, out, and which are wanted next."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.lines import rows
from monitor.cli.options import format_option, in_folder, newsroom, show

if TYPE_CHECKING:
    from monitor.learn.judging import Judging
    from monitor.newsroom import Newsroom


def _judging(room: "Newsroom") -> "Judging":
    from monitor.learn.judging import Judging  # late, as the newsroom

    return Judging(room.catalog, room.record)


@click.group()
def label() -> None:
    """Say which topics are right: the newsroom's own model learns from it with `monitor retag`."""


@label.command("import")
@click.argument("verdicts")
@in_folder
def import_(folder: Path, verdicts: str) -> None:
    """Keep verdicts of a file of JSON Lines, or - for standard input.

    A row names its article by url or article (number), and says code and verdict (yes or no), or topics: all
    that the article truly has. A no is for ever: the tag does not come back.
    """
    with newsroom(folder) as room:
        taken = _judging(room).take(rows(verdicts), room.now())
    click.echo(f"{taken:,} verdicts kept; `monitor retag` learns from them")


@label.command()
@click.option("--out", type=click.Path(path_type=Path), help="A file; else standard output.")
@in_folder
def export(folder: Path, out: Path | None) -> None:
    """Write all verdicts as JSON Lines that `monitor label import` understands."""
    with newsroom(folder) as room:
        given = _judging(room).given()
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in given)
    if out is None:
        click.echo(lines, nl=False)
    else:
        out.write_text(lines, encoding="utf-8")
        click.echo(f"{len(given):,} verdicts in {out}", err=True)


@label.command()
@click.option("--most", default=20, show_default=True, help="How many tags.")
@format_option
@in_folder
def review(folder: Path, most: int, form: str) -> None:
    """Which tags should be judged next, and how right those judged by chance were.

    Add "verdict": "yes" or "no" to the JSON rows and give them to `monitor label import`.
    """
    with newsroom(folder) as room:
        judging = _judging(room)
        questions, live = judging.queue(most), judging.live()
    for each in live[:1]:
        click.echo(f"right: {each.right} of {each.n} tags drawn by chance and judged", err=True)
    from pandas import DataFrame

    show(DataFrame([asdict(each) for each in questions]), form)


COMMANDS = (label,)
