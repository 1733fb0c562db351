"""Copies, versions and excerpts are told apart, and from what only looks like them."""

import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.stories.copies import Copies, Match, Text, spans, text_of
from monitor.stories.postings import Postings
from monitor.stories.shingles import shingles, word_spans

DAY = date(2026, 11, 2)
WORDS = [f"{one}{two}" for one in ("mar", "tel", "vos", "kin", "dra", "pol") for two in "abcdefghijklmnop"]


def prose(seed: int, words: int = 300) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(words))


class Desk:
    """Takes articles in and tells what each is like."""

    def __init__(self, own: str = "") -> None:
        self.texts: list[Text] = []
        self.copies = Copies(Postings(), self.texts.__getitem__, frozenset({own}))

    def takes(self, text: str, outlet: str = "", after: int = 0) -> list[Match]:
        number, made = len(self.texts), text_of(text, outlet, DAY + timedelta(days=after))
        found = self.copies.find(number, made)
        self.texts.append(made)
        self.copies.add(number, made)
        return found


def test_the_same_words_in_another_typography_are_a_copy() -> None:
    desk = Desk()
    desk.takes(prose(1) + ' "It\'s over", said the résumé.', "one")
    (found,) = desk.takes(prose(1).upper() + " “It’s over”, said the re\u0301su\u00adme\u0301.", "two", 40)
    assert (found.of, found.relation) == (0, "copy")
    assert found.jaccard == found.containment == 1.0


def test_an_outlets_own_update_is_a_version() -> None:
    desk = Desk()
    desk.takes(prose(1), "one")
    (found,) = desk.takes(prose(1) + " " + prose(2, 90), "one", 1)
    assert found.relation == "version"


def test_a_part_of_ours_is_found_in_a_longer_text_months_later() -> None:
    desk = Desk(own="us")
    desk.takes(prose(1), "us")
    part = " ".join(prose(1).split()[50:260])
    (found,) = desk.takes(f"{prose(2)} {part} {prose(3, 500)}", "peer", 200)
    assert found.relation == "excerpt"
    assert found.containment == pytest.approx(206 / 296)


def test_a_short_excerpt_is_one_when_all_of_it_is_ours() -> None:
    desk = Desk()
    desk.takes(prose(1), "one")
    (found,) = desk.takes(" ".join(prose(1).split()[50:140]), "two")
    assert (found.relation, found.containment) == ("excerpt", 1.0)


def test_a_quotation_is_no_excerpt() -> None:
    desk = Desk()
    desk.takes(prose(1), "one")
    assert desk.takes(prose(2) + " " + " ".join(prose(1).split()[50:100]), "two") == []


def test_boilerplate_of_one_outlet_ties_nothing() -> None:
    desk = Desk()
    captions = prose(99, 400)
    told = [desk.takes(f"{prose(n)} {captions}", "one", n) for n in range(6)]
    assert told[3:] == [[], [], []]


def test_an_article_that_a_wire_sends_to_many_is_a_copy_in_each() -> None:
    desk = Desk()
    for n in range(30):
        found = desk.takes(f"{prose(1)} {prose(100 + n, 20)}", f"outlet {n}", n % 2)
        assert bool(found) == (n > 0)
        assert {each.relation for each in found} <= {"copy"}


def test_spans_are_the_words_in_common() -> None:
    text = f"{prose(2, 20)}. “{prose(1, 30)}”, {prose(3, 20)}"
    (span,) = spans(text, shingles(f"{prose(4, 50)} {prose(1, 30).upper()}"))
    assert text[slice(*span)] == prose(1, 30)
    assert spans("", shingles(text)) == []


@settings(deadline=None)
@given(st.text(max_size=300))
def test_there_is_a_shingle_for_each_run_of_five_words(text: str) -> None:
    assert len(shingles(text)) == max(len(word_spans(text)) - 4, 0)


@settings(deadline=None)
@given(st.text("ab Z9_'-.\n\t\x1f’“—…•\u00a0", max_size=200))
def test_a_text_that_is_all_ascii_but_for_its_typography_has_the_words_of_any_other(text: str) -> None:
    found = shingles(text)
    assert shingles(f"{text} é")[: len(found)].tolist() == found.tolist()


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=40, unique=True), max_size=60))
def test_postings_hold_every_pair_through_their_growth(articles: list[list[int]]) -> None:
    postings, filler = Postings(), np.random.default_rng(1)
    for number, numbers in enumerate(articles):
        postings.add(np.array(numbers, np.int64), number)
        postings.add(filler.integers(-(2**63), 2**63 - 1, 200), 10_000)
    for number, numbers in enumerate(articles):
        places, found = postings.find(np.array(numbers, np.int64))
        assert set(places[found == number].tolist()) == set(range(len(numbers)))


def test_nothing_is_found_of_what_was_not_added() -> None:
    places, articles = Postings().find(np.array([1, 2], np.int64))
    assert len(places) == len(articles) == 0


@pytest.mark.parametrize("text", ["", "four words are few", "\u0301 \u00ad"])
def test_a_text_without_five_words_is_like_nothing(text: str) -> None:
    desk = Desk()
    assert desk.takes(text) == []
    assert desk.takes(text) == []
