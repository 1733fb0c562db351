"""How right the countries are that articles are tagged with."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.catalog.gazetteer import countries
from monitor.errors import MonitorError
from monitor.evaluate.figures import set_score, worst
from monitor.evaluate.scorecard import Confusion, Scorecard, SetScore
from monitor.evaluate.scores import Counts, compare
from monitor.model import Tag
from monitor.tag import VERSION, Tagger

CONFUSIONS = 15


@dataclass(frozen=True, slots=True)
class _Judged:
    """One article: what was said, and what is true."""

    set: str
    said: frozenset[str]
    true: frozenset[str]

    @property
    def counts(self) -> Counts:
        return compare(set(self.said), set(self.true))


def region_scorecard(gold: Sequence[dict[str, Any]], tagger: Tagger, home: str | None = None) -> Scorecard:
    """Measure the countries in focus, their sub-regions, and all that are mentioned.

    Rows: id, title, text and countries (alpha-3 codes, the truth); where known, mentioned (all that are
    named), published, and source (the name of the row's set). A row without the truth asked for is left out.
    Raises MonitorError where no row has `countries`.
    """
    tagged = [(row, _regions(tagger, row, home)) for row in gold]
    focus = [_judged(row, "countries", tags, lambda tag: tag.label == "focus") for row, tags in tagged]
    named = [_judged(row, "mentioned", tags, lambda tag: bool(tag.spans)) for row, tags in tagged]
    known = [each for each in focus if each]
    if not known:
        raise MonitorError("evaluate: no row has a list 'countries', the alpha-3 codes it is truly about")
    sets = (
        *_sets(known, "countries in focus"),
        *_sets(map(_rolled_up, known), "sub-regions in focus"),
        *_sets([each for each in named if each], "all countries mentioned"),
    )
    return Scorecard(
        "region",
        VERSION,
        sets,
        worst(((set(each.said), set(each.true)) for each in known), _name),
        _confusions(known),
    )


def _regions(tagger: Tagger, row: dict[str, Any], home: str | None) -> list[Tag]:
    title, text, day = (row.get(key) or "" for key in ("title", "text", "published"))
    tags = tagger.tag(title, text, home=home, day=day).tags
    return [tag for tag in tags if tag.kind == "region"]


def _judged(
    row: dict[str, Any], truth: str, tags: Iterable[Tag], counts: Callable[[Tag], bool]
) -> _Judged | None:
    if not row.get(truth):
        return None
    said = frozenset(tag.code for tag in tags if counts(tag))
    return _Judged(row.get("source") or "articles", said, frozenset(row[truth]))


def _rolled_up(judged: _Judged) -> _Judged:
    """The same by UN M49 sub-region."""
    known = countries()
    said, true = (
        frozenset(known[code].subregion if code in known else code for code in codes)
        for codes in (judged.said, judged.true)
    )
    return _Judged(judged.set, said, true)


def _sets(judged: Iterable[_Judged], note: str) -> list[SetScore]:
    by_set: dict[str, list[Counts]] = defaultdict(list)
    for each in judged:
        by_set[each.set].append(each.counts)
    return [set_score(name, counts, note) for name, counts in by_set.items()]


def _confusions(judged: Iterable[_Judged]) -> tuple[Confusion, ...]:
    pairs = Counter(
        (said, true) for each in judged for said in each.said - each.true for true in each.true - each.said
    )
    ranked = sorted(pairs.items(), key=lambda each: (-each[1], each[0]))[:CONFUSIONS]
    return tuple(Confusion(_name(said), _name(true), n) for (said, true), n in ranked)


def _name(code: str) -> str:
    known = countries().get(code)
    return known.name if known else code
