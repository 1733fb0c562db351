"""Work in processes of their own: a page that eats time or memory costs itself, and nothing beside it."""

import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from types import TracebackType
from typing import Generic, NamedTuple, TypeVar

from monitor.errors import MonitorError

Job = TypeVar("Job")
Result = TypeVar("Result")
SECONDS = 5.0  # of the processor; a real page takes 1.3 at most
PATIENCE = 60.0  # seconds on the clock, where the processor's cannot be limited
MEGABYTES = 2000
OUT_OF_TIME = getattr(signal, "SIGVTALRM", 0)  # ends a process when its timer has run out
AHEAD = 4  # jobs a worker that are under way or wait, so that none has to
TRIES = 3  # a worker may be killed for what another program did


class Lost(NamedTuple):
    """A job that its worker did not live to finish, or was not given the time for."""

    reason: str


class Workers(Generic[Job, Result]):
    """Worker processes, started at the first job. Use it as a context manager.

    `setup` runs once in each process and gives the function that does the jobs; it and the jobs must be
    picklable. A job over which processes die, or that takes more than `seconds` of the processor, ends as
    `Lost`; whatever a job raises is raised by its future.
    """

    def __init__(
        self,
        count: int,
        setup: Callable[[], Callable[[Job], Result]],
        *,
        seconds: float = SECONDS,
        megabytes: int = MEGABYTES,
    ) -> None:
        self._setup, self._seconds, self._megabytes = setup, seconds, megabytes
        self._threads = ThreadPoolExecutor(count)
        self._idle: SimpleQueue[_Process[Job, Result] | None] = SimpleQueue()
        self._count = count
        for _ in range(count):
            self._idle.put(None)

    def __enter__(self) -> "Workers[Job, Result]":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._threads.shutdown(cancel_futures=kind is not None)
        for _ in range(self._count):
            if process := self._idle.get():
                process.end()

    def submit(self, job: Job) -> "Future[Result | Lost]":
        """Begin a job."""
        return self._threads.submit(self._run, job)

    def in_order(self, jobs: Iterable[Job]) -> Iterator[Result | Lost]:
        """What became of each job, in the order of the jobs, of which a few are under way at a time."""
        waiting: deque[Future[Result | Lost]] = deque()
        for job in jobs:
            waiting.append(self.submit(job))
            if len(waiting) >= AHEAD * self._count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _run(self, job: Job) -> Result | Lost:
        process = self._idle.get()
        try:
            for _ in range(TRIES):
                process = process if process and process.lives else self._start()
                try:
                    return process.run(job)
                except _DiedError:
                    continue
            return Lost("its worker process was killed each time it read this")
        finally:
            self._idle.put(process if process and process.lives else None)

    def _start(self) -> "_Process[Job, Result]":
        return _Process(self._setup, self._seconds, self._megabytes)


class _DiedError(Exception):
    """A worker died under a job, which may not be the job's fault."""


class _Process(Generic[Job, Result]):
    """One worker and the pipe to it."""

    def __init__(self, setup: Callable[[], Callable[[Job], Result]], seconds: float, megabytes: int) -> None:
        # spawned, not forked: whoever works here has threads, and a fork would copy their locks
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, setup, seconds, megabytes), daemon=True)
        self._process.start()
        theirs.close()
        self.lives = True
        self._ready = False
        self._long = Lost(f"reading it took more than {seconds:g} s")

    def run(self, job: Job) -> Result | Lost:
        try:
            self._ready = self._ready or self._pipe.recv()
            self._pipe.send(job)
            if not self._pipe.poll(PATIENCE):
                self.end()
                return self._long
            done, value = self._pipe.recv()
        except (EOFError, ConnectionError):
            self._process.join(1)  # for its exit code
            self.end()
            if self._process.exitcode == -OUT_OF_TIME:
                return self._long
            if not self._ready and self._process.exitcode != -signal.SIGKILL:
                raise MonitorError(
                    "workers: the worker processes do not start; in a script, call this below "
                    "`if __name__ == '__main__':`, or set workers = 0 in monitor.toml"
                ) from None
            raise _DiedError from None
        if isinstance(value, BaseException) and not done:
            raise value
        result: Result | Lost = value
        return result

    def end(self) -> None:
        """Stop the process at once; nothing that it holds is worth a wait."""
        self.lives = False
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(
    pipe: Connection, setup: Callable[[], Callable[[Job], Result]], seconds: float, megabytes: int
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started this
    work = setup()
    _limit(megabytes)
    pipe.send(True)
    while True:
        try:
            job: Job = pipe.recv()
        except EOFError:  # the one who started this is gone
            return
        _allow(seconds)
        try:
            answer: tuple[bool, object] = (True, work(job))
        except MemoryError:
            answer = (True, Lost(f"reading it took more than {megabytes:,} MB of memory"))
        except Exception as error:  # noqa: BLE001  raised again by the one who asked
            answer = (False, _portable(error))
        _allow(0)
        pipe.send(answer)


def _portable(error: Exception) -> Exception:
    """The error, or its words where it cannot be sent from one process to another."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001  whatever its own methods raise
        return MonitorError(f"workers: {type(error).__name__}: {error}")
    return error


def _allow(seconds: float) -> None:
    """Let the system end this process after so much time of the processor, inside C code too; 0: never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def _limit(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; time is limited there too
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000, hard))
