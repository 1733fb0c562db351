"""How likely an article is about a country that it names: logistic regression over `region_features`.

The weights in `weights/region.json` were fitted by `monitor.training.region`.
"""

import json
from functools import cache
from importlib.resources import files
from math import exp
from operator import mul

from monitor.tag.region_features import NAMES

PASSING = NAMES.index("passing")
MOST_IN_PASSING = 0.15  # where others are named for their own sake
BRIEF = NAMES.index("brief")
LEAST_IN_BRIEF = 0.5  # what is plainly named in two sentences; both are too rare in what was learned from


def probability(numbers: list[float]) -> float:
    """The probability that the country of these features is one that the article is about."""
    found = 1 / (1 + exp(-sum(map(mul, _weights(), numbers))))
    if numbers[PASSING]:
        return min(found, MOST_IN_PASSING)
    return max(found, LEAST_IN_BRIEF) if numbers[BRIEF] else found


@cache
def _weights() -> tuple[float, ...]:
    text = (files("monitor.tag") / "weights" / "region.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return tuple(weights[name] for name in NAMES)
