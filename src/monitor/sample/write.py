"""The sample newsroom's folder: what to watch, and what is true of it."""

import json
from collections import defaultdict
from pathlib import Path

from monitor.sample import agenda, impact
from monitor.sample.article import SampleArticle, SampleNewsroom
from monitor.sample.feeds import LISTING_IN_FEED, feed_path, listed
from monitor.sample.outlets import SampleOutlet
from monitor.sample.press import article_path, section_path

SETTINGS = (
    'name = "Sample newsroom"\nsample = true\nspacing = 0.0\nallow_hosts = ["127.0.0.1"]\n'
    'contact = "sample@example.org"\n'
)


def folder(newsroom: SampleNewsroom, base_url: str, path: Path) -> None:
    """Write the sample's lists, its outcomes and the truth of it into a newsroom folder."""
    files = {
        "outlets.toml": "\n".join(_outlet(one, base_url) for one in newsroom.outlets),
        "monitor.toml": SETTINGS,
        "programmes.toml": impact.programmes(newsroom.today),
        "impact.csv": impact.events(newsroom, addresses(newsroom, base_url)),
        "truth.jsonl": "".join(
            json.dumps(row, ensure_ascii=False) + "\n" for row in rows(newsroom, base_url)
        ),
        "truth.json": json.dumps(planted(newsroom, base_url), ensure_ascii=False, indent=1) + "\n",
    }
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8")


def rows(newsroom: SampleNewsroom, base_url: str) -> list[dict[str, object]]:
    """What is true of each article, by its address; `published` is null where no page says it."""
    urls = addresses(newsroom, base_url)
    return [
        {
            "url": urls[one.key],
            "outlet": one.outlet,
            "section": one.section,
            "type": one.type,
            "title": one.title,
            "published": one.published if one.dated else None,
            "regions": one.regions,
            "topics": one.topics,
            "stances": one.stances,
            "story": one.story,
            "copy_of": urls[one.copy_of] if one.copy_of else None,
        }
        for one in newsroom.articles
    ]


def planted(newsroom: SampleNewsroom, base_url: str) -> dict[str, object]:
    """What was put there on purpose, for the numbers to find."""
    urls = addresses(newsroom, base_url)
    own = next(outlet.id for outlet in newsroom.outlets if outlet.role == "own")
    return {
        "gaps": [
            {"desk": "africa", "verdict": "under"},
            {"desk": "latin-america", "topic": "migration", "days": agenda.SILENCE_DAYS, "verdict": "absent"},
            {"desk": agenda.OVER_COVERED[0], "topic": agenda.OVER_COVERED[1], "verdict": "over"},
        ],
        "trend": {"topic": agenda.TREND_TOPIC, "days": agenda.TREND_DAYS, "ratio": 2},
        "drift": {"outlet": own, "target": agenda.DRIFT_TARGET, "toward": "critical"},
        "stories": _stories(newsroom, own, urls),
        "promises": impact.promised(newsroom),
        "copies": {urls[one.key]: urls[one.copy_of] for one in newsroom.articles if one.copy_of},
        "dead_feeds": [base_url + feed_path(one) for one in newsroom.outlets if one.feed == "dead"],
        "shallow_feeds": {
            one.id: len(listed(one, [article for article in newsroom.articles if article.outlet == one.id]))
            for one in newsroom.outlets
            if one.feed == "shallow"
        },
        "undated": [urls[one.key] for one in newsroom.articles if not one.dated],
        "listings": [
            base_url + section_path(one, one.sections[0].label)
            for one in newsroom.outlets
            if one.id == LISTING_IN_FEED
        ],
    }


def addresses(newsroom: SampleNewsroom, base_url: str) -> dict[str, str]:
    """Article keys with the addresses of their pages."""
    outlets = {one.id: one for one in newsroom.outlets}
    return {one.key: base_url + article_path(outlets[one.outlet], one) for one in newsroom.articles}


def _stories(newsroom: SampleNewsroom, own: str, urls: dict[str, str]) -> list[dict[str, object]]:
    covering: dict[str, list[SampleArticle]] = defaultdict(list)
    for article in newsroom.articles:
        if article.story:
            covering[article.story].append(article)
    return [
        {
            "id": event.id,
            "event": event.name,
            "missed": own not in {one.outlet for one in covering[event.id]},
            "urls": [urls[one.key] for one in covering[event.id]],
        }
        for event in newsroom.events
    ]


def _outlet(outlet: SampleOutlet, base_url: str) -> str:
    """A block of `outlets.toml`; JSON strings and lists are TOML too."""
    fields = {
        "id": outlet.id,
        "name": outlet.name,
        "role": outlet.role,
        "home": outlet.home,
        "kind": outlet.kind,
    }
    lines = ["[[outlet]]", *(f"{key} = {_toml(value)}" for key, value in fields.items())]
    lines += [f"url = {_toml(f'{base_url}/{outlet.id}/')}", "", "[outlet.sections]"]
    lines += [f"{_toml(one.label)} = {_toml(list(one.aliases))}" for one in outlet.sections]
    lines += ["", "[[outlet.source]]", 'id = "feed"', 'kind = "feed"']
    return "\n".join([*lines, f"url = {_toml(base_url + feed_path(outlet))}", ""])


def _toml(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)
