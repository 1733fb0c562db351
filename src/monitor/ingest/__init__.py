"""The order of the first half: collect → extract → tag → store. Every item ends in one counted outcome.

`look` walks a source, `make` turns a page into a tagged article, `keep` writes it, `run` joins them;
`hand` does the same for what a person brings, `bulk` for files.
"""

from monitor.ingest.bulk import Imported, Told, bring_in, rows
from monitor.ingest.hand import add, paste, retag
from monitor.ingest.keep import Progress, Report, SourceReport
from monitor.ingest.run import Tools, due, ingest
from monitor.ingest.watch import subscribe, watch

__all__ = [
    "Imported", "Progress", "Report", "SourceReport", "Told", "Tools", "add", "bring_in", "due", "ingest",
    "paste", "retag", "rows", "subscribe", "watch",
]  # fmt: skip
