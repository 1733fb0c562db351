"""The dashboard's entry: page config, the shared filters, navigation. `monitor serve` runs it."""

import sys
from functools import partial

import streamlit as st

from monitor.errors import MonitorError
from monitor.show import filters
from monitor.show.pages import (
    about,
    coverage,
    explore,
    gaps,
    home,
    impact,
    parts,
    quality,
    sources,
    stories,
    style,
)

PAGES = {
    "This week": (home.show, ""),
    "Coverage": (coverage.show, "coverage"),
    "Gaps": (gaps.show, "gaps"),
    "Stories": (stories.show, "stories"),
    "Explore": (explore.show, "explore"),
    "Impact": (impact.show, "impact"),
    "Quality": (quality.show, "quality"),
    "Sources": (sources.show, "sources"),
    "About": (about.show, "about"),
}


def main() -> None:
    """Run the page that the visitor asks for."""
    st.set_page_config(page_title="monitor", page_icon="🔭", layout="wide")
    try:
        room = parts.newsroom(sys.argv[1] if len(sys.argv) > 1 else "data")
        # Drawn once, here: filters drawn inside the pages lose their place in the address on a page change.
        chosen = filters.draw(room)
        pages = [
            st.Page(partial(show, room, chosen), title=title, url_path=path, default=not path)
            for title, (show, path) in PAGES.items()
        ]
        page = st.navigation(pages)
        style.sheet()
        parts.masthead(room)
        page.run()
    except MonitorError as error:
        st.error(str(error))


if __name__ == "__main__":  # a worker process that is started here imports this file, and wants no page
    main()
