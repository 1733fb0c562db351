"""Stories as numbers: who told them, and which ones passed us by."""

import pandas as pd
import pytest

from monitor.measure.stories import TELLINGS, blindspots, stories

FIT = pd.Series({1: 0.5})


def told(*rows: tuple[str, int, int | None]) -> pd.DataFrame:
    """Tellings of one story: (outlet, day of November, the article that it repeats); "us" is ours."""
    frame = pd.DataFrame(
        [
            (
                1,
                "Quake",
                number,
                outlet,
                "own" if outlet == "us" else "peer",
                f"2026-11-{day:02d}",
                "",
                "",
                of,
            )
            for number, (outlet, day, of) in enumerate(rows)
        ],
        columns=TELLINGS,
    )
    return frame.astype({"day": "datetime64[ns]", "original": float})


def test_a_story_that_three_peers_wrote_passed_us_by() -> None:
    frame = blindspots(stories(told(("a", 2, None), ("b", 2, None), ("c", 3, None)), 4), FIT)
    (spot,) = frame.to_dict("records")
    assert (spot["peers"], spot["attention"], spot["rank"]) == (3, 0.75, 1.5)


@pytest.mark.parametrize(
    "rows",
    [
        [("a", 2, None), ("b", 2, None), ("c", 3, 0)],  # the third repeats the first
        [("a", 2, None), ("a", 2, None), ("b", 3, None)],
        [("a", 2, None), ("b", 2, 0), ("c", 2, 0), ("d", 2, 0)],
        [("a", 2, None), ("b", 2, None), ("c", 3, None), ("us", 9, None)],
    ],
)
def test_it_did_not_when_fewer_wrote_it_or_we_did(rows: list[tuple[str, int, int | None]]) -> None:
    assert blindspots(stories(told(*rows), 5), FIT).empty


@pytest.mark.parametrize(("day", "stand", "lead"), [(2, "led", 1), (3, "same day", 0), (5, "followed", -2)])
def test_who_was_first_is_told_in_days(day: int, stand: str, lead: int) -> None:
    (story,) = stories(told(("us", day, None), ("a", 3, None), ("b", 9, None)), 4).to_dict("records")
    assert (story["ours"], story["lead"]) == (stand, lead)
    assert story["attention"] == 0.5
