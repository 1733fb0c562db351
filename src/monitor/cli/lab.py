"""The notebooks, on one's own newsroom."""

import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import click

import monitor
from monitor.cli.options import in_folder, newsroom
from monitor.errors import MonitorError


@click.command()
@in_folder
def lab(folder: Path) -> None:
    """JupyterLab on the notebooks, which are copied into the newsroom's folder where they are missing."""
    newsroom(folder).close()  # a wrong list is told here, in one line
    if find_spec("jupyterlab") is None:
        raise MonitorError("lab: JupyterLab is not installed; pip install '.[notebook]' brings it")
    copied = copy_notebooks(folder)
    click.echo(f"{copied} notebooks copied to {folder / 'notebooks'} (stop with Ctrl-C)", err=True)
    command = [sys.executable, "-m", "jupyterlab", str(folder / "notebooks")]
    with suppress(KeyboardInterrupt):  # Ctrl-C is how it is stopped
        finished = subprocess.run(command, check=False)
        if finished.returncode:
            raise MonitorError(f"lab: JupyterLab ended with code {finished.returncode}")


def copy_notebooks(folder: Path) -> int:
    """Copy the notebooks that a newsroom lacks, opened on it and not on the sample; answers how many."""
    place = folder / "notebooks"
    place.mkdir(exist_ok=True)
    missing = [each for each in _shipped().glob("*.ipynb") if not (place / each.name).exists()]
    for each in missing:
        text = each.read_text(encoding="utf-8").replace("monitor.open_sample()", r"monitor.open(\"..\")")
        (place / each.name).write_text(text, encoding="utf-8")
    return len(missing)


def _shipped() -> Path:
    """Where the notebooks are: in the package when it was installed, or at the top of a checkout."""
    package = Path(monitor.__file__).parent
    return next(each for each in (package / "notebooks", package.parents[1] / "notebooks") if each.is_dir())


COMMANDS = (lab,)
