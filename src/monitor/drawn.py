"""The answers of a newsroom as Altair charts: the same in a notebook, in the dashboard and in a report."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from monitor.filters import Filters
from monitor.measure.reference import Baseline
from monitor.measure.trends import Period

if TYPE_CHECKING:
    import altair as alt

    from monitor.newsroom import Newsroom

ALL = Filters()


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
        """Counts or shares over time."""
        from monitor.show.charts.trend import trend_chart  # late: the command line draws nothing

        frame = self._room.named(self._room.trends(filters, by=by, period=period), series=by)
        return trend_chart(frame, period=period, measure=measure)

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
