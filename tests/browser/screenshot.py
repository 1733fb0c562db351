"""A crisp picture of a page on the sample newsroom: `python tests/browser/screenshot.py OUT.png --page gaps`.

Add `--width`, or `--height` to cut the picture there; without a height it holds the whole page.
"""

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser
from visitor import PAGES, browsing, serving, visiting

from monitor.demo import sample_newsroom


def main() -> None:
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="screenshot-") as scratch:
        folder = Path(scratch) / "room"
        with sample_newsroom(folder, datetime.now(UTC).date()) as room:
            room.ingest()
        with serving(folder) as dashboard, browsing() as browser:
            picture(browser, dashboard.url, asked)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A picture of a page on the sample newsroom.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--page", choices=[title.lower() for title in PAGES], default="coverage")
    parser.add_argument(
        "--width", type=int, default=1280, help="of the page, in pixels; the picture has twice as many"
    )
    parser.add_argument("--height", type=int)
    return parser.parse_args()


def picture(browser: Browser, url: str, asked: argparse.Namespace) -> None:
    with visiting(browser, url, width=asked.width, height=asked.height or 1000, sharpness=2) as visitor:
        visitor.visit(asked.page.capitalize())
        if asked.height is None:  # the page scrolls inside of a box, which a picture does not unroll
            whole = visitor.page.get_by_test_id("stMainBlockContainer").bounding_box()
            assert whole is not None
            visitor.page.set_viewport_size({"width": asked.width, "height": round(whole["height"])})
            visitor.settled()
        visitor.page.screenshot(path=asked.out, animations="disabled")


if __name__ == "__main__":
    main()
