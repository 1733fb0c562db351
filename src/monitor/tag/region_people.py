"""Whether a place name is part of a person's name: Michael Jordan, Paris Hilton, Mrs. Washington."""

import re
from functools import cache
from importlib.resources import files

from monitor.catalog.gazetteer import Surface
from monitor.query import fold
from monitor.tag.region_cues import words
from monitor.tag.region_document import Document

_AFTER = re.compile(r" ([A-Z][\w’'-]*[a-z]\b|[A-Z]\.(?= [A-Z]))")
_AGE = re.compile(r", (?:an? )?\d{1,2}(?:,|-year-old)")
_TITLES = words("person_before")
_BEFORE_TOWN = words("before_a_town")  # all other capitals before a small town are a person's first name
_PREPOSITIONS = words("preposition")
_GIVEN = words("given_name")  # that are places too
_GIVEN_NAMES = frozenset(map(str.capitalize, _GIVEN))
_NOT_SURNAMES = words("not_a_surname")


PERSONAL = frozenset({"name", "state", "city", "town", "demonym"})  # kinds of surfaces that are names too


def is_person(document: Document, start: int, end: int, surface: Surface, before: str) -> bool:
    """Whether a mention reads as a person's name. `before`: the word before it, unless that is a place's."""
    if before and before[0].isupper() and _names_a_person(before, surface):
        return True
    if surface.text not in _GIVEN_NAMES or before.lower() in _PREPOSITIONS or before.lower() == "the":
        return False
    return _has_surname(document, start, end, surface)


def _names_a_person(word: str, surface: Surface) -> bool:
    if (surface.kind == "demonym" and surface.text != "English") or "." in surface.text:
        return False
    plain = fold(word).rstrip(".")
    if plain in _TITLES:
        return True
    if " " in surface.text:
        return False
    return plain in first_names() or (
        surface.kind == "town" and word not in _BEFORE_TOWN and word[1:].islower()
    )


def _has_surname(document: Document, start: int, end: int, surface: Surface) -> bool:
    if document.caseless(start):
        return False
    after = _AFTER.match(document.written, end)
    if after and after[1] not in _NOT_SURNAMES:
        return start >= document.body or not _headline_style(document)
    return surface.text in ("Jordan", "Chad") and bool(_AGE.match(document.written, end))


def _headline_style(document: Document) -> bool:
    """Whether the title begins most words with a capital, so that a capital tells no name."""
    words = document.written[: document.body - 3].split()
    return 2 * sum(word[0].isupper() for word in words) > len(words) + 2


@cache
def first_names() -> frozenset[str]:
    """Given names that are common in the news, folded; those that are places too are left out."""
    names = (files("monitor.tag") / "first_names.txt").read_text(encoding="utf-8").split()
    return frozenset(map(fold, names)) - _GIVEN
