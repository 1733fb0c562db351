"""The days of a report in words: 2026, 2026-Q3, 2026-10, 2026-01-01..2026-06-30."""

import re
from datetime import date, timedelta

from monitor.errors import QueryError
from monitor.show.report.figures import Period

YEAR = re.compile(r"(\d{4})")
QUARTER = re.compile(r"(\d{4})-[Qq]([1-4])")
MONTH = re.compile(r"(\d{4})-(\d\d)")
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


def parse(words: str) -> Period:
    """The days that the words name. QueryError for other words, and for days that end before they begin."""
    try:
        start, end = _days(words)
    except ValueError:
        raise QueryError(
            f"report: --period {words!r} is none of 2026, 2026-Q3, 2026-10 and 2026-01-01..2026-06-30"
        ) from None
    if end < start:
        raise QueryError(f"report: --period {words!r} ends before it begins; turn the days round")
    return Period(words.upper(), start, end)


def _days(words: str) -> tuple[date, date]:
    if found := YEAR.fullmatch(words):
        return _months(int(found[1]), 1, 12)
    if found := QUARTER.fullmatch(words):
        return _months(int(found[1]), 3 * int(found[2]) - 2, 3)
    if found := MONTH.fullmatch(words):
        return _months(int(found[1]), int(found[2]), 1)
    if found := DAYS.fullmatch(words):
        return date.fromisoformat(found[1]), date.fromisoformat(found[2])
    raise ValueError


def _months(year: int, first: int, many: int) -> tuple[date, date]:
    years, month = divmod(first - 1 + many, 12)
    return date(year, first, 1), date(year + years, month + 1, 1) - timedelta(days=1)
