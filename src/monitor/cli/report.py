"""The donors' report, as a file to send or as its figures."""

from pathlib import Path

import click

from monitor.cli.options import format_option, in_folder, newsroom, show


@click.command()
@click.option("--period", required=True, help="2026, 2026-Q3, 2026-10 or 2026-01-01..2026-06-30.")
@click.option("--programme", default="", help="The outcomes and promises of one programme, by its id.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="FILE.pdf or FILE.html; else prints the figures."
)
@format_option
@in_folder
def report(folder: Path, period: str, programme: str, out: Path | None, form: str) -> None:
    """Outcomes, output and promises of a period for donors, every figure with its definition and link."""
    from monitor.show.report import build, figures, page, pdf  # late: --help does not need it
    from monitor.show.report.period import parse

    days = parse(period)
    if out and out.suffix not in (".pdf", ".html"):
        raise click.UsageError(f"--out {out} ends neither in .pdf nor in .html")
    with newsroom(folder) as room:
        made = build.build(room, days, programme)
    if out is None:
        show(figures.table(made), form)
        return
    told = page.page(made)
    out.write_bytes(pdf.pdf(told) if out.suffix == ".pdf" else told.encode())
    click.echo(
        f"report: {len(made.figures)} figures of {made.period.name} in {out}, snapshot {made.snapshot}",
        err=True,
    )


COMMANDS = (report,)
