"""How right the extracted text and date are on public labelled pages, with floors that must not sink."""

import gzip
import json
import tarfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from monitor import extract
from monitor.model import Page


@pytest.fixture(scope="module")
def score(scorer: Any) -> ModuleType:
    return scorer("score_extraction")


FLOORS: dict[str, dict[str, float]] = {
    "aeb": {"f1": 0.966, "exact": 0.39},
    "fundeval": {"f1": 0.957},
    "fundus": {
        "f1": 0.957, "title_exact": 0.80, "authors_set": 0.86, "date_exact": 0.985, "tags_f1": 0.70,
        "language_acc": 0.99,
    },
    "wcxb": {"f1": 0.945, "title_exact": 0.80, "authors_set": 0.63, "date_exact": 0.83},
    "trafeval": {"seg_f1": 0.925, "title_exact": 0.80, "authors_set": 0.60, "date_exact": 0.875},
}  # fmt: skip


@pytest.mark.parametrize("name", FLOORS)
def test_text_and_metadata(name: str, shared: Path, score: ModuleType) -> None:
    gold, pages = labelled(shared / "extraction", name)
    found = score.aggregate([score.score_page(row["gold"], predicted(row, pages)) for row in gold])
    print(f"\ntext {name}: {found}")
    for figure, floor in FLOORS[name].items():
        assert found[figure] >= floor, figure


@pytest.mark.parametrize(("name", "floors"), [("aeb", (0.970, 0.42)), ("fundeval", (0.960, 0.45))])
def test_careful_text(name: str, floors: tuple[float, float], shared: Path, score: ModuleType) -> None:
    gold, pages = labelled(shared / "extraction", name)
    found = score.aggregate(
        [score.score_page(row["gold"], predicted(row, pages, careful=True)) for row in gold]
    )
    print(f"\ncareful text {name}: {found}")
    assert (found["f1"] >= floors[0], found["exact"] >= floors[1]) == (True, True)


def labelled(folder: Path, name: str) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    with gzip.open(folder / f"{name}.gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    with tarfile.open(folder / f"{name}.html.tar.xz") as archive:
        return gold, {
            member.name: archive.extractfile(member).read()  # type: ignore[union-attr]
            for member in archive
            if member.isfile()
        }


def predicted(row: dict[str, Any], pages: dict[str, bytes], *, careful: bool = False) -> dict[str, Any]:
    """What `monitor extract` says of a page: there ten words make an article."""
    page = Page(row["url"] or "", pages[row["html"]], "text/html")
    article = extract.page(page, min_words=10, careful=careful).article
    if article is None:
        return {}
    return {
        "text": article.text,
        "title": article.title,
        "authors": list(article.authors),
        "date": article.published,
        "tags": list(article.tags),
        "language": article.language,
    }
