"""The page of the stories: who told what, with copies folded, and what passed us by."""

import json
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button
from streamlit.util import calc_hash

from fakes import Press
from monitor.cli.main import monitor
from monitor.filters import Filters
from monitor.show.charts.story import story_chart
from test_stories_clusters import STRIKE

APP = str(Path(__file__).parents[1] / "app.py")


def page(press: Press, name: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["app.py", str(press.folder)])
    app = AppTest.from_file(APP, default_timeout=60)
    app._page_hash = calc_hash(name)  # `switch_page` knows pages that are files only
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


def test_a_story_is_told_with_its_copies_folded(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press.site.publish("own", "talks", "2026-11-17", title="Ukraine weighs a further round of talks")
    press.site.publish("peer", "talks", "2026-11-18", title="Ukraine weighs a further round of talks")
    press.room.ingest()
    app = page(press, "stories", monkeypatch)
    said = words(app)
    assert "**1 distinct stories** in 1 articles and 1 copies of them" in said
    assert "We led in 1" in said
    assert "**The Own Paper**: [Ukraine weighs a further round of talks]" in said
    assert "copied by The Peer Paper" in said


def test_a_newsroom_without_shared_stories_says_so(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press.site.publish("own", "talks", "2026-11-17")
    press.room.ingest()
    app = page(press, "stories", monkeypatch)
    assert "No such story" in app.info[0].value


def test_what_passed_us_by_is_a_part_of_the_gaps(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(4):
        press.site.publish("own", f"talks-{n}", f"2026-11-{n + 10}")
    press.room.ingest()
    assert press.room.stories.blindspots(Filters()).empty
    app = page(press, "gaps", monkeypatch)
    assert app.title[0].value == "Gaps"


def test_the_chart_says_who_was_first_and_how_many_copied() -> None:
    frame = pd.DataFrame(
        {
            "article": [1, 2, 3],
            "outlet": ["The Peer", "Ours", "Third"],
            "role": ["peer", "own", "peer"],
            "day": pd.to_datetime(["2026-11-03", "2026-11-04", "2026-11-05"]),
            "title": ["a", "b", "c"],
            "original": [None, None, 1],
        }
    )
    told = story_chart(frame).to_dict()
    assert told["title"]["text"] == "The Peer was first, 2 followed"
    assert "1 of 3 are copies" in told["title"]["subtitle"]
    tied = story_chart(frame.assign(day=frame["day"].iloc[[0, 0, 1]].to_numpy())).to_dict()
    assert tied["title"]["text"] == "2 outlets told it on the first day, 1 followed"
    assert "Only Ours told it" in story_chart(frame.iloc[1:2]).to_dict()["title"]["text"]


def two_stories(press: Press) -> tuple[int, int]:
    """Ours on talks with a copy and a text of a peer's, and a peer's on a strike; their numbers."""
    press.site.publish("own", "talks", "2026-11-17", title="Ukraine weighs a further round of talks")
    press.site.publish("peer", "copied", "2026-11-18", title="Ukraine weighs a further round of talks")
    press.site.publish(
        "peer", "dockers", "2026-11-18", place="Rotterdam", title="Dockers in Rotterdam strike"
    )
    press.site.stories["peer"][-1].paragraphs = 0
    press.site.stories["peer"][-1].extra = f"{STRIKE} {' '.join(f'Pier {n} is empty.' for n in range(40))}"
    press.room.ingest()
    frame = press.room.stories.find(Filters()).sort_values("outlets")
    assert list(frame["outlets"]) == [1, 2]
    return int(frame["story"].iloc[1]), int(frame["story"].iloc[0])


def test_two_stories_are_joined_and_parted_on_the_page(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    talks, strike = two_stories(press)
    app = page(press, "stories", monkeypatch)
    app.selectbox(key=f"join-{talks}-other").select(strike)
    button(app, "Join them").click().run()
    assert "Joined: “Dockers in Rotterdam strike”" in app.success[0].value
    (joined,) = press.room.stories.find(Filters())["story"]
    assert len(press.room.stories.articles(joined)) == 3
    ours = press.room.stories.articles(joined)["article"].iloc[0]
    app.multiselect(key=f"part-{joined}-articles").select(int(ours))
    button(app, "Part them").click().run()
    assert "Parted: “Ukraine weighs a further round of talks”" in app.success[0].value
    told = [len(press.room.stories.articles(each)) for each in press.room.stories.find(Filters())["story"]]
    assert sorted(told) == [1, 2]  # the copy went along


def test_a_story_is_not_parted_from_all_it_has(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    talks, strike = two_stories(press)
    joined = press.room.stories.join(talks, strike)
    app = page(press, "stories", monkeypatch)
    texts = press.room.stories.articles(joined)
    for article in texts.loc[texts["original"].isna(), "article"]:
        app.multiselect(key=f"part-{joined}-articles").select(int(article))
    button(app, "Part them").click().run()
    assert "leave the story one of them" in app.error[0].value
    assert len(press.room.stories.find(Filters())) == 1


def test_what_was_left_to_others_is_told_and_taken_back(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, strike = two_stories(press)
    press.room.stories.dismiss(strike, "not our *beat*", "Ann", press.room.now())
    app = page(press, "gaps", monkeypatch)
    assert [each.label for each in app.expander if "others" in each.label] == ["Left to others (1)"]
    assert "Dockers in Rotterdam strike: not our *beat* (Ann, 2026-11-20)" in [t.value for t in app.text]
    app.button(key=f"undo-{strike}").click().run()
    assert "Ours to tell again" in app.success[0].value
    assert press.room.stories.dismissed().empty


def test_the_command_line_says_the_same(press: Press) -> None:
    talks, strike = two_stories(press)

    def ask(*words: str) -> str:
        answer = CliRunner().invoke(monitor, ["--folder", str(press.folder), "story", *words])
        assert answer.exit_code == 0, answer.output
        return answer.output

    assert ask("join", str(talks), str(strike)) == f"told as story {min(talks, strike)}\n"
    rows = [json.loads(line) for line in ask("articles", str(strike), "--format", "json").splitlines()]
    assert [row["outlet"] for row in rows] == ["own", "peer", "peer"]
    new = int(ask("part", str(rows[-1]["article"])).split()[-1])
    assert new not in (talks, strike)
    ask("dismiss", str(new), "--reason", "wire", "--who", "Ann")
    (row,) = [json.loads(line) for line in ask("dismissed", "--format", "json").splitlines()]
    assert (row["story"], row["reason"], row["who"]) == (new, "wire", "Ann")
    ask("undo", str(new))
    assert ask("dismissed", "--format", "json") == ""


def button(app: AppTest, label: str) -> Button:
    (found,) = [each for each in app.button if each.label == label]
    return found
