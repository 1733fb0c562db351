"""Articles become pages: heads, bodies, listings."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from string import Template

from monitor.sample.article import SampleArticle
from monitor.sample.layouts import DOCUMENT, FOOTER, LAYOUTS, LISTING, STYLE
from monitor.sample.outlets import SampleOutlet


def article_path(outlet: SampleOutlet, article: SampleArticle) -> str:
    """The article's address on the site; dated or not, as the outlet does it."""
    if outlet.dated_addresses:
        return f"/{outlet.id}/{article.published[:10].replace('-', '/')}/{article.slug}"
    return f"/{outlet.id}/{article.slug}"


def section_path(outlet: SampleOutlet, label: str) -> str:
    """The address of a section's front page."""
    words = "".join(letter if letter.isalnum() else " " for letter in label.lower())
    return f"/{outlet.id}/section/{'-'.join(words.split())}"


def article_page(
    outlet: SampleOutlet, article: SampleArticle, related: Sequence[SampleArticle], base: str
) -> bytes:
    """The page of an article, with teasers of `related`."""
    layout = LAYOUTS[outlet.id]
    body = layout.page.substitute(
        _frame(outlet, base),
        title=escape(article.title),
        deck=escape(article.deck),
        kicker=escape(f"{article.type} | {article.section}"),
        section=escape(article.section),
        type=escape(article.type),
        author=escape(article.author),
        date=_visible_date(outlet, article),
        image=base + image_path(outlet),
        paragraphs="\n".join(
            layout.paragraph.format(escape(text, quote=False)) for text in article.paragraphs
        ),
        related=_teasers(outlet, related, base),
    )
    return _document(_head(outlet, article, base), body, outlet, base)


def listing_page(outlet: SampleOutlet, title: str, articles: Iterable[SampleArticle], base: str) -> bytes:
    """A homepage or a section's front page: teasers, not an article."""
    body = LISTING.substitute(
        _frame(outlet, base), title=escape(title), related=_teasers(outlet, articles, base)
    )
    head = [
        f"<title>{escape(title)} | {escape(outlet.site_name)}</title>",
        _meta("property", "og:type", "website"),
        _meta("property", "og:site_name", outlet.site_name),
    ]
    return _document("\n".join(head), body, outlet, base)


def picture() -> bytes:
    """The one picture of all pages."""
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="12" height="8"><rect width="12" height="8"/></svg>'
    )


def _frame(outlet: SampleOutlet, base: str) -> dict[str, str]:
    menu = "".join(
        f'<li><a href="{base}{section_path(outlet, one.label)}">{escape(one.label)}</a></li>'
        for one in outlet.sections
    )
    return {"site": escape(outlet.site_name), "home": f"{base}/{outlet.id}/", "menu": menu}


def image_path(outlet: SampleOutlet) -> str:
    """The address of the outlet's picture; ours is named after a date that is not the article's."""
    name = "screen-shot-2021-07-28-at-1-08-40-pm" if outlet.role == "own" else "lead"
    return f"/{outlet.id}/media/{name}.svg"


def _visible_date(outlet: SampleOutlet, article: SampleArticle) -> str:
    if not article.dated:
        return ""
    layout = LAYOUTS[outlet.id]
    text = datetime.fromisoformat(article.published).strftime(layout.date_format)
    return Template(layout.date).substitute(iso=article.published, text=text)


def _teasers(outlet: SampleOutlet, articles: Iterable[SampleArticle], base: str) -> str:
    if outlet.id not in LAYOUTS:  # a site that publishes no articles
        return ""
    teaser = LAYOUTS[outlet.id].teaser
    return "\n".join(
        teaser.substitute(
            title=escape(one.title),
            section=escape(one.section),
            lede=escape(one.deck),
            url=base + article_path(outlet, one),
        )
        for one in articles
    )


def _meta(attribute: str, name: str, content: str) -> str:
    return f'<meta {attribute}="{name}" content="{escape(content)}"/>'


def _head(outlet: SampleOutlet, article: SampleArticle, base: str) -> str:
    url = base + article_path(outlet, article)
    lines = [
        f"<title>{escape(article.title)} | {escape(outlet.site_name)}</title>",
        f'<link rel="canonical" href="{url}"/>',
        _meta("name", "description", article.deck),
        _meta("property", "og:type", "article"),
        _meta("property", "og:title", article.title),
        _meta("property", "og:description", article.deck),
        _meta("property", "og:url", url),
        _meta("property", "og:site_name", outlet.site_name),
        _meta("property", "og:image", base + image_path(outlet)),
        _meta("property", "article:section", article.section),
    ]
    if article.dated:
        lines.append(_meta("property", "article:published_time", article.published))
    if outlet.json_ld:
        lines.append(f'<script type="application/ld+json">{_json_ld(outlet, article, url)}</script>')
    else:
        lines.append(_meta("name", "author", article.author))
    return "\n".join(lines)


def _json_ld(outlet: SampleOutlet, article: SampleArticle, url: str) -> str:
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "headline": article.title,
        "description": article.deck,
        "articleSection": article.section,
        "author": [{"@type": "Person", "name": article.author}],
        "publisher": {"@type": "Organization", "name": outlet.site_name},
    }
    if article.dated:
        data |= {"datePublished": article.published, "dateModified": article.published}
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def _document(head: str, body: str, outlet: SampleOutlet, base: str) -> bytes:
    footer = FOOTER.substitute(site=escape(outlet.site_name), home=f"{base}/{outlet.id}/")
    return DOCUMENT.substitute(head=head, style=STYLE, body=body, footer=footer).encode()
