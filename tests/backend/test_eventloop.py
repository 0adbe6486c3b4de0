"""Our poll loop under libvirt: ids, timers, changes from threads and callbacks, frees from the loop."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from typing import Any

import libvirt
import pytest

from console.backend.eventloop import EventLoop, ensure_registered

READ, WRITE, HANGUP = libvirt.VIR_EVENT_HANDLE_READABLE, libvirt.VIR_EVENT_HANDLE_WRITABLE, libvirt.VIR_EVENT_HANDLE_HANGUP


class Running:
    """A loop in a thread, with what it freed and where."""

    def __init__(self) -> None:
        self.freed: list[tuple[Any, str]] = []
        self.loop = EventLoop(free=lambda opaque: self.freed.append((opaque, threading.current_thread().name)))
        self.thread = threading.Thread(target=self.loop.run, name="loop", daemon=True)
        self.thread.start()

    def until(self, condition: Any, seconds: float = 2.0) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "not in time"
            time.sleep(0.001)


@pytest.fixture
def running() -> Iterator[Running]:
    made = Running()
    yield made
    made.loop.stop()
    made.thread.join(2)
    made.loop.close()


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue


def test_readable_calls_back_with_watch_fd_events_opaque(running: Running, pipe: tuple[int, int]) -> None:
    seen: list[tuple[Any, ...]] = []

    def callback(watch: int, fd: int, events: int, opaque: Any) -> None:
        os.read(fd, 10)
        seen.append((watch, fd, events, opaque, threading.current_thread().name))

    watch = running.loop.add_handle(pipe[0], READ, callback, "opaque")
    os.write(pipe[1], b"x")
    running.until(lambda: seen)
    assert seen == [(watch, pipe[0], READ, "opaque", "loop")]
    assert running.loop.remove_handle(watch) == 0
    running.until(lambda: running.freed)
    assert running.freed == [("opaque", "loop")]
    assert running.loop.remove_handle(watch) == -1


def test_no_events_means_not_polled_and_updates_come_from_any_thread(running: Running, pipe: tuple[int, int]) -> None:
    seen: list[int] = []
    watch = running.loop.add_handle(pipe[0], 0, lambda _w, fd, events, _o: seen.append(len(os.read(fd, 10))), None)
    os.write(pipe[1], b"abc")
    time.sleep(0.05)
    assert not seen
    running.loop.update_handle(watch, READ)
    running.until(lambda: seen == [3])


def test_hangup_is_told_though_only_reading_was_asked_for(running: Running, pipe: tuple[int, int]) -> None:
    seen: list[int] = []

    def callback(watch: int, _fd: int, events: int, _opaque: Any) -> None:
        seen.append(events)
        running.loop.update_handle(watch, 0)

    running.loop.add_handle(pipe[0], READ, callback, None)
    os.close(pipe[1])
    running.until(lambda: seen)
    assert seen[0] & HANGUP


def test_two_watches_of_one_fd_each_get_their_events(running: Running) -> None:
    import socket

    ours, theirs = socket.socketpair()
    with ours, theirs:
        seen: set[str] = set()

        def reader(watch: int, _fd: int, _events: int, _opaque: Any) -> None:
            seen.add("read")
            running.loop.update_handle(watch, 0)

        def writer(watch: int, _fd: int, _events: int, _opaque: Any) -> None:
            seen.add("write")
            running.loop.update_handle(watch, 0)

        running.loop.add_handle(ours.fileno(), WRITE, writer, None)
        running.loop.add_handle(ours.fileno(), READ, reader, None)
        running.until(lambda: "write" in seen)
        theirs.send(b"x")
        running.until(lambda: "read" in seen)


def test_timers(running: Running) -> None:
    ticks: dict[str, list[float]] = {"zero": [], "ten": [], "off": []}
    began = time.monotonic()
    zero = running.loop.add_timeout(0, lambda _t, name: ticks[name].append(time.monotonic()), "zero")
    ten = running.loop.add_timeout(10, lambda _t, name: ticks[name].append(time.monotonic()), "ten")
    off = running.loop.add_timeout(-1, lambda _t, name: ticks[name].append(time.monotonic()), "off")
    running.until(lambda: len(ticks["ten"]) >= 3)
    assert ticks["ten"][2] - began >= 0.029
    assert len(ticks["zero"]) > 10
    assert not ticks["off"]
    running.loop.update_timeout(zero, -1)
    running.loop.update_timeout(ten, -1)
    time.sleep(0.02)
    count = len(ticks["zero"])
    time.sleep(0.05)
    assert len(ticks["zero"]) == count
    running.loop.update_timeout(off, 0)
    running.until(lambda: ticks["off"])
    for timer in (zero, ten, off):
        assert running.loop.remove_timeout(timer) == 0
    running.until(lambda: len(running.freed) == 3)
    assert {thread for _, thread in running.freed} == {"loop"}


def test_a_callback_may_add_remove_and_fail_without_locking_up(running: Running, pipe: tuple[int, int]) -> None:
    seen: list[str] = []

    def second(timer: int, _opaque: Any) -> None:
        seen.append("second")
        running.loop.remove_timeout(timer)

    def first(timer: int, _opaque: Any) -> None:
        seen.append("first")
        running.loop.remove_timeout(timer)
        running.loop.add_timeout(0, second, "b")
        raise RuntimeError("a callback that fails")

    running.loop.add_timeout(0, first, "a")
    running.until(lambda: seen == ["first", "second"])
    running.until(lambda: {opaque for opaque, _ in running.freed} == {"a", "b"})


def test_a_timer_removed_by_an_earlier_callback_of_the_same_turn_is_not_called(running: Running) -> None:
    called: list[str] = []
    gate = threading.Event()
    timers: dict[str, int] = {}

    def blocker(timer: int, _opaque: Any) -> None:
        gate.wait(2)
        running.loop.remove_timeout(timer)

    def one(timer: int, _opaque: Any) -> None:
        called.append("one")
        running.loop.remove_timeout(timers["two"])
        running.loop.remove_timeout(timer)

    running.loop.add_timeout(0, blocker, None)  # so that both are due in the same turn
    timers["one"] = running.loop.add_timeout(1, one, None)
    timers["two"] = running.loop.add_timeout(1, lambda _t, _o: called.append("two"), None)
    time.sleep(0.01)
    gate.set()
    running.until(lambda: called)
    time.sleep(0.03)
    assert called == ["one"]


def test_a_descriptor_closed_without_a_word_does_not_spin(running: Running, pipe: tuple[int, int]) -> None:
    seen: list[int] = []
    running.loop.add_handle(pipe[0], READ, lambda _w, _f, events, _o: seen.append(events), None)
    time.sleep(0.02)
    os.close(pipe[0])
    running.loop.wake()
    running.until(lambda: seen)
    time.sleep(0.05)
    assert seen == [libvirt.VIR_EVENT_HANDLE_ERROR]


def test_many_threads_change_watches_at_once(running: Running) -> None:
    problems: list[BaseException] = []

    def hammer() -> None:
        try:
            for _ in range(200):
                timer = running.loop.add_timeout(0, lambda _t, _o: None, object())
                running.loop.update_timeout(timer, -1)
                assert running.loop.remove_timeout(timer) == 0
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=hammer) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not problems
    running.until(lambda: len(running.freed) == 1200)


def test_registered_once_and_events_of_the_test_driver_come_in_its_thread() -> None:
    assert ensure_registered() is ensure_registered()
    assert [thread.name for thread in threading.enumerate()].count("libvirt-events") == 1
    seen: list[str] = []
    conn = libvirt.open("test:///default")
    number = conn.domainEventRegisterAny(
        None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE, lambda _c, _d, _e, _x, _o: seen.append(threading.current_thread().name), None
    )
    domain = conn.lookupByName("test")
    domain.suspend()
    domain.resume()
    end = time.monotonic() + 2
    while len(seen) < 2 and time.monotonic() < end:
        time.sleep(0.005)
    assert seen == ["libvirt-events", "libvirt-events"]
    conn.domainEventDeregisterAny(number)
    conn.close()
