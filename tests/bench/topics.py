"""How quick topics are: python -m tests.bench.topics DATA, where DATA/allsides.jsonl.gz holds articles.

Prints articles of 1,500 characters per CPU-second, tokenising included, and seconds of loading and learning.
"""

import gzip
import json
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from monitor.catalog import starter
from monitor.catalog.lists import read_topics
from monitor.learn.own import Example, learn, lesson
from monitor.query.words import words_of
from monitor.tag.topic import TopicTagger, shipped_model

PACK = Path(__file__).parents[1] / "quality" / "editorial_topics.toml"
NONE = np.zeros(17, np.float32)


def seconds(job: Callable[[], Any]) -> float:
    """CPU-seconds of the better of two runs."""
    taken = []
    for _ in range(2):
        begun = process_time()
        job()
        taken.append(process_time() - begun)
    return min(taken)


def main(folder: Path) -> None:
    with gzip.open(folder / "allsides.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 8000)]
    long = [row for row in rows if len(row["text"]) >= 1490][:2000]

    begun = process_time()
    model = shipped_model()
    model.read(("war",), ("peace",))
    print(f"the model loads in {process_time() - begun:.2f} s")

    def by_model() -> None:
        for row in long:
            model.probabilities(model.read(words_of(row["title"]), words_of(row["text"])), NONE)

    topics = read_topics(starter.FOLDER / "topics.toml")
    print(f"words of the 17 top levels by the model: {len(long) / seconds(by_model):,.0f} articles a second")
    for some in (topics[:17], topics):
        tagger = TopicTagger(some, [model])
        taken = seconds(lambda tagger=tagger: [tagger.tag(row["title"], row["text"]) for row in long])  # type: ignore[misc]
        print(f"{len(some)} topics with queries and evidence: {len(long) / taken:,.0f} articles a second")

    own = read_topics(PACK)
    ids = frozenset(topic.id for topic in own)
    judged = [
        Example(row["title"], row["text"], row["source"], frozenset(row["own"]), ids - frozenset(row["own"]))
        for row in rows
        if row["own"]
    ][:5000]
    begun = process_time()
    learn(lesson(own, judged))
    print(f"{len(judged):,} judged articles of 48 topics are learned in {process_time() - begun:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
