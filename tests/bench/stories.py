"""How quick copies and stories are, and how the cost grows: `python -m tests.bench.stories [ARTICLES …]`.

Invented texts of 350 words, a tenth of them copies with one word in twenty changed. Times are of the
processor, so that they depend less on what else the machine does. datasketch (MinHash of 128 permutations,
LSH at a Jaccard index of .3) looks for the same copies beside it, in the first of the texts.
"""

import resource
import sys
from collections.abc import Callable
from datetime import date, timedelta
from time import process_time

import numpy as np
from datasketch import MinHash, MinHashLSH
from rich.console import Console
from rich.table import Table

from monitor.stories.clusters import Piece, join
from monitor.stories.copies import Copies, text_of
from monitor.stories.postings import Postings
from monitor.stories.shingles import shingles
from monitor.stories.terms import terms

WORDS, LENGTH, LAST = 60_000, 350, 2_000
COPY_EVERY, CHANGED = 10, 0.05
FIRST = date(2025, 1, 1)
VOCABULARY = [f"w{n:x}" for n in range(WORDS)]


def text(number: int) -> str:
    """The text of an article: the same for the same number. Every tenth copies one of the 1,000 before."""
    random = np.random.default_rng(number)
    of = copied(number)
    if of is not None:
        words = text(of).split()
        changed = np.flatnonzero(random.random(len(words)) < CHANGED)
        for place, new in zip(changed, _zipf(random, len(changed)), strict=True):
            words[place] = VOCABULARY[new]
        return " ".join(words)
    return " ".join(VOCABULARY[n] for n in _zipf(random, LENGTH))


def copied(number: int) -> int | None:
    """The article that this one is a copy of."""
    of = number - 1 - number * 7919 % 997
    return of if number % COPY_EVERY == 0 and of > 0 and of % COPY_EVERY else None


def _zipf(random: np.random.Generator, count: int) -> np.ndarray:
    return np.minimum(WORDS ** random.random(count), WORDS - 1).astype(int)


def ours(counts: list[int]) -> list[tuple[int, float, float, float]]:
    """At each count: articles, articles a second over the last ones, share of copies found, gigabytes."""
    copies = Copies(Postings(), lambda number: text_of(text(number), f"outlet {number % 40}"))
    spent, found, planted, told = 0.0, 0, 0, []
    for number in range(max(counts)):
        words = text(number)
        start = process_time()
        seen = text_of(words, f"outlet {number % 40}")
        matches = copies.find(number, seen)
        copies.add(number, seen)
        if any(number >= count - LAST for count in counts if number < count):
            spent += process_time() - start
        if copied(number) is not None:
            planted += 1
            found += copied(number) in {each.of for each in matches}
        if number + 1 in counts:
            used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            told.append((number + 1, LAST / spent, found / planted, used))
            spent = 0.0
    return told


def datasketch(count: int) -> tuple[float, float]:
    """Articles a second over the last ones, and the share of copies found."""
    index, spent, found, planted = MinHashLSH(threshold=0.3, num_perm=128), 0.0, 0, 0
    for number in range(count):
        words = text(number)
        start = process_time()
        signature = MinHash(num_perm=128)
        signature.update_batch([each.tobytes() for each in np.unique(shingles(words))])
        matches = index.query(signature)
        index.insert(number, signature)
        if number >= count - LAST:
            spent += process_time() - start
        if copied(number) is not None:
            planted += 1
            found += copied(number) in matches
    return LAST / spent, found / planted


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def clusters(out: Console) -> None:
    """A year of stories at once, and a day of 1,000 articles beside the one before."""

    def pieces(count: int, days: int, after: int = 0) -> list[Piece]:
        return [
            Piece(n, FIRST + timedelta(days=after + n % days), terms("", text(n)))
            for n in range(after, after + count)
        ]

    year = seconds(lambda: join(pieces(10_000, 365), [], {}))
    before = pieces(1_000, 1)
    day = seconds(lambda: join(pieces(1_000, 1, 1), before, {each.id: each.id for each in before}))
    out.print(f"stories: 10,000 articles of a year {year:.1f} s; a day of 1,000 beside 1,000 {day:.1f} s")


def main(counts: list[int]) -> None:
    """The tables."""
    out, table = Console(width=110), Table("articles", "a second", "copies found", "cost of one", "GB")
    told = ours(counts)
    for count, rate, share, used in told:
        table.add_row(
            f"{count:,}", f"{rate:,.0f}", f"{share:.3f}", f"× {told[0][1] / rate:.2f}", f"{used:.2f}"
        )
    rate, share = datasketch(min(10_000, counts[0]))
    table.add_row("datasketch", f"{rate:,.0f}", f"{share:.3f}", f"× {told[0][1] / rate:.2f}", "")
    out.print(table)
    clusters(out)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [10_000, 100_000])
