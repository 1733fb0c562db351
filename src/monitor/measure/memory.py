"""The coverage table in an in-process DuckDB: advanced by the record's change sequence, kept as a snapshot.

DuckDB's files refuse a second process, so none is ever opened: the snapshot is two Parquet files, derived
from the record, replaced as a whole, and thrown away whenever it does not fit the record.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from os import getpid
from pathlib import Path
from threading import RLock

import duckdb
import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from monitor.catalog import Catalog
from monitor.filters import STANCES
from monitor.measure.coverage import SCHEMA, Coverage, by_outlet
from monitor.measure.statements import Statements

HELD = ("own_stances", "quoted_stances")
LABELLED = ("outlet", "role", "section", "language", "regions", "desks", "topics", "stances", *HELD)
"""Columns of few distinct values, kept as DuckDB's ENUM: a byte or two each, and compared as numbers."""

ARTICLES, COLLECTION = "articles.parquet", "collection.parquet"
NOTHING_COLLECTED = pd.DataFrame(
    {"source": pd.Series(dtype=object), "day": pd.Series(dtype="datetime64[us]"), "state": []}
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Which record a table was derived from, and up to which revision."""

    record: str
    rev: int


@dataclass(frozen=True, slots=True)
class _Saved:
    """What a snapshot is of."""

    mark: Mark
    catalog: str  # digest of roles and desks
    labels: dict[str, list[str]]


class Memory(Coverage):
    """The coverage table in memory, at a mark of the record. Safe to use from several threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._duck = ibis.duckdb.connect()
        self._lock = RLock()  # one in-process connection answers one question at a time
        self.mark = Mark("", 0)
        self.fresh = 0  # rows taken in since the last snapshot
        self._states = NOTHING_COLLECTED
        self._statements = Statements(self._duck)
        self._catalog_mark = _digest(catalog)
        self._types: dict[str, str] = {}
        self._labels = _known(catalog)
        self._create("coverage")
        super().__init__(catalog, self._duck.table("coverage"), NOTHING_COLLECTED)

    def advance(
        self, changed: Iterable[pa.Table], collection: pd.DataFrame, mark: Mark, *, after: int = 0
    ) -> None:
        """Take in what changed after a revision, and stand at `mark`; after 0, start from nothing.

        `changed` are tables of id, outlet, section, day, language, polarity, story and the lists regions,
        topics, stances, own_stances, quoted_stances; `collection` has columns source, day, state.
        """
        with self._lock:
            try:
                if not after:
                    self._empty()
                for rows in changed:
                    self._put(rows, new=not after)
                self._put_states(collection)
            except BaseException:
                self._empty()  # never a part of it
                raise
            self.mark = mark

    def _empty(self) -> None:
        self._run("DELETE FROM coverage")
        self._states, self.collection = NOTHING_COLLECTED, by_outlet(NOTHING_COLLECTED, self.catalog)
        self.mark = Mark("", 0)

    def frame(self, expression: ir.Table) -> pd.DataFrame:
        """Run an expression over the table."""
        with self._lock:
            statement = self._statements.of(expression, self._types)
            if statement is None:
                return super().frame(expression)
            rows = self._duck.con.sql(statement).to_arrow_table()
        # as Ibis answers: labels are texts, and days of every engine have one type
        found: pd.DataFrame = rows.cast(expression.schema().to_pyarrow()).to_pandas(date_as_object=False)
        return found

    @property
    def rev(self) -> int:
        """Up to which change of the record the table is."""
        return self.mark.rev

    def save(self, folder: Path) -> None:
        """Write a snapshot. Raises OSError when the folder cannot be written."""
        folder.mkdir(exist_ok=True)
        with self._lock:
            self._duck.con.register("states", pa.Table.from_pandas(self._states))
            for name, query in QUERIES.items():
                beside = folder / f"{name}.{getpid()}"
                self._copy(query, beside)
                beside.replace(folder / name)
            self._duck.con.unregister("states")
            self.fresh = 0

    def load(self, folder: Path, mark: Mark) -> bool:
        """Start from the snapshot, if there is one of this record up to this revision; answers whether."""
        saved = _saved(folder)
        if saved is None or saved.catalog != self._catalog_mark:
            return False
        if saved.mark.record != mark.record or saved.mark.rev > mark.rev:
            return False
        with self._lock:
            self._run("DROP TABLE coverage")
            self._labels = {column: dict.fromkeys(saved.labels[column]) for column in LABELLED}
            self._create("coverage")
            self._run(f"INSERT INTO coverage FROM read_parquet({_quoted(str(folder / ARTICLES))})")
            self._put_states(pd.read_parquet(folder / COLLECTION))
            self.mark, self.fresh = saved.mark, 0
        return True

    def _copy(self, query: str, path: Path) -> None:
        labels = {column: list(known) for column, known in self._labels.items()}
        said = {
            "record": self.mark.record,
            "rev": self.mark.rev,
            "catalog": self._catalog_mark,
            "labels": labels,
        }
        form = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{monitor: {_quoted(json.dumps(said))}}}"
        try:
            self._run(f"COPY ({query}) TO {_quoted(str(path))} ({form})")
        except duckdb.IOException as error:
            raise OSError(str(error)) from error

    def _run(self, sql: str) -> None:
        self._duck.raw_sql(sql)

    def _put(self, changed: pa.Table, *, new: bool) -> None:
        rows = with_catalog(changed, self.catalog)
        self._widen(rows)
        self._duck.con.register("changed", rows)
        if not new:
            self._run("DELETE FROM coverage WHERE id IN (SELECT id FROM changed)")
        self._run("INSERT INTO coverage SELECT * FROM changed")
        self._duck.con.unregister("changed")
        self.fresh += len(rows)

    def _widen(self, rows: pa.Table) -> None:
        """Make room for labels that no row had before; it rewrites the table, and is rare."""
        new = {column: _labels(rows[column]) - self._labels[column].keys() for column in LABELLED}
        for column, labels in new.items():
            self._labels[column] |= dict.fromkeys(sorted(labels))
        if any(new.values()):
            self._create("wider")
            self._run("INSERT INTO wider SELECT * FROM coverage")
            self._run("DROP TABLE coverage")
            self._run("ALTER TABLE wider RENAME TO coverage")

    def _create(self, name: str) -> None:
        """Make an empty table for the labels that are known by now, each column's with a type of its own."""
        kinds = {"id": "BIGINT", "day": "DATE", "polarity": "DOUBLE", "story": "BIGINT"}
        for column, known in self._labels.items():
            kind = f"{column}_{len(known)}"
            labels = ", ".join(map(_quoted, known)) or "''"  # DuckDB wants one at least
            self._run(f"CREATE OR REPLACE TYPE {kind} AS ENUM ({labels})")
            listed = pa.types.is_list(SCHEMA.field(column).type)
            kinds[column] = f"{kind}[]" if listed else kind
            if listed:
                self._types[column] = kind
        self._run(f"CREATE TABLE {name} ({', '.join(f'{each} {kinds[each]}' for each in SCHEMA.names)})")

    def _put_states(self, new: pd.DataFrame) -> None:
        if new.empty:
            return
        states = pd.concat([self._states, new]).drop_duplicates(["source", "day"], keep="last")
        self._states = states.astype({"day": "datetime64[us]"})
        self.collection = by_outlet(self._states, self.catalog)


