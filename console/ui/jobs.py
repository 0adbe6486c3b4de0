"""Coroutines of a window: strong references, a ConsoleError is shown, anything else is logged; cancelled when the window closes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, Protocol

from console.model.errors import ConsoleError

log = logging.getLogger("virtdeck.ui")


class Busy(Protocol):
    """A page that can show that it waits."""

    def set_busy(self, on: bool) -> None: ...


@contextlib.contextmanager
def busy(page: Busy) -> Iterator[None]:
    """The page shows that it waits, for as long as the block runs. A cancel comes when its window closes: then it is not touched any more."""
    page.set_busy(True)
    try:
        yield
    except Exception:
        page.set_busy(False)
        raise
    page.set_busy(False)


class Jobs:
    """Runs coroutines on the GUI's loop."""

    def __init__(self, failed: Callable[[ConsoleError], None]) -> None:
        self._failed = failed
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Start it; nobody has to await it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        failure = task.exception()
        if isinstance(failure, ConsoleError):
            self._failed(failure)
        elif failure is not None:
            log.error("work of a window failed", exc_info=failure)

    def cancel(self) -> None:
        """Stop all."""
        for task in list(self._tasks):
            task.cancel()
