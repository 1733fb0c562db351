"""Places that a short article names only on the way: where others met, what something is made of or like.

In two or three sentences every country that is named seems to be a subject. What the sentence says of the
place tells which is not: "signed in Doha", "wedged between Russia and China", "on a French plane".
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from monitor.tag.places import Aside, Mention
from monitor.tag.region_cues import any_of, cue, words
from monitor.tag.region_document import Document

SHORT = 900  # characters; a longer article has room to tell by itself what it is about
_TOWNS = frozenset({"city", "town"})
_SEATS = frozenset({"The Hague", "Brussels"})  # of courts and unions of many countries
_HARMED = re.compile(r" (?:attack|bombing|shooting|airport|police|protest)", re.IGNORECASE)
_AGAIN = re.compile(r"\breturn(?:ed|s|ing)? to $")
_NAMED = frozenset({"name", "demonym"})
_PLACES = frozenset({"city", "town", "name", "state"})
_END = re.compile(r"[.!?;]['\"”’)]*\s|\n")
_LIST = r"(?: the)?(?: [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*(?:'s|’s)?,?(?: and| or)?(?: in| from)?)*(?: the)? $"
_IN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Ii]nside|[Oo]utside|[Nn]ear)(?: the| an?)?(?: [\w-]+ (?:city|resort|town|port) of)?"
    + _LIST
)
_WHERE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|[Oo]utside)" + _LIST)
_HARM = re.compile(r"\b" + any_of("passing_harm"), re.IGNORECASE)
_WORLD = re.compile(r"\b" + any_of("passing_world"), re.IGNORECASE)
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
_WRITING = re.compile(
    r"\b(?:(?:[Ww]riting|[Ss]peaking|[Rr]eporting|[Ll]etter|[Pp]ostcard|[Dd]ispatch|[Nn]otebook)"
    r"(?: (?!about|on|of)[\w’'-]+){0,6} from|[Ii]nterviewed(?: [a-z’'-]+){0,5} (?:in|at|near|outside))"
    + _LIST
)
_SPOKEN = re.compile(r"\b" + any_of("passing_spoken") + " $", re.IGNORECASE)
_RESORT = re.compile(
    r" (?:\w+ )?(?:resort|hotel|village|lakeside|mountain|chateau|palace|capital|city|town)\b", re.IGNORECASE
)
_BETWEEN = re.compile(
    r" (?:carrying notes|mediating|acting as|as (?:an? )?(?:mediator|go-between|host)|looking on)\b"
)
_SIDE = re.compile(r" side of\b")
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


_Plain = dict[str, list[Mention]]


class _Meeting(NamedTuple):
    """What decides whether a town is where others met."""

    others: int  # countries
    told: bool  # in the text, not only in the title
    of_named: bool  # another country is named, and this one only by the town


def in_passing(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Mentions, with an aside where a short article names a country on the way and others for themselves."""
    if len(document.written) > SHORT or document.wire or document.caseless(document.body):
        return mentions
    mentions = _titled_things(document, mentions)
    plain: _Plain = defaultdict(list)
    for mention in mentions:
        if not mention.aside and mention.surface.kind != "group":
            plain[mention.code].append(mention)
    if len(plain) < 2:
        return _summit(document, mentions)
    read = dict(_read(document, mentions, plain))
    if len(read) == len(plain):
        return mentions
    return [m._replace(aside=read[m.code]) if m.code in read and not m.aside else m for m in mentions]


def _summit(document: Document, mentions: list[Mention]) -> list[Mention]:
    """With the one city that is named read as where a group of countries met, or the whole world."""
    countries = [m for m in mentions if m.surface.kind != "group"]
    where = _towns(countries)
    alone = len(where) == 1 and len({m.code for m in countries}) == 1
    if not alone or (len(countries) == len(mentions) and not _WORLD.search(document.written)):
        return mentions
    text = [m for m in countries if m.start >= document.body]
    met = _Meeting(0, any(m.aside == "venue" for m in text), False)
    if any(m.aside != "venue" for m in countries) and not _is_venue(document, countries, met):
        return mentions
    return [m._replace(aside="summit") if m.surface.kind != "group" else m for m in mentions]


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


