"""Labelling sheets: a random draw of articles for people to judge, and the shares that their answers correct.

A sheet is a table that any spreadsheet edits. Each row asks how one article stands to a target, or whether it
is about a region or topic; the tagger's own answer is not shown. It keeps the chance with which the article
was drawn, without which the answers could not speak for the articles that nobody read. A part of the rows is
there twice, for a second person.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from monitor.errors import MonitorError
from monitor.filters import Filters, parse
from monitor.measure.quality import COLUMNS, agreement, corrected, draw, trend
from monitor.measure.stats import Floats
from monitor.model import Holder
from monitor.store import articles as library
from monitor.store.record import Record
from monitor.store.tagged import dated, tagged

if TYPE_CHECKING:
    from monitor.newsroom import Newsroom

SHEET = ["article", "coder", "label", "day", "title", "url", "evidence", "stratum", "drawn"]
TWICE = 0.1  # of the rows are asked of a second coder
STANCES = ("supportive", "neutral", "critical")
SUBJECT = ("yes", "no")
BEGINNING = 300  # characters of an article, to judge its subject by
ALL = "all"

Kind = Literal["stance", "region", "topic"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of each article: how it stands to a target, or whether it is about a region or topic.

    `holder` is whose stance is meant. `among` are the numbers of the articles that are meant; None for all.
    """

    code: str
    kind: Kind = "stance"
    holder: Holder | None = None
    among: Collection[int] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """What may be answered."""
        return STANCES if self.kind == "stance" else SUBJECT


def question(room: "Newsroom", kind: Kind, name: str, filters: Filters) -> Question:
    """The question about what has this name or code, of the articles that the filters let through."""
    dimension = "target" if kind == "stance" else kind
    (code,) = getattr(room.names.resolve(parse({dimension: [name]})), dimension)
    every = filters == Filters(holder=filters.holder)
    return Question(code, kind, filters.holder, None if every else room.ids(filters))


def sheet(record: Record, asked: Question, size: int, seed: int) -> pd.DataFrame:
    """A sheet of about `size` articles, drawn at random from every month (for a stance: that have one).

    Columns: article (its number), coder (1, or 2 where it is asked a second time), label (empty: one of the
    question's), day, title, url, evidence (the sentences that mention a target, or how the article begins),
    stratum (the month) and drawn (the chance with which it was drawn). Rows are in random order. Where a
    holder is asked for, the answers are to be of that one alone. Raises MonitorError without articles.
    """
    articles = _articles(record, asked)
    random = np.random.default_rng(seed)
    chosen = draw(list(articles["month"]), size, random)
    rows = articles.iloc[chosen["place"]].assign(
        stratum=chosen["stratum"].to_numpy(), drawn=chosen["drawn"].round(6).to_numpy(), coder=1, label=""
    )
    rows = rows.merge(_written(record, asked, list(map(int, rows["article"]))), on="article")
    again = rows.sample(frac=TWICE, random_state=random).assign(coder=2)
    both = [part.sample(frac=1, random_state=random) for part in (rows, again)]
    return pd.concat(both, ignore_index=True)[SHEET]


def shares(record: Record, asked: Question, answered: pd.DataFrame) -> pd.DataFrame:
    """The share of each answer, of all months together and of each, corrected by a sheet.

    Columns: label (a stance; of a subject "yes" alone), those of `measure.quality.trend`, and validated (50
    answers or more). Rows that nobody answered, or that filters leave out, count as not drawn. Raises
    MonitorError for a label that the question does not have, and for an article that it is not asked of.
    """
    articles = _articles(record, replace(asked, among=None))
    first = _answers(answered, 1, asked.labels)
    if missing := set(first["article"]) - set(articles["article"]):
        raise MonitorError(
            f"quality: of {len(missing)} of the sheet's articles {asked.code!r} is not to be asked"
        )
    articles = _meant(articles, asked)
    drawn = _drawn(articles, first)
    truth = articles["article"].map(first.set_index("article")["label"])
    tables = []
    for label in asked.labels if asked.kind == "stance" else ("yes",):
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
    one, other = (
        _answers(answered, coder, STANCES + SUBJECT).set_index("article")["label"] for coder in (1, 2)
    )
    both = one.index.intersection(other.index)
    return agreement([list(one[both]), list(other[both])]) if len(both) else float("nan")


def _articles(record: Record, asked: Question) -> pd.DataFrame:
    """The articles that the question is asked of, with the tagger's label and score."""
    with record.read() as connection:
        said = tagged(connection, asked.kind, asked.code, asked.holder)
        articles = said if asked.kind == "stance" else dated(connection)
    if asked.kind != "stance":  # all articles are asked; a tag that counts says yes
        counts = said if asked.kind == "topic" else said[said["label"] == "focus"]
        yes = articles["article"].isin(counts["article"])
        articles = articles.assign(label=np.where(yes, *SUBJECT), score=1.0)
    return _meant(articles.assign(month=[f"{day:%Y-%m}" for day in articles["day"]]), asked)


def _meant(articles: pd.DataFrame, asked: Question) -> pd.DataFrame:
    """Those that the question is limited to; MonitorError where there are none."""
    if asked.among is not None:
        articles = articles[articles["article"].isin(set(asked.among))].reset_index(drop=True)
    if articles.empty:
        raise MonitorError(f"quality: no dated article is there to ask about the {asked.kind} {asked.code!r}")
    return articles


def _written(record: Record, asked: Question, ids: list[int]) -> pd.DataFrame:
    """What a coder is shown of some articles: article, title, url and evidence."""
    with record.read() as connection:
        found = library.find(connection, ids)
    rows = [(one.id, one.article.title, one.article.url, _evidence(one, asked)) for one in found]
    return pd.DataFrame(rows, columns=["article", "title", "url", "evidence"])


def _evidence(one: library.Stored, asked: Question) -> str:
    if asked.kind != "stance":  # the words that caused a tag would tell what the tagger said
        return one.article.text[:BEGINNING]
    spans = [span for tag in one.tags if (tag.kind, tag.code) == ("stance", asked.code) for span in tag.spans]
    return " … ".join(getattr(one.article, span.field)[span.start : span.end] for span in spans)


def _answers(answered: pd.DataFrame, coder: int, labels: Collection[str]) -> pd.DataFrame:
    rows = answered[
        (answered["coder"] == coder) & answered["label"].fillna("").astype(str).str.strip().ne("")
    ]
    rows = rows.assign(label=rows["label"].str.strip().str.lower())
    unknown = set(rows["label"]) - set(labels)
    if unknown:
        raise MonitorError(f"quality: label {min(unknown)!r} is none of {', '.join(labels)}")
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
