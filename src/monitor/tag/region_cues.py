"""Words around a place that tell what it is: `region_cues.toml`."""

import re
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads((files("monitor.tag") / "region_cues.toml").read_text(encoding="utf-8"))


def words(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(each.strip() for each in _lists()[name].replace("\n", " ").split(","))


def any_of(name: str) -> str:
    """A regular expression of any word of a list, whole; the longest first."""
    listed = sorted(words(name), key=lambda each: (-len(each), each))
    return "(?:" + "|".join(re.escape(each).replace(r"\*", r"\w*") for each in listed) + r")(?!\w)"


def cue(name: str) -> Callable[[str], bool]:
    """Whether a word is in a list, where a star stands for any ending."""
    whole = frozenset(each for each in words(name) if not each.endswith("*"))
    begun = tuple(sorted(each[:-1] for each in words(name) if each.endswith("*")))

    @lru_cache(maxsize=5000)  # most words come again and again
    def is_listed(word: str) -> bool:
        return word in whole or word.startswith(begun)

    return is_listed
