"""What was collected, what was not, and why: the answers behind the page of the sources."""

from datetime import date, timedelta

import pandas as pd

from monitor.catalog import Catalog
from monitor.measure.collection import weekly
from monitor.measure.coverage import Coverage
from monitor.measure.sources import Facts, Grade, grade
from monitor.store import runs
from monitor.store.record import Record


class Collected:
    """Questions about sources, runs and items. Answers are DataFrames."""

    def __init__(self, catalog: Catalog, record: Record) -> None:
        self._catalog = catalog
        self._record = record

    def sources(self) -> pd.DataFrame:
        """Every source and how it fares; the columns are those of `store.runs.HEALTH`."""
        with self._record.read() as connection:
            return runs.health(connection, self._catalog.sources)

    def grades(self, today: date) -> dict[str, Grade]:
        """How every source fares, by its id."""
        with self._record.read() as connection:
            states = {state.id: state for state in runs.source_states(connection)}
            listed = runs.entry_days(connection)
            items = runs.listed(connection)
        days = dict(iter(listed.groupby("source")))
        grades = {}
        for source in self._catalog.sources:
            state = states.get(source.id, runs.SourceState(source.id))
            rows = days.get(source.id, listed.iloc[:0])
            each = rows.loc[rows.index.repeat(rows["n"].astype(int)), "day"].dt.date.tolist()
            said = state.tried, state.succeeded, state.trouble, state.due, state.listed
            known = Facts(*said, each, source.kind, items.get(source.id, 0), state.failures)
            grades[source.id] = grade(known, today)
        return grades

    def outcomes(self) -> pd.DataFrame:
        """Counted outcomes of all runs, newest first: run, started, source, outcome, n."""
        with self._record.read() as connection:
            return runs.counts(connection)

    def troubles(self) -> pd.DataFrame:
        """The newest items that did not become articles: run, source, url, outcome, reason."""
        with self._record.read() as connection:
            return runs.troubles(connection)

    def days(self, today: date, last: int = 60) -> pd.DataFrame:
        """The state of each source on each of the last days: source, day, state."""
        with self._record.read() as connection:
            return runs.collection_since(connection, today - timedelta(days=last - 1))

    def weekly(self, coverage: Coverage, today: date) -> pd.DataFrame:
        """Collected share of each outlet's source-days, by week: columns outlet, week, collected."""
        return weekly(coverage, today)

    def last(self) -> str | None:
        """When a source last answered (ISO 8601)."""
        with self._record.read() as connection:
            return runs.last_collected(connection)
