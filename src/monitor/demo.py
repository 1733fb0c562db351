"""The sample newsroom: written, served on loopback, and ready to be ingested by the real pipeline."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

from monitor.catalog import starter
from monitor.newsroom import Newsroom
from monitor.sample import impact, site, write
from monitor.sample import newsroom as sample

SEED = 20


@contextmanager
def sample_newsroom(folder: Path, today: date, port: int = 0) -> Iterator[Newsroom]:
    """A newsroom folder of invented outlets, open, while their sites are served on loopback.

    The sample reaches back 18 months from `today`, and its clock stands at noon of that day.
    """
    invented = sample.build(SEED, today)
    starter.write(folder)
    noon = datetime.combine(today, time(12), UTC)
    with site.serve(invented, port=port) as server:
        write.folder(invented, server.base_url, folder)
        with Newsroom(folder, now=lambda: noon) as room:
            _note(room)
            yield room


def _note(room: Newsroom) -> None:
    """Put the sample's outcomes into the ledger; some of them are verified."""
    room.ledger.bring_in(room.folder / "impact.csv", impact.NOTED_BY)
    noted = sorted(int(each) for each in room.ledger.events()["id"])
    for event in noted[: impact.VERIFIED]:
        room.ledger.verify(event, impact.VERIFIED_BY)


def open_sample(folder: str) -> Newsroom:
    """The sample newsroom in a folder; written and ingested when the folder is not there yet."""
    wanted = Path(folder)
    if not wanted.exists():
        with tempfile.TemporaryDirectory(prefix=".sample-", dir=wanted.absolute().parent) as scratch:
            made = Path(scratch) / wanted.name
            with sample_newsroom(made, datetime.now(UTC).date()) as room:
                room.ingest()
            made.rename(wanted)  # only now: an interrupted sample would be taken for a whole one
    return Newsroom(wanted)
