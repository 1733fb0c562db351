"""The order of the first half: collect → extract → tag → store. Every item ends in one counted outcome.

`look` walks a source, `make` turns a page into a tagged article, `keep` writes it, `run` joins them;
`hand` does the same for what a person brings.
"""

from monitor.ingest.hand import add, paste, retag
from monitor.ingest.keep import Progress, Report, SourceReport
from monitor.ingest.run import Tools, ingest

__all__ = ["Progress", "Report", "SourceReport", "Tools", "add", "ingest", "paste", "retag"]
