"""The health of a newsroom in words: what is fine, and what is not and why."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.measure.sources import NEVER
from monitor.newsroom import Newsroom

ENOUGH_DISK = 1_000_000_000  # bytes
STALE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    words: str
    trouble: bool = False
    notice: bool = False  # worth knowing, and no trouble


def check(newsroom: Newsroom) -> list[Finding]:
    """Look at the record, the sources and the disk."""
    return [
        _record(newsroom),
        *_library(newsroom),
        _freshness(newsroom),
        *_sources(newsroom),
        _disk(newsroom),
    ]


def _record(newsroom: Newsroom) -> Finding:
    articles = newsroom.count()
    if articles:
        return Finding("record", f"{articles} articles in {newsroom.record.name} ({newsroom.record.library})")
    return Finding("record", f"no articles in {newsroom.record.name} yet; run `monitor ingest`", trouble=True)


def _library(newsroom: Newsroom) -> list[Finding]:
    risk = newsroom.record.risk
    return [Finding("database", risk, notice=True)] if risk else []


def _freshness(newsroom: Newsroom) -> Finding:
    last = newsroom.collected.last()
    if last is None:
        return Finding("collection", "no source has answered yet; run `monitor ingest`", trouble=True)
    age = newsroom.now() - datetime.fromisoformat(last)
    words = f"a source last answered on {last[:16].replace('T', ' at ')} UTC"
    return Finding("collection", words, trouble=age > STALE)


def _sources(newsroom: Newsroom) -> list[Finding]:
    grades = newsroom.collected.grades(newsroom.today)
    found = []
    for source, grade in grades.items():
        if grade.level != "fine" and grade.words != NEVER:
            words = f"{grade.words}; {grade.advice}"
            found.append(
                Finding(f"source {source}", words, grade.level == "trouble", grade.level == "notice")
            )
    untried = sum(grade.words == NEVER for grade in grades.values())
    if untried:
        words = f"{untried} of {len(grades)} were never tried; run `monitor ingest`"
        found.append(Finding("sources", words, trouble=True))
    return found or [Finding("sources", f"all {len(grades)} answered at their last try, and none is silent")]


def _disk(newsroom: Newsroom) -> Finding:
    free = shutil.disk_usage(newsroom.folder).free
    return Finding("disk", f"{free / 1e9:.1f} GB free in {newsroom.folder}", trouble=free < ENOUGH_DISK)
