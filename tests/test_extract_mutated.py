"""Real pages with bytes cut, doubled, swapped and put in: each ends in a named outcome, none in an exception.

`MUTATIONS=10000 pytest tests/test_extract_mutated.py` takes some minutes.
"""

import os
import random
import tarfile
from pathlib import Path

import pytest

from monitor.extract import page
from monitor.model import Outcome, Page

MUTATIONS = int(os.environ.get("MUTATIONS", "150"))
SETS = ("aeb", "fundeval", "fundus", "trafeval", "wcxb", "htmldate", "wcxb_other")
LARGEST = 300_000  # bytes
MARKUP = (
    b"<div>",
    b"</div>",
    b"<script>",
    b"<!--",
    b"]]>",
    b"<svg>",
    b"&#0;",
    b"\x00",
    b"<table>",
    b"<h1>",
    b"'",
)
ENDS = {
    Outcome.NEW, Outcome.UNDATED, Outcome.NOT_AN_ARTICLE, Outcome.TOO_SHORT, Outcome.NOT_PARSEABLE,
    Outcome.TOO_LARGE,
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(shared: Path) -> list[bytes]:
    found = []
    for name in SETS:
        with tarfile.open(shared / "extraction" / f"{name}.html.tar.xz") as archive:
            files = (archive.extractfile(member) for member in archive if member.isfile())
            found += [content for file in files if file and len(content := file.read()) < LARGEST]
    return found


def test_no_mutated_page_ends_in_an_exception(pages: list[bytes]) -> None:
    for number in range(MUTATIONS):
        chance = random.Random(number)
        content = mutated(pages[number * 37 % len(pages)], chance)
        found = page(Page("https://paper.example/some-article", content), min_words=10)
        assert found.outcome in ENDS, number
        assert (found.article is not None) == (found.outcome in {Outcome.NEW, Outcome.UNDATED}), number
        assert found.article is not None or found.reason, number


def mutated(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 30)):
        at, other = (chance.randrange(len(changed) + 1) for _ in range(2))
        match chance.randrange(6):
            case 0:
                del changed[at : at + chance.randint(1, 400)]
            case 1:
                changed[at:at] = chance.randbytes(chance.randint(1, 40))
            case 2:
                changed[at:at] = changed[other : other + chance.randint(1, 3000)]
            case 3:
                changed[at:at] = chance.choice(MARKUP) * chance.randint(1, 60)
            case 4:
                changed[at : at + 1] = chance.randbytes(1)
            case _ if chance.random() < 0.1:
                del changed[at:]
    return bytes(changed)
