"""Builds a report: asks the newsroom, numbers the figures, and lets the rules look at them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from monitor import __version__
from monitor.errors import QueryError
from monitor.evaluate.scorecard import shipped
from monitor.filters import Filters
from monitor.newsroom import Newsroom
from monitor.show.report import accuracy, compared, counted, outcomes, snapshot
from monitor.show.report.audience import read_most
from monitor.show.report.figures import Figure, Period, Report
from monitor.show.report.lint import refuse

DAY = timedelta(days=1)


def build(room: Newsroom, period: Period, programme: str = "") -> Report:
    """The report of a period, of one programme's outcomes and promises or of all.

    It reaches to the last day that is over and was collected, so that the same record gives the same
    report on any day. QueryError where nothing was collected of the period, or no programme has the id;
    MonitorError, one line each, for all that the rules of `lint` refuse.
    """
    if programme:
        room.catalog.programme(programme)
    days = _days(room, period)
    own = replace(days, role="own")
    cards = shipped()
    scores = accuracy.by_tag(cards)
    known = accuracy.below((topic.id for topic in room.catalog.topics), scores)
    answers = _ask(room, days)
    happened = outcomes.outcomes(answers.events, programme)
    promised = outcomes.promises(answers.promises, programme)
    month_figure, months = counted.months(room, own)
    claimed = outcomes.claimed(answers.events, programme)
    figures = [
        outcomes.by_level(happened, claimed, days),
        counted.output(room, own),
        month_figure,
        *_subjects(room, own, known),
        *_compared(room, days, answers, known),
        outcomes.kept(promised, days),
    ]
    if len(answers.audience):
        figures.append(read_most(answers.audience, days))
    collected = room.coverage().collected(own)
    report = Report(
        name=room.settings.name,
        period=Period(period.name, period.start, _last(days)),
        programme=programme,
        last=room.collected.last() or "",
        snapshot=_snapshot(room, days, answers),
        sample=room.settings.sample,
        over=_last(days) == period.end,
        collected=collected,
        figures=tuple(_numbered(figures, collected)),
        outcomes=happened,
        promises=promised,
        led=compared.led(room, answers.stories),
        pickups=compared.pieces(room, answers.pickups),
        accuracy=accuracy.measured(cards),
        left_out=tuple(sorted(room.names.name("topic", code) for code in known)),
        unmeasured=tuple(topic.label for topic in room.catalog.topics if not topic.id.startswith("medtop:")),
        months=months,
        dashboard=room.settings.dashboard_url,
        colour=room.settings.colour,
        version=__version__,
    )
    return refuse(report, scores)


class _Answers(NamedTuple):
    """What the newsroom answered of the days, beside the counts of its articles."""

    stories: pd.DataFrame
    pickups: pd.DataFrame
    events: pd.DataFrame
    promises: pd.DataFrame
    audience: pd.DataFrame


def _ask(room: Newsroom, days: Filters) -> _Answers:
    return _Answers(
        stories=room.stories.find(days),
        pickups=room.stories.pickups(days),
        events=room.ledger.events(days),
        promises=room.programmes.progress(days),
        audience=room.audience.figures(days),
    )


def _subjects(room: Newsroom, own: Filters, known: Collection[str]) -> Iterator[Figure]:
    yield counted.subjects(room, own, "desk")
    yield counted.subjects(room, own, "topic", known)
    yield counted.subjects(room, own, "section")


def _compared(room: Newsroom, days: Filters, answers: _Answers, known: Collection[str]) -> Iterator[Figure]:
    yield compared.only_ours(room, days)
    yield compared.more_than_peers(room, days, known)
    yield compared.firsts(answers.stories, days)
    yield compared.taken_up(answers.pickups, days)


def _snapshot(room: Newsroom, days: Filters, answers: _Answers) -> str:
    """The hash of all rows that the figures come from."""
    rows = {
        "articles": snapshot.articles(room.coverage(), days),
        "collected": snapshot.collected(room.coverage(), days),
    }
    return snapshot.digest(rows | answers._asdict())


def _days(room: Newsroom, period: Period) -> Filters:
    """The days of the period that are over and may have been collected."""
    last = room.collected.last()
    if last is None:
        raise QueryError("report: nothing has been collected yet; run `monitor ingest` first")
    end = min(period.end, date.fromisoformat(last[:10]) - DAY)
    if end < period.start:
        raise QueryError(f"report: nothing has been collected of {period.name} yet; choose an earlier period")
    return Filters(start=period.start, end=end)


def _last(days: Filters) -> date:
    assert days.end is not None
    return days.end


def _numbered(figures: Iterable[Figure], collected: float) -> Iterable[Figure]:
    """The figures with their numbers, and with a word on days that are missing."""
    missing = f"{100 * collected:.0f} % of our days in the period were collected; the rest is not counted."
    for number, figure in enumerate(figures, 1):
        notes = [figure.note] if figure.note else []
        if collected < 1:
            notes.append(missing)
        yield replace(figure, number=number, collected=collected, note=" ".join(notes))
