"""Additions to outlets.toml: what people wrote stays, and what would be wrong is not written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalog import edit, starter
from monitor.catalog.outlets import read_outlets
from monitor.errors import ConfigError
from monitor.model import Outlet, Source

TWO = """# Ours and theirs.

[[outlet]] # ours
id = "ours"
name = "Ours"
role = "own"
home = "USA"
url = "https://ours.example"

[outlet.sections]
"Europe" = [
  "Europe & Russia", # as it was called
]

[[outlet.source]]
id = "main"
kind = "feed"
url = "https://ours.example/feed"
# it is slow

# The peers.

[[outlet]]
id = "peer"
name = "Peer"
role = "peer"
home = "GBR"
url = "https://peer.example"
# no source yet
"""
POSTS = Source("ours/posts", "ours", "wordpress", "https://ours.example/wp-json/", full_text=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "outlets.toml"
    path.write_text(TWO)
    return path


def outlet(id: str, *sources: Source) -> Outlet:
    return Outlet(
        id, f'The "{id}"', "peer", "FRA", f"https://{id}.example", sections={"A b": ("c",)}, sources=sources
    )


def test_a_source_is_written_below_the_outlets_last_and_above_the_comment_of_the_next(file: Path) -> None:
    edit.add_source(file, "ours", POSTS)
    added = (
        '# it is slow\n\n[[outlet.source]]\nid = "posts"\nkind = "wordpress"\n'
        'url = "https://ours.example/wp-json/"\nfull_text = true\n'
    )
    assert file.read_text() == TWO.replace("# it is slow\n", added)
    assert read_outlets(file)[0].sources[1] == POSTS


def test_an_outlet_without_a_source_gets_its_first_and_then_more(file: Path) -> None:
    first = Source("peer/feed", "peer", "feed", "https://peer.example/feed", "?page={n}")
    second = Source("peer/map", "peer", "sitemap", "https://peer.example/sitemap.xml")
    edit.add_source(file, "peer", first)
    edit.add_source(file, "peer", second)
    assert read_outlets(file)[1].sources == (first, second)
    assert file.read_text().startswith(TWO)


def test_an_outlet_is_written_at_the_end_with_all_it_has(file: Path) -> None:
    third = outlet("third", Source("third/a", "third", "page", "https://third.example/a"))
    edit.add_outlet(file, third)
    edit.add_outlet(file, outlet("fourth"))
    assert file.read_text().startswith(TWO)
    assert read_outlets(file)[2:] == (third, outlet("fourth"))


def test_the_starter_file_keeps_every_line_when_each_outlet_gets_a_source(tmp_path: Path) -> None:
    starter.write(tmp_path)
    path = tmp_path / "outlets.toml"
    before = path.read_text().splitlines()
    for each in read_outlets(path):
        edit.add_source(path, each.id, Source("added", each.id, "page", f"https://{each.id}.example/added"))
    after = iter(path.read_text().splitlines())
    assert all(line in after for line in before)
    assert all(each.sources[-1].id == f"{each.id}/added" for each in read_outlets(path))


def test_line_ends_and_the_byte_order_mark_of_another_editor_stay(file: Path) -> None:
    windows = ("\ufeff" + TWO).replace("\n", "\r\n").encode()
    file.write_bytes(windows)
    edit.add_outlet(file, outlet("third"))
    edit.add_source(file, "ours", POSTS)
    after = file.read_bytes()
    assert after.startswith(windows[:100])
    assert after.count(b"\n") == after.count(b"\r\n")
    assert len(read_outlets(file)) == 3


def test_sources_in_one_line_are_left_to_an_editor(file: Path) -> None:
    text = TWO + 'source = [{ id = "a", kind = "feed", url = "https://peer.example/a" }]\n'
    file.write_text(text)
    with pytest.raises(ConfigError, match="in an editor"):
        edit.add_source(file, "peer", Source("b", "peer", "feed", "https://peer.example/b"))
    assert file.read_text() == text


@pytest.mark.parametrize(
    ("outlet_id", "source", "said"),
    [
        ("nobody", POSTS, "no outlet 'nobody'; it has ours, peer"),
        (
            "ours",
            Source("main", "ours", "page", "https://ours.example/x"),
            "already has a source 'ours/main'",
        ),
        ("peer", Source("a", "peer", "feed", "https://ours.example/feed"), "already watches .* as ours/main"),
        (
            "peer",
            Source("A b", "peer", "feed", "https://peer.example/f"),
            "small letters, digits and hyphens",
        ),
        ("peer", Source("a", "peer", "feed", "peer.example"), "not a web address"),
        ("peer", Source("a", "peer", "feed", "https://peer.example/f", "page"), "with {n} once"),
    ],
)
def test_a_source_that_would_be_wrong_is_refused_and_nothing_is_written(
    file: Path, outlet_id: str, source: Source, said: str
) -> None:
    with pytest.raises(ConfigError, match=said) as refusal:
        edit.add_source(file, outlet_id, source)
    assert str(refusal.value).startswith(f"config: {file}")
    assert file.read_text() == TWO
    assert list(file.parent.iterdir()) == [file]


def test_an_outlet_whose_id_or_address_is_taken_is_refused(file: Path) -> None:
    with pytest.raises(ConfigError, match="already has an outlet 'peer'"):
        edit.add_outlet(file, outlet("peer"))
    with pytest.raises(ConfigError, match="already watches"):
        edit.add_outlet(file, outlet("third", Source("a", "third", "feed", "https://ours.example/feed")))
    twice = Source("a", "third", "feed", "https://third.example/a")
    with pytest.raises(ConfigError, match="already used"):
        edit.add_outlet(file, outlet("third", twice, twice))
    assert file.read_text() == TWO


@given(name=st.text(min_size=1), label=st.text(min_size=1), alias=st.text(min_size=1))
def test_names_of_any_characters_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, name: str, label: str, alias: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "outlets.toml"
    path.write_text(TWO)
    given = Outlet("any", name, "peer", "FRA", "https://any.example", sections={label: (alias,)})
    try:
        edit.add_outlet(path, given)
    except ConfigError:
        assert path.read_text() == TWO
        return
    (read,) = read_outlets(path)[2:]
    assert (read.name, read.sections) == (
        " ".join(name.split()),
        {" ".join(label.split()): (" ".join(alias.split()),)},
    )
