"""A web page into an article: trafilatura finds the text, the line rules clean it, the page describes it."""

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from functools import partial

import lxml.html
import py3langid
from lxml import etree

from monitor.extract import (
    anatomy,
    body,
    cards,
    encoding,
    guard,
    kickers,
    layout,
    metadata,
    pasting,
    teasers,
    titles,
    urls,
)
from monitor.model import Article, Dated, Entry, Extraction, Line, LineLabel, Outcome, Page, Related

MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|p|article|title|meta|span|section)\b", re.IGNORECASE)
HEAD = 4  # lines at the top of a text that may still be its heading
ENOUGH_TO_TELL = 200  # characters from which the words tell the language better than the page does
ENOUGH_TO_BE_SURE = 1000  # characters; more take time and change nothing
HEADLINE_SLUG = 4  # words in an address that was made from a headline


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a page, beside the page."""

    entry: Entry
    min_words: int
    careful: bool
    furniture: Container[str]


def page(
    page: Page,
    entry: Entry | None = None,
    *,
    min_words: int = 60,
    careful: bool = False,
    furniture: Container[str] = (),
) -> Extraction:
    """The article on a web page, or why there is none; `entry` is what the source listed about it.

    An article has at least `min_words` words of text. `careful` reads each page in four ways and keeps
    what they agree on: a little more exact, three times as slow. `furniture` are lines that the outlet's
    pages repeat: they are no text. Never raises on a bad page.
    """
    if len(page.content) > guard.MAX_HTML:
        return Extraction(
            Outcome.TOO_LARGE, None, f"{len(page.content):,} bytes of HTML, more than {guard.MAX_HTML:,}"
        )
    source = encoding.decode(page.content, page.content_type)
    if not MARKUP.search(source):
        return Extraction(Outcome.NOT_PARSEABLE, None, "the bytes are no web page")
    if objection := guard.objection(source.encode("utf-8")):
        return Extraction(
            Outcome.NOT_PARSEABLE, None, f"the page holds {objection}; it was not given to the parser"
        )
    tree = _parse(source)
    if tree is None:
        return Extraction(Outcome.NOT_PARSEABLE, None, "the bytes are no web page that a parser can read")
    return _extraction(page, source, tree, _Asked(entry or Entry(page.url), min_words, careful, furniture))


def _parse(source: str) -> lxml.html.HtmlElement | None:
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        tree = lxml.html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _extraction(page: Page, source: str, tree: lxml.html.HtmlElement, asked: _Asked) -> Extraction:
    said = metadata.read(tree, page.url)
    shown = layout.shown(tree)
    related = teasers.take(tree, page.url)
    found = label_lines(body.find(tree, source, page.url, said.body, careful=asked.careful), said)
    lines = _without(found, asked.furniture)
    text = [line.text for line in lines if line.label == "body"]
    count = anatomy.length("\n".join(text))
    if not count or _is_listing(page.url, said, text):
        reason = (
            "a section front or another list of links"
            if count
            else "nothing on the page reads like an article"
        )
        return Extraction(Outcome.NOT_AN_ARTICLE, None, reason)
    if count < asked.min_words:
        return Extraction(Outcome.TOO_SHORT, None, f"{count} words of text, fewer than {asked.min_words}")
    article = _article(page, asked.entry, said, tuple(lines), "\n\n".join(text))
    parts = {layout.spelled(part) for each in related for part in _parts(each)}
    article = replace(
        article,
        related=(*article.related, *related),
        lines=tuple(layout.whole(shown, lines, parts, partial(_heading, said=said))),
    )
    reason = "" if article.published else "neither the source nor the page says when it was published"
    return Extraction(Outcome.NEW if article.published else Outcome.UNDATED, article, reason)


def _without(lines: list[Line], furniture: Container[str]) -> list[Line]:
    """The lines, those that the outlet repeats no longer text; unless they are most of it."""
    left = [replace(line, label="nav") if line.text in furniture else line for line in lines]
    before, after = (
        sum(anatomy.length(line.text) for line in each if line.label == "body") for each in (lines, left)
    )
    return left if after * 2 > before else lines


def _article(
    page: Page, entry: Entry, said: metadata.Metadata, lines: tuple[Line, ...], body: str
) -> Article:
    own_kicker = said.kicker or next((line.text for line in lines if line.label == "kicker"), None)
    kind, section = _kind(own_kicker)
    seen = (*((Dated(entry.published, "feed"),) if entry.published else ()), *said.dated)
    value, source = seen[0] if seen else (None, None)
    return Article(
        url=page.url,
        canonical_url=said.canonical_url,
        title=said.title or entry.title,
        text=body,
        deck=said.deck,
        kicker=own_kicker,
        type=kind,
        section=section or said.section,
        authors=said.authors or entry.authors,
        published=value,
        published_source=source,
        dates=seen,
        updated=said.updated or entry.updated,
        language=_language(said.language, body),
        tags=said.tags or entry.labels,
        lines=lines,
        related=tuple(card.related for card in cards.find([line.text for line in lines])),
        credits=tuple(line.text for line in lines if line.label == "credit"),
        kind=said.shape,
    )


def _parts(related: Related) -> list[str]:
    return [part for part in (related.title, related.section, related.lede) if part]


def _kind(kicker: str | None) -> tuple[str | None, str | None]:
    return kickers.parts(kicker) if kicker else (None, None)


def label_lines(lines: list[str], said: metadata.Metadata) -> list[Line]:
    """The lines of an extracted text: body, and what the extractor let through."""
    if cards.find(lines):  # the site's furniture came through as well: read it as if it were pasted
        return [Line(label, line) for label, line in zip(pasting.label_lines(lines)[0], lines, strict=True)]
    labels: list[LineLabel] = [_label(line, at, said) for at, line in enumerate(lines)]
    for at in range(len(lines) - 1, 0, -1):  # tags and links at the end, back to the last paragraph
        if labels[at] == "body" and _is_loose_end(lines[at], said):
            labels[at] = "nav"
        elif labels[at] == "body":
            break
    return [Line(label, line) for label, line in zip(labels, lines, strict=True)]


def _label(line: str, at: int, said: metadata.Metadata) -> LineLabel:
    if at < HEAD and (label := _heading(line.casefold(), said)):
        return label
    return anatomy.label(line) or ("caption" if line in said.captions else "body")


def _heading(line: str, said: metadata.Metadata) -> LineLabel | None:
    """What a line at the top is, when it only says what the page says of itself."""
    section, kicker = (said.section or "").casefold(), (said.kicker or "").casefold()
    if line == said.title.casefold() or titles.is_one_of(line, said.names):
        return "title"
    if said.deck_apart and line == (said.deck or "").casefold():
        return "deck"
    if line in {author.casefold() for author in said.authors}:
        return "byline"
    return "kicker" if line in {section, kicker} or (section and line.startswith(f"{section} · ")) else None


def _is_loose_end(line: str, said: metadata.Metadata) -> bool:
    return line.lstrip("-• ").casefold() in {tag.casefold() for tag in (*said.tags, said.section or "")}


def _language(declared: str, body: str) -> str | None:
    if declared and len(body) < ENOUGH_TO_TELL:
        return declared
    told: str = py3langid.classify(body[:ENOUGH_TO_BE_SURE])[0]
    return "no" if told in {"nb", "nn"} and declared == "no" else told


def _is_said(line: str) -> bool:
    """Whether a line is a paragraph or a sentence, as in a dialogue, and not the words of a link."""
    return anatomy.is_prose(line) or bool(anatomy.SENTENCE_END.search(line))


def _is_listing(url: str, said: metadata.Metadata, body: list[str]) -> bool:
    """A page that does not say it is an article, and has more headings than paragraphs.

    A front page must be nearly all prose to be taken for an article, a page with the words of a headline
    in its address hardly any.
    """
    if said.is_article:
        return False
    slug = urls.slug_words(url)
    front = said.is_listing and not slug and len([step for step in url.split("/")[3:] if step]) < 2
    prose = sum(anatomy.words(line) for line in body if _is_said(line))
    share = prose / max(anatomy.words("\n".join(body)), 1)
    return share < (0.8 if front else 0.1 if len(slug) >= HEADLINE_SLUG else 0.5)
