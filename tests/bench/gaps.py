"""How far verdicts on gaps and alerts are right, where the truth is planted: `python -m tests.bench.gaps`.

8 desks × 12 topics whose shares fall as 1/rank; ten peers of 500 stories a month with profiles of their own
(Dirichlet); ours is drawn from the peers' mean, with cells planted at a tenth of it. Precision: of the cells
that a rule flags, those that are truly below 3/4 of the mean. Recall: of the planted cells of 3 or more
expected. False flags: a run, with nothing planted.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from monitor.measure.alerts import FEWEST, UNLIKELY, too_many
from monitor.measure.gaps import LESS, verdicts
from monitor.measure.reference import shares_of
from monitor.measure.stats import poisson_deficit, poisson_excess

DESKS, TOPICS, PEERS, MONTHLY = 8, 12, 10, 500
PLANTED, LEFT = 4, 0.1
TRULY = 0.75  # of the reference rate: what is below it is a deficit
CONCENTRATION = 400  # of an outlet's profile around the common one; the higher, the more alike
RUNS = 150

Rule = Callable[[np.ndarray, np.ndarray, int], np.ndarray]
Refer = Callable[[pd.DataFrame, pd.Series], pd.Series]


@dataclass(frozen=True, slots=True)
class World:
    """What one run draws: counts of peers and ours, and which of our cells are truly low."""

    peers: pd.DataFrame
    totals: pd.Series
    ours: np.ndarray
    low: np.ndarray
    planted: np.ndarray


@dataclass(frozen=True, slots=True)
class Score:
    """Of many runs."""

    precision: float
    recall: float
    flags: float  # a run


def draw(
    random: np.random.Generator,
    n: int,
    planted: int,
    *,
    margins: bool = False,
    even: bool = False,
    odd: bool = False,
    bursts: str | None = None,
) -> World:
    """One world, in which we have n stories.

    Shares of cells fall as 1/rank, or (`even`) less steeply. `odd`: one peer is ten times larger and unlike
    the others.

    `bursts`: the wire brings 6 to 25 reports of one event in each of four cells to most of the peers, which
    count as `articles`, as one distinct story of each outlet (`stories`), or of the first alone (`first`).
    """
    ranked = random.permutation(1 / np.arange(1, DESKS * TOPICS + 1))
    shape = random.dirichlet(np.ones(DESKS * TOPICS)) if even else ranked / ranked.sum()
    shape = shape.reshape(DESKS, TOPICS)
    base = (shape if not margins else shape.sum(axis=1, keepdims=True)).ravel()
    profiles = [random.dirichlet(CONCENTRATION * base + 1e-3) for _ in range(PEERS)]
    sizes = np.full(PEERS, round(MONTHLY * max(n / 120, 1)))
    if odd:
        profiles[0] = random.dirichlet(np.full(len(base), 0.5))
        sizes[0] *= 10
    counts = np.array([random.multinomial(size, each) for size, each in zip(sizes, profiles, strict=True)])
    mean = np.mean(profiles[1:] if odd else profiles, axis=0)
    large = np.flatnonzero(mean * n >= 3)
    chosen = random.choice(large, min(planted, len(large)), replace=False)
    factor = np.ones(len(base))
    factor[chosen] = LEFT
    rate = mean * factor / (mean * factor).sum()
    ours = random.multinomial(n, rate)
    if bursts:
        _burst(random, counts, bursts)
    frame = pd.DataFrame(counts.T.astype(float))
    marks = np.zeros(len(base), bool)
    marks[chosen] = True
    return World(frame, frame.sum(), ours.astype(float), rate < TRULY * mean, marks)


def _burst(random: np.random.Generator, counts: np.ndarray, counted: str) -> None:
    for cell in random.choice(counts.shape[1], 4, replace=False):
        reports = random.integers(6, 26)
        telling = np.flatnonzero(random.random(PEERS) < 0.8)
        more = {"articles": reports, "stories": 1, "first": 0}[counted]
        counts[telling, cell] += more
        if counted == "first" and len(telling):
            counts[random.choice(telling), cell] += 1


def ours(n: np.ndarray, expected: np.ndarray, total: int) -> np.ndarray:  # noqa: ARG001
    """Our verdict."""
    return np.isin(verdicts(n, expected), LESS)


def difference(n: np.ndarray, expected: np.ndarray, total: int) -> np.ndarray:
    """Shares differ by one percentage point."""
    return expected - n >= 0.01 * total


def ratio(n: np.ndarray, expected: np.ndarray, total: int) -> np.ndarray:  # noqa: ARG001
    """Half of what is expected."""
    return n < 0.5 * expected


def poisson(n: np.ndarray, expected: np.ndarray, total: int) -> np.ndarray:  # noqa: ARG001
    """Poisson's test at 5 %."""
    return poisson_deficit(n, expected) < 0.05


