"""Sources that a person names by a site's address alone, written into `outlets.toml`."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

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
    of = outlet or at(tools.catalog.outlets, url)
    known = next((each for each in tools.catalog.outlets if each.id == of), None)
    if outlet and known is None:
        raise ConfigError(f"add: there is no outlet {outlet!r} in {LISTS}")
    id = known.id if known else _id(url)
    source = Source(_free(id, best.kind, known), id, best.kind, best.url, full_text=best.full_text)
    _write(tools, folder, known, source, _title(best, url), url)
    return source, found


def subscribe(tools: Tools, folder: Path, path: Path) -> tuple[list[Source], list[str]]:
    """Write the feeds of an OPML file down, those of unknown sites as peers; and what was left out."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotParseable(f"import: {path} cannot be read: {error.strerror}") from error
    taken, left = [], []
    for each in opml.read(content, str(path)):
        outlets = read_outlets(folder / LISTS)  # with those of the lines before
        site = each.site or urljoin(each.feed, "/")
        of = at(outlets, site)
        known = next((outlet for outlet in outlets if outlet.id == of), None)
        id = known.id if known else _id(site)
        source = Source(_free(id, "feed", known), id, "feed", each.feed)
        try:
            _write(tools, folder, known, source, each.title, site)
        except ConfigError as error:
            left.append(str(error))
        else:
            taken.append(source)
    return taken, left


def _write(tools: Tools, folder: Path, known: Outlet | None, source: Source, title: str, url: str) -> None:
    """Add a source to its outlet, or to a new one."""
    if known:
        edit.add_source(folder / LISTS, known.id, source)
    else:
        edit.add_outlet(folder / LISTS, _peer(tools, source.outlet, title, url, (source,)))


def _free(outlet: str, name: str, known: Outlet | None) -> str:
    """An id that no source of the outlet has."""
    taken = {source.id for source in known.sources} if known else set()
    names = (f"{outlet}/{name}", *(f"{outlet}/{name}-{n}" for n in range(2, len(taken) + 3)))
    return next(each for each in names if each not in taken)


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
