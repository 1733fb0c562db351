"""Pasted text: the page this project began with, and texts made up for one behaviour each."""

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract import page, pasted
from monitor.model import Article, Outcome, Page

SEED = Path(__file__).parents[1].parent / "shared" / "data" / "seed" / "article_page.txt"
URL = "https://responsiblestatecraft.org/2023/05/01/where-has-us-leverage-with-russia-gone"
real = pytest.mark.skipif(not SEED.exists(), reason="the folder ../shared/data is not on this machine")
PARAGRAPH = (
    "The {} paragraph says what happened in the capital after the vote, and who will have to pay for it."
)
BODY = [PARAGRAPH.format(word) for word in ("first", "second", "third", "fourth", "fifth", "sixth")]


def article(text: str, url: str | None = None) -> Article:
    extraction = pasted(text, url)
    assert extraction.article is not None, extraction.reason
    return extraction.article


def seed(url: str | None = URL) -> Article:
    return article(SEED.read_text(encoding="utf-8"), url)


def labelled(found: Article, label: str) -> list[str]:
    return [line.text for line in found.lines if line.label == label]


@real
def test_the_seed_is_one_article_with_its_title_deck_and_kicker() -> None:
    found = seed()
    assert found.title == "Where has US leverage with Russia gone?"
    assert found.deck is not None
    assert found.deck.startswith("Much of the problem is that Washington has been averse")
    assert (found.kicker, found.type, found.section) == ("Analysis | Europe", "Analysis", "Europe")
    assert found.authors == ()
    assert found.language == "en"


