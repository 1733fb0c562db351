"""One article: its text, the words behind each tag, and what its page held besides."""

import html
import re
from difflib import SequenceMatcher

import pandas as pd
import streamlit as st

from monitor.model import Article, Span, Tag
from monitor.newsroom import Newsroom
from monitor.show.pages import correct
from monitor.store.articles import Stored

SOURCES = {
    "feed": "as its source lists it", "json-ld": "the page's structured data", "meta": "the page's meta data",
    "url": "its address", "visible": "shown on the page",
}  # fmt: skip
KINDS = ("region", "group", "topic", "stance")
MARK = '<mark style="background:#FFE9A8;color:#33373D;padding:0 .1em">'


def show(room: Newsroom, number: int) -> None:
    """The article with this number."""
    stored = room.article(number)
    article = stored.article
    st.header(article.title)
    about = [
        article.kicker,
        ", ".join(article.authors),
        (article.published or "no date")[:16].replace("T", " "),
        article.language,
        article.kind if article.kind != "article" else None,
    ]
    st.caption(" · ".join(filter(None, about)) + f" · [original]({article.canonical_url})")
    st.caption(dated(article))
    tags, text = st.columns([2, 3])  # on a phone the tags come first
    with tags:
        asked = _tags(room, stored)
        correct.section(room, stored, asked)
    with text:
        _text(stored, asked)
    _versions(room, stored)
    _anatomy(stored)


def dated(article: Article) -> str:
    """Where the date of an article comes from, and which others were seen."""
    if not article.dates:
        return "No date of publication was found; the article is counted apart."
    first, *others = article.dates
    told = f"Date: {SOURCES[first.source]}"
    if others:
        told += "; also " + ", ".join(f"{each.value[:10]} ({SOURCES[each.source]})" for each in others)
    return told + (". These dates differ." if article.dates_differ else ".")


def _tags(room: Newsroom, stored: Stored) -> Tag | None:
    """The tags by kind, each a button; answers the one whose evidence is asked for."""
    tags = {
        f"{tag.kind} {tag.code}": tag
        for tag in sorted(stored.tags, key=lambda tag: (KINDS.index(tag.kind), -tag.score, tag.code))
    }
    picked = st.pills(
        "Tags",
        list(tags),
        format_func=lambda each: correct.tag_name(room, tags[each]),
        key=f"tags-{stored.id}",
        wrap=True,
        help="Pick one to see the words that caused it, and to correct it.",
    )
    tag = tags.get(picked) if picked else None
    if tag is None:
        st.caption("Pick a tag to see the words that caused it and to correct it; now all are marked.")
    else:
        st.caption(
            f"{tag.kind.capitalize()}, score {tag.score:.2f}, by {tag.method or 'rules'}. {_words(tag)}"
        )
        if told := holders(tag):
            st.caption(told)
    if stored.tone:
        st.caption(f"Tone (TextBlob): polarity {stored.tone.polarity:+.2f}. Tone is not a stance.")
    return tag


def holders(tag: Tag) -> str:
    """How the outlet itself stands, and those whom it quotes; empty where a tag is no stance."""
    sides = [("In the outlet's own voice", tag.own), ("Those it quotes", tag.quoted)]
    told = [f"{whose}: {side.label} ({side.score:.2f})" for whose, side in sides if side]
    return ". ".join(told) + "." if told else ""


def _words(tag: Tag) -> str:
    if not tag.spans:
        return "No words of the article are its evidence."
    places = "1 place" if len(tag.spans) == 1 else f"{len(tag.spans)} places"
    return f"Its evidence is marked in {places}."


def _text(stored: Stored, tag: Tag | None) -> None:
    tags = [tag] if tag else list(stored.tags)
    spans = [span for each in tags for span in each.spans]
    title = marked(stored.article.title, [span for span in spans if span.field == "title"])
    body = marked(stored.article.text, [span for span in spans if span.field == "text"])
    paragraphs = "".join(f"<p>{each}</p>" for each in body.split("\n\n"))
    st.html(f"<p><strong>{title}</strong></p>{paragraphs}")


def marked(text: str, spans: list[Span]) -> str:
    """Text as HTML with the spans marked; spans that touch or overlap are marked as one."""
    pieces, place = [], 0
    for start, end in _merged(spans):
        pieces += [html.escape(text[place:start]), MARK, html.escape(text[start:end]), "</mark>"]
        place = end
    return "".join([*pieces, html.escape(text[place:])])


def _merged(spans: list[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for _, start, end in sorted(spans, key=lambda span: span.start):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _versions(room: Newsroom, stored: Stored) -> None:
    """What each correction changed, newest first."""
    earlier = room.versions(stored.id)
    texts = [(title, text) for title, text, _ in earlier] + [(stored.article.title, stored.article.text)]
    for place in range(len(earlier) - 1, -1, -1):
        with st.expander(f"Corrected on {earlier[place][2][:16].replace('T', ' at ')} UTC: what changed"):
            (old_title, old_text), (title, text) = texts[place], texts[place + 1]
            changed = f"<strong>{difference(old_title, title)}</strong>\n\n{difference(old_text, text)}"
            st.html(f'<div style="white-space: pre-wrap">{changed}</div>')


def difference(old: str, new: str) -> str:
    """The newer text as HTML, with what was taken out (`del`) and put in (`ins`), word by word."""
    before, after = (re.findall(r"\s+|[^\s]+", text) for text in (old, new))
    pieces = []
    for what, start, end, to, until in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(html.escape("".join(after[to:until])))
            continue
        for tag, words in (("del", before[start:end]), ("ins", after[to:until])):
            if words:
                pieces.append(f"<{tag}>{html.escape(''.join(words))}</{tag}>")
    return "".join(pieces)


def _anatomy(stored: Stored) -> None:
    lines = stored.article.lines
    dropped = sum(line.label not in ("body", "quotation") for line in lines)
    with st.expander(f"Anatomy: {len(lines)} lines, {dropped} of them not counted as text"):
        frame = pd.DataFrame(
            {"Line is": [line.label for line in lines], "Text": [line.text for line in lines]}
        )
        st.dataframe(frame, hide_index=True, alt="Every line of the page and what it is")
    if related := stored.article.related:
        with st.expander(f"{len(related)} teasers of other articles, never counted as coverage"):
            for each in related:
                st.markdown(f"- **{each.title}** ({each.section or 'no section'})")
