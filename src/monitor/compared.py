"""Queries side by side: attention over time, who writes of them, in which words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from monitor.errors import QueryError
from monitor.filters import Filters
from monitor.measure.marking import marking_words
from monitor.measure.stats import jeffreys
from monitor.measure.trends import Period
from monitor.query.words import words_of

if TYPE_CHECKING:
    from monitor.newsroom import Newsroom

ALL = Filters()
MOST = 4  # queries, so that their lines can be told apart
TITLES = 5_000  # of the newest articles, in which words are counted


class Compared:
    """One to four queries of a newsroom, each counted against all articles of the same outlets and days.

    Every answer has the column query, in the order that was asked. A query in the filters narrows each of
    them. Raises QueryError for no query, for more than four, and for one that cannot be understood.
    """

    def __init__(self, room: "Newsroom") -> None:
        self._room = room

    def __call__(
        self,
        queries: Sequence[str],
        filters: Filters = ALL,
        *,
        by: str | None = None,
        period: Period = "week",
    ) -> pd.DataFrame:
        """Attention over time: query, and the columns of `Newsroom.trends`."""
        return self._each(queries, filters, lambda asked: self._room.trends(asked, by=by, period=period))

    def shares(self, queries: Sequence[str], filters: Filters = ALL, *, by: str = "outlet") -> pd.DataFrame:
        """Attention of each outlet, or in each language, among its own articles.

        Columns: query, series, n, total (all articles of the series), share with its 95 % Jeffreys interval
        low…high. A series without a hit is a zero.
        """
        base = self._room.shares(filters.base(), by=by)
        totals = base.set_index("series")["n"].rename("total").to_frame()

        def share(asked: Filters) -> pd.DataFrame:
            n = self._room.shares(asked, by=by).set_index("series")["n"]
            frame = totals.assign(n=n.reindex(totals.index).fillna(0).astype(int)).reset_index()
            frame["share"] = frame["n"] / frame["total"]
            low, high = jeffreys(frame["n"].to_numpy(float), frame["total"].to_numpy(float))
            return frame.assign(low=low, high=high)[["series", "n", "total", "share", "low", "high"]]

        return self._each(queries, filters, share)

    def headlines(self, queries: Sequence[str], filters: Filters = ALL, *, limit: int = 5) -> pd.DataFrame:
        """The newest articles of each query: query, and the columns of `Newsroom.articles`."""
        return self._each(queries, filters, lambda asked: self._room.articles(asked, limit=limit))

    def words(self, queries: Sequence[str], filters: Filters = ALL, *, most: int = 10) -> pd.DataFrame:
        """The words of titles that mark each query against the others: `measure.marking.marking_words`.

        The words of the queries themselves are left out. Of each query the newest 5,000 articles count.
        """
        told = self._each(queries, filters, lambda asked: self._room.articles(asked, limit=TITLES))
        titles = {query: list(told.loc[told["query"] == query, "title"]) for query in queries}
        own = {word for query in queries for word in words_of(query)}
        return marking_words(titles, own, most).rename(columns={"series": "query"})

    def _each(
        self, queries: Sequence[str], filters: Filters, ask: Callable[[Filters], pd.DataFrame]
    ) -> pd.DataFrame:
        queries = list(dict.fromkeys(queries))
        if not 0 < len(queries) <= MOST:
            raise QueryError(f"compare: {len(queries)} queries cannot be compared; give one to {MOST}")
        frames = [ask(_narrowed(filters, query)) for query in queries]
        for frame, query in zip(frames, queries, strict=True):
            frame.insert(0, "query", query)
        return pd.concat(frames, ignore_index=True)


def _narrowed(filters: Filters, query: str) -> Filters:
    both = f"({filters.query}) AND ({query})" if filters.query else query
    return replace(filters, query=both)
