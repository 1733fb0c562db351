"""A topic is tagged by its query, with a score that can be checked by hand, and by what models learned."""

from math import log1p

import numpy as np
import pytest

from monitor import catalog
from monitor.catalog import Topic, starter
from monitor.errors import QueryError
from monitor.model import Tag
from monitor.tag import Tagger
from monitor.tag.topic import TopicTagger, shipped_model
from monitor.tag.topic_model import TopicModel

ARMS = Topic(id="arms-control", label="Arms control", query='"arms control" OR warhead* OR treaty NOT trade')
CUP = "Arsenal beat Chelsea in the final. The striker scored twice and the goalkeeper saved a penalty."


def tags(topics: list[Topic], title: str, text: str) -> tuple[Tag, ...]:
    return TopicTagger(topics).tag(title, text).tags


@pytest.fixture(scope="module")
def tagger() -> TopicTagger:
    return TopicTagger(catalog.load(starter.FOLDER).topics, [shipped_model()])


def test_the_score_is_the_documented_formula() -> None:
    (tag,) = tags([ARMS], "A treaty", "Arms control: warheads, a warhead, warheads and the treaty.")
    raw = log1p(4 * 1 + 3)  # treaty in the title; arms control, warheads, warhead in the text
    assert tag.score == pytest.approx(raw / (1 + raw), abs=1e-4)
    assert (tag.kind, tag.code, tag.method) == ("topic", "arms-control", "query")


def test_spans_are_all_the_words_that_were_found() -> None:
    text = "Arms control and the treaty; the treaty holds."
    (tag,) = tags([ARMS], "", text)
    assert [text[s.start : s.end] for s in tag.spans] == ["Arms control", "treaty", "treaty"]


def test_one_word_of_the_text_is_below_the_usual_threshold_and_one_of_the_title_is_not() -> None:
    assert tags([ARMS], "", "The treaty was mentioned.") == ()
    assert [tag.label for tag in tags([ARMS], "The treaty", "Nothing else.")] == ["secondary"]
    assert [tag.label for tag in tags([ARMS], "A treaty on warheads", "Nothing else.")] == ["focus"]


def test_a_topic_has_its_own_threshold() -> None:
    easy = Topic(id="easy", label="Easy", query="treaty", threshold=0.4)
    assert [tag.code for tag in tags([ARMS, easy], "", "The treaty.")] == ["easy"]


def test_what_must_not_be_there_prevents_the_tag() -> None:
    query = Topic(id="arms", label="Arms", query="(warhead* OR treaty) NOT film")
    assert tags([query], "The treaty", "It is a film.") == ()


@pytest.mark.parametrize(
    "query", ["title:treaty OR film", 'treat* OR "arms control"', "treaty", '"a treaty"']
)
def test_a_plain_list_of_words_finds_what_the_whole_query_finds(query: str) -> None:
    plain = Topic(id="plain", label="Plain", query=query, threshold=0)
    whole = Topic(id="plain", label="Plain", query=f"({query}) NOT zebra", threshold=0)
    for title, text in (("A treaty", "on arms control"), ("", "a treaty in a film, Treaties"), ("Film", "")):
        assert tags([plain], title, text) == tags([whole], title, text)


def test_topics_come_surest_first() -> None:
    topics = [Topic(id=name, label=name, query=name, threshold=0) for name in ("war", "trade")]
    assert [tag.code for tag in tags(topics, "Trade", "war")] == ["trade", "war"]


def test_a_query_that_cannot_be_understood_names_its_topic() -> None:
    with pytest.raises(QueryError, match=r"topic 'broken'.*AND has nothing on its right"):
        TopicTagger([Topic(id="broken", label="Broken", query="iran AND")])


def test_a_narrower_topic_implies_the_ones_above_it() -> None:
    sanctions = Topic(id="sanctions", label="Sanctions", query="sanction*", codes=("medtop:20000642",))
    politics = Topic(id="medtop:11000000", label="politics", query="vote", codes=("medtop:11000000",))
    sport = Topic(id="medtop:15000000", label="sport", query="match", codes=("medtop:15000000",))
    found = {tag.code: tag for tag in tags([politics, sport, sanctions], "Sanctions", "")}
    assert set(found) == {"sanctions", "medtop:11000000"}
    assert found["medtop:11000000"].method == "implied by sanctions"
    assert found["medtop:11000000"].spans == found["sanctions"].spans


def test_the_shipped_model_knows_a_cup_final_without_the_word_sport(tagger: TopicTagger) -> None:
    tag = tagger.tag("Late winner", CUP).tags[0]
    assert (tag.code, tag.label) == ("medtop:15000000", "focus")
    assert tag.method == f"query + {shipped_model().version}"


def test_the_words_that_weighed_most_are_among_the_spans(tagger: TopicTagger) -> None:
    tag = tagger.tag("", CUP).tags[0]
    words = {CUP[span.start : span.end].lower() for span in tag.spans}
    assert {"arsenal", "scored"} & words


def test_the_likeliest_three_are_told_even_where_none_is_sure(tagger: TopicTagger) -> None:
    topics = tagger.tag("A long day", "The committee of the town met again and spoke about the plan.")
    top = [tag for tag in (*topics.tags, *topics.maybe) if tag.code.startswith("medtop:")]
    assert len(top) >= 3
    assert {tag.label for tag in topics.maybe} == {"mentioned"}
    assert not {tag.code for tag in topics.maybe} & {tag.code for tag in topics.tags}


def test_a_newsrooms_own_model_wins_over_the_query() -> None:
    model = TopicModel(
        topics=("arms-control",),
        words=("silo", "treaty"),
        idf=np.ones(2, np.float32),
        weights=np.array([[2.0], [-2.0]], np.float32),
        bias=np.zeros(1, np.float32),
        slope=np.ones(1, np.float32),
        offset=np.zeros(1, np.float32),
        length=0.0,
        query=0.1,
        link="sigmoid",
        version="own-1",
    )
    tagger = TopicTagger([ARMS], [model])
    (tag,) = tagger.tag("", "The silo is full.").tags
    assert tag.method == "own-1"
    assert tag.score == pytest.approx(1 / (1 + np.exp(-2)), abs=1e-4)
    assert tagger.tag("The treaty", "The treaty.").tags == ()


def test_an_article_of_unknown_words_gets_no_topic(tagger: TopicTagger) -> None:
    assert tagger.tag("", "").tags == ()
    assert tagger.tag("Xqz", "wvx zzyq").tags == ()


def test_the_same_article_gets_the_same_topics_from_another_tagger() -> None:
    lists = catalog.load(starter.FOLDER)
    assert Tagger(lists.topics).tag("Late winner", CUP) == Tagger(lists.topics).tag("Late winner", CUP)
