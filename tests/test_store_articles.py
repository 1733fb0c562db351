"""Articles in the record: what is new, what is the same, what was changed, and what changed since."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Article, Line, Outcome, Related, Span, Tag, TagKind, Tone
from monitor.store import articles, changes, verdicts
from monitor.store.changes import CHANGED
from monitor.store.record import Record, Transaction, newest_revision, open_record
from monitor.store.verdicts import Verdict, Word

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TONE = Tone(0.1, 0.4)
REGION = Tag("region", "KEN", "focus", 0.9, (Span("title", 0, 5),), "gazetteer")
TOPIC = Tag("topic", "trade", "focus", 0.7, (Span("text", 4, 9),), "query")


def changed(connection: Transaction, after: int) -> pa.Table:
    return pa.concat_tables([CHANGED.empty_table(), *changes.since(connection, after)])


def article(slug: str = "a", **changed: object) -> Article:
    url = f"https://example.org/{slug}"
    told = Article(
        url, url, f"Kenya and trade ({slug})", f"The trade of {slug}.\n\nIt grew.", published="2026-11-18"
    )
    return replace(told, **changed)  # type: ignore[arg-type]


def save(record: Record, one: Article, *tags: Tag, outlet: str = "own") -> Outcome:
    with record.write() as connection:
        return articles.save(connection, articles.Incoming(outlet, "Africa", one, tags, TONE, "t"), NOW)


def everything(record: Record) -> list[articles.Stored]:
    with record.read() as connection:
        return list(articles.every(connection, batch=2))


def test_a_saved_article_comes_back_as_it_was(record: Record) -> None:
    told = article(
        deck="A deck",
        kicker="Africa",
        type="Analysis",
        section="Africa",
        authors=("A. Writer", "B. Writer"),
        published="2026-11-18T23:30:00-05:00",
        published_source="meta",
        updated="2026-11-19",
        language="en",
        tags=("trade",),
        lines=(Line("title", "Kenya"), Line("body", "The trade.")),
        related=(Related("Another", "Europe", "Its lede", "https://example.org/b"),),
        credits=("Photo: nobody",),
    )
    assert save(record, told, REGION, TOPIC) is Outcome.NEW
    (stored,) = everything(record)
    assert stored.article == told
    assert (stored.outlet, stored.section, stored.tags, stored.tone) == (
        "own",
        "Africa",
        (REGION, TOPIC),
        TONE,
    )


def test_an_article_without_a_date_is_kept_and_counted_apart(record: Record) -> None:
    assert save(record, article(published=None)) is Outcome.UNDATED
    with record.read() as connection:
        assert changed(connection, 0)["day"].to_pylist() == [None]


def test_the_day_is_the_one_of_its_own_time_zone(record: Record) -> None:
    save(record, article(published="2026-11-18T23:30:00-05:00"))
    with record.read() as connection:
        assert [str(day) for day in changed(connection, 0)["day"].to_pylist()] == ["2026-11-18"]


def test_the_same_article_again_is_unchanged_and_raises_no_revision(record: Record) -> None:
    save(record, article())
    with record.read() as connection:
        before = newest_revision(connection)
    assert save(record, article()) is Outcome.UNCHANGED
    with record.read() as connection:
        assert newest_revision(connection) == before


def test_a_revised_article_keeps_its_old_versions_in_order_and_takes_new_tags(record: Record) -> None:
    save(record, article(), REGION)
    assert save(record, article(text="Second text."), TOPIC) is Outcome.REVISED
    assert save(record, article(title="Third title", text="Third text."), TOPIC) is Outcome.REVISED
    (stored,) = everything(record)
    assert (stored.article.title, stored.article.text) == ("Third title", "Third text.")
    assert stored.tags == (TOPIC,)
    with record.read() as connection:
        kept = articles.versions(connection, stored.id)
    assert kept == [
        ("Kenya and trade (a)", "The trade of a.\n\nIt grew.", NOW.isoformat()),
        ("Kenya and trade (a)", "Second text.", NOW.isoformat()),
    ]


def test_the_same_words_under_another_address_are_one_article(record: Record) -> None:
    save(record, article())
    again = article(url="https://example.org/amp/a", canonical_url="https://example.org/amp/a")
    assert save(record, again) is Outcome.UNCHANGED
    assert len(everything(record)) == 1


def test_the_same_words_in_another_outlet_are_two_articles(record: Record) -> None:
    save(record, article())
    copied = article(url="https://peer.org/a", canonical_url="https://peer.org/a")
    assert save(record, copied, outlet="peer") is Outcome.NEW
    with record.read() as connection:
        assert [stored.outlet for stored in articles.every(connection)] == ["own", "peer"]


def test_a_date_learned_later_completes_the_undated_article(record: Record) -> None:
    pasted = article(url="", canonical_url="pasted:1", published=None)
    assert save(record, pasted, REGION) is Outcome.UNDATED
    assert save(record, article(), TOPIC) is Outcome.REVISED
    (stored,) = everything(record)
    assert (stored.article.published, stored.article.url) == ("2026-11-18", "https://example.org/a")
    assert stored.tags == (TOPIC,)
    with record.read() as connection:
        assert articles.versions(connection, stored.id) == []  # its words are the same
    assert save(record, article()) is Outcome.UNCHANGED


def test_a_date_learned_later_at_the_same_address_completes_the_article(record: Record) -> None:
    save(record, article(published=None))
    save(record, article())
    assert everything(record)[0].article.published == "2026-11-18"


def test_a_twin_that_knows_less_does_not_take_the_date_away(record: Record) -> None:
    save(record, article())
    assert save(record, article(canonical_url="pasted:1", url="", published=None)) is Outcome.UNCHANGED
    assert everything(record)[0].article.published == "2026-11-18"


def test_new_tags_replace_the_old_ones_and_are_a_change(record: Record) -> None:
    save(record, article(), REGION)
    with record.write() as connection:
        before = newest_revision(connection)
        (stored,) = articles.find(connection, [1])
        assert articles.retag(connection, stored, [TOPIC], Tone(-0.5, 0.2), "t2")
    (stored,) = everything(record)
    assert (stored.tags, stored.tone) == ((TOPIC,), Tone(-0.5, 0.2))
    with record.read() as connection:
        assert changed(connection, before)["id"].to_pylist() == [1]


def test_what_numbers_need_of_an_article(record: Record) -> None:
    second = Tag("region", "UGA", "focus", 0.5)
    mentioned = Tag("region", "USA", "mentioned", 0.95)
    stance = Tag("stance", "pentagon", "critical", 0.6)
    save(record, article(language="en"), second, mentioned, REGION, TOPIC, stance)
    with record.read() as connection:
        (row,) = changed(connection, 0).to_pylist()
    assert row["regions"] == ["KEN", "UGA"]  # focus only, strongest first
    assert (row["topics"], row["stances"]) == (["trade"], ["pentagon:critical"])
    assert (row["outlet"], row["section"], row["language"], row["polarity"]) == ("own", "Africa", "en", 0.1)


def test_articles_are_found_in_the_order_asked_for(record: Record) -> None:
    for slug in "abc":
        save(record, article(slug))
    with record.read() as connection:
        assert [one.id for one in articles.find(connection, [3, 99, 1])] == [3, 1]
        assert articles.find(connection, []) == []
        titles = articles.headings(connection, [2])
    assert titles[2].title == "Kenya and trade (b)"


def test_all_articles_are_read_across_batches(record: Record) -> None:
    for slug in "abcde":
        save(record, article(slug))
    assert [one.id for one in everything(record)] == [1, 2, 3, 4, 5]


def test_known_addresses_are_told_from_new_ones(record: Record) -> None:
    save(record, article(url="https://example.org/a?ref=feed"))
    asked = [f"https://example.org/{n}" for n in range(1200)]
    with record.read() as connection:
        found = articles.known(
            connection, [*asked, "https://example.org/a", "https://example.org/a?ref=feed"]
        )
    assert found == {"https://example.org/a", "https://example.org/a?ref=feed"}


writes = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 2)), max_size=12)


@given(writes, writes)
@settings(deadline=None, max_examples=25)
def test_a_reader_that_remembers_the_revision_gets_exactly_what_changed(
    first: list[tuple[str, int]], second: list[tuple[str, int]]
) -> None:
    record = open_record("sqlite://", Path())
    said: dict[str, int] = {}
    for slug, wording in first:
        save(record, article(slug, text=f"Wording {wording} of {slug}"))
        said[slug] = wording
    with record.read() as connection:
        seen = newest_revision(connection)
    different = set()
    for slug, wording in second:
        before = said.get(slug)
        outcome = save(record, article(slug, text=f"Wording {wording} of {slug}"))
        expected = {None: Outcome.NEW, wording: Outcome.UNCHANGED}.get(before, Outcome.REVISED)
        assert outcome is expected
        if expected is not Outcome.UNCHANGED:
            different.add(slug)
        said[slug] = wording
    with record.read() as connection:
        ids = changed(connection, seen)["id"].to_pylist()
        told = {articles.find(connection, [each])[0].article.url[-1] for each in ids}
        assert len(ids) == len(set(ids))
        assert changed(connection, newest_revision(connection)).num_rows == 0
    record.close()
    assert told == different


def verdict(kind: TagKind, code: str, word: Word, label: str | None = None) -> Verdict:
    return Verdict(1, kind, code, word, "editor", label)


def test_a_rejected_tag_is_gone_from_the_article_and_from_the_numbers_and_stays_gone(record: Record) -> None:
    save(record, article(), REGION, TOPIC)
    with record.write() as connection:
        seen = newest_revision(connection)
        articles.judge(connection, verdict("region", "KEN", "no"), NOW)
    with record.write() as connection:
        assert changed(connection, seen)["regions"].to_pylist() == [[]]
        (stored,) = articles.find(connection, [1])
        assert stored.tags == (TOPIC,)
        assert not articles.retag(connection, stored, [REGION, TOPIC], TONE, "t2")  # nothing is different
    save(record, article(text="Another wording."), REGION, TOPIC)
    assert everything(record)[0].tags == (TOPIC,)


def test_a_missing_tag_that_a_person_added_and_a_label_that_was_put_right_survive_tagging(
    record: Record,
) -> None:
    save(record, article(), REGION)
    with record.write() as connection:
        articles.judge(connection, verdict("topic", "trade", "yes"), NOW)
        articles.judge(connection, verdict("region", "KEN", "yes", "mentioned"), NOW)
        (stored,) = articles.find(connection, [1])
        articles.retag(connection, stored, [REGION, Tag("region", "UGA", "focus", 0.5)], TONE, "t2")
        (row,) = changed(connection, 0).to_pylist()
    assert (row["regions"], row["topics"]) == (["UGA"], ["trade"])
    labels = {(tag.code, tag.label) for tag in everything(record)[0].tags}
    assert labels == {("KEN", "mentioned"), ("UGA", "focus"), ("trade", "focus")}


def test_the_last_word_on_a_tag_counts_and_all_are_kept(record: Record) -> None:
    save(record, article(), REGION)
    with record.write() as connection:
        for word in ("no", "yes"):
            articles.judge(connection, verdict("region", "KEN", word), NOW)
    assert everything(record)[0].tags == (REGION,)
    with record.read() as connection:
        assert [each.verdict for each in verdicts.given(connection, [1])] == ["no", "yes"]


def test_tags_of_an_older_wording_do_not_overwrite_those_of_the_newer(record: Record) -> None:
    save(record, article(), REGION)
    (old,) = everything(record)
    save(record, article(text="Another wording."), TOPIC)
    with record.write() as connection:
        assert not articles.retag(connection, old, [REGION], TONE, "t2")
    assert everything(record)[0].tags == (TOPIC,)
