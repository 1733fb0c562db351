"""Charts of a report as SVG, with our theme, in the newsroom's colour."""

import re
from html import escape
from importlib.resources import as_file, files

import altair as alt
import pandas as pd
import vl_convert

from monitor.show.charts.theme import INK  # and with it the theme, which is registered there
from monitor.show.report.figures import Row

FONT = "Source Sans Pro"  # alone: what a list of fonts would be measured with is not known
FONTS = files("monitor.show.report") / "fonts"
WIDTH = 300  # CSS pixels: half of a page
MOST = 8

with as_file(FONTS) as folder:  # text is measured with the font that it is set in
    vl_convert.register_font_directory(str(folder))


def bars(rows: tuple[Row, ...], colour: str) -> alt.LayerChart:
    """Shares with their intervals and counts, largest first."""
    shown = pd.DataFrame(
        [(row.name, row.n, row.share, row.low, row.high) for row in rows[:MOST]],
        columns=["name", "n", "share", "low", "high"],
    )
    order = shown["name"].tolist()
    base = alt.Chart(shown).encode(y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=140)))
    x = alt.X("share:Q", title=None, axis=alt.Axis(format=".0%", tickCount=4))
    bar = base.mark_bar(color=colour, height=11, opacity=0.6).encode(x=x)
    spread = base.mark_rule(color=INK).encode(x="low:Q", x2="high:Q")
    counts = base.mark_text(align="left", dx=5, color=INK, fontSize=11).encode(x="high:Q", text="n:Q")
    return alt.LayerChart(layer=[bar, spread, counts]).properties(width=WIDTH - 130, height=alt.Step(16))


def months(frame: pd.DataFrame, colour: str) -> alt.LayerChart:
    """Counts by month; a month that is cut by the period is paler, one that was not collected is absent."""
    shown = frame[frame["n"].notna()]
    base = alt.Chart(shown).encode(
        x=alt.X("yearmonth(period):O", title=None, axis=alt.Axis(format="%b", labelAngle=0)),
        y=alt.Y("n:Q", title=None, axis=alt.Axis(tickCount=4, format="d")),
    )
    bar = base.mark_bar(color=colour).encode(
        opacity=alt.condition("datum.partial", alt.value(0.35), alt.value(0.8))
    )
    counts = base.mark_text(dy=-7, color=INK, fontSize=11).encode(text="n:Q")
    return alt.LayerChart(layer=[bar, counts]).properties(width=WIDTH - 40, height=85)


def svg(chart: alt.LayerChart, name: str, title: str) -> str:
    """The chart as an SVG element whose ids begin with a name, and whose title is what it says."""
    drawn = vl_convert.vegalite_to_svg(chart.configure(font=FONT).to_json())
    drawn = re.sub(r'\bid="', f'id="{name}-', drawn).replace("url(#", f"url(#{name}-")
    return re.sub(
        r"<svg\b([^>]*)>",
        lambda tag: f'<svg{tag[1]} role="img"><title>{escape(title)}</title>',
        drawn,
        count=1,
    )
