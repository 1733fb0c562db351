"""The donors' page: what it shows, and that its server knows no other page."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from fakes import Press
from monitor.cli.dashboard import app_file
from monitor.ledger import Event

HEARING = Event(date(2026, 11, 3), "hearing", "A committee heard us", evidence=("https://x.example/7",))
LOADED = """
import sys
from streamlit.testing.v1 import AppTest
sys.argv = ["donors.py", sys.argv[1]]
assert not AppTest.from_file({app!r}, default_timeout=60).run().exception
print(*sorted(name for name in sys.modules if name.startswith("monitor.show.pages.")))
"""


def page(press: Press, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["donors.py", str(press.folder)])
    app = AppTest.from_file(str(app_file("donors.py")), default_timeout=60)
    app.query_params["from"], app.query_params["to"] = "2026-10-01", "2026-11-20"
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


def test_donors_see_verified_outcomes_only(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press.site.publish("own", "talks", "2026-11-02")
    press.room.ingest()
    number = press.room.ledger.record(HEARING, "Ada") or 0
    press.room.ledger.record(replace(HEARING, what="A rumour <b>of</b> [us](x)"), "Ada")
    assert "No outcome of these days has been verified" in words(page(press, monkeypatch))
    press.room.ledger.verify(number, "Bo")
    said = words(page(press, monkeypatch))
    assert "A committee heard us" in said
    assert "[https\\://x.example/7](<https://x.example/7>)" in said
    assert "rumour" not in said
    assert "**1 articles** from 2026-10-01 to 2026-11-20" in said


def test_the_donors_server_loads_no_other_page(press: Press) -> None:
    command = [sys.executable, "-c", LOADED.replace("{app!r}", repr(str(app_file("donors.py"))))]
    done = subprocess.run([*command, str(press.folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = [name.removeprefix("monitor.show.pages.") for name in done.stdout.split()]
    assert loaded == ["donor", "outcomes", "reporting"]
