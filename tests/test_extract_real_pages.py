"""Real pages, fetched from a site on the loopback, against what people said is their text."""

import gzip
import json
import re
import tarfile
from collections import Counter
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from monitor import collect, extract
from monitor.model import Extraction, Page
from test_collect_http import http, say, serve

DATA = Path(__file__).parents[1].parent / "shared" / "data" / "extraction"
PER_SET = {"aeb": 8, "fundeval": 5, "fundus": 8, "wcxb": 6}
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the folder ../shared/data is not on this machine")


class Real(NamedTuple):
    """One page and its truth."""

    url: str
    html: bytes
    gold: dict[str, Any]


def pages(name: str, count: int) -> list[Real]:
    with gzip.open(DATA / f"{name}.gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][:count]
    with tarfile.open(DATA / f"{name}.html.tar.xz") as archive:
        contents = {m.name: archive.extractfile(m).read() for m in archive if m.isfile()}  # type: ignore[union-attr]
    return [Real(row["url"], contents[row["html"]], row["gold"]) for row in rows]


@cache
def extractions() -> list[tuple[Real, Extraction]]:
    sample = [page for name, count in PER_SET.items() for page in pages(name, count)]

    def respond(request: BaseHTTPRequestHandler) -> None:
        say(request, sample[int(request.path[1:])].html, Content_Type="text/html")

    with serve(respond) as site, http(timeout=10) as reader:
        fetched = [collect.fetch(f"{site}/{at}", reader, limit=5_000_000) for at in range(len(sample))]
    assert [page.content for page in fetched] == [page.html for page in sample]
    return [
        (real, extract.page(Page(real.url, page.content, page.content_type)))
        for real, page in zip(sample, fetched, strict=True)
    ]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(len(words) - 3, 1)))


def likeness(gold: str, text: str) -> float:
    """F1 over runs of four words."""
    one, other = shingles(gold), shingles(text)
    return 2 * sum((one & other).values()) / (sum(one.values()) + sum(other.values()))


def test_every_page_of_an_article_gives_an_article() -> None:
    assert [found.reason for _, found in extractions() if found.article is None] == []


def test_the_text_is_what_people_say_it_is() -> None:
    scores = [
        likeness(real.gold["text"], found.article.text if found.article else "")
        for real, found in extractions()
    ]
    assert len(scores) == sum(PER_SET.values())
    assert sum(scores) / len(scores) >= 0.93
    assert sum(score < 0.5 for score in scores) <= 1


def test_days_and_languages_are_right_on_news_pages() -> None:
    news = [(real.gold, found.article) for real, found in extractions() if "language" in real.gold]
    assert len(news) >= 5
    for gold, article in news:
        assert article is not None
        assert (article.published or "")[:10] == gold["date"]
        assert article.language == gold["language"][:2]


def test_titles_say_what_people_say_they_say() -> None:
    pairs = [
        (words(real.gold["title"]), words(found.article.title))
        for real, found in extractions()
        if "title" in real.gold and found.article
    ]
    assert len(pairs) >= 10
    assert sum(gold == title for gold, title in pairs) >= 0.5 * len(pairs)
    assert sum(len(gold & title) >= 0.6 * len(gold) for gold, title in pairs) >= 0.8 * len(pairs)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def test_words_kept_and_removed_are_all_there() -> None:
    for _, found in extractions():
        assert found.article is not None
        body = [line.text for line in found.article.lines if line.label == "body"]
        assert found.article.text == "\n\n".join(body)
