"""How right the tags are, measured on what the people of a newsroom said of them."""

from collections.abc import Sequence
from typing import Any

from monitor.errors import MonitorError
from monitor.evaluate.figures import set_score, worst
from monitor.evaluate.scorecard import Scorecard
from monitor.evaluate.scores import Counts
from monitor.model import TagKind
from monitor.tag import VERSION, Tagger

NOTE = "judged tags only: people judge rather what looks wrong"


def verdict_scorecard(kind: TagKind, rows: Sequence[dict[str, Any]], tagger: Tagger) -> Scorecard:
    """Measure what the tagger says by itself against the verdicts on its tags.

    Rows: id, title, text, published, home, judged (code -> no, yes, or the right label). A tag counts as
    right when it is there and has the right label, where one was said. Tags that nobody judged count
    neither way. Raises MonitorError where nothing of this kind was judged.
    """
    if not rows:
        raise MonitorError(
            f"evaluate: nobody has judged a {kind} yet; correct tags on an article's page, "
            "or with `monitor label import`"
        )
    pairs = [(_said(kind, row, tagger), row["judged"]) for row in rows]
    counts = [
        sum((_one(said.get(code), word) for code, word in true.items()), Counts()) for said, true in pairs
    ]
    by_code = [
        ({code for code in true if code in said}, {code for code, word in true.items() if word != "no"})
        for said, true in pairs
    ]
    sets = (set_score("verdicts of this newsroom", counts, NOTE),)
    return Scorecard(kind, VERSION, sets, worst(by_code, str))


def _said(kind: TagKind, row: dict[str, Any], tagger: Tagger) -> dict[str, str]:
    tagged = tagger.tag(row["title"], row["text"], home=row["home"], day=row["published"] or "")
    return {tag.code: tag.label for tag in tagged.tags if tag.kind == kind}


def _one(said: str | None, word: str) -> Counts:
    """The counts of one judged tag: `said` is the tagger's label, `word` no, yes, or the right label."""
    right = said is not None and word in ("yes", said)
    there = word != "no"
    return Counts(int(right), int(said is not None and not right), int(there and not right))
