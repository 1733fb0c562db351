"""The article in what its source carries of it: HTML of a feed or of WordPress, without a page around it."""

import re

import lxml.html
from lxml import etree

from monitor.extract import anatomy, urls
from monitor.extract.given import given
from monitor.model import Article, Dated, Entry, Extraction, Line, LineLabel, Outcome

BLOCKS: dict[str, LineLabel] = {
    "p": "body", "h2": "body", "h3": "body", "h4": "body", "h5": "body", "h6": "body", "li": "body",
    "pre": "body", "div": "body", "section": "body", "td": "body", "blockquote": "quotation",
    "figcaption": "caption",
}  # fmt: skip
SILENT = {"script", "style", "iframe", "noscript", "form", "svg", "template"}
# WordPress adds this to the texts of its feeds
APPEARED = re.compile(r"^The post .{1,300} (?:appeared first|first appeared) on .{1,200}\.$", re.DOTALL)


def listed(entry: Entry, *, min_words: int = 60) -> Extraction:
    """The article whose whole text its source carries."""
    lines = _lines(entry.content)
    body = "\n\n".join(line.text for line in lines if line.label in ("body", "quotation"))
    if (count := anatomy.length(body)) < min_words:
        return Extraction(Outcome.TOO_SHORT, None, f"{count} words of text, fewer than {min_words}")
    article = Article(
        url=entry.url,
        canonical_url=urls.canonical(entry.url),
        title=entry.title,
        text=body,
        authors=entry.authors,
        published=entry.published,
        published_source="feed" if entry.published else None,
        dates=(Dated(entry.published, "feed"),) if entry.published else (),
        updated=entry.updated,
        tags=entry.labels,
        lines=tuple(lines),
    )
    reason = "" if entry.published else "its source says no date of publication"
    outcome = Outcome.NEW if entry.published else Outcome.UNDATED
    return Extraction(outcome, given(article).article, reason)


def _lines(content: str) -> list[Line]:
    try:
        tree = lxml.html.fragment_fromstring(content, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    found: list[tuple[LineLabel, list[str]]] = [("body", [])]
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str) or node.tag in SILENT:
            if event == "end":
                found[-1][1].append(node.tail or "")
            elif isinstance(node.tag, str):
                node.clear(keep_tail=True)
            continue
        block = BLOCKS.get(node.tag)
        if block is not None:
            inside = event == "start" or node.getparent() is not None
            found.append((block if event == "start" else _around(node), []) if inside else ("body", []))
        elif node.tag == "br" and event == "start":
            found[-1][1].append(" ")
        found[-1][1].append((node.text if event == "start" else node.tail) or "")
    lines = [(label, anatomy.clean("".join(words))) for label, words in found]
    return [Line("nav" if APPEARED.match(words) else label, words) for label, words in lines if words]


def _around(node: etree._Element) -> LineLabel:
    """The label of the words that go on after a block."""
    return next((BLOCKS[each.tag] for each in node.iterancestors() if each.tag in BLOCKS), "body")
