"""One look for the dashboard, the notebooks and the reports."""

from typing import Any
from uuid import uuid4

import altair as alt
from altair.utils.mimebundle import spec_to_mimebundle

OURS = "#0072B2"
PEERS = "#8A8F98"
INK = "#33373D"
FAINT = "#E7E9EC"
SERIES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#5D4A87", "#8A8F98")
"""Okabe & Ito's colours, which colour-blind readers tell apart (Color Universal Design, 2008)."""

LESS, MORE = "#7B3294", "#00755E"  # of a diverging scale, purple to green


def hatching(lines: int = 24) -> alt.LinearGradient:
    """Fine diagonal stripes: the mark of days that were not collected."""
    stops = []
    for n in range(lines):
        stops += [
            alt.GradientStop(offset=n / lines, color="#FFFFFF00"),
            alt.GradientStop(offset=(n + 0.72) / lines, color="#FFFFFF00"),
            alt.GradientStop(offset=(n + 0.72) / lines, color="#9AA0A8"),
            alt.GradientStop(offset=(n + 1) / lines, color="#9AA0A8"),
        ]
    return alt.LinearGradient(gradient="linear", stops=stops, x1=0, y1=0, x2=1, y2=1)


alt.renderers.enable("html", template="inline")  # a notebook asks for nothing from outside


def _offline(spec: dict[str, Any], **metadata: Any) -> dict[str, str]:
    """A chart as HTML that brings its scripts along: a notebook asks for nothing from outside.

    Each script has a scope of its own, since several charts on one page would name the same things.
    """
    versions = {
        "vega_version": alt.VEGA_VERSION,
        "vegaembed_version": alt.VEGAEMBED_VERSION,
        "vegalite_version": alt.VEGALITE_VERSION,
    }
    place = f"altair-viz-{uuid4().hex}"
    how: Any = {"mode": "vega-lite", "template": "inline", "output_div": place, **versions, **metadata}
    page = str(spec_to_mimebundle(spec, format="html", **how)["text/html"])
    start = '<script type="text/javascript">'
    return {"text/html": page.replace(start, f"{start}{{").replace("</script>", "}</script>")}


alt.renderers.register("offline", _offline)
alt.renderers.enable("offline")


@alt.theme.register("monitor", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Quiet axes, left-aligned titles, text large enough to read."""
    axis: Any = {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": FAINT,
        "domainColor": "#C6CAD0",
        "tickColor": "#C6CAD0",
    }
    return {
        "config": {
            "font": "Source Sans, Source Sans Pro, Helvetica Neue, Arial, sans-serif",
            "background": "white",
            "view": {"stroke": None},
            "rect": {"aria": False},  # a layer without a mark would be announced, and have nothing to say
            "title": {
                "anchor": "start",
                "fontSize": 16,
                "fontWeight": 600,
                "color": INK,
                "subtitleFontSize": 13,
                "subtitleColor": "#5B616B",
                "offset": 12,
            },
            "axis": axis,
            "axisX": {"grid": False},
            "legend": {
                "orient": "bottom",
                "title": None,
                "labelFontSize": 12,
                "labelColor": INK,
                "columns": 4,
            },
            "range": {"category": list(SERIES)},
        }
    }
