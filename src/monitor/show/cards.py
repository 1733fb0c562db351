"""A newsroom, a story and an article as HTML, for the cells of a notebook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from monitor.model import Span
from monitor.show.words import percent
from monitor.store.articles import Stored

LETTERS = 1_200  # of a text that are shown
MARK = '<mark style="background:#FFE9A8;color:#33373D;padding:0 .1em">'
BOX = "max-width:46rem;border-left:4px solid #0072B2;padding:.25rem 1rem;margin:.5rem 0"


@dataclass(frozen=True, slots=True)
class Card:
    """Something that a notebook shows as HTML, and a terminal as its heading."""

    heading: str
    body: str

    def html(self) -> str:
        """The card, for any page."""
        return f'<div style="{BOX}"><strong>{escape(self.heading)}</strong>{self.body}</div>'

    _repr_html_ = html

    def __repr__(self) -> str:
        return self.heading


def newsroom_card(name: str, outlets: pd.DataFrame, last: str | None, sample: bool) -> Card:
    """What is watched and what was had: columns outlet, role, articles, collected (0…1) of `outlets`."""
    when = f"last collected {last[:16].replace('T', ' ')} UTC" if last else "nothing collected yet"
    told = f"{int(outlets['articles'].sum())} articles of {len(outlets)} outlets, {when}"
    if sample:
        told += "; a sample: outlets and texts are invented"
    rows = [
        (each["outlet"], each["role"], str(each["articles"]), percent(each["collected"]))
        for each in outlets.to_dict("records")
    ]
    table = _table(("outlet", "role", "articles", "days collected"), rows)
    return Card(name, f"<p>{escape(told)}</p>{table}")


def story_card(told: pd.DataFrame) -> Card:
    """The articles that tell a story, oldest first; columns outlet, day, title, url, original."""
    items = []
    for each in told.to_dict("records"):
        copied = " (a copy)" if pd.notna(each["original"]) else ""
        link = _link(str(each["url"]), str(each["title"]))
        items.append(f"<li>{each['day']:%Y-%m-%d} {escape(str(each['outlet']))}: {link}{copied}</li>")
    return Card(str(told["headline"].iloc[0]), f"<ol>{''.join(items)}</ol>")


def article_card(stored: Stored, named: Sequence[tuple[str, str, str]]) -> Card:
    """An article, its tags (`named`: kind, name and label), and the words in its text that caused them."""
    article = stored.article
    spans = [span for tag in stored.tags for span in tag.spans if span.field == "text"]
    about = ", ".join(filter(None, [*article.authors, (article.published or "no date")[:10]]))
    text = marked(article.text[:LETTERS], spans).replace("\n", "<br>")
    more = " …" if len(article.text) > LETTERS else ""
    tags = _table(("kind", "tag", "label"), named)
    original = _link(article.canonical_url, "original")
    return Card(article.title, f"<p>{escape(about)} · {original}</p>{tags}<p>{text}{more}</p>")


def marked(text: str, spans: Iterable[Span]) -> str:
    """A text as HTML with the spans marked; spans that overlap are one mark."""
    parts, at = [], 0
    for start, end in _joined((span.start, min(span.end, len(text))) for span in spans):
        parts += [escape(text[at:start]), MARK, escape(text[start:end]), "</mark>"]
        at = end
    return "".join([*parts, escape(text[at:])])


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(each for each in spans if each[0] < each[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    heads = "".join(f"<th>{escape(each)}</th>" for each in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _link(url: str, words: str) -> str:
    if not url.startswith(("http://", "https://")):  # anything else might run in the notebook
        return escape(words)
    return f'<a href="{escape(url)}">{escape(words)}</a>'
