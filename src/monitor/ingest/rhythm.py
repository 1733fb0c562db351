"""How often a source is looked at: by its own rhythm, and ever more seldom while it fails, but for ever."""

from datetime import timedelta

from monitor.errors import MonitorError, NotParseable, Refused, Unreachable

OFTEN, SELDOM = timedelta(minutes=10), timedelta(hours=24)
LONGEST = timedelta(days=7)  # the pause of a source that fails and fails
LOOKS_AN_ITEM = 4  # looks in the time in which one item is to be expected
HISTORY = timedelta(days=28)  # over which the rhythm is taken

HARD, SOFT, TEMPORARY = 1.0, 0.5, 0.25  # how much a failure counts; each whole one doubles the pause


def weight(error: MonitorError) -> float:
    """How much a failure counts: a final no, trouble of the server, or a site that asks us to wait."""
    match error:
        case Unreachable(wait=float()):
            return TEMPORARY
        case Unreachable():
            return SOFT
        case Refused() | NotParseable():
            return HARD
    return SOFT


def pause(per_day: float, failures: float, error: MonitorError | None = None) -> timedelta:
    """The time to the next look, for items a day and weighted failures since the last success."""
    usual = SELDOM if per_day <= 0 else timedelta(days=1 / (LOOKS_AN_ITEM * per_day))
    usual = min(max(usual, OFTEN), SELDOM)
    # 2 ** 20 is more than LONGEST already, and a larger power is no number of days
    longer = min(usual * 2 ** min(failures, 20.0), LONGEST)
    asked = error.wait if isinstance(error, Unreachable) and error.wait else 0.0
    return max(longer, min(timedelta(seconds=asked), LONGEST))
