"""Figures of what we published: how much, and by month, desk, topic and section."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pandas as pd

from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.report.figures import Figure, Row
from monitor.show.words import percent

INTERVAL = "95 %, Jeffreys"
TITLES = {"desk": "Articles by desk", "topic": "Articles by topic", "section": "Articles by section"}
DEFINITIONS = {
    "desk": "Our articles that are mainly about a country of the desk, of all our articles. One about two "
    "desks counts for both.",
    "topic": "Our articles with the topic, of all our articles. One with two topics counts for both.",
    "section": "Our articles under the section that our own site gave them, of all our articles.",
}
TAGS = {"desk": "region", "topic": "topic"}


def output(room: Newsroom, own: Filters) -> Figure:
    """How many articles and distinct stories, and about how many countries."""
    whole = room.shares(own, by="role")
    n, stories = (int(whole[column].sum()) for column in ("n", "stories"))
    countries = len(room.shares(own, by="region"))
    return Figure(
        number=0,
        key="output",
        title="What we published",
        finding=f"We published {n:,} articles about {countries} countries.",
        definition="Our articles dated in the period; stories counts those on one event, and copies, once; "
        "countries are those that at least one article is mainly about.",
        question='shares(by="role")',
        filters=own,
        n=n,
        rows=(
            Row("articles", n, filters=own),
            Row("distinct stories", stories),
            Row("countries in focus", countries),
        ),
        tag="region",
    )


def months(room: Newsroom, own: Filters) -> tuple[Figure, pd.DataFrame]:
    """Articles by month, and the table that its chart draws."""
    frame = room.trends(own, period="month")
    known = frame[frame["n"].notna()]
    rows = tuple(_month(own, each) for each in known.itertuples())
    mean = known["n"].mean() if len(known) else 0
    figure = Figure(
        number=0,
        key="months",
        title="Articles by month",
        finding=f"{mean:.0f} articles a month on average."
        if len(known) > 1
        else "One month is too short for a trend.",
        definition="Our articles by the month of their date. A month without any collected day is left out.",
        question='trends(period="month")',
        filters=own,
        n=int(known["n"].sum()),
        rows=rows,
    )
    return figure, frame


def subjects(room: Newsroom, own: Filters, by: str, left_out: Collection[str] = ()) -> Figure:
    """Our articles by desk, topic or section; tags that are left out are named in the note."""
    frame = room.named(room.shares(own, by=by), series=by)
    counted = frame[~frame["series_code"].isin(left_out)]
    gone = frame.loc[frame["series_code"].isin(left_out), "series"].tolist()
    rows = tuple(_row(own, by, each) for each in counted.itertuples())
    return Figure(
        number=0,
        key=f"{by}s",
        title=TITLES[by],
        finding=_finding(rows, by),
        definition=DEFINITIONS[by],
        question=f'shares(by="{by}")',
        filters=own,
        n=room.count(own),
        rows=rows,
        interval=INTERVAL,
        tag=TAGS.get(by, ""),
        note=f"Not counted, because the tag is wrong too often: {', '.join(gone)}." if gone else "",
    )


def _row(own: Filters, by: str, found: Any) -> Row:
    name = found.series
    narrowed: Any = {by: (name,)}
    shares = float(found.share), float(found.low), float(found.high)
    total = int(found.total)
    return Row(name, int(found.n), total, *shares, code=found.series_code, filters=replace(own, **narrowed))


def _finding(rows: tuple[Row, ...], by: str) -> str:
    if not rows or not rows[0].share:
        return f"No article has a {by}."
    first = rows[0]
    told = f"{percent(rows[0].share)} of our articles are in {first.name}, the largest {by}"
    if by == "topic":
        told = f"{first.name} is the largest topic, with {percent(rows[0].share)} of our articles"
    second = rows[1] if len(rows) > 1 else None
    return told + (f"; {second.name} follows with {percent(second.share or 0)}." if second else ".")


def _month(own: Filters, found: Any) -> Row:
    assert own.start is not None
    assert own.end is not None
    last = (found.period + pd.offsets.MonthEnd(0)).date()
    days = max(own.start, found.period.date()), min(own.end, last)
    return Row(f"{found.period:%B %Y}", int(found.n), filters=own.between(*days))
