"""The query language: what parses, what is refused and how, and which words a match consists of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import QueryError
from monitor.query import And, Near, Node, Not, Or, Phrase, Word, find, fold, parse, terms


def hits(query: str, text: str, title: str = "") -> list[str] | None:
    fields = {"title": title, "text": text}
    spans = find(parse(query), fields)
    return None if spans is None else [fields[s.field][s.start : s.end] for s in spans]


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("Iran", Word("iran")),
        ("sanction*", Word("sanction", prefix=True)),
        ("iran sanctions", And((Word("iran"), Word("sanctions")))),
        ('"arms control"', Phrase(("arms", "control"))),
        ('"foreign minister*"', Phrase(("foreign", "minister"), last_prefix=True)),
        ("“arms control”", Phrase(("arms", "control"))),
        ("al-Qaeda", Phrase(("al", "qaeda"))),
        ("title:Iran", Word("iran", field="title")),
        ('title:"New START"', Phrase(("new", "start"), field="title")),
        ("a OR b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("a NOT b", And((Word("a"), Not(Word("b"))))),
        ("a AND NOT (b OR c)", And((Word("a"), Not(Or((Word("b"), Word("c"))))))),
        ("NEAR(iran enrich*, 5)", Near((Word("iran"), Word("enrich", prefix=True)), 5)),
        ("NEAR(iran deal)", Near((Word("iran"), Word("deal")), 10)),
        ("and or not near", And((Word("and"), Word("or"), Word("not"), Word("near")))),
        ("Erdoğan", Word("erdogan")),
        ("NEAR East", And((Word("near"), Word("east")))),
    ],
)
def test_queries_mean_what_they_say(query: str, node: Node) -> None:
    assert parse(query) == node


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "nothing to look for"),
        ("   ", "nothing to look for"),
        ('iran "nuclear deal', "never closed (at character 6)"),
        ('title:"nuclear', "never closed"),
        ("iran AND", "AND has nothing on its right (at character 6)"),
        ("OR iran", "OR has nothing on its left (at character 1)"),
        ("iran AND OR iraq", "AND has nothing on its right"),
        ("NOT iran", "say what to find"),
        ("iran OR NOT iraq", "say what to find"),
        ("iran NOT NOT iraq", "leave both out"),
        ("iran NOT", "NOT has nothing on its right"),
        ("(iran", "add )"),
        ("iran)", "not expected here"),
        ("()", "empty parentheses"),
        ("body:iran", "fields are title and text"),
        ("title: iran", "without a space"),
        ("*", "no letter or digit"),
        ("ir*n", "may only end a word"),
        ("iran & iraq", "leave it out"),
        ("NEAR(iran)", "two or more"),
        ("NEAR(iran deal, x)", "whole number"),
        ("NEAR(iran deal", "two or more"),
        ("(" * 50 + "a" + ")" * 50, "make it simpler"),
    ],
)
def test_a_refused_query_is_told_where_and_what_to_write(query: str, words: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse(query)
    assert str(refused.value).startswith("query: ")
    assert words in str(refused.value)


TEXT = "Iran's nuclear deal: the sanctions stay. Sanctioned banks in São Paulo wait; no deal on arms control."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("iran", ["Iran"]),
        ("ira", None),
        ("sanction*", ["sanctions", "Sanctioned"]),
        ('"nuclear deal"', ["nuclear deal"]),
        ('"deal nuclear"', None),
        ('"nuclear de*"', ["nuclear deal"]),
        ('"sao paulo"', ["São Paulo"]),
        ("iran iraq", None),
        ("iran OR iraq", ["Iran"]),
        ("iran NOT banks", None),
        ("iran NOT iraq", ["Iran"]),
        ("deal", ["deal", "deal"]),
        ("NEAR(iran deal, 2)", ["Iran", "deal"]),
        ("NEAR(iran deal, 1)", None),
        ('NEAR("arms control" wait, 4)', ["wait", "arms control"]),
        ("title:iran", None),
        ("title:tehran", ["Tehran"]),
        ("tehran iran", ["Tehran", "Iran"]),
        ("text:tehran", None),
    ],
)
def test_a_match_is_made_of_exact_words(query: str, found: list[str] | None) -> None:
    assert hits(query, TEXT, title="Tehran waits") == found


def test_terms_leave_out_what_must_not_be_there() -> None:
    assert terms(parse('a (b OR "c d") NOT e')) == [Word("a"), Word("b"), Phrase(("c", "d"))]


words = st.text("abcxyzé0", min_size=1, max_size=5).map(fold)
fields = st.sampled_from([None, "title", "text"])
leaves = st.builds(Word, words, st.booleans(), fields) | st.builds(
    Phrase, st.lists(words, min_size=2, max_size=3).map(tuple), fields, st.booleans()
)
plain = st.builds(Word, words, st.booleans()) | st.builds(Phrase, st.tuples(words, words))
nears = st.builds(Near, st.lists(plain, min_size=2, max_size=3).map(tuple), st.integers(0, 99))


def _larger(part: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(part, min_size=2, max_size=3).map(tuple)
    beside = st.builds(lambda a, b: And((a, Not(b))), part, part)
    return st.builds(And, several) | st.builds(Or, several) | beside


nodes = st.recursive(leaves | nears, _larger, max_leaves=8)


@given(nodes)
def test_a_query_written_out_parses_to_itself(node: Node) -> None:
    assert parse(str(node)) == node


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text() | st.text('ab "():*ANDORTE,'))
def test_any_text_is_a_query_or_is_refused_with_a_reason(text: str) -> None:
    try:
        found = terms(parse(text))
    except QueryError as error:
        reason = str(error)
        assert reason.startswith("query: ")
    else:
        assert found


@given(nodes, st.lists(words, max_size=30))
def test_spans_are_whole_words_of_the_field(node: Node, body: list[str]) -> None:
    text = {"title": " ".join(body[:5]), "text": ", ".join(body[5:])}
    for span in find(node, text) or ():
        before, after = text[span.field][: span.start], text[span.field][span.end :]
        assert span.start < span.end <= len(text[span.field])
        assert not before[-1:].isalnum()
        assert not after[:1].isalnum()
