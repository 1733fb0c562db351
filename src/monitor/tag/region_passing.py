"""Places that a short article names only on the way: where others met, what something is made of or like.

In two or three sentences every country that is named seems to be a subject. What the sentence says of the
place tells which is not: "signed in Doha", "wedged between Russia and China", "on a French plane".
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from monitor.tag.places import Aside, Mention
from monitor.tag.region_cues import any_of, cue, words
from monitor.tag.region_document import Document

SHORT = 900  # characters; a longer article has room to tell by itself what it is about
_TOWNS = frozenset({"city", "town"})
_PLACES = frozenset({"city", "town", "name", "state"})
_END = re.compile(r"[.!?;]['\"”’)]*\s|\n")
_LIST = r"(?: the)?(?: [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*(?:'s|’s)?,?(?: and| or)?(?: in| from)?)*(?: the)? $"
_IN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Ii]nside|[Oo]utside|[Nn]ear)(?: the| an?)?(?: [\w-]+ (?:city|resort|town|port) of)?"
    + _LIST
)
_LEFT = re.compile(
    r"\b(?:left|leaves?|leaving|quit|arrived? in|reached|(?:flew|fly|travell?ed) to|returned from) $"
)
_PARTIES = re.compile(r"\b" + any_of("passing_parties"), re.IGNORECASE)
_EVENT = re.compile(r"\b" + any_of("passing_event"), re.IGNORECASE)
_WITH_HOSTS = re.compile(r"\bmet (?:with )?(?:[\w-]+ ){0,2}" + any_of("passing_hosts"), re.IGNORECASE)
_EVENT_AFTER = re.compile(r"[ -]" + any_of("passing_event_after"), re.IGNORECASE)
_HOSTING = re.compile(r" (?:hosts?|hosted|hosting|will host|is hosting|to host) ", re.IGNORECASE)
_HOST = re.compile(r" " + any_of("passing_host"))
_LIKENESS = re.compile(r"\b" + any_of("passing_likeness") + _LIST)
_REPORTERS = re.compile(r"\b" + any_of("passing_reporters") + _LIST)
_REPORTER = re.compile(
    r"\b(?:[Rr]eporters?|[Cc]orrespondents?|[Ss]tringers?|[Bb]ureau)(?: (?:for|of|with|at|from)(?: the| an?)?"
    r"(?: [A-Z]\w+)+)?,?(?: who is)?(?: based)? in $"
)
_BYLINE = re.compile(
    r"(?:[Bb]y [^.\n]{3,40} in )?[A-Z][\w’'-]+(?:,? (?:and )?[A-Z][\w’'-]+){0,4}(?: \([\w /]+\))? [—–-]{1,2} "
)
_MEDIA = words("passing_media")
_LIFE = re.compile(r"\b" + any_of("passing_life"), re.IGNORECASE)
_THING = re.compile(r"[ -](?:[a-z-]+ )?" + any_of("passing_thing"))
_MADE = re.compile(r"[-‐–]" + any_of("passing_made"))
_WITH = re.compile(r"\b(?:an?|its|his|her|their|with|using|aboard|hired) $", re.IGNORECASE)
_PEOPLE = re.compile(r"(?:(?:,| and) [A-Z][\w-]+)* (?:[a-z]+ )?" + any_of("passing_people"))
_thing = cue("not_a_place")
_NEXT = re.compile(r" ([A-Z][a-z]+)")


def in_passing(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Mentions, with an aside where a short article names a country on the way and others for themselves."""
    if len(document.written) > SHORT or document.wire or document.caseless(document.body):
        return mentions
    mentions = _titled_things(document, mentions)
    plain: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if not mention.aside and mention.surface.kind != "group":
            plain[mention.code].append(mention)
    if len(plain) < 2:
        return mentions
    told = {m.code for m in mentions if m.aside == "venue" and m.start >= document.body}
    read = dict(_read(document, plain, told))
    if len(read) == len(plain):
        return mentions
    return [m._replace(aside=read[m.code]) if m.code in read and not m.aside else m for m in mentions]


def _titled_things(document: Document, mentions: list[Mention]) -> list[Mention]:
    """With Panama Hats of a title read as panama hats, where the text does not name the country."""
    named = {m.code for m in mentions if m.start >= document.body}
    return [
        m._replace(aside="product") if m.code not in named and _is_thing(document, m) else m for m in mentions
    ]


def _is_thing(document: Document, mention: Mention) -> bool:
    if mention.start >= document.body or mention.surface.kind not in ("name", "demonym"):
        return False
    follows = _NEXT.match(document.written, mention.end)
    return follows is not None and _thing(follows[1].lower())


def _read(document: Document, plain: dict[str, list[Mention]], told: set[str]) -> Iterator[tuple[str, Aside]]:
    """Countries that are named on the way only, and why; of some the text has `told` that others met there."""
    for code, found in plain.items():
        if _is_venue(document, found, len(plain) - 1, code in told):
            yield code, "venue"
        elif all(m.start >= document.body and _is_aside(document, m) for m in found):
            yield code, "origin"


def _is_venue(document: Document, found: list[Mention], others: int, told: bool) -> bool:
    """Whether others meet there. A country is where others meet only if there are two others."""
    towns = {m.surface.text for m in found if m.surface.kind in _TOWNS}
    if len(towns) > 1 or (not towns and others < 2):
        return False
    end, told = -9, told or found[-1].start >= document.body
    for mention in found:
        attached = 0 < mention.start - end <= 6 or _HOST.match(document.written, mention.end)
        end = mention.end
        if attached and towns and mention.surface.kind not in _TOWNS:
            continue  # Doha, Qatar; a Qatari mediator
        if mention.surface.kind not in _PLACES or not _is_met_in(document, mention, others, told):
            return False
    return True


def _is_met_in(document: Document, mention: Mention, others: int, told: bool) -> bool:
    before, after = _sentence(document, mention)
    town = mention.surface.kind in _TOWNS
    if town and (_EVENT_AFTER.match(after) or _HOSTING.match(after)):
        return True
    if town and _LEFT.search(before) and _PARTIES.search(before):
        return True
    if not _IN.search(before):
        return False
    if mention.start < document.body and told:
        return True  # if the text tells the same
    if others < 2 and _WITH_HOSTS.search(before):
        return False
    return _EVENT.search(before) is not None or _EVENT.search(after) is not None


def _is_aside(document: Document, mention: Mention) -> bool:
    """Whether the sentence is of somebody's life, of a likeness, of those who report, or of a thing."""
    before, after = _sentence(document, mention)
    if mention.surface.text in _MEDIA:
        return True
    if mention.surface.kind == "demonym":
        made = _MADE.match(after) or (_WITH.search(before) and _THING.match(after))
        return bool(made or _PEOPLE.match(after) or _LIKENESS.search(before))
    if _LIKENESS.search(before) or _REPORTERS.search(before) or _REPORTER.search(before):
        return True
    byline = _BYLINE.match(document.written, document.body)
    return (byline is not None and mention.end < byline.end()) or _LIFE.search(before) is not None


def _sentence(document: Document, mention: Mention) -> tuple[str, str]:
    """What the sentence has before a mention, and after it."""
    written, start, end = document.written, mention.start, mention.end
    begun = 0 if start < document.body else document.body
    for stop in _END.finditer(written, begun, start):
        begun = stop.end()
    stopped = _END.search(written, end)
    return written[begun:start], written[end : stopped.start() if stopped else len(written)]
