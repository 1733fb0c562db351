"""The room that talks to the network: what a source lists, and the bytes of a page."""

from monitor.collect import feeds, pages, sitemaps, wordpress
from monitor.collect.discover import Found, discover
from monitor.collect.http import Answer, Http
from monitor.collect.pages import fetch, saved
from monitor.model import Listing, Source

__all__ = ["Answer", "Found", "Http", "discover", "fetch", "look", "saved"]

LOOKS = {"feed": feeds.look, "sitemap": sitemaps.look, "wordpress": wordpress.look, "page": pages.look}


def look(
    source: Source,
    http: Http,
    *,
    limit: int,
    etag: str | None = None,
    last_modified: str | None = None,
    url: str | None = None,
) -> Listing:
    """What `source` lists now, or what its older page `url` lists; at most `limit` bytes.

    Raises CollectError (Unreachable, Refused, TooLarge) or NotParseable.
    """
    read = LOOKS[source.kind]
    return read(source, http, limit=limit, etag=etag, last_modified=last_modified, url=url)
