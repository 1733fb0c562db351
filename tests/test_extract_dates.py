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


DECOYS = [
    '<figure><img src="/screen-shot-2022-07-28-at-1.08.40-pm.png" alt="2022-07-28"></figure>',
    '<figure><img src="/a.jpg" alt="2022-07-28-at-1.08.40"><figcaption>2 August 2020</figcaption></figure>',
    '<img src="https://a.org/media/2022/07/28/picture.jpg">',
    '<a href="/media/2022/07/28/picture.jpg"><img src="/media/2022/07/28/thumb.jpg"></a>',
    "<p>Screen-shot-2022-07-28-at-1.08.40-pm</p>",
    '<div class="caption">Kyiv, 2020-08-02, a rally that drew thousands. (AP Photo, Aug. 2, 2020)</div>',
    '<div class="related-posts"><a href="/x">Other</a> <time datetime="2025-12-17">17 Dec</time></div>',
    '<div class="teaser"><h3><a href="/x">Why the other story matters more</a></h3>'
    '<span class="date">December 17, 2025</span></div>',
    '<ul class="most-popular"><li><a href="/y">Something else went on</a> <time>2025-11-17</time></li></ul>',
    '<div class="sidebar"><div class="post"><a href="/z">Another piece of news</a>'
    '<span class="post-date">Wednesday, December 17, 2025</span></div></div>',
    '<section class="recommended"><article><h2><a href="/r">Recommended for you today</a></h2>'
    '<time datetime="2025-12-17T08:00:00Z">today</time></article></section>',
    '<div id="c1" class="comment"><span class="comment-date">January 3, 2024</span> Well said.</div>',
    '<footer><p class="copyright">© 2001-2024 The Paper. Last change 2024-05-05.</p></footer>',
    '<nav><ul><li><a href="/2019/05/01/old">Old</a></li><li>2019-05-01</li></ul></nav>',
    '<div class="archive"><a href="/a/2018-03">March 2018</a> <a href="/a/2018-02">1 February 2018</a></div>',
    "<p>On November 17, 2025, the president announced that he would approve the sale of the most "
    "advanced fighter aircraft to a country that had asked for it for many years without success.</p>",
    "<p>The agreement of September 30, 1938, is what every one of them had in mind when they met there.</p>",
    "<p>Readers who give before December 31, 2026, will have their gift doubled by a friend of ours.</p>",
    '<meta property="og:image" content="https://a.org/2022/07/28/picture.jpg">',
    '<meta property="article:modified_time" content="2024-09-09T10:00:00Z">',
    '<meta name="expires" content="2030-01-01">',
    '<script>window.state = {"story": {"teaser": {"date": "2021-04-04"}}};</script>',
    '<form><input type="date" value="2021-04-04"></form>',
    '<aside><a href="/x">See what came before it</a> <span class="date">December 17, 2025</span></aside>',
]


@pytest.mark.parametrize("decoy", DECOYS)
@pytest.mark.parametrize("place", ["top", "end"])
def test_dates_of_pictures_teasers_and_sentences_are_not_the_articles(place: str, decoy: str) -> None:
    assert article(**{place: decoy}).published is None


@pytest.mark.parametrize("place", ["top", "end"])
def test_no_decoy_moves_a_date_that_is_stated(place: str) -> None:
    for decoy in DECOYS:
        found = article(head=LD, **{place: decoy})
        assert (found.published, found.published_source) == ("2026-01-02T03:04:05+02:00", "json-ld")


@pytest.mark.parametrize(
    ("stated", "shown", "expected"),
    [
        ("2020-02-25T02:25:54Z", "February 24, 2020", ("2020-02-24", "visible")),
        ("2020-02-25T02:25:54-05:00", "February 24, 2020", ("2020-02-25T02:25:54-05:00", "json-ld")),
        ("2020-02-25T22:25:54Z", "February 24, 2020", ("2020-02-25T22:25:54+00:00", "json-ld")),
        ("2020-02-25T02:25:54Z", "February 20, 2020", ("2020-02-25T02:25:54+00:00", "json-ld")),
        ("0001-01-01T00:00:00Z", "February 24, 2020", ("2020-02-24", "visible")),
    ],
)
def test_the_day_of_a_moment_is_the_day_that_readers_saw(
    stated: str, shown: str, expected: tuple[str, str]
) -> None:
    said = LD.replace("2026-01-02T03:04:05+02:00", stated)
    found = article(head=said, top=f'<p class="date">{shown}</p>')
    assert (found.published, found.published_source) == expected


def test_a_page_made_again_keeps_the_day_in_its_address() -> None:
    found = article("https://a.org/2017/7/12/talks-go-on", head=LD)
    assert (found.published, found.published_source) == ("2017-07-12", "url")


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


def test_every_date_that_was_seen_is_kept_with_its_place_and_a_difference_is_told() -> None:
    found = article("https://a.org/2026/02/28/talks-go-on", head=META, top=TIME)
    assert found.dates == (("2026-02-03", "meta"), ("2026-02-28", "url"), ("2026-03-04", "visible"))
    assert found.dates_differ
    assert not article(head=LD, top='<time datetime="2026-01-02">2 January</time>').dates_differ
    assert article().dates == ()