def pooled(counts: pd.DataFrame, totals: pd.Series) -> pd.Series:
    """All peers as one."""
    return (counts.sum(axis=1) + 0.5) / (totals.sum() + 1)


RULES: dict[str, Rule] = {
    "ours": ours,
    "difference >= 1 pp": difference,
    "ratio < 1/2": ratio,
    "Poisson p < .05": poisson,
}


def scores(
    rules: dict[str, Rule],
    n: int,
    *,
    runs: int = RUNS,
    seed: int = 1,
    refer: Refer = shares_of,
    **how: object,
) -> dict[str, Score]:
    """Each rule on the same worlds: precision and recall with planted cells, flags with none."""
    random = np.random.default_rng(seed)
    flagged, true, found, planted, alarms = (dict.fromkeys(rules, 0.0) for _ in range(5))
    few = 2 if how.get("margins") else PLANTED
    for _ in range(runs):
        for plant in (few, 0):
            world = draw(random, n, plant, **how)  # type: ignore[arg-type]
            expected = refer(world.peers, world.totals).to_numpy() * n
            for name, rule in rules.items():
                flags = rule(world.ours, expected, n)
                if plant:
                    flagged[name] += flags.sum()
                    true[name] += (flags & world.low).sum()
                    found[name] += (flags & world.planted).sum()
                    planted[name] += world.planted.sum()
                else:
                    alarms[name] += flags.sum()
    return {
        name: Score(
            true[name] / max(flagged[name], 1), found[name] / max(planted[name], 1), alarms[name] / runs
        )
        for name in rules
    }


def false_alerts(mean: float, *, series: int = 20_000, k: float = 5.0, seed: int = 1) -> dict[str, float]:
    """Share of flat series-weeks on which a rule alerts, 3 or more articles given: ours, and two in use."""
    random = np.random.default_rng(seed)
    weeks = random.negative_binomial(k, k / (k + mean), (series, 53)).astype(float)
    last, base = weeks[:, 0], weeks[:, 1:]
    found = {
        "ours": too_many(last, base) < UNLIKELY,
        "mean + 2 sd of 52 weeks": last > base.mean(axis=1) + 2 * base.std(axis=1, ddof=1),
        "Poisson p < .01": poisson_excess(last, base.mean(axis=1)) < UNLIKELY,
    }
    return {rule: float((flags & (last >= FEWEST)).mean()) for rule, flags in found.items()}


def _alerts(out: Console) -> None:
    means = (0.5, 2, 8, 30)
    found = {mean: false_alerts(mean) for mean in means}
    table = Table(
        "rule", *(f"{mean:g} a week" for mean in means), title="false alerts in 100 series-weeks (NB, k = 5)"
    )
    for rule in found[2]:
        table.add_row(rule, *(f"{100 * found[mean][rule]:.1f}" for mean in means))
    out.print(table)


def main() -> None:
    """The tables."""
    out = Console(width=120)
    table = Table("rule", *SETTINGS, title="precision / recall / false flags a run with nothing planted")
    found = {name: scores(RULES, **how) for name, how in SETTINGS.items()}  # type: ignore[arg-type]
    for rule in RULES:
        told = [found[name][rule] for name in SETTINGS]
        table.add_row(
            rule, *(f"{each.precision:.2f} / {each.recall:.2f} / {each.flags:.1f}" for each in told)
        )
    out.print(table)
    table = Table("reference", "precision", "recall", title="one peer ten times larger and odd, N = 360")
    for name, refer in (("ours: median of shares", shares_of), ("all peers as one", pooled)):
        told_of = scores({"ours": ours}, 360, refer=refer, odd=True)["ours"]
        table.add_row(name, f"{told_of.precision:.2f}", f"{told_of.recall:.2f}")
    out.print(table)
    table = Table("what is counted", "precision", "recall", title="wire bursts in four cells, N = 360")
    for counted in ("articles", "stories", "first"):
        told_of = scores({"ours": ours}, 360, bursts=counted)["ours"]
        table.add_row(counted, f"{told_of.precision:.2f}", f"{told_of.recall:.2f}")
    out.print(table)
    _alerts(out)


SETTINGS: dict[str, dict[str, object]] = {
    "N = 120": {"n": 120},
    "N = 360": {"n": 360},
    "desks, N = 120": {"n": 120, "margins": True, "even": True},
    "even cells, N = 120": {"n": 120, "even": True},
}

if __name__ == "__main__":
    main()
