"""A daemon thread with a queue: where blocking calls are made, one after the other.

Not an executor: executor threads are joined when the interpreter ends, and a call to a hung libvirtd never returns.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
log = logging.getLogger("virtdeck.worker")


class Abandoned(Exception):
    """The worker takes no more calls."""


class Worker:
    """Runs functions in its own daemon thread; results come back to the asyncio loop of the caller.

    ``busy_since`` is the time.monotonic() at which the call in flight began, None when idle; ``answered`` when the last one ended.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.busy_since: float | None = None
        self.answered: float = time.monotonic()
        self._closed = False
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def waiting(self) -> int:
        """How many calls wait behind the one in flight (approximately)."""
        return self._queue.qsize()

    @property
    def idle(self) -> bool:
        """Nothing in flight and nothing waiting (approximately)."""
        return self.busy_since is None and self._queue.empty()

    def submit(self, function: Callable[..., T], *args: Any) -> asyncio.Future[T]:
        """Queue a call; the future belongs to the running loop. Cancelling it before the call begins prevents the call."""
        if self._closed:
            raise Abandoned(self.name)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._queue.put(_Job(function, args, loop, future))
        return future

    async def call(self, function: Callable[..., T], *args: Any, deadline: float | None = None) -> T:
        """Run ``function`` in the thread. TimeoutError after ``deadline`` seconds: then the call goes on and its result is dropped."""
        future = self.submit(function, *args)
        if deadline is None:
            return await future
        async with asyncio.timeout(deadline):
            return await future

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Take no more calls, run ``last`` after those that wait, end the thread. Returns at once; never joins. Any thread."""
        if not self._closed:
            self._closed = True
            if last is not None:
                self._queue.put(_Job(last, (), None, None))
            self._queue.put(None)

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            self._do(job)
            del job  # no reference to a result or to libvirt's objects while waiting for the next

    def _do(self, job: _Job) -> None:
        if job.future is not None and job.future.cancelled():
            return
        self.busy_since = time.monotonic()
        try:
            result, failure = job.function(*job.args), None
        except BaseException as caught:
            result, failure = None, caught
            if job.future is None:
                log.debug("last call of %s failed", self.name, exc_info=caught)
        finally:
            self.busy_since = None
            self.answered = time.monotonic()
        if job.loop is not None and job.future is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                job.loop.call_soon_threadsafe(_settle, job.future, result, failure)


class _Job:
    __slots__ = ("args", "function", "future", "loop")

    def __init__(
        self,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        loop: asyncio.AbstractEventLoop | None,
        future: asyncio.Future[Any] | None,
    ) -> None:
        self.function = function
        self.args = args
        self.loop = loop
        self.future = future


def _settle(future: asyncio.Future[Any], result: Any, failure: BaseException | None) -> None:
    if future.done():  # cancelled or timed out meanwhile
        return
    if failure is None:
        future.set_result(result)
    elif isinstance(failure, StopIteration):  # a future refuses it
        future.set_exception(RuntimeError(repr(failure)))
    else:
        future.set_exception(failure)
