"""Which places a sentence names, and what it only seems to name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.catalog.gazetteer import surfaces
from monitor.model import Tag
from monitor.tag.places import PlaceFinder
from monitor.tag.region import RegionTagger
from monitor.tag.region_document import Document, spaced

TAGGER = RegionTagger(surfaces())
FINDER = PlaceFinder(each for each in surfaces() if each.language == "en")


def tagged(text: str, title: str = "", kind: str = "region") -> dict[str, Tag]:
    return {tag.code: tag for tag in TAGGER.tag(title, text) if tag.kind == kind}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Give us the facts, they told us.", ""),
        ("The US said so.", "USA"),
        ("The U.S. said so.", "USA"),
        ("A U.S.-backed group met.", "USA"),
        ("US-China talks resumed.", "USA CHN"),
        ("TELL US WHY THE TROOPS LEFT", ""),
        ("U.S. TROOPS LEFT SALVADORAN TOWNS", "USA SLV"),
        ("Tbilisi says Georgia will apply to join the EU.", "GEO"),
        ("Georgia's parliament passed the law despite protests.", "GEO"),
        ("Voters in Atlanta and the rest of Georgia choose a governor.", "USA"),
        ("The college is in Athens, Georgia.", "USA"),
        ("The college is in Athens, Ga., an hour away.", "USA"),
        ("The team trained in Princeton, N.J., last year.", "USA"),
        ("Michael Jordan bought a boat.", ""),
        ("Mr. Jordan asked the witness twice.", ""),
        ("Jordan Peterson gave a lecture.", ""),
        ("Jim Jordan chairs the committee; Jordan spoke first.", ""),
        ("Jordan closed its airspace.", "JOR"),
        ("King Abdullah II flew home to Jordan.", "JOR"),
        ("Jordan's Prime Minister resigned.", "JOR"),
        ("Chad Johnson caught the ball.", ""),
        ("Troops from Chad crossed the border.", "TCD"),
        ("They ate turkey and a plate of china.", ""),
        ("Turkey blocked the bid.", "TUR"),
        ("Türkiye blocked the bid.", "TUR"),
        ("ANKARA and TÜRKIYE blocked the bid.", "TUR"),
        ("The Washington Post reported it first.", ""),
        ("Washington imposed new tariffs.", "USA"),
        ("Denzel Washington won again.", ""),
        ("He grew up in New Mexico.", "USA"),
        ("He grew up in Mexico.", "MEX"),
        ("Guinea-Bissau held a vote.", "GNB"),
        ("Equatorial Guinea held a vote.", "GNQ"),
        ("Papua New Guinea held a vote.", "PNG"),
        ("Guinea held a vote.", "GIN"),
        ("The guinea pigs slept.", ""),
        ("Niger expelled the envoy.", "NER"),
        ("Nigeria expelled the envoy.", "NGA"),
        ("The Nigerien junta and the Nigerian army met.", "NER NGA"),
        ("North Korea fired a missile.", "PRK"),
        ("South Korea and North Korea spoke.", "KOR PRK"),
        ("South Sudan split from Sudan.", "SSD SDN"),
        ("Rebels took Goma in eastern Congo.", "COD"),
        ("In Congo, the vote was delayed.", "COD"),
        ("Sassou rules Congo from Brazzaville.", "COG"),
        ("The Democratic Republic of the Congo and its neighbour met.", "COD"),
        ("Iran’s envoy left.", "IRN"),
        ("Israel's and Lebanon's envoys left.", "ISR LBN"),
        ("The Russian-Ukrainian border is closed.", "RUS UKR"),
        ("The New York Times wrote of Yemen.", "YEM"),
        ("New York statement of policy.", "USA"),
        ("A Côte d’Ivoire court and São Paulo's mayor agreed.", "CIV BRA"),
        ("President Erdoğan spoke.", "TUR"),
        ("The Dominican Republic is not Dominica.", "DOM DMA"),
        ("Latin America's debt grew.", ""),
        ("African American voters stayed home.", ""),
        ("They ordered French fries.", ""),
        ("Congress passed the bill.", "USA"),
        ("India's Congress party lost, and Congress leaders resigned in Delhi.", "IND"),
        ("He wore a Panama hat.", ""),
        ("Romania and Oman signed.", "ROU OMN"),
        ("Romanian and Omani envoys; Ireland is not Iran.", "ROU OMN IRL IRN"),
        ("The Oslo Accords failed.", ""),
        ("A long pole; the Dane left early.", ""),
    ],
)
def test_a_sentence_names_these_countries_and_no_other(text: str, codes: str) -> None:
    assert set(tagged(text)) == set(codes.split())


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("NATO and the European Union agreed.", "NATO EU"),
        ("The Sahel is drying.", "Sahel"),
        ("The Middle East and Latin America differ.", "Middle East;Latin America"),
        ("OPEC, ASEAN and the GCC met at the U.N.", "OPEC ASEAN GCC UN"),
        ("The Indo-Pacific strategy changed.", "Indo-Pacific"),
        ("Gold, nato and eu in small letters are no names.", ""),
    ],
)
def test_a_sentence_names_these_groups(text: str, groups: str) -> None:
    split = groups.split(";") if ";" in groups else groups.split()
    assert set(tagged(text, kind="group")) == set(split)


def test_a_demonym_in_the_headline_counts_as_a_name() -> None:
    text = "The talks went on for a third day. " * 20 + "France and Germany had asked for them."
    tags = tagged(text, title="Iranian envoy leaves")
    assert tags["IRN"].label == "focus"
    assert tags["IRN"].score > max(tags["FRA"].score, tags["DEU"].score)


def test_the_dateline_counts_little() -> None:
    tags = tagged("GENEVA, March 3 (Reuters) - Kenya said on Tuesday that its talks with Uganda had failed.")
    assert tags["CHE"].label != "focus"
    assert {tags["KEN"].label, tags["UGA"].label} == {"focus"}


def test_a_currency_says_little_of_its_country() -> None:
    tags = tagged("The mine cost 40 million Canadian dollars, Chile said. Chile will pay.")
    assert tags["CAN"].label != "focus"
    assert tags["CHL"].score > 2 * tags["CAN"].score


def test_at_most_five_countries_are_in_focus() -> None:
    tags = tagged("Peru, Chile, Kenya, Ghana, Togo, Mali, Iran and Iraq voted.")
    assert sum(tag.label == "focus" for tag in tags.values()) <= 5


def test_home_is_assumed_only_where_no_place_is_named() -> None:
    (assumed,) = TAGGER.tag("", "The council met on Tuesday.", home="USA")
    assert assumed == Tag("region", "USA", "secondary", 0.0, (), "assumed home")
    assert [tag.code for tag in TAGGER.tag("", "Kenya voted.", home="USA")] == ["KEN"]
    assert TAGGER.tag("", "The council met on Tuesday.") == ()


def test_scores_are_probabilities_and_strongest_first() -> None:
    tags = [t for t in TAGGER.tag("Iran", "Iraq, Iran and Syria. NATO too.") if t.kind == "region"]
    assert all(0 < t.score < 1 for t in tags)
    assert [t.score for t in tags] == sorted((t.score for t in tags), reverse=True)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "El presidente ruso voló a Teherán, y los dos países hablaron de la guerra en Ucrania.",
            "RUS IRN UKR",
        ),
        ("Le ministre français a dit que les négociations avec le Maroc avaient échoué.", "FRA MAR"),
        ("Die deutsche Regierung und die Ukraine haben ein Abkommen über Waffen geschlossen.", "DEU UKR"),
        ("O governo brasileiro não vai participar do acordo com os Estados Unidos.", "BRA USA"),
        ("قال وزير الخارجية الروسي إن المحادثات مع إيران ستستمر وإن لبنان ولسوريا موقف", "RUS IRN LBN SYR"),
        ("Президент России заявил, что переговоры с Украиной и США продолжатся.", "RUS UKR USA"),
        ("中国外交部发言人表示，美国应停止向台湾出售武器。", "CHN USA TWN"),
    ],
    ids=["es", "fr", "de", "pt", "ar", "ru", "zh"],
)
def test_other_languages_have_names_of_their_own(text: str, codes: str) -> None:
    assert set(tagged(text)) == set(codes.split())
    for tag in tagged(text).values():
        assert all(text[span.start : span.end].strip() for span in tag.spans)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Los ministros de la Unión Europea y de la OTAN hablaron con el FMI de los préstamos.",
            "EU, NATO, IMF",
        ),
        (
            "Les pays de la CEDEAO et l’Union africaine ont saisi la Cour pénale internationale.",
            "ECOWAS, AU, ICC",
        ),
        ("Die Nato und die Vereinten Nationen sorgen sich um den Nahen Osten.", "NATO, UN, Middle East"),
        ("O Conselho de Segurança da ONU e a União Africana não vão esperar em silêncio.", "UN, AU"),
        ("قالت الأمم المتحدة إن الاتحاد الأوروبي سيحضر الاجتماع المقبل في الصيف", "UN, EU"),
        ("В НАТО и Евросоюзе заявили, что саммит ШОС не изменит планов.", "NATO, EU, SCO"),
        ("欧盟和北约的官员表示，他们将在联合国会议上讨论这一问题。", "EU, NATO, UN"),
    ],
    ids=["es", "fr", "de", "pt", "ar", "ru", "zh"],
)
def test_groups_have_names_in_other_languages(text: str, codes: str) -> None:
    assert set(tagged(text, kind="group")) == set(codes.split(", "))


def test_who_was_in_office_depends_on_the_day() -> None:
    text = "Mark Rutte said on Tuesday that the plan was too dear."
    (before,) = TAGGER.tag("", text, day="2023-05-01")
    (after,) = TAGGER.tag("", text, day="2025-05-01")
    assert (before.code, after.code) == ("NLD", "NATO")
    assert TAGGER.tag("", text) == (after,)


def test_a_round_up_is_about_the_world() -> None:
    text = "Peru, Chile, Kenya, Ghana, Togo, Mali, Iran and Iraq voted. " * 2
    text += "Lima, Santiago, Nairobi, Accra, Lomé, Bamako, Tehran and Baghdad were calm. " * 2
    (group,) = (tag for tag in TAGGER.tag(text[:60], text) if tag.kind == "group")
    assert (group.code, group.label) == ("Global", "focus")
    assert len(group.spans) > 5


def test_home_decides_between_towns_of_one_name() -> None:
    text = "The council of Birmingham met on Tuesday to vote on the budget for the library."
    assert [tag.code for tag in TAGGER.tag("", text, home="USA")] == ["USA"]
    assert [tag.code for tag in TAGGER.tag("", text)] == ["GBR"]


NAMES = [s.text for s in surfaces() if s.kind == "name" and s.language == "en"]
pieces = st.lists(st.sampled_from(NAMES) | st.text(max_size=6), max_size=12).map(" ".join)


@settings(deadline=None)  # the first article is slower
@given(pieces, pieces)
def test_spans_hold_exactly_the_surface_that_was_found(title: str, text: str) -> None:
    known = {spaced(s.text).rstrip() for s in surfaces()}
    for tag in TAGGER.tag(title, text):
        for span in tag.spans:
            written = (title if span.field == "title" else text)[span.start : span.end]
            assert spaced(written).rstrip() in known


@given(st.sampled_from(NAMES))
def test_every_name_is_found_whole(name: str) -> None:
    document = Document("", f"«{name}», they said on the day.")
    found = [document.written[m.start : m.end] for m in FINDER.find(document)]
    assert found == [name]
