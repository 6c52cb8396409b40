"""Long work in workers leaves Python's lock to the window.

The window stood still for up to 0.7 s while a worker read 5,000 rows of a layer, one call of QGIS after the other.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event, get_ident
from typing import Any

import pytest

from ocm_plugin.ocm.remembering import remembered
from ocm_plugin.qgis_support import threads
from ocm_plugin.qgis_support.threads import (
    RESTS_S,
    TURN_S,
    WORKS_FOR_A_REST,
    WORKS_S,
    in_background,
    taking_turns,
)


def in_worker(do: Callable[[], Any]) -> Any:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(do).result()


def beside_the_window(do: Callable[[], Any]) -> Callable[[], Any]:
    """What long work does."""

    def work() -> Any:
        with in_background():
            return do()

    return work


class Clock:
    """A clock that goes on by work of a millisecond an item, and by rests, as long as this computer makes them."""

    def __init__(self, rest_s: float) -> None:
        self.now = 0.0
        self.rests: list[float] = []
        self.turns_s: list[float] = []
        """For so long others take their turns in the next rests."""
        self._rest_s = rest_s

    def sleep(self, seconds: float) -> None:
        assert seconds == RESTS_S
        self.rests.append(self.now)
        self.now += self._rest_s + (self.turns_s.pop(0) if self.turns_s else 0)

    def work(self, items: Any) -> list[int]:
        done = []
        for item in items:
            self.now += 0.001
            done.append(item)
        return done


@pytest.fixture(params=[RESTS_S, 0.0156], ids=["exact", "coarse"])
def clock(request, monkeypatch) -> Clock:
    clock = Clock(request.param)
    monkeypatch.setattr(threads, "_RESTS", threads.Rests())
    monkeypatch.setattr(threads, "sleep", clock.sleep)
    monkeypatch.setattr(threads, "perf_counter", lambda: clock.now)
    return clock


def test_a_worker_rests_often_but_never_for_more_than_a_tenth_of_its_time(clock):
    assert in_worker(lambda: clock.work(taking_turns(range(1000)))) == list(range(1000))
    worked = 1.0
    assert clock.rests[0] == pytest.approx(WORKS_S, abs=0.0011)
    assert len(clock.rests) >= worked / (max(WORKS_S, WORKS_FOR_A_REST * clock._rest_s) + 0.0011) - 1
    assert clock.now - worked <= worked / WORKS_FOR_A_REST + clock._rest_s


def test_a_worker_rests_no_less_often_where_others_take_long_turns(clock):
    """The turns counted as rests: after one of 12 ms the window got none for ten times as long."""
    clock.turns_s = [0.012, 0.012]
    in_worker(lambda: clock.work(taking_turns(range(1000))))
    rests = clock.rests
    works_s = max(WORKS_S, WORKS_FOR_A_REST * clock._rest_s)
    assert rests[-1] - rests[-2] <= works_s + clock._rest_s + 0.0011


def test_the_main_thread_never_rests(clock):
    assert clock.work(taking_turns(range(100))) == list(range(100))
    assert clock.rests == []


def test_turns_are_short_while_any_work_lasts_and_as_long_as_before_afterwards():
    before = sys.getswitchinterval()

    def work() -> list[float]:
        said = []
        with in_background():
            said.append(sys.getswitchinterval())
            with in_background():
                pass
            said.append(sys.getswitchinterval())
        return said

    assert in_worker(work) == pytest.approx([TURN_S, TURN_S])
    assert sys.getswitchinterval() == before


def test_turns_are_as_long_as_before_when_work_fails():
    before = sys.getswitchinterval()

    def work() -> None:
        with in_background():
            raise ValueError

    with pytest.raises(ValueError):
        in_worker(work)
    assert sys.getswitchinterval() == before


@pytest.mark.parametrize("fails", [False, True])
def test_what_work_has_remembered_is_freed_by_the_thread_that_filled_the_memory(fails):
    freed_in: list[int] = []

    class Piece:
        def __del__(self) -> None:
            freed_in.append(get_ident())

    @remembered(2)
    def piece(_name: str) -> Piece:
        return Piece()

    def work() -> int:
        with suppress(ValueError), in_background():
            piece("one")
            if fails:
                raise ValueError
        return get_ident()

    worker = in_worker(work)
    assert freed_in == [worker]


def test_the_end_of_a_pause_collects_nothing() -> None:
    """After a load or reload of 100,000 stations the window stood still for 0.3 to 0.5 s.

    All that was made in the pause was young when the collector worked again, and so gone through at once.
    """
    collected: list[str] = []

    def note(phase: str, info: dict[str, int]) -> None:
        collected.append(phase)

    assert gc.isenabled()
    gc.collect()
    gc.callbacks.append(note)
    try:
        made = in_worker(beside_the_window(lambda: [[number] for number in range(100_000)]))
        lists = [[number] for number in range(100)]
        assert collected == []
    finally:
        gc.callbacks.remove(note)
    assert gc.isenabled()
    assert len(made) + len(lists) == 100_100


def test_the_collector_rests_as_long_as_any_work_lasts() -> None:
    """A file's end went without the pause: a pass of 84 ms through what had been read of 300,000 stations."""
    was_there = []
    begun, may_end = Event(), Event()

    def other() -> None:
        with in_background():
            begun.set()
            may_end.wait(10)
            was_there.append(gc.isenabled())

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(other)
        assert begun.wait(10)
        was_there.append(in_worker(beside_the_window(gc.isenabled)))
        was_there.append(gc.isenabled())
        may_end.set()
        running.result()
    assert was_there == [False, False, False] and gc.isenabled()


def test_a_collector_that_was_off_before_stays_off() -> None:
    """Scripts of users switch it off for their own loops."""
    gc.disable()
    try:
        assert in_worker(beside_the_window(gc.isenabled)) is False
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_garbage_made_in_a_pause_is_collected_later() -> None:
    """What counts as looked at is not forgotten."""

    class Loop:
        """Refers to itself."""

        gone = 0

        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            Loop.gone += 1

    in_worker(beside_the_window(Loop))
    gc.collect()
    assert Loop.gone == 1
