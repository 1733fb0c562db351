"""Asks the newsroom what matters in some days, and says it in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from monitor.digest.changes import WEEKS_BEFORE, changes, collected_whole
from monitor.digest.findings import Digest, Item, Link, Section, page
from monitor.digest.states import limits, notices, troubled
from monitor.filters import Filters
from monitor.measure.gaps import over_days
from monitor.model import Role
from monitor.newsroom import Newsroom
from monitor.show.words import alert_sentence, gap_sentence, percent

ALL = Filters()
MOST = 5  # findings of a section; the pages behind the links show all
WEEKS = (1, 4)  # what moves slowly shows in four weeks only
WHOSE = {"own": "Our share", "peer": "The peers' share"}


def gather(room: Newsroom, filters: Filters = ALL, *, days: int = 7) -> Digest:
    """The digest of the filters' days, or of the `days` that ended yesterday: today is not over."""
    end = min(filters.end or room.today - timedelta(days=1), room.today)
    asked = filters.between(filters.start or end - timedelta(days=days - 1), end)
    assert asked.start is not None
    nothing = _nothing_collected(room, asked)
    told = [] if nothing else [each(room, asked) for each in (_alerts, _changes, _gaps, _missed, _led)]
    return Digest(
        name=room.settings.name,
        sample=room.settings.sample,
        dashboard=room.settings.dashboard_url,
        start=asked.start,
        end=end,
        last=room.collected.last(),
        counted="" if nothing else _counted(room, asked),
        notices=(nothing,) if nothing and room.count() else notices(room),
        limits=() if nothing else limits(room, asked),
        short=_short(room, asked, told),
        sections=(*told, troubled(room)),
    )


def _short(room: Newsroom, asked: Filters, told: Sequence[Section]) -> tuple[Item, ...]:
    """The days in three sentences: an alert or a change, a gap, and a story; of a longer time if need be."""
    if not told:
        return ()
    alarms, changed, behind, missed, led = told
    longer = over_days(replace(asked, start=None), room.today)
    story = missed.items or led.items or _missed(room, longer).items
    first = [section.items[:1] or (Item(section.otherwise),) for section in (changed, behind)]
    first[0] = alarms.items[:1] or first[0]
    last = story[:1] or (Item("In 90 days no story of three or more peers passed us by."),)
    return (*first[0], *first[1], *last)


def _nothing_collected(room: Newsroom, asked: Filters) -> str:
    """What there is to say of days that nothing is known of; empty where something is."""
    base = asked.base()
    if room.count(base) or room.coverage().collected(room.names.resolve(base)):
        return ""
    return f"Nothing was collected from {asked.start} to {asked.end}: nothing can be said of these days."


def _counted(room: Newsroom, asked: Filters) -> str:
    said = []
    whose: dict[Role, str] = {"own": "of ours", "peer": "of the peers"}
    for role, words in whose.items():
        if asked.role in (None, role):
            of_role = replace(asked, role=role)
            share = room.coverage().collected(room.names.resolve(of_role))
            said.append(f"{room.count(of_role)} {words} ({percent(share)} of their days were collected)")
    return f"Articles from {asked.start} to {asked.end}: {', '.join(said)}."


# Alerts


def _alerts(room: Newsroom, asked: Filters) -> Section:
    found = room.alerts(asked).head(MOST).to_dict("records")
    otherwise = "No country and no topic was written of much more, or much less, than in the year before."
    return Section("Alerts", tuple(_alert(room, each, asked) for each in found), otherwise)


def _alert(room: Newsroom, alert: dict[Any, Any], asked: Filters) -> Item:
    name = room.names.name(alert["by"], alert["series"])
    first, last = (pd.Timestamp(alert[each]).date() for each in ("first", "last"))
    words = f"{alert_sentence(pd.Series(alert | {'series': name}))}."
    narrowed: Any = {alert["by"]: (name,)}
    these = replace(asked.between(first, last), **narrowed)
    told = [link for story in alert["stories"][:1] for link in _articles(room, int(story))]
    pages = page("the articles", "explore", these), page("over time", "coverage", _open(these))
    return Item(words, (*pages, *told))


# What changed


