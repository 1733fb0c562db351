"""How corrected shares fare on a real set: `python -m tests.bench.quality NEWSMTSC`, its train `.jsonl.gz`.

The population is the part of the set that the models did not learn from. 200 of it are labelled, 2,000 times.
"""

import sys
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from monitor.measure.quality import Share, corrected, trend
from monitor.tag.stance_light import LightStance
from monitor.tag.stance_model import LABELS, StanceModel, shipped
from monitor.training.stance_rows import chosen, newsmtsc

DRAWS, LABELLED = 2_000, 200
MONTHS, MONTHLY, MONTHLY_LABELLED = 6, 300, 33


def population(path: Path, model: StanceModel, label: str) -> tuple[np.ndarray, np.ndarray]:
    """What a model says of each row, and the truth."""
    rows = chosen(newsmtsc(path), "newsmtsc", "validation")
    place = LABELS.index(label)
    said = model.probabilities([row.passage for row in rows])[:, place].astype(float)
    return said, np.array([float(row.label == place) for row in rows])


def asked(truth: np.ndarray, n: int, random: np.random.Generator) -> np.ndarray:
    """The truth of n rows drawn at random; not a number for the others."""
    known = np.full(len(truth), np.nan)
    places = random.choice(len(truth), n, replace=False)
    known[places] = truth[places]
    return known


def shares(said: np.ndarray, truth: np.ndarray) -> list[str]:
    """Bias, coverage and width beside labels alone."""
    random, drawn = np.random.default_rng(1), np.full(len(truth), LABELLED / len(truth))
    found: list[Share] = []
    alone: list[Share] = []
    for _ in range(DRAWS):
        known = asked(truth, LABELLED, random)
        found.append(corrected(said, known, drawn))
        alone.append(corrected(np.zeros(len(truth)), known, drawn))
    bias = np.mean([each.value for each in found]) - truth.mean()
    held = np.mean([each.low <= truth.mean() <= each.high for each in found])
    wide, other = (np.mean([each.high - each.low for each in some]) for some in (found, alone))
    return [
        f"{100 * truth.mean():.1f} %",
        f"{100 * (said.mean() - truth.mean()):+.2f}",
        f"{100 * bias:+.2f}",
        f"{100 * held:.1f} %",
        f"{100 * wide:.1f} / {100 * other:.1f} = {wide / other:.2f}",
    ]


def slopes(said: np.ndarray, truth: np.ndarray, trials: int = 500) -> tuple[float, float]:
    """How much of a rise from 20 to 50 % the raw and the corrected line keep."""
    random = np.random.default_rng(2)
    yes, no = np.flatnonzero(truth == 1), np.flatnonzero(truth == 0)
    period = [f"2026-0{month + 1}" for month in range(MONTHS) for _ in range(MONTHLY)]
    drawn = np.full(len(period), MONTHLY_LABELLED / MONTHLY)
    kept = []
    for _ in range(trials):
        rows: list[int] = []
        for share in np.linspace(0.2, 0.5, MONTHS):
            n = round(MONTHLY * share)
            rows += [*random.choice(yes, n), *random.choice(no, MONTHLY - n)]
        known = [asked(truth[rows[at : at + MONTHLY]], MONTHLY_LABELLED, random) for at in _months(rows)]
        frame = trend(period, said[rows], np.concatenate(known), drawn)
        kept.append([np.polyfit(range(MONTHS), frame[line], 1)[0] / 0.06 for line in ("raw", "share")])
    raw, corrected_line = np.mean(kept, axis=0)
    return float(raw), float(corrected_line)


def _months(rows: list[int]) -> range:
    return range(0, len(rows), MONTHLY)


def main(path: Path) -> None:
    """The table."""
    title = f"{DRAWS:,} draws of {LABELLED} labels; points, and the width of the interval / labels alone"
    columns = (
        "model",
        "share of",
        "truth",
        "raw bias",
        "bias",
        "coverage",
        "width",
        "slope raw",
        "slope kept",
    )
    table = Table(*columns, title=title)
    for model in (shipped(), LightStance.shipped()):
        for label in ("critical", "supportive"):
            said, truth = population(path, model, label)
            raw, kept = slopes(said, truth)
            table.add_row(model.name, label, *shares(said, truth), f"{raw:.0%}", f"{kept:.1%}")
    Console(width=140).print(table)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
