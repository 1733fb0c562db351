"""The title of a page: the heading it shows, told from the site's name and from other headings."""

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from monitor.extract import anatomy

HEADINGS = 20  # that are looked at
HEADING_WORDS = 30  # a longer one is no heading
SEPARATOR = re.compile(r"\s+[|–—·•»:/-]\s+|\s*[|»]\s*")


def of_page(tree: HtmlElement, named: Sequence[str], site: str) -> str:
    """The heading that means the same as one of the names in the page's data; else its only heading.

    Where both are the same words, the name is taken: it has the marks that a heading shows as a new line.
    """
    names = [name for name in (*named, anatomy.clean(tree.findtext(".//title") or "")) if name]
    headings = [heading for heading in _headings(tree) if _spelled(heading) != _spelled(site)]
    shorter = [part for name in names for part in SEPARATOR.split(name) if anatomy.words(part) > 1]
    meant = [heading for heading in headings if any(_same(heading, name) for name in (*names, *shorter))]
    if meant:
        best = max(meant, key=lambda heading: max(_likeness(heading, name) for name in (*names, *shorter)))
        return next((name for name in named if _letters(name) == _letters(best)), best)
    if len(set(headings)) == 1 and anatomy.words(headings[0]) <= HEADING_WORDS:
        return headings[0]
    return without_site(names[0], site) if names else next(iter(headings), "")


def names(tree: HtmlElement, named: Sequence[str]) -> tuple[str, ...]:
    """The first-level headings of a page and the names in its data."""
    return tuple(dict.fromkeys(name for name in (*_headings(tree), *named) if name))


def is_one_of(line: str, known: Sequence[str]) -> bool:
    """Whether a line is one of the known titles, perhaps with a kicker in front."""
    said = _spelled(line)
    return any(
        said == name or (len(name) > 20 and said.endswith(f" {name}")) for name in map(_spelled, known)
    )


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def _spelled(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _headings(tree: HtmlElement) -> list[str]:
    first = islice(tree.iter("h1"), HEADINGS)
    return [text for h1 in first if (text := anatomy.clean(str(h1.text_content())))]


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _likeness(one: str, other: str) -> float:
    a, b = _tokens(one), _tokens(other)
    return len(a & b) / max(len(a | b), 1)


def _same(heading: str, name: str) -> bool:
    """Whether a heading is in a name, which may carry the site's name as well."""
    a, b = _tokens(heading), _tokens(name)
    return len(a & b) >= max(1, 0.7 * len(a)) and len(a) >= 0.4 * len(b)


def without_site(name: str, site: str) -> str:
    """A title without the name of the site behind or before it."""
    parts = SEPARATOR.split(name)
    if len(parts) < 2:
        return name
    if site and _likeness(parts[-1], site) > 0.5:
        return name[: name.rindex(parts[-1])].rstrip(" |–—·•»:/-")
    longest = max(parts, key=len)
    return longest if len(longest) > 0.6 * len(name) and anatomy.words(longest) > 2 else name
