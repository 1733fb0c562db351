"""Which mentions count: weak or shared names only beside other evidence of their country."""

import re
from collections import defaultdict

from monitor.tag.places import Mention
from monitor.tag.region_cues import any_of
from monitor.tag.region_document import Document

_WEAK = frozenset({"support", "shared", "titled", "local"})
_OFFICE_BEFORE = re.compile(rf"\b{any_of('office')} $", re.IGNORECASE)
_REACH = 24


def standing(document: Document, mentions: list[Mention], home: str | None) -> list[Mention]:
    """The mentions that count."""
    if not any(m.surface.flags & _WEAK for m in mentions):
        return mentions
    mentions = [m for m in mentions if _may_count(document, m)]
    mentions = [m for m in mentions if "local" not in m.surface.flags or m.code == home]
    firm = {m.code for m in mentions if _stands_alone(document, m)}
    if home and any(m.code == home for m in mentions) and not firm:
        firm.add(home)
    any_country = any(m.code in firm and m.surface.kind != "group" for m in mentions)
    if not any_country:
        firm |= _agreed(mentions)
    return [m for m in mentions if _counts(m, firm, any_country)]


def _may_count(document: Document, mention: Mention) -> bool:
    """In capitals a surname that is not behind an office may be anybody's."""
    return not (
        "titled" in mention.surface.flags
        and document.caseless(mention.start)
        and not _stands_alone(document, mention)
    )


def _stands_alone(document: Document, mention: Mention) -> bool:
    flags = mention.surface.flags
    if not flags & _WEAK:
        return True
    if "titled" in flags:
        start = mention.start
        return bool(_OFFICE_BEFORE.search(document.written, max(0, start - _REACH), start))
    return False


def _counts(mention: Mention, firm: set[str], any_country: bool) -> bool:
    flags = mention.surface.flags
    if not flags & _WEAK or mention.code in firm:
        return True
    return "shared" in flags and not any_country


def _agreed(mentions: list[Mention]) -> set[str]:
    """Countries that two different weak names speak for, where nothing else does."""
    names: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        names[mention.code].add(mention.surface.text)
    return {code for code, texts in names.items() if len(texts) > 1}
