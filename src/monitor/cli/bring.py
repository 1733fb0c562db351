"""Articles in and out of the record, and the folder they live in."""

import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from monitor.catalog import starter
from monitor.cli.options import in_folder, newsroom
from monitor.errors import MonitorError
from monitor.model import Outcome

if TYPE_CHECKING:
    from monitor.ingest import Report
    from monitor.newsroom import Newsroom


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a newsroom folder with starter lists."""
    written = starter.write(folder)
    click.echo(
        f"{len(written)} files in {folder}; change outlets.toml first, then: monitor --folder {folder} ingest"
    )


@click.command()
@click.option("--source", help="Only this source, or the sources of this outlet.")
@click.option("--due", is_flag=True, help="Only the sources whose time has come, by their own rhythm.")
@click.option(
    "--every", metavar="TIME", help="Again and again, e.g. every 15m, 2h or 1d; those that are due."
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Read archives again back to this day.")
@click.option("--pages", type=click.IntRange(0), help="At most so many older pages of each source.")
@in_folder
def ingest(
    folder: Path, source: str | None, due: bool, every: str | None, since: datetime | None, pages: int | None
) -> None:
    """Look at the sources and keep what is new."""
    pause = _seconds(every) if every else None
    back_to = since.date() if since else None
    with newsroom(folder) as room:
        while True:
            report = run(room, source, due=due or pause is not None, since=back_to, pages=pages)
            if pause is None:
                break
            time.sleep(pause)
    if report.sources and report.reached == 0:
        raise MonitorError(
            "ingest: none of the sources could be reached; check the network with `monitor check`, "
            "or see a sample newsroom with `monitor demo`"
        )


def run(room: "Newsroom", source: str | None = None, **how: Any) -> "Report":
    """One run with its progress and its counted outcomes on the terminal."""
    console = Console(stderr=True)
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("collecting", total=None)

        def advance(source: str, outcome: Outcome, n: int) -> None:
            progress.update(task, advance=n, description=f"{source}: {outcome}")

        report = room.ingest(source, advance, **how)
    console = Console()
    for each in report.sources:
        counts = ", ".join(f"{n} {outcome}" for outcome, n in sorted(each.outcomes.items()))
        trouble = f"[red]{each.trouble}[/red]" if each.trouble else ""
        console.print(
            f"{each.source}: {'; '.join(filter(None, (counts, trouble))) or 'nothing listed'}",
            soft_wrap=True,
            highlight=False,
        )
    console.print(_summary(report), soft_wrap=True, highlight=False)
    return report


def _summary(report: "Report") -> str:
    outcomes = report.outcomes
    if not report.sources:
        return "no source is due yet"
    added = sum(outcomes[each] for each in (Outcome.NEW, Outcome.COPY, Outcome.UNDATED))
    changed = outcomes[Outcome.REVISED]
    what = f"{added} new, {changed} revised" if added or changed else "nothing new"
    reached = f"{report.reached} of {len(report.sources)} sources answered"
    return f"[bold]{what}[/bold]: {outcomes.total()} items seen, {reached}"


def _seconds(every: str) -> float:
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    number, unit = every[:-1], every[-1:]
    if not number.isdecimal() or unit not in units or int(number) == 0:
        raise click.BadParameter(f"{every!r} is no time; write e.g. 15m, 2h or 1d", param_hint="--every")
    return int(number) * units[unit]


@click.command()
@click.argument("url", required=False)
@click.option("--paste", metavar="FILE", help="Pasted text instead of a page; - reads standard input.")
@click.option("--url", "pasted_url", help="Where the pasted text comes from.")
@click.option("--outlet", help="The outlet it belongs to, if its address does not say.")
@click.option("--watch", is_flag=True, help="Watch the site of this address, as is done for a front page.")
@in_folder
def add(
    folder: Path, url: str | None, paste: str | None, pasted_url: str | None, outlet: str | None, watch: bool
) -> None:
    """Add one page, pasted text, or (https://example.org) a whole site to be watched."""
    if bool(url) == bool(paste):
        raise click.UsageError("name either a page's URL or --paste FILE")
    with newsroom(folder) as room:
        if url and (watch or not urlsplit(url).path.strip("/")):
            _watch(room, url, outlet)
            return
        if paste:
            from monitor.collect.paste import read

            outcome, extraction = room.paste(read(paste), pasted_url, outlet)
        else:
            assert url is not None
            outcome, extraction = room.add(url, outlet)
    article = extraction.article
    if article is None:
        raise MonitorError(f"add: {outcome}: {extraction.reason}")
    click.echo(
        f"{outcome}: {article.title} ({article.section or 'no section'}, {article.published or 'no date'})"
    )


def _watch(room: "Newsroom", url: str, outlet: str | None) -> None:
    from monitor.ingest import watch

    with room.tools() as tools:
        source, found = watch(tools, room.folder, url, outlet)
    for each in found:
        lists = f"{each.entries} articles" if each.entries else "an index"
        whole = ", with their whole text" if each.full_text else ""
        click.echo(f"found: {each.kind} {each.url} ({lists}{whole}; {each.why})")
    click.echo(f"written into {room.folder / 'outlets.toml'}: {source.id}, {source.kind} {source.url}")
    click.echo(
        f"next: check its entry there, then `monitor --folder {room.folder} ingest --source {source.id}`"
    )


@click.command()
@in_folder
def retag(folder: Path) -> None:
    """Learn from the verdicts, and tag every article again with the lists as they are now."""
    from monitor.learn.judging import Judging  # late, as the newsroom

    with newsroom(folder) as room:
        judging = Judging(room.catalog, room.record)
        for each in judging.learn():
            if each.yes and each.no:
                chosen = "learned" if each.used else "as before"
                click.echo(
                    f"{each.topic}: F1 {each.before:.2f} as before, {each.learned:.2f} learned "
                    f"({each.yes} yes, {each.no} no, other outlets): {chosen}"
                )
        for stance in judging.learn_stances():
            chosen = "learned" if stance.used else "as before"
            click.echo(
                f"stance toward {stance.target}: macro-F1 {stance.before:.2f} as before, "
                f"{stance.learned:.2f} learned ± {stance.error:.2f} ({stance.n} verdicts, "
                f"cross-validated): {chosen}"
            )
        click.echo(f"the tags of {room.retag()} articles changed")


@click.command()
@in_folder
def check(folder: Path) -> None:
    """The health of the newsroom; exit 1 on trouble."""
    from monitor import health  # late, as the newsroom that it looks at

    with newsroom(folder) as room:
        findings = health.check(room)
    for finding in findings:
        grade = "trouble" if finding.trouble else "notice" if finding.notice else "fine"
        click.echo(f"{grade:8} {finding.what}: {finding.words}")
    if any(finding.trouble for finding in findings):
        sys.exit(1)


COMMANDS = (init, ingest, add, retag, check)
