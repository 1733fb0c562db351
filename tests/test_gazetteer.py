"""The lists of places agree with themselves and with the codes that the rest of the newsroom knows."""

from collections import Counter

import pytest

from monitor.catalog.gazetteer import countries, leaders, surfaces
from monitor.catalog.iso import ALPHA3
from monitor.tag.region_document import spaced


def test_every_country_code_is_an_iso_code() -> None:
    assert set(countries()) <= ALPHA3
    assert len(countries()) > 220


def test_every_place_belongs_to_a_listed_country() -> None:
    places = {s.code for s in surfaces() if s.kind not in ("group", "blocker")}
    assert places == set(countries())


def test_every_country_is_found_by_its_name_or_a_short_form() -> None:
    assert {s.code for s in surfaces() if s.kind == "name"} == set(countries())


def test_no_two_surfaces_read_the_same_save_those_of_people_in_office() -> None:
    people = set(leaders())
    others = [s for s in surfaces() if s not in people and s.language == "en"]
    written = Counter(spaced(s.text).rstrip() for s in others)
    bearers = {spaced(s.text).rstrip() for s in leaders()}
    assert [text for text, n in written.items() if n > 1 or text in bearers] == []


def test_of_people_with_one_name_and_several_countries_the_terms_are_known() -> None:
    bearers: dict[str, set[str]] = {}
    for each in leaders():
        bearers.setdefault(each.text, set()).add(each.code)
    shared = {text for text, codes in bearers.items() if len(codes) > 1}
    assert [each for each in leaders() if each.text in shared and not (each.since or each.until)] == []


def test_numbers_are_three_digits_and_used_once() -> None:
    numbers = [c.numeric for c in countries().values() if c.numeric]
    assert all(len(n) == 3 and n.isdigit() for n in numbers)
    assert len(set(numbers)) == len(numbers) == len(countries()) - 1  # Kosovo has none


@pytest.mark.parametrize(
    ("code", "numeric", "subregion"),
    [("USA", "840", "Northern America"), ("IRN", "364", "Southern Asia"), ("COD", "180", "Middle Africa")],
)
def test_known_countries_have_their_number_and_sub_region(code: str, numeric: str, subregion: str) -> None:
    assert (countries()[code].numeric, countries()[code].subregion) == (numeric, subregion)


def test_blockers_and_groups_name_no_country() -> None:
    assert {s.code for s in surfaces() if s.kind == "blocker"} == {"-"}
    assert not {s.code for s in surfaces() if s.kind == "group"} & ALPHA3


def test_sub_regions_roll_up_to_the_regions_of_m49() -> None:
    regions = {country.region for country in countries().values()}
    assert regions == {"Africa", "Americas", "Antarctica", "Asia", "Europe", "Oceania"}
    assert countries()["COD"].region == "Africa"


def test_every_language_knows_most_countries() -> None:
    for language in ("es", "fr", "de", "pt", "ar", "ru", "zh"):
        named = {s.code for s in surfaces() if s.language == language and s.kind == "name"}
        assert len(named) > 180, language
