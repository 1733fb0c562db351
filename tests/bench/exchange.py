"""How quick files go in and out, and in how much memory: `python -m tests.bench.exchange`."""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from monitor.catalog import starter
from monitor.exchange.write import write
from monitor.newsroom import Newsroom

PLACES = ["Ukraine", "Kenya", "Iran", "Japan", "Brazil", "Washington", "the European Union", "Sudan"]
DEEDS = ["weighs", "rejects", "welcomes", "delays", "opens", "ends", "questions", "returns to"]
THINGS = ["sanctions", "a ceasefire", "talks on trade", "an arms deal", "a climate pact", "an election"]


def articles(path: Path, rows: int) -> None:
    """A JSON Lines file of short pieces, each of its own."""
    random = np.random.default_rng(20261120)
    with path.open("w") as file:
        for n in range(rows):
            a, b, c, day = (int(each) for each in random.integers(0, [8, 8, 6, 3000]))
            title = f"{PLACES[a]} {DEEDS[b]} {THINGS[c]} (no. {n})"
            text = f"{title}. Officials in {PLACES[b]} said that number {n} on their list could wait."
            published = str(np.datetime64("2018-01-01") + day)
            row = {"url": f"https://example.org/{n}", "title": title, "text": text, "published": published}
            file.write(json.dumps(row | {"outlet": "responsible-statecraft"}) + "\n")


def measured(what: str, path: Path) -> None:
    """Do one thing and print seconds, rows a second and the most memory, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.exchange", "--one", what, "--file", str(path)]
    subprocess.run(command, check=True)


def one(what: str, path: Path) -> None:
    """The thing itself."""
    start = time.perf_counter()
    with Newsroom(path.parent / "room") as room:
        match what:
            case "import":
                count = room.bring_in(path).outcomes.total()
            case "pandas":
                frame = pd.read_json(path, lines=True)
                frame.to_csv(path.with_suffix(".pandas.csv"))
                count = len(frame)
            case form:
                count = write(path.with_suffix(f".out.{form}"), form, room.rows())  # type: ignore[arg-type]
    took = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(
        f"{what:8} {count:9,} rows {took:8.1f} s {count / took:8.0f} rows/s  at most {most:5.0f} MB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--one")
    parser.add_argument("--file", type=Path)
    asked = parser.parse_args()
    if asked.one:
        one(asked.one, asked.file)
        return
    for rows in asked.rows:
        with TemporaryDirectory() as folder:
            starter.write(Path(folder) / "room")
            path = Path(folder) / "articles.jsonl"
            articles(path, rows)
            for what in ("import", "jsonl", "csv", "parquet", "xlsx", "pandas"):
                measured(what, path)


if __name__ == "__main__":
    main()
