"""What moved: the shares of some days beside those of the twelve weeks before."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from monitor.filters import Filters
from monitor.measure.stats import jeffreys
from monitor.model import Role

if TYPE_CHECKING:
    from monitor.newsroom import Newsroom

WEEKS_BEFORE = 12
WHOLE = 0.9  # of an outlet's days; with fewer, what is missing may be the change
COLUMNS = [
    "role", "by", "series", "n", "total", "share", "low", "high",
    "n_before", "total_before", "share_before", "low_before", "high_before",
]  # fmt: skip


def before(filters: Filters) -> Filters:
    """The twelve weeks before the days of the filters."""
    assert filters.start is not None
    return filters.between(filters.start - timedelta(weeks=WEEKS_BEFORE), filters.start - timedelta(days=1))


def collected_whole(room: "Newsroom", filters: Filters) -> list[str]:
    """The outlets whose days were collected, nine of ten at least, in these days and in the weeks before."""
    asked = room.names.resolve(filters)
    now, then = (room.coverage().collected_by_outlet(each) for each in (asked, before(asked)))
    return [str(outlet) for outlet in now.index if min(now[outlet], then[outlet]) >= WHOLE]


def changes(room: "Newsroom", filters: Filters, by: str) -> pd.DataFrame:
    """What moved by more than chance, the largest difference first: rows of `compared`.

    A share moved when its 95 % Jeffreys interval and that of the weeks before have no value in common, which
    chance alone brings about less than once in a hundred times.
    """
    frame = compared(room, filters, by)
    moved = (frame["low"] > frame["high_before"]) | (frame["high"] < frame["low_before"])
    order = (frame["share"] - frame["share_before"]).abs().sort_values(ascending=False, kind="stable").index
    return frame.loc[order][moved.loc[order]].reset_index(drop=True)


def compared(room: "Newsroom", filters: Filters, by: str) -> pd.DataFrame:
    """Shares of the filters' days beside those of the twelve weeks before, ours and the peers'.

    Only of outlets that were collected in both times. Columns: role, by, series (code), n, total, share, low,
    high, then the same of the weeks before with `_before`.
    """
    roles: tuple[Role, ...] = (filters.role,) if filters.role else ("own", "peer")
    told = [_compared(room, replace(filters, role=role), by) for role in roles]
    told = [each for each in told if len(each)]
    if not told:
        return pd.DataFrame(columns=COLUMNS)
    return pd.concat(told, ignore_index=True)[COLUMNS]


def _compared(room: "Newsroom", filters: Filters, by: str) -> pd.DataFrame:
    outlets = collected_whole(room, filters)
    if not outlets:
        return pd.DataFrame(columns=COLUMNS)
    filters = replace(filters, outlet=tuple(outlets))
    totals = [room.count(each.base()) for each in (filters, before(filters))]
    now, then = (room.shares(each, by=by)[["series", "n"]] for each in (filters, before(filters)))
    frame = now.merge(then, on="series", how="outer", suffixes=("", "_before"))
    for mark, total in zip(("", "_before"), totals, strict=True):
        n = frame[f"n{mark}"].fillna(0).to_numpy(dtype=np.float64)
        frame[f"n{mark}"], frame[f"total{mark}"] = n.astype(int), total
        frame[f"share{mark}"] = n / max(total, 1)
        frame[f"low{mark}"], frame[f"high{mark}"] = jeffreys(n, np.full(len(n), float(total)))
    return frame.assign(role=filters.role, by=by)
