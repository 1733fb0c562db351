"""The report can be made on a page of the dashboard, and says there why it is refused."""

from dataclasses import replace
from datetime import date

from streamlit.testing.v1 import AppTest

from fakes import Press
from monitor.ledger import Event

HEARING = Event(
    date(2026, 10, 5), "hearing", "A hearing was held.", evidence=("https://example.org/hearing",)
)


def script(folder: str) -> None:
    from datetime import UTC, date, datetime

    from monitor.filters import Filters
    from monitor.newsroom import Newsroom
    from monitor.show.pages import reporting

    with Newsroom(folder, now=lambda: datetime(2026, 11, 20, tzinfo=UTC)) as room:
        reporting.section(room, Filters(date(2026, 10, 1), date(2026, 10, 31)))


def pressed(press: Press) -> AppTest:
    app = AppTest.from_function(script, kwargs={"folder": str(press.folder)}, default_timeout=120).run()
    assert not app.get("download_button")
    app.button(key="make-report").click()
    return app.run()


def ledger_holds(press: Press, event: Event) -> None:
    press.site.publish("own", "ours", "2026-10-03")
    press.room.ingest()
    number = press.room.ledger.record(event, "Ada")
    assert number
    press.room.ledger.verify(number, "Ben")


def test_a_button_makes_the_report_in_both_forms(press: Press, pango: None) -> None:  # noqa: ARG001
    ledger_holds(press, HEARING)
    app = pressed(press)
    assert not app.exception
    assert [each.label for each in app.get("download_button")] == ["PDF", "HTML"]
    made = app.session_state["report"]
    assert made.pdf.startswith(b"%PDF-1.7")
    assert b"A hearing was held." in made.html


def test_a_refused_report_says_why_and_gives_no_file(press: Press) -> None:
    ledger_holds(press, replace(HEARING, what="The piece had an AVE of 3,000 dollars."))
    app = pressed(press)
    assert "advertising value" in app.warning[0].value
    assert not app.get("download_button")
