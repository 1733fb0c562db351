"""Fits the light stance model, and tells its figures on what it did not learn from.

`python -m monitor.training.stance_light NEWSMTSC`: NEWSMTSC is the `.jsonl.gz` of its training part.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from monitor.tag import stance_light
from monitor.tag.stance_light import BUCKETS, LightStance, buckets, by_rule, weighed
from monitor.training.stance_rows import Row, chosen, newsmtsc, own, told

OUT = Path(stance_light.__file__).parent / "weights" / "stance_light.npz"
COST = 8.0
HANDS = "abcd"  # of all, own sentences would outnumber those of the news, and it gets worse at these


def main(path: Path) -> None:
    """Fit, print the figures, write the weights."""
    rows = [*newsmtsc(path), *own(HANDS)]
    model = fit([row for row in rows if row.split == "train"])
    for of, split in (("newsmtsc", "validation"), ("own", "validation"), ("own", "test")):
        part = chosen(rows, of, split)
        print(f"{of:9} {split:10} {told(part, model.probabilities([row.passage for row in part]))}")
    np.savez_compressed(OUT, idf=model.idf, words=model.words, rules=model.rules, offset=model.offset)


def fit(rows: Sequence[Row], cost: float = COST) -> LightStance:
    """A logistic regression with a penalty on the squares of its weights."""
    places = [buckets(row.passage) for row in rows]
    held = np.bincount(np.concatenate(places), minlength=BUCKETS)
    idf = (np.log((1 + len(rows)) / (1 + held)) + 1).astype(np.float16)
    values = np.concatenate([weighed(each, idf) for each in places])
    starts = np.cumsum([0, *map(len, places)])
    words = csr_matrix((values, np.concatenate(places), starts), (len(rows), BUCKETS))
    table = hstack([words, csr_matrix(np.array([by_rule(row.passage) for row in rows]))]).tocsr()
    learner = LogisticRegression(C=cost, max_iter=500).fit(table, [row.label for row in rows])
    weights = learner.coef_.T.astype(np.float32)
    return LightStance(
        idf, weights[:BUCKETS].astype(np.float16), weights[BUCKETS:], learner.intercept_.astype(np.float32)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
