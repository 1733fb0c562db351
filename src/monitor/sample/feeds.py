"""The outlets' feeds: RSS 2.0, fifty items a page, older pages linked as RFC 5005 (section 3) has it."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from monitor.sample.article import SampleArticle
from monitor.sample.outlets import SHALLOW_ITEMS, SampleOutlet
from monitor.sample.press import article_path, section_path

ITEMS = 50
LISTING_IN_FEED = "ninepin-wire"  # its feed names a section's front page too: not an article


def feed_path(outlet: SampleOutlet, page: int = 1) -> str:
    """The address of a page of the feed."""
    return f"/{outlet.id}/feed.rss" + (f"?page={page}" if page > 1 else "")


def listed(outlet: SampleOutlet, newest_first: Sequence[SampleArticle]) -> Sequence[SampleArticle]:
    """The articles that the feed can give."""
    return newest_first[:SHALLOW_ITEMS] if outlet.feed == "shallow" else newest_first


def feed_pages(outlet: SampleOutlet, newest_first: Sequence[SampleArticle], base: str) -> dict[str, bytes]:
    """All pages of a feed, by path."""
    items = [_item(outlet, one, base) for one in listed(outlet, newest_first)]
    if outlet.id == LISTING_IN_FEED:
        items.insert(3, _listing_item(outlet, base))
    count = max(1, -(-len(items) // ITEMS))
    return {
        feed_path(outlet, page): _page(outlet, items[(page - 1) * ITEMS : page * ITEMS], page, count, base)
        for page in range(1, count + 1)
    }


def _page(outlet: SampleOutlet, items: Sequence[str], page: int, count: int, base: str) -> bytes:
    links = [("self", page)] + ([("next", page + 1)] if page < count else [])
    atom = "".join(
        f'<atom:link rel="{rel}" type="application/rss+xml" href="{escape(base + feed_path(outlet, at))}"/>'
        for rel, at in links
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{escape(outlet.site_name)}</title><link>{base}/{outlet.id}/</link>"
        f"<description>Sample feed of an invented outlet</description><language>en</language>{atom}\n"
        + "\n".join(items)
        + "\n</channel></rss>\n"
    ).encode()


def _item(outlet: SampleOutlet, article: SampleArticle, base: str) -> str:
    url = base + article_path(outlet, article)
    date = ""
    if article.dated:
        date = f"<pubDate>{format_datetime(datetime.fromisoformat(article.published))}</pubDate>"
    return (
        f"<item><title>{escape(article.title)}</title><link>{url}</link>"
        f'<guid isPermaLink="true">{url}</guid>{date}<category>{escape(article.section)}</category>'
        f"<description>{escape(article.deck)}</description></item>"
    )


def _listing_item(outlet: SampleOutlet, base: str) -> str:
    label = outlet.sections[0].label
    url = base + section_path(outlet, label)
    return f"<item><title>{escape(label)}</title><link>{url}</link><guid>{url}</guid></item>"
