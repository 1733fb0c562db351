"""Search in the record finds what the query language means."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy import text as sql

from monitor.errors import QueryError, StoreError
from monitor.model import Article, Tone
from monitor.query import And, Near, Node, Not, Or, Phrase, Word, find, fold, parse
from monitor.store import articles, search
from monitor.store.record import Record, open_record
from test_store_articles import NOW

Text = tuple[str, str]  # title, text


def keep(connection: Connection, texts: list[Text]) -> None:
    for number, (title, text) in enumerate(texts):
        told = Article(f"u{number}", f"u{number}", title, text)
        articles.save(connection, articles.Incoming(f"o{number}", None, told, (), Tone(0, 0), "t"), NOW)


def meant(query: str, texts: list[Text]) -> list[int]:
    node = parse(query)
    return [
        n
        for n, (title, text) in enumerate(texts, 1)
        if find(node, {"title": title, "text": text}) is not None
    ]


TEXTS = [
    ("Iran waits", "The nuclear deal is gone: sanctions stay, and banks in São Paulo wait."),
    ("Talks in Geneva", "Iran's envoy said the arms-control talks, sanctioned by nobody, had failed."),
    ("Erdoğan in Kyiv", "The U.S. gave $5.4bn to AT&T; the naïve state_department did not."),
    ("Nothing here", "A deal on nuclear arms; control of arms, and a long, long, long way to go to Iran."),
    ("", "Łódź, İstanbul, Đà Nẵng, Ærø, straße; al-Qa’ida’s men."),
]


@pytest.mark.parametrize(
    "query",
    [
        "iran",
        "sanction*",
        '"nuclear deal"',
        '"nuclear arms"',
        '"nuclear a*"',
        "iran NOT nuclear",
        "iran deal",
        "iran AND (geneva OR paulo)",
        "(geneva OR kyiv) NOT (envoy OR nobody)",
        "title:iran",
        "text:iran",
        'title:"talks in"',
        "title:talk*",
        "NEAR(arms control, 0)",
        "NEAR(arms control, 1)",
        "NEAR(deal arms, 2)",
        "NEAR(deal arms, 1)",
        'NEAR("nuclear arms" control)',
        "NEAR(nuclear iran)",
        "NEAR(nuclear iran, 20)",
        "arms-control",
        "sao",
        '"sao paulo"',
        "são",
        "erdogan",
        "naive",
        "u.s.",
        "at-t",
        "state_department",
        "lodz",
        "łódź",
        "istanbul",
        "nang",
        "straße",
        "al-qaida",
        '"al qa ida"',
        "5.4bn",
        "near",
        "waits",
        "zebra",
    ],
)
def test_the_record_finds_what_the_query_means(record: Record, query: str) -> None:
    with record.write() as connection:
        keep(connection, TEXTS)
    with record.read() as connection:
        assert sorted(search.matching(connection, query)) == meant(query, TEXTS)


words = st.sampled_from(["a", "b", "ab", "abc", "é", "ca", "or", "near", "0"]).map(fold)
fields = st.sampled_from([None, None, "title", "text"])
leaves = st.builds(Word, words, st.booleans(), fields) | st.builds(
    Phrase, st.lists(words, min_size=2, max_size=3).map(tuple), fields, st.booleans()
)
plain = st.builds(Word, words, st.booleans()) | st.builds(Phrase, st.tuples(words, words))
pairs = st.builds(Near, st.lists(plain, min_size=2, max_size=2).map(tuple), st.integers(0, 4))
nears = st.builds(Near, st.lists(plain, min_size=2, max_size=3).map(tuple), st.integers(0, 4))


def _larger(part: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(part, min_size=2, max_size=3).map(tuple)
    beside = st.builds(lambda one, other: And((one, Not(other))), part, part)
    return st.builds(And, several) | st.builds(Or, several) | beside


written = st.lists(st.sampled_from(["a", "B", "ab", "abc", "É", "ca", "or", "Near", "0", "zz"]), max_size=12)
separators = st.sampled_from([" ", ", ", "-", "\n\n", "_", "’", ". "])
texts = st.lists(
    st.tuples(
        written.map(lambda each: " ".join(each[:3])), st.builds(lambda s, w: s.join(w), separators, written)
    ),
    min_size=1,
    max_size=8,
)


@given(st.recursive(leaves | pairs, _larger, max_leaves=5), texts)
@settings(deadline=None, max_examples=150)
def test_any_query_finds_the_same_in_the_record_and_in_the_texts(node: Node, corpus: list[Text]) -> None:
    compare(node, corpus)


@given(nears, texts)
@example(Near((Word("a"), Word("b"), Word("c")), 2), [("", "a x x b x x c")])
@settings(deadline=None, max_examples=1)
def test_three_words_near_one_another_mean_the_same_in_both(node: Node, corpus: list[Text]) -> None:
    compare(node, corpus)


def compare(node: Node, corpus: list[Text]) -> None:
    record = open_record("sqlite://", Path())
    found, counted = ask(record, node, corpus)
    record.close()
    assert found == meant(str(node), corpus)
    assert counted == len(found)


def ask(record: Record, node: Node, corpus: list[Text]) -> tuple[list[int], int]:
    with record.write() as connection:
        keep(connection, corpus)
        return sorted(search.matching(connection, str(node))), search.count(connection, str(node))


@given(st.recursive(leaves | pairs | nears, _larger, max_leaves=5), texts)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_finds_the_same_on_postgresql(postgres: str, node: Node, corpus: list[Text]) -> None:
    record = open_record(postgres, Path())
    with record.write() as connection:
        connection.execute(sql("TRUNCATE articles RESTART IDENTITY CASCADE"))
    found, counted = ask(record, node, corpus)
    record.close()
    assert found == meant(str(node), corpus)
    assert counted == len(found)


def test_a_revised_article_is_found_by_its_new_words_only(record: Record) -> None:
    for text in ("about camels", "about horses"):
        with record.write() as connection:
            told = Article("u", "u", "A title", text)
            articles.save(connection, articles.Incoming("o", None, told, (), Tone(0, 0), "t"), NOW)
    with record.read() as connection:
        assert search.matching(connection, "camels") == []
        assert search.matching(connection, "horses") == [1]


def test_a_snippet_shows_the_hit_among_its_neighbours(record: Record) -> None:
    with record.write() as connection:
        keep(connection, TEXTS)
    with record.read() as connection:
        found = search.snippets(connection, "sanction* OR erdogan", [1, 3, 4])
    assert set(found) == {1, 3}  # 4 does not match
    assert "«sanctions» stay" in found[1]
    assert "«Erdoğan»" in found[3]


def test_a_query_that_cannot_be_understood_is_refused_before_the_database_sees_it(record: Record) -> None:
    with record.read() as connection, pytest.raises(QueryError, match="never closed"):
        search.matching(connection, '"nuclear')


@pytest.mark.xfail(
    strict=True, reason="query: letters with separate accents are split, in queries and in texts"
)
@pytest.mark.parametrize(("query", "text"), [("sa\u0303o", "São Paulo"), ("sao", "Sa\u0303o Paulo")])
def test_an_accent_may_be_written_apart_from_its_letter(record: Record, query: str, text: str) -> None:
    with record.write() as connection:
        keep(connection, [("title", text)])
    with record.read() as connection:
        assert search.matching(connection, query) == [1]
    assert meant(query, [("title", text)]) == [1]


def test_quotes_and_sql_in_a_query_are_words(record: Record) -> None:
    with record.write() as connection:
        keep(connection, [("drop table articles", "it's here; rowid")])
    with record.read() as connection:
        assert search.matching(connection, "it's rowid") == [1]
        assert search.matching(connection, '"drop table" articles') == [1]


def test_a_hit_in_the_title_is_worth_more_than_one_in_the_text(record: Record) -> None:
    filler = "and so on and so forth " * 20
    with record.write() as connection:
        keep(connection, [("A title", f"Iran {filler}"), ("Iran", filler), ("No", "nothing"), *TEXTS])
    with record.read() as connection:
        scores = search.relevance(connection, "iran", [1, 2, 3])
        assert set(scores) == {1, 2}
        assert scores[2] > scores[1]
        with pytest.raises(ValueError, match="2000 hits, not for 2001"):
            search.relevance(connection, "iran", range(2001))


def test_a_snippet_is_the_passage_with_the_most_hits_and_says_where_it_was_cut(record: Record) -> None:
    text = f"A camel. {'So it goes. ' * 40}The camel, a horse\n\nand a mule. {'And so on. ' * 40}"
    with record.write() as connection:
        keep(connection, [("Animals", text), ("Only the camel", "Nothing of it here.")])
    with record.read() as connection:
        found = search.snippets(connection, "camel OR horse OR mule", [1, 2])
    assert found[1].startswith("… ")
    assert found[1].endswith(" …")
    assert "The «camel», a «horse» and a «mule»." in found[1]
    assert len(found[1].split()) == search.WORDS + 2
    assert found[2] == "Only the «camel»"


def test_an_index_that_lost_an_article_is_found_out(record: Record) -> None:
    with record.write() as connection:
        keep(connection, TEXTS)
        search.verify(connection)
    lose = {
        "sqlite": "INSERT INTO article_words(article_words, rowid, title, text) "
        "SELECT 'delete', id, title, text FROM articles WHERE id = 2",
        "postgresql": "DELETE FROM article_words WHERE article = 2",
    }
    with record.write() as connection:
        connection.execute(sql(lose[connection.dialect.name]))
    with record.write() as connection, pytest.raises(StoreError, match="does not fit the articles"):
        search.verify(connection)


def test_a_text_that_is_too_long_for_a_vector_is_found_by_its_beginning(record: Record) -> None:
    text = " ".join(f"word{n}" for n in range(200_000)) + " " + "x" * 5000
    with record.write() as connection:
        keep(connection, [("Long", text), ("Short", "word3")])
    with record.read() as connection:
        assert sorted(search.matching(connection, "word3")) == [1, 2]
        assert search.matching(connection, '"word9 word10"') == [1]


@pytest.mark.parametrize("query", ["iran", "NEAR(iran talks, 2)"])
def test_the_newest_hits_come_first_and_undated_ones_last(
    record: Record, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ["2026-11-03", None, "2026-11-09", "2026-11-03", "2026-11-01", "2026-11-12"]
    with record.write() as connection:
        for n, day in enumerate(days, 1):
            told = Article(f"u{n}", f"u{n}", f"Title {n}", "Iran talks" if n < 6 else "Talks", published=day)
            articles.save(connection, articles.Incoming("o", None, told, (), Tone(0, 0), "t"), NOW)
    with record.read() as connection:
        assert search.newest(connection, query, 3) == [3, 4, 1]
        assert search.newest(connection, query, 9) == [3, 4, 1, 5, 2]
        monkeypatch.setattr(search, "AMONG", 2)  # the newest two do not hold three hits
        assert search.newest(connection, query, 3) == [3, 4, 1]
