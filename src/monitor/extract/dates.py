"""When an article was published, and who says so.

In the order of trust: the feed entry, the page's structured data, its address, a date that the page shows.
Never a date from an image's name, from a teaser, or the day of the crawl.
"""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

URL_DATE = re.compile(
    r"/((?:19|20)\d\d)(?:(?P<mark>[/-])(\d{1,2})(?P=mark)(\d{1,2})|(\d\d)(\d\d))(?=[/_.-]|$)"
)
ISO_LIKE = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)


class Dated(NamedTuple):
    """An ISO 8601 date or date-time and where it stood: feed, json-ld, meta, url or visible."""

    value: str
    source: str


def iso(text: str | None) -> str | None:
    """A date in a form that machines write, as ISO 8601, no more precise than given; None for others."""
    text = " ".join((text or "").split())
    if found := ISO_LIKE.match(text):
        return _iso_parts(*found.groups())
    try:
        if re.match(r"(?:\w{3},? )?\d{1,2} \w{3} \d{4} \d", text):
            return parsedate_to_datetime(text).isoformat()
        if found := re.fullmatch(r"(\d{4})[/.]?(\d{2})[/.]?(\d{2})", text):
            return date(*map(int, found.groups())).isoformat()
    except (ValueError, OverflowError):
        pass
    return None


def _iso_parts(day: str, time: str | None, zone: str | None) -> str | None:
    try:
        if time is None:
            return date.fromisoformat(day).isoformat()
        return datetime.fromisoformat(f"{day}T{time}{zone or ''}").isoformat()
    except ValueError:
        return None


def of_url(url: str | None) -> Dated | None:
    """The date in an address such as …/2023/05/01/slug."""
    for found in URL_DATE.finditer(url or ""):
        value = _day(found[1], found[3] or found[5], found[4] or found[6])
        if value:
            return Dated(value, "url")
    return None


MONTHS = (
    "jan gen ene janv", "feb fev fév févr", "mar mär maa mrt març", "apr avr abr kwi", "mai may mei mag maj",
    "jun juin giu cze", "jul juil lug lip", "aug aoû août ago", "sep set", "oct okt ott out paź",
    "nov lis", "dec dez dic déc",
)  # fmt: skip
MONTH_OF = {start: number for number, starts in enumerate(MONTHS, 1) for start in starts.split()}
WRITTEN = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)? (?:de |of )?(?P<month>[^\W\d_]{3,10})\.?,? (?:de |"
    r"del )?(?P<year>\d{4})\b"
    r"|\b(?P<month_>[^\W\d_]{3,10})\.? (?P<day_>\d{1,2})(?:st|nd|rd|th)?,? (?P<year_>\d{4})\b"
)
FIGURES = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
EAST_ASIAN = re.compile(r"(\d{4})[年.년] ?(\d{1,2})[月.월] ?(\d{1,2})")


def of_line(line: str) -> Dated | None:
    """The date that a line shows, in words or figures; None where day and month cannot be told apart."""
    if value := iso(line.strip()):
        return Dated(value, "visible")
    for found in WRITTEN.finditer(line):
        name = (found["month"] or found["month_"]).lower()
        month = MONTH_OF.get(name[:4]) or MONTH_OF.get(name[:3])
        if month and (day := _day(found["year"] or found["year_"], month, found["day"] or found["day_"])):
            return Dated(day, "visible")
    return _of_figures(line)


def _of_figures(line: str) -> Dated | None:
    if found := ISO_LIKE.search(line):
        value = _iso_parts(*found.groups())
        return Dated(value, "visible") if value else None
    if found := EAST_ASIAN.search(line):
        value = _day(*found.groups())
        return Dated(value, "visible") if value else None
    for first, mark, second, year in FIGURES.findall(line):
        if mark == "." or int(first) > 12 or first == second:
            value = _day(year, second, first)
        else:
            value = _day(year, first, second) if int(second) > 12 else None
        if value:
            return Dated(value, "visible")
    return None


def _day(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
