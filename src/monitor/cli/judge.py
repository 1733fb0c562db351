"""How right the tags are: labelled articles in, a scorecard out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor import catalog
from monitor.catalog import starter
from monitor.catalog.gazetteer import countries
from monitor.cli.lines import rows
from monitor.cli.options import in_folder, newsroom, show

if TYPE_CHECKING:
    from monitor.evaluate.scorecard import Scorecard


@click.command()
@click.argument("gold", required=False)
@click.option("--verdicts", is_flag=True, help="Measure on what people said of this newsroom's tags.")
@click.option(
    "--kind", type=click.Choice(["region", "topic", "stance"]), required=True, help="Which tags are measured."
)
@click.option("--home", help="ISO 3166-1 alpha-3 code of the publishers' country.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@in_folder
def evaluate(folder: Path, gold: str | None, verdicts: bool, kind: Any, home: str | None, form: str) -> None:
    """Measure the tags on labelled articles, or on the newsroom's own verdicts.

    GOLD is a file of JSON Lines, plain or gzipped, or - for standard input.
    """
    if verdicts == (gold is not None):
        raise click.UsageError("give either a file GOLD or --verdicts")
    from monitor import evaluate as measured  # late: the taggers take a second that --help does not need
    from monitor.tag import Tagger

    if kind not in measured.EVALUATORS:
        known = ", ".join(measured.EVALUATORS)
        raise click.BadParameter(f"{kind} cannot be measured yet; choose {known}", param_hint="--kind")
    if home and home not in countries():
        raise click.BadParameter(f"{home!r} is no ISO 3166-1 alpha-3 code, as USA", param_hint="--home")
    lists = catalog.load(folder if folder.is_dir() else starter.FOLDER)
    tagger = Tagger(*lists.tagged_by)
    if gold is None:
        from monitor.learn.judging import Judging

        with newsroom(folder) as room:
            card = measured.verdict_scorecard(kind, Judging(room.catalog, room.record).truths(kind), tagger)
    else:
        card = measured.EVALUATORS[kind]([row for _, row in rows(gold)], tagger, home)
    if form == "json":
        click.echo(card.to_json())
    else:
        _tables(card)


def _tables(card: "Scorecard") -> None:
    from pandas import DataFrame

    for heading, part in (
        (f"{card.kind}, {card.version}", card.sets),
        ("worst", card.worst),
        ("said instead of the truth", card.confusions),
    ):
        if part:
            click.echo(f"\n{heading}")
            show(DataFrame(part), "table")


COMMANDS = (evaluate,)
