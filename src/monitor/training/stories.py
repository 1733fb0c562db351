"""Counts in how many news articles each word occurs: `python -m monitor.training.stories ARTICLES.jsonl.gz`.

Writes `stories/words.tsv`: the number of articles, then a word and its count a line. The articles (fields
title and text) are not kept; the table was made from the AllSides articles of github.com/ramybaly/Article-
Bias-Prediction.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from monitor.stories.terms import LEAD, words

FEWEST = 4  # articles: a rarer word tells as much as one that was never seen
TABLE = Path(__file__).parents[1] / "stories" / "words.tsv"


def main(path: Path) -> None:
    """Count the words of titles and leads."""
    counts: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        lead = " ".join(row["text"].split()[:LEAD])
        counts.update(set(words(row["title"] or "")) | set(words(lead)))
    kept = sorted((word, n) for word, n in counts.items() if n >= FEWEST)
    table = [str(len(rows)), *(f"{word}\t{n}" for word, n in kept)]
    TABLE.write_text("\n".join(table) + "\n", encoding="utf-8")
    print(f"{len(kept)} words of {len(rows)} articles")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
