"""One story across outlets: who told it when, with copies folded under their original."""

import altair as alt
import pandas as pd

from monitor.show.charts.theme import OURS, PEERS


def story_chart(frame: pd.DataFrame) -> alt.Chart:
    """A line of days for each outlet; columns article, outlet, role, day, title, original.

    `original` is missing for a text of its own; a copy is a hollow mark. Outlets stand in the order in which
    they told it.
    """
    rows = frame.sort_values(["day", "article"])
    order = list(dict.fromkeys(rows["outlet"]))
    own = rows["original"].isna()
    shown = rows.assign(kind=own.map({True: "a text of its own", False: "a copy"}))
    tooltip = [
        alt.Tooltip("outlet:N"),
        alt.Tooltip("day:T", format="%-d %B %Y"),
        alt.Tooltip("title:N"),
        alt.Tooltip("kind:N", title="this is"),
    ]
    copies = int((~own).sum())
    title = alt.TitleParams(
        _finding(order, rows.loc[rows["day"] == rows["day"].min(), "outlet"].nunique()),
        subtitle=f"Articles on this story by outlet and day; {copies} of {len(rows)} are copies (hollow)",
    )
    colour = alt.condition(alt.datum.role == "own", alt.value(OURS), alt.value(PEERS))
    hollow = alt.condition(alt.datum.kind == "a copy", alt.value(0), alt.value(1))
    points = alt.Chart(shown[["outlet", "role", "day", "title", "kind"]]).mark_point(size=110, strokeWidth=2)
    chart: alt.Chart = points.encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(format="%-d %b", tickCount="day")),
        y=alt.Y("outlet:N", sort=order, title=None),
        color=colour,
        fill=colour,
        fillOpacity=hollow,
        tooltip=tooltip,
    )
    return chart.properties(title=title, width="container", height=alt.Step(26))


def _finding(order: list[str], early: int) -> str:
    """Who told it first, in words; of one day nobody was first."""
    if len(order) == 1:
        return f"Only {order[0]} told it"
    first = f"{order[0]} was first" if early == 1 else f"{early} outlets told it on the first day"
    return f"{first}, {len(order) - early} followed" if len(order) > early else first
