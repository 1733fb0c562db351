"""The donors' server: one page, and no way to another one or to another one's data."""

import asyncio
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Browser, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash
from tornado.websocket import websocket_connect
from visitor import PAGES, SECONDS, serving, visiting

from monitor.cli.dashboard import DONOR, app_file
from monitor.newsroom import Newsroom

OTHERS = sorted(name for name in PAGES.values() if name)
SECRET = ["Ninepin Wire", "Monsoon Ledger", "A radio station asked our author", "Note as claimed", "Gaps"]
"""Peers, an outcome that is only claimed, a form, another page: nothing of it is for donors."""


@pytest.fixture(scope="module")
def donors(installed: None, sample: Newsroom) -> Iterator[str]:  # noqa: ARG001
    """The address of the donors' server on the sample newsroom, as `monitor serve --donor` runs it."""
    with serving(sample.folder, app_file("donors.py"), *DONOR) as served:
        yield served.url


def asked(url: str, *messages: BackMsg) -> list[ForwardMsg]:
    """What the server sends to a visitor who speaks its protocol by hand: all runs of these messages."""
    got: list[ForwardMsg] = []

    async def talk() -> None:
        address = url.replace("http", "ws", 1) + "_stcore/stream"
        socket = await websocket_connect(address, subprotocols=["streamlit"])
        for message in messages:
            await socket.write_message(message.SerializeToString(), binary=True)
            while not got or got[-1].WhichOneof("type") != "script_finished":
                if message.rerun_script.fragment_id:
                    break  # a part that is not there is not answered; the next run may be
                frame = await asyncio.wait_for(socket.read_message(), SECONDS)
                assert isinstance(frame, bytes), "the server hung up"
                got.append(ForwardMsg.FromString(frame))
            got.append(ForwardMsg())
        socket.close()
        while await socket.read_message() is not None:
            pass  # until it is closed on both sides

    with ThreadPoolExecutor(1) as aside:  # Playwright's loop has this thread
        aside.submit(asyncio.run, talk()).result()
    return got


def rerun(**state: object) -> BackMsg:
    message = BackMsg()
    for name, value in state.items():
        setattr(message.rerun_script, name, value)
    message.rerun_script.SetInParent()
    return message


def drawn(messages: Sequence[ForwardMsg]) -> set[bytes]:
    """The elements that were sent, without the places where they stand."""
    elements = (each.delta.new_element for each in messages if each.WhichOneof("type") == "delta")
    return {each.SerializeToString(deterministic=True) for each in elements}


@pytest.fixture(scope="module")
def honest(donors: str) -> list[ForwardMsg]:
    return asked(donors, rerun())


def test_an_honest_visitor_sees_the_page_and_nothing_else(honest: list[ForwardMsg]) -> None:
    said = b"\n".join(drawn(honest)).decode("utf-8", "replace")
    assert "A committee put our table of late deliveries to a minister" in said
    assert "30 pieces from Africa" in said
    assert [word for word in SECRET if word in said] == []
    assert not any(each.WhichOneof("type") == "navigation" for each in honest)


def test_a_forged_page_is_the_donors_page(donors: str, honest: list[ForwardMsg]) -> None:
    for name in OTHERS:
        forged = asked(donors, rerun(page_script_hash=calc_hash(name)), rerun(page_name=name))
        assert drawn(forged) == drawn(honest), name


@pytest.mark.parametrize(
    "query",
    ["role=peer&outlet=Ninepin+Wire", "query=tariff&desk=Africa", "page=gaps&embed=true", "row=topic"],
)
def test_forged_words_of_the_address_change_nothing(
    donors: str, honest: list[ForwardMsg], query: str
) -> None:
    assert drawn(asked(donors, rerun(query_string=query))) == drawn(honest)


def test_forged_widgets_change_nothing(donors: str, honest: list[ForwardMsg], sample: Newsroom) -> None:
    before = sample.ledger.events(withdrawn=True)
    message = rerun()
    for key in ("role", "outlet", "query", "by", "ledger-who", "note-outcome", "suggestion", "promise"):
        for id in (key, f"$$ID-{calc_hash(key)}-{key}"):
            states = message.rerun_script.widget_states.widgets
            states.append(WidgetState(id=id, string_value="peer"))
            states.append(WidgetState(id=f"{id}-form", trigger_value=True))
    assert drawn(asked(donors, rerun(), message)) == drawn(honest)
    assert len(sample.ledger.events(withdrawn=True)) == len(before)


def test_a_forged_part_of_a_page_brings_nothing(donors: str, honest: list[ForwardMsg]) -> None:
    message = rerun(fragment_id="0" * 32, page_script_hash=calc_hash("explore"))
    assert drawn(asked(donors, rerun(), message, rerun())) == drawn(honest)


def test_widgets_of_the_page_can_only_choose_days(donors: str, sample: Newsroom) -> None:
    said = b"\n".join(drawn(asked(donors, rerun(query_string="from=2026-10-01&to=2026-11-01")))).decode(
        "utf-8", "replace"
    )
    assert "from 2026-10-01 to 2026-11-01" in said
    assert [word for word in SECRET if word in said] == []
    assert sample.catalog.peers[0].name in SECRET


@pytest.mark.parametrize(
    "path",
    ["app/static/monitor.db", "monitor.db", "media/monitor.db", "component/../../monitor.db", "donors.py"],
)
def test_no_file_of_the_newsroom_is_served(donors: str, path: str) -> None:
    try:
        with urllib.request.urlopen(donors + path) as answer:
            content = answer.read()
    except urllib.error.HTTPError as refused:
        content = refused.read()
    assert b"SQLite format 3" not in content
    assert b"import streamlit" not in content


@pytest.mark.parametrize("name", ["gaps", "impact", "explore"])
def test_a_browser_at_the_address_of_another_page_shows_the_donors_page(
    donors: str, browser: Browser, name: str
) -> None:
    with visiting(browser, donors) as visitor:
        visitor.page.goto(f"{donors}{name}?role=peer&outlet=Ninepin+Wire")
        expect(visitor.page.get_by_role("heading", level=1, name="Sample newsroom")).to_be_visible()
        visitor.settled()
        said = visitor.page.locator("body").inner_text()
        assert "What was promised" in said
        assert [word for word in SECRET if word in said] == []
        assert visitor.page.get_by_test_id("stSidebarNav").count() == 0
        assert visitor.outside == []
        assert visitor.exceptions == []
