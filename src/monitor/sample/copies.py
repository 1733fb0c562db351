"""Syndication: which article a peer republishes, and what its editors change."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from monitor.sample.article import SampleArticle
from monitor.sample.outlets import OUTLETS, SampleOutlet
from monitor.sample.plan import Place

_HOUSE_WORDS = {
    "percent": "per cent", "plan": "scheme", "because": "since", "wants": "wishes", "weeks": "short weeks",
    "autumn": "the autumn months", "officials": "civil servants", "today": "these days", "nobody": "no one",
}  # fmt: skip
_OUTLETS = {outlet.id: outlet for outlet in OUTLETS}


def original_for(
    place: Place, written: Sequence[SampleArticle], taken: set[str], rng: random.Random
) -> SampleArticle:
    """An article of the last days that a peer would republish; each is republished once.

    `written` is sorted by date. Raises ValueError where there is none.
    """
    day = place.published.date()
    fitting = [
        one
        for one in written
        if 1 <= (day - one.day).days <= 6 and one.key not in taken and _republishable(one, place)
    ]
    if not fitting:
        raise ValueError(
            f"sample: no article to republish for {place.outlet.id} on {day}; choose another seed"
        )
    return rng.choice(fitting)


def _republishable(article: SampleArticle, place: Place) -> bool:
    source = _OUTLETS[article.outlet]
    return (
        source.role == place.copy_from
        and source.id != place.outlet.id
        and source.feed == "paged"
        and article.story is None
        and article.dated
    )


def edited(original: SampleArticle, outlet: SampleOutlet, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """Title and paragraphs of the copy: house words, sometimes a paragraph less, and the credit line."""
    title = original.title if rng.random() < 0.6 else f"{original.title} | {outlet.name}"
    words = dict(rng.sample(sorted(_HOUSE_WORDS.items()), 3))
    pattern = re.compile(r"\b(" + "|".join(words) + r")\b")
    paragraphs = [pattern.sub(lambda found: words[found[0]], text) for text in original.paragraphs]
    if len(paragraphs) > 6 and rng.random() < 0.5:
        del paragraphs[rng.randrange(2, len(paragraphs) - 1)]
    credit = f"This article first appeared in {_OUTLETS[original.outlet].name}."
    return title, (*paragraphs, credit)


def republished(copy: SampleArticle, original: SampleArticle) -> SampleArticle:
    """The copy with what is true of its original."""
    return replace(
        copy, regions=original.regions, topics=original.topics, stances=original.stances, copy_of=original.key
    )
