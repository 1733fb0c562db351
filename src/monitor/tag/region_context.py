"""What the words around a place make of it: another country, a person, or an aside that tells little."""

import re
from collections import defaultdict
from functools import lru_cache
from typing import Literal

from monitor.catalog.gazetteer import Surface, SurfaceKind
from monitor.tag.places import Aside, Mention
from monitor.tag.region_cues import any_of, cue, words
from monitor.tag.region_document import Document
from monitor.tag.region_namesakes import settled
from monitor.tag.region_people import PERSONAL, is_person

_DASH = re.compile(r"\s*(?:--|—|–|_|- )")
_BRACKETS = re.compile(r"\([^)]{0,40}\)")
_NEXT_WORD = re.compile(r"\.?[ ‐–-]([\w’'&]+)")
_NEXT_CAPITALS = re.compile(r"(?: [A-Z&][\w&'’-]*){1,5}")
_money = cue("money")
_COMPANY_AFTER = words("company_after")
_COMPANY_BEFORE = re.compile(r"(?<!Central )(?<!Reserve )\b" + any_of("company_before") + " $")
_ORIGIN_HYPHEN = words("origin_hyphen")
_origin_after = cue("origin_after")
_product = cue("product_after")
_company_noun = cue("company_noun")
_ORIGIN_BEFORE = words("origin_before")
_VENUE_BEFORE = words("venue_before")
_VENUE_EVENT = words("venue_event")
_VENUE_VERB = words("venue_verb")
_VENUE_SPORT = words("venue_sport")
_VENUE_AFTER = words("venue_after")
_REPORTED = words("reported_from")
_VERBAL_MONEY = words("verbal_money")
_not_a_place = cue("not_a_place")
_AFTER_PREPOSITION = re.compile(r"\b(?:in|at|from|near|to|of) $", re.IGNORECASE)
_AMERICAN_TOWN = re.compile(" " + any_of("american_town"))
_GUESTS = re.compile(r"\b" + any_of("guests"))
_GUESTS_REACH = 60
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near"})
_IN = ("in ", "at ", "near ", "In ", "At ", "Near ")
_VISITING = frozenset({"visiting", "Visiting"})
_OURS = frozenset({"our", "my", "Our", "My"})
_ITS_CITY = re.compile(r" (?:capital|city|port|resort)\b")
_NO_STATE = re.compile(r" (?:had|has|is|was|flows?|flooded|burst|rose|falls|near|at|in|and|to|from)\b|[.,;]")
_COMMON = {"Turkey": "turkey", "China": "china", "Chile": "chile", "Guinea": "guinea"}  # also things
_LONGEST_WORD = 40  # characters that are looked back for a word
_COMPANY_LAST_WORDS = frozenset(each.rpartition(" ")[2] for each in words("company_before"))
Reading = Aside | Literal["person", "nothing"]
_UNREAD = frozenset({"group", "leader"})
_ADJECTIVES = frozenset({"metonym", "demonym"})
_MONEYED = frozenset({"name", "demonym"})
_NAMES = frozenset({"name", "demonym", "city", "town"})
_DATELINE_REACH = 120
_DATELINE_WORDS = 9


def in_context(document: Document, mentions: list[Mention], home: str | None) -> list[Mention]:
    """Mentions with the country that the context means and the asides marked; persons are left out.

    A name that is a person's once is one everywhere, unless its country is named in another way.
    """
    dateline = _dateline(document)
    dateline_end = document.body + len(dateline)
    people, rest, last = set(), [], -9
    for mention in mentions:
        start, end, surface, _, _ = mention
        if start < dateline_end and start >= document.body:
            reading: Reading = "wire" if _old_wire(document, dateline) else "dateline"
        else:
            reading = _reading(document, start, end, surface, start - last <= 2)
        if reading == "person":
            people.add(surface.text)
        elif reading != "nothing":
            rest.append(mention._replace(aside=reading) if reading else mention)
            last = end
            if surface.kind == "leader" and " " in surface.text:
                people.add(surface.text.rpartition(" ")[2])  # Luis Montenegro, Montenegro
    if people:
        sure = {m.code for m in rest if m.surface.text not in people}
        rest = [m for m in rest if m.surface.text not in people or m.code in sure]
    return settled(document, _of_its_venue(document, _no_things(document, rest)), home)


