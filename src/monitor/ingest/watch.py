"""Sources that a person names by a site's address alone, written into `outlets.toml`."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from monitor import collect
from monitor.catalog import edit, opml
from monitor.catalog.outlets import read_outlets
from monitor.errors import ConfigError, NotParseable
from monitor.ingest.hand import at
from monitor.ingest.run import Tools
from monitor.model import Outlet, Source

LISTS = "outlets.toml"


def watch(
    tools: Tools, folder: Path, url: str, outlet: str | None
) -> tuple[Source, tuple[collect.Found, ...]]:
    """Find what a site can be watched by and write the best of it down; answers it, and all that was found.

    A site that is of no outlet in the lists becomes a peer. Raises CollectError when it cannot be asked,
    NotParseable when it offers nothing, ConfigError when it is watched already.
    """
    found = collect.discover(url, tools.http, limit=tools.settings.max_feed_bytes)
    if not found:
        raise NotParseable(
            f"add: {url} offers no feed, no sitemap and no list of articles that could be watched"
        )
    best = found[0]
    of = outlet or at(tools, url)
    known = next((each for each in tools.catalog.outlets if each.id == of), None)
    if outlet and known is None:
        raise ConfigError(f"add: there is no outlet {outlet!r} in {LISTS}")
    id = known.id if known else _id(url)
    taken = {source.id for source in known.sources} if known else set()
    name = next(
        each
        for each in (best.kind, *(f"{best.kind}-{n}" for n in range(2, 99)))
        if f"{id}/{each}" not in taken
    )
    source = Source(f"{id}/{name}", id, best.kind, best.url, full_text=best.full_text)
    if known:
        edit.add_source(folder / LISTS, id, source)
    else:
        edit.add_outlet(folder / LISTS, _peer(tools, id, _title(best, url), url, (source,)))
    return source, found


def subscribe(tools: Tools, folder: Path, path: Path) -> tuple[list[Source], list[str]]:
    """Write the feeds of an OPML file down, those of unknown sites as peers; and what was left out."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotParseable(f"import: {path} cannot be read: {error.strerror}") from error
    taken, left = [], []
    for each in opml.read(content, str(path)):
        outlets = {outlet.id: outlet for outlet in read_outlets(folder / LISTS)}
        id = at(tools, each.site or each.feed) or _id(each.site or each.feed)
        known = outlets.get(id)
        names = {source.id for source in known.sources} if known else set()
        name = next(n for n in ("feed", *(f"feed-{n}" for n in range(2, 999))) if f"{id}/{n}" not in names)
        source = Source(f"{id}/{name}", id, "feed", each.feed)
        try:
            if known:
                edit.add_source(folder / LISTS, id, source)
            else:
                site = each.site or f"{urlsplit(each.feed).scheme}://{urlsplit(each.feed).netloc}"
                edit.add_outlet(folder / LISTS, _peer(tools, id, each.title, site, (source,)))
        except ConfigError as error:
            left.append(str(error))
        else:
            taken.append(source)
    return taken, left


def _peer(tools: Tools, id: str, name: str, url: str, sources: tuple[Source, ...]) -> Outlet:
    """A new outlet: a peer, taken to be at home where we are until somebody says otherwise."""
    return Outlet(id, name, "peer", tools.catalog.own[0].home, url, sources=sources)


def _id(url: str) -> str:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    name = host.rpartition(".")[0] or host
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "site"


def _title(found: collect.Found, url: str) -> str:
    """What the site calls itself, without what stands behind a dash."""
    title = re.split(r"\s+[|–—»-]\s+", found.title)[0].strip()
    return title or (urlsplit(url).hostname or url)
