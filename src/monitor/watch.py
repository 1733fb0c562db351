"""What moved: alerts of the last week, and change points over time."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pandas as pd

from monitor.catalog.names import Names
from monitor.filters import Filters
from monitor.measure import changes as levels
from monitor.measure.alerts import BY, WEEKS, Texts, alerts
from monitor.measure.coverage import Coverage
from monitor.measure.trends import Period, trends
from monitor.store import copies, search
from monitor.store.record import Record

ALL = Filters()


class Watch:
    """Questions about what moved. Answers are DataFrames."""

    def __init__(
        self, record: Record, names: Names, coverage: Callable[[], Coverage], today: Callable[[], date]
    ) -> None:
        self._record = record
        self._names = names
        self._coverage = coverage
        self._today = today

    def alerts(self, filters: Filters = ALL, *, by: str | Sequence[str] = BY) -> pd.DataFrame:
        """Bursts and drops of the last week: the columns of `measure.alerts.COLUMNS`."""
        asked, today = self._names.resolve(filters), self._today()
        start = min(asked.end or today, today) - timedelta(days=7 * (WEEKS + 1))
        with self._record.read() as connection:
            repeats = copies.repeats(connection, start, today)
        texts = Texts(self._coverage(), self._matching(asked), repeats)
        return alerts(texts, asked, [by] if isinstance(by, str) else by, today=today)

    def changes(
        self, filters: Filters = ALL, *, by: str | None = None, period: Period = "week", most: int = 8
    ) -> pd.DataFrame:
        """From when on the series of `trends` run at another level: columns of `measure.changes.COLUMNS`."""
        asked = self._names.resolve(filters)
        matching, today = self._matching(asked), self._today()
        frame = trends(self._coverage(), asked, matching, today=today, by=by, period=period, most=most)
        return levels.changes(frame)

    def _matching(self, asked: Filters) -> list[int] | None:
        if asked.query is None:
            return None
        with self._record.read() as connection:
            return search.matching(connection, asked.query)
