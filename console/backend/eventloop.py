"""libvirt's events in a poll loop of our own: thread ``libvirt-events``, one a process, for ever.

Not ``virEventRegisterDefaultImpl``: it iterates GLib's default main context, which on Linux is Qt's own. Not libvirtaio on the GUI's loop: libvirt
adds and updates watches from whatever thread makes a call. What a loop must do (https://libvirt.org/html/libvirt-libvirt-event.html): ids that are
never reused, timers of 0 ms (at every turn) and -1 (off), changes from any thread and from inside callbacks, no lock of ours held while a callback
runs (libvirt holds its client lock when it calls us), and free callbacks only from the loop itself.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import select
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import libvirt

log = logging.getLogger("virtdeck.libvirt")

_POLL_OF = ((libvirt.VIR_EVENT_HANDLE_READABLE, select.POLLIN), (libvirt.VIR_EVENT_HANDLE_WRITABLE, select.POLLOUT))
_EVENT_OF = (
    (select.POLLIN, libvirt.VIR_EVENT_HANDLE_READABLE),
    (select.POLLOUT, libvirt.VIR_EVENT_HANDLE_WRITABLE),
    (select.POLLERR, libvirt.VIR_EVENT_HANDLE_ERROR),
    (select.POLLNVAL, libvirt.VIR_EVENT_HANDLE_ERROR),
    (select.POLLHUP, libvirt.VIR_EVENT_HANDLE_HANGUP),
)


@dataclass(slots=True)
class _Handle:
    fd: int
    events: int  # VIR_EVENT_HANDLE_*; 0 = not polled
    callback: Callable[..., Any]
    opaque: Any


@dataclass(slots=True)
class _Timer:
    interval: int  # ms; -1 = off
    due: float  # time.monotonic()
    callback: Callable[..., Any]
    opaque: Any


class EventLoop:
    """A poll loop with libvirt's six functions. ``free`` releases the opaque data of what was removed."""

    def __init__(self, free: Callable[[Any], None] = libvirt.virEventInvokeFreeCallback) -> None:
        self._free = free
        self._lock = threading.Lock()
        self._ids = itertools.count(1)
        self._handles: dict[int, _Handle] = {}
        self._timers: dict[int, _Timer] = {}
        self._garbage: list[Any] = []
        self._read_end, self._write_end = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._stopping = False

    # ------------------------------------------------------------------ libvirt's six functions: any thread, also inside callbacks

    def add_handle(self, fd: int, events: int, callback: Callable[..., Any], opaque: Any) -> int:
        """Watch a file descriptor; returns the watch's id."""
        with self._lock:
            watch = next(self._ids)
            self._handles[watch] = _Handle(fd, events, callback, opaque)
        self.wake()
        return watch

    def update_handle(self, watch: int, events: int) -> None:
        """Change what is watched for."""
        with self._lock:
            handle = self._handles.get(watch)
            if handle is None or handle.events == events:
                return
            handle.events = events
        self.wake()

    def remove_handle(self, watch: int) -> int:
        """Stop watching; the opaque data is freed from the loop."""
        with self._lock:
            handle = self._handles.pop(watch, None)
            if handle is None:
                return -1
            self._garbage.append(handle.opaque)
        self.wake()
        return 0

    def add_timeout(self, interval: int, callback: Callable[..., Any], opaque: Any) -> int:
        """A timer every ``interval`` ms (0: at every turn, -1: off); returns its id."""
        with self._lock:
            timer = next(self._ids)
            self._timers[timer] = _Timer(interval, time.monotonic() + interval / 1000, callback, opaque)
        self.wake()
        return timer

    def update_timeout(self, timer: int, interval: int) -> None:
        """Change a timer's interval; it counts from now."""
        with self._lock:
            found = self._timers.get(timer)
            if found is None:
                return
            found.interval = interval
            found.due = time.monotonic() + interval / 1000
        self.wake()

    def remove_timeout(self, timer: int) -> int:
        """Remove a timer; the opaque data is freed from the loop."""
        with self._lock:
            found = self._timers.pop(timer, None)
            if found is None:
                return -1
            self._garbage.append(found.opaque)
        self.wake()
        return 0

    # ------------------------------------------------------------------ running

    def wake(self) -> None:
        """Make the loop look again. Any thread."""
        with contextlib.suppress(BlockingIOError):  # a full pipe wakes as well
            os.write(self._write_end, b"\0")

    def stop(self) -> None:
        """End ``run`` after this turn (tests; libvirt's own loop runs for ever)."""
        self._stopping = True
        self.wake()

    def run(self) -> None:
        """Turn until ``stop``."""
        while not self._stopping:
            try:
                self.turn()
            except Exception:  # nothing may end this thread: without it every connection is dead
                log.exception("a turn of the libvirt event loop failed")
                time.sleep(0.1)

    def close(self) -> None:
        """Close the wake-up pipe of a loop that no longer runs."""
        os.close(self._read_end)
        os.close(self._write_end)

    def turn(self) -> None:
        """Poll once and call what is due."""
        poll, timeout = self._prepare()
        ready = poll.poll(timeout)
        self._run_timers()
        for fd, happened in ready:
            if fd == self._read_end:
                with contextlib.suppress(BlockingIOError):
                    os.read(fd, 4096)
            else:
                self._run_handles(fd, happened)
        self._run_garbage()

    def _prepare(self) -> tuple[select.poll, float | None]:
        """What to poll, and how long in ms (None: until something happens)."""
        poll = select.poll()
        poll.register(self._read_end, select.POLLIN)
        wanted: dict[int, int] = {}
        with self._lock:
            for handle in self._handles.values():
                if handle.events:
                    mask = wanted.get(handle.fd, 0)
                    for event, flag in _POLL_OF:
                        if handle.events & event:
                            mask |= flag
                    wanted[handle.fd] = mask
            due = min((timer.due for timer in self._timers.values() if timer.interval >= 0), default=None)
            if self._garbage:
                due = 0.0
        for fd, mask in wanted.items():
            poll.register(fd, mask)
        if due is None:
            return poll, None
        return poll, max(0.0, (due - time.monotonic()) * 1000)

    def _run_timers(self) -> None:
        now = time.monotonic()
        with self._lock:
            due = [number for number, timer in self._timers.items() if timer.interval >= 0 and timer.due <= now]
        for number in due:
            with self._lock:
                timer = self._timers.get(number)
                if timer is None or timer.interval < 0:  # removed or switched off by a callback before it
                    continue
                timer.due = now + timer.interval / 1000
            self._call(timer.callback, number, timer.opaque)

    def _run_handles(self, fd: int, happened: int) -> None:
        events = 0
        for flag, event in _EVENT_OF:
            if happened & flag:
                events |= event
        with self._lock:
            watches = [number for number, handle in self._handles.items() if handle.fd == fd and handle.events]
        for watch in watches:
            with self._lock:
                handle = self._handles.get(watch)
                if handle is None or not handle.events:
                    continue
                wanted = events & (handle.events | libvirt.VIR_EVENT_HANDLE_ERROR | libvirt.VIR_EVENT_HANDLE_HANGUP)
                if happened & select.POLLNVAL:  # closed under us: say so once, do not spin
                    handle.events = 0
            if wanted:
                self._call(handle.callback, watch, fd, wanted, handle.opaque)

    def _run_garbage(self) -> None:
        with self._lock:
            garbage, self._garbage = self._garbage, []
        for opaque in garbage:
            self._call(self._free, opaque)

    @staticmethod
    def _call(function: Callable[..., Any], *args: Any) -> None:
        try:
            function(*args)
        except Exception:
            log.exception("a libvirt event callback failed")


_registering = threading.Lock()
_registered: EventLoop | None = None  # libvirt takes one implementation a process and never gives it back


def ensure_registered() -> EventLoop:
    """Register our loop with libvirt and start its thread, once a process and before the first open. Any thread."""
    global _registered
    with _registering:
        if _registered is None:
            loop = EventLoop()
            libvirt.registerErrorHandler(lambda _context, _error: None, None)  # else libvirt prints every error on stderr
            libvirt.virEventRegisterImpl(
                loop.add_handle, loop.update_handle, loop.remove_handle, loop.add_timeout, loop.update_timeout, loop.remove_timeout
            )
            threading.Thread(target=loop.run, name="libvirt-events", daemon=True).start()
            _registered = loop
        return _registered
