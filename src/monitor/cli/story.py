"""One story: the articles that tell it, and what people say of it."""

from pathlib import Path

import click

from monitor.cli.options import format_option, in_folder, newsroom, show


@click.group()
def story() -> None:
    """Say which stories are one, which are two, and which are left to others: no later run undoes it."""


@story.command()
@click.argument("number", metavar="STORY", type=int)
@format_option
@in_folder
def articles(folder: Path, number: int, form: str) -> None:
    """The articles that tell a story, oldest first; `original` is the article that one repeats."""
    with newsroom(folder) as room:
        found = room.stories.articles(number)
    show(found[["article", "day", "outlet", "title", "original"]] if form == "table" else found, form)


@story.command()
@click.argument("one", metavar="STORY", type=int)
@click.argument("other", metavar="OTHER", type=int)
@in_folder
def join(folder: Path, one: int, other: int) -> None:
    """Tell two stories as one; the older number stands, and the other leads to it."""
    with newsroom(folder) as room:
        click.echo(f"told as story {room.stories.join(one, other)}")


@story.command()
@click.argument("articles", metavar="ARTICLE...", type=int, nargs=-1, required=True)
@in_folder
def part(folder: Path, articles: tuple[int, ...]) -> None:
    """Make some articles of a story a story of their own."""
    with newsroom(folder) as room:
        click.echo(f"told as story {room.stories.part(articles)}")


@story.command()
@click.argument("number", metavar="STORY", type=int)
@click.option("--reason", required=True, help="Why; others will ask.")
@click.option("--who", required=True, help="Your name.")
@in_folder
def dismiss(folder: Path, number: int, reason: str, who: str) -> None:
    """Leave a story to others: it is no blindspot any more."""
    with newsroom(folder) as room:
        room.stories.dismiss(number, reason, who, room.now())
    click.echo(f"story {number} is left to others; `monitor story undo {number}` takes that back")


@story.command()
@format_option
@in_folder
def dismissed(folder: Path, form: str) -> None:
    """What was left to others, by whom and why."""
    with newsroom(folder) as room:
        show(room.stories.dismissed(), form)


@story.command()
@click.argument("number", metavar="STORY", type=int)
@in_folder
def undo(folder: Path, number: int) -> None:
    """Take a dismissal back."""
    with newsroom(folder) as room:
        room.stories.undo(number)
    click.echo(f"story {number} is ours to tell again")
