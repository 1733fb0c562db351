"""Names that several countries share: Georgia, Congo, Korea, Serbs, and towns with the same name."""

import re
from collections.abc import Callable
from itertools import pairwise

from monitor.tag.places import Mention
from monitor.tag.region_cues import any_of
from monitor.tag.region_document import Document

_AMERICAN_GEORGIA = re.compile(r"\b" + any_of("georgia_usa"))
_CAUCASIAN_GEORGIA = re.compile(r"\b" + any_of("georgia_caucasus"))
_A_TOWN = re.compile(r",? an? (?:[\w-]+ ){0,2}(?:town|village|hamlet)\b")
_LISTED = re.compile(r",? (?:and|or) |, [A-Z]")
_GEORGIA = {"Georgia", "Georgian", "Georgians"}
_CONGO = {"Congo", "Congolese"}
_KOREA = {"Korea", "Korean", "Koreans"}
_DOMINICAN = {"Dominican", "Dominicans"}
_MACEDONIA = {"Macedonia", "Macedonian", "Macedonians"}
_GREEK_MACEDONIA = re.compile(r"\b(?:Central|Western|Eastern|Greek) Macedonia")
_SERB = {"Serb", "Serbs"}
_MONGOL = {"Mongolian", "Mongolians"}
_COUNTIES = {"Norfolk", "Suffolk", "Cumberland", "Kent", "Durham", "Lancaster", "Worcester", "Richmond"}
_ENGLISH = re.compile(r"\b" + any_of("english_county"))


def settled(document: Document, mentions: list[Mention], home: str | None) -> list[Mention]:
    """Mentions with the country that each means here."""
    mentions = _before_states(document, mentions)
    meant: dict[str, str] = {}
    shared = {m.surface.text for m in mentions} & _SHARED.keys()
    if shared:
        others = {m.code for m in mentions if m.surface.text not in _SHARED}
        meant = {text: _SHARED[text](document, mentions, others, home) for text in sorted(shared)}
    if meant:
        mentions = [
            m._replace(code=meant[m.surface.text])
            if m.surface.text in meant and m.code == m.surface.code
            else m
            for m in mentions
        ]
    return _elsewhere(mentions, home)


def _before_states(document: Document, mentions: list[Mention]) -> list[Mention]:
    """A place before a comma and a state is in that state, here and wherever it is named again."""
    moved: dict[str, str] = {}
    for here, there in pairwise(mentions):
        gap = there.start - here.end
        if gap > 3 or here.surface.kind not in ("name", "city", "town", "state"):
            continue
        comma = gap <= 2 and document.written[here.end : there.start].strip(". ") == ","
        if comma and _is_in(document, there, here):
            moved[here.surface.text] = "USA" if there.surface.text == "Georgia" else there.code
    for here, there in pairwise(mentions):
        if here.surface.kind == "name" and there.surface.kind == "state" and there.start < here.end + 90:
            town = _A_TOWN.match(document.written, here.end, there.start)  # Peru, a town in Indiana
            moved |= {here.surface.text: there.code} if town else {}
    if not moved:
        return mentions
    sure = {m.code for m in mentions if m.surface.text not in moved and m.surface.text not in _GEORGIA}
    return [
        m._replace(code=moved[m.surface.text])
        if m.surface.text in moved and m.surface.code not in sure
        else m
        for m in mentions
    ]


def _is_in(document: Document, there: Mention, here: Mention) -> bool:
    """Whether what follows a comma is where the place before it lies, not the next of a list."""
    if there.surface.text == "Georgia":
        return here.surface.kind in ("city", "town")
    if there.surface.text == "New York":
        listed = _LISTED.match(document.written, there.end)  # Rome, New York and Tokyo
        return here.surface.kind in ("name", "town") or not listed
    if there.surface.kind == "state":
        return there.surface.code != here.surface.code or there.surface.kind != here.surface.kind
    return there.surface.kind == "name" and (here.surface.kind == "town" or there.code in here.surface.also)


