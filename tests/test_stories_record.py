"""Stories in the record: they grow day by day, keep their numbers, and obey people."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select

from monitor import catalog as lists
from monitor.catalog import Catalog, starter
from monitor.errors import ConfigError
from monitor.ingest import relate
from monitor.model import Article, Tone
from monitor.store import articles, copies, schema, stories
from monitor.store.record import Record
from monitor.store.twins import Incoming
from test_stories_clusters import QUAKE, STRIKE
from test_stories_copies import prose

NOW = datetime(2026, 11, 20, tzinfo=UTC)
DAY = date(2026, 11, 2)
FIRE = (
    "A fire in a battery plant near Debrecen killed four workers, and Hungary's inspectors closed the hall."
)


class Desk:
    """Takes articles into a record as a run does."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.catalog: Catalog = lists.load(starter.FOLDER)
        self.us, self.peer, self.other = self.catalog.own[0].id, *(each.id for each in self.catalog.peers[:2])

    def takes(self, *told: tuple[str, str, int]) -> list[int]:
        """Articles of one run, (outlet, text, days after the first), in one transaction; their numbers."""
        new = [self._incoming(*each) for each in told]
        with self.record.write() as connection:
            articles.save_all(connection, new, NOW)
            self.copies = relate.look(connection, self.catalog)
            urls = [each.article.canonical_url for each in new]
            rows = connection.execute(select(schema.articles.c.canonical_url, schema.articles.c.id))
            numbers = {row.canonical_url: row.id for row in rows}
        relate.tell(self.record, self.catalog)
        return [numbers[url] for url in urls]

    def _incoming(self, outlet: str, text: str, after: int) -> Incoming:
        url = f"https://example.org/{outlet}/{abs(hash(text))}/{after}"
        day = (DAY + timedelta(days=after)).isoformat()
        article = Article(url, url, text.split(",")[0][:70], text, published=day)
        return Incoming(outlet, None, article, (), Tone(0.0, 0.0), "test")

    def story(self, article: int) -> int:
        with self.record.read() as connection:
            return stories.of(connection, [article])[article]

    def relations(self) -> list[tuple[int, int, str]]:
        with self.record.read() as connection:
            rows = connection.execute(select(schema.copies).order_by(schema.copies.c.article))
            return [(row.article, row.of, row.relation) for row in rows]


@pytest.fixture
def desk(record: Record) -> Iterator[Desk]:
    return iter([Desk(record)]).__next__()


def test_articles_of_two_days_are_one_story_and_a_rerun_changes_nothing(desk: Desk) -> None:
    (first,) = desk.takes((desk.peer, f"{QUAKE} Rescuers came.", 0))
    (second, strike) = desk.takes((desk.other, f"{QUAKE} The port is shut.", 1), (desk.us, STRIKE, 1))
    assert desk.story(first) == desk.story(second) != desk.story(strike)
    with desk.record.read() as connection:
        before = connection.execute(select(schema.story_articles)).all()
    assert relate.tell(desk.record, desk.catalog) == 0
    with desk.record.read() as connection:
        assert connection.execute(select(schema.story_articles)).all() == before


def test_a_late_article_joins_the_story_that_has_its_number(desk: Desk) -> None:
    (later,) = desk.takes((desk.peer, f"{QUAKE} Rescuers came.", 1))
    number = desk.story(later)
    (earlier,) = desk.takes((desk.other, f"{QUAKE} The port is shut.", 0))
    assert desk.story(earlier) == desk.story(later) == number


def test_what_people_joined_and_parted_stays_so(desk: Desk) -> None:
    quake, again, strike = desk.takes(
        (desk.peer, f"{QUAKE} Rescuers came.", 0), (desk.other, f"{QUAKE} The port is shut.", 0),
        (desk.us, STRIKE, 0),
    )  # fmt: skip
    with desk.record.write() as connection:
        new = stories.part(connection, [again])
        stories.join(connection, desk.story(quake), desk.story(strike))
    (third,) = desk.takes((desk.us, f"{QUAKE} Schools stay closed.", 1))
    assert desk.story(again) == new != desk.story(quake) == desk.story(strike)
    assert desk.story(third) in (new, desk.story(quake))


def test_a_number_of_a_story_that_was_joined_leads_to_the_older_one(desk: Desk) -> None:
    quake, strike = desk.takes((desk.peer, QUAKE, 0), (desk.us, STRIKE, 0))
    old, young = sorted((desk.story(quake), desk.story(strike)))
    with desk.record.write() as connection:
        assert stories.join(connection, young, old) == old
        assert stories.standing(connection, young) == old
        with pytest.raises(ConfigError, match="no story 4711"):
            stories.standing(connection, 4711)
        with pytest.raises(ConfigError, match="articles of one story"):
            stories.part(connection, [])
        with pytest.raises(ConfigError, match=f"all articles of story {old}"):
            stories.part(connection, [quake, strike])


