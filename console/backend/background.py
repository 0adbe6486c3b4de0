"""Own daemon threads for blocking work that is not libvirt (``design.md`` §2: never the loop's executor, never joined)."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from console.model.errors import Cause, ConsoleError
from console.model.text import N_

T = TypeVar("T")

_Job = tuple[asyncio.AbstractEventLoop, "asyncio.Future[Any]", Callable[[], Any]]


class ThreadBackground:
    """A small fixed number of daemon threads with one queue; implements the port ``Background``.

    Jobs start in the order they came; with ``threads=1`` they also end in it. Daemon threads, because a job that hangs (a dead NFS server, a stuck
    D-Bus) must not keep the program from ending; ``ThreadPoolExecutor`` joins its threads at exit.
    """

    def __init__(self, name: str, threads: int = 2) -> None:
        self._name = name
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._threads = threads
        self._started = 0
        self._idle = 0
        self._lock = threading.Lock()
        self._closed = False

    def run(self, fn: Callable[[], T]) -> asyncio.Future[T]:
        """Run ``fn`` on a thread; await the result on the loop. Cancelling stops the waiting only: the job runs to its end all the same."""
        if self._closed:
            raise ConsoleError(N_("Virtdeck is closing: nothing new is started."), cause=Cause.CANCELLED)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.put((loop, future, fn))
        self._grow()
        return future

    def shutdown(self) -> None:
        """Take no more work and let idle threads end. Returns at once; a hung job is left to the end of the process."""
        self._closed = True
        for _ in range(self._started):
            self._jobs.put(None)

    def _grow(self) -> None:
        with self._lock:
            if self._idle or self._started >= self._threads:
                return
            self._started += 1
            number = self._started
        threading.Thread(target=self._work, name=f"{self._name}-{number}", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                self._idle += 1
            job = self._jobs.get()
            with self._lock:
                self._idle -= 1
            if job is None:
                return
            loop, future, fn = job
            result: Any = None
            failure: BaseException | None = None
            try:
                result = fn()
            except StopIteration as stop:  # a future refuses it
                failure = RuntimeError(f"StopIteration: {stop.value!r}")
            except BaseException as error:
                failure = error
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(_deliver, future, result, failure)
            del job, loop, future, fn, result, failure


def _deliver(future: asyncio.Future[Any], result: object, failure: BaseException | None) -> None:
    if future.done():
        return
    if failure is not None:
        future.set_exception(failure)
    else:
        future.set_result(result)
