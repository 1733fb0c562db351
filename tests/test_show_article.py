"""An article's page: its evidence and its corrections."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from monitor.show.pages.article import difference

TEXTS = st.text(alphabet="ab <&\n", max_size=30)


def test_a_correction_shows_what_was_taken_out_and_put_in() -> None:
    shown = difference("Talks began on Monday & failed.", "Talks began on Tuesday & failed.")
    assert shown == "Talks began on <del>Monday</del><ins>Tuesday</ins> &amp; failed."


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_from_the_difference(old: str, new: str) -> None:
    shown = difference(old, new)
    without = {tag: re.sub(f"<{tag}>.*?</{tag}>", "", shown, flags=re.DOTALL) for tag in ("del", "ins")}
    plain = {tag: html.unescape(re.sub("</?(del|ins)>", "", text)) for tag, text in without.items()}
    assert (plain["del"], plain["ins"]) == (new, old)
