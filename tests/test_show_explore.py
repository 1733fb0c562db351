"""What Explore shows can be taken away: as a table, as a picture, on a map, as a link."""

import io
import re
from datetime import date

import altair as alt
import openpyxl
import pandas as pd
import pytest

from fakes import Press
from monitor.exchange.table import table
from monitor.filters import Filters
from monitor.show.charts.picture import picture
from monitor.show.charts.ranking import ranking_chart
from monitor.show.charts.world import absent, world_chart
from monitor.show.pages import parts
from monitor.show.pages.keep import link

SHARES = pd.DataFrame(
    {
        "series": ["United States", "Sudan", "Malta"],
        "series_code": ["USA", "SDN", "MLT"],
        "n": [6, 3, 1],
        "stories": [6, 3, 1],
        "total": [20, 20, 20],
        "share": [0.3, 0.15, 0.05],
        "low": [0.13, 0.04, 0.004],
        "high": [0.52, 0.35, 0.21],
    }
)
ROWS = pd.DataFrame(
    {
        "title": ["=1+1", 'Talks, "again"'],
        "day": [date(2026, 11, 1), date(2026, 11, 2)],
        "n": [1, 2],
        "regions": [["UKR", "FRA"], []],
    }
)


def test_a_table_is_the_same_in_every_format() -> None:
    csv = pd.read_csv(io.BytesIO(table(ROWS, "csv")))
    sheet = pd.read_excel(io.BytesIO(table(ROWS, "xlsx")))
    parquet = pd.read_parquet(io.BytesIO(table(ROWS, "parquet")))
    for read in (csv, sheet, parquet):
        assert list(read["title"]) == list(ROWS["title"])
        assert list(read["n"]) == [1, 2]
    assert csv["regions"][0] == sheet["regions"][0] == "UKR, FRA"
    assert list(parquet["regions"][0]) == ["UKR", "FRA"]


def test_all_articles_are_taken_away_and_not_only_the_page_that_is_shown(press: Press) -> None:
    for n in range(5):
        press.site.publish("own", f"talks-{n}", f"2026-11-1{n}", "Ukraine")
    press.room.ingest()
    frame = parts.whole(press.room, Filters(region=("UKR",)), part=2)
    assert list(frame["Link"]) == list(press.room.articles(limit=5)["url"])
    assert set(frame["Regions"]) == {"Ukraine"}


def test_words_that_begin_like_a_formula_are_words_in_a_sheet() -> None:
    cells = openpyxl.load_workbook(io.BytesIO(table(ROWS, "xlsx"))).active
    assert cells is not None
    assert (cells["A2"].value, cells["A2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    "figure", [ranking_chart(SHARES, "country"), world_chart(SHARES)], ids=["bars", "map"]
)
def test_a_picture_holds_the_finding_as_text(figure: alt.LayerChart) -> None:
    drawn = picture(figure, "svg").decode()
    assert "United States leads with 30 % of the articles" in drawn
    with_text, without = (
        picture(each, "png") for each in (figure, figure.properties(title=alt.TitleParams("")))
    )
    assert with_text.startswith(b"\x89PNG")
    assert len(with_text) > len(without) + 1_000  # the title is drawn, which needs a font


def test_the_map_colours_what_is_known_and_leaves_the_rest_grey() -> None:
    drawn = picture(world_chart(SHARES), "svg").decode()
    assert drawn.count('fill="#D5D8DC"') == 175  # every country lies grey below
    assert len(re.findall(r'fill="rgb', drawn)) == 2  # the United States and Sudan; Malta has no shape
    assert absent(SHARES) == ["Malta"]


def test_a_saved_search_is_a_link_that_cannot_break_out_of_its_words() -> None:
    made = link('<b>"x"', {"desk": ["Africa", "Europe & co"], "role": ["own"]})
    assert made == (
        '<a href="explore?desk=Africa&amp;desk=Europe+%26+co&amp;role=own">&lt;b&gt;&quot;x&quot;</a>'
    )
