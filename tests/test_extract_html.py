"""Web pages: what is read of them, and what becomes of bad ones."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extract import page
from monitor.model import Article, Entry, Extraction, Outcome, Page

URL = "https://paper.example/2026/01/02/the-vote-that-changed-the-capital"
PARAGRAPHS = [
    f"The {word} paragraph says what happened in the capital after the vote, and who will have to pay for it."
    for word in ("first", "second", "third", "fourth", "fifth", "sixth")
]
PROSE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
TITLE = "The vote that changed the capital"


def extract(body: str, head: str = "", url: str = URL, entry: Entry | None = None) -> Extraction:
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    )
    return page(Page(url, html.encode("utf-8", "surrogatepass"), "text/html"), entry)


def article(body: str, head: str = "", url: str = URL, entry: Entry | None = None) -> Article:
    extraction = extract(body, head, url, entry)
    assert extraction.article is not None, extraction.reason
    return extraction.article


def ld(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **said})}</script>'


def test_the_text_is_the_paragraphs_and_nothing_else() -> None:
    body = (
        f"<nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1>{PROSE}</article><footer>© Paper</footer>"
    )
    assert article(body).text == "\n\n".join(PARAGRAPHS)


def test_structured_data_name_the_article() -> None:
    said = ld(
        headline=TITLE, alternativeHeadline="A deck", articleSection="Europe", keywords=["vote", "capital"],
        author=[{"@type": "Person", "name": "Ada Lovelace"}, {"@type": "Person", "name": "Alan Turing"}],
        dateModified="2026-01-03T00:00:00Z", publisher={"@type": "Organization", "name": "Paper"},
    )  # fmt: skip
    found = article(
        f"<article><h1>{TITLE}</h1>{PROSE}</article>", said + '<link rel="canonical" href="/vote/?utm_x=1">'
    )
    assert (found.title, found.deck, found.section) == (TITLE, "A deck", "Europe")
    assert found.authors == ("Ada Lovelace", "Alan Turing")
    assert found.tags == ("vote", "capital")
    assert found.updated == "2026-01-03T00:00:00+00:00"
    assert found.canonical_url == "https://paper.example/vote"
    assert found.language == "en"


def test_a_kicker_of_two_labels_gives_type_and_section() -> None:
    found = article(f'<article><h1>{TITLE}</h1><div class="kicker">Analysis | Europe</div>{PROSE}</article>')
    assert (found.kicker, found.type, found.section) == ("Analysis | Europe", "Analysis", "Europe")
    assert "Analysis" not in found.text


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (
            "",
            ld(headline=TITLE, author={"@type": "Organization", "name": "RS"}, publisher={"name": "RS"}),
        ),
        ("<figure><img src='a.jpg'><figcaption>Photo: Daniel Torok</figcaption></figure>", ""),
        ("", '<meta name="author" content="https://facebook.com/paper">'),
    ],
)
def test_initials_of_an_outlet_a_photographer_or_an_address_are_no_author(body: str, head: str) -> None:
    assert article(f"<article><h1>{TITLE}</h1>{body}{PROSE}</article>", head).authors == ()


def test_an_outlet_is_the_author_only_where_its_data_say_so_and_nobody_is_named() -> None:
    says = ld(
        headline=TITLE, author={"@type": "Organization", "name": "The Paper"}, publisher={"name": "The Paper"}
    )
    byline = '<div class="byline">By Ada Lovelace</div>'
    assert article(f"<article><h1>{TITLE}</h1>{PROSE}</article>", says).authors == ("The Paper",)
    assert article(f"<article><h1>{TITLE}</h1>{byline}{PROSE}</article>", says).authors == ("Ada Lovelace",)


def test_a_byline_that_only_the_page_shows_is_read() -> None:
    byline = '<div class="byline">By <a rel="author" href="/a">Ada Lovelace</a></div>'
    assert article(f"<article><h1>{TITLE}</h1>{byline}{PROSE}</article>").authors == ("Ada Lovelace",)


def test_appeals_calls_and_credits_inside_the_text_are_labelled_and_left_out() -> None:
    extra = [
        "Dear readers: please help us with a tax-deductible, year-end contribution so that we can go on.",
        "Top image credit: Ada Lovelace via shutterstock.com",
        "Read more: Another thing that happened in the capital",
        "Sign up for our weekly newsletter and never miss what we write.",
    ]
    found = article(
        f"<article><h1>{TITLE}</h1>{PROSE}{''.join(f'<p>{x}</p>' for x in extra)}{PROSE}</article>"
    )
    assert not any(line in found.text for line in extra)
    assert {line.label for line in found.lines if line.text in extra} <= {"appeal", "credit", "call"}


def test_the_entry_of_a_feed_fills_what_the_page_does_not_say() -> None:
    entry = Entry(
        URL, "From the feed", "2026-01-01T10:00:00-05:00", authors=("Ada Lovelace",), labels=("Europe",)
    )
    found = article(PROSE, entry=entry)
    assert (found.published, found.published_source) == ("2026-01-01T10:00:00-05:00", "feed")
    assert (found.title, found.authors, found.tags) == ("From the feed", ("Ada Lovelace",), ("Europe",))


def test_a_section_front_is_not_an_article() -> None:
    links = "".join(f'<h2><a href="/{n}">Headline number {n} of the day</a></h2>' for n in range(40))
    site = '<meta property="og:type" content="website">'
    found = extract(f"<main>{links}</main>", site, "https://paper.example/europe")
    assert (found.outcome, found.article) == (Outcome.NOT_AN_ARTICLE, None)
    assert found.reason


def test_a_few_words_are_too_short() -> None:
    found = extract(f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p></article>", ld(headline=TITLE))
    assert found.outcome is Outcome.TOO_SHORT
    assert "fewer than 60" in found.reason


@pytest.mark.parametrize(
    "content", [b"", b"  ", b"%PDF-1.7 \x00\x01", b"\x89PNG\r\n", b'{"a": 1}', b"\xff\xfe\x00\x00"]
)
def test_bytes_that_are_no_page_are_not_parseable(content: bytes) -> None:
    assert page(Page(URL, content)).outcome is Outcome.NOT_PARSEABLE


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "iso-8859-1", ""),
        ("cp1252", "utf-8", ""),
        ("cp1251", "windows-1251", ""),
        ("cp1251", "no-such-thing", "text/html; charset=windows-1251"),
        ("utf-16", "utf-8", ""),
        ("utf-16-le", "utf-16", ""),
        ("iso2022_jp", "iso-2022-jp", ""),
        ("shift_jis", "shift_jis", ""),
    ],
)
def test_a_page_is_read_whatever_its_charset_says(encoding: str, declared: str, header: str) -> None:
    said = {
        "cp1251": "Вчера в столице прошло голосование, о котором долго спорили все партии страны. ",
        "iso2022_jp": "首都で行われた投票の結果について、政府は昨日発表した。",
        "shift_jis": "首都で行われた投票の結果について、政府は昨日発表した。",
    }.get(encoding, "Gestern wurde in der Hauptstadt über die größte Änderung abgestimmt. ")
    paragraphs = "".join(f"<p>{number}. {said * 6}</p>" for number in range(4))
    html = f'<html><head><meta charset="{declared}"></head><body><article>{paragraphs}</article>'
    found = page(Page(URL, html.encode(encoding), header)).article
    assert found is not None
    assert said.strip() in found.text


def test_nul_bytes_and_control_characters_are_no_obstacle() -> None:
    body = f"<article><h1>{TITLE}</h1>{PROSE}</article>".replace("vote", "vo\x00te").replace("pay", "p\x0bay")
    assert article(body).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("<p " + " ".join(f"a{n}='>'" for n in range(200_000)) + ">x</p>", Outcome.NOT_PARSEABLE),
        ('<p " ' + " ".join(f"a{n}" for n in range(200_000)) + ">x</p>", Outcome.NOT_PARSEABLE),
        ("<p>x" * 500_000, Outcome.NOT_PARSEABLE),
        ("<p>A line of the text.</p>" * 200_000, Outcome.TOO_LARGE),
        ("<script>" * 300_000, Outcome.NOT_AN_ARTICLE),
        ("<" * 2_900_000, Outcome.TOO_SHORT),
    ],
    ids=["attributes", "open-quote", "paragraphs", "size", "scripts", "brackets"],
)
def test_a_page_made_to_stop_the_parser_is_refused(body: str, outcome: Outcome) -> None:
    found = extract(body)
    assert (found.outcome, found.article) == (outcome, None)
    assert found.reason


def test_deep_nesting_loses_no_text_silently() -> None:
    found = extract("<div>" * 3000 + PROSE + "</div>" * 3000)
    assert found.article is not None or found.reason


@pytest.mark.parametrize(
    "broken", ["{", "[[[[", '{"@graph": [1, null, "x"]}', '{"@type": ["NewsArticle"], "author": 5}']
)
def test_broken_structured_data_are_passed_over(broken: str) -> None:
    script = f'<script type="application/ld+json">{broken}</script>'
    assert article(f"<article><h1>{TITLE}</h1>{PROSE}</article>", script).title == TITLE


@settings(deadline=None, max_examples=40)
@given(
    st.one_of(
        st.binary(max_size=300), st.text(alphabet="<>/=\"' apdivscript!-\x00é", max_size=300).map(str.encode)
    )
)
def test_any_bytes_end_in_an_outcome(content: bytes) -> None:
    for whole in (content, b"<html><body>" + content, f"<html><body>{PROSE}".encode() + content):
        found = page(Page(URL, whole))
        assert (found.article is not None) == (found.outcome in {Outcome.NEW, Outcome.UNDATED})


def test_the_same_bytes_give_the_same_article() -> None:
    body = f"<article><h1>{TITLE}</h1>{PROSE}</article>"
    assert article(body) == article(body)


@pytest.mark.parametrize(
    ("address", "head", "kind"),
    [
        ("https://paper.org/talks-go-on", "", "article"),
        ("https://paper.org/talks-go-on", ld(headline=TITLE), "article"),
        ("https://paper.org/live/talks-go-on", "", "live page"),
        ("https://paper.org/talks-go-on", '<meta property="og:type" content="video.other">', "video"),
        ("https://paper.org/podcasts/talks-go-on", "", "audio"),
        ("https://paper.org/photos/talks-go-on", "", "gallery"),
    ],
)
def test_the_kind_of_page_is_told(address: str, head: str, kind: str) -> None:
    content = f"<html><head>{head}</head><body><article><h1>{TITLE}</h1>{PROSE}</article></body></html>"
    found = page(Page(address, content.encode())).article
    assert found is not None
    assert found.kind == kind


def test_words_kept_and_words_removed_are_the_words_of_the_page() -> None:
    shown = [
        "<header><nav><ul><li>Europe</li><li>Middle East</li><li>Search</li></ul></nav></header>",
        f'<div class="kicker">Analysis | Europe</div><h1>{TITLE}</h1><h2 class="dek">Who pays for it.</h2>',
        '<p class="byline">By Ada Lovelace</p>', '<p class="date">March 5, 2026</p>',
        "<figure><img alt='x'><figcaption>A view of the hall. (Jane Roe/Reuters)</figcaption></figure>",
        PROSE,
        "<p>Dear readers: your year-end donation keeps our independent journalism going. Please donate.</p>",
        "<aside><h3>Sign up for our newsletter</h3><form><button>Subscribe</button></form></aside>",
        "<h3>Related</h3>",
        "<div class='card'><a href='/x'>A headline of another story</a>"
        "<p>What it is about, told in one line.</p></div>"
        "<div class='card'><a href='/y'>One more headline of a story</a>"
        "<p>It tells of harvests and of storms.</p></div>",
        "<footer><p>© 2026 The Paper. All rights reserved.</p><a href='/about'>About us</a></footer>",
    ]  # fmt: skip
    content = f"<html><head><title>{TITLE}</title></head><body>{' '.join(shown)}</body></html>"
    found = page(Page("https://paper.org/talks-go-on", content.encode())).article
    assert found is not None
    words_in = re.sub(r"<[^>]*>", " ", " ".join(shown)).split()
    assert sorted(word for line in found.lines for word in line.text.split()) == sorted(words_in)
    labels = {line.text.split("\n")[0]: line.label for line in found.lines}
    assert labels["Europe"] == "nav"
    assert labels["Analysis | Europe"] == "kicker"
    assert (labels[TITLE], labels["Who pays for it."]) == ("title", "deck")
    assert labels["A view of the hall. (Jane Roe/Reuters)"] in {"caption", "credit"}
    assert labels["A headline of another story"] == labels["What it is about, told in one line."] == "teaser"
    assert labels["© 2026 The Paper. All rights reserved."] == "footer"
    assert [each.title for each in found.related] == [
        "A headline of another story",
        "One more headline of a story",
    ]
    assert "donation" not in found.text


def test_the_data_of_a_rebelmouse_page_is_read() -> None:
    post = {
        "headline": TITLE, "subheadline": "Much of it was known before.", "created_ts": 1682935200,
        "updated_ts": 1682942400, "roar_authors": [{"title": "Ada Lovelace"}], "section": {"title": "Europe"},
        "public_tags": ["talks", "sanctions"], "photo_credit": "Daniel Torok",
        "post_url": "https://paper.org/talks-go-on",
    }  # fmt: skip
    data = json.dumps({"site": {"id": 7}, "post": post})
    script = f"<script>window.REBELMOUSE_BOOTSTRAP_DATA = {data};\nrun();</script>"
    body = (
        '<div class="widget__kicker kicker">Analysis | Europe</div>'
        f'<h1 class="widget__headline">{TITLE}</h1>'
        '<h2 class="widget__subheadline">Much of it was known before.</h2>'
        f'<div class="photo-credit">Daniel Torok</div><div class="body-description">{PROSE}</div>'
    )
    found = article(f"<article>{body}</article>", script)
    assert (found.title, found.deck, found.type, found.section) == (
        TITLE, "Much of it was known before.", "Analysis", "Europe",
    )  # fmt: skip
    assert (found.authors, found.tags) == (("Ada Lovelace",), ("talks", "sanctions"))
    assert (found.published, found.updated) == ("2023-05-01T10:00:00+00:00", "2023-05-01T12:00:00+00:00")
    assert "known before" not in found.text
    assert "Torok" not in found.text


@pytest.mark.parametrize(
    "data", ["", "{", "[1]", '{"post": 3}', '{"post": {"headline": 5, "roar_authors": [4]}}']
)
def test_broken_data_of_a_rebelmouse_page_is_passed_over(data: str) -> None:
    found = article(
        f"<article><h1>{TITLE}</h1>{PROSE}</article>", f"<script>REBELMOUSE_BOOTSTRAP_DATA = {data}</script>"
    )
    assert (found.title, found.authors) == (TITLE, ())


def test_text_that_was_encoded_twice_is_read_as_it_was_written() -> None:
    line = "“We’ll go on,” the minister said of the café talks — and of nothing else on that long day in May."
    twice = f"<html><body><article><h1>{TITLE}</h1><p>{line}</p>{PROSE}</article></body></html>"
    content = twice.encode().decode("latin-1").encode()
    found = page(Page(URL, content)).article
    assert found is not None
    assert found.text.splitlines()[0] == line.replace("é", "Ã©")


def test_references_to_characters_that_are_none_are_left_out() -> None:
    line = "The minister&#0; said&#x1F; that&#xD800; talks&#99999999; would go on &#8211; caf&#233; talks."
    content = f"<html><body><article><h1>{TITLE}</h1><p>{line}</p>{PROSE}</article></body></html>"
    found = page(Page(URL, content.encode())).article
    assert found is not None
    assert found.text.startswith("The minister said that talks would go on – café talks.")


def test_a_teaser_that_links_to_no_address_has_none() -> None:
    cards = "".join(f"<li><a href='http://[{n}'>Another headline of number {n}</a></li>" for n in range(3))
    found = article(f"<article><h1>{TITLE}</h1>{PROSE}<h3>Related</h3><ul>{cards}</ul></article>")
    assert [each.url for each in found.related] == [None, None, None]
