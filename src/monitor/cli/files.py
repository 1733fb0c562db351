"""Articles in and out of the record as files."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from monitor.cli.options import filter_options, filters, in_folder, newsroom
from monitor.errors import MonitorError
from monitor.exchange.formats import FORMATS, Form, form_of
from monitor.model import Outcome


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--outlet", help="The outlet of rows that name none and whose address does not say.")
@in_folder
def import_(folder: Path, file: Path, outlet: str | None) -> None:
    """Keep the articles of a JSON Lines, CSV, Parquet, XLSX, WARC or HTML file.

    Bad rows are told, the others go in. Result files of Media Cloud and of GDELT DOC are understood, too.
    The feeds of an OPML file are written into outlets.toml.
    """
    if file.suffix.lower() == ".opml":
        _subscribe(folder, file)
        return
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    with newsroom(folder) as room, Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(file.name, total=1.0)

        def told(share: float, outcomes: Counter[Outcome]) -> None:
            progress.update(task, completed=share, description=f"{file.name}: {outcomes.total():,} rows")

        report = room.bring_in(file, outlet, told)
    counted = ", ".join(f"{n:,} {outcome}" for outcome, n in sorted(report.outcomes.items()))
    click.echo(f"{file}: {counted or 'no rows'}")
    for reason in report.bad:
        click.echo(f"  {reason}", err=True)
    bad = report.outcomes[Outcome.NOT_PARSEABLE]
    if bad > len(report.bad):
        click.echo(f"  … and {bad - len(report.bad):,} more; the page Sources lists them", err=True)
    if bad and bad == report.outcomes.total():
        raise MonitorError(f"import: no row of {file} is an article; the reasons are above")


def _subscribe(folder: Path, file: Path) -> None:
    from monitor.ingest import subscribe  # late, as the newsroom

    with newsroom(folder) as room, room.tools() as tools:
        taken, left = subscribe(tools, folder, file)
    for reason in left:
        click.echo(f"  {reason}", err=True)
    click.echo(f"{file}: {len(taken)} feeds written into {folder / 'outlets.toml'}, {len(left)} left out")


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), help="Else as the name of --out says.")
@click.option("--out", type=click.Path(path_type=Path), help="A file; else standard output.")
@filter_options
@in_folder
def export(folder: Path, form: Form | None, out: Path | None, **options: Any) -> None:
    """Write whole articles with their tags, newest first; into FILE.opml the feeds that are watched."""
    from monitor.exchange.write import write, write_to  # late, as the newsroom

    if out is not None and out.suffix.lower() == ".opml":
        _feeds(folder, out)
        return
    form = form or (form_of(out) if out else "jsonl")
    with newsroom(folder) as room:
        rows = room.rows(filters(options))
        if out is not None:
            click.echo(f"{write(out, form, rows):,} articles in {out}", err=True)
        elif form in ("jsonl", "csv"):
            write_to(sys.stdout, form, rows)
        else:
            raise click.UsageError(f"{form} goes into a file: add --out FILE.{form}")


def _feeds(folder: Path, out: Path) -> None:
    from monitor.catalog import opml

    with newsroom(folder) as room:
        out.write_bytes(opml.write(room.catalog.outlets, room.settings.name))
    click.echo(f"the feeds of {len(room.catalog.outlets)} outlets in {out}", err=True)


COMMANDS = (import_, export)
