"""How well silence is noticed, and how often in error: `python -m tests.bench.silence`."""

from datetime import date, timedelta

import numpy as np
from rich.console import Console
from rich.table import Table

from monitor.measure.silence import silence

MONDAY = date(2026, 11, 23)  # "today" is this day or one of the six after it, each as often
WEEK = np.array([1.2, 1.25, 1.25, 1.2, 1.1, 0.55, 0.45])  # weekdays are heavier; the mean is 1
RATES = (0.5, 1, 2, 4, 10, 30)
DEAD = (0, 3, 7, 14)
LONG = 100  # days that are simulated


def days_of(
    random: np.random.Generator, today: date, rate: float, dead: int, clump: float = 0.0
) -> np.ndarray:
    """Articles on each of LONG days up to yesterday, none on the last `dead` ones.

    With `clump`, counts are negative binomial: their variance is mean + clump × mean².
    """
    first = today - timedelta(days=LONG)
    weekdays = [(first + timedelta(days=n)).weekday() for n in range(LONG)]
    means = rate * WEEK[weekdays]
    if clump:
        means = random.gamma(1 / clump, means * clump)
    counts = random.poisson(means)
    if dead:
        counts[-dead:] = 0
    return counts


def ours(counts: np.ndarray, today: date) -> bool:
    """Our alarm."""
    first = today - timedelta(days=LONG)
    days = [first + timedelta(days=n) for n, count in enumerate(counts.tolist()) for _ in range(count)]
    return silence(days, today).silent


def threshold(counts: np.ndarray) -> bool:
    """Media Cloud's rule: the last week is below mean − 1.5 sd of 28 days, that week among them."""
    month = counts[-28:]
    return bool(month[-7:].mean() < month.mean() - 1.5 * month.std())


def shares(rate: float, dead: int, trials: int, seed: int, clump: float = 0.0) -> tuple[float, float]:
    """How often each rule alarms."""
    random = np.random.default_rng(seed)
    alarms = np.zeros(2)
    for trial in range(trials):
        today = MONDAY + timedelta(days=trial % 7)
        counts = days_of(random, today, rate, dead, clump)
        alarms += ours(counts, today), threshold(counts)
    return float(alarms[0] / trials), float(alarms[1] / trials)


def main() -> None:
    """The table: our rule first, the other after the slash."""
    trials, out = 2_100, Console(width=110)
    titles = ["healthy", *(f"dead {days}" for days in DEAD[1:])]
    for clump, name in ((0.0, "weekday-heavy Poisson"), (0.5, "clumped, variance = mean + mean²/2")):
        table = Table("a day", *titles, title=f"alarms of {trials:,} trials, ours / mean − 1.5 sd: {name}")
        for rate in RATES:
            cells = [shares(rate, dead, trials, 7, clump) for dead in DEAD]
            table.add_row(f"{rate:g}", *(f"{a:.4f} / {b:.4f}" for a, b in cells))
        out.print(table)


if __name__ == "__main__":
    main()
