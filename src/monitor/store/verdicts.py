"""What people said of tags: it wins over every tagger, and survives tagging anew."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert, select

from monitor.model import Tag, TagKind
from monitor.store import schema

Word = Literal["yes", "no"]
METHOD = "verdict"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word on a tag: it is right, it is wrong, or (yes, on a tag that is not there) it is missing.

    `label` is the right tier or stance, where the tagger's is wrong.
    """

    article: int
    kind: TagKind
    code: str
    verdict: Word
    who: str
    label: str | None = None
    note: str = ""


def keep(connection: Connection, verdict: Verdict, now: datetime) -> None:
    """Write a verdict down beside the earlier ones; `articles.judge` also puts it into effect."""
    connection.execute(insert(schema.verdicts).values(asdict(verdict) | {"given": now.isoformat()}))


def given(connection: Connection, articles: Sequence[int]) -> list[Verdict]:
    """All verdicts on these articles, oldest first."""
    table = schema.verdicts
    columns = [table.c[name] for name in Verdict.__slots__]
    rows = connection.execute(select(*columns).where(table.c.article.in_(articles)).order_by(table.c.id))
    return [Verdict(**row._mapping) for row in rows]


def applied(tags: Iterable[Tag], verdicts: Iterable[Verdict]) -> list[tuple[Tag, Word | None]]:
    """A tagger's tags as the verdicts on their article leave them, each with the verdict that stands."""
    standing = {(each.kind, each.code): each for each in verdicts}  # the last one on a tag
    judged: list[tuple[Tag, Word | None]] = []
    for tag in tags:
        verdict = standing.pop((tag.kind, tag.code), None)
        label = verdict.label if verdict and verdict.label else tag.label
        judged.append((replace(tag, label=label), verdict.verdict if verdict else None))
    missing = [each for each in standing.values() if each.verdict == "yes"]
    judged += [(Tag(each.kind, each.code, each.label or "focus", 1.0, (), METHOD), "yes") for each in missing]
    return judged
