"""Result files of Media Cloud and GDELT as rows of ours."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.exchange import aliases
from monitor.exchange.rows import COLUMNS, read_row

MEDIA_CLOUD = """id,indexed_date,language,media_name,media_url,publish_date,title,url
a1,2024-02-01 03:04:05.123456,en,paper.example,paper.example,2024-01-31,Talks resume,https://paper.example/talks
"""
GDELT = """url,url_mobile,title,seendate,socialimage,domain,language,sourcecountry
https://paper.example/talks,,Talks resume,20240131T101500Z,,paper.example,Spanish,Mexico
"""


def rows(text: str) -> list[dict[str, object]]:
    file = csv.DictReader(io.StringIO(text))
    layout = aliases.recognise(file.fieldnames or ())
    assert layout
    return [aliases.translate(layout, row) for row in file]


def test_a_file_of_media_cloud_gives_address_title_day_and_language() -> None:
    (row,) = rows(MEDIA_CLOUD)
    assert row == {
        "url": "https://paper.example/talks",
        "title": "Talks resume",
        "published": "2024-01-31",
        "language": "en",
    }
    assert read_row(row).published == "2024-01-31"


def test_when_gdelt_saw_a_page_is_not_when_it_was_published() -> None:
    (row,) = rows(GDELT)
    assert row == {"url": "https://paper.example/talks", "title": "Talks resume", "language": "es"}
    assert read_row(row).published is None


@pytest.mark.parametrize("columns", [(), ("title", "url"), COLUMNS, ("url", "title", "domain", "language")])
def test_other_files_are_not_recognised(columns: tuple[str, ...]) -> None:
    assert aliases.recognise(columns) is None


def test_columns_may_come_in_any_order_and_with_others() -> None:
    found = aliases.recognise(["", "sourcecountry", "domain", "title", "seendate", "url"])
    assert found
    assert found.name == "GDELT"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2024-01-31 00:00:00", "2024-01-31"),
        ("2024-01-31T00:00:00+00:00", "2024-01-31"),
        ("2024-01-31T08:30:00", "2024-01-31T08:30:00"),
        (" 2024-01-31 ", "2024-01-31"),
        ("", ""),
        (None, None),
    ],
)
def test_a_midnight_is_a_day_and_not_a_time(said: str | None, meant: str | None) -> None:
    (layout,) = (each for each in aliases.LAYOUTS if each.name == "Media Cloud")
    assert aliases.translate(layout, {"publish_date": said})["published"] == meant


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("English", "en"),
        ("NorwegianNynorsk", "nn"),
        (" haitian  creole", "ht"),
        ("pt-BR", "pt"),
        ("zh", "zh"),
        ("Klingon", None),
        ("xx", None),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_a_language_is_known_by_its_name_or_its_code(said: object, code: str | None) -> None:
    assert aliases.translate(aliases.LAYOUTS[1], {"language": said})["language"] == code


@given(st.sampled_from(aliases.LAYOUTS), st.dictionaries(st.text(), st.text() | st.none() | st.integers()))
def test_rows_of_any_content_have_our_columns_only(layout: aliases.Layout, raw: dict[str, object]) -> None:
    assert set(aliases.translate(layout, raw)) == set(layout.columns) <= set(COLUMNS)
