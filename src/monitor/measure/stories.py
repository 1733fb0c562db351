"""Stories across outlets: who told them, who was first, and which ones we left to others."""

from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

TELLINGS = ["story", "headline", "article", "outlet", "role", "day", "title", "url", "original"]
"""One row an article: its story, and the article whose text it repeats (missing for a text of its own)."""

STORIES = [
    "story", "headline", "first", "last", "articles", "copies", "outlets", "peers", "attention",
    "first_outlet", "ours", "lead",
]  # fmt: skip
QUOTED = 160  # characters of evidence
WINDOW = timedelta(days=3)  # 72 hours: the day it broke and the three after
ENOUGH_PEERS = 3


def stories(tellings: pd.DataFrame, monitored: int) -> pd.DataFrame:
    """One row a story, the newest first.

    Columns: story, headline, first and last (days), articles (texts of their own) and copies, outlets and
    peers (distinct), attention (outlets in the first 72 hours ÷ the `monitored` ones), first_outlet (of those
    of the first day, the first that was collected), ours (led, same day, followed, alone; missed: three or
    more peers told it, each in a text of its own; not ours: fewer), lead (days that we were before the first
    peer; negative: behind; missing where we, or all peers, did not tell it).
    """
    if tellings.empty:
        return pd.DataFrame(columns=STORIES)
    rows = tellings.sort_values(["story", "day", "article"])
    by = rows.groupby("story")
    first = by["day"].transform("min")
    peers = rows[rows["role"] == "peer"].groupby("story")
    ours = rows[rows["role"] == "own"].groupby("story")
    frame = pd.DataFrame(
        {
            "headline": by["headline"].first(),
            "first": by["day"].min(),
            "last": by["day"].max(),
            "articles": rows["original"].isna().groupby(rows["story"]).sum(),
            "copies": by["original"].count(),
            "outlets": by["outlet"].nunique(),
            "first_outlet": by["outlet"].first(),
        }
    )
    frame["peers"] = peers["outlet"].nunique().reindex(frame.index, fill_value=0).astype(int)
    tellers = rows[(rows["role"] == "peer") & rows["original"].isna()].groupby("story")["outlet"].nunique()
    enough = tellers.reindex(frame.index, fill_value=0) >= ENOUGH_PEERS
    early = rows[rows["day"] <= first + WINDOW].groupby("story")["outlet"].nunique()
    frame["attention"] = early / max(monitored, 1)
    frame["lead"] = (peers["day"].min() - ours["day"].min()).reindex(frame.index).dt.days
    told = frame.index.isin(ours.groups)
    frame["ours"] = np.select(
        [
            ~told & enough,
            ~told,
            frame["peers"] == 0,
            frame["lead"] > 0,
            frame["lead"] == 0,
        ],
        ["missed", "not ours", "alone", "led", "same day"],
        "followed",
    )
    found = frame.reset_index()[STORIES]
    return found.sort_values(["last", "outlets", "story"], ascending=[False, False, True], ignore_index=True)


def blindspots(told: pd.DataFrame, fit: pd.Series) -> pd.DataFrame:
    """Stories that three or more peers told and we did not, by peers × fit to what we write about.

    A peer that only copied a text of another did not tell it.

    `told` is the answer of `stories`; `fit` (0 … 1, by story) is the share of our articles on its desks and
    topics. Columns: those of `stories`, fit and rank.
    """
    missed = told[told["ours"] == "missed"].copy()
    missed["fit"] = missed["story"].map(fit).fillna(0.0).astype(float)
    missed["rank"] = missed["peers"] * missed["fit"]
    return missed.sort_values(["rank", "peers", "last"], ascending=[False, False, False], ignore_index=True)


def fit(subjects: pd.DataFrame, ours: pd.DataFrame) -> pd.Series:
    """How well each story fits what we write about, 0 … 1.

    `subjects`: one row a story and subject (columns story, subject: its desks and topics); `ours`: one row an
    article of ours and subject (columns id, subject). The mean share of our articles on its subjects.
    """
    total = max(ours["id"].nunique(), 1)
    shares = ours.groupby("subject")["id"].nunique() / total
    told = subjects.drop_duplicates(ignore_index=True)
    told["share"] = told["subject"].map(shares).fillna(0.0)
    found: pd.Series = told.groupby("story")["share"].mean()
    return found


SHARED = [
    "relation", "jaccard", "containment", "words", "of", "title", "words_of", "article", "day", "outlet",
    "url", "text", "spans",
]  # fmt: skip
PICKUPS = ["day", "level", "kind", "what", "article", "evidence", "state", "outlet", "url"]
WHOLE = 0.8  # of the words of ours in theirs, from which they took all of it


def pickups(shared: pd.DataFrame, ours: list[str]) -> pd.DataFrame:
    """Our pieces in peers' articles, as suggested impact events: newest first.

    `shared`: a row a pair, columns SHARED: of, title and words_of are ours, the rest the peer's; relation is
    copy, excerpt, quotation or credit.
    `ours`: names of our outlets, by which a credit is known. Columns: day, level, kind (full republication,
    partial republication, quotation, link or credit), what, article (ours), evidence and state as in the
    record's impact events, then outlet and url of the peer. All are suggestions until a person accepts them.
    """
    rows = [
        {
            "day": each.day,
            "level": "network",
            "kind": _kind(each),
            "what": f"{each.outlet!s} took up “{each.title!s}”"
            if each.title
            else f"{each.outlet!s} names us",
            "article": each.of,
            "evidence": _evidence(each, ours),
            "state": "suggested",
            "outlet": each.outlet,
            "url": each.url,
        }
        for each in shared.itertuples()
    ]
    return pd.DataFrame(rows, columns=PICKUPS).sort_values("day", ascending=False, ignore_index=True)


def _kind(pair: Any) -> str:
    if pair.relation in ("quotation", "credit"):
        return "quotation" if pair.relation == "quotation" else "link or credit"
    whole = pair.containment >= WHOLE and (pair.relation != "excerpt" or pair.words_of <= pair.words)
    return "full republication" if whole else "partial republication"


def _evidence(pair: Any, ours: list[str]) -> str:
    """What shows it: how much is shared, its first words, and the line that credits us."""
    told = []
    if pair.relation != "credit":
        start, end = pair.spans[0] if len(pair.spans) else (0, 0)
        quoted = pair.text[start : min(end, start + QUOTED)]
        told.append(f"{pair.containment:.0%} of the shorter text are in both, from “{quoted} …”")
    lines = (line.strip() for line in pair.text.split("\n"))
    credit = next((line for line in lines if any(name.lower() in line.lower() for name in ours)), None)
    return "; ".join([*told, *([f"credit: “{credit[:QUOTED]}”"] if credit else [])])
