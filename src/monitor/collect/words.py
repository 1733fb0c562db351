"""Words that sources write: titles without markup, and text that a database can hold."""

import re
from html import unescape

LONGEST = 4_000  # characters of a title; what comes after is none
MARKUP = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def plain(text: str) -> str:
    """The words of a title that may hold markup, once or twice escaped."""
    words = unescape(MARKUP.sub(" ", unescape(MARKUP.sub(" ", text[:LONGEST]))))
    return " ".join(storable(words).split())


def storable(text: str) -> str:
    """The text without what no database takes: null bytes and halves of characters."""
    return UNSTORABLE.sub("", text)
