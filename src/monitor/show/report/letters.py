"""The font of a report: the letters that a text needs, to travel inside the page."""

from base64 import b64encode
from importlib.resources import as_file, files
from io import BytesIO

WEIGHTS = {"Regular": 400, "Semibold": 600}


ALWAYS = "0123456789/•…"
"""Letters that the page's style adds: numbers of pages, marks of lists."""


def faces(text: str) -> str:
    """The CSS rules that give a page its font, each with the letters of the text alone."""
    return "\n".join(_face(name, weight, text + ALWAYS) for name, weight in WEIGHTS.items())


def _face(name: str, weight: int, text: str) -> str:
    data = b64encode(_subset(name, text)).decode()
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face {{ font-family: 'Source Sans Pro'; font-weight: {weight}; src: {source}; }}"


def _subset(name: str, text: str) -> bytes:
    from fontTools.subset import Options, Subsetter  # late: half a second that --help does not need
    from fontTools.ttLib import TTFont

    with as_file(files("monitor.show.report") / "fonts" / f"SourceSansPro-{name}.ttf") as path:
        font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["kern", "liga", "tnum", "mark", "mkmk"]))
    subsetter.populate(text=text)
    subsetter.subset(font)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()
