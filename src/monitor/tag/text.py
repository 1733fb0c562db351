"""Sentences and quotations of a text, with exact offsets."""

import re

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|Hon|St|Jr|Sr|vs|etc|No|Inc|Corp|Co|Ltd|Bros"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_QUOTED = re.compile(r"“[^”\n]{1,1500}”|\"[^\"\n]{1,1500}\"")


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the space around it, in order."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _goes_on(text, match.start(), match.end()):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    return [trimmed for span in found if (trimmed := _trimmed(text, *span))]


def quotations(text: str) -> list[tuple[int, int]]:
    """Start and end of each passage in quotation marks, marks included."""
    return [match.span() for match in _QUOTED.finditer(text)]


def _goes_on(text: str, dot: int, end: int) -> bool:
    following = text[end:].lstrip()[:1]
    if following.islower() or following in (",", ";"):
        return True
    return bool(_ABBREVIATION.search(text, max(0, dot - 12), dot + 1)) and bool(following)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