QUERIES = {
    ARTICLES: "FROM coverage",
    COLLECTION: "SELECT source, day, state FROM states",
}


def with_catalog(changed: pa.Table, catalog: Catalog) -> pa.Table:
    """Changed articles with what the catalogue says of them, role and desks: a table of coverage.SCHEMA."""
    changed = changed.combine_chunks()
    roles = {outlet.id: outlet.role for outlet in catalog.outlets}
    outlets = changed["outlet"].combine_chunks().dictionary_encode()
    role = pa.array([roles.get(each) for each in outlets.dictionary.to_pylist()], pa.string())
    columns = {name: changed[name] for name in changed.column_names}
    columns["role"] = role.take(outlets.indices)
    columns["desks"] = _desks(changed["regions"].combine_chunks(), catalog)
    return pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def _desks(regions: pa.ListArray, catalog: Catalog) -> pa.ListArray:
    """The desks of each article's regions, each desk once."""
    codes = regions.flatten().dictionary_encode()
    names = sorted({desk for code in codes.dictionary.to_pylist() if (desk := catalog.desk_of(code))})
    places = {name: place for place, name in enumerate(names)}
    desk_of = [places.get(catalog.desk_of(code) or "", -1) for code in codes.dictionary.to_pylist()]
    desks = np.array(desk_of, dtype=np.int64)[codes.indices.to_numpy()]
    articles = pc.list_parent_indices(regions).to_numpy()
    width = max(len(names), 1)
    pairs = np.unique((articles * width + desks)[desks >= 0])
    offsets = np.concatenate([[0], np.cumsum(np.bincount(pairs // width, minlength=len(regions)))])
    values = pa.array(names, pa.string()).take(pa.array(pairs % width))
    return pa.ListArray.from_arrays(offsets.astype(np.int32), values)


def _known(catalog: Catalog) -> dict[str, dict[str, None]]:
    """The labels that the catalogue knows of, so that the first article with one finds room for it."""
    outlets = catalog.outlets
    known = {
        "outlet": [outlet.id for outlet in outlets],
        "role": ["own", "peer"],
        "section": [label for outlet in outlets for label in outlet.sections],
        "language": ["en"],
        "regions": [region for regions in catalog.desks.values() for region in regions],
        "desks": list(catalog.desks),
        "topics": [topic.id for topic in catalog.topics],
    }
    stances = [f"{target.id}:{stance}" for target in catalog.targets for stance in STANCES]
    known |= dict.fromkeys(("stances", *HELD), stances)
    return {column: dict.fromkeys(labels) for column, labels in known.items()}


def _labels(column: pa.ChunkedArray) -> set[str]:
    values = pc.list_flatten(column) if pa.types.is_list(column.type) else column
    return {each for each in pc.unique(values).to_pylist() if each is not None}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _digest(catalog: Catalog) -> str:
    """Of its columns, and of what it takes from the catalogue: with others it must be made anew."""
    roles = sorted((outlet.id, outlet.role) for outlet in catalog.outlets)
    told = SCHEMA.names, roles, sorted(catalog.desk_by_region.items())
    return hashlib.sha1(repr(told).encode()).hexdigest()


def _saved(folder: Path) -> _Saved | None:
    """What a snapshot says of itself; None unless both files are there, and of the same revision."""
    said = []
    for name in (ARTICLES, COLLECTION):
        try:
            said.append(json.loads((pq.read_metadata(folder / name).metadata or {})[b"monitor"]))
        except (OSError, pa.ArrowException, KeyError, ValueError):
            return None  # there is none, or an unreadable one: the record has it all
    if said[0] != said[1]:
        return None
    return _Saved(Mark(said[0]["record"], said[0]["rev"]), said[0]["catalog"], said[0]["labels"])
