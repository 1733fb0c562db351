"""Which mentions count: weak or shared names only beside other evidence of their country."""

import re
from collections import defaultdict

from monitor.tag.places import Mention
from monitor.tag.region_cues import any_of
from monitor.tag.region_document import Document
from monitor.tag.region_passing import in_passing

_WEAK = frozenset({"support", "shared", "titled", "local"})
_OFFICE_BEFORE = re.compile(rf"\b{any_of('office')} $", re.IGNORECASE)
_REACH = 24
_INSIDE = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside) $")
_AS_OTHERS = re.compile(r"['’-]| [A-Z]")  # Darwin's theory, Reading Borough
_FAMILY = re.compile(r" (?:d[eu]|des|d['’]|of|with|at|in|tour|show|special|concert|party)")
_APPOSED = re.compile(r", (?:the|an?) (?:[\w-]+ ){0,3}" + any_of("apposed"))  # Iceland, the supermarket
_ACTING = re.compile(r" (?:said|says) (?:that )?it(?:s| )")  # as no person does


def standing(document: Document, mentions: list[Mention], home: str | None) -> list[Mention]:
    """The mentions that count, with an aside where they are made on the way."""
    return in_passing(document, _that_count(document, mentions, home))


def _that_count(document: Document, mentions: list[Mention], home: str | None) -> list[Mention]:
    mentions = _no_namesakes(document, mentions)
    weak = [m for m in mentions if m.surface.flags and not m.surface.flags.isdisjoint(_WEAK)]
    if not weak:
        return mentions
    firm = {m.code for m in mentions if m.surface.flags.isdisjoint(_WEAK)}
    firm |= {m.code for m in weak if _has_office(document, m)}
    if not all(_may_count(document, m, home) for m in weak):
        mentions = [m for m in mentions if _may_count(document, m, home)]
    if home and any(m.code == home for m in mentions) and not firm:
        firm.add(home)
    any_country = any(m.code in firm and m.surface.kind != "group" for m in mentions)
    if not any_country:
        firm |= _agreed(mentions)
    return [m for m in mentions if _counts(document, m, firm, any_country)]


def _no_namesakes(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Without names that the text says are a shop's or an artist's, if nothing else names the country."""
    written = document.written
    others = {m.surface.text for m in mentions if written[m.end] == "," and _APPOSED.match(written, m.end)}
    if not others:
        return mentions
    sure = {m.code for m in mentions if m.surface.text not in others}
    return [m for m in mentions if m.surface.text not in others or m.code in sure]


def _may_count(document: Document, mention: Mention, home: str | None) -> bool:
    """Local words count at home; in capitals a surname that is not behind an office may be anybody's."""
    flags = mention.surface.flags
    if "local" in flags:
        return mention.code == home
    return "titled" not in flags or not document.caseless(mention.start) or _has_office(document, mention)


def _has_office(document: Document, mention: Mention) -> bool:
    start = mention.start
    return "titled" in mention.surface.flags and bool(
        _OFFICE_BEFORE.search(document.written, max(0, start - _REACH), start)
    )


def _counts(document: Document, mention: Mention, firm: set[str], any_country: bool) -> bool:
    flags = mention.surface.flags
    if not flags & _WEAK or mention.code in firm or _is_accented(document, mention):
        return True
    return not any_country and ("shared" in flags or _is_placed(document, mention))


def _is_accented(document: Document, mention: Mention) -> bool:
    """Whether it is Réunion with its accent, and no French for a meeting."""
    written = document.written[mention.start : mention.end]
    return written in ("Réunion", "RÉUNION") and not _FAMILY.match(document.written, mention.end)


def _is_placed(document: Document, mention: Mention) -> bool:
    """Whether the words beside a large city's name let it be nothing but that city: "in Wellington"."""
    alone = (
        mention.surface.kind == "town" and not mention.surface.also and "local" not in mention.surface.flags
    )
    if not (mention.surface.kind == "city" or alone) or document.caseless(mention.start):
        return False
    written, start, end = document.written, mention.start, mention.end
    if _ACTING.match(written, end):
        return True
    inside = _INSIDE.search(written, max(0, start - _REACH), start)
    return inside is not None and not _AS_OTHERS.match(written, end)


def _agreed(mentions: list[Mention]) -> set[str]:
    """Countries that two different weak names speak for, where nothing else does."""
    names: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        names[mention.code].add(mention.surface.text)
    return {code for code, texts in names.items() if len(texts) > 1}