def _no_things(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Without names that the text also writes small, as things, where nothing else names the country."""
    named = {m.surface.text for m in mentions} & _COMMON.keys()
    things = {each for each in named if re.search(rf"\b{_COMMON[each]}s?\b", document.written)}
    if not things or document.caseless(document.body):
        return mentions
    sure = {m.code for m in mentions if m.surface.text not in things}
    return [m for m in mentions if m.surface.text not in things or m.code in sure]


def _of_its_venue(document: Document, mentions: list[Mention]) -> list[Mention]:
    """With "the Swiss city" read as Geneva is read, if that is all the article has of Switzerland."""
    aside = {m.code for m in mentions if m.aside} - {m.code for m in mentions if m.surface.kind == "name"}
    if not aside:
        return mentions
    cities = [
        m.surface.kind == "demonym" and not m.aside and _ITS_CITY.match(document.written, m.end) is not None
        for m in mentions
    ]
    plain = {m.code for m, city in zip(mentions, cities, strict=True) if not m.aside and not city}
    return [
        m._replace(aside="venue") if city and m.code in aside - plain else m
        for m, city in zip(mentions, cities, strict=True)
    ]


def _reading(document: Document, start: int, end: int, surface: Surface, after_place: bool) -> Reading:
    """What the words around a mention make of it."""
    kind, written = surface.kind, document.written
    if kind in _UNREAD:
        return ""
    before = _word_before(written, start)
    if surface.flags:
        if "company" in surface.flags:
            return "company"
        if kind == "town" and "support" in surface.flags and document.caseless(start):
            if not _AFTER_PREPOSITION.search(written, max(0, start - 10), start):
                return "nothing"
            before = ""
    if kind in PERSONAL and is_person(document, start, end, surface, "" if after_place else before):
        return "person"
    if written[end] == "$":
        return "nothing"  # US$42 million
    if written[end] in " -.‐–" and (reading := _before(written, end, kind)):
        return reading
    if kind in _ADJECTIVES or written[start - 1] != " ":
        return ""
    if before == "In" and written[end] == "," and _GUESTS.search(written, end, end + _GUESTS_REACH):
        return "venue"  # In Miami, Venezuelan exiles
    if before == "from" and not _REPORTED.isdisjoint(
        written[max(0, start - 60) : start].lower().split()[-7:]
    ):
        return "origin"  # reached by telephone from Nairobi
    if before in _OURS:
        return "origin"
    if before == "the" and surface.text == "Niger" and _NO_STATE.match(written, end):
        return "nothing"  # the river
    if before in _PLACE_PREPOSITIONS or (before == "the" and written.endswith(_IN, 0, start - 4)):
        return _behind(written[max(0, start - 60) : start])
    if before in _COMPANY_LAST_WORDS and _COMPANY_BEFORE.search(written, max(0, start - 20), start):
        return "company"
    return "venue" if before in _VISITING else ""


def _word_before(written: str, start: int) -> str:
    """The word that a space or a new line parts from what stands at `start`; "" where there is none."""
    before = written[start - _LONGEST_WORD if start > _LONGEST_WORD else 0 : start]
    if not before or before[-1] not in " \n":
        return ""
    return before[max(before.rfind(" ", 0, -1), before.rfind("\n", 0, -1)) + 1 : -1]


def _dateline(document: Document) -> str:
    """What leads to the dash of GENEVA, March 3 (Reuters) -, or nothing."""
    dash = _DASH.search(document.written, document.body, document.body + _DATELINE_REACH)
    if not dash:
        return ""
    head = document.written[document.body : dash.start()]
    words = _BRACKETS.sub(" ", head).replace("/", " ").split()
    if not words or len(words) > _DATELINE_WORDS or not all(w[0].isupper() or w[0].isdigit() for w in words):
        return ""
    return head if "(" in head or (words[0][:3].isupper() and len(words[0]) > 2) else ""


def _old_wire(document: Document, dateline: str) -> bool:
    """Whether it is a report of the days of teleprinters, whose dateline was the place it is about."""
    return document.caseless(document.body) or (document.wire and "(" not in dateline)


def _before(written: str, end: int, kind: SurfaceKind) -> Reading:
    """What the words that follow a place make of it."""
    follows = _NEXT_WORD.match(written, end)
    if follows is None:
        return ""
    word, spaced = follows[1], written[end] == " "
    if spaced and word[0].isupper():
        if kind == "name" and _AMERICAN_TOWN.match(written, end):
            return "nothing"  # Lebanon County
        capitals = _NEXT_CAPITALS.match(written, end)
        if capitals and not _COMPANY_AFTER.isdisjoint(capitals.group().split()):
            return "company"
    if reading := _before_word(word, kind, written[end]):
        return reading
    return "origin" if kind == "demonym" and spaced and _is_company(written, follows) else ""


@lru_cache(maxsize=20_000)  # most words come again and again
def _before_word(word: str, kind: SurfaceKind, between: str) -> Reading:
    """What one word makes of the place before it."""
    spaced = between == " "
    if not (spaced and word[0].isupper()) and kind in _NAMES and _not_a_place(word):
        return "nothing"  # Turkey sandwich, German shepherd
    if kind in _MONEYED and _money(word.lower()) and (kind == "demonym" or word not in _VERBAL_MONEY):
        return "money"
    if spaced and kind == "city" and word.lower() in _VENUE_AFTER:
        return "venue"  # Geneva talks
    if spaced and _product(word):
        return "product"
    return "origin" if (word in _ORIGIN_HYPHEN if between in "-‐–" else _origin_after(word)) else ""


def _is_company(written: str, follows: re.Match[str]) -> bool:
    """Whether a company follows: "French firm", "British retail chain"."""
    second = _NEXT_WORD.match(written, follows.end())
    return _company_noun(follows[1]) or (second is not None and _company_noun(second[1]))


def _behind(before: str) -> Reading:
    """What the words that lead to "in" and a place make of it."""
    led = before.lower().split()
    if led[-1] == "the":
        led.pop()
    if len(led) < 2 or led.pop() not in ("in", "at", "near"):
        return ""
    if not (_VENUE_BEFORE.isdisjoint(led[-3:]) and _VENUE_SPORT.isdisjoint(led)):
        return "venue"
    if led[-1] in _VENUE_VERB and not _VENUE_EVENT.isdisjoint(led):
        return "venue"
    return "origin" if led[-1] in _ORIGIN_BEFORE else ""


def by_code(mentions: list[Mention]) -> dict[str, list[Mention]]:
    """Mentions of each country or group."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.code].append(mention)
    return found
