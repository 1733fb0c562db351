"""A chart as a picture to take away, drawn on this machine: no browser, no network."""

import io
from importlib.resources import as_file, files
from typing import Literal

import altair as alt
import vl_convert

from monitor.show.charts import theme as theme  # registered there: pictures look like the page

PictureForm = Literal["png", "svg"]
FONT = "Source Sans Pro"  # one name: text in a list with a name that ends in a digit is not drawn
WIDTH = 900  # pixels of a chart that is as wide as its page

with as_file(files("monitor.show") / "report" / "fonts") as folder:  # without its font a text is not drawn
    vl_convert.register_font_directory(str(folder))


def picture(figure: alt.LayerChart | alt.Chart, form: PictureForm) -> bytes:
    """The bytes of a chart as PNG (two dots a pixel) or SVG."""
    drawn = figure.properties(width=WIDTH, padding=16).configure(font=FONT)
    if form == "svg":
        text = io.StringIO()
        drawn.save(text, format="svg")
        return text.getvalue().encode()
    binary = io.BytesIO()
    drawn.save(binary, format="png", scale_factor=2)
    return binary.getvalue()
