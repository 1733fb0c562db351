"""What the 1,045 cases of feedparser's own corpus expect of titles, links and dates, and what is read."""

import ast
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor.collect import feeds
from monitor.collect.words import plain
from monitor.errors import NotParseable
from monitor.model import Entry, Listing

CLAUSE = re.compile(
    r"entries\[(\d+)\](?:\['|\.)(title|link|published|updated|published_parsed|updated_parsed)(?:'\])?"
    r"\s*==\s*(u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|\([\d, ]+\))"
)
SERVED = re.compile(rb"^\s*(?:Header|Description):?.*?Content-(type|location):\s*(\S[^\r\n]*)", re.I | re.M)
HELD = {"title": 36, "link": 10, "published": 3, "updated": 4}
"""How many of 37, 10, 3 and 6 expectations hold: a change may raise these, not lower them."""


class Case(NamedTuple):
    name: str
    content: bytes


class Expectation(NamedTuple):
    number: int
    field: str
    value: object


@pytest.fixture(scope="module")
def cases(shared: Path) -> list[Case]:
    with tarfile.open(shared / "extraction" / "feedparser_corpus.tar.xz") as archive:
        return [
            Case(member.name, archive.extractfile(member).read())  # type: ignore[union-attr]
            for member in archive
            if member.isfile() and member.name != "LICENSE"
        ]


def test_no_case_ends_in_another_error_than_not_parseable(cases: list[Case]) -> None:
    outcomes = Counter[str]()
    for case in cases:
        try:
            listing = read(case.content)
        except NotParseable:
            outcomes["refused"] += 1
        else:
            outcomes["listed" if listing.entries or listing.rejected else "empty"] += 1
    assert sum(outcomes.values()) == 1045
    assert outcomes["refused"] <= 141, outcomes  # broken, and without an item


def test_expectations_about_titles_links_and_dates_hold(cases: list[Case]) -> None:
    asked, held, broken = Counter[str](), Counter[str](), []
    for case in cases:
        expected = list(expectations(case.content))
        entries = entries_with_addresses(case.content) if expected else ()
        for one in expected:
            field = one.field.removesuffix("_parsed")
            asked[field] += 1
            if one.number < len(entries) and holds(one, entries[one.number]):
                held[field] += 1
            else:
                broken.append((case.name, one, entries))
    assert all(held[field] >= floor for field, floor in HELD.items()), (asked, held, broken)


def expectations(content: bytes) -> Iterator[Expectation]:
    said = re.search(rb"Expect:(.*?)(?:-->|\n)", content, re.DOTALL)
    for number, field, literal in CLAUSE.findall(said[1].decode("latin-1") if said else ""):
        yield Expectation(int(number), field, ast.literal_eval(literal))


def holds(expected: Expectation, entry: Entry) -> bool:
    if expected.field == "title":
        return entry.title == plain(str(expected.value))
    if expected.field == "link":
        return entry.url == expected.value
    written = entry.updated if expected.field.startswith("updated") and entry.updated else entry.published
    moment = instant(written or "")
    if isinstance(expected.value, tuple):
        return moment is not None and moment.timetuple()[:6] == expected.value[:6]
    return moment is not None and moment == instant(feeds.iso(str(expected.value)) or "")


def instant(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def entries_with_addresses(content: bytes) -> tuple[Entry, ...]:
    """The entries; where the case is about something else and names no link, one is put in."""
    listing = read(content)
    if listing.entries:
        return listing.entries
    linked = content.replace(b"</item>", b"<link>https://paper.example/put-in</link></item>")
    return read(linked.replace(b"</entry>", b'<link href="https://paper.example/put-in"/></entry>')).entries


def read(content: bytes) -> Listing:
    served = {kind.lower(): value.strip().decode("latin-1") for kind, value in SERVED.findall(content[:2000])}
    at = served.get(b"location", "https://paper.example/feed")
    return feeds.read(content, at, served.get(b"type", ""))
