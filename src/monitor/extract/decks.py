"""Whether a page shows its description as a deck above the text, or as the first paragraph of the text."""

import re
from itertools import chain, islice

from lxml.html import HtmlElement

from monitor.extract import anatomy, visible

SHOWN = ("p", "div", "h2", "h3", "h4", "span", "strong", "em")
HEADINGS = {"h2", "h3", "h4"}
DECK_CLASS = re.compile(
    r"sub-?_?(?:head|title)|\bdek\b|_dek\b|deck\b|standfirst|strap-?line|summary|excerpt|intro|\blead\b|"
    r"head_lead|teaser-?text|vorspann|abstr|epigraph|bajada|entradilla|chapo\b|ingress|catenaccio|sommario",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|strap-?line|sub-?head(?:line)?|sub-?title)(?:$|[\s_-])",
    re.IGNORECASE,
)
FEWEST, MOST = 4, 60  # words of a deck
PARAGRAPH_WORDS = 15
NEAREST = 5  # an element and those around it


def shown(elements: visible.Named) -> str | None:
    """The deck of a page that names it by its class."""
    texts = (anatomy.clean(str(each.text_content())) for each in visible.classed(elements, NAMED))
    return next((text for text in texts if FEWEST <= anatomy.words(text) <= MOST), None)


def is_apart(tree: HtmlElement, deck: str) -> bool:
    """Whether the element that shows the deck is a heading, is named as a deck, or stands by itself."""
    for element in tree.iter(*SHOWN):
        start = " ".join((element.text or "").split())[:40]
        if start and deck.startswith(start) and (around := _around(element, deck)):
            return any(map(_is_named, around)) or not _among_paragraphs(around[-1])
    return False


def _around(element: HtmlElement, deck: str) -> list[HtmlElement]:
    """The elements that hold the deck and nothing else, from the inside to the outside."""
    nearest = islice(chain((element,), element.iterancestors()), NEAREST)
    return [each for each in nearest if anatomy.clean(str(each.text_content())) == deck]


def _is_named(element: HtmlElement) -> bool:
    return element.tag in HEADINGS or bool(DECK_CLASS.search(element.get("class", "")))


def _among_paragraphs(element: HtmlElement) -> bool:
    parent = element.getparent()
    if parent is None:
        return True
    same = (
        each
        for each in parent
        if each is not element
        and (each.tag, each.get("class")) == (element.tag, element.get("class"))
        and anatomy.words(str(each.text_content())) >= PARAGRAPH_WORDS
    )
    return len(list(islice(same, 2))) == 2
