"""Charts of a question, written beside its numbers."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.errors import MonitorError

if TYPE_CHECKING:
    import altair as alt

picture_option = click.option(
    "--picture", type=click.Path(path_type=Path), metavar="FILE", help="Draw it as well, as FILE.png or .svg."
)


def draw(figure: "alt.LayerChart", file: Path) -> None:
    """Write a chart as the file's name says. Raises MonitorError for any other name."""
    from monitor.show.charts.picture import picture  # late: --help draws nothing

    ending = file.suffix.lower()
    if ending not in (".png", ".svg"):
        raise MonitorError(f"picture: {file} ends in neither .png nor .svg")
    try:
        file.write_bytes(picture(figure, "png" if ending == ".png" else "svg"))
    except OSError as error:
        raise MonitorError(f"picture: {file} cannot be written: {error.strerror or error}") from None
    click.echo(f"drawn in {file}", err=True)
