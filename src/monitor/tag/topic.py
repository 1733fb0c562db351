"""Which topics an article is about: by each topic's query, and by the words that models learned.

Where no model knows a topic: n = 4 x distinct words in the title + distinct words in the text;
raw = log(1 + n); score = raw / (1 + raw), from 0 to below 1: 0.41 for one word of the text, 0.52 for two,
0.62 for one of the title, 0.79 for forty. Where a model knows it, the score is the probability that the
words of the article and raw give together. A topic is tagged from its own threshold, and implies the topics
that its IPTC code is under.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from monitor.catalog import Topic
from monitor.catalog.media_topics import ancestors
from monitor.model import Span, Tag
from monitor.query import Fields, read
from monitor.tag.topic_model import Numbers, Places, TopicModel, load
from monitor.tag.topic_queries import Found, TopicQueries

FOCUS_QUERY = 0.68  # two words of the title, or one and four of the text
FOCUS_MODEL = 0.5
BEST = 3  # topics of a model that are told in any case


@cache
def shipped_model() -> TopicModel:
    """The model of the 17 top levels of IPTC Media Topics that comes with the package."""
    with as_file(files("monitor.tag") / "weights" / "topics.npz") as path:
        return load(path)


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of one article, strongest first."""

    tags: tuple[Tag, ...]  # from their thresholds on, and what they imply
    maybe: tuple[Tag, ...]  # tier `mentioned`: the likeliest of a model below them


@dataclass(frozen=True, slots=True)
class _Score:
    """How sure a topic is, and the model that says so."""

    value: float
    query: Found | None = None
    model: TopicModel | None = None
    place: int = 0  # of the topic in the model
    known: tuple[Places, Numbers] | None = None


class TopicTagger:
    """Tags topics. Built once; raises QueryError that names the topic whose query cannot be understood.

    `models`: a later one wins over an earlier one, and each over the query alone.
    """

    def __init__(self, topics: Iterable[Topic], models: Sequence[TopicModel] = ()) -> None:
        self._topics = tuple(topics)
        self._queries = TopicQueries(self._topics)
        number = {topic.id: each for each, topic in enumerate(self._topics)}
        self._models = [(model, [number.get(id, -1) for id in model.topics]) for model in models]
        self._implied = _implied(self._topics)

    def tag(self, title: str, text: str) -> Topics:
        """The topics of one article: `focus` from 0.68 by query, 0.5 by model, else `secondary`."""
        written = {"title": title, "text": text}
        fields = read(written)
        scores = self._scores(fields, written)
        shown = [each for each, score in scores.items() if score.value >= self._topics[each].threshold]
        made = [tag for each in shown if (tag := self._tag(each, scores[each], fields))]
        tags = [*made, *self._broader(made, scores)]
        said = {tag.code for tag in tags}
        maybe = [
            tag
            for each in self._best(scores)
            if self._topics[each].id not in said
            and (tag := self._tag(each, scores[each], fields, tier="mentioned"))
        ]
        return Topics(_strongest_first(tags), _strongest_first(maybe))

    def scores(self, title: str, text: str) -> dict[str, float]:
        """Topic -> score, of all that a query or a model speaks for."""
        written = {"title": title, "text": text}
        found = self._scores(read(written), written)
        return {self._topics[each].id: score.value for each, score in found.items()}

    def _scores(self, fields: Fields, written: dict[str, str]) -> dict[int, _Score]:
        found = self._queries.find(fields, written)
        raw = {each: hits.raw for each, hits in found.items()}
        scores = {each: _Score(value / (1 + value), found[each]) for each, value in raw.items()}
        for model, numbers in self._models:
            known = model.read(fields["title"].words, fields["text"].words)
            if not len(known[0]):
                continue
            queries = np.array([raw.get(each, 0.0) for each in numbers], np.float32)
            for place, value in enumerate(model.probabilities(known, queries).tolist()):
                each = numbers[place]
                if each >= 0:
                    scores[each] = _Score(value, found.get(each), model, place, known)
        return scores

    def _tag(self, each: int, score: _Score, fields: Fields, tier: str | None = None) -> Tag | None:
        """None where no word speaks for the topic."""
        spans, methods = set(score.query.spans if score.query else ()), []
        if spans:
            methods.append("query")
        if score.model is not None and score.known is not None:
            words = _places(score.model.evidence(score.known, score.place), fields)
            if words or spans:
                methods.append(score.model.version)
            spans.update(words)
        if not spans:
            return None
        focus = FOCUS_QUERY if score.model is None else FOCUS_MODEL
        tier = tier or ("focus" if score.value >= focus else "secondary")
        ordered = tuple(sorted(spans, key=lambda span: (span.field != "title", span.start, span.end)))
        return Tag("topic", self._topics[each].id, tier, round(score.value, 4), ordered, " + ".join(methods))

    def _broader(self, made: Sequence[Tag], scores: dict[int, _Score]) -> list[Tag]:
        """The topics above those that were tagged, unless they were tagged themselves."""
        said = {tag.code for tag in made}
        added: dict[str, Tag] = {}
        for tag in _strongest_first(made):
            for each in self._implied.get(tag.code, ()):
                code = self._topics[each].id
                if code not in said and code not in added:
                    own = scores.get(each)
                    score = round(own.value, 4) if own and own.model else tag.score
                    added[code] = Tag("topic", code, "secondary", score, tag.spans, f"implied by {tag.code}")
        return list(added.values())

    def _best(self, scores: dict[int, _Score]) -> list[int]:
        """The likeliest topics of each model whose topics exclude one another."""
        found = []
        for model, numbers in self._models:
            if model.link == "softmax":
                own = [each for each in numbers if each in scores and scores[each].model is model]
                found += sorted(own, key=lambda each: -scores[each].value)[:BEST]
        return found


def _implied(topics: Sequence[Topic]) -> dict[str, list[int]]:
    """Topic -> the topics whose IPTC codes are above one of its own."""
    above = {topic.id: {up for code in topic.codes for up in ancestors(code)} for topic in topics}
    return {
        topic.id: [each for each, other in enumerate(topics) if above[topic.id] & {*other.codes}]
        for topic in topics
        if above[topic.id]
    }


def _places(words: Iterable[str], fields: Fields) -> set[Span]:
    """The first place of each word, or pair of words, in the title and in the text."""
    found = set()
    for word in words:
        parts = tuple(word.split(" "))
        for name, index in fields.items():
            places = index.phrase(parts, False) if len(parts) > 1 else index.where(word, False)
            if places:
                last = places[0] + len(parts) - 1
                found.add(Span(name, index.starts[places[0]], index.end(last)))
    return found


def _strongest_first(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    return tuple(sorted(tags, key=lambda tag: (-tag.score, tag.code)))
