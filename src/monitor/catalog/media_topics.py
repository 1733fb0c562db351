"""The IPTC Media Topics: their names, definitions and order.

IPTC Media Topic NewsCodes, English, as of 2023-10-24, (c) IPTC (https://iptc.org), CC BY 4.0.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class MediaTopic:
    """One term of the vocabulary."""

    code: str
    broader: str | None  # the code of the term above it; None at the top level
    name: str
    definition: str


@cache
def media_topics() -> dict[str, MediaTopic]:
    """All 1,099 live terms by code."""
    text = (files("monitor.catalog") / "media_topics.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    return {code: MediaTopic(code, broader or None, name, meaning) for code, broader, name, meaning in rows}


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above a code, the nearest first; none for a code that the vocabulary does not know."""
    found: list[str] = []
    known = media_topics().get(code)
    while known and known.broader:
        found.append(known.broader)
        known = media_topics().get(known.broader)
    return tuple(found)


def top_level(code: str) -> str:
    """The one of the 17 top levels that a code is under, or is."""
    return (code, *ancestors(code))[-1]
