"""Labelling sheets: a random draw of articles for people to judge, and the shares that their answers correct.

A sheet is a table that any spreadsheet edits. Each row asks how one article stands to a target; the tagger's
own answer is not shown. It keeps the chance with which the article was drawn, without which the answers could
not speak for the articles that nobody read. A part of the rows is there twice, for a second person.
"""

import numpy as np
import pandas as pd

from monitor.errors import MonitorError
from monitor.measure.quality import COLUMNS, agreement, corrected, draw, trend
from monitor.measure.stats import Floats
from monitor.model import Holder, TagKind
from monitor.store import articles as library
from monitor.store.record import Record
from monitor.store.tagged import tagged

SHEET = ["article", "coder", "label", "day", "title", "url", "evidence", "stratum", "drawn"]
TWICE = 0.1  # of the rows are asked of a second coder
STANCES = ("supportive", "neutral", "critical")
ALL = "all"


def sheet(record: Record, target: str, size: int, seed: int, holder: Holder | None = None) -> pd.DataFrame:
    """A sheet of about `size` articles that mention a target, drawn at random from every month.

    Columns: article (its number), coder (1, or 2 where it is asked a second time), label (empty: one of
    STANCES), day, title, url, evidence (the sentences that mention the target), stratum (the month) and drawn
    (the chance with which it was drawn). Rows are in random order. With a `holder`, only articles in which
    that one has a stance; the answers are then to be of that one alone. Raises MonitorError without articles.
    """
    articles = _articles(record, "stance", target, holder)
    random = np.random.default_rng(seed)
    chosen = draw(list(articles["month"]), size, random)
    rows = articles.iloc[chosen["place"]].assign(
        stratum=chosen["stratum"].to_numpy(), drawn=chosen["drawn"].round(6).to_numpy(), coder=1, label=""
    )
    rows = rows.merge(_written(record, target, list(map(int, rows["article"]))), on="article")
    again = rows.sample(frac=TWICE, random_state=random).assign(coder=2)
    both = [part.sample(frac=1, random_state=random) for part in (rows, again)]
    return pd.concat(both, ignore_index=True)[SHEET]


def shares(record: Record, target: str, answered: pd.DataFrame, holder: Holder | None = None) -> pd.DataFrame:
    """The share of each stance toward a target, of all months together and of each, corrected by a sheet.

    Columns: label, those of `measure.quality.trend`, and validated (50 answers or more). Rows that nobody
    answered count as not drawn. Raises MonitorError for a label that is none of STANCES, and for an article
    that has no stance toward the target.
    """
    articles = _articles(record, "stance", target, holder)
    first = _answers(answered, 1)
    missing = set(first["article"]) - set(articles["article"])
    if missing:
        raise MonitorError(
            f"quality: of the sheet's articles {len(missing)} have no stance toward {target!r}"
        )
    drawn = _drawn(articles, first)
    truth = articles["article"].map(first.set_index("article")["label"])
    tables = []
    for label in STANCES:
        said = _chance(articles, label)
        known = np.where(truth.isna(), np.nan, (truth == label).astype(float))
        whole = corrected(said, known, drawn)
        row = (ALL, whole.n, whole.total, whole.raw, whole.value, whole.low, whole.high, False)
        by_month = trend(list(articles["month"]), said, known, drawn)
        table = pd.concat([pd.DataFrame([row], columns=COLUMNS), by_month], ignore_index=True)
        tables.append(table.assign(label=label, validated=whole.validated)[["label", *COLUMNS, "validated"]])
    return pd.concat(tables, ignore_index=True)


def coders_agree(answered: pd.DataFrame) -> float:
    """Krippendorff's alpha of the rows that two coders answered; not a number where there are none."""
    one, other = (_answers(answered, coder).set_index("article")["label"] for coder in (1, 2))
    both = one.index.intersection(other.index)
    return agreement([list(one[both]), list(other[both])]) if len(both) else float("nan")


def _articles(record: Record, kind: TagKind, code: str, holder: Holder | None) -> pd.DataFrame:
    with record.read() as connection:
        articles = tagged(connection, kind, code, holder)
    if articles.empty:
        raise MonitorError(f"quality: no dated article has a {kind} toward {code!r}")
    return articles.assign(month=[day.strftime("%Y-%m") for day in articles["day"]])


def _written(record: Record, target: str, ids: list[int]) -> pd.DataFrame:
    """What a coder is shown of some articles: article, title, url and evidence."""
    with record.read() as connection:
        found = library.find(connection, ids)
    rows = [(one.id, one.article.title, one.article.url, _evidence(one, target)) for one in found]
    return pd.DataFrame(rows, columns=["article", "title", "url", "evidence"])


def _evidence(one: library.Stored, target: str) -> str:
    spans = [span for tag in one.tags if (tag.kind, tag.code) == ("stance", target) for span in tag.spans]
    return " … ".join(getattr(one.article, span.field)[span.start : span.end] for span in spans)


def _answers(answered: pd.DataFrame, coder: int) -> pd.DataFrame:
    rows = answered[
        (answered["coder"] == coder) & answered["label"].fillna("").astype(str).str.strip().ne("")
    ]
    rows = rows.assign(label=rows["label"].str.strip().str.lower())
    unknown = set(rows["label"]) - set(STANCES)
    if unknown:
        raise MonitorError(f"quality: label {min(unknown)!r} is none of {', '.join(STANCES)}")
    return rows.drop_duplicates("article")


def _drawn(articles: pd.DataFrame, answers: pd.DataFrame) -> Floats:
    """The chance of each article to be drawn and answered: in each month, answers by articles."""
    share = answers["article"].isin(articles["article"]).groupby(answers["stratum"]).sum()
    size = articles["month"].value_counts()
    return np.asarray(articles["month"].map(share / size).fillna(0.0), dtype=np.float64)


def _chance(articles: pd.DataFrame, label: str) -> Floats:
    """The tagger's chance of a label: its score where it said so, else a half of what the score leaves."""
    score = articles["score"].to_numpy(dtype=np.float64)
    said = articles["label"].to_numpy()
    chance = np.where(said == label, score, np.where(said == "unsure", 1 / 3, (1 - score) / 2))
    return np.asarray(chance, dtype=np.float64)
