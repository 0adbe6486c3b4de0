"""Finds what stalls the window: measures gaps of the GUI thread and names the code that caused them (``--watchdog``; the tests use it too)."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback

from PySide6.QtCore import QObject, Qt, QTimer

log = logging.getLogger("virtdeck.watchdog")

BEAT_SECONDS = 0.005


class Watchdog(QObject):
    """Beats on the GUI thread by a precise timer; a thread of its own looks on, and takes the GUI thread's stack while a gap lasts.

    ``longest`` is the longest gap in seconds since :meth:`reset`. Gaps over ``limit`` seconds are logged with their stack.
    """

    def __init__(self, limit: float = 0.05, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self.worst_stack = ""
        self._limit = limit
        self._last = time.perf_counter()
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
        self.longest, self.worst_stack, self._stack = 0.0, "", ""

    def stop(self) -> None:
        """End the timer and the thread."""
        self._timer.stop()
        self._end.set()
        self._thread.join(1.0)

    def _beat(self) -> None:
        now = time.perf_counter()
        gap, self._last = now - self._last - BEAT_SECONDS, now
        stack, self._stack = self._stack, ""
        if gap > self.longest:
            self.longest, self.worst_stack = gap, stack
        if gap > self._limit:
            log.warning("the window stood still for %.0f ms\n%s", gap * 1000, stack)

    def _look_on(self) -> None:
        while not self._end.wait(self._limit / 2):
            if time.perf_counter() - self._last > self._limit and not self._stack:
                frame = sys._current_frames().get(self._gui)
                self._stack = "".join(traceback.format_stack(frame)) if frame is not None else ""
