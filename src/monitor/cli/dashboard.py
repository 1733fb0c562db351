"""The dashboard, on one's own newsroom or on the sample."""

import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path

import click

import monitor
from monitor.cli.bring import run
from monitor.cli.options import in_folder, newsroom
from monitor.errors import MonitorError

PORT = 8501
DONOR = ["--client.toolbarMode=viewer", "--client.showErrorDetails=none"]
"""What visitors from outside need not see: the menu of developers, and where an error happened."""

port_option = click.option("--port", type=int, help=f"Of the dashboard; {PORT} or the next that is free.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--no-serve", is_flag=True, help="Only make and ingest the sample.")
@port_option
def demo(folder: Path | None, no_serve: bool, port: int | None) -> None:
    """A sample newsroom, ingested over HTTP from a local site, then the dashboard on it."""
    from monitor.demo import sample_newsroom  # late: no other command needs the sample's texts

    with ExitStack() as stack:
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitor-sample-")))
        click.echo(f"writing a sample of invented outlets to {folder} …", err=True)
        room = stack.enter_context(sample_newsroom(folder, datetime.now(UTC).date()))
        run(room)
        if not no_serve:
            open_dashboard(folder, port)


@click.command()
@port_option
@click.option("--donor", is_flag=True, help="Only the donors' page: a server that has no other.")
@in_folder
def serve(folder: Path, port: int | None, donor: bool) -> None:
    """The dashboard on the newsroom."""
    newsroom(folder).close()  # a wrong list is told here, in one line
    open_dashboard(folder, port, donor=donor)


def open_dashboard(folder: Path, port: int | None, *, donor: bool = False) -> None:
    """Run the dashboard, or the one page that donors see, until it is stopped."""
    port = port or _free_port()
    click.echo(f"dashboard: http://localhost:{port}  (stop with Ctrl-C)", err=True)
    app = app_file("donors.py" if donor else "app.py")
    command = [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}"]
    settings = ["--server.headless=true", "--browser.gatherUsageStats=false", *(DONOR if donor else [])]
    with suppress(KeyboardInterrupt):  # Ctrl-C is how it is stopped
        finished = subprocess.run([*command, *settings, "--", str(folder)], check=False)
        if finished.returncode:
            raise MonitorError(
                f"serve: the dashboard ended with code {finished.returncode}; is port {port} free?"
            )


def app_file(name: str = "app.py") -> Path:
    """Where app.py is: beside the package when it was installed, or at the top of a checkout."""
    package = Path(monitor.__file__).parent
    for place in (package / name, package.parents[1] / name):
        if place.exists():
            return place
    raise MonitorError(f"serve: {name} is neither in {package} nor at the top of a checkout; install again")


def _free_port() -> int:
    for port in range(PORT, PORT + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise MonitorError(f"serve: no free port from {PORT} to {PORT + 49}; name one with --port")


COMMANDS = (demo, serve)
