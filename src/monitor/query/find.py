"""Whether a query matches an article's title and text, and the words that make it match."""

from collections.abc import Mapping

from monitor.model import Span
from monitor.query.nodes import FIELDS, And, Field, Near, Node, Not, Or, Phrase, Word
from monitor.query.words import WordIndex

Fields = dict[Field, WordIndex]
_Run = tuple[int, int]  # places of the first and the last word of a hit


def read(fields: Mapping[str, str]) -> Fields:
    """Index title and text once, to evaluate many queries."""
    return {name: WordIndex(fields.get(name, "")) for name in FIELDS}


def find(node: Node, fields: Mapping[str, str]) -> list[Span] | None:
    """Spans of all words and phrases that make `node` match, in order; None when it does not match."""
    return find_in(node, read(fields))


def find_in(node: Node, fields: Fields) -> list[Span] | None:
    """As `find`, over fields that were read before."""
    found = _evaluate(node, fields)
    return None if found is None else sorted(set(found), key=lambda s: (s.field != "title", s.start, s.end))


def _evaluate(node: Node, fields: Fields) -> list[Span] | None:
    match node:
        case Word() | Phrase():
            return _leaf(node, fields)
        case Near():
            spans = [s for name in FIELDS for s in _near(node, name, fields[name])]
            return spans or None
        case Not(part):
            return [] if _evaluate(part, fields) is None else None
        case And(parts):
            both: list[Span] = []
            for part in parts:
                hits = _evaluate(part, fields)
                if hits is None:
                    return None
                both += hits
            return both
        case Or():
            said = [*node.rest, *_said(node, fields)]
            each = [hits for part in said if (hits := _evaluate(part, fields)) is not None]
            return [span for hits in each for span in hits] if each else None


def _said(node: Or, fields: Fields) -> list[Node]:
    """The words, phrases and prefixes whose beginning is there."""
    found: dict[Node, None] = {}
    for index in fields.values():
        for word in node.firsts.keys() & index.places.keys():
            found |= dict.fromkeys(node.firsts[word])
        for length, texts in node.beginnings.items():
            for text in texts.keys() & index.beginnings(length):
                found |= dict.fromkeys(texts[text])
    return list(found)


def _leaf(leaf: Word | Phrase, fields: Fields) -> list[Span] | None:
    found: list[Span] = []
    for name in (leaf.field,) if leaf.field else FIELDS:
        if runs := _runs(leaf, fields[name]):  # nearly always empty, so nothing is built before
            found += [_span(name, fields[name], run) for run in runs]
    return found or None


def _span(name: Field, index: WordIndex, run: _Run) -> Span:
    return Span(name, index.starts[run[0]], index.end(run[1]))


def _runs(leaf: Word | Phrase, index: WordIndex) -> list[_Run]:
    if isinstance(leaf, Word):
        places = index.where(leaf.text, leaf.prefix)
        return [(place, place) for place in places] if places else []
    places, last = index.phrase(leaf.words, leaf.last_prefix), len(leaf.words) - 1
    return [(place, place + last) for place in places]


def _near(node: Near, name: Field, index: WordIndex) -> list[Span]:
    """The hits of each word that stand close enough to a last one, if every word has such a hit."""
    groups = [_runs(word, index) for word in node.words]
    if not all(groups):
        return []
    found: set[_Run] = set()
    for start, _ in {run for runs in groups for run in runs}:
        near = [
            [run for run in runs if run[0] <= start and start - run[1] - 1 <= node.distance]
            for runs in groups
        ]
        if all(near):
            found.update(run for runs in near for run in runs)
    return [_span(name, index, run) for run in sorted(found)]
