"""A correction made on an article's page: there at once, after tagging anew, and in the next evaluation."""

import json
from typing import Any

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from fakes import Press
from monitor.cli.main import monitor
from monitor.errors import MonitorError
from monitor.filters import Filters
from monitor.learn.judging import Judging
from monitor.model import Tag
from monitor.newsroom import Newsroom
from monitor.show.pages.correct import answers, verdict_row

UKRAINE = Filters(region=("UKR",))


@pytest.fixture
def number(press: Press) -> int:
    press.site.publish("own", "talks", "2026-11-18", "Ukraine")
    press.site.publish("peer", "other-talks", "2026-11-18", "France")
    press.room.ingest()
    return int(press.room.articles(UKRAINE)["id"].iloc[0])


def regions(room: Newsroom, number: int) -> dict[str, str]:
    return {tag.code: tag.label for tag in room.article(number).tags if tag.kind == "region"}


def page(room: Newsroom, number: int) -> AppTest:
    def script(room, number):  # type: ignore[no-untyped-def] # it runs apart from this file's imports
        from monitor.show.pages import article

        article.show(room, number)

    return AppTest.from_function(script, args=(room, number), default_timeout=30).run()


def form(shown: AppTest, button: str, **fields: str) -> AppTest:
    for label, value in fields.items():
        next(each for each in shown.text_input if each.label == label.replace("_", " ")).set_value(value)
    return next(each for each in shown.button if each.label == button).click().run()


def evaluated(press: Press, kind: str) -> dict[str, Any]:
    words = ["--folder", str(press.folder), "evaluate", "--verdicts", "--kind", kind, "--format", "json"]
    done = CliRunner().invoke(monitor, words)
    assert done.exit_code == 0, done.output
    figures: dict[str, Any] = json.loads(done.output)["sets"][0]
    return figures


def test_a_tag_called_wrong_is_gone_at_once_after_tagging_anew_and_is_an_error_of_the_next_evaluation(
    press: Press, number: int
) -> None:
    room = press.room
    shown = page(room, number)
    shown.pills(key=f"tags-{number}").set_value("region UKR").run()
    shown.segmented_control[0].set_value("wrong")
    form(shown, "Keep", Your_name="Ada", Note="a namesake")
    assert not shown.exception
    assert "UKR" not in regions(room, number)
    assert room.count(UKRAINE) == 0
    assert any(each.value == "Ada says that the region Ukraine is wrong: a namesake." for each in shown.text)
    room.retag()
    assert "UKR" not in regions(room, number)
    assert room.count(UKRAINE) == 0
    assert (evaluated(press, "region")["precision"], evaluated(press, "region")["n"]) == (0.0, 1)


def test_a_name_is_asked_once_and_another_label_stays(press: Press, number: int) -> None:
    room = press.room
    shown = page(room, number)
    shown.pills(key=f"tags-{number}").set_value("region UKR").run()
    shown.segmented_control[0].set_value("secondary")
    form(shown, "Keep", Your_name="Ada")
    assert regions(room, number)["UKR"] == "secondary"
    assert "Your name" not in {each.label for each in shown.text_input}
    shown.selectbox(key=f"add-{number}-region-code").set_value("FRA")
    form(shown, "Add")
    room.retag()
    found = regions(room, number)
    assert (found["UKR"], found["FRA"]) == ("secondary", "focus")
    assert {each.who for each in Judging(room.catalog, room.record).of(number).values()} == {"Ada"}
    figures = evaluated(press, "region")
    assert (figures["precision"], figures["recall"]) == (0.0, 0.0)


def test_nothing_is_kept_without_a_name(press: Press, number: int) -> None:
    shown = page(press.room, number)
    shown.selectbox(key=f"add-{number}-region-code").set_value("FRA")
    form(shown, "Add")
    assert [each.value for each in shown.error] == ["Say which tag, and who you are: others will ask."]
    assert Judging(press.room.catalog, press.room.record).given() == []


def test_a_verdict_that_agrees_is_a_hit_of_the_evaluation(press: Press, number: int) -> None:
    tag = next(tag for tag in press.room.article(number).tags if tag.code == "UKR")
    row = verdict_row(number, tag, "right") | {"who": "Ada"}
    Judging(press.room.catalog, press.room.record).take([("row", row)], press.room.now())
    figures = evaluated(press, "region")
    assert (figures["precision"], figures["recall"], figures["n"]) == (1.0, 1.0, 1)


def test_an_evaluation_without_verdicts_says_what_to_do(press: Press) -> None:
    words = ["--folder", str(press.folder), "evaluate", "--verdicts", "--kind", "topic"]
    done = CliRunner().invoke(monitor, words)
    assert isinstance(done.exception, MonitorError)
    assert "nobody has judged a topic yet" in str(done.exception)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"kind": "region", "code": "XXX", "verdict": "yes"}, "no ISO 3166-1"),
        ({"kind": "region", "code": "FRA", "verdict": "yes", "label": "critical"}, "never 'critical'"),
        ({"kind": "stance", "code": "nobody", "verdict": "no"}, "no target 'nobody'"),
        ({"kind": "stance", "code": "russia", "verdict": "yes"}, "needs a 'label'"),
    ],
)
def test_a_verdict_that_no_list_knows_is_told(
    press: Press, number: int, row: dict[str, Any], words: str
) -> None:
    with pytest.raises(MonitorError, match=words):
        Judging(press.room.catalog, press.room.record).take(
            [("row 1", row | {"article": number})], press.room.now()
        )


def test_what_may_be_said_of_a_tag() -> None:
    region, topic, stance = (
        Tag("region", "UKR", "focus", 1.0),
        Tag("topic", "trade", "focus", 1.0),
        Tag("stance", "nato", "unsure", 0.4),
    )
    assert answers(region) == ["right", "secondary", "mentioned", "wrong"]
    assert answers(topic) == ["right", "wrong"]
    assert answers(stance) == ["right", "supportive", "neutral", "critical", "wrong"]
    assert verdict_row(1, stance, "right")["label"] is None
    assert verdict_row(1, stance, "critical")["label"] == "critical"
