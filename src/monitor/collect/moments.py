"""Dates of feeds as ISO 8601, with the time zone they were written with."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from time import struct_time

ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?")
DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
# RFC 822 names these zones; email.utils knows them but writes -0000, "unknown", for all other letters
WORD_ZONE = re.compile(r"\b(?:UTC|UT|Z)$")


def iso(text: str) -> str | None:
    """An RFC 822 or ISO 8601 date as ISO 8601, not more precise than given; None if it is neither."""
    text = " ".join(text.split())
    try:
        if DAY.fullmatch(text):
            datetime.fromisoformat((text + "-01-01")[:10])  # 2023-13 is no month
            return text
        if ISO.fullmatch(text):
            return datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", "")).isoformat()
        return parsedate_to_datetime(WORD_ZONE.sub("+0000", text)).isoformat()
    except (ValueError, OverflowError):
        return None


def iso_of_struct(moment: struct_time | None) -> str | None:
    """What feedparser made of a date in no standard form; it always answers in UTC."""
    if moment is None:
        return None
    try:
        return datetime(*moment[:6]).isoformat() + "+00:00"
    except ValueError:
        return None
