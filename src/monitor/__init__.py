"""monitor: an open newsroom observatory, with numbers that can be trusted.

import monitor
newsroom = monitor.open("data")
newsroom.trends(by="desk")
"""

from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.newsroom import Newsroom

__version__ = version("monitor")


def open(folder: str = "data") -> "Newsroom":
    """The newsroom in a folder: the same verbs as the command line, answered in DataFrames and charts."""
    from monitor.newsroom import Newsroom  # late, so that `import monitor` stays quick

    return Newsroom(folder)


def open_sample(folder: str = "sample") -> "Newsroom":
    """The sample newsroom in a folder, made there the first time: invented outlets, real numbers."""
    from monitor.demo import open_sample  # late, as above

    return open_sample(folder)
