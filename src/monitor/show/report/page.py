"""The report as one HTML page that refers to nothing outside."""

import re
from importlib.resources import files

import altair as alt
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from monitor.show.report import charts, letters
from monitor.show.report.figures import Period, Report
from monitor.show.words import percent

OUTCOMES, PROMISES = 3, 2  # on the first page
ROWS = 25  # of a figure in the annex
CLIPPED = 190  # characters of an outcome on the first page


def page(report: Report) -> str:
    """The page, the same in a browser and as the source of the PDF."""
    pages = Environment(
        loader=PackageLoader("monitor.show.report", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update(percent=percent, in_words=in_words, day=_day, clipped=_clipped, host=_host)
    pages.tests["address"] = _is_address
    style = (files("monitor.show.report") / "page.css").read_text(encoding="utf-8")
    told = pages.get_template("page.html").render(
        report=report,
        style=Markup(style),
        first=report.outcomes[:OUTCOMES],
        desks=_drawn(report, "desks", charts.bars(report.figure("desks").rows, report.colour)),
        months=_drawn(report, "months", charts.months(report.months, report.colour)),
        promises=PROMISES,
        most=ROWS,
    )
    return told.replace("/* letters */", letters.faces(told), 1)


def _drawn(report: Report, key: str, chart: alt.LayerChart) -> Markup:
    return Markup(charts.svg(chart, key, report.figure(key).finding))


def in_words(period: Period) -> str:
    """The days as people say them: 1 July to 30 September 2026."""
    same = period.start.year == period.end.year
    start = f"{period.start:%-d %B}" if same else _day(period.start)
    return f"{start} to {_day(period.end)}"


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"


def _clipped(text: str) -> str:
    return text if len(text) <= CLIPPED else text[:CLIPPED].rsplit(" ", 1)[0] + " …"


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _host(address: str) -> str:
    return re.sub(r"^https?://(www\.)?([^/]+).*", r"\2", address)
