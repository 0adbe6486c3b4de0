"""Finds what stalls the window: measures gaps of the GUI thread and names the code that caused them (``--watchdog``; the tests use it too)."""

from __future__ import annotations

import faulthandler
import logging
import re
import tempfile
import threading
import time

from PySide6.QtCore import QObject, Qt, QTimer

log = logging.getLogger("virtdeck.watchdog")

BEAT_SECONDS = 0.005
STACK_LINES = 25


class Watchdog(QObject):
    """Beats on the GUI thread by a precise timer; a thread of its own looks on, and takes the GUI thread's stack while a gap lasts.

    ``longest`` is the longest gap in seconds since :meth:`reset`. Gaps over ``limit`` seconds are logged with their stack. The time for which the GUI
    thread was ready to run but the machine gave it no processor (Linux: /proc/thread-self/schedstat) is nobody's fault and is taken off.
    """

    def __init__(self, limit: float = 0.05, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self.worst_stack = ""
        self._limit = limit
        self._last = time.perf_counter()
        self._waited = _queued_seconds()
        self._stack = ""
        self._gui = threading.get_ident()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(int(BEAT_SECONDS * 1000))
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look_on, name="watchdog", daemon=True)
        self._thread.start()

    def reset(self) -> None:
        """Forget what was measured."""
        self._last = time.perf_counter()
        self._waited = _queued_seconds()
        self.longest, self.worst_stack, self._stack = 0.0, "", ""

    def stop(self) -> None:
        """End the timer and the thread."""
        self._timer.stop()
        self._end.set()
        self._thread.join(1.0)

    def _beat(self) -> None:
        now, waited = time.perf_counter(), _queued_seconds()
        gap = now - self._last - BEAT_SECONDS - (waited - self._waited)
        self._last, self._waited = now, waited
        stack, self._stack = self._stack, ""
        if gap > self.longest:
            self.longest, self.worst_stack = gap, stack
        if gap > self._limit:
            log.warning("the window stood still for %.0f ms\n%s", gap * 1000, stack)

    def _look_on(self) -> None:
        while not self._end.wait(self._limit / 2):
            if time.perf_counter() - self._last > self._limit and not self._stack:
                self._stack = self._take_stack()

    def _take_stack(self) -> str:
        """Where the GUI thread is, innermost call first. By faulthandler, which touches no object: a frame from ``sys._current_frames`` would keep
        the local variables of that moment alive, painters and timers among them, and this thread could be the one that frees them."""
        with tempfile.TemporaryFile() as file:
            faulthandler.dump_traceback(file, all_threads=True)
            file.seek(0)
            text = file.read().decode(errors="replace")
        parts = re.split(r"^(?:Current thread|Thread) 0x([0-9a-f]+) .*\n", text, flags=re.MULTILINE)
        found = next((stack for thread, stack in zip(parts[1::2], parts[2::2], strict=False) if int(thread, 16) == self._gui), "")
        return "\n".join(found.splitlines()[:STACK_LINES])


def _queued_seconds() -> float:
    """How long this thread has waited for a processor so far; 0.0 where the system does not tell."""
    try:
        with open("/proc/thread-self/schedstat", "rb", buffering=0) as file:  # noqa: PTH123  # 200 times a second
            return int(file.read().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0
