"""Whether a source has been silent for longer than chance explains, at the pace of a magazine too.

The expected number of articles since the last one comes from the source's own weekdays; the surprise is the
chance of none at all, P = (1 + E/a) ** -a, with a the articles that the rate was learnt from: a Poisson
count whose rate is known only as well as that (its gamma-Poisson posterior). Where daily counts scatter more
than Poisson's, E and a are divided by Pearson's dispersion (McCullagh & Nelder 1989, 4.5).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scipy.special import gammaincc

HISTORY = 56  # days before the last article that the rhythm is learnt from
FEWEST_ARTICLES, FEWEST_DAYS = 5, 14
ALARM = 0.001
OWN_WEEKS = 1.0  # weeks of an even rhythm that are added to each weekday's own
BEYOND = 1e-6  # chances that are not told more exactly
CLEARLY = 0.01  # chance below which the scatter is taken for real


@dataclass(frozen=True, slots=True)
class Silence:
    """What is to be thought of the time since the last article."""

    last: date | None
    rate: float  # articles a day, over the history
    days: int  # since the last article, today not counted: it is not over
    expected: float  # articles in these days
    surprise: float  # the chance of none in so many days; 1 when there are too few articles to tell
    enough: bool

    @property
    def silent(self) -> bool:
        """Whether it is an alarm."""
        return self.enough and self.surprise < ALARM


def silence(days: Sequence[date], today: date) -> Silence:
    """Judge a source by the days of its articles, one each; those after `today` are left out."""
    counts = Counter(day for day in days if day <= today)
    if not counts:
        return Silence(None, 0.0, 0, 0.0, 1.0, enough=False)
    last = max(counts)
    first = max(min(counts), last - timedelta(days=HISTORY - 1))
    history = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    total = sum(counts[day] for day in history)
    mute = [last + timedelta(days=n) for n in range(1, (today - last).days)]
    enough = total >= FEWEST_ARTICLES and len(history) >= FEWEST_DAYS
    rates = _rates(history, counts)
    expected = sum(rates[day.weekday()] for day in mute)
    scatter = _dispersion(history, counts, rates) if enough else 1.0
    a = total / scatter
    surprise = (1 + expected / scatter / a) ** -a if enough else 1.0
    return Silence(last, total / len(history), len(mute), expected, surprise, enough)


def _rates(history: Sequence[date], counts: Counter[date]) -> list[float]:
    """Articles a day by weekday, each drawn a little toward the mean of all."""
    mean = sum(counts[day] for day in history) / len(history)
    rates = []
    for weekday in range(7):
        own = [counts[day] for day in history if day.weekday() == weekday]
        rates.append((sum(own) + OWN_WEEKS * mean) / (len(own) + OWN_WEEKS))
    return rates


def _dispersion(history: Sequence[date], counts: Counter[date], rates: Sequence[float]) -> float:
    """Pearson's dispersion of the daily counts where it is clearly above 1, else 1."""
    free = len(history) - 7
    if free <= 0:
        return 1.0
    pearson = sum((counts[day] - rates[day.weekday()]) ** 2 / rates[day.weekday()] for day in history)
    chance = float(gammaincc(free / 2, pearson / 2))  # of so much scatter: the tail of chi-squared
    return max(pearson / free, 1.0) if chance < CLEARLY else 1.0


def words(told: Silence, today: date) -> str:
    """What is to be said of it."""
    if told.last is None:
        return "no dated article yet"
    if not told.enough:
        return f"the last article on {told.last}; too few to tell its rhythm"
    if told.silent:
        long = "1 day" if told.days == 1 else f"{told.days} days"
        return f"silent for {long}; so long a pause comes by chance once in {_odds(told.surprise)} times"
    ago = (today - told.last).days
    when = {0: "today", 1: "yesterday"}.get(ago, f"{ago} days ago")
    pace = f"{told.rate:.1f} articles a day" if told.rate >= 1 else f"{7 * told.rate:.1f} articles a week"
    return f"about {pace}, the last one {when}"


def _odds(chance: float) -> str:
    """One in how many, in the one figure that such a model can answer for."""
    return f"{float(f'{1 / chance:.0e}'):,.0f}" if chance > BEYOND else "more than a million"
