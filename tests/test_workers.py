"""Worker processes: a job that eats time or memory, or kills its worker, costs itself and no other."""

import os
import signal
from collections.abc import Callable
from functools import partial

import pytest

from monitor.errors import MonitorError
from monitor.workers import Lost, Workers

Number = int


class OddError(Exception):
    """Cannot be made again from what it holds, so that no process can send it to another."""

    def __init__(self, *, eight: str) -> None:
        super().__init__(eight)


def setup() -> Callable[[Number], Number]:
    return work


def work(number: Number) -> Number:
    if number == 3:
        while True:
            pass
    if number == 5:
        return len(bytearray(3_000_000_000))
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 8:
        raise OddError(eight="eight")
    if number == 9:
        raise ValueError("nine")
    return number * number


def test_each_bad_job_costs_itself_and_says_why() -> None:
    with Workers(2, setup, seconds=1.0) as crew:
        jobs = [number for number in range(30) if number not in (8, 9)]
        found = dict(zip(jobs, crew.in_order(jobs), strict=True))
    lost = {number: result.reason for number, result in found.items() if isinstance(result, Lost)}
    assert lost == {
        3: "reading it took more than 1 s",
        5: "reading it took more than 2,000 MB of memory",
        7: "its worker process was killed each time it read this",
    }
    assert {n: r for n, r in found.items() if n not in lost} == {n: n * n for n in jobs if n not in lost}


def test_what_a_job_raises_is_raised_and_the_worker_goes_on() -> None:
    with Workers(1, setup) as crew:
        with pytest.raises(ValueError, match="nine"):
            crew.submit(9).result()
        assert crew.submit(4).result() == 16


def test_an_error_that_cannot_travel_is_told_in_its_words() -> None:
    with Workers(1, setup) as crew:
        with pytest.raises(MonitorError, match="OddError: eight"):
            crew.submit(8).result()
        assert crew.submit(4).result() == 16


def test_a_setup_that_fails_is_told() -> None:
    with Workers(1, partial(open, "/nowhere/at/all")) as crew, pytest.raises(Exception, match="do not start"):
        crew.submit(1).result()
