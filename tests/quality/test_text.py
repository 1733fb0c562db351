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


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("aeb", {"f1": 0.955}),
        ("fundus", {"f1": 0.95, "title_exact": 0.75, "date_exact": 0.98, "language_acc": 0.98}),
        ("wcxb", {"f1": 0.94, "title_exact": 0.78, "date_exact": 0.78}),
    ],
)
def test_text_and_metadata(name: str, floors: dict[str, float], shared: Path, score: ModuleType) -> None:
    folder = shared / "extraction"
    with gzip.open(folder / f"{name}.gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    with tarfile.open(folder / f"{name}.html.tar.xz") as archive:
        pages = {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}  # type: ignore[union-attr]
    found = score.aggregate([score.score_page(row["gold"], predicted(row, pages)) for row in gold])
    print(f"\ntext {name}: {found}")
    for figure, floor in floors.items():
        assert found[figure] >= floor, figure


def predicted(row: dict[str, Any], pages: dict[str, bytes]) -> dict[str, Any]:
    article = extract.page(Page(row["url"] or "", pages[row["html"]], "text/html")).article
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
