"""What came of our work: output, outcomes with evidence, promises, and our own audience."""

from datetime import datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.catalog.impact_kinds import LEVELS, kinds
from monitor.cli.options import filter_options, filters, format_option, in_folder, newsroom, show
from monitor.errors import MonitorError

if TYPE_CHECKING:
    import pandas as pd

SHORT = {
    "list": ["id", "day", "level", "kind_name", "what", "state", "programme"],
    "suggest": ["suggestion", "day", "kind_name", "what"],
    "programmes": ["programme", "promise", "n", "promised", "expected", "low", "high", "verdict", "last"],
}
who_option = click.option("--who", default=getuser, show_default="you", help="The name of who does it.")
reason_option = click.option("--reason", required=True, help="Why; it stays beside what was there before.")
event_argument = click.argument("event", type=int)


@click.command()
@filter_options
@format_option
@in_folder
def impact(folder: Path, form: str, **options: Any) -> None:
    """Figures of our own output, each with its definition."""
    with newsroom(folder) as room:
        show(room.impact(filters(options)), form)


@click.command()
@filter_options
@format_option
@in_folder
def programmes(folder: Path, form: str, **options: Any) -> None:
    """Promises of programmes.toml: how far we are, and where each will end (90 % interval)."""
    with newsroom(folder) as room:
        frame = room.programmes.progress(filters(options))
    _print(frame, form, "programmes")


@click.command()
@filter_options
@format_option
@in_folder
def audience(folder: Path, form: str, **options: Any) -> None:
    """Figures of our own analytics, where audience.csv supplies them; none are estimated."""
    with newsroom(folder) as room:
        if not room.audience.supplied:
            click.echo(f"not supplied: there is no audience.csv in {folder}", err=True)
        show(room.audience.figures(filters(options)), form)


@click.group()
def ledger() -> None:
    """What came of our work, with evidence. Nothing is deleted, and every change is written down."""


@ledger.command("list")
@click.option("--withdrawn", is_flag=True, help="Also what was taken back.")
@filter_options
@format_option
@in_folder
def list_(folder: Path, withdrawn: bool, form: str, **options: Any) -> None:
    """Events of the ledger, the newest first."""
    with newsroom(folder) as room:
        frame = room.ledger.events(filters(options), withdrawn=withdrawn)
    _print(frame, form, "list")


def fields(command: Any) -> Any:
    """The options that say what an event is; those that are not given are left out."""
    day = click.DateTime(["%Y-%m-%d"])
    options = [
        click.option("--day", type=day, metavar="DAY", help="When it happened."),
        click.option("--kind", type=click.Choice(list(kinds())), help="A kind of impact_kinds.tsv."),
        click.option("--level", type=click.Choice(list(LEVELS)), help="Else where its kind mostly is."),
        click.option("--what", help="What happened, in a sentence."),
        click.option("--article", type=int, help="The number of our piece."),
        click.option("--story", type=int, help="The number of the story, where it is of no one piece."),
        click.option("--title", help="The title of a piece that is not in the record."),
        click.option("--url", help="Its address."),
        click.option("--evidence", multiple=True, help="A link, a quotation or a file; may be repeated."),
        click.option("--programme", help="An id of programmes.toml."),
        click.option("--contribution", help="What our work added, and who else worked on it."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _given(said: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in said.items() if value not in (None, ())}
    return {name: value.date() if isinstance(value, datetime) else value for name, value in given.items()}


@ledger.command()
@fields
@who_option
@in_folder
def add(folder: Path, who: str, **said: Any) -> None:
    """Note an event as claimed; needs --day, --kind and --what."""
    from monitor.ledger import Event  # late: --help does not need it

    given = _given(said)
    missing = [f"--{name}" for name in ("day", "kind", "what") if name not in given]
    if missing:
        raise click.UsageError(f"an event needs {', '.join(missing)}")
    with newsroom(folder) as room:
        number = room.ledger.record(Event(**given), who)
    click.echo(f"event {number} noted as claimed; another person verifies it: monitor ledger verify {number}")


@ledger.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@who_option
@in_folder
def import_(folder: Path, table: Path, who: str) -> None:
    """Note the events of a CSV file, such as an Impact Tracker's; the same row twice adds nothing."""
    with newsroom(folder) as room:
        brought = room.ledger.bring_in(table, who)
    click.echo(f"{table}: {brought.added} noted as claimed, {brought.known} known, {len(brought.bad)} bad")
    for line, reason in brought.bad:
        click.echo(f"  line {line}: {reason}", err=True)
    if brought.bad and not brought.added + brought.known:
        raise MonitorError(f"ledger: no row of {table} is an event; the reasons are above")


@ledger.command()
@event_argument
@who_option
@click.option("--reason", default="", help="What was looked at.")
@in_folder
def verify(folder: Path, event: int, who: str, reason: str) -> None:
    """Say that the evidence of an event was looked at and holds."""
    with newsroom(folder) as room:
        room.ledger.verify(event, who, reason=reason)
    click.echo(f"event {event} is verified by {who}")


@ledger.command()
@event_argument
@fields
@who_option
@reason_option
@in_folder
def correct(folder: Path, event: int, who: str, reason: str, **said: Any) -> None:
    """Change what an event says, for a reason. A verified one is a claim again."""
    with newsroom(folder) as room:
        changed = room.ledger.correct(event, who, reason, **_given(said))
    click.echo(f"event {event}: {', '.join(changed) or 'nothing'} changed")


@ledger.command()
@event_argument
@who_option
@reason_option
@in_folder
def withdraw(folder: Path, event: int, who: str, reason: str) -> None:
    """Take an event back, for a reason. It stays in the record and is in no figure."""
    with newsroom(folder) as room:
        room.ledger.withdraw(event, who, reason)
    click.echo(f"event {event} is withdrawn")


@ledger.command()
@event_argument
@format_option
@in_folder
def history(folder: Path, event: int, form: str) -> None:
    """All that was done to an event: when, by whom, what it said before and after, and why."""
    with newsroom(folder) as room:
        show(room.ledger.history(event), form)


@ledger.command()
@filter_options
@format_option
@in_folder
def suggest(folder: Path, form: str, **options: Any) -> None:
    """Our pieces in peers' articles that nobody has decided on."""
    with newsroom(folder) as room:
        frame = room.ledger.suggestions(filters(options))
    _print(frame, form, "suggest")


@ledger.command()
@click.argument("suggestion")
@fields
@who_option
@in_folder
def accept(folder: Path, suggestion: str, who: str, **said: Any) -> None:
    """Note a suggestion as claimed, with edits."""
    with newsroom(folder) as room:
        number = room.ledger.accept(suggestion, who, **_given(said))
    click.echo(f"event {number} noted as claimed")


@ledger.command()
@click.argument("suggestion")
@who_option
@reason_option
@in_folder
def refuse(folder: Path, suggestion: str, who: str, reason: str) -> None:
    """Leave a suggestion out, for a reason; it does not come back."""
    with newsroom(folder) as room:
        room.ledger.refuse(suggestion, reason, who)
    click.echo("refused")


def _print(frame: "pd.DataFrame", form: str, name: str) -> None:
    show(frame[SHORT[name]] if form == "table" else frame, form)


COMMANDS = (impact, programmes, audience, ledger)
