"""A passage as the stance model reads it: the target's name, then the text with the mention between stars.

Only what is near the mention is read, at most `MOST` pieces of words, so that a passage has one cost at most.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

MOST = 128  # pieces of words, target included
MOST_OF_TARGET = 24
NEAR = 500  # characters on either side of the mention
MARK = "*"


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences, and the words in them that name a target: `text[start:end]`."""

    target: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """A passage in numbers: the pieces of words, and which of them are the mention."""

    ids: list[int]
    mention: list[bool]


def pieces(passage: Passage) -> Pieces:
    """`[CLS] target [SEP] text before * mention * text after [SEP]`, cut to the nearest `MOST` pieces."""
    first = max(0, passage.start - NEAR)
    parts = (
        passage.target,
        passage.text[first : passage.start] + MARK,
        passage.text[passage.start : passage.end],
        MARK + passage.text[passage.end : passage.end + NEAR],
    )
    target, before, mention, after = _name_ids(parts[0]), _ids(parts[1]), _name_ids(parts[2]), _ids(parts[3])
    room = MOST - 3 - len(target) - len(mention)
    left = min(len(before), max(room - len(after), room // 2))
    before, after = before[len(before) - left :], after[: room - left]
    cls, sep = _ends()
    ids = [cls, *target, sep, *before, *mention, *after, sep]
    at = 2 + len(target) + len(before)
    return Pieces(ids, [at <= place < at + len(mention) for place in range(len(ids))])


def _ids(text: str) -> list[int]:
    encoding: Encoding = _tokenizer().encode(text, add_special_tokens=False)
    return encoding.ids


@lru_cache(maxsize=5000)  # a newsroom has few targets, named again and again
def _name_ids(name: str) -> list[int]:
    return _ids(name)[:MOST_OF_TARGET]


@cache
def _ends() -> tuple[int, int]:
    ids: list[int] = _tokenizer().encode("").ids
    return ids[0], ids[-1]


@cache
def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer  # late: only reading needs it

    found = Tokenizer.from_str((files("monitor.tag") / "weights" / "stance_pieces.json").read_text("utf-8"))
    found.no_padding()
    found.no_truncation()
    return found
