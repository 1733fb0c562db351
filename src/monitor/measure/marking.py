"""Words that mark a set of titles against others."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from monitor.query.words import words_of

COLUMNS = ["series", "word", "n", "others", "log_odds", "z"]
PRIOR = 500.0  # words that the prior weighs
SURE = 1.96  # of z: a word that marks by more than chance explains
FEWEST = 3  # times that a word must stand in the titles it marks


def marking_words(
    titles: Mapping[str, Sequence[str]], left_out: Collection[str] = (), most: int = 10
) -> pd.DataFrame:
    """The words of each series' titles that stand out against the titles of the other series.

    `titles`: series -> titles; `left_out`: folded words that are never told, as those of the queries.
    Columns: series, word (folded), n (times in these titles), others (times in the other ones), log_odds
    and z, its distance from 0 in standard deviations; only words with z above 1.96, the largest first.
    Source: Monroe, Colaresi & Quinn (2008), Fightin' Words: log-odds ratio with an informative Dirichlet
    prior, here of 500 words, as frequent as in all the titles.
    """
    counts = {series: Counter(_words(some, left_out)) for series, some in titles.items()}
    whole = sum(counts.values(), Counter[str]())
    frames = [_against(series, mine, whole) for series, mine in counts.items()]
    tables = [frame[frame["z"] > SURE].head(most) for frame in frames]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)


def _words(titles: Sequence[str], left_out: Collection[str]) -> list[str]:
    found = (word for title in titles for word in words_of(title))
    return [word for word in found if len(word) > 1 and not word.isdigit() and word not in left_out]


def _against(series: str, mine: Counter[str], whole: Counter[str]) -> pd.DataFrame:
    words = [word for word, n in mine.items() if n >= FEWEST]
    n, total = (np.array([counts[word] for word in words], float) for counts in (mine, whole))
    others = total - n
    prior = PRIOR * total / max(whole.total(), 1)
    log_odds = _log_odds(n, prior, mine.total()) - _log_odds(others, prior, whole.total() - mine.total())
    z = log_odds / np.sqrt(1 / (n + prior) + 1 / (others + prior))
    columns = [series, words, n.astype(int), others.astype(int), log_odds, z]
    frame = pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
    return frame.sort_values(["z", "word"], ascending=[False, True], ignore_index=True)


def _log_odds(n: np.ndarray, prior: np.ndarray, total: int) -> np.ndarray:
    return np.asarray(np.log((n + prior) / (total + PRIOR - n - prior)))
