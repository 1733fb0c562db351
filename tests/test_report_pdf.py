"""The PDF: one page to read first, tagged for those who listen, and the same bytes again."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from fakes import Site
from monitor.catalog import starter
from monitor.errors import MonitorError
from monitor.ledger import Event
from monitor.newsroom import Newsroom
from monitor.show.report.build import build
from monitor.show.report.figures import Report
from monitor.show.report.page import page
from monitor.show.report.pdf import pdf
from monitor.show.report.period import parse

EVENT = Event(
    date(2026, 10, 5),
    "hearing",
    "A committee heard witnesses on contracts that the series had listed, and took " + "two pieces and " * 20,
    evidence=tuple(f"https://example.org/{n}" for n in range(5)),
    contribution="The chair named the list, and the dates, and the names, " + "and so on and so forth " * 12,
)
PROMISES = "\n".join(
    f"""[[programme]]
id = "grant-{n}"
name = "A programme with quite a long name, number {n}"
funder = "A fund"
first = 2026-09-01
last = 2026-12-31
[[programme.promise]]
words = "a quarter of all pieces on the countries that lie on the shores of the lake, and on the lake"
share = 0.25
region = ["TCD"]"""
    for n in range(4)
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    """A report in which everything is as long as it may be on the first page."""
    folder = tmp_path_factory.mktemp("room") / "room"
    starter.write(folder)
    (folder / "programmes.toml").write_text(PROMISES)
    with Site() as site:
        site.write_outlets(folder)
        with Newsroom(folder, now=lambda: datetime(2026, 11, 20, tzinfo=UTC)) as room:
            yield reported(room, site)


def reported(room: Newsroom, site: Site) -> Report:
    places = ["Chad", "Peru", "Mali", "Laos", "Ghana", "Brazil", "France", "Jordan"]
    for n, place in enumerate(places, 1):
        site.publish("own", f"ours-{n}", f"2026-10-0{n}", place=place)
    site.publish("peer", "theirs", "2026-10-01", place="Peru")
    room.ingest()
    for n in range(1, 5):
        number = room.ledger.record(replace(EVENT, day=date(2026, 10, n)), "Ada")
        assert number
        room.ledger.verify(number, "Benedikta Featherstonehaugh-Cholmondeley")
    return build(room, parse("2026-10"))


@pytest.fixture(scope="module")
def data(full: Report, pango: None) -> bytes:  # noqa: ARG001
    """Its PDF."""
    return pdf(page(full))


def words_of(data: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(data) as document:
        told = []
        for number in range(len(document)):
            leaf = document[number]
            text = leaf.get_textpage()
            told.append(" ".join(text.get_text_range().split()))
            text.close()
            leaf.close()
        return told


def elements(element: Any) -> Iterator[tuple[str, Any]]:
    """All elements of a structure tree in reading order, each with its kind."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid["/S"])[1:], kid
            yield from elements(kid)


def test_the_summary_is_one_page_however_much_there_is_to_say(full: Report, data: bytes) -> None:
    pages = words_of(data)
    assert "How we know" in pages[0]
    assert "snapshot " + full.snapshot[:12] in pages[0]
    assert pages[1].startswith("Annex: every figure")
    assert all(f"Figure {each.number}. {each.title}" in " ".join(pages) for each in full.figures)


def test_the_same_report_gives_the_same_bytes(full: Report, data: bytes) -> None:
    assert pdf(page(full)) == data


def test_the_pdf_is_tagged_for_screen_readers(full: Report, data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "en"
        assert root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == f"{full.name}: report for 1 October to 31 October 2026"
            assert metadata["pdfuaid:part"] == "1"
        tree = list(elements(root.StructTreeRoot))
        kinds = [kind for kind, _ in tree]
        figures = [each for kind, each in tree if kind == "Figure"]
        assert [str(each.Alt) for each in figures] == [
            full.figure("desks").finding,
            full.figure("months").finding,
        ]
        headings = [int(kind[1]) for kind in kinds if kind in ("H1", "H2", "H3")]
        assert headings[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(headings))
        cells = [each for kind, each in tree if kind == "TH"]
        assert cells
        assert all(each.A.Headers for kind, each in tree if kind == "TD")
        assert {"Table", "TR", "TD", "L", "LI", "Link", "P"} <= set(kinds)


def test_fonts_travel_with_the_pdf(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as document:
        fonts = [
            each
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/FontName")
        ]
        names = {str(each.FontName).split("+")[-1] for each in fonts}
        assert all("/FontFile2" in each or "/FontFile3" in each for each in fonts)
    assert names
    assert all(name.startswith("Source-Sans-Pro") for name in names), names


def test_links_of_the_pdf_say_where_they_lead(full: Report, data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as document:
        links = [note for leaf in document.pages for note in leaf.get("/Annots", [])]
        addresses = {str(each.A.URI) for each in links if "/A" in each}
        assert len(links) > 20
        assert all("/Contents" in each and "/StructParent" in each for each in links)
    assert full.link(full.figure("desks")) in addresses
    assert "https://example.org/0" in addresses


def test_without_pango_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [each for each in sys.modules if each.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MonitorError, match=r"apt-get install libpango-1.0-0 .*, or write .html"):
        pdf("<p>anything</p>")
