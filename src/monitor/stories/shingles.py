"""The five-word runs of a text, as numbers: what near-duplicates are told by."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

import numpy as np

WORDS = 5  # in a run

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"  # within a word: soft hyphens, joiners, accents
_WORD = re.compile(rf"[^\W_]+(?:[{_INVISIBLE}]+[^\W_]*)*")
_BETWEEN = "’‘“”–—…•\u00a0"  # words, often: a text without them may be ASCII
_TO_SPACES = str.maketrans({chr(n): " " for n in range(128) if not chr(n).isalnum()})
_DROPPED = re.compile(f"[{_INVISIBLE}]")
_FACTOR, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


def shingles(text: str) -> np.ndarray:
    """A number for each run of five words, in the order of the text: int64, one less than words from 5 on.

    Case, accents, punctuation and typography make no difference. The same text gives the same numbers on
    every machine.
    """
    numbers = np.fromiter(map(_number, _words(text)), np.uint64)
    count = max(len(numbers) - WORDS + 1, 0)
    mixed = np.zeros(count, np.uint64)
    for place in range(WORDS if count else 0):
        mixed = mixed * _FACTOR + numbers[place : place + count]
    mixed = (mixed ^ (mixed >> np.uint64(31))) * _MIX
    return (mixed ^ (mixed >> np.uint64(29))).view(np.int64)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word that `shingles` counts."""
    return [found.span() for found in _WORD.finditer(text)]


def _words(text: str) -> list[str]:
    """What `_WORD` finds: in ASCII three times as quickly."""
    for mark in _BETWEEN:
        text = text.replace(mark, " ")
    return text.translate(_TO_SPACES).split() if text.isascii() else _WORD.findall(text)


@lru_cache(maxsize=500_000)
def _number(word: str) -> int:
    if not word.isascii():
        word = _DROPPED.sub("", unicodedata.normalize("NFKD", word))
    return int.from_bytes(blake2b(word.lower().encode(), digest_size=8).digest(), "little")
