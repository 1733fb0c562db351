"""Copies of the whole record, and the way back."""

from pathlib import Path

import click

from monitor.cli.options import in_folder, newsroom


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@in_folder
def backup(folder: Path, file: Path | None) -> None:
    """Copy the whole record to a file, while others use it, and verify the copy."""
    from monitor.store.backup import backup as copy  # late, as the newsroom

    with newsroom(folder) as room:
        file = file or folder / f"monitor-{room.now():%Y-%m-%d-%H%M%S}.db"
        articles = copy(room.record, file)
    click.echo(f"{articles} articles in {file}, verified")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@in_folder
def restore(folder: Path, file: Path) -> None:
    """Put a backup in the place of the record; the present one is kept beside it."""
    from monitor.store.backup import restore as bring_back

    with newsroom(folder) as room:
        beside = folder / f"monitor-before-{room.now():%Y-%m-%d-%H%M%S}.db"
        articles = bring_back(room.record, file, beside)
    click.echo(f"{articles} articles are back from {file}; what was here before is in {beside}")


COMMANDS = (backup, restore)
