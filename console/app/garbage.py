"""Python's cyclic garbage is collected on the GUI thread only.

Python collects wherever an allocation happens to cross a threshold: here mostly on the workers that parse XML. A closed dialog is cyclic garbage,
and so are the timers and models that it owned; a QObject that is destroyed on another thread leaves its timers in Qt's dispatcher, and the process
crashes later. (libvirt's objects are no concern here: the workers let go of them themselves, see ``backend.connection``.)
"""

from __future__ import annotations

import gc
import logging
import time

from PySide6.QtCore import QObject, QTimer

log = logging.getLogger("virtdeck.garbage")

INTERVAL_SECONDS = 1.0
YOUNG = 700
"""New objects (made minus freed) that are worth a look, Python's own threshold."""
MANY = 20_000
"""So many new ones since the last look are an inventory that is being read. They are no garbage, and looking through them would take 50 ms: they are
put aside (``gc.freeze``), together with the little garbage among them. Objects put aside are freed as ever when nobody refers to them."""
SLOW_SECONDS = 0.025
"""After a look at everything that took longer, what is left is put aside as well."""
FULL_SECONDS = 30.0
"""A look at everything takes some 20 ms with 5,000 VMs: seldom."""


class Collector(QObject):
    """Switches Python's automatic collection off and does it by a timer, until :meth:`stop`. Make it on the GUI thread, after the imports."""

    def __init__(self, parent: QObject | None = None, interval: float = INTERVAL_SECONDS, full: float = FULL_SECONDS) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        self._full = full
        self._last_full = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(round(interval * 1000))
        self._timer.timeout.connect(self.look)
        self._timer.start()
        gc.disable()
        gc.freeze()  # modules and classes stay for ever: no need to look at them, and there is no garbage to speak of

    def look(self) -> None:
        """Collect what Python would have collected by now, the old only now and then."""
        young, middle, old = gc.get_count()
        if young <= YOUNG:
            return
        if young > MANY:
            gc.freeze()
            return
        now = time.monotonic()
        generation = 0
        if middle > 10:
            generation = 1
        if generation == 1 and old > 10 and now - self._last_full > self._full:
            generation, self._last_full = 2, now
        found = gc.collect(generation)
        took = time.monotonic() - now
        if generation == 2 and took > SLOW_SECONDS:
            gc.freeze()
        if took > 0.05:
            log.info("collected %d objects of generation %d in %.0f ms", found, generation, took * 1000)

    def stop(self) -> None:
        """Back to Python's way."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()
