"""A topic is tagged by its query, scored by a formula that can be checked by hand."""

from math import log1p

import pytest

from monitor.catalog import Topic
from monitor.errors import QueryError
from monitor.tag.topic import TopicTagger

ARMS = Topic(id="arms-control", label="Arms control", query='"arms control" OR warhead* OR treaty NOT trade')


def test_the_score_is_the_documented_formula() -> None:
    (tag,) = TopicTagger([ARMS]).tag(
        "A treaty", "Arms control: warheads, a warhead, warheads and the treaty."
    )
    raw = log1p(4 * 1 + 3)  # treaty in the title; arms control, warheads, warhead in the text
    assert tag.score == pytest.approx(raw / (1 + raw), abs=1e-4)
    assert (tag.kind, tag.code, tag.method) == ("topic", "arms-control", "query")


def test_spans_are_all_the_words_that_were_found() -> None:
    text = "Arms control and the treaty; the treaty holds."
    (tag,) = TopicTagger([ARMS]).tag("", text)
    assert [text[s.start : s.end] for s in tag.spans] == ["Arms control", "treaty", "treaty"]


def test_one_word_of_the_text_is_below_the_usual_threshold_and_one_of_the_title_is_not() -> None:
    tagger = TopicTagger([ARMS])
    assert tagger.tag("", "The treaty was mentioned.") == ()
    assert [tag.label for tag in tagger.tag("The treaty", "Nothing else.")] == ["secondary"]
    assert [tag.label for tag in tagger.tag("A treaty on warheads", "Nothing else.")] == ["focus"]


def test_a_topic_has_its_own_threshold() -> None:
    easy = Topic(id="easy", label="Easy", query="treaty", threshold=0.4)
    assert [tag.code for tag in TopicTagger([ARMS, easy]).tag("", "The treaty.")] == ["easy"]


def test_what_must_not_be_there_prevents_the_tag() -> None:
    query = Topic(id="arms", label="Arms", query="(warhead* OR treaty) NOT film")
    assert TopicTagger([query]).tag("The treaty", "It is a film.") == ()


def test_topics_come_surest_first() -> None:
    topics = [Topic(id=name, label=name, query=name, threshold=0) for name in ("war", "trade")]
    tags = TopicTagger(topics).tag("Trade", "war")
    assert [tag.code for tag in tags] == ["trade", "war"]


def test_a_query_that_cannot_be_understood_names_its_topic() -> None:
    with pytest.raises(QueryError, match=r"topic 'broken'.*AND has nothing on its right"):
        TopicTagger([Topic(id="broken", label="Broken", query="iran AND")])
