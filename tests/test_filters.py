"""The filters: one set of words for the command line, the address of a page and Python."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import catalog
from monitor.catalog import starter
from monitor.catalog.names import Names
from monitor.errors import QueryError
from monitor.filters import LISTS, STANCES, Filters, parse

several = st.lists(st.text(min_size=1, max_size=5), max_size=2).map(tuple)
any_filters = st.builds(
    Filters,
    start=st.none() | st.dates(),
    end=st.none() | st.dates(),
    role=st.sampled_from([None, "own", "peer"]),
    **{word: several for word in LISTS if word != "stance"},
    stance=st.lists(st.sampled_from(STANCES), max_size=2).map(tuple),
    query=st.none() | st.text(min_size=1),
    holder=st.sampled_from([None, "own", "quoted"]),
)


@given(any_filters)
def test_filters_written_as_words_are_read_as_the_same_filters(filters: Filters) -> None:
    assert parse(filters.words()) == filters


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"from": ["31.3.2026"]}, "--from '31.3.2026' is not a day; write it as 2026-03-31"),
        ({"to": ["2026-02-30"]}, "--to '2026-02-30' is not a day"),
        ({"role": ["rival"]}, "'rival' is neither 'own' nor 'peer'"),
        ({"stance": ["angry"]}, "'angry' is none of supportive, neutral, critical, unsure"),
        ({"colour": ["red"]}, "'colour' is not a filter; use from, to, role, query, holder, outlet"),
    ],
)
def test_a_word_that_is_wrong_is_named(words: dict[str, list[str]], told: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse(words)
    assert str(refused.value).startswith("filters: ")
    assert told in str(refused.value)


def test_an_empty_query_is_none() -> None:
    assert parse({"query": [""]}) == Filters()


@given(any_filters)
def test_the_base_of_a_share_keeps_outlets_languages_and_days_only(filters: Filters) -> None:
    base = filters.base()
    assert base == base.base()
    assert set(base.words()) <= {"from", "to", "role", "outlet", "language", "holder"}
    assert {word: said for word, said in filters.words().items() if word in base.words()} == base.words()


def test_other_days_leave_the_rest() -> None:
    moved = Filters(query="x", desk=("Africa",)).between(date(2026, 1, 1), date(2026, 1, 2))
    assert moved == Filters(date(2026, 1, 1), date(2026, 1, 2), query="x", desk=("Africa",))


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(catalog.load(starter.FOLDER))


@pytest.mark.parametrize("written", ["Kenya", "kenya", "KEN", "ken"])
def test_names_and_codes_mean_the_same_in_any_case(names: Names, written: str) -> None:
    assert names.resolve(Filters(region=(written,))).region == ("KEN",)
    assert names.resolve(Filters(desk=("africa",))).desk == ("Africa",)


def test_a_name_that_no_list_holds_is_told_with_what_was_meant(names: Names) -> None:
    with pytest.raises(QueryError, match="no region is called 'Kenja'; did you mean 'Kenya'"):
        names.resolve(Filters(region=("Kenja",)))
    with pytest.raises(QueryError, match=r"no topic is called 'qqqq'$"):
        names.resolve(Filters(topic=("qqqq",)))


def test_a_section_may_be_any_label(names: Names) -> None:
    assert names.resolve(Filters(section=("Crosswords",))).section == ("Crosswords",)


def test_codes_have_names(names: Names) -> None:
    assert names.name("region", "KEN") == "Kenya"
    assert names.name("role", "own") == "own"
    assert names.name("stance", "unheard-of:critical") == "critical on unheard-of"
