"""Copies and stories: of articles in a file, without a newsroom, or of the newsroom's record."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.lines import rows
from monitor.cli.options import filter_options, filters, format_option, in_folder, newsroom, show
from monitor.cli.story import story
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.stories.whole import Given


@click.command()
@click.option("--jsonl", "articles", metavar="ARTICLES", help="Articles in a file, or - for standard input.")
@click.option(
    "--show",
    "what",
    type=click.Choice(["stories", "blindspots", "pickups"]),
    default="stories",
    show_default=True,
    help="Of the newsroom: all stories, those that only peers told, or our pieces in peers' articles.",
)
@filter_options
@format_option
@in_folder
def stories(folder: Path, articles: str | None, what: str, form: str, **options: Any) -> None:
    """Stories across outlets, or the copies and stories of articles in a file."""
    if articles is not None:
        examine_file(articles)
        return
    with newsroom(folder) as room:
        questions = {
            "stories": room.stories.find,
            "blindspots": room.stories.blindspots,
            "pickups": room.stories.pickups,
        }
        found = questions[what](filters(options))
    show(found[SHORT[what]] if form == "table" else found, form)


SHORT = {
    "stories": ["story", "first", "outlets", "copies", "ours", "lead", "headline"],
    "blindspots": ["story", "first", "peers", "fit", "headline", "nearest_title", "nearest_age"],
    "pickups": ["day", "kind", "what", "evidence"],
}


def examine_file(articles: str) -> None:
    """Print copies, group of copies and story of each article in a file of JSON Lines."""
    from monitor.stories.whole import examine  # late: --help does not need it

    ids, given = [], []
    for place, row in rows(articles):
        try:
            ids.append(_id(row))
            given.append(_given(row))
        except ValueError as error:
            raise MonitorError(f"stories: {place}: {error}") from None
    for id, found in zip(ids, examine(given), strict=True):
        copies = [
            {
                "of": ids[each.of],
                "relation": each.relation,
                "jaccard": round(each.jaccard, 4),
                "containment": round(each.containment, 4),
            }
            for each in found.copies
        ]
        told = {"id": id, "copies": copies, "copy_group": ids[found.original], "story": ids[found.story]}
        click.echo(json.dumps(told, ensure_ascii=False))


def _id(row: dict[str, Any]) -> str | int:
    id = row.get("id")
    if not isinstance(id, str | int):
        raise ValueError(f"'id' is neither a string nor a number but {id!r}")
    return id


def _given(row: dict[str, Any]) -> "Given":
    from monitor.stories.whole import Given

    title, text, outlet = (_string(row, key) for key in ("title", "text", "outlet"))
    return Given(title, text, _when(_string(row, "published") or _string(row, "date")), outlet)


def _string(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None or isinstance(value, str):
        return value or ""
    raise ValueError(f"{key!r} is not a string but {value!r}")


def _when(text: str) -> datetime | date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'published' {text!r} is no time of ISO 8601, as 2026-01-31") from None


COMMANDS = stories, story
