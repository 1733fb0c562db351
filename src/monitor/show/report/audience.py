"""Our own readers, where the newsroom supplied what its analytics counted."""

import pandas as pd

from monitor.filters import Filters
from monitor.show.report.figures import Figure, Row


def read_most(figures: pd.DataFrame, days: Filters) -> Figure:
    """Views of our pieces, of the answer of `audience.figures`. Visitors are not added up: they return."""
    views = figures["views"].fillna(0).astype(int)
    names = figures["title"].where(figures["title"] != "", figures["url"])
    rows = tuple(Row(str(name), int(n)) for name, n in zip(names, views, strict=True))
    return Figure(
        number=0,
        key="audience",
        title="Views of our pieces",
        finding=f"Our own analytics counted {views.sum():,} views of {len(figures):,} pieces.",
        definition="Views as the newsroom's own analytics counted them, of periods within these days.",
        question="audience.figures()",
        filters=days,
        n=int(views.sum()),
        rows=rows,
        supplied=", ".join(sorted(set(figures["source"]))),
    )
