"""What limits the findings, and what to do about it: empty, thin, stale, cut off from the network."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.digest.changes import WHOLE
from monitor.digest.findings import Item, Link, Section
from monitor.filters import Filters
from monitor.measure.sources import NEVER
from monitor.newsroom import Newsroom
from monitor.show.words import percent

STALE = timedelta(days=1)
FEW = 10  # articles, under which hardly any difference is more than chance
MOST = 5


def notices(room: Newsroom) -> tuple[str, ...]:
    """What a reader should know before the findings."""
    if not room.count():
        return ("No articles yet. Run `monitor ingest` to collect them, or `monitor demo` to see a sample.",)
    return tuple(words for words in (_cut_off(room) or _stale(room),) if words)


def limits(room: Newsroom, asked: Filters) -> tuple[str, ...]:
    """What the findings do not hold, or hardly can."""
    return tuple(words for words in (*_partly(room, asked), _thin(room, asked)) if words)


def _cut_off(room: Newsroom) -> str:
    """Whether every source failed at its last try, as on a machine without a network."""
    sources = room.collected.sources()
    tried = sources[sources["tried"].notna()]
    if tried.empty or tried["trouble"].isna().any():
        return ""
    return (
        "No source answered at the last try: is this machine offline? What is shown is what was collected "
        f"until {_moment(room.collected.last())}. `monitor check` tells why; `monitor ingest` tries again."
    )


def _stale(room: Newsroom) -> str:
    last = room.collected.last()
    if last is None or room.settings.sample or room.now() - datetime.fromisoformat(last) <= STALE:
        return ""
    return (
        f"The last collection was on {_moment(last)}: later articles are missing. Run "
        "`monitor ingest`, or let `monitor ingest --every 15m` run."
    )


def _partly(room: Newsroom, asked: Filters) -> list[str]:
    """Outlets whose days are missing from what is told."""
    shares = room.coverage().collected_by_outlet(room.names.resolve(asked))
    said = [
        f"{room.names.name('outlet', str(outlet))} ({percent(share)})"
        for outlet, share in shares.items()
        if share < WHOLE
    ]
    if not said:
        return []
    more = f" and {len(said) - MOST} more" if len(said) > MOST else ""
    return [f"Not collected whole in these days, and left out of changes: {', '.join(said[:MOST])}{more}."]


def _thin(room: Newsroom, asked: Filters) -> str:
    ours = replace(asked, role="own")
    n = room.count(ours)
    if asked.role == "peer" or n >= FEW or not room.coverage().collected(room.names.resolve(ours)):
        return ""
    few = "One article of ours is" if n == 1 else f"{n or 'No'} articles of ours are"
    return f"{few} from these days: so few seldom tell a change from chance. Longer days tell more."


def troubled(room: Newsroom) -> Section:
    """Sources that fail or are silent; one that was never tried is told by the page of the sources."""
    grades = room.collected.grades(room.today)
    order = sorted(grades.items(), key=lambda each: each[1].level != "trouble")
    found = [(id, grade) for id, grade in order if grade.level != "fine" and grade.words != NEVER]
    items = [Item(f"{id}: {grade.words}; {grade.advice}.") for id, grade in found[:MOST]]
    if len(found) > MOST:
        items.append(Item(f"{len(found) - MOST} more.", (Link("all sources", "sources"),)))
    fine = f"None of {len(grades)} sources is silent or fails." if grades else "No source is listed yet."
    return Section("Sources that are silent or fail", tuple(items), fine)


def _moment(said: str | None) -> str:
    return f"{said[:16].replace('T', ' at ')} UTC" if said else "no day at all"
