"""Nine questions of a dashboard, each asked in three ways that give the same answer.

`ours` are Ibis expressions of the blocks that all measures are made of. `pandas` asks a frame that is in
memory already, its lists split and its labels categories. `sqlite` asks indexed tables, one row a tag.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection

import ibis
import ibis.expr.types as ir
import pandas as pd

from monitor.filters import Filters
from monitor.measure.coverage import chosen, exploded

LAST = date(2026, 11, 20)
QUARTER, YEAR, TWO_YEARS = (LAST - timedelta(days=days - 1) for days in (90, 365, 730))


@dataclass(frozen=True, slots=True)
class Values:
    """What the questions filter by: labels that the corpus has."""

    regions: tuple[str, ...]
    topics: tuple[str, ...]
    outlets: tuple[str, ...]
    section: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question in three ways; the answers have the same columns."""

    name: str
    ours: Callable[[ir.Table, Values], ir.Table]
    pandas: Callable[[pd.DataFrame, Values], pd.DataFrame]
    sqlite: Callable[[Values], str]


def _counted(rows: ir.Table, *keys: str) -> ir.Table:
    return rows.group_by(*keys).aggregate(n=rows.count())


def _week(rows: ir.Table) -> ir.Table:
    return rows.mutate(period=rows.day.truncate("W"))


def _frame_counted(frame: pd.DataFrame, *keys: str) -> pd.DataFrame:
    return frame.groupby(list(keys), observed=True).size().rename("n").reset_index()


