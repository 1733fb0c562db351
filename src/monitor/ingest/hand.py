"""Articles that a person brings one by one, and tags made anew."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from monitor import collect, extract
from monitor.errors import CollectError, ConfigError, NotParseable
from monitor.ingest import relate
from monitor.ingest.keep import keep_all
from monitor.ingest.look import refusal
from monitor.ingest.run import Tools
from monitor.model import Extraction, Outcome, Outlet
from monitor.store import articles
from monitor.tag import VERSION, Tagged, Tagger
from monitor.workshop import tag


def add(tools: Tools, url: str, outlet: str | None) -> tuple[Outcome, Extraction]:
    """Fetch one page and keep its article; the outlet is found by the site's name unless it is given."""
    outlet = outlet or outlet_of(tools, url)
    try:
        page = collect.fetch(url, tools.http, limit=tools.settings.max_bytes)
    except (CollectError, NotParseable) as error:
        extraction = Extraction(refusal(error), reason=str(error))
    else:
        extraction = extract.page(page, min_words=tools.settings.min_words)
    return keep(tools, extraction, outlet), extraction


def paste(tools: Tools, text: str, url: str | None, outlet: str | None) -> tuple[Outcome, Extraction]:
    """Keep the article in pasted text; without an address or an outlet it is one of ours."""
    outlet = outlet or (outlet_of(tools, url) if url else tools.catalog.own[0].id)
    extraction = extract.pasted(text, url)
    return keep(tools, extraction, outlet), extraction


def keep(tools: Tools, extraction: Extraction, outlet: str) -> Outcome:
    """Tag and keep an article; answers the outcome."""
    tagger = Tagger(*tools.catalog.tagged_by)
    made = tag(extraction, tools.catalog.outlet(outlet).home, tagger)
    with tools.record.write() as connection:
        (outcome,) = keep_all(connection, tools.catalog, [(outlet, None, made)], tools.now())
    relate.tell(tools.record, tools.catalog)
    return outcome


def outlet_of(tools: Tools, url: str) -> str:
    """The outlet whose site an address belongs to. Raises ConfigError."""
    found = at(tools.catalog.outlets, url)
    if found is None:
        host = urlsplit(url).netloc
        raise ConfigError(f"add: no outlet in outlets.toml is at {host or url!r}; name one with --outlet")
    return found


def at(outlets: Iterable[Outlet], url: str) -> str | None:
    """The first of the outlets whose site an address belongs to, with or without www."""
    host = urlsplit(url).netloc.removeprefix("www.")
    sites = ((outlet.id, urlsplit(outlet.url).netloc.removeprefix("www.")) for outlet in outlets)
    return next((id for id, site in sites if site == host), None) if host else None


def retag(tools: Tools) -> int:
    """Tag every article again with the lists as they are now; answers how many tags changed for."""
    tagger = Tagger(*tools.catalog.tagged_by)
    changed = last = 0
    while stored := _after(tools, last):
        made = [(each, _tagged(tools, tagger, each)) for each in stored]
        with tools.record.write() as connection:
            for each, tagged in made:
                changed += articles.retag(connection, each, tagged.tags, tagged.tone, VERSION)
        last = stored[-1].id
    return changed


def _after(tools: Tools, last: int) -> list[articles.Stored]:
    with tools.record.read() as connection:
        return articles.after(connection, last)


def _tagged(tools: Tools, tagger: Tagger, stored: articles.Stored) -> Tagged:
    home = tools.catalog.outlet(stored.outlet).home
    article = stored.article
    return tagger.tag(article.title, article.text, home=home, day=article.published or "")
