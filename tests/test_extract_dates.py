"""When an article was published, and who says so."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract import dates, page
from monitor.model import Article, Entry, Page

PROSE = "".join(
    f"<p>The {part} minister said on Tuesday that talks would go on until both sides agreed to the terms.</p>"
    for part in ("first", "second", "third", "fourth", "fifth", "sixth")
)
SAID = '{"@type": "NewsArticle", "datePublished": "2026-01-02T03:04:05+02:00"}'
LD = f'<script type="application/ld+json">{SAID}</script>'
META = '<meta property="article:published_time" content="2026-02-03">'
TIME = '<time datetime="2026-03-04">4 March</time>'


def article(
    url: str = "https://a.org/talks-go-on-for-now", entry: Entry | None = None, **parts: str
) -> Article:
    head, top, end = (parts.get(part, "") for part in ("head", "top", "end"))
    body = f"<article><h1>Talks go on for now</h1>{top}{PROSE}{end}</article>"
    extraction = page(Page(url, f"<html><head>{head}</head><body>{body}</body></html>".encode()), entry)
    assert extraction.article is not None, extraction.reason
    return extraction.article


def test_the_feed_is_believed_first_then_data_then_address_then_what_is_shown() -> None:
    dated = "https://a.org/2026/02/28/talks-go-on"
    told = [
        article(dated, Entry(dated, published="2026-01-01"), head=LD + META, top=TIME),
        article(dated, head=META + LD, top=TIME),
        article(dated, head=META, top=TIME),
        article(dated, top=TIME),
        article(top=TIME),
        article(top='<p class="date">March 5, 2026</p>'),
        article(),
    ]
    assert [(one.published, one.published_source) for one in told] == [
        ("2026-01-01", "feed"),
        ("2026-01-02T03:04:05+02:00", "json-ld"),
        ("2026-02-03", "meta"),
        ("2026-02-28", "url"),
        ("2026-03-04", "visible"),
        ("2026-03-05", "visible"),
        (None, None),
    ]


@pytest.mark.parametrize(
    "decoy",
    [
        '<figure><img src="/screen-shot-2022-07-28-at-1.08.40-pm.png" alt="2022-07-28"></figure>',
        '<img src="https://a.org/media/2022/07/28/picture.jpg">',
        '<div class="related-posts"><a href="/x">Other</a> <time datetime="2025-12-17">17 Dec</time></div>',
        "<p>On November 17, 2025, the president announced that he would approve the sale of the most "
        "advanced fighter aircraft to a country that had asked for it for many years without success.</p>",
        "<p>Screen-shot-2022-07-28-at-1.08.40-pm</p>",
        '<aside><span class="date">December 17, 2025</span></aside>',
    ],
)
def test_dates_of_pictures_teasers_and_sentences_are_not_the_articles(decoy: str) -> None:
    assert article(end=decoy).published is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published on May 1, 2023 at 10:15", "2023-05-01"),
        ("1st of May 2023", "2023-05-01"),
        ("Montag, 1. Mai 2023", "2023-05-01"),
        ("le 1er août 2023", "2023-08-01"),
        ("1 de mayo de 2023", "2023-05-01"),
        ("01.05.2023, 10:15 Uhr", "2023-05-01"),
        ("2023年5月1日", "2023-05-01"),
        ("13/05/2023", "2023-05-13"),
        ("05/13/2023", "2023-05-13"),
        ("05/06/2023", None),  # a fifth of June or a sixth of May
        ("February 31, 2023", None),
        ("May 2023", None),
    ],
)
def test_a_line_that_shows_a_date_is_read(line: str, expected: str | None) -> None:
    found = dates.of_line(line)
    assert (found.value if found else None) == expected


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_every_day_in_an_address_is_found(day: datetime.date) -> None:
    assert dates.of_url(f"https://a.org/{day:%Y/%m/%d}/slug") == (day.isoformat(), "url")


@given(st.text())
def test_any_text_may_stand_in_place_of_a_date(text: str) -> None:
    for value in (dates.iso(text), *(dates.of_line(text) or ())[:1]):
        assert value is None or datetime.datetime.fromisoformat(value)
