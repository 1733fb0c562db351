"""The coverage table in memory: what it takes in, and the snapshot it starts from."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.measure.memory import Mark, Memory, with_catalog
from monitor.store.changes import CHANGED
from test_measure_trends import CATALOG, DESKS, collected, row

LATER = Mark("record", 2)
DAYS = collected({"own": ("2026-11-01", "2026-11-20")})
ROWS = [
    row(1, "own", "2026-11-02", regions=["KEN", "UKR"], topics=["war"], stances=["nato:critical"]),
    row(2, "nobody", None, section="It's new", language="pt", regions=["ATA"], topics=["fishing"]),
]


def memory(rows: list[dict[str, object]], mark: Mark = LATER) -> Memory:
    made = Memory(CATALOG)
    made.advance([pa.Table.from_pylist(rows, schema=CHANGED)], DAYS, mark)
    return made


def everything(table: Memory) -> list[dict[str, object]]:
    rows = table.table.order_by("id").to_pyarrow().to_pylist()
    return [each | {"desks": sorted(each["desks"])} for each in rows]


def test_labels_that_no_list_knows_find_room() -> None:
    first, second = everything(memory(ROWS))
    assert (first["role"], first["desks"]) == ("own", ["Africa", "Europe"])
    assert (second["role"], second["desks"], second["topics"]) == (None, [], ["fishing"])
    assert (second["section"], second["language"], second["day"]) == ("It's new", "pt", None)


def test_a_filter_may_name_a_label_that_no_article_has() -> None:
    made = memory(ROWS)
    assert made.count(made.table.filter(made.table.topics.contains("nothing of the kind"))) == 0
    assert made.count(made.table.filter(made.table.section == "nothing of the kind")) == 0


def test_a_snapshot_is_the_same_table_again(tmp_path: Path) -> None:
    saved = memory(ROWS)
    saved.save(tmp_path / "snapshot")
    loaded = Memory(CATALOG)
    assert loaded.load(tmp_path / "snapshot", LATER)
    assert everything(loaded) == everything(saved)
    assert loaded.collection.equals(saved.collection)
    assert (loaded.mark, loaded.fresh) == (LATER, 0)


@pytest.mark.parametrize("mark", [Mark("another record", 2), Mark("record", 1)])
def test_a_snapshot_of_another_record_or_of_a_later_revision_is_not_used(tmp_path: Path, mark: Mark) -> None:
    memory(ROWS).save(tmp_path)
    fresh = Memory(CATALOG)
    assert not fresh.load(tmp_path, mark)
    assert everything(fresh) == []


@pytest.mark.parametrize("name", ["articles.parquet", "collection.parquet"])
def test_a_snapshot_that_is_torn_is_not_used(tmp_path: Path, name: str) -> None:
    memory(ROWS, Mark("record", 1)).save(tmp_path)
    half = (tmp_path / name).read_bytes()
    memory(ROWS).save(tmp_path)
    assert Memory(CATALOG).load(tmp_path, LATER)
    (tmp_path / name).write_bytes(half)  # of the revision before
    assert not Memory(CATALOG).load(tmp_path, LATER)
    (tmp_path / name).write_bytes(half[:100])
    assert not Memory(CATALOG).load(tmp_path, LATER)
    (tmp_path / name).unlink()
    assert not Memory(CATALOG).load(tmp_path, LATER)


def test_a_snapshot_that_cannot_be_written_is_an_error_that_says_where(tmp_path: Path) -> None:
    (tmp_path / "snapshot").write_text("a file, not a folder")
    with pytest.raises(OSError, match="snapshot"):
        memory(ROWS).save(tmp_path / "snapshot")


def test_an_advance_that_breaks_off_leaves_nothing_half_done() -> None:
    made = memory(ROWS)
    broken = (pa.table({"id": [7]}) for _ in range(1))
    with pytest.raises(KeyError):
        made.advance(broken, DAYS, Mark("record", 3), after=2)
    assert made.mark == Mark("", 0)
    assert everything(made) == []


Lists = st.lists(st.sampled_from(["KEN", "SDN", "UKR", "FRA", "ATA", "XXX"]), unique=True, max_size=4)


@settings(max_examples=50, deadline=None)
@given(st.lists(Lists, max_size=6))
def test_desks_are_those_of_the_regions_each_once(regions: list[list[str]]) -> None:
    rows = [row(n, "own", date(2026, 11, 2), regions=each) for n, each in enumerate(regions)]
    table = with_catalog(pa.Table.from_pylist(rows, schema=CHANGED), CATALOG)
    expected = [sorted({d for d, codes in DESKS.items() if set(codes) & set(each)}) for each in regions]
    assert [sorted(each) for each in table["desks"].to_pylist()] == expected