def _frame_week(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(period=frame["day"] - pd.to_timedelta(frame["day"].dt.day_of_week, unit="D"))


def _since(frame: pd.DataFrame, day: date) -> pd.DataFrame:
    return frame[(frame["day"] >= pd.Timestamp(day)) & (frame["day"] <= pd.Timestamp(LAST))]


def _has(frame: pd.DataFrame, column: str, wanted: tuple[str, ...]) -> pd.Series:
    asked = set(wanted)
    return pd.Series([not asked.isdisjoint(each) for each in frame[column]], index=frame.index)


def _exploded(frame: pd.DataFrame, column: str, name: str) -> pd.DataFrame:
    return frame.explode(column).dropna(subset=[column]).rename(columns={column: name})


WEEK = "date(day, '-6 days', 'weekday 1')"


def _in(values: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


def _tagged(kind: str, values: tuple[str, ...]) -> str:
    return f"id IN (SELECT article FROM tags WHERE kind = '{kind}' AND code IN {_in(values)})"


def _between(day: date) -> str:
    return f"day BETWEEN '{day}' AND '{LAST}'"


QUESTIONS = (
    Question(
        "articles by day, 90 days",
        lambda t, _: _counted(chosen(t, Filters(QUARTER, LAST)), "day"),
        lambda f, _: _frame_counted(_since(f, QUARTER), "day"),
        lambda _: f"SELECT day, count(*) AS n FROM articles WHERE {_between(QUARTER)} GROUP BY 1",
    ),
    Question(
        "week × section, ten years",
        lambda t, _: _counted(_week(t), "period", "section"),
        lambda f, _: _frame_counted(_frame_week(f), "period", "section"),
        lambda _: f"SELECT {WEEK} AS period, section, count(*) AS n FROM articles GROUP BY 1, 2",
    ),
    Question(
        "week × topic of three regions, two years",
        lambda t, v: _counted(
            exploded(_week(chosen(t, Filters(TWO_YEARS, LAST, region=v.regions))), "topic"),
            "period",
            "series",
        ),
        lambda f, v: _frame_counted(
            _exploded(
                _frame_week((g := _since(f, TWO_YEARS))[_has(g, "regions", v.regions)]), "topics", "series"
            ),
            "period",
            "series",
        ),
        lambda v: (
            f"SELECT {WEEK} AS period, code AS series, count(*) AS n FROM articles JOIN tags ON article = id "
            f"WHERE kind = 'topic' AND {_between(TWO_YEARS)} AND {_tagged('region', v.regions)} GROUP BY 1, 2"
        ),
    ),
    Question(
        "region × topic, one year",
        lambda t, _: _counted(
            exploded(exploded(chosen(t, Filters(YEAR, LAST)), "region").rename(row="series"), "topic"),
            "row",
            "series",
        ),
        lambda f, _: _frame_counted(
            _exploded(_exploded(_since(f, YEAR), "regions", "row"), "topics", "series"), "row", "series"
        ),
        lambda _: (
            "SELECT r.code AS row, t.code AS series, count(*) AS n FROM articles "
            "JOIN tags r ON r.article = id AND r.kind = 'region' "
            f"JOIN tags t ON t.article = id AND t.kind = 'topic' WHERE {_between(YEAR)} GROUP BY 1, 2"
        ),
    ),
    Question(
        "week × stance of two topics in five outlets",
        lambda t, v: _counted(
            exploded(_week(chosen(t, Filters(topic=v.topics, outlet=v.outlets))), "stance"),
            "period",
            "series",
        ),
        lambda f, v: _frame_counted(
            _exploded(
                _frame_week((g := f[f["outlet"].isin(v.outlets)])[_has(g, "topics", v.topics)]),
                "stances",
                "series",
            ),
            "period",
            "series",
        ),
        lambda v: (
            f"SELECT {WEEK} AS period, code AS series, count(*) AS n FROM articles JOIN tags ON article = id "
            f"WHERE kind = 'stance' AND outlet IN {_in(v.outlets)} AND {_tagged('topic', v.topics)} "
            "GROUP BY 1, 2"
        ),
    ),
    Question(
        "ours and peers × topic, 90 days",
        lambda t, _: _counted(exploded(chosen(t, Filters(QUARTER, LAST)), "topic"), "role", "series"),
        lambda f, _: _frame_counted(_exploded(_since(f, QUARTER), "topics", "series"), "role", "series"),
        lambda _: (
            "SELECT role, code AS series, count(*) AS n FROM articles JOIN tags ON article = id "
            f"WHERE kind = 'topic' AND {_between(QUARTER)} GROUP BY 1, 2"
        ),
    ),
    Question(
        "the newest 50 under three filters",
        lambda t, v: (
            chosen(t, Filters(region=v.regions, topic=v.topics, section=(v.section,)))
            .order_by([ibis.desc("day"), ibis.desc("id")])
            .limit(50)
            .select("id", "day")
        ),
        lambda f, v: (
            (g := f[f["section"] == v.section])[_has(g, "regions", v.regions) & _has(g, "topics", v.topics)]
            .sort_values(["day", "id"], ascending=False)
            .head(50)[["id", "day"]]
        ),
        lambda v: (
            f"SELECT id, day FROM articles WHERE section = '{v.section}' AND {_tagged('region', v.regions)} "
            f"AND {_tagged('topic', v.topics)} ORDER BY day DESC, id DESC LIMIT 50"
        ),
    ),
    Question(
        "outlet × section of a region and a topic",
        lambda t, v: _counted(
            chosen(t, Filters(region=v.regions[:1], topic=v.topics[:1])), "outlet", "section"
        ),
        lambda f, v: _frame_counted(
            f[_has(f, "regions", v.regions[:1]) & _has(f, "topics", v.topics[:1])], "outlet", "section"
        ),
        lambda v: (
            f"SELECT outlet, section, count(*) AS n FROM articles WHERE {_tagged('region', v.regions[:1])} "
            f"AND {_tagged('topic', v.topics[:1])} GROUP BY 1, 2"
        ),
    ),
    Question(
        "month × topic, ten years",
        lambda t, _: _counted(exploded(t.mutate(period=t.day.truncate("M")), "topic"), "period", "series"),
        lambda f, _: _frame_counted(
            _exploded(f.assign(period=f["day"].dt.to_period("M").dt.start_time), "topics", "series"),
            "period",
            "series",
        ),
        lambda _: (
            "SELECT date(day, 'start of month') AS period, code AS series, count(*) AS n "
            "FROM articles JOIN tags ON article = id WHERE kind = 'topic' GROUP BY 1, 2"
        ),
    ),
)


def normal(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """An answer's rows in one order and as plain values, to be compared."""
    frame = frame.copy()
    for column in {"day", "period"} & set(frame.columns):
        frame[column] = pd.to_datetime(frame[column]).dt.strftime("%Y-%m-%d")
    plain = frame[sorted(frame.columns)].astype(object)
    return sorted(map(tuple, plain.itertuples(index=False)), key=str)


def sqlite_answer(connection: Connection, statement: str) -> pd.DataFrame:
    """Run a statement of the third way."""
    cursor = connection.execute(statement)
    return pd.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description])