def _changes(room: Newsroom, asked: Filters) -> Section:
    for weeks in WEEKS:
        assert asked.start is not None
        wider = replace(asked, start=asked.start - timedelta(weeks=weeks - 1))
        found = pd.concat([changes(room, wider, by) for by in ("desk", "topic")], ignore_index=True)
        if len(found):
            break
    if not collected_whole(room, wider):
        otherwise = (
            "Too few of these days, or of the twelve weeks before, were collected to speak of changes."
        )
    else:
        otherwise = f"No desk or topic moved by more than chance, in these days or in {WEEKS[-1]} weeks."
    items = tuple(_change(room, each, wider) for each in found.head(MOST).to_dict("records"))
    return Section("What changed", items, otherwise)


def _change(room: Newsroom, moved: dict[Any, Any], asked: Filters) -> Item:
    name = room.names.name(moved["by"], moved["series"])
    verb = "rose" if moved["share"] > moved["share_before"] else "fell"
    words = (
        f"{WHOSE[moved['role']]} on {name} {verb} to {percent(moved['share'])} of {moved['total']} articles "
        f"from {asked.start} on (95 %: {percent(moved['low'])} to {percent(moved['high'])}), from "
        f"{percent(moved['share_before'])} in the {WEEKS_BEFORE} weeks before "
        f"({percent(moved['low_before'])} to {percent(moved['high_before'])})."
    )
    narrowed: Any = {"role": moved["role"], moved["by"]: (name,)}
    these = replace(asked, **narrowed)
    return Item(words, (page("the articles", "explore", these), page("over time", "coverage", _open(these))))


def _open(filters: Filters) -> Filters:
    """The same filters over all days, for a look at how it came to this."""
    return replace(filters, start=None, end=None)


# Gaps


def _gaps(room: Newsroom, asked: Filters) -> Section:
    days = over_days(replace(asked, start=None), room.today)
    found = room.named(room.gaps(days, row="desk"), row="desk")
    standing = found[found["verdict"].isin(["strong gap", "gap"])]
    items = tuple(_gap(each, days) for _, each in standing.head(MOST).iterrows())
    withheld = len(found) > 0 and bool((found["verdict"] == "cannot say").all())
    otherwise = (
        "Too few of the last 90 days were collected to speak of gaps."
        if withheld
        else "In 90 days no desk is behind the peers by more than chance."
    )
    return Section("Where we are behind the peers, over 90 days", items, otherwise)


def _gap(cell: pd.Series, days: Filters) -> Item:
    theirs = replace(days, role="peer", desk=(str(cell["row"]),))
    links = (
        page("all gaps", "gaps", replace(days, role=None)),
        page("what the peers wrote", "explore", theirs),
    )
    return Item(f"{gap_sentence(cell)}.", links)


# Stories


def _missed(room: Newsroom, asked: Filters) -> Section:
    found = room.stories.blindspots(asked).head(MOST).to_dict("records")
    items = tuple(_blindspot(room, each, asked) for each in found)
    return Section("Stories that passed us by", items, "No story of three or more peers passed us by.")


def _led(room: Newsroom, asked: Filters) -> Section:
    told = room.stories.find(asked)
    led = told[(told["ours"] == "led") & (told["peers"] > 0)].sort_values(["peers", "lead"], ascending=False)
    items = tuple(_lead(room, each, asked) for each in led.head(MOST).to_dict("records"))
    return Section("Stories that we led", items, "No story of ours was followed by a peer.")


def _blindspot(room: Newsroom, spot: dict[Any, Any], asked: Filters) -> Item:
    words = f"“{spot['headline']}”: told by {spot['peers']} peers since {_day(spot['first'])}, and not by us."
    return Item(words, (page("all of them", "gaps", asked), *_articles(room, spot["story"])))


def _lead(room: Newsroom, story: dict[Any, Any], asked: Filters) -> Item:
    days = int(story["lead"])
    ahead = "a day" if days == 1 else f"{days} days"
    peers = "a peer" if story["peers"] == 1 else f"{story['peers']} peers"
    words = f"“{story['headline']}”: we told it {ahead} before {peers}."
    return Item(words, (page("all stories", "stories", asked), *_articles(room, story["story"])))


def _articles(room: Newsroom, story: int) -> tuple[Link, ...]:
    """The first article of each of the first three outlets."""
    told = room.stories.articles(int(story)).drop_duplicates("outlet").head(3)
    return tuple(
        Link(room.names.name("outlet", each["outlet"]), str(each["url"]))
        for each in told.to_dict("records")
        if each["url"]
    )


def _day(value: date | datetime) -> str:
    return f"{value:%Y-%m-%d}"
