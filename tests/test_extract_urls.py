"""The identity of addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract import urls

ADDRESSES = st.builds(
    "{}://{}{}/{}?{}#{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["a.org", "WWW.A.org", "user:pass@a.org", "[::1]", "ä.example"]),
    st.sampled_from(["", ":80", ":443", ":8080"]),
    st.text(max_size=30),
    st.text(max_size=30),
    st.text(max_size=10),
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HTTPS://Paper.Example:443/2023/05/01/slug/#top", "https://paper.example/2023/05/01/slug"),
        ("https://paper.example/slug?utm_source=x&utm_medium=y&fbclid=z", "https://paper.example/slug"),
        ("https://paper.example/slug?b=2&a=1&gclid=3", "https://paper.example/slug?a=1&b=2"),
        ("http://paper.example:8080/a%20b", "http://paper.example:8080/a%20b"),
        ("https://paper.example/?p=17", "https://paper.example?p=17"),
        ("  https://paper.example/a  ", "https://paper.example/a"),
        ("https://user:secret@paper.example/a", "https://paper.example/a"),
        ("https://paper.example/müller", "https://paper.example/m%C3%BCller"),
        ("mailto:ada@paper.example", "mailto:ada@paper.example"),
        ("", ""),
    ],
)
def test_two_ways_to_write_an_address_become_one(written: str, expected: str) -> None:
    assert urls.canonical(written) == expected


@given(st.one_of(ADDRESSES, st.text()))
def test_a_canonical_address_is_its_own_canonical_address(address: str) -> None:
    once = urls.canonical(address)
    assert urls.canonical(once) == once


@given(
    st.text("abÄ -_.%20,", max_size=20), st.sampled_from(["#part", "?utm_source=feed", "/", "/?fbclid=1#x"])
)
def test_what_only_says_how_a_reader_came_does_not_matter(slug: str, tail: str) -> None:
    address = f"https://a.org/a{slug}z"
    assert urls.canonical(address + tail) == urls.canonical(address)


def test_different_articles_stay_different() -> None:
    addresses = ["https://a.org/x", "https://a.org/y", "https://a.org/x?id=1", "https://a.org/x?id=2"]
    assert len({urls.canonical(address) for address in addresses}) == 4


def test_the_words_of_a_slug_are_read() -> None:
    assert urls.slug_words("https://a.org/2023/05/01/where-has-it-gone.html?x=1") == [
        "where",
        "has",
        "it",
        "gone",
    ]
    assert urls.slug_words("https://a.org/europe") == []
