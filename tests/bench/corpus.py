"""A seeded corpus of article metadata, as large as asked for, with the habits of real outlets.

A few outlets publish most, weekdays more than weekends, sections go with topics, some countries are in
the news all the time and most hardly ever.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa

from monitor import catalog
from monitor.catalog import Catalog, starter
from monitor.store.changes import CHANGED

FIRST, DAYS = date(2016, 11, 21), 3652
LAST = date(2026, 11, 20)
CHUNK = 500_000
SECTIONS = [f"Section {n}" for n in range(60)]
LANGUAGES = ["en", "fr", "de", "es", "ar"]


def lists() -> Catalog:
    """The lists of a new newsroom."""
    with TemporaryDirectory() as folder:
        starter.write(Path(folder))
        return catalog.load(Path(folder))


def corpus(rows: int, known: Catalog, seed: int = 20261120) -> Iterator[pa.Table]:
    """Tables of schema CHANGED, together `rows` long, ids from 1."""
    random = np.random.default_rng(seed)
    for start in range(0, rows, CHUNK):
        yield _chunk(random, start + 1, min(CHUNK, rows - start), known)


def _chunk(random: np.random.Generator, first: int, n: int, known: Catalog) -> pa.Table:
    outlets = [outlet.id for outlet in known.outlets]
    regions = sorted(known.desk_by_region)
    topics = [topic.id for topic in known.topics]
    stances = [f"{target.id}:{label}" for target in known.targets for label in ("supportive", "critical")]
    section = _zipf(random, len(SECTIONS), n, 0.8)
    main = (section * 7 + _zipf(random, 6, n, 1.0)) % len(topics)  # a section has its usual topics
    columns = [
        pa.array(np.arange(first, first + n)),
        _labels(_zipf(random, len(outlets), n, 0.9), outlets),
        _labels(section, SECTIONS),
        pa.array(_days(random, n)),
        _labels(_zipf(random, len(LANGUAGES), n, 3.0), LANGUAGES),
        pa.array(random.normal(0, 0.2, n).clip(-1, 1)),
        pa.array(np.arange(first, first + n) * 4 // 5),  # some stories have two articles
        _several(random, [_zipf(random, len(regions), n, 1.1) for _ in range(3)], regions, [0.75, 0.4, 0.15]),
        _several(random, [main, _zipf(random, len(topics), n, 0.7), main + 3], topics, [1.0, 0.6, 0.3]),
        *(
            _several(random, [_zipf(random, len(stances), n, 0.9) for _ in range(2)], stances, often)
            for often in ([0.4, 0.15], [0.35, 0.12], [0.1, 0.05])
        ),
    ]
    return pa.Table.from_arrays(columns, schema=CHANGED)


def _zipf(random: np.random.Generator, kinds: int, n: int, power: float) -> np.ndarray:
    weights = 1 / np.arange(1, kinds + 1) ** power
    return random.choice(kinds, n, p=weights / weights.sum())


def _days(random: np.random.Generator, n: int) -> np.ndarray:
    days = np.datetime64(FIRST) + np.arange(DAYS)
    weights = np.where((days.astype(int) + 3) % 7 >= 5, 0.45, 1.0) * np.linspace(0.6, 1.0, DAYS)
    weights[random.integers(0, DAYS, 40)] *= 3  # days of great news
    return random.choice(days, n, p=weights / weights.sum())


def _labels(codes: np.ndarray, names: list[str]) -> pa.Array:
    return pa.array(names).take(pa.array(codes % len(names)))


def _several(
    random: np.random.Generator, codes: list[np.ndarray], names: list[str], chances: list[float]
) -> pa.ListArray:
    """Lists of distinct labels: the first candidate with the first chance, and so on."""
    wide = np.stack(codes, axis=1) % len(names)
    kept = random.random(wide.shape) < np.array(chances)
    for place in range(1, wide.shape[1]):
        same = (wide[:, :place] == wide[:, place : place + 1]) & kept[:, :place]
        kept[:, place] &= ~same.any(axis=1)
    offsets = np.concatenate([[0], np.cumsum(kept.sum(axis=1))]).astype(np.int32)
    return pa.ListArray.from_arrays(offsets, _labels(wide[kept], names))
