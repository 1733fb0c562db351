"""The impact ledger: claims become verified outcomes, nothing is changed in silence, tables come in whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from fakes import Press
from monitor.cli.main import monitor
from monitor.errors import ConfigError, NotParseable, QueryError
from monitor.exchange import impact
from monitor.filters import Filters
from monitor.ledger import Event
from monitor.newsroom import Newsroom
from monitor.store import ledger as kept
from monitor.store.record import Record

HEARING = Event(
    date(2026, 11, 3), "hearing", "A committee heard us", evidence=("https://parliament.example/7",)
)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def told(press: Press) -> Newsroom:
    """A newsroom with a piece of ours, which a peer copied."""
    press.site.publish("own", "talks", "2026-11-02", title="Ukraine weighs a further round of talks")
    press.site.publish("peer", "talks", "2026-11-04", title="Ukraine weighs a further round of talks")
    press.room.ingest()
    return press.room


def test_the_record_keeps_an_event_and_all_that_was_done_to_it(record: Record) -> None:
    ada, bo = kept.Signed("Ada", "", NOW), kept.Signed("Bo", "read the minutes", NOW)
    with record.write() as connection:
        number = kept.add(connection, replace(HEARING, level="institutional"), ada, "table 1")
        assert number is not None
        assert kept.add(connection, HEARING, ada, "table 1") is None
        changed = kept.change(connection, number, {"state": "verified", "what": HEARING.what}, bo)
        kept.refuse(connection, "pick-up", bo)
    assert changed == ["state"]
    with record.read() as connection:
        (row,) = kept.find(connection)
        assert (row["state"], row["evidence"], row["day"]) == (
            "verified",
            list(HEARING.evidence),
            HEARING.day,
        )
        first, second = kept.history(connection, number)
        assert (first["field"], first["after"], first["who"]) == ("event", "A committee heard us", "Ada")
        assert (second["before"], second["after"], second["reason"]) == (
            "claimed", "verified", "read the minutes",
        )  # fmt: skip
        assert kept.refused(connection) == {"pick-up": "read the minutes"}


def test_a_claim_is_verified_by_another_person_who_saw_evidence(press: Press) -> None:
    ledger = press.room.ledger
    number = ledger.record(HEARING, "Ada")
    bare = ledger.record(replace(HEARING, evidence=()), "Ada")
    assert number
    assert bare
    with pytest.raises(QueryError, match="another person verifies it"):
        ledger.verify(number, "ada ")
    with pytest.raises(QueryError, match="has no evidence"):
        ledger.verify(bare, "Bo")
    ledger.verify(number, "Bo", on=date(2026, 11, 10))
    found = ledger.events().set_index("id").loc[number]
    assert (found["state"], found["verified_by"], str(found["verified_on"])[:10]) == (
        "verified", "Bo", "2026-11-10",
    )  # fmt: skip
    assert (found["level"], found["kind_name"]) == ("institutional", "Hearing")


def test_a_verified_event_whose_facts_change_is_a_claim_again(press: Press) -> None:
    ledger = press.room.ledger
    number = ledger.record(HEARING, "Ada") or 0
    ledger.verify(number, "Bo")
    assert ledger.correct(number, "Ada", "it was given to the archive", programme=None) == []
    assert ledger.events()["state"].iloc[0] == "verified"
    changed = ledger.correct(number, "Ada", "two committees", what="Two committees heard us")
    assert set(changed) == {"what", "state", "verified_by", "verified_on"}
    trail = ledger.history(number)
    row = trail[trail["field"] == "what"].iloc[0]
    assert (row["before"], row["after"]) == ("A committee heard us", "Two committees heard us")
    assert row["reason"] == "two committees"


def test_what_is_withdrawn_is_in_no_figure_and_stays_in_the_record(press: Press) -> None:
    ledger = press.room.ledger
    number = ledger.record(HEARING, "Ada") or 0
    ledger.withdraw(number, "Ada", "it was another paper")
    assert ledger.events().empty
    assert list(ledger.events(withdrawn=True)["state"]) == ["withdrawn"]
    with pytest.raises(QueryError, match="was withdrawn"):
        ledger.verify(number, "Bo")


@pytest.mark.parametrize(
    ("does", "says"),
    [
        (
            lambda all: all.record(replace(HEARING, kind="fame"), "Ada"),
            "no kind of impact; use one of law-passed",
        ),
        (lambda all: all.record(replace(HEARING, level="cosmic"), "Ada"), "level 'cosmic' is none of"),
        (lambda all: all.record(replace(HEARING, what=" "), "Ada"), "say what happened"),
        (lambda all: all.record(replace(HEARING, day=date(2026, 11, 21)), "Ada"), "is yet to come"),
        (lambda all: all.record(HEARING, " "), "say who does it"),
        (lambda all: all.correct(1, "Ada", "", what="x"), "say why"),
        (lambda all: all.correct(1, "Ada", "why", colour="x"), "no field 'colour'"),
        (lambda all: all.withdraw(1, "Ada", " "), "say why"),
        (lambda all: all.verify(9, "Bo"), "there is no event 9"),
        (lambda all: all.history(9), "there is no event 9"),
        (lambda all: all.accept("nothing", "Ada"), "is not suggested"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_kept(press: Press, does: Callable[..., object], says: str) -> None:
    with pytest.raises(QueryError, match=says):
        does(press.room.ledger)
    assert press.room.ledger.events(withdrawn=True).empty


def test_a_programme_that_is_in_no_list_is_told(press: Press) -> None:
    with pytest.raises(ConfigError, match=r"no programme 'arctic' in programmes\.toml"):
        press.room.ledger.record(replace(HEARING, programme="arctic"), "Ada")


def test_events_are_chosen_by_their_days_and_by_their_pieces(told: Newsroom) -> None:
    piece = int(told.articles(Filters(role="own"))["id"].iloc[0])
    address = told.article(piece).article.canonical_url
    told.ledger.record(replace(HEARING, url=address), "Ada")
    told.ledger.record(replace(HEARING, day=date(2026, 10, 1), kind="award"), "Ada")
    found = told.ledger.events()
    assert list(found["kind"]) == ["hearing", "award"]
    assert found["article"].iloc[0] == piece
    assert found["title"].iloc[0] == "Ukraine weighs a further round of talks"
    assert found["story"].notna().tolist() == [True, False]
    assert list(told.ledger.events(Filters(end=date(2026, 10, 31)))["kind"]) == ["award"]
    assert list(told.ledger.events(Filters(region=("UKR",)))["kind"]) == ["hearing"]
    assert told.ledger.events(Filters(query="volcano")).empty


def test_a_suggestion_is_accepted_with_edits_or_refused_and_does_not_come_back(told: Newsroom) -> None:
    (row,) = told.ledger.suggestions().itertuples()
    assert row.what == "The Peer Paper took up “Ukraine weighs a further round of talks”"
    assert row.kind == "full-republication"
    number = told.ledger.accept(row.suggestion, "Ada", what="The Peer Paper ran our piece on Ukraine")
    found = told.ledger.events().iloc[0]
    assert (found["id"], found["what"]) == (number, "The Peer Paper ran our piece on Ukraine")
    assert found["evidence"].startswith(row.url)
    assert found["state"] == "claimed"
    assert told.ledger.suggestions().empty
    with pytest.raises(QueryError, match="is not suggested"):
        told.ledger.accept(row.suggestion, "Ada")


def test_a_refused_suggestion_does_not_come_back(told: Newsroom) -> None:
    (row,) = told.ledger.suggestions().itertuples()
    with pytest.raises(QueryError, match="say why"):
        told.ledger.refuse(row.suggestion, "", "Ada")
    told.ledger.refuse(row.suggestion, "a feed of ours", "Ada")
    told.ingest()
    assert told.ledger.suggestions().empty
    assert told.ledger.events().empty


TRACKER = """\
Date of Impact,Macro/Meso/Micro/Media,Story,Story Link,Publications,Grant,Tags,Submitter,Notes,Reviewed
3/14/2026,Macro: Hearing,The tariff,https://ours.example/a,Daily,Nile fund,"a, b",Cy,"A committee
heard us",Yes
2/2/2026,Micro: Something else,The tariff,,,,,,A reader wrote,
,Media: Localization,The tariff,,,,,,No day,
13/40/2026,Micro: Action,The tariff,,,,,,No such day,
4/1/2026,,The tariff,,,,,,No kind,
"""


def test_a_trackers_table_comes_in_and_its_bad_rows_are_told(press: Press) -> None:
    path = press.folder / "tracker.csv"
    path.write_text(TRACKER)
    brought = press.room.ledger.bring_in(path, "Ada")
    assert (brought.added, brought.known) == (2, 0)
    assert brought.bad == (
        (5, "says no day"),
        (6, "'13/40/2026' is not a day; write it as 2026-03-31"),
        (7, "says no kind of impact"),
    )
    hearing, other = (row for _, row in press.room.ledger.events().iterrows())
    assert (str(hearing["day"])[:10], hearing["kind"], hearing["level"]) == (
        "2026-03-14", "hearing", "institutional",
    )  # fmt: skip
    assert (hearing["what"], hearing["title"], hearing["url"], hearing["who"], hearing["state"]) == (
        "A committee\nheard us", "The tariff", "https://ours.example/a", "Cy", "claimed",
    )  # fmt: skip
    assert (other["kind"], other["level"], other["who"]) == ("other", "individual", "Ada")
    notes = [press.room.ledger.history(int(each["id"]))["reason"].iloc[0] for each in (hearing, other)]
    assert notes[0] == (
        "from tracker.csv, line 3. Publications: Daily; Grant: Nile fund; Tags: a, b; Reviewed: Yes"
    )
    assert "Macro/Meso/Micro/Media: Micro: Something else" in notes[1]


def test_the_same_table_twice_adds_nothing(press: Press) -> None:
    path = press.folder / "tracker.csv"
    path.write_text(TRACKER)
    press.room.ledger.bring_in(path, "Ada")
    again = press.room.ledger.bring_in(path, "Bo")
    assert (again.added, again.known, len(again.bad)) == (0, 2, 3)
    assert len(press.room.ledger.events()) == 2


def test_four_columns_of_levels_and_european_days_are_understood() -> None:
    text = "Date;Macro;Meso;Micro;Media;Story\n31.1.2026;;;;Localization;A\n2.3.2026;Law passed;;Action;;B\n"
    first, second = impact.rows(text)
    assert isinstance(first, impact.Brought)
    assert isinstance(second, impact.Brought)
    assert (first.event.kind, first.event.level, first.event.day) == (
        "localisation",
        "network",
        date(2026, 1, 31),
    )
    assert (second.event.kind, second.event.level, second.event.day) == (
        "law-passed", "institutional", date(2026, 3, 2),
    )  # fmt: skip
    assert second.note == "Micro: Action"


def test_a_day_that_may_be_two_is_not_guessed() -> None:
    ((line, reason),) = impact.rows("date,kind\n2/3/2026,Hearing\n")
    assert (line, reason) == (2, "'2/3/2026' may be two days; write it as 2026-02-03")
    with pytest.raises(NotParseable, match="no column holds the day"):
        list(impact.rows("when,kind\n2026-03-02,Hearing\n"))


def test_the_command_line_keeps_the_ledger(press: Press, tmp_path: Path) -> None:
    def run(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(monitor, ["--folder", str(press.folder), "ledger", *words])
        assert done.exit_code == code, done.output
        return done.output

    said = ["--day", "2026-11-03", "--kind", "hearing", "--what", "A committee heard us"]
    assert "event 1 noted as claimed" in run("add", *said, "--evidence", "https://x.example", "--who", "Ada")
    assert "an event needs --day, --kind, --what" in run("add", code=2)
    run("verify", "1", "--who", "Bo")
    run("correct", "1", "--who", "Ada", "--reason", "typo", "--what", "The committee heard us")
    assert '"state": "claimed"' in run("list", "--format", "json")
    assert "typo" in run("history", "1", "--format", "csv")
    run("withdraw", "1", "--who", "Ada", "--reason", "not ours")
    assert run("list", "--format", "json") == ""
    table = tmp_path / "t.csv"
    table.write_text(TRACKER)
    assert "2 noted as claimed, 0 known, 3 bad" in run("import", str(table))
