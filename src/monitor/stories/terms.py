"""The words that tell what an article reports, and how much each of them tells."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

import numpy as np
import scipy.sparse as sp

from monitor.catalog.gazetteer import surfaces

LEAD = 250  # words of the text: the event is told there, what comes later is background
TITLE = 3  # times that a word of the title counts
COLUMNS = 1 << 20
ENOUGH = 30  # articles side by side, for the share of them that hold a word to say something
FREQUENT = 0.2  # a word in a larger share of them tells no event
PLACES = ("name", "demonym", "state", "city")  # kinds of the gazetteer that are places, large enough

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# a capital after a space, and within a sentence (looked at in this order: it is quicker)
_NAME = re.compile(r"(?<= )[^\W\d_a-zß-ÿ](?<=[\w,;:’'\"”] .)[^\W_]*(?:['’][^\W_]+)?")
_SMALL = re.compile(r"(?<!\w)[a-zß-ÿ][^\W_]*")
_POSSESSIVE = ("'s", "’s")
_EMPTY = frozenset("""
a about after all also an and are as at be been but by can could do for from had has have he her him his
how i if in into is it its just me more mr my new no not of on one or our out over s said say says she
so t than that the their them there they this to up us was we were what when which who will with would
you your
""".split())  # fmt: skip  # noqa: SIM905 - read as words


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one article: columns of the term space, and how often each one occurs (log-scaled)."""

    columns: np.ndarray
    counts: np.ndarray
    names: np.ndarray  # whether each one is a name: of a person, a place, an organisation


def words(text: str) -> list[str]:
    """Lower-case words without those that mean nothing alone."""
    found = _WORD.findall(text.lower())
    bare = (word[:-2] if word[-2:] in _POSSESSIVE else word for word in found)
    return [word for word in bare if word not in _EMPTY]


def terms(title: str, text: str) -> Terms:
    """The terms of an article's title and lead."""
    lead = " ".join(text.split(None, LEAD)[:LEAD])
    counts = Counter(words(lead))
    for word in words(title):
        counts[word] += TITLE
    names = set(words(" ".join(_NAME.findall(lead)))) - set(_SMALL.findall(lead))
    columns = np.fromiter(map(column, counts), np.int32, len(counts))
    logs = 1 + np.log(np.fromiter(counts.values(), float, len(counts)))
    return Terms(columns, logs, np.fromiter((word in names for word in counts), bool, len(counts)))


@lru_cache(maxsize=200_000)
def column(word: str) -> int:
    """A word's column in the term space: the same on every machine."""
    return crc32(word.encode()) % COLUMNS


def matrix(some: list[Terms]) -> sp.csr_array:
    """TF-IDF vectors of length one: a row an article, a column a term that one of them has.

    How rare a word is, is known from 19,843 English news articles (`words.tsv`); what is frequent among the
    articles at hand, as the function words of other languages are, counts as frequent too.
    """
    starts = np.cumsum([0, *(len(each.columns) for each in some)])
    columns = np.concatenate([np.empty(0, np.int32), *(each.columns for each in some)])
    used, places, counts = np.unique(columns, return_inverse=True, return_counts=True)
    shares = _shares()[used]
    if len(some) >= ENOUGH:
        here = counts / len(some)
        shares = np.where(here > FREQUENT, np.maximum(shares, here), shares)
    weights = np.concatenate([np.empty(0), *(each.counts for each in some)]) * (1 - np.log(shares))[places]
    made = sp.csr_array((weights, places, starts), (len(some), len(used)))
    lengths = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)))
    made.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(starts))
    return made


def names(some: list[Terms]) -> list[Terms]:
    """The names among the terms of each article."""
    return [Terms(each.columns[each.names], each.counts[each.names], each.names[each.names]) for each in some]


def of_places(vectors: sp.csr_array, some: list[Terms]) -> sp.csr_array:
    """What words that name places make up of the vectors of these articles, which `matrix` made."""
    used = np.unique(np.concatenate([np.empty(0, np.int32), *(each.columns for each in some)]))
    found: sp.csr_array = vectors[:, _places()[used]]
    return found


@cache
def _places() -> np.ndarray:
    """Whether the word of each column is part of the name of a country, state or large city."""
    found = np.zeros(COLUMNS, bool)
    for text in {each.text for each in surfaces() if each.kind in PLACES}:
        found[[column(word) for word in words(text)]] = True
    return found


@cache
def _shares() -> np.ndarray:
    """The share of articles that hold the word of each column."""
    lines = files(__package__).joinpath("words.tsv").read_text(encoding="utf-8").splitlines()
    total = int(lines[0])
    shares = np.full(COLUMNS, 1 / (total + 1))
    for line in lines[1:]:
        word, count = line.split("\t")
        shares[column(word)] = (int(count) + 1) / (total + 1)
    return shares
