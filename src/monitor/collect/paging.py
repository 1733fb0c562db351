"""Pages of a source that are asked for by number: the address of the next, and the end."""

import re

from monitor.errors import Refused
from monitor.model import Source

STATUS = re.compile(r"answered (\d{3})\b")


def next_page(source: Source, asked: str) -> tuple[str, ...]:
    """The address of the page after `asked`, by the source's `paging`; empty when it has none."""
    if not source.paging:
        return ()
    before, _, after = source.paging.partition("{n}")
    start = (source.url.rstrip("/") if before.startswith("/") else source.url) + before
    if asked == source.url:
        return (f"{start}2{after}",)
    number = re.fullmatch(f"{re.escape(start)}([0-9]{{1,9}}){re.escape(after)}", asked)
    return (f"{start}{int(number[1]) + 1}{after}",) if number else ()


def is_the_end(refusal: Refused, *statuses: int) -> bool:
    """Whether the answer to a page by number means that there are no more pages."""
    status = STATUS.search(refusal.reason)
    return status is not None and int(status[1]) in statuses
