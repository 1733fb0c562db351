"""The same questions have the same answers in memory, on PostgreSQL itself and on Spark."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import ibis
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from monitor.filters import HOLDERS, STANCES, Filters
from monitor.measure.alerts import Texts, alerts
from monitor.measure.cells import Cells
from monitor.measure.coverage import Coverage
from monitor.measure.gaps import Comparison, gaps
from monitor.measure.impact import impact
from monitor.measure.memory import NOTHING_COLLECTED, Mark, Memory, with_catalog
from monitor.measure.shares import shares
from monitor.measure.trends import trends
from monitor.model import Article, Held, Tag, Tone
from monitor.store import articles, changes, lists
from monitor.store.record import Record, open_record
from test_measure_trends import CATALOG, TODAY, collected, row

COLLECTION = collected({each.id: ("2026-01-01", "2026-11-20") for each in CATALOG.outlets})
LABELS = {
    "region": ("KEN", "SDN", "UKR", "FRA", "ATA"),
    "topic": ("trade", "war", "fishing"),
    "stance": ("nato", "moon"),
}
Tagging = tuple[str, str, str]  # kind, code, label
taggings = st.one_of(
    st.tuples(st.just("region"), st.sampled_from(LABELS["region"]), st.sampled_from(["focus", "mentioned"])),
    st.tuples(st.just("topic"), st.sampled_from(LABELS["topic"]), st.just("focus")),
    st.tuples(st.just("stance"), st.sampled_from(LABELS["stance"]), st.sampled_from(STANCES)),
)
days = st.none() | st.dates(date(2026, 8, 1), date(2026, 11, 25))
pieces = st.tuples(
    st.sampled_from(["own", "left", "right", "nobody"]),
    st.none() | st.sampled_from(["World", "It's home"]),
    days,
    st.none() | st.sampled_from(["en", "fr"]),
    st.lists(taggings, max_size=6, unique_by=lambda each: each[:2]),
)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


filters = st.builds(
    Filters,
    start=days,
    end=days,
    role=st.sampled_from([None, None, "own", "peer"]),
    outlet=some("own", "left", "right"),
    section=some("World", "It's home", "Elsewhere"),
    desk=some("Africa", "Europe"),
    region=some(*LABELS["region"]),
    topic=some(*LABELS["topic"], "unheard of"),
    stance=some(*STANCES),
    target=some("nato", "moon"),
    language=some("en", "fr"),
    query=st.sampled_from([None, None, "words"]),
    holder=st.sampled_from([None, None, *HOLDERS]),
)


@pytest.fixture
def on_postgres(postgres: str, tmp_path: Path) -> Iterator[tuple[Record, Coverage]]:
    record = open_record(postgres, tmp_path)
    lists.keep(record, CATALOG.outlets, CATALOG.desk_by_region)
    address = record.engine.url
    server = ibis.postgres.connect(
        host=address.host, port=address.port, user=address.username, database=address.database
    )
    yield record, Coverage(CATALOG, server.table("coverage"), COLLECTION)
    server.disconnect()
    record.close()


def refill(record: Record, corpus: list[tuple]) -> None:  # type: ignore[type-arg]
    with record.write() as connection:
        connection.exec_driver_sql("TRUNCATE articles RESTART IDENTITY CASCADE")
        for n, (outlet, section, day, language, tagged) in enumerate(corpus):
            told = Article(f"u{n}", f"u{n}", f"T{n}", "x", published=day and str(day), language=language)
            tags = tuple(held(Tag(*each, 0.5 + n / 100), n) for n, each in enumerate(tagged))
            incoming = articles.Incoming(outlet, section, told, tags, Tone(0.1 * n, 0), "t")
            articles.save(connection, incoming, pd.Timestamp(TODAY).to_pydatetime())


def held(tag: Tag, n: int) -> Tag:
    """Of every second stance the outlet's own voice is evidence, of every third somebody whom it quotes."""
    if tag.kind != "stance":
        return tag
    own, quoted = Held(tag.label, 0.6) if n % 2 else None, Held("neutral", 0.4) if n % 3 else None
    return replace(tag, own=own, quoted=quoted)


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    keys = [column for column in ("row", "column", "series", "period", "figure", "id") if column in one]
    frames = [
        frame.convert_dtypes().sort_values(keys, ignore_index=True) if keys else frame
        for frame in (one, other)
    ]
    assert_frame_equal(*frames, check_dtype=False, check_exact=False)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(pieces, max_size=25), filters, st.sampled_from(["desk", "region", "topic", "stance", "outlet"])
)
def test_every_measure_answers_the_same(
    on_postgres: tuple[Record, Coverage],
    corpus: list[tuple],
    asked: Filters,
    by: str,  # type: ignore[type-arg]
) -> None:
    record, server = on_postgres
    refill(record, corpus)
    memory = Memory(CATALOG)
    with record.read() as connection:
        memory.advance(changes.since(connection, 0), NOTHING_COLLECTED, Mark("record", 1))
    memory.collection = server.collection
    matching = [1, 3, 5, 7, 9] if asked.query else None
    for one, other in zip(*(answers(each, asked, matching, by) for each in (memory, server)), strict=True):
        same(one, other)


