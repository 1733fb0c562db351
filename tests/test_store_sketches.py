"""The index of near-duplicates: all that was committed is found, by every program, and nothing else."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection, select

from monitor.store import schema, sketches
from monitor.store.record import Record, open_record
from monitor.store.sketches import Sketches, looked

LEAST, MOST = -(2**63), 2**63 - 1
COMMON = np.random.default_rng(1).integers(LEAST, MOST, 30)  # numbers that many articles have


def numbers_of(article: int) -> np.ndarray:
    random = np.random.default_rng(article)
    own = random.integers(LEAST, MOST, int(random.integers(0, 40)))
    return np.unique(np.concatenate([own, random.choice(COMMON, 3)]))


def put(connection: Connection, some: dict[int, np.ndarray]) -> None:
    index = Sketches(connection, np.unique(np.concatenate(list(some.values()))))
    for article, numbers in some.items():
        index.add(numbers, article)
    index.write(list(some))


def fail_to_put(record: Record, some: dict[int, np.ndarray]) -> None:
    with record.write() as connection:
        put(connection, some)
        raise ZeroDivisionError


def pairs(connection: Connection, numbers: np.ndarray) -> list[tuple[int, int]]:
    places, articles = Sketches(connection, np.unique(numbers)).find(numbers)
    return sorted(zip(numbers[places].tolist(), articles.tolist(), strict=True))


def segments(record: Record) -> dict[str, bytes]:
    with record.read() as connection:
        return {row.id: row.pairs for row in connection.execute(select(schema.sketch_segments))}


@pytest.fixture
def programs(record: Record, tmp_path: Path) -> Sequence[Record]:
    """Two that write one record."""
    return record, open_record(record.engine.url.render_as_string(hide_password=False), tmp_path)


def test_what_two_programs_added_is_found_and_what_failed_is_not(programs: Sequence[Record]) -> None:
    kept: dict[int, np.ndarray] = {}
    for turn in range(60):
        some = {n: numbers_of(n) for n in range(turn * 10, turn * 10 + 1 + turn % 7)}
        writer = programs[turn % 3 % 2]
        if turn % 5 == 4:
            with pytest.raises(ZeroDivisionError):
                fail_to_put(writer, some)
        else:
            with writer.write() as connection:
                put(connection, some)
            kept |= some
    asked = np.concatenate([*kept.values(), numbers_of(9999)])
    meant = sorted((number, n) for n, some in kept.items() for number in some.tolist())
    for program in programs:
        with program.write() as connection:
            assert pairs(connection, np.unique(asked)) == meant
            assert looked(connection, range(600)) == kept.keys()
    programs[1].close()


def test_segments_are_few_and_none_is_merged_for_ever(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sketches, "LARGEST", 1000)
    for n in range(300):
        with record.write() as connection:
            put(connection, {n: numbers_of(n)})
    lengths = [len(each) // 8 for each in segments(record).values()]
    assert len(lengths) < 30
    assert max(lengths) < 4 * 1000 * sketches.FACTOR
    assert sum(length >= 1000 for length in lengths) > 1


def test_a_second_look_writes_nothing(record: Record) -> None:
    with record.write() as connection:
        put(connection, {1: COMMON[:0], 2: COMMON})
    before = segments(record)
    with record.write() as connection:
        Sketches(connection, COMMON).write([1, 2])
        assert looked(connection, [1, 2, 3]) == {1, 2}
    assert segments(record) == before


def test_both_databases_hold_the_same_bytes(record: Record) -> None:
    with record.write() as connection:
        put(connection, {7: np.array([LEAST, -1, 0, MOST])})
    (found,) = segments(record).values()
    ends = 0x80000000, 0xFFFFFFFF, 0xFFFFFFFF, 0x00000000, 0x7FFFFFFF  # that it was looked at is among them
    assert found == b"".join((end << 32 | 7).to_bytes(8, "little") for end in sorted(ends))