def _read(document: Document, mentions: list[Mention], plain: _Plain) -> Iterator[tuple[str, Aside]]:
    """Countries that are named on the way only, and why."""
    named = {code for code, found in plain.items() if any(m.surface.kind in _NAMED for m in found)}
    known = {m.code for m in mentions if m.aside and m.surface.kind in _NAMED}
    told = {m.code for m in mentions if m.start >= document.body and (m.code in plain or m.aside == "venue")}
    for code, found in plain.items():
        meeting = _Meeting(len(plain) - 1, code in told, bool(named - {code}) and code not in known)
        if _is_venue(document, found, meeting):
            yield code, "venue"
        elif all(m.start >= document.body and _is_aside(document, m) for m in found):
            yield code, "origin"


def _is_venue(document: Document, found: list[Mention], meeting: _Meeting) -> bool:
    """Whether others meet there. A country is where others meet only if there are two others."""
    towns = _towns(found)
    if len(towns) > 1 or (not towns and meeting.others < 2):
        return False
    last = 0
    for mention in found:
        attached = document.written[last : mention.start] in (", ", " (", ", in ") or _HOST.match(
            document.written, mention.end
        )
        last = mention.end
        if attached and towns and mention.surface.kind not in _TOWNS:
            continue  # Doha, Qatar; a Qatari mediator
        if mention.surface.kind == "demonym" and not towns:
            if not _is_their_resort(document, mention):
                return False
        elif mention.surface.kind not in _PLACES or not _is_met_in(document, mention, meeting):
            return False
    return True


def _towns(found: list[Mention]) -> set[str]:
    """The towns named, Rio and Rio de Janeiro once."""
    named = {m.surface.text for m in found if m.surface.kind in _TOWNS}
    return {each for each in named if not any(other.startswith(f"{each} ") for other in named)}


def _is_met_in(document: Document, mention: Mention, meeting: _Meeting) -> bool:
    before, after = _sentence(document, mention)
    town, in_title = mention.surface.kind in _TOWNS, mention.start < document.body
    if town and (_EVENT_AFTER.match(after) or _HOSTING.match(after)):
        return True
    if mention.surface.text in _SEATS:
        return not _HARMED.search(after)
    if town and _AGAIN.search(before) and _EVENT.match(after, 5):
        return True
    if town and _LEFT.search(before) and (meeting.others > 1 or _PARTIES.search(before)):
        return True
    met = (in_title and meeting.told) or _EVENT.search(before) or _EVENT.search(after)
    if met and _IN.search(before) and not (meeting.others < 2 and _WITH_HOSTS.search(before)):
        return True
    only_there = town and not in_title and meeting.of_named and _WHERE.search(before)
    return bool(only_there) and not (
        _WITH_HOSTS.search(before) or _HARM.search(before) or _HARM.search(after)
    )


def _is_their_resort(document: Document, mention: Mention) -> bool:
    """Whether it is a Swiss resort where others meet."""
    before, after = _sentence(document, mention)
    return _RESORT.match(after) is not None and bool(_EVENT.search(before) or _EVENT.search(after))


def _is_aside(document: Document, mention: Mention) -> bool:
    """Whether the sentence is of somebody's life, of a likeness, of those who report, or of a thing."""
    before, after = _sentence(document, mention)
    if mention.surface.text in _MEDIA:
        return True
    if mention.surface.kind == "demonym":
        made = _MADE.match(after) or (_WITH.search(before) and _THING.match(after)) or _SIDE.match(after)
        return bool(made or _PEOPLE.match(after) or _LIKENESS.search(before) or _SPOKEN.search(before))
    if _BETWEEN.match(after):
        return True
    if any(each.search(before) for each in (_LIKENESS, _REPORTERS, _REPORTER, _WRITING)):
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