def test_a_person_s_word_outlives_an_article_that_would_join_the_two_again(desk: Desk) -> None:
    coast = "Chile's coast was evacuated after the strong earthquake off the port of Iquique: a tsunami came."
    quake, wave = desk.takes((desk.peer, QUAKE, 0), (desk.other, coast, 0))
    assert desk.story(quake) == desk.story(wave)
    with desk.record.write() as connection:
        new = stories.part(connection, [wave])
    old = desk.story(quake)
    between_them = (
        "A tsunami came after the earthquake: thousands fled the port of Iquique in northern Chile."
    )
    (between,) = desk.takes((desk.us, between_them, 1))
    assert desk.story(between) in (old, new)
    assert (desk.story(quake), desk.story(wave)) == (old, new)
    assert relate.tell(desk.record, desk.catalog) == 0


def test_what_was_left_to_others_stays_so_when_its_story_joins_an_older_one(desk: Desk) -> None:
    quake, strike = desk.takes((desk.peer, QUAKE, 0), (desk.us, STRIKE, 0))
    old, young = sorted((desk.story(quake), desk.story(strike)))
    with desk.record.write() as connection:
        stories.dismiss(connection, young, "not our beat", "Ann", NOW)
        stories.join(connection, old, young)
        (row,) = stories.dismissed(connection)
        assert (row["story"], row["reason"], row["who"]) == (old, "not our beat", "Ann")
        stories.dismiss(connection, old, "still not", "Bo", NOW)
        assert [row["reason"] for row in stories.dismissed(connection)] == ["still not"]
        stories.undo(connection, young)
        assert stories.dismissed(connection) == []
        with pytest.raises(ConfigError, match=f"nobody dismissed story {old}"):
            stories.undo(connection, old)


def test_a_copy_is_told_where_its_original_is_and_counted_as_one(desk: Desk) -> None:
    (ours,) = desk.takes((desk.us, prose(1), 0))
    assert desk.copies == set()
    (theirs,) = desk.takes((desk.peer, f"{prose(1)} First printed elsewhere.", 200))
    assert len(desk.copies) == 1
    assert desk.relations() == [(theirs, ours, "copy")]
    assert desk.story(theirs) == desk.story(ours)


def test_an_original_that_comes_after_its_copy_is_still_the_original(desk: Desk) -> None:
    (theirs,) = desk.takes((desk.peer, f"{prose(1)} First printed elsewhere.", 9))
    (ours,) = desk.takes((desk.us, prose(1), 0))
    assert desk.copies == set()
    assert desk.relations() == [(theirs, ours, "copy")]
    assert desk.story(theirs) == desk.story(ours)


def test_what_is_quoted_of_ours_is_told_with_its_place(desk: Desk) -> None:
    quoted = " ".join(prose(1).split()[100:140])
    (ours,) = desk.takes((desk.us, prose(1), 0))
    (theirs,) = desk.takes((desk.peer, f"{prose(2)} {quoted} {prose(3)}", 5))
    with desk.record.read() as connection:
        (found,) = copies.of(connection, [theirs])
        (text,) = copies.words(connection, [theirs])
    assert (found.of, found.relation) == (ours, "quotation")
    assert [text.text[start:end] for start, end in found.spans] == [quoted]


def test_ties_of_boilerplate_are_taken_back_when_it_shows(desk: Desk) -> None:
    captions = prose(99, 400)
    for day in range(4):
        desk.takes((desk.peer, f"{prose(day)} {captions}", day))
    assert desk.relations() == []


def test_a_revised_article_is_looked_at_anew(desk: Desk) -> None:
    ours, theirs = desk.takes((desk.us, prose(1), 0), (desk.peer, prose(2), 1))
    with desk.record.write() as connection:
        row = connection.execute(select(schema.articles).where(schema.articles.c.id == theirs)).one()
        article = Article(row.url, row.canonical_url, row.title, prose(1), published=row.published)
        articles.save(connection, Incoming(desk.peer, None, article, (), Tone(0.0, 0.0), "test"), NOW)
        relate.look(connection, desk.catalog)
    assert desk.relations() == [(theirs, ours, "copy")]


def test_an_article_that_somebody_deleted_is_found_no_more(desk: Desk) -> None:
    gone, ours = desk.takes((desk.peer, prose(1), 0), (desk.us, f"{prose(1)} More.", 1))
    with desk.record.write() as connection:
        copies.untie(connection, ours, gone)
        for table in (schema.story_articles, schema.tags, schema.anatomy):
            connection.execute(delete(table).where(table.c.article == gone))
        connection.execute(delete(schema.articles).where(schema.articles.c.id == gone))
    (theirs,) = desk.takes((desk.other, f"{prose(1)} Again.", 2))
    assert desk.relations() == [(theirs, ours, "copy")]


def test_articles_of_an_older_record_are_looked_at_by_the_next_run(desk: Desk) -> None:
    new = [desk._incoming(desk.us, prose(1), 0), desk._incoming(desk.peer, f"{prose(1)} Again.", 2)]
    with desk.record.write() as connection:
        articles.save_all(connection, new, NOW)
    assert relate.tell(desk.record, desk.catalog) == 2
    assert [relation for *_, relation in desk.relations()] == ["copy"]
    with desk.record.read() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.stories)) == 1
