"""Teasers of other articles: picture, headline, credit, headline, section, lede, "keep reading"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.extract import anatomy
from monitor.model import Related

END = re.compile(
    r"^(?:(?:keep|continue) ?reading|read (?:more|on|the (?:full|whole) (?:story|article))|show (?:less|"
    r"more)|"
    r"weiterlesen|mehr lesen|lire la suite|leer más|leggi tutto|[.…\s»›→>])+$",
    re.IGNORECASE,
)
LEDE_LINES = 4
LABEL_WORDS = 4
HEADLINE_WORDS = 25


@dataclass(frozen=True, slots=True)
class Card:
    """Lines `start` up to, not including, `end` are one teaser."""

    start: int
    end: int
    related: Related


def find(lines: Sequence[str]) -> list[Card]:
    """The teasers among `lines`, in their order.

    One alone must name its section or repeat its headline: a body may end in a heading, a paragraph and
    "read more" as well.
    """
    cards: list[Card] = []
    for at, line in enumerate(lines):
        if END.match(line) and (card := _ending_at(lines, at, cards[-1].end if cards else 0)):
            cards.append(card)
    sure = [card for card in cards if card.related.section or lines.count(card.related.title) > 1]
    return cards if len(sure) * 2 > len(cards) or len(cards) > 2 else sure


def _ending_at(lines: Sequence[str], end: int, floor: int) -> Card | None:
    at = end
    while at > floor and end - at < LEDE_LINES and _is_lede(lines[at - 1]):
        at -= 1
    lede = lines[at:end]
    section = None
    if at - 1 > floor and _is_label(lines[at - 1]) and _is_headline(lines[at - 2]):
        at, section = at - 1, lines[at - 1]
    if at <= floor or not lede or not _is_headline(lines[at - 1]):
        return None
    title = lines[at - 1]
    start = _before_headline(lines, at - 1, floor)
    return Card(start, end + 1, Related(title, section, "\n\n".join(lede)))


def _before_headline(lines: Sequence[str], at: int, floor: int) -> int:
    """Where the picture of a teaser begins: its credit, and its alternative text in front of that."""
    start = at
    if start > floor and anatomy.is_credit(lines[start - 1]):
        start -= 1
        if start > floor and (lines[start - 1] == lines[at] or _is_picture_text(lines[start - 1])):
            start -= 1
    elif start > floor and lines[start - 1] == lines[at]:
        start -= 1
    elif start - 1 > floor and lines[start - 2] == lines[at]:
        start -= 2
    return start


def _is_lede(line: str) -> bool:
    return anatomy.is_prose(line) and not anatomy.is_credit(line)


def _is_label(line: str) -> bool:
    return anatomy.words(line) <= LABEL_WORDS and not anatomy.SENTENCE_END.search(line)


def _is_headline(line: str) -> bool:
    return 3 <= anatomy.words(line) <= HEADLINE_WORDS and anatomy.label(line) is None


def _is_picture_text(line: str) -> bool:
    return anatomy.words(line) <= 12 and anatomy.label(line) in {None, "caption"} and not END.match(line)
