"""A pattern becomes a sentence: `[this|that]` is a choice, `{word}` a slot; both may nest through slots."""

import random
import re
from collections.abc import Callable, Mapping
from functools import cache

Slot = str | tuple[str, ...] | Callable[[], str]

_MARK = re.compile(r"\[([^\[\]]*)\]|\{(\w+)\}")
_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeioAEIO]|8)(?!one|once|European|EU\b)")


@cache
def _parts(pattern: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Split a pattern into (text before, choices, slot name); the last part has neither."""
    parts: list[tuple[str, tuple[str, ...], str]] = []
    at = 0
    for mark in _MARK.finditer(pattern):
        choices = tuple(mark[1].split("|")) if mark[1] is not None else ()
        parts.append((pattern[at : mark.start()], choices, mark[2] or ""))
        at = mark.end()
    return (*parts, (pattern[at:], (), ""))


def expand(pattern: str, slots: Mapping[str, Slot], rng: random.Random) -> str:
    """Fill in a pattern. A slot with a capital (`{Agency}`) is the slot `agency`, capitalised.

    Raises KeyError for a slot that is not there.
    """
    words: list[str] = []
    for before, choices, name in _parts(pattern):
        words.append(before)
        if choices:
            choice = choices[int(rng.random() * len(choices))]
            words.append(expand(choice, slots, rng) if "{" in choice else choice)
        elif name:
            words.append(_fill(name, slots, rng))
    return "".join(words)


def _fill(name: str, slots: Mapping[str, Slot], rng: random.Random) -> str:
    slot = slots[name[0].lower() + name[1:]]
    text = slot if isinstance(slot, str) else slot() if callable(slot) else rng.choice(slot)
    if "{" in text or "[" in text:
        text = expand(text, slots, rng)
    return text[:1].upper() + text[1:] if name[0].isupper() else text


def sentence(pattern: str, slots: Mapping[str, Slot], rng: random.Random) -> str:
    """A filled pattern with a capital at the start, single spaces and the right article."""
    text = _SPACE.sub(" ", expand(pattern, slots, rng)).strip()
    text = _ARTICLE.sub(r"\1n ", text).replace(",,", ",").replace("..", ".")
    at = 1 if text.startswith("“") else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