def answers(coverage: Coverage, asked: Filters, matching: list[int] | None, by: str) -> list[pd.DataFrame]:
    """What every measure says."""
    by_region = gaps(Cells(coverage, "region", None, matching), CATALOG, asked, today=TODAY)
    cells = Cells(coverage, by, None, matching)
    return [
        trends(coverage, asked, matching, today=TODAY, by=by, period="week", most=99),
        trends(coverage, asked, matching, today=TODAY, period="month"),
        shares(coverage, asked, matching, by),
        gaps(cells, CATALOG, asked, today=TODAY),
        gaps(cells, CATALOG, asked, Comparison("own"), today=TODAY),
        gaps(Cells(coverage, "desk", "topic", matching), CATALOG, asked, today=TODAY),
        by_region,
        impact(coverage, asked, matching, by_region, today=TODAY),
        alerts(Texts(coverage, matching, [2, 3]), asked, ["topic"], today=TODAY),
    ]


@pytest.fixture
def on_spark(tmp_path: Path) -> Iterator[tuple[Memory, Coverage]]:
    """Two thousand articles in memory, and in a Parquet archive that Spark reads."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not installed")
    sql = pytest.importorskip("pyspark.sql", reason="the extra `spark` is not installed")
    memory = Memory(CATALOG)
    random = Random(20261120)
    rows = [
        row(
            n,
            random.choice(["own", "left", "right", "nobody"]),
            TODAY - timedelta(days=random.randrange(200)) if n % 20 else None,
            section=random.choice([None, "World", "It's home"]),
            regions=random.sample(LABELS["region"], random.randrange(3)),
            topics=random.sample(LABELS["topic"], random.randrange(3)),
            stances=[f"nato:{random.choice(STANCES)}"] * (n % 2),
            own_stances=[f"nato:{random.choice(STANCES)}"] * (n % 3 % 2),
        )
        for n in range(1, 2001)
    ]
    changed = pa.Table.from_pylist(rows, schema=changes.CHANGED)
    memory.advance([changed], COLLECTION, Mark("record", 1))
    pq.write_table(with_catalog(changed, CATALOG), tmp_path / "archive.parquet")
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    settings = {"spark.sql.shuffle.partitions": "2", "spark.sql.session.timeZone": "UTC"}
    session = builder.config(map=settings).getOrCreate()
    session.read.parquet(str(tmp_path / "archive.parquet")).createOrReplaceTempView("coverage")
    spark = ibis.pyspark.connect(session)
    yield memory, Coverage(CATALOG, spark.table("coverage"), COLLECTION)
    session.stop()


@pytest.mark.filterwarnings("ignore")  # Spark's own: it does not promise to work with pandas 3 yet
def test_every_measure_answers_the_same_on_spark(on_spark: tuple[Memory, Coverage]) -> None:
    memory, spark = on_spark
    everything = Filters(date(2026, 6, 1), TODAY)
    narrow = Filters(desk=("Africa",), topic=("war", "trade"), target=("nato",), stance=("critical",))
    asked = [
        (everything, None, "topic"),
        (narrow, None, "outlet"),
        (Filters(role="peer"), [1, 5, 700], "desk"),
        (replace(narrow, desk=(), holder="own"), None, "stance"),
    ]
    for filters_, matching, by in asked:
        pairs = zip(*(answers(each, filters_, matching, by) for each in (memory, spark)), strict=True)
        for one, other in pairs:
            same(one, other)
