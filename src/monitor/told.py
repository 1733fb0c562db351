"""What was told, by whom, and who was first: the answers behind the page of the stories."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import numpy as np
import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog.names import Names
from monitor.filters import Filters
from monitor.measure import stories as measured
from monitor.measure.coverage import Coverage, chosen, exploded
from monitor.measure.gaps import over_days
from monitor.store import copies, search
from monitor.store import stories as kept
from monitor.store.record import Record
from monitor.stories.terms import Terms, matrix, terms

ALL = Filters()
YEAR = timedelta(days=365)
NEAR = timedelta(days=180)  # how far back our nearest piece is looked for
TOUCHED, TOUCHED_DAYS = 0.15, 3  # cosine and days, from which a piece of ours tells the story after all
MOST = 40  # blindspots that are looked at closely


class Told:
    """Questions about stories. Answers are DataFrames over the days of the filters, or the last 90."""

    def __init__(
        self, catalog: Catalog, record: Record, coverage: Callable[[], Coverage], today: Callable[[], date]
    ) -> None:
        self._catalog = catalog
        self._record = record
        self._coverage = coverage
        self._today = today
        self._names = Names(catalog)
        self._own = {outlet.id for outlet in catalog.own}

    def find(self, filters: Filters = ALL) -> pd.DataFrame:
        """Stories of which an article matches: the columns of `measure.stories.STORIES`."""
        return self._told(over_days(self._names.resolve(filters), self._today()))

    def articles(self, story: int) -> pd.DataFrame:
        """The articles that tell a story, oldest first: the columns of `measure.stories.TELLINGS`."""
        with self._record.read() as connection:
            number = kept.standing(connection, story)
            days = kept.days(connection, number)
            rows = kept.tellings(connection, *days) if days else []
        return self._frame(each for each in rows if each["story"] == number)

    def blindspots(self, filters: Filters = ALL) -> pd.DataFrame:
        """Stories of three or more peers that we did not touch, the weightiest first.

        The columns of `measure.stories.blindspots`, then nearest (our piece most like it), nearest_title,
        nearest_age (days that it is older than the story) and alike (their cosine). What was dismissed is
        left out.
        """
        asked = over_days(self._names.resolve(filters), self._today())
        told = self._told(asked)
        with self._record.read() as connection:
            gone = [each["story"] for each in kept.dismissed(connection)]
        told = told[~told["story"].isin(gone)]
        found = measured.blindspots(told, self._fit(told["story"])).head(MOST)
        return self._with_nearest(found)

    def dismiss(self, story: int, reason: str, who: str, now: datetime | None = None) -> None:
        """Leave a story to others, for a reason: it is no blindspot any more."""
        with self._record.write() as connection:
            kept.dismiss(connection, story, reason, who, now or datetime.now(UTC))

    def dismissed(self) -> pd.DataFrame:
        """What was left to others, the last first: columns story, headline, reason, who, given."""
        with self._record.read() as connection:
            rows = kept.dismissed(connection)
        return pd.DataFrame(rows, columns=["story", "headline", "reason", "who", "given"])

    def undo(self, story: int) -> None:
        """Take a dismissal back: the story is a blindspot again."""
        with self._record.write() as connection:
            kept.undo(connection, story)

    def join(self, story: int, other: int) -> int:
        """Say that two stories are one, for ever; answers the number that stands."""
        with self._record.write() as connection:
            return kept.join(connection, story, other)

    def part(self, articles: Sequence[int]) -> int:
        """Say that articles of one story tell another one, for ever; answers its number."""
        with self._record.write() as connection:
            return kept.part(connection, articles)

    def pickups(self, filters: Filters = ALL) -> pd.DataFrame:
        """Our pieces in peers' articles as suggested impact events: columns of `measure.stories.PICKUPS`."""
        days = over_days(filters, self._today())
        assert days.start is not None
        assert days.end is not None
        names = [outlet.name for outlet in self._catalog.own]
        with self._record.read() as connection:
            rows = copies.shared(connection, self._own, days.start, days.end)
            named = {
                id for name in names for id in search.matching(connection, f'"{name.replace(chr(34), "")}"')
            }
            rows += copies.naming(
                connection, named - {row["article"] for row in rows}, self._own, days.start, days.end
            )
        return measured.pickups(pd.DataFrame(rows, columns=measured.SHARED), names)

    def _told(self, asked: Filters) -> pd.DataFrame:
        assert asked.start is not None
        assert asked.end is not None
        coverage = self._coverage()
        with self._record.read() as connection:
            rows = kept.tellings(connection, asked.start, asked.end)
            matching = search.matching(connection, asked.query) if asked.query else None
        frame = self._frame(rows)
        if replace(asked, start=None, end=None) != ALL:
            ids = coverage.frame(chosen(coverage.table, asked, matching).select("id"))["id"]
            frame = frame[frame["story"].isin(frame.loc[frame["article"].isin(ids), "story"])]
        return measured.stories(frame, self._monitored(coverage))

    def _frame(self, rows: Iterable[dict[str, object]]) -> pd.DataFrame:
        frame = pd.DataFrame(rows, columns=[each for each in measured.TELLINGS if each != "role"])
        frame["day"] = pd.to_datetime(frame["day"])
        roles = {outlet.id: outlet.role for outlet in self._catalog.outlets}
        frame.insert(4, "role", frame["outlet"].map(roles))
        return frame

    def _monitored(self, coverage: Coverage) -> int:
        """Outlets that anything was collected of."""
        return len(coverage.frame(coverage.table.select("outlet").distinct()))

    def _fit(self, stories: pd.Series) -> pd.Series:
        coverage = self._coverage()
        own = chosen(coverage.table, Filters(start=self._today() - YEAR, end=self._today(), role="own"))
        with self._record.read() as connection:
            pairs = kept.members(connection, stories.tolist())
        home = pd.DataFrame(pairs, columns=["id", "story"])
        told, ours = [], []
        for by in ("desk", "topic"):
            ours.append(coverage.frame(exploded(own, by).select("id", subject="series")))
            rows = coverage.frame(exploded(coverage.table, by).select("id", subject="series"))
            told.append(rows.merge(home, on="id")[["story", "subject"]])
        return measured.fit(pd.concat(told), pd.concat(ours))

    def _with_nearest(self, found: pd.DataFrame) -> pd.DataFrame:
        days = pd.to_datetime(found["first"]).dt.date
        rows = [self._nearest(story, day) for story, day in zip(found["story"], days, strict=True)]
        nearest = pd.DataFrame(rows, columns=["nearest", "nearest_title", "nearest_age", "alike"])
        found = pd.concat([found, nearest], axis=1)
        touched = (found["alike"] >= TOUCHED) & found["nearest_age"].between(-TOUCHED_DAYS, 1)
        return found[~touched].reset_index(drop=True)

    def _nearest(self, story: int, first: date) -> tuple[int | None, str | None, int | None, float]:
        """Our piece that is most like a story."""
        with self._record.read() as connection:
            ours = kept.pieces(connection, self._own, first - NEAR, first + timedelta(days=TOUCHED_DAYS))
            told = kept.telling(connection, story)
        if not ours or not told:
            return None, None, None, 0.0
        vectors = matrix([_terms(each.title, each.text) for each in [*ours, *told]])
        alike = np.asarray((vectors[: len(ours)] @ vectors[len(ours) :].T).mean(axis=1)).ravel()
        best = int(np.argmax(alike))
        piece = ours[best]
        return piece.article, piece.title, (first - piece.day).days, float(alike[best])


@lru_cache(maxsize=5000)
def _terms(title: str, text: str) -> Terms:
    return terms(title, text)
