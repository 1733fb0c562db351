"""The digest: printed, written to a file, or sent."""

import os
from pathlib import Path
from typing import Any

import click

from monitor.cli.options import filter_options, filters, in_folder, newsroom
from monitor.errors import ConfigError, MonitorError


@click.command()
@click.option("--days", type=click.IntRange(min=1), default=7, show_default=True, help="Ending yesterday.")
@click.option("--weekly", "days", flag_value=7, help="The last seven days, as without it.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it as HTML.")
@click.option("--send", "sending", is_flag=True, help="Send it to whom [mail] in monitor.toml names.")
@filter_options
@in_folder
def digest(folder: Path, days: int, out: Path | None, sending: bool, **options: Any) -> None:
    """What matters: changes, gaps, stories that passed us by, silent sources. Prints it, or sends it."""
    from monitor import digest as made  # late, as the newsroom

    with newsroom(folder) as room:
        mail = room.settings.mail
        if sending and mail is None:
            raise ConfigError(
                f"digest: {folder / 'monitor.toml'} has no [mail]; add host, sender and to, as the file shows"
            )
        found = made.gather(room, filters(options), days=days)
    if out:
        try:
            out.write_text(made.html(found), encoding="utf-8")
        except OSError as error:
            raise MonitorError(f"digest: {out} cannot be written: {error.strerror}") from None
    if sending and mail:
        made.send(made.letter(found, mail), mail, os.environ.get("MONITOR_SMTP_PASSWORD"))
        click.echo(f"sent to {', '.join(mail.to)}", err=True)
    if not (out or sending):
        click.echo(made.text(found), nl=False)


COMMANDS = (digest,)
