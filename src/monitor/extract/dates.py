"""When an article was published, and who says so.

In the order of trust: the feed entry, the page's structured data, its address, a date that the page shows.
Never a date from an image's name, from a teaser, or the day of the crawl.
"""

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

from monitor.model import Dated

URL_DATE = re.compile(
    r"/((?:19|20)\d\d)(?:(?P<mark>[/-])(\d{1,2})(?P=mark)(\d{1,2})|(\d\d)(\d\d))(?=[/_.-]|$)"
)
OLDEST, NEWEST = "1700", "2100"  # years of articles
MADE_AGAIN = 2  # days
ISO_LIKE = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
ISO_IN_LINE = re.compile(rf"(?<![\w-]){ISO_LIKE.pattern}(?![\w-])")  # not in the name of a file


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
    if not OLDEST <= day[:4] <= NEWEST:  # "0001-01-01" is how some systems write "never"
        return None
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


def in_order(seen: tuple[Dated, ...]) -> tuple[Dated, ...]:
    """The dates as given, but for two that tell more than the first, which then come before it.

    A day in the address that is days older: the page was made again, its address was not. The day shown
    to readers, where it is the evening before one stated in UTC: 2020-02-25T02:25Z beside "February 24,
    2020" on an American page is one moment, and its day is the 24th.
    """
    if not seen:
        return seen
    stated = date.fromisoformat(seen[0].value[:10])
    eve = (stated - timedelta(days=1)).isoformat()
    at_night = re.search(r"T(?:0\d|1[01]):.*(?:Z|\+00:00)$", seen[0].value) is not None
    first = [each for each in seen if each.source == "visible" and at_night and each.value == eve]
    first += [each for each in seen if each.source == "url" and _days(each.value, stated) < -MADE_AGAIN]
    return (*first[:1], *(each for each in seen if each not in first[:1]))


def _days(value: str, other: date) -> int:
    return (date.fromisoformat(value[:10]) - other).days


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
    if found := ISO_IN_LINE.search(line):
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
        return date(int(year), int(month), int(day)).isoformat() if OLDEST <= str(year) <= NEWEST else None
    except ValueError:
        return None
