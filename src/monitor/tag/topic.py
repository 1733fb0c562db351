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
from monitor.tag.topic_model import Known, TopicModel, load
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


@dataclass(slots=True)
class _Read:
    """What is known of one article."""

    fields: Fields
    found: dict[int, Found]  # by topic
    known: list[Known]  # by model
    scores: dict[int, float]  # by topic


class TopicTagger:
    """Tags topics. Built once; raises QueryError that names the topic whose query cannot be understood.

    `models`: a later one wins over an earlier one, and each over the query alone.
    """

    def __init__(self, topics: Iterable[Topic], models: Sequence[TopicModel] = ()) -> None:
        self._topics = tuple(topics)
        self._queries = TopicQueries(self._topics)
        number = {topic.id: each for each, topic in enumerate(self._topics)}
        self._models = [(model, [number.get(id, -1) for id in model.topics]) for model in models]
        self._places = {
            each: (n, place)
            for n, (_, numbers) in enumerate(self._models)
            for place, each in enumerate(numbers)
        }
        self._implied = _implied(self._topics)

    def tag(self, title: str, text: str) -> Topics:
        """The topics of one article: `focus` from 0.68 by query, 0.5 by model, else `secondary`."""
        article = self._read(title, text)
        scores = article.scores
        shown = [each for each, score in scores.items() if score >= self._topics[each].threshold]
        made = [tag for each in shown if (tag := self._tag(each, article))]
        tags = [*made, *self._broader(made, scores)]
        said = {tag.code for tag in tags}
        maybe = [
            tag
            for each in self._best(scores)
            if self._topics[each].id not in said and (tag := self._tag(each, article, tier="mentioned"))
        ]
        return Topics(_strongest_first(tags), _strongest_first(maybe))

    def scores(self, title: str, text: str) -> dict[str, float]:
        """Topic -> score, of all that a query or a model speaks for."""
        return {self._topics[each].id: score for each, score in self._read(title, text).scores.items()}

    def _read(self, title: str, text: str) -> _Read:
        written = {"title": title, "text": text}
        fields = read(written)
        found = self._queries.find(fields, written)
        raw = {each: hits.raw for each, hits in found.items()}
        scores = {each: value / (1 + value) for each, value in raw.items()}
        article = _Read(fields, found, [], scores)
        for model, numbers in self._models:
            known = model.read(fields["title"].words, fields["text"].words)
            article.known.append(known)
            if len(known.places):
                queries = np.array([raw.get(each, 0.0) for each in numbers], np.float32)
                scores.update(zip(numbers, model.probabilities(known, queries).tolist(), strict=True))
        scores.pop(-1, None)  # what the model knows and the newsroom does not ask for
        return article

    def _tag(self, each: int, article: _Read, tier: str | None = None) -> Tag | None:
        """None where no word speaks for the topic."""
        found = article.found.get(each)
        spans, methods = set(found.spans if found else ()), ["query"] if found else []
        place = self._places.get(each)
        if place is not None:
            model, known = self._models[place[0]][0], article.known[place[0]]
            spans |= _places(model.evidence(known, place[1]), article.fields)
            methods.append(model.version)
        if not spans:
            return None
        score = article.scores[each]
        tier = tier or ("focus" if score >= (FOCUS_QUERY if place is None else FOCUS_MODEL) else "secondary")
        ordered = tuple(sorted(spans, key=lambda span: (span.field != "title", span.start, span.end)))
        return Tag("topic", self._topics[each].id, tier, round(score, 4), ordered, " + ".join(methods))

    def _broader(self, made: Sequence[Tag], scores: dict[int, float]) -> list[Tag]:
        """The topics above those that were tagged, unless they were tagged themselves."""
        said = {tag.code for tag in made}
        added: dict[str, Tag] = {}
        for tag in _strongest_first(made):
            for each in self._implied.get(tag.code, ()):
                code = self._topics[each].id
                if code not in said and code not in added:
                    score = round(scores[each], 4) if each in self._places and each in scores else tag.score
                    added[code] = Tag("topic", code, "secondary", score, tag.spans, f"implied by {tag.code}")
        return list(added.values())

    def _best(self, scores: dict[int, float]) -> list[int]:
        """The likeliest topics of each model whose topics exclude one another."""
        found = []
        for model, numbers in self._models:
            if model.link == "softmax":
                own = [each for each in numbers if each in scores]
                found += sorted(own, key=lambda each: -scores[each])[:BEST]
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