@real
def test_the_body_of_the_seed_is_its_nineteen_paragraphs() -> None:
    lines = [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert seed().text == "\n\n".join(lines[8:27])
    assert len(seed().text.split()) == 1141


@real
def test_the_date_of_the_seed_comes_from_its_address_or_from_nowhere() -> None:
    assert (seed().published, seed().published_source) == ("2023-05-01", "url")
    undated = pasted(SEED.read_text(encoding="utf-8"))
    assert undated.outcome is Outcome.UNDATED
    assert "no date" in undated.reason
    assert undated.article is not None
    assert undated.article.published is None


@real
def test_every_removed_line_of_the_seed_is_kept_with_its_label() -> None:
    found = seed()
    text = SEED.read_text(encoding="utf-8")
    assert [line.text.split() for line in found.lines] == [x.split() for x in text.splitlines() if x.split()]
    assert sum(len(line.text.split()) for line in found.lines) == len(text.split()) == 1843
    assert labelled(found, "call").count("google cta") == 5
    assert labelled(found, "caption") == ["Screen-shot-2022-07-28-at-1.08.40-pm"]
    assert [line[:15] for line in labelled(found, "appeal")] == ["Dear RS readers"]
    assert labelled(found, "nav") == ["LATEST", "QIOSK", "Newsletter"]
    assert [line[:19] for line in found.credits] == ["President Joe Biden"]
    assert len(labelled(found, "teaser")) == 21


@real
def test_the_teasers_of_the_seed_are_related_and_never_body() -> None:
    found = seed()
    assert [(one.title, one.section) for one in found.related] == [
        ("Does Israel really still need a 'qualitative military edge' ?", "Middle East"),
        ("Think a $35B gas deal will thaw Egypt toward Israel? Not so fast.", "Middle East"),
        ("Trump national security logic: rare earths and fossil fuels", "Washington Politics"),
    ]
    assert all(len(one.lede.split("\n\n")) == 2 and one.url is None for one in found.related)
    assert not any(
        word in found.text for word in ("Israel", "Trump", "Egypt", "F-35", "readers", "keep reading")
    )
    assert found.text.count("Russia") == 29


@real
def test_the_seed_as_a_page_whose_markup_says_nothing_gives_the_same_article() -> None:
    lines = SEED.read_text(encoding="utf-8").splitlines()
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
    title = "Where has US leverage with Russia gone?"
    content = f"<html><body><article><h1>{title}</h1>{paragraphs}</article></body></html>".encode()
    found = page(
        Page("https://responsiblestatecraft.org/where-has-us-leverage-with-russia-gone", content)
    ).article
    assert found is not None
    assert (found.title, found.text) == (title, seed().text)
    assert (found.published, found.authors, found.section) == (None, (), "Europe")
    assert found.related == seed().related


@real
def test_an_article_without_an_address_is_known_by_its_body() -> None:
    text = SEED.read_text(encoding="utf-8")
    one, other = article(text), article(text.replace("google cta", ""))
    assert one.canonical_url.startswith("pasted:")
    assert one.canonical_url == other.canonical_url
    assert one.url == ""
    assert seed().canonical_url == URL


def test_another_site_with_byline_and_date_is_read() -> None:
    head = [
        "Skip to main content",
        "The vote that changed the capital",
        "By Ada Lovelace and Alan Turing",
        "May 1, 2023",
    ]
    tail = ["Share this article", "© 2023 The Paper. All rights reserved.", "Most read", "Home", "Contact us"]
    found = article("\n\n".join([*head, *BODY, *tail]))
    assert found.title == "The vote that changed the capital"
    assert found.authors == ("Ada Lovelace", "Alan Turing")
    assert (found.published, found.published_source) == ("2023-05-01", "visible")
    assert found.text == "\n\n".join(BODY)


def test_a_plain_text_of_paragraphs_loses_nothing() -> None:
    found = article("\n\n".join(["The vote that changed the capital", *BODY]))
    assert found.text == "\n\n".join(BODY)
    assert (found.deck, found.kicker, found.related) == (None, None, ())


def test_an_appeal_in_the_middle_of_the_text_is_taken_out_and_the_text_goes_on() -> None:
    appeal = (
        "If you value our work, please donate today: your contribution is tax-deductible and keeps us going."
    )
    found = article("\n".join(["The vote that changed the capital", *BODY[:3], appeal, *BODY[3:]]))
    assert found.text == "\n\n".join(BODY)
    assert labelled(found, "appeal") == [appeal]


def test_news_about_donations_is_no_appeal() -> None:
    news = (
        "Donations to both parties rose, and one contribution of two million was the largest gift ever seen."
    )
    assert news in article("\n".join(["The vote that changed the capital", news, *BODY])).text


def test_a_pull_quote_is_not_said_twice() -> None:
    quote = "“what happened in the capital after the vote”"
    found = article("\n".join(["The vote that changed the capital", *BODY[:2], quote, *BODY[2:]]))
    assert found.text == "\n\n".join(BODY)
    assert labelled(found, "quotation") == [quote]


def test_the_address_tells_the_title_from_other_headings() -> None:
    text = "\n".join(["All our stories on the war", "The vote that changed the capital", *BODY])
    assert article(text, "https://a.org/2023/05/01/vote-that-changed-the-capital").title == (
        "The vote that changed the capital"
    )


def test_teasers_with_other_words_at_their_end_are_found() -> None:
    card = ["A bridge too far for the north", "Economy", PARAGRAPH.format("teasing"), "Read more"]
    found = article("\n".join(["The vote that changed the capital", *BODY, *card]))
    assert found.text == "\n\n".join(BODY)
    assert [(one.title, one.section) for one in found.related] == [
        ("A bridge too far for the north", "Economy")
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "Just a line.", "Home\nLatest\nNewsletter"])
def test_a_text_without_paragraphs_is_too_short(text: str) -> None:
    extraction = pasted(text)
    assert (extraction.outcome, extraction.article) == (Outcome.TOO_SHORT, None)
    assert "fewer than 60" in extraction.reason


@given(
    st.lists(
        st.one_of(st.text(max_size=40), st.sampled_from([*BODY, "Read more", "Europe", "By Ada Lovelace"]))
    )
)
def test_every_word_of_any_text_is_in_one_labelled_line(lines: list[str]) -> None:
    text = "\n".join([*BODY, *lines])
    found = pasted(text).article
    if found is not None:
        kept = [word for line in found.lines for word in line.text.split()]
        assert kept == text.replace("\u200b", "").replace("\ufeff", "").split()
        assert found.text == "\n\n".join(line.text for line in found.lines if line.label == "body")
