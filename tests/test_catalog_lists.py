"""The lists of a newsroom folder: what is read, and how each mistake is named."""

from pathlib import Path

import pytest

from monitor import catalog, toml
from monitor.catalog import Catalog, starter
from monitor.errors import ConfigError

OUTLETS = """\
# a note
[[outlet]]
id = "ours"
name = "Ours"
role = "own"
home = "USA"
url = "https://ours.example"

[outlet.sections]
"Middle East" = ["Mideast", "MENA"]
QiOSK = []

[[outlet.source]]
id = "main"
kind = "feed"
url = "https://ours.example/feed"

[[outlet]]
id = "theirs"
name = "Theirs"
role = "peer"
home = "GBR"
kind = "news"
url = "https://theirs.example"

[[outlet.source]]
id = "main"
kind = "page"
url = "https://theirs.example/news"
"""
DESKS = """\
[desks]
"Europe" = [
  "GBR", "FRA",
  "DEU",
]
"Middle East" = ["IRN"]
"""
TOPICS = """\
[[topic]]
id = "medtop:16000000"
label = "conflict, war and peace"
codes = ["medtop:16000000"]
query = 'war OR troops'

[[topic]]
id = "trade"
label = "Trade"
query = '''
tariff* OR
"trade war"'''
sections = ["Middle East"]
threshold = 0.7
examples = ["A tariff begins."]
"""
TARGETS = """\
[[target]]
id = "iran"
name = "Iran"
kind = "entity"
aliases = ["Iran", "Tehran"]

[[target]]
id = "talks"
name = "Talks"
kind = "proposition"
aliases = ["talks"]
pro = ["time to talk"]
con = ["appeasement"]
"""
NEEDS = """\
region,indicator,value,year,source
SDN,people in need,24800000,2024,"OCHA, 2024"

UKR,people in need,1.46e7,2024,OCHA
"""
FILES = {
    "outlets.toml": OUTLETS,
    "desks.toml": DESKS,
    "topics.toml": TOPICS,
    "targets.toml": TARGETS,
    "needs.csv": NEEDS,
}


def load(folder: Path, **changed: str) -> Catalog:
    for name, text in FILES.items():
        (folder / name).write_text(changed.get(name.split(".")[0], text), encoding="utf-8")
    return catalog.load(folder)


def test_lists_arrive_as_they_are_written(tmp_path: Path) -> None:
    lists = load(tmp_path)
    assert [outlet.id for outlet in lists.own] == ["ours"]
    assert [outlet.id for outlet in lists.peers] == ["theirs"]
    assert [(s.id, s.outlet, s.kind) for s in lists.sources] == [
        ("ours/main", "ours", "feed"),
        ("theirs/main", "theirs", "page"),
    ]
    assert lists.outlet("ours").kind == "magazine"
    assert list(lists.desks.items()) == [("Europe", ("GBR", "FRA", "DEU")), ("Middle East", ("IRN",))]
    assert lists.topic("trade").query == 'tariff* OR "trade war"'
    assert lists.topic("trade").threshold == 0.7
    assert lists.topic("medtop:16000000").threshold == 0.5
    assert lists.target("talks").con == ("appeasement",)
    assert [(n.region, n.value, n.year, n.source) for n in lists.needs] == [
        ("SDN", 24_800_000.0, 2024, "OCHA, 2024"),
        ("UKR", 14_600_000.0, 2024, "OCHA"),
    ]


def test_a_section_is_found_by_any_case_spacing_or_alias(tmp_path: Path) -> None:
    lists = load(tmp_path)
    assert lists.section_of("ours", "QIOSK") == "QiOSK"
    assert lists.section_of("ours", " middle  EAST ") == "Middle East"
    assert lists.section_of("ours", "mena") == "Middle East"
    assert lists.section_of("ours", "Sport") is None
    assert lists.section_of("theirs", "QiOSK") is None


def test_a_country_belongs_to_its_desk_or_to_none(tmp_path: Path) -> None:
    lists = load(tmp_path)
    assert (lists.desk_of("DEU"), lists.desk_of("IRN"), lists.desk_of("ATA")) == (
        "Europe",
        "Middle East",
        None,
    )


