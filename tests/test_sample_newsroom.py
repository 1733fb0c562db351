import random
import re
from collections import Counter, defaultdict
from datetime import date

import pytest

from monitor.sample.newsroom import SampleArticle, SampleNewsroom, build
from monitor.sample.places import DESKS, PLACES

TODAY = date(2026, 9, 1)
OWN = "lanternfish-review"


@pytest.fixture(scope="module")
def newsroom() -> SampleNewsroom:
    return build(7, TODAY)


def own(newsroom: SampleNewsroom) -> list[SampleArticle]:
    return [one for one in newsroom.articles if one.outlet == OWN]


def peers(newsroom: SampleNewsroom) -> list[SampleArticle]:
    return [one for one in newsroom.articles if one.outlet != OWN]


def share(articles: list[SampleArticle], desk: str | None = None, topic: str | None = None) -> float:
    found = [
        one
        for one in articles
        if (desk is None or PLACES[one.regions[0]].desk == desk) and (topic is None or topic in one.topics)
    ]
    return len(found) / len(articles)


def since(articles: list[SampleArticle], days: int) -> list[SampleArticle]:
    return [one for one in articles if (TODAY - one.day).days <= days]


def shingles(article: SampleArticle) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(article.paragraphs).lower())
    return {tuple(words[n : n + 5]) for n in range(len(words) - 4)}


def jaccard(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other)


def test_the_same_seed_and_day_give_the_same_articles(newsroom: SampleNewsroom) -> None:
    assert build(7, TODAY) == newsroom


def test_another_seed_gives_other_articles(newsroom: SampleNewsroom) -> None:
    assert {one.title for one in build(8, TODAY).articles} != {one.title for one in newsroom.articles}


@pytest.mark.parametrize(
    ("seed", "today"), [(1, date(2024, 2, 29)), (2, date(2027, 1, 1)), (3, date(2026, 11, 23))]
)
def test_any_seed_and_day_can_be_built(seed: int, today: date) -> None:
    made = build(seed, today)
    assert len(made.articles) == 2000
    assert sum(one.copy_of is not None for one in made.articles) == 50


def test_there_are_two_thousand_articles_of_eight_outlets(newsroom: SampleNewsroom) -> None:
    counts = Counter(one.outlet for one in newsroom.articles)
    assert counts[OWN] == 480
    assert len(newsroom.outlets) == 9
    assert sum(counts.values()) == 2000
    assert all(150 <= count <= 400 for outlet, count in counts.items() if outlet != OWN)


def test_articles_lie_in_the_548_days_before_today(newsroom: SampleNewsroom) -> None:
    ages = [(TODAY - one.day).days for one in newsroom.articles]
    assert min(ages) >= 1
    assert max(ages) <= 548


def test_articles_have_the_length_of_articles(newsroom: SampleNewsroom) -> None:
    lengths = [len(" ".join(one.paragraphs).split()) for one in newsroom.articles if not one.copy_of]
    assert min(lengths) >= 250
    assert max(lengths) <= 550


def test_no_sentence_is_left_with_a_hole(newsroom: SampleNewsroom) -> None:
    for one in newsroom.articles:
        assert not re.search(r"[\[\]{}|]", " ".join((one.deck, *one.paragraphs))), one.key
        assert not re.search(r" {2}|\ba [aeio](?!ne|nce|uropean)", " ".join(one.paragraphs)), one.key


def test_addresses_are_unique(newsroom: SampleNewsroom) -> None:
    assert len({one.key for one in newsroom.articles}) == len(newsroom.articles)


def test_an_article_names_the_countries_it_is_about(newsroom: SampleNewsroom) -> None:
    for one in newsroom.articles:
        text = " ".join((one.title, one.deck, *one.paragraphs))
        place = PLACES[one.regions[0]]
        names = (place.name, place.adjective, place.capital, *place.cities)
        assert sum(text.count(name) for name in names) >= 3, one.key
        assert all(PLACES[code].name in text for code in one.regions[1:]), one.key


def test_weekdays_are_busier_than_weekends(newsroom: SampleNewsroom) -> None:
    days = Counter(one.day.weekday() for one in own(newsroom))
    assert max(days[5], days[6]) < min(days[n] for n in range(5)) / 2


