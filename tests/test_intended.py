"""Cells that editors intend: marked with a reason, withdrawn, never deleted."""

from datetime import UTC, datetime

import pytest

from fakes import Press
from monitor.catalog.names import Names
from monitor.errors import ConfigError, QueryError
from monitor.intended import Intended
from monitor.store.record import Record
from test_measure_trends import CATALOG

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def intended(record: Record) -> Intended:
    return Intended(record, Names(CATALOG))


def test_a_mark_stands_until_it_is_withdrawn_and_is_never_deleted(intended: Intended) -> None:
    number = intended.mark({"topic": "war", "desk": "Africa"}, "a partner covers it", "Ada", NOW)
    assert intended.cells("desk", "topic") == {("Africa", "war")}
    assert intended.cells("topic", "desk") == {("war", "Africa")}
    assert intended.cells("desk", None) == set()
    intended.withdraw(number, "the partner closed", "Ben", NOW)
    assert intended.cells("desk", "topic") == set()
    told = intended.list().iloc[0]
    assert (told["cell"], told["reason"], told["who"]) == ("War × Africa", "a partner covers it", "Ada")
    assert (told["withdrawn_reason"], told["withdrawn_by"]) == ("the partner closed", "Ben")
    assert told["given"] == told["withdrawn"] == NOW.isoformat()
    with pytest.raises(ConfigError, match=f"no mark {number} stands"):
        intended.withdraw(number, "again", "Ben", NOW)


def test_a_cell_is_named_as_people_name_it(intended: Intended) -> None:
    intended.mark({"region": "Kenya"}, "why", "who", NOW)
    intended.mark({"section": "World"}, "why", "who", NOW)
    assert intended.cells("region", None) == {("KEN", "")}
    assert intended.cells("section", None) == {("World", "")}
    with pytest.raises(QueryError, match="no region is called 'Kenia'; did you mean 'Kenya'"):
        intended.mark({"region": "Kenia"}, "why", "who", NOW)


@pytest.mark.parametrize(
    ("cell", "reason", "who", "why"),
    [
        ({}, "x", "y", "a cell is one or two of"),
        ({"desk": "Africa", "topic": "war", "region": "KEN"}, "x", "y", "a cell is one or two of"),
        ({"mood": "bad"}, "x", "y", "a cell is one or two of"),
        ({"desk": "Africa"}, " ", "y", "say why"),
        ({"desk": "Africa"}, "x", "", "who you are"),
    ],
)
def test_a_mark_without_a_cell_a_reason_or_a_name_is_refused(
    intended: Intended, cell: dict[str, str], reason: str, who: str, why: str
) -> None:
    with pytest.raises(QueryError, match=why):
        intended.mark(cell, reason, who, NOW)
    assert intended.list().empty


def test_a_mark_makes_pages_ask_again(press: Press) -> None:
    before = press.room.coverage().rev
    number = press.room.intended.mark({"desk": "Africa"}, "why", "who", NOW)
    marked = press.room.coverage().rev
    press.room.intended.withdraw(number, "why", "who", NOW)
    assert before < marked < press.room.coverage().rev
