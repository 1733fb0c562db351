"""Figures of tags of which an article may have several: of a set of articles, and of each label."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from monitor.evaluate.scorecard import Label, SetScore
from monitor.evaluate.scores import Counts, compare, f1_interval

WORST = 20
ENOUGH = 5  # articles, for a label to be told of


def set_score(name: str, articles: Sequence[Counts], note: str) -> SetScore:
    """The figures of a set, from the counts of each of its articles."""
    total = sum(articles, Counts())
    return SetScore(
        name, len(articles), total.precision, total.recall, total.f1, *f1_interval(articles), note
    )


def worst(judged: Iterable[tuple[set[str], set[str]]], name: Callable[[str], str]) -> tuple[Label, ...]:
    """The labels with the lowest F1, of what was said and what is true of each article."""
    by_code: dict[str, Counts] = defaultdict(Counts)
    for said, true in judged:
        for code in said | true:
            by_code[code] += compare(said & {code}, true & {code})
    told = [(each.f1, code, each) for code, each in by_code.items() if each.hit + each.missed >= ENOUGH]
    return tuple(
        Label(code, name(code), each.precision, each.recall, each.hit + each.missed)
        for _, code, each in sorted(told, key=lambda told: told[:2])[:WORST]
    )
