"""Pages a second of the processor, beside trafilatura alone, and a stream of pages through two processes.

`python -m tests.bench.extract ../shared/data/extraction`
"""

import json
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import trafilatura

from monitor import extract
from monitor.extract import encoding
from monitor.model import Page

SETS = ("aeb", "fundus", "trafeval", "wcxb")
STREAMED = 2000


def pages(folder: Path) -> list[bytes]:
    found = []
    for name in SETS:
        with tarfile.open(folder / f"{name}.html.tar.xz") as archive:
            found += [archive.extractfile(member).read() for member in archive if member.isfile()]  # type: ignore[union-attr]
    return found


def rate(work: Callable[[bytes], object], over: list[bytes]) -> float:
    begun = time.process_time()
    for content in over:
        work(content)
    return len(over) / (time.process_time() - begun)


def ours(content: bytes) -> object:
    return extract.page(Page("", content, "text/html"))


def careful(content: bytes) -> object:
    return extract.page(Page("", content, "text/html"), careful=True)


def alone(content: bytes) -> object:
    return trafilatura.bare_extraction(encoding.decode(content, "text/html"), with_metadata=True)


def streamed(over: list[bytes], workers: int) -> float:
    rows = (
        json.dumps({"id": n, "html": encoding.decode(content, "text/html")})
        for n, content in enumerate(islice(cycle(over), STREAMED))
    )
    begun = time.perf_counter()
    command = ["monitor", "extract", "--jsonl", "-", "--workers", str(workers)]
    subprocess.run(command, input="\n".join(rows), text=True, stdout=subprocess.DEVNULL, check=True)
    return STREAMED / (time.perf_counter() - begun)


if __name__ == "__main__":
    given = pages(Path(sys.argv[1]))
    for work in (alone, ours):  # load what is loaded once
        rate(work, given[:5])
    base = rate(alone, given)
    print(f"trafilatura with metadata   {base:6.1f} pages a CPU-second")
    for name, work in (("default mode", ours), ("careful mode", careful)):
        found = rate(work, given)
        print(f"{name:27} {found:6.1f} pages a CPU-second, {found / base:.2f} x")
    one, two = streamed(given, 1), streamed(given, 2)
    print(f"streamed, one process       {one:6.1f} pages a second")
    print(f"streamed, two processes     {two:6.1f} pages a second, {two / one:.2f} x")
