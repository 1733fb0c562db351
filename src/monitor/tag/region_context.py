"""What the words around a place make of it: another country, a person, or an aside that tells little."""

import re
from collections import defaultdict

from monitor.catalog.gazetteer import Surface
from monitor.tag.places import Aside, Mention
from monitor.tag.region_cues import any_of
from monitor.tag.region_document import Document
from monitor.tag.region_namesakes import settled
from monitor.tag.region_people import is_person

_DATELINE = re.compile(  # GENEVA, March 3 (Reuters) -
    r"\s*(?=[A-Z]{3}|[^(]{0,60}\()[A-Z][\w.’'-]*(?:[ ,/]+[A-Z\d][\w.’'-]*|,? \([^)]{0,40}\)){0,9},?\s*"
    r"(?:--|—|–|_|- )"
)
_MONEY = re.compile(r"\.?[ -]" + any_of("money"), re.IGNORECASE)
_COMPANY_AFTER = re.compile(rf"(?: [A-Z&][\w&'’-]*){{0,4}} {any_of('company_after')}")
_COMPANY_NOUN = re.compile(" (?:[a-z]+ )?" + any_of("company_noun"))
_COMPANY_BEFORE = re.compile(r"\b" + any_of("company_before") + " $")
_ORIGIN_AFTER = re.compile(f"[-‐–]{any_of('origin_hyphen')}| {any_of('origin_after')}")
_ORIGIN_BEFORE = re.compile(r"\b" + any_of("origin_before") + r" (?:in|at|near) (?:the )?$")
_VENUE_BEFORE = re.compile(
    rf"\b{any_of('venue_before')}(?: (?:the )?\w+){{0,2}}? (?:in|at) (?:the )?$", re.IGNORECASE
)
_VENUE_VERB = re.compile(
    rf"\b{any_of('venue_event')}[^.;:!?]{{0,40}} {any_of('venue_verb')} in (?:the )?$", re.IGNORECASE
)
_NOT_A_PLACE = re.compile("[ -]" + any_of("not_a_place"))
_AFTER_PREPOSITION = re.compile(r"\b(?:in|at|from|near|to|of) $", re.IGNORECASE)
_AMERICAN_TOWN = re.compile(" " + any_of("american_town"))
_DATELINE_REACH = 120


def in_context(document: Document, mentions: list[Mention], home: str | None) -> list[Mention]:
    """Mentions with the country that the context means and the asides marked; persons are left out."""
    kept = _without_people(document, [m for m in mentions if not _is_something_else(document, m)])
    return _marked(document, settled(document, kept, home))


def _is_something_else(document: Document, mention: Mention) -> bool:
    """Food, animals and streets: "Turkey sandwich", "German shepherd", "Lebanon County"."""
    if mention.surface.kind not in ("name", "demonym", "city", "town"):
        return False
    written, end = document.written, mention.end
    if "support" in mention.surface.flags and document.caseless(mention.start):
        return not _AFTER_PREPOSITION.search(written, max(0, mention.start - 10), mention.start)
    if written[end : end + 1] not in (" ", "-"):
        return False
    if mention.surface.kind != "demonym" and _AMERICAN_TOWN.match(written, end):
        return mention.surface.kind == "name"
    return bool(_NOT_A_PLACE.match(written, end))


def _without_people(document: Document, mentions: list[Mention]) -> list[Mention]:
    """A name that is a person's once is one everywhere, unless its country is named in another way."""
    people, rest, last = set(), [], -9
    for mention in mentions:
        if is_person(document, mention, after_place=mention.start - last <= 2):
            people.add(mention.surface.text)
        else:
            rest.append(mention)
            last = mention.end
    if not people:
        return rest
    sure = {m.code for m in rest if m.surface.text not in people}
    return [m for m in rest if m.surface.text not in people or m.code in sure]


def _marked(document: Document, mentions: list[Mention]) -> list[Mention]:
    dateline = _DATELINE.match(document.written, document.body, document.body + _DATELINE_REACH)
    dateline_end = dateline.end() if dateline else 0
    kind: Aside = "wire" if dateline and _old_wire(document, dateline.group()) else "dateline"
    marked = []
    for mention in mentions:
        if document.body <= mention.start and mention.end <= dateline_end:
            aside = kind
        else:
            aside = _aside(document.written, mention.start, mention.end, mention.surface)
        marked.append(mention._replace(aside=aside) if aside else mention)
    return marked


def _old_wire(document: Document, dateline: str) -> bool:
    """Whether it is a report of the days of teleprinters, whose dateline was the place it is about."""
    return document.caseless(document.body) or (document.wire and "(" not in dateline)


def _aside(written: str, start: int, end: int, surface: Surface) -> Aside:
    kind = surface.kind
    if kind in ("group", "leader"):
        return ""
    follows = written[end : end + 1]
    if follows in " .-‐–":
        if kind in ("demonym", "name") and _MONEY.match(written, end):
            return "money"
        if _COMPANY_AFTER.match(written, end):
            return "company"
        if _ORIGIN_AFTER.match(written, end) or (kind == "demonym" and _COMPANY_NOUN.match(written, end)):
            return "origin"
    if kind == "metonym" or kind == "demonym" or start < 3:
        return ""
    before = written[max(0, start - 60) : start]
    if before[-4:] in (" in ", " at ") or before.endswith((" in the ", " near ")):
        if _VENUE_BEFORE.search(before) or _VENUE_VERB.search(before):
            return "venue"
        if _ORIGIN_BEFORE.search(before):
            return "origin"
    elif _COMPANY_BEFORE.search(before, max(0, len(before) - 20)):
        return "company"
    return ""


def by_code(mentions: list[Mention]) -> dict[str, list[Mention]]:
    """Mentions of each country or group."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.code].append(mention)
    return found
