"""The benchmark's nine questions get one answer from our table, from pandas and from SQLite."""

from pathlib import Path

import pytest

from bench import coverage
from bench.queries import QUESTIONS, Question, normal

ROWS = 5_000


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_three_ways_to_ask_give_one_answer(question: Question, tmp_path: Path) -> None:
    frame = coverage.as_frame(ROWS)
    database = coverage.as_sqlite(frame, tmp_path / "plain.db")
    ways = coverage.ways_of(question, coverage.ours(ROWS), (frame, coverage.tuned(frame)), database)
    first, *others = [normal(way()) for way in ways]
    database.close()
    assert first
    assert all(other == first for other in others)