def test_an_unknown_id_is_answered_with_the_nearest_known_one(tmp_path: Path) -> None:
    lists = load(tmp_path)
    with pytest.raises(ConfigError, match=r"no topic 'trades' in topics\.toml; did you mean 'trade'\?"):
        lists.topic("trades")
    with pytest.raises(ConfigError, match=r"no outlet 'zzz' in outlets\.toml$"):
        lists.outlet("zzz")


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "expected"),
    [
        ("outlets", 'home = "USA"', 'home = "US"', 6, "outlet 1 'home': 'US' is not an ISO 3166-1 alpha-3"),
        ("outlets", 'home = "GBR"', "", 18, "outlet 2 'home': is missing"),
        ("outlets", 'role = "peer"', 'role = "rival"', 21, "outlet 2 'role': should be 'own' or 'peer'"),
        ("outlets", 'role = "own"', 'role = "peer"', 5, "outlet 1 'role': no outlet has role = \"own\""),
        ("outlets", 'id = "theirs"', 'id = "ours"', 19, "outlet 2 'id': 'ours' is already used in line 3"),
        ("outlets", 'id = "theirs"', 'id = "a/b"', 19, "outlet 2 'id': 'a/b' should be small letters"),
        ("outlets", 'id = "theirs"', "id = 7", 19, "outlet 2 'id': should be a valid string, not 7"),
        (
            "outlets",
            'kind = "news"',
            'type = "news"',
            23,
            "outlet 2 'type': is not a known key; use one of id",
        ),
        ("outlets", 'kind = "page"', 'sort = "page"', 26, "outlet 2 source 1 'kind': is missing"),
        ("outlets", "https://theirs.example/news", "ftp://x", 29, "source 1 'url': 'ftp://x' is not a web"),
        ("outlets", "https://theirs.example/news", "https://[x", 29, "source 1 'url'"),
        ("outlets", "https://theirs.example/news", "https://ours.example/feed", 29, "used in line 16"),
        (
            "outlets",
            "QiOSK = []",
            'QiOSK = ["MENA"]',
            11,
            "outlet 1 sections 'QiOSK': 'mena' is already used",
        ),
        ("outlets", "QiOSK = []", "QiOSK = [", 13, "column"),
        ("desks", '"DEU"', '"DEUX"', 4, "desks 'Europe' 3: 'DEUX' is not an ISO 3166-1"),
        ("desks", '["IRN"]', '["FRA"]', 6, "desks 'Middle East' 1: 'FRA' is already used in line 3"),
        ("desks", "[desks]", "[[desks]]", 1, "'desks': should be a valid dictionary, not [{"),
        ("desks", "[desks]", "[desk]", 1, "'desk': is not a known key; use one of desks"),
        ("topics", "'war OR troops'", "'  '", 5, "topic 1 'query': is empty"),
        (
            "topics",
            "threshold = 0.7",
            "threshold = 7",
            14,
            "topic 2 'threshold': should be less than or equal",
        ),
        ("topics", 'id = "trade"', 'id = "medtop:16000000"', 8, "topic 2 'id': 'medtop:16000000' is already"),
        ("topics", '["medtop:16000000"]', '["16000000"]', 4, "topic 1 'codes' 1: '16000000' is not an IPTC"),
        ("targets", 'kind = "entity"', 'kind = "person"', 4, "target 1 'kind': should be 'entity' or 'prop"),
        ("targets", 'con = ["appeasement"]', "", 7, "target 2: a proposition needs phrases of both sides"),
        ("targets", '["Iran", "Tehran"]', "[]", 5, "target 1 'aliases': "),
        ("targets", 'id = "talks"', 'id = "iran"', 8, "target 2 'id': 'iran' is already used in line 2"),
        ("needs", "SDN", "SUD", 2, "'region': 'SUD' is not an ISO 3166-1"),
        ("needs", "24800000", "24,8", 2, "6 cells instead of 5"),
        ("needs", "24800000", "nan", 2, "'value': 'nan' is not a number"),
        ("needs", "24800000", "-1", 2, "'value': '-1' is not a number"),
        ("needs", "1.46e7,2024", "1.46e7,24", 4, "'year': '24' is not a year"),
        ("needs", ",OCHA\n", ", \n", 4, "'source': is empty"),
        ("needs", "UKR", "SDN", 4, "'region': SDN, people in need, 2024 is there twice"),
        ("needs", "region,indicator", "country,indicator", 1, "the first line must be region,indicator"),
        ("needs", '"OCHA, 2024"', '"OCHA, 2024', 4, "unexpected end of data"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(
    tmp_path: Path, file: str, old: str, new: str, line: int, expected: str
) -> None:
    name = next(each for each in FILES if each.startswith(file))
    assert FILES[name].count(old) == 1
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, **{file: FILES[name].replace(old, new)})
    message = str(caught.value)
    assert message.startswith(f"config: {tmp_path / name}, line {line}, ")
    assert expected in message
    assert "\n" not in message


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_missing_list_is_named(tmp_path: Path, name: str) -> None:
    load(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(ConfigError, match=f"{name} is missing; `monitor init` makes"):
        catalog.load(tmp_path)


def test_an_empty_csv_asks_for_its_first_line(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"line 1, the first line must be region,indicator,value,year,source"
    ):
        load(tmp_path, needs="")


def test_the_line_of_a_place_is_found_in_nested_and_quoted_tables() -> None:
    text = '[a."b c"]\nx = 1\n[[l]]\n[[l.m]]\n[[l.m]]\n"k.k" = [\n "one",\n "two",\n]\n[[l]]\n[[l.m]]\nk=1\n'
    assert toml.line_of(text, ("a", "b c", "x")) == 2
    assert toml.line_of(text, ("l", 0, "m", 1)) == 5
    assert toml.line_of(text, ("l", 0, "m", 1, "k.k", 1), "two") == 8
    assert toml.line_of(text, ("l", 1, "m", 0, "k")) == 12
    assert toml.line_of(text, ("l", 1, "m", 0, "absent")) == 11
    assert toml.line_of(text, ("absent",)) == 1


def test_a_new_folder_holds_the_starter_lists_and_is_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "newsroom"
    written = starter.write(folder)
    assert written == sorted(folder.iterdir())
    assert catalog.load(folder).own
    (folder / "monitor.toml").write_text("mine")
    with pytest.raises(ConfigError, match="is already there"):
        starter.write(folder)
    assert (folder / "monitor.toml").read_text() == "mine"


def test_one_list_that_is_there_stops_the_starter_before_it_writes(tmp_path: Path) -> None:
    (tmp_path / "needs.csv").write_text("mine")
    with pytest.raises(ConfigError, match=r"needs\.csv is already there"):
        starter.write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["needs.csv"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be written"):
        starter.write(tmp_path / "file" / "newsroom")
