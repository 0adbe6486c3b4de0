"""asyncio on Qt's event loop: qasync, thinly adapted."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import Any

os.environ.setdefault("QT_API", "pyside6")  # qasync would take PyQt5 first

import qasync
import shiboken6
from PySide6.QtWidgets import QApplication


class ConsoleLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop without a default executor: its threads would hold up the exit while one of them hangs (qasync issue 115)."""

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        """Refused without an executor of the caller's own: blocking work runs on Background (console.model.ports)."""
        if executor is None:
            raise RuntimeError("no default executor here: use the Background port")
        return super().run_in_executor(executor, func, *args)  # type: ignore[no-any-return]

    def close(self) -> None:
        """Close, and destroy qasync's timers here and now: the last reference to the loop may be a worker thread's, and a QObject with running timers
        that is destroyed on another thread leaves them in Qt's dispatcher, which then delivers them to freed memory."""
        super().close()
        if shiboken6.isValid(self._timer):
            shiboken6.delete(self._timer)


def make_loop(application: QApplication, *, already_running: bool = False) -> ConsoleLoop:
    """The loop for this application, installed as the thread's current one. ``already_running``: Qt is spun by somebody else (tests)."""
    application.setQuitOnLastWindowClosed(False)  # we quit ourselves, after the shutdown
    loop = ConsoleLoop(application, already_running=already_running)
    asyncio.set_event_loop(loop)
    return loop