def test_unrelated_articles_do_not_look_alike(newsroom: SampleNewsroom) -> None:
    rng = random.Random(1)
    sets = [shingles(one) for one in newsroom.articles]
    pairs = [jaccard(*rng.sample(sets, 2)) for _ in range(1500)]
    assert sum(pairs) / len(pairs) < 0.06


def test_articles_on_one_topic_are_no_near_duplicates(newsroom: SampleNewsroom) -> None:
    by_topic: dict[str, list[set[tuple[str, ...]]]] = defaultdict(list)
    for one in newsroom.articles:
        if one.copy_of is None:
            by_topic[one.topics[0]].append(shingles(one))
    for topic, sets in by_topic.items():
        sample = sets[:45]
        worst = max(jaccard(one, other) for n, one in enumerate(sample) for other in sample[:n])
        assert worst <= 0.25, topic


def test_copies_stay_close_to_their_originals_and_follow_them(newsroom: SampleNewsroom) -> None:
    by_key = {one.key: one for one in newsroom.articles}
    copies = [one for one in newsroom.articles if one.copy_of]
    assert len(copies) == 50
    assert sum(by_key[one.copy_of or ""].outlet == OWN for one in copies) == 12
    for copy in copies:
        original = by_key[copy.copy_of or ""]
        assert copy.outlet != original.outlet
        assert original.day < copy.day
        assert jaccard(shingles(copy), shingles(original)) > 0.6
        assert copy.paragraphs[-1].startswith("This article first appeared in ")


def test_sixty_stories_are_told_within_two_days_and_fifteen_without_us(newsroom: SampleNewsroom) -> None:
    stories: dict[str, list[SampleArticle]] = defaultdict(list)
    for one in newsroom.articles:
        if one.story:
            stories[one.story].append(one)
    assert len(stories) == 60
    assert sum(all(one.outlet != OWN for one in told) for told in stories.values()) == 15
    events = {event.id: event.name for event in newsroom.events}
    for story, told in stories.items():
        days = [one.day for one in told]
        assert 2 <= len({one.outlet for one in told}) == len(told) <= 6
        assert (max(days) - min(days)).days <= 1
        assert all(events[story] in " ".join(one.paragraphs) for one in told)


def test_we_cover_africa_a_tenth_as_much_as_peers(newsroom: SampleNewsroom) -> None:
    assert share(peers(newsroom), "africa") > 0.15
    assert share(own(newsroom), "africa") < share(peers(newsroom), "africa") / 5


def test_we_are_silent_on_migration_in_latin_america_for_ninety_days(newsroom: SampleNewsroom) -> None:
    assert share(own(newsroom), "latin-america", "migration") > 0.01
    assert share(since(own(newsroom), 90), "latin-america", "migration") == 0
    assert share(since(peers(newsroom), 90), "latin-america", "migration") > 0.05


def test_we_cover_peace_talks_in_europe_more_than_peers(newsroom: SampleNewsroom) -> None:
    ours, theirs = (share(group(newsroom), "europe", "peace-talks") for group in (own, peers))
    assert ours > 2.5 * theirs


def test_peers_cover_every_desk_in_every_quarter(newsroom: SampleNewsroom) -> None:
    for start in range(0, 540, 90):
        quarter = [one for one in since(peers(newsroom), start + 90) if (TODAY - one.day).days > start]
        assert {PLACES[one.regions[0]].desk for one in quarter} == set(DESKS)
        assert 200 <= len(quarter) <= 300


def test_tariffs_double_eight_months_ago(newsroom: SampleNewsroom) -> None:
    late = since(list(newsroom.articles), 243)
    early = [one for one in newsroom.articles if one not in late]
    assert 1.6 < share(late, topic="tariffs") / share(early, topic="tariffs") < 2.4


def test_we_grow_critical_of_the_pentagon(newsroom: SampleNewsroom) -> None:
    stances = [
        one.stances["pentagon"]
        for one in own(newsroom)
        if one.stances.get("pentagon", "neutral") != "neutral"
    ]
    half = len(stances) // 2
    assert half >= 8
    assert stances[:half].count("critical") / half + 0.3 < stances[-half:].count("critical") / half


def test_reports_take_no_side(newsroom: SampleNewsroom) -> None:
    for one in newsroom.articles:
        if one.type in {"News", "Reporting", "Briefing", "Explainer"} and not one.copy_of:
            assert set(one.stances.values()) <= {"neutral"}
