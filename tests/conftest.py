"""Fixtures that several rooms' tests share."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import postgres as postgres_cluster
from fakes import TODAY, Press, Site
from monitor.catalog import starter
from monitor.demo import sample_newsroom
from monitor.newsroom import Newsroom
from monitor.store.record import Record, open_record

SHARED = Path(__file__).parents[1].parent / "shared" / "data"


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Streamlit's test runner leaves its script as `__main__`, which worker processes would look for."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real labelled data, which is not part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real data, ../shared/data, is not here")
    return SHARED


@pytest.fixture(scope="session")
def pango() -> None:
    """Skips where the system lacks Pango, which a PDF is set with; where CI is set, fails."""
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        missing = f"no Pango is installed: {error}"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres_cluster.server() as address:
        yield address


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with postgres_cluster.database(postgres_server) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """An empty record, once on each database."""
    url = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    made = open_record(url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as served:
        yield served


@pytest.fixture
def press(site: Site, tmp_path: Path) -> Iterator[Press]:
    """A newsroom of two outlets, ours and a peer's, each with one feed on a local site."""
    folder = tmp_path / "room"
    starter.write(folder)
    site.write_outlets(folder)
    clock = lambda: datetime.combine(TODAY, datetime.min.time(), UTC)  # noqa: E731
    with Newsroom(folder, now=clock) as room:
        yield Press(site, room, folder)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The sample newsroom, ingested once for all tests that only read it; its site stays up."""
    with sample_newsroom(tmp_path_factory.mktemp("sample") / "room", TODAY) as room:
        room.ingest()
        yield room
