"""The newsroom folder that ships: it loads, it is complete, and it is what `monitor init` writes."""

import json
from fnmatch import fnmatch
from importlib.resources import files
from pathlib import Path

import pytest

from monitor import catalog, query
from monitor.catalog import Catalog, starter
from monitor.catalog.iso import ALPHA3
from monitor.config import load_settings

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
VOCABULARY = ROOT.parent / "shared" / "data" / "vocab" / "iptc_mediatopic_en_2023-10-24.json"


@pytest.fixture(scope="module")
def lists() -> Catalog:
    return catalog.load(DATA)


def test_there_are_249_iso_codes_and_kosovo() -> None:
    assert len(ALPHA3) == 250
    assert "XKX" in ALPHA3


def test_the_starter_lists_are_the_lists_of_the_folder() -> None:
    ignored = [line for line in (ROOT / ".gitignore").read_text().splitlines() if line and line[0] != "#"]

    def kept(path: Path) -> bool:
        return not any(fnmatch(path.name, rule) or fnmatch(f"data/{path.name}", rule) for rule in ignored)

    ours = {path.name: path.read_bytes() for path in DATA.iterdir() if path.is_file() and kept(path)}
    shipped = files("monitor.catalog") / "starter"
    assert ours == {each.name: each.read_bytes() for each in shipped.iterdir()}


def test_what_the_starter_writes_reads_as_the_same_lists(lists: Catalog, tmp_path: Path) -> None:
    starter.write(tmp_path)
    assert catalog.load(tmp_path) == lists


def test_the_settings_load_and_name_the_newsroom() -> None:
    assert load_settings(DATA, {}).name == "Responsible Statecraft observatory"


def test_the_magazine_is_ours_among_at_least_twenty_peers(lists: Catalog) -> None:
    assert [outlet.id for outlet in lists.own] == ["responsible-statecraft"]
    assert len(lists.peers) >= 20
    assert all(outlet.sources for outlet in lists.outlets)
    assert all(source.url.startswith("https://") for source in lists.sources)
    assert lists.section_of("responsible-statecraft", "QIOSK") == "QiOSK"


def test_every_country_but_antarctica_has_a_desk(lists: Catalog) -> None:
    assert {code for code in ALPHA3 if lists.desk_of(code) is None} == {"ATA"}
    assert [lists.desk_of(code) for code in ("MEX", "TUR", "EGY", "SDN", "RUS", "KAZ", "XKX")] == [
        "Latin America", "Middle East", "Middle East", "Africa", "Europe", "Asia-Pacific", "Europe",
    ]  # fmt: skip


def test_topics_begin_with_the_17_top_levels_and_every_query_can_be_run(lists: Catalog) -> None:
    assert [topic.id for topic in lists.topics[:17]] == [f"medtop:{n:02}000000" for n in range(1, 18)]
    for topic in lists.topics:
        assert query.parse(topic.query)


def test_an_own_topic_is_found_in_each_of_its_examples(lists: Catalog) -> None:
    for topic in lists.topics[17:]:
        node = query.parse(topic.query)
        missed = [text for text in topic.examples if not query.find(node, {"title": "", "text": text})]
        assert topic.examples
        assert not missed, topic.id


def test_every_code_is_in_the_vocabulary_and_top_levels_carry_its_names(lists: Catalog) -> None:
    if not VOCABULARY.exists():
        pytest.skip("the IPTC vocabulary is not at ../shared/data")
    names = {term["code"]: term["name"] for term in json.loads(VOCABULARY.read_text())["terms"]}
    assert all(code in names for topic in lists.topics for code in topic.codes)
    assert [topic.label for topic in lists.topics[:17]] == [names[topic.id] for topic in lists.topics[:17]]


def test_propositions_have_two_sides_that_share_no_phrase(lists: Catalog) -> None:
    propositions = [target for target in lists.targets if target.kind == "proposition"]
    assert len(propositions) == 10
    assert len(lists.targets) == 20
    for target in propositions:
        assert not {phrase.casefold() for phrase in target.pro} & {phrase.casefold() for phrase in target.con}


def test_needs_name_their_source_and_stay_in_a_plausible_range(lists: Catalog) -> None:
    assert len(lists.needs) >= 25
    for need in lists.needs:
        assert need.source.startswith(("UN OCHA", "UNHCR"))
        assert 1e6 <= need.value <= 5e7
