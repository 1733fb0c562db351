"""An article's page: its evidence and its corrections."""

import html
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Article, Dated
from monitor.show.pages.article import dated, difference

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


def test_the_date_says_where_it_comes_from_and_which_others_were_seen() -> None:
    article = Article("https://a.org/x", "https://a.org/x", "Title", "Text.")
    assert "counted apart" in dated(article)
    seen = (Dated("2026-01-02T10:00:00+01:00", "json-ld"), Dated("2026-01-02", "visible"))
    told = dated(replace(article, dates=seen))
    assert told == "Date: the page's structured data; also 2026-01-02 (shown on the page)."
    assert dated(replace(article, dates=(*seen, Dated("2025-12-24", "url")))).endswith("These dates differ.")
