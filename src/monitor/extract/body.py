"""The lines of text on a page: trafilatura's, checked by two other ways to read a page.

Resiliparse takes a thirtieth of the time, keeps what lxml loses (deep nesting, huge text nodes), and lets
more furniture through. Where it sees more than trafilatura's fast mode, the thorough mode is asked; where
it still sees far more, readability decides. Nine in ten pages need the fast mode alone.
"""

from collections.abc import Sequence

import lxml.html
import trafilatura
from lxml import etree
from resiliparse.extract.html2text import extract_plain_text
from trafilatura.external import try_readability
from trafilatura.settings import Document

from monitor.extract import anatomy, layout
from monitor.extract.layout import spelled

MORE, FAR_MORE = (1.3, 40), (1.5, 50)  # times as many words as trafilatura found, and so many besides
ALIKE = 0.75  # two texts of like length: the shorter has this share of the longer
LOST = 0.1  # less than this share of the text that resiliparse sees: the parser lost it
NEEDED = 2  # of the three other readings, to keep a line in careful mode


def find(tree: lxml.html.HtmlElement, source: str, url: str, stated: str, *, careful: bool) -> list[str]:
    """The lines that read like an article, some furniture among them.

    `source` is the page that `tree` was parsed from, `stated` the articleBody of its JSON-LD. Careful: a
    line stays only where two of three other readings have it too; three times as slow.
    """
    first = _lines(_trafilatura(tree, url, "fast"))
    broad = _lines(extract_plain_text(source, main_content=True, alt_texts=False, links=False))
    if careful or _has_more(broad, first, MORE):
        first = _lines(_trafilatura(tree, url))
    found = _first_or_larger(first, broad, source)
    if careful:
        precise = _lines(_trafilatura(tree, url, "precise"))
        found = _agreed(found, (precise, _readability(source), broad))
    body = stated if "<" not in stated else ""
    return _lines(body) if anatomy.words(body) > 1.3 * _count(found) + 20 else found


def _trafilatura(tree: lxml.html.HtmlElement, url: str, mode: str = "") -> str:
    found = trafilatura.bare_extraction(
        tree,
        url=url,
        include_comments=False,
        with_metadata=False,
        fast=mode == "fast",
        favor_precision=mode == "precise",
    )
    return (found.text if isinstance(found, Document) else None) or ""


def _first_or_larger(first: list[str], broad: list[str], source: str) -> list[str]:
    if not _has_more(broad, first, FAR_MORE):
        return first
    large = _readability(source)
    if _has_more(large, first, FAR_MORE) and _alike(large, broad):
        return large
    return broad if _count(first) < LOST * _count(broad) else first


def _has_more(one: Sequence[str], other: Sequence[str], by: tuple[float, int]) -> bool:
    return _count(one) > by[0] * _count(other) + by[1]


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    short, long = sorted((_count(one), _count(other)))
    return short >= ALIKE * long


def _readability(source: str) -> list[str]:
    """What readability finds, a line for each block; nothing where it cannot read the page."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(source.encode(), parser=parser)
    except etree.LxmlError:
        return []
    return [each.text for each in layout.shown(try_readability(tree))]


def _agreed(lines: list[str], others: Sequence[list[str]]) -> list[str]:
    """The lines that at least two of the others have; all of them where that would leave too little."""
    texts = [f" {spelled(' '.join(other))} " for other in others]
    kept = [line for line in lines if sum(f" {spelled(line)} " in text for text in texts) >= NEEDED]
    return kept if _count(kept) >= 0.7 * _count(lines) else lines


def _lines(text: str) -> list[str]:
    return [line for line in map(anatomy.clean, text.splitlines()) if line]


def _count(lines: Sequence[str]) -> int:
    return sum(map(anatomy.length, lines))
