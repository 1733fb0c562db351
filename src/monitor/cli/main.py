"""The group of all commands, and what becomes of an error."""

import sys
from pathlib import Path

import click

from monitor import __version__
from monitor.cli import (
    ask,
    bring,
    dashboard,
    digest,
    files,
    impact,
    judge,
    lab,
    label,
    quality,
    report,
    safety,
    searches,
    stories,
    stream,
    watch,
)
from monitor.errors import MonitorError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("data"),
    show_default=True,
    help="The newsroom folder.",
)
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
@click.version_option(__version__)
@click.pass_context
def monitor(context: click.Context, folder: Path) -> None:
    """Watch what is covered and what is not: by region, topic and stance, with honest numbers."""
    context.obj = folder


ROOMS = (
    dashboard,
    lab,
    bring,
    files,
    label,
    stream,
    stories,
    judge,
    quality,
    ask,
    watch,
    impact,
    report,
    searches,
    digest,
    safety,
)
for command in (each for room in ROOMS for each in room.COMMANDS):
    monitor.add_command(command)


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 trouble that the message explains, 2 wrong usage."""
    try:
        sys.exit(monitor.main(standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; the next run goes on from here", err=True)
        sys.exit(1)
    except MonitorError as error:
        if "--debug" in sys.argv:  # read here, where the option is out of reach
            raise
        click.echo(f"monitor: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has what it wanted
        sys.exit(0)
