"""Saved searches: kept under a name, asked for on the command line."""

from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from fakes import Press
from monitor.cli.main import monitor
from monitor.errors import QueryError
from monitor.filters import Filters
from monitor.searches import Searches
from monitor.store.record import Record

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ASKED = Filters(start=date(2026, 1, 1), role="own", desk=("Africa", "Europe"), query='war AND "peace talks"')


def test_a_search_is_kept_replaced_and_forgotten(record: Record) -> None:
    searches = Searches(record, lambda: NOW)
    searches.save(" ours ", ASKED)
    searches.save("all", Filters())
    assert searches.find("ours") == ASKED
    assert list(searches.all()["name"]) == ["all", "ours"]
    searches.save("ours", Filters(query="trade"))
    assert searches.find("ours") == Filters(query="trade")
    searches.remove("ours")
    assert list(searches.all()["name"]) == ["all"]
    for wrong in (searches.find, searches.remove):
        with pytest.raises(QueryError, match="none is saved as 'ours'"):
            wrong("ours")
    with pytest.raises(QueryError, match="under a name"):
        searches.save(" ", ASKED)


def test_the_command_line_saves_lists_uses_and_removes(press: Press) -> None:
    def run(*words: str) -> str:
        done = CliRunner().invoke(monitor, ["--folder", str(press.folder), *words])
        assert done.exit_code == 0, done.output
        return done.output

    press.site.publish("own", "one", "2026-11-18", "Ukraine")
    press.site.publish("peer", "two", "2026-11-18", "France")
    press.room.ingest()
    run("searches", "save", "ours", "--own", "--query", "ukraine talks")
    assert (
        run("searches", "--format", "csv").splitlines()[1].startswith("ours,--own --query 'ukraine talks',")
    )
    assert press.room.searches.find("ours") == Filters(role="own", query="ukraine talks")
    assert len(run("export", "--saved", "ours").splitlines()) == 1
    assert run("export", "--saved", "ours", "--peers") == ""
    run("searches", "remove", "ours")
    assert "ours" not in run("searches")
