"""JSON Lines in, JSON Lines out: extraction and tagging, without a newsroom."""

import base64
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor import catalog
from monitor.catalog import Catalog, starter
from monitor.catalog.gazetteer import countries
from monitor.catalog.lists import read_targets
from monitor.cli.lines import rows
from monitor.cli.options import in_folder
from monitor.errors import MonitorError
from monitor.model import Extraction, Outcome, Page, Tag

if TYPE_CHECKING:
    from monitor.tag import Tagger


Job = tuple[dict[str, Any], bool]
FEWEST = 10  # words of an article here; how many a newsroom asks for is in its monitor.toml


@click.command("extract")
@click.option("--jsonl", "pages", metavar="PAGES", required=True, help="A file, or - for standard input.")
@click.option("--careful", is_flag=True, help="Read each page in four ways: more exact, three times as slow.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes.")
def extract_(pages: str, careful: bool, workers: int) -> None:
    """Pages in, articles out: one line a page, also where nothing could be extracted.

    A page that takes too much time or memory ends as not parseable; it does not hold up the others.
    """
    from monitor.workers import Workers

    with Workers[Job, dict[str, Any]](workers, _extractor) as crew:
        ahead, given = tee(row for _, row in rows(pages))
        for row, found in zip(given, crew.in_order((each, careful) for each in ahead), strict=True):
            if not isinstance(found, dict):
                found = {"outcome": f"{Outcome.NOT_PARSEABLE}: {found.reason}"}
            told = {"id": row.get("id"), "url": _string(row.get("url"))} | found
            click.echo(json.dumps(told, ensure_ascii=False))


def _extractor() -> Callable[[Job], dict[str, Any]]:
    return _extracted


def _extracted(job: Job) -> dict[str, Any]:
    from monitor import extract  # late, as below: each of the two commands loads only what it needs

    row, careful = job
    url = _string(row.get("url"))
    if "text" in row:
        return _article(extract.pasted(_string(row["text"]), url or None))
    content, kind = _string(row.get("html")).encode("utf-8", errors="replace"), "text/html; charset=utf-8"
    if "html" not in row:
        kind = "text/html"
        try:
            content = base64.b64decode(_string(row.get("html_base64")))
        except ValueError as error:
            return {"outcome": f"{Outcome.NOT_PARSEABLE}: html_base64: {error}"}
    return _article(extract.page(Page(url, content, kind), min_words=FEWEST, careful=careful))


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _article(extraction: Extraction) -> dict[str, Any]:
    outcome = extraction.outcome if not extraction.reason else f"{extraction.outcome}: {extraction.reason}"
    if extraction.article is None:
        return {"outcome": outcome}
    article = asdict(extraction.article)
    del article["url"]
    return article | {"outcome": outcome}


@click.command()
@click.option(
    "--jsonl", "articles", metavar="ARTICLES", required=True, help="A file, or - for standard input."
)
@click.option("--home", help="ISO 3166-1 alpha-3 code of the publisher's country.")
@click.option("--targets", type=click.Path(path_type=Path, dir_okay=False), help="A targets.toml.")
@in_folder
def tag(folder: Path, articles: str, home: str | None, targets: Path | None) -> None:
    """Articles in, tags with their evidence out."""
    from monitor.tag import Tagger

    lists = catalog.load(folder if folder.is_dir() else starter.FOLDER)
    if home and home not in countries():
        raise click.BadParameter(f"{home!r} is no ISO 3166-1 alpha-3 code, as USA", param_hint="--home")
    if targets:
        lists = replace(lists, targets=read_targets(targets))
    tagger = Tagger(*lists.tagged_by)
    for place, row in rows(articles):
        try:
            tags = _tags(tagger, lists, row, home)
        except ValueError as error:
            raise MonitorError(f"tag: {place}: {error}") from None
        click.echo(json.dumps({"id": row.get("id")} | tags, ensure_ascii=False))


def _tags(tagger: "Tagger", lists: Catalog, row: dict[str, Any], home: str | None) -> dict[str, Any]:
    title, text = (_checked(row, key, str, "a string") or "" for key in ("title", "text"))
    day = _checked(row, "published", str, "a string") or ""
    tagged = tagger.tag(title, text, home=home, day=day)
    stances = [each for each in tagged.tags if each.kind == "stance"]
    if target := _checked(row, "target", str, "a string"):
        own = tagger.stance_of(text, target, _span(row, text), title)
        stances = [own] if own else []
    regions = [each for each in tagged.tags if each.kind == "region"]
    topics = [*(each for each in tagged.tags if each.kind == "topic"), *tagged.maybe]
    desks = (lists.desk_of(each.code) for each in regions if each.label == "focus")
    return {
        "regions": [_tiered(each) for each in regions],
        "groups": [_tiered(each) for each in tagged.tags if each.kind == "group"],
        "desks": list(dict.fromkeys(desk for desk in desks if desk)),
        "topics": [_tiered(each) | {"method": each.method} for each in topics],
        "stance": [
            {"target": each.code, "label": each.label, "score": each.score, "spans": each.spans}
            | {"holders": _holders(each)}
            for each in stances
        ],
        "tone": asdict(tagged.tone),
    }


def _holders(tag: Tag) -> dict[str, Any]:
    held = {"own": tag.own, "quoted": tag.quoted}
    return {holder: side._asdict() for holder, side in held.items() if side}


def _checked(row: dict[str, Any], key: str, kind: type, words: str) -> Any:
    value = row.get(key)
    if value is None or isinstance(value, kind):
        return value
    raise ValueError(f"{key!r} is not {words} but {value!r}")


def _span(row: dict[str, Any], text: str) -> tuple[int, int] | None:
    span = _checked(row, "span", list, "[start, end]")
    if span is None:
        return None
    if len(span) == 2 and all(type(each) is int for each in span) and 0 <= span[0] < span[1] <= len(text):
        return span[0], span[1]
    raise ValueError(f"'span' {span!r} is no [start, end] within the text")


def _tiered(tag: Tag) -> dict[str, Any]:
    return {"code": tag.code, "score": tag.score, "tier": tag.label, "spans": tag.spans}


COMMANDS = (extract_, tag)