def _elsewhere(mentions: list[Mention], home: str | None) -> list[Mention]:
    """A town whose own country is not named lies in the country that is, or at home."""
    if not any(m.surface.also for m in mentions):
        return mentions
    local = {m.code for m in mentions if m.surface.kind == "state" or "comma" in m.surface.flags}
    towns = {m.code for m in mentions if m.surface.kind == "town" and not m.surface.also}
    named = {m.code for m in mentions if m.surface.kind in ("name", "demonym", "state", "leader")}
    firm = named | {m.code for m in mentions if m.surface.kind == "city"}
    return [
        m._replace(code=_other(m, local, named | towns, home))
        if m.surface.also
        and m.code == m.surface.code
        and m.code not in (named if m.surface.kind == "city" else firm)
        else m
        for m in mentions
    ]


def _other(mention: Mention, local: set[str], named: set[str], home: str | None) -> str:
    also = mention.surface.also
    if home in also and not named - {home}:
        return home or mention.code
    near = [code for code in also if code in local]
    if not near and "namesake" in mention.surface.flags:
        near = [code for code in also if code in named]
    if not near and ("support" in mention.surface.flags or mention.surface.kind == "town"):
        near = [code for code in also if code in named]
    return near[0] if len(near) == 1 else mention.code


def _georgia(document: Document, mentions: list[Mention], others: set[str], home: str | None) -> str:
    if any(m.code == "GEO" and m.surface.text not in _GEORGIA for m in mentions):
        return "GEO"
    states = any(m.code == "USA" and m.surface.kind in ("state", "city") for m in mentions)
    if states and not others & {"RUS", "ARM", "AZE", "UKR", "TUR", "NATO", "EU"}:
        return "USA"
    american = len(set(_AMERICAN_GEORGIA.findall(document.written)))
    caucasian = len(set(_CAUCASIAN_GEORGIA.findall(document.written)))
    return "USA" if american > caucasian or (home == "USA" and american == caucasian) else "GEO"


def _congo(document: Document, mentions: list[Mention], others: set[str], home: str | None) -> str:  # noqa: ARG001
    return "COG" if "COG" in others and "COD" not in others else "COD"


def _korea(document: Document, mentions: list[Mention], others: set[str], home: str | None) -> str:  # noqa: ARG001
    return "PRK" if "PRK" in others and "KOR" not in others else "KOR"


def _dominica(document: Document, mentions: list[Mention], others: set[str], home: str | None) -> str:  # noqa: ARG001
    return "DMA" if "DMA" in others and "DOM" not in others else "DOM"


def _serb(document: Document, mentions: list[Mention], others: set[str], home: str | None) -> str:  # noqa: ARG001
    """Serbs of Kosovo and of Bosnia, where Serbia itself is not named."""
    return next((code for code in ("SRB", "XKX", "BIH") if code in others), "SRB")


def _macedonia(document: Document, mentions: list[Mention], others: set[str], home: str | None) -> str:  # noqa: ARG001
    return "GRC" if "MKD" not in others and _GREEK_MACEDONIA.search(document.written) else "MKD"


def _mongolia(document: Document, mentions: list[Mention], others: set[str], home: str | None) -> str:  # noqa: ARG001
    return "CHN" if "MNG" not in others and any("Inner Mongol" in m.surface.text for m in mentions) else "MNG"


def _county(document: Document, mentions: list[Mention], others: set[str], home: str | None) -> str:
    """A county of England, or the American town that is named after it."""
    if ("GBR" in others) != ("USA" in others):
        return "GBR" if "GBR" in others else "USA"
    both = {"Norfolk", "Suffolk"} <= {m.surface.text for m in mentions}
    return "GBR" if home == "GBR" or both or _ENGLISH.search(document.written) else "USA"


Choice = Callable[[Document, list[Mention], set[str], str | None], str]
_SHARED: dict[str, Choice] = {
    **dict.fromkeys(_GEORGIA, _georgia),
    **dict.fromkeys(_CONGO, _congo),
    **dict.fromkeys(_KOREA, _korea),
    **dict.fromkeys(_DOMINICAN, _dominica),
    **dict.fromkeys(_MACEDONIA, _macedonia),
    **dict.fromkeys(_SERB, _serb),
    **dict.fromkeys(_MONGOL, _mongolia),
    **dict.fromkeys(_COUNTIES, _county),
}
