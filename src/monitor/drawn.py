"""The answers of a newsroom as Altair charts: the same in a notebook, in the dashboard and in a report."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pandas as pd

from monitor.errors import ConfigError
from monitor.filters import Filters
from monitor.measure.gaps import over_days
from monitor.measure.reference import Baseline
from monitor.measure.trends import Period

if TYPE_CHECKING:
    import altair as alt

    from monitor.newsroom import Newsroom
    from monitor.show.cards import Card

ALL = Filters()
BROWSED = ("section", "desk", "topic", "stance")


class Charts:
    """Charts of a newsroom: each method draws the answer of the newsroom's method of that name."""

    def __init__(self, room: "Newsroom") -> None:
        self._room = room

    def trends(
        self,
        filters: Filters = ALL,
        *,
        by: str | None = None,
        period: Period = "week",
        measure: Literal["share", "n"] = "share",
    ) -> "alt.LayerChart":
        """Counts or shares over time; diamonds mark where a series goes to another level."""
        from monitor.show.charts.trend import trend_chart  # late: the command line draws nothing

        frame = self._room.named(self._room.trends(filters, by=by, period=period), series=by)
        moved = self._room.named(self._room.changes(filters, by=by, period=period), series=by)
        return trend_chart(frame, period=period, measure=measure, changes=moved)

    def compare(
        self, queries: Sequence[str], filters: Filters = ALL, *, period: Period = "week"
    ) -> "alt.LayerChart":
        """Attention to one to four queries, side by side."""
        from monitor.show.charts.attention import attention_chart

        return attention_chart(self._room.compare(queries, filters, period=period), period=period)

    def shares(self, filters: Filters = ALL, *, by: str) -> "alt.LayerChart":
        """Shares of a dimension's values, largest first."""
        from monitor.show.charts.ranking import ranking_chart

        return ranking_chart(self._room.named(self._room.shares(filters, by=by), series=by), by)

    def world(self, filters: Filters = ALL) -> "alt.LayerChart":
        """The share of each country on a map."""
        from monitor.show.charts.world import world_chart

        return world_chart(self._room.named(self._room.shares(filters, by="region"), series="region"))

    def browse(
        self, filters: Filters = ALL, *, by: Sequence[str] = BROWSED, period: Period = "month"
    ) -> "alt.VConcatChart":
        """Shares over time that are broken down in the notebook's cell."""
        from monitor.show.charts.browse import browse_chart

        tables = [(each, self._room.trends(filters, by=each, period=period)) for each in by]
        named = [self._room.named(table, series=each).assign(by=each) for each, table in tables]
        return browse_chart(pd.concat(named, ignore_index=True), period=period)

    def gaps(
        self,
        filters: Filters = ALL,
        *,
        row: str = "desk",
        column: str | None = None,
        baseline: Baseline = "peers",
    ) -> "alt.LayerChart":
        """Where we write less, or more, than a reference."""
        from monitor.show.charts.gap import gap_chart

        frame = self._room.gaps(filters, row=row, column=column, baseline=baseline)
        return gap_chart(self._room.named(frame, row=row, column=column))


class Cards:
    """A newsroom, its stories and its articles as a notebook shows them."""

    def __init__(self, room: "Newsroom") -> None:
        self._room = room

    def newsroom(self) -> "Card":
        """What is watched, and what was had of it in the last 90 days."""
        from monitor.show.cards import newsroom_card

        room = self._room
        days = over_days(ALL, room.today)
        rows = [
            {
                "outlet": outlet.name,
                "role": outlet.role,
                "articles": room.count(Filters(outlet=(outlet.id,))),
                "collected": room.coverage().collected(replace(days, outlet=(outlet.id,))),
            }
            for outlet in room.catalog.outlets
        ]
        frame = pd.DataFrame(rows, columns=["outlet", "role", "articles", "collected"])
        return newsroom_card(room.settings.name, frame, room.collected.last(), room.settings.sample)

    def story(self, story: int) -> "Card":
        """One story: who told it, and when."""
        from monitor.show.cards import story_card

        told = self._room.stories.articles(story)
        if told.empty:
            raise ConfigError(f"newsroom: there is no story {story}")
        return story_card(self._room.named(told, outlet="outlet"))

    def article(self, id: int) -> "Card":
        """One article with its tags, and the words that caused them."""
        from monitor.show.cards import article_card

        stored = self._room.article(id)
        names = self._room.names
        kinds = {"stance": "target"}
        named = [
            (tag.kind, names.name(kinds.get(tag.kind, tag.kind), tag.code), tag.label) for tag in stored.tags
        ]
        return article_card(stored, named)
