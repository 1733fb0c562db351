"""Findings in words: what a chart says, for its title and for readers who cannot see it."""

import pandas as pd

from monitor.measure.gaps import LESS
from monitor.measure.trends import EVERYTHING

PERIOD_NAMES = {"day": "day", "week": "week", "month": "month"}
ROLES = {"own": "Ours", "peer": "Peers"}


def percent(share: float) -> str:
    """A share as people write it: 0.314 is "31 %", 0.0041 is "0.4 %"."""
    value = 100 * share
    return f"{value:.0f} %" if value >= 9.5 or value == 0 else f"{value:.1f} %"


def ratio(value: float) -> str:
    """A rate ratio with two figures that matter."""
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def series_name(series: str) -> str:
    """The name of a series as a reader knows it."""
    return ROLES.get(series, series)


def trend_finding(frame: pd.DataFrame, period: str, measure: str) -> str:
    """What a table of trends says of a measure (share or n), in one sentence."""
    whole = frame[~frame["partial"].astype(bool) & frame["n"].notna()]
    if whole.empty:
        return "No whole " + PERIOD_NAMES[period] + " has been collected yet"
    totals = whole.groupby("series")[["n", "total"]].sum()
    if measure == "share" and set(totals.index) <= {*ROLES, *ROLES.values()}:
        return _roles(whole)
    top = str(totals["n"].idxmax())
    rows = whole[whole["series"] == top]
    name = "" if top == EVERYTHING else f"{series_name(top)}: "
    if measure == "n":
        return f"{name}{rows['n'].mean():.0f} articles a {PERIOD_NAMES[period]} on average"
    return f"{name}{percent(_share(rows))} of the articles{_movement(rows)}"


def _roles(whole: pd.DataFrame) -> str:
    said = [
        f"{series_name(str(role))}: {percent(_share(rows))} of the articles{_movement(rows)}"
        for role, rows in whole.groupby("series")
    ]
    return "; ".join(said)


def _share(rows: pd.DataFrame) -> float:
    return float(rows["n"].sum()) / max(float(rows["total"].sum()), 1.0)


def _movement(series: pd.DataFrame) -> str:
    """How the later half of a series differs from the earlier, if their intervals say that it does."""
    if len(series) < 4:
        return ""
    half = len(series) // 2
    before, after = series.iloc[:half], series.iloc[half:]
    old, new = _share(before), _share(after)
    variance = [
        share * (1 - share) / max(float(part["total"].sum()), 1.0)
        for share, part in ((old, before), (new, after))
    ]
    spread = sum(variance) ** 0.5
    if abs(new - old) <= 1.96 * spread:
        return ", steady over the period"
    return f", {'up' if new > old else 'down'} from {percent(old)} to {percent(new)} between its halves"


def ranking_finding(frame: pd.DataFrame) -> str:
    """What a table of shares says, in one sentence."""
    if frame.empty:
        return "Nothing to rank"
    first = frame.iloc[0]
    return f"{series_name(str(first['series']))} leads with {percent(first['share'])} of the articles"


def attention_finding(frame: pd.DataFrame) -> list[str]:
    """What a table of attention to queries says, in one line a query, the largest first."""
    whole = frame[~frame["partial"].astype(bool) & frame["n"].notna()]
    if whole.empty:
        return ["No whole period has been collected yet"]
    sums = whole.groupby("query", sort=False)[["n", "total"]].sum()
    shares = (sums["n"] / sums["total"].clip(lower=1)).sort_values(ascending=False, kind="stable")
    return [f"“{query}”: {percent(float(share))} of the articles" for query, share in shares.items()]


def sides_finding(frame: pd.DataFrame, what: str) -> list[str]:
    """Where attention to each query is largest, in one sentence a query."""
    found = frame[frame["n"] > 0]
    if found.empty:
        return [f"No {what} has an article that matches"]
    best = found.loc[found.groupby("query", sort=False)["low"].idxmax()]
    return [
        f"“{row['query']}”: most in {row['series']}, {percent(row['share'])}" for _, row in best.iterrows()
    ]


def gap_finding(frame: pd.DataFrame) -> str:
    """What a table of gaps says, in one sentence."""
    if (frame["verdict"] == "cannot say").any():
        return "Too few days were collected to speak of gaps"
    gaps = frame[frame["verdict"].isin(LESS)]
    if gaps.empty:
        return "No gap that chance would not explain"
    first = gaps.iloc[0]
    more = f", and {len(gaps) - 1} more" if len(gaps) > 1 else ""
    return (
        f"A gap in {cell_name(first)}: {first['n']} where {first['expected']:.0f} were to be expected{more}"
    )


def gap_sentence(row: pd.Series) -> str:
    """One cell of a table of gaps, in words."""
    pieces = "1 story" if row["n"] == 1 else f"{row['n']} stories"
    if row["articles"] > row["n"]:
        pieces += f" ({row['articles']} articles)"
    hangs = f"; {row['stability']}" if row["stability"].startswith("hangs") else ""
    return (
        f"{cell_name(row)}: {pieces} in {row['days']} days, {_pace(row['reference'])} "
        f"{about(row['expected'])} (90 %: {ratio(row['low'])} to {ratio(row['high'])} of it) "
        f"— {row['verdict']}{hangs}"
    )


def about(expected: float) -> str:
    """An expected number as people say it: 12.1 is "12", 3.4 is "3.4"."""
    return f"{expected:.0f}" if expected >= 9.5 else f"{expected:.1f}"


def _pace(reference: str) -> str:
    """Who suggests a number, from a reference in words."""
    if reference.startswith("our own"):
        return "our own pace of the year before suggests"
    if reference.startswith("share of the"):
        return "the need suggests"
    return "the peers' pace suggests"


def alert_sentence(row: pd.Series) -> str:
    """One alert, in words; `series` by its name."""
    days = (row["last"] - row["first"]).days + 1
    when = f"the {days} days to {row['last']:%-d %B}"
    articles = "1 article" if row["n"] == 1 else f"{row['n']} articles"
    if row["kind"] == "drop":
        return f"{row['series']}: {articles} in {when}, where {about(row['usual'])} are usual"
    times = (
        f", {row['times']:.0f} times the usual {about(row['usual'])}" if row["usual"] else ", usually none"
    )
    return f"{row['series']}: {articles} of {row['outlets']} outlets in {when}{times}"


def change_sentence(row: pd.Series, period: str) -> str:
    """One change point, in words; `series` by its name."""
    name = "" if row["series"] == EVERYTHING else f"{series_name(row['series'])}: "
    return (
        f"{name}from {about(row['before'])} to {about(row['after'])} articles a {PERIOD_NAMES[period]} "
        f"since {row['period']:%-d %B %Y} (95 %: {ratio(row['low'])} to {ratio(row['high'])} times)"
    )


def cell_name(row: pd.Series) -> str:
    """The name of a cell: "Africa × migration"."""
    return f"{row['row']} × {row['column']}" if row["column"] else str(row["row"])
