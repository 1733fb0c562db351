"""The share of each country, on a map: for the eye. The ranked list beside it is the truth."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt
import pandas as pd

from monitor.show import words
from monitor.show.charts.theme import OURS

NOTHING = "#D5D8DC"
SHADES = ("#D6E6F2", OURS, "#00304D")


def world_chart(frame: pd.DataFrame) -> alt.LayerChart:
    """A map of the named table that `monitor.measure.shares.shares` answers by region.

    Columns used: series (names), series_code (ISO 3166-1 alpha-3), n, total, share. Equal-earth projection
    (Šavrič, Patterson & Jenny 2018), so that areas compare. Shapes: Natural Earth 1:110m, in which the
    smallest states are absent.
    """
    told = frame[["series_code", "series", "n", "total", "share", "low", "high"]]
    data = alt.InlineData(values=_shapes(), format=alt.TopoDataFormat(feature="countries", type="topojson"))
    found = alt.LookupData(told, key="series_code", fields=list(told.columns[1:]))
    land = alt.Chart(data).mark_geoshape(fill=NOTHING, stroke="white", strokeWidth=0.5)
    scale = alt.Scale(range=list(SHADES), domainMin=0, type="sqrt")
    legend = alt.Legend(format=".1~%", title=None, orient="bottom", gradientLength=180, tickCount=3)
    told_of = (
        alt.Chart(data)
        .mark_geoshape(stroke="white", strokeWidth=0.5)
        .transform_lookup(lookup="id", from_=found)
        .transform_filter("isValid(datum.share)")
        .encode(
            color=alt.Color("share:Q", scale=scale, legend=legend),
            tooltip=[
                alt.Tooltip("series:N", title="country"),
                alt.Tooltip("n:Q", title="articles", format="d"),
                alt.Tooltip("total:Q", title="of all", format="d"),
                alt.Tooltip("share:Q", title="share", format=".1%"),
                alt.Tooltip("low:Q", title="at least (95 %)", format=".1%"),
                alt.Tooltip("high:Q", title="at most (95 %)", format=".1%"),
            ],
        )
    )
    subtitle = ["Share of all articles, by country in focus.", "Grey: no article is known of it."]
    title = alt.TitleParams(words.ranking_finding(frame), subtitle=subtitle)
    layers = alt.LayerChart(layer=[land, told_of]).project("equalEarth")
    return layers.properties(title=title, width="container", height=380)


def absent(frame: pd.DataFrame) -> list[str]:
    """Names of the countries in a table that the map has no shape for."""
    drawn = {shape["id"] for shape in _shapes()["objects"]["countries"]["geometries"]}
    return list(frame.loc[~frame["series_code"].isin(drawn), "series"])


@cache
def _shapes() -> dict[str, Any]:
    text = (files("monitor.show.charts") / "world.json").read_text(encoding="utf-8")
    shapes: dict[str, Any] = json.loads(text)
    return shapes
