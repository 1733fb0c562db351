"""Who wrote an article: never an outlet, an address or a photographer."""

import copy
import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from monitor.extract import anatomy, visible

BY = (
    r"(?:(?:written|authored|posted|published|story|words|reported|veröffentlicht|geschrieben) )?"
    r"(?:by|von|par|por)|über"
)
PREFIX = re.compile(
    rf"^\s*(?:(?:{BY})\b|(?:author|autor|auteur|redakteur)(?:en|in|e)?s?)\s*:?\s+", re.IGNORECASE
)
INSIDE = re.compile(r"^.{0,30}\b(?:By|by|Von|Par|Por):? (?=[A-ZÀ-Þ])")  # "Posted in News by Ada Lovelace"
BETWEEN = re.compile(r"[,;|/•·\n]|\s(?:and|und|et|y|&|\+)\s|\s[-–—]\s", re.IGNORECASE)
TITLE_AFTER = re.compile(
    r"^(?:ph\.?d|m\.?d|m\.?s|m\.?a|r\.?d|r\.?n|jr|sr|esq|mba|cpa|dds|fand|cscs|rdn|ldn|mph)\.?$",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"\d|://|@|^(?:posted|updated|published|on|in|the|author|admin|staff|redaktion|editor|more posts|"
    r"view all.*|written by|posted by.*|read more.*|folgen|datum|name|categor(?:y|ies)|blog|team|"
    rf"{anatomy.MONTH}|"
    r"all posts.*|follow|share|contributor|correspondent|reporter|image|photo\w*|credit)\b\W*$|"
    r"\b(?:photograph|getty|shutterstock|posted on|sponsored|gesponserte)\w*|more posts$",
    re.IGNORECASE,
)
BYLINE_CLASS = re.compile(r"(?:(?<![a-z])|(?<=post))(?:by-?lines?|authors?)(?![a-z])", re.IGNORECASE)
ROLE = re.compile(  # behind a first and a last name
    r"(?P<name>\S+ \S+)\s+(?:(?:Senior|Chief|Staff|Deputy|Associate|Managing|Contributing|Executive|Foreign|"
    r"National|Political)\b.*|"
    r"(?:Reporter|Editor|Correspondent|Writer|Journalist|(?:Chef)?[Rr]edakteur)(?:in)?\b.*|(?:am|um|on|le))$"
)
BYLINES = 20  # elements that call themselves a byline; more are lists of authors
NOT_WRITER = re.compile(
    r"photo|caption|credit|image|comment|related|bio|avatar|sidebar|footer", re.IGNORECASE
)


def of_page(
    tree: HtmlElement, elements: visible.Named, stated: Iterable[Iterable[str]], outlets: Iterable[str]
) -> tuple[str, ...]:
    """The first of the stated lists that names a person; else the bylines; else what trafilatura sees.

    The outlet is the author only where its own data say so and nobody else is named.
    """
    lists = [list(named) for named in stated]
    never = {outlet.casefold() for outlet in outlets if outlet}
    for named in (*lists, _bylines(tree, elements), _last_resort(tree)):
        found = [name for text in named for name in names(text) if name.casefold() not in never]
        if found:
            return _distinct(found)
    return next(((name,) for named in lists for name in named if _is_body(name)), ())


def _is_body(name: str) -> bool:
    """Whether a name may be an editorial office's; initials such as "RS" tell a reader nothing."""
    return 3 < len(name) < 60 and "://" not in name and not NO_NAME.search(name)


def names(byline: str) -> tuple[str, ...]:
    """The names in "By Ada Lovelace and Alan Turing, 3 May 2023"."""
    if "://" in byline or len(byline) > 200:
        return ()
    text = re.sub(rf"{anatomy.DATE}{anatomy.TIME}|\s@ .*", "", byline, flags=re.IGNORECASE)
    text = INSIDE.sub("", text)
    parts = (
        ROLE.sub(r"\g<name>", PREFIX.sub("", part.strip())).strip(' ,;:|•·-–()[]"')
        for part in BETWEEN.split(PREFIX.sub("", text))
    )
    return tuple(dict.fromkeys(part for part in parts if _is_name(part)))


def _is_name(part: str) -> bool:
    return (
        1 < len(part) < 60
        and anatomy.words(part) <= 6
        and not NO_NAME.search(part)
        and not TITLE_AFTER.match(part)
    )


def _distinct(found: list[str]) -> tuple[str, ...]:
    """Each name once, also where a page gives it as "sophie-foster" or with the outlet behind it."""
    kept: dict[str, str] = {}
    for name in sorted(found, key=lambda name: ("-" in name and " " not in name, anatomy.words(name))):
        key = re.sub(r"[\W_]+", " ", name.casefold()).strip()
        if not any(key.startswith(other) for other in kept):
            kept[key] = name
    return tuple(name for name in dict.fromkeys(found) if name in kept.values())


def _bylines(tree: HtmlElement, elements: visible.Named) -> Iterator[str]:
    seen = [a for a in tree.iter("a") if "author" in (a.get("rel") or "").split() and not visible.is_aside(a)]
    seen = seen or [
        e for e in visible.classed(elements, BYLINE_CLASS) if not NOT_WRITER.search(e.get("class", ""))
    ]
    said = [(element, text) for element in seen[:BYLINES] if (text := _said(element))]
    for element, text in said[:4]:
        if (element.tag, element.get("class")) == (said[0][0].tag, said[0][0].get("class")):
            yield text


def _said(element: HtmlElement) -> str:
    text = anatomy.clean(str(element.text_content()))
    return text if anatomy.words(text) <= 8 and names(text) else ""


def _last_resort(tree: HtmlElement) -> Iterator[str]:
    if found := extract_author(copy.deepcopy(tree)):
        yield from str(found).split(";")
