"""What an operation is, what it is given, and the runner that runs it as a task.

An operation is a value: title, what it applies to, ``async run(ctx)``. Every change to the world goes through here, so that progress, cancel,
undo, the journal, history and the audit log are the same for all.

The rules of undo (``design.md`` §3): the (conditional) removal is pushed *before* the call that makes something; that call is awaited through
:meth:`Context.shield`, so that a cancel waits for its end and then undoes; the undo runs in its own task that no further cancel reaches; success
calls ``ctx.undo.pop_all()`` (the runner does that after ``run`` returned).
"""

from __future__ import annotations

import asyncio
import dataclasses
import itertools
import logging
import os
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from console.model.chain_map import ChainMaps
from console.model.errors import Cause, ConsoleError
from console.model.ids import Ref
from console.model.inventory import Inventory
from console.model.ports import Background, History, HostsPort, Journal, Machines, Programs, Questions
from console.model.ports_listen import Listeners
from console.model.tasks import Progress, Task, TaskState
from console.model.text import N_, Text

log = logging.getLogger("virtdeck.operations")
T = TypeVar("T")


@dataclass(frozen=True)
class World:
    """What operations may reach; built once by the composition root."""

    inventory: Inventory
    hosts: HostsPort
    journal: Journal
    questions: Questions
    programs: Programs
    background: Background  # files, digests, libosinfo
    machines: Machines | None = None  # P2V sources; None where there is no ssh
    listeners: Listeners | None = None  # for P2V sources that connect to us
    chain_maps: ChainMaps | None = None  # None: what is read is not kept


class Operation(Protocol):
    """A change to the world. Frozen dataclasses implement it; ``run`` returns a short result (a UUID, a path) or ""."""

    @property
    def title(self) -> Text: ...
    @property
    def verb(self) -> str: ...
    @property
    def applies_to(self) -> tuple[Ref, ...]: ...
    @property
    def cancellable(self) -> bool: ...
    async def run(self, ctx: Context) -> str: ...


class Context:
    """What a running operation is given."""

    def __init__(self, world: World, task_id: str, report: Callable[[Progress], None]) -> None:
        self.world = world
        self.task_id = task_id
        self.undo = AsyncExitStack()
        self.held: list[int] | None = None  # journal entries of an operation that is a part of this one: who made this a list closes them
        self._report = report
        self._progress = Progress()
        self._rate_from: tuple[float, int] | None = None

    @property
    def inventory(self) -> Inventory:
        return self.world.inventory

    def phase(self, text: Text, fraction: float | None = None) -> None:
        """Say what is being done now; ``fraction`` 0…1 of the whole, None = busy."""
        self._rate_from = None
        self._progress = Progress(fraction=fraction, phase=text)
        self._report(self._progress)

    def progress_phase(self, text: Text) -> None:
        """Another word for what goes on, while the bytes are counted on."""
        if self._progress.phase != text:
            self._progress = dataclasses.replace(self._progress, phase=text)

    def bytes(self, done: int, total: int | None) -> None:
        """Progress in bytes of the current phase; rate and remaining time follow from it."""
        now = time.monotonic()
        if self._rate_from is None:
            self._rate_from = (now, done)
        since, first = self._rate_from
        rate = (done - first) / (now - since) if now - since > 0.2 else None
        eta = (total - done) / rate if rate and total is not None and total >= done else None
        self._progress = dataclasses.replace(
            self._progress,
            fraction=min(1.0, done / total) if total else None,
            done_bytes=done,
            total_bytes=total,
            bytes_per_second=rate,
            eta_seconds=eta,
        )
        self._report(self._progress)

    async def shield(self, call: Coroutine[Any, Any, T]) -> T:
        """Await a call that makes or removes something. On cancel: wait for its end, then be cancelled."""
        return await shielded(call)


async def shielded(call: Coroutine[Any, Any, T]) -> T:
    """Await a call that makes or removes something, also outside a task. On cancel: wait for its end, then be cancelled."""
    inner = asyncio.ensure_future(call)
    cancelled: asyncio.CancelledError | None = None
    while not inner.done():
        try:
            await asyncio.shield(inner)
        except asyncio.CancelledError as stop:
            if inner.cancelled():
                raise
            cancelled = stop
        except BaseException:
            break  # the call's own failure: inner is done, result() below raises it
    if cancelled is not None:
        if not inner.cancelled():
            inner.exception()  # fetched: the undo decides by what exists, not by this
        raise cancelled
    return inner.result()


class Runner:
    """Runs operations as tasks on the loop it was made on; keeps what runs and what ended; tells listeners."""

    def __init__(self, world: World, history: History | None = None) -> None:
        self._world = world
        self._history = history
        self._tasks: dict[str, Task] = {}
        self._running: dict[str, asyncio.Task[str]] = {}
        self._listeners: list[Callable[[Task], None]] = []
        self._numbers = itertools.count(1)
        self._keep: set[asyncio.Future[Any]] = set()

    @property
    def world(self) -> World:
        return self._world

    # ------------------------------------------------------------------ reading

    def tasks(self) -> tuple[Task, ...]:
        """All tasks of this run and the loaded history, oldest first."""
        return tuple(self._tasks.values())

    def running_for(self, ref: Ref) -> tuple[Task, ...]:
        """Tasks that have not ended and concern this object."""
        return tuple(t for t in self._tasks.values() if not t.state.ended and ref in t.applies_to)

    def subscribe(self, listener: Callable[[Task], None]) -> Callable[[], None]:
        """Call ``listener`` with each new state of a task; returns the function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    async def load_history(self) -> None:
        """Bring back the ended tasks of earlier runs."""
        if self._history is None:
            return
        for task in await self._history.recent():
            if task.id not in self._tasks:
                self._tasks = {task.id: task, **self._tasks} if self._running else {**self._tasks, task.id: task}
                self._tell(task)

    # ------------------------------------------------------------------ doing

    def start(self, operation: Operation) -> asyncio.Task[str]:
        """Start an operation. The returned asyncio task ends with its result, or raises ConsoleError / CancelledError.

        Nobody has to await it: failures are kept in the task and shown.
        """
        task_id = f"{int(time.time() * 1000):x}-{os.getpid():x}-{next(self._numbers)}"
        task = Task(
            id=task_id,
            title=operation.title,
            verb=operation.verb,
            applies_to=operation.applies_to,
            cancellable=operation.cancellable,
            created=time.time(),
        )
        self._set(task)
        running = asyncio.get_running_loop().create_task(self._run(task_id, operation), name=f"operation {operation.verb}")
        self._running[task_id] = running
        running.add_done_callback(lambda done: self._ended(task_id, done))
        return running

    def task_of(self, running: asyncio.Task[str]) -> Task | None:
        """The task record of what ``start`` returned."""
        return next((self._tasks[k] for k, v in self._running.items() if v is running), None)

    def cancel(self, task_id: str) -> None:
        """Ask a task to stop; it undoes what it did and then ends."""
        running = self._running.get(task_id)
        if running is not None and not running.done() and self._tasks[task_id].cancellable:
            self._update(task_id, state=TaskState.CANCELLING)
            running.cancel()

    def mark_seen(self, task_id: str) -> None:
        """A failure has been looked at; it is not counted again after a restart either."""
        task = self._tasks.get(task_id)
        if task is not None and not task.seen:
            self._update(task_id, seen=True)
            if task.state.ended and self._history is not None:
                self._keep_until_done(self._history.add(self._tasks[task_id]))

    async def shutdown(self, seconds: float = 1.0) -> None:
        """Cancel what runs and wait a little; what does not end by then is left to the journal."""
        for task_id in list(self._running):
            self.cancel(task_id)
        pending = [t for t in self._running.values() if not t.done()]
        if pending:
            await asyncio.wait(pending, timeout=seconds)
        await asyncio.sleep(0)  # the ended tasks' callbacks: they save the history
        if self._keep:
            await asyncio.wait(set(self._keep), timeout=seconds)

    # ------------------------------------------------------------------ inside

    async def _run(self, task_id: str, operation: Operation) -> str:
        self._update(task_id, state=TaskState.RUNNING, started=time.time())
        log.info("start %s %s: %s", task_id, operation.verb, operation.title.english())
        ctx = Context(self._world, task_id, lambda progress: self._update(task_id, progress=progress))
        try:
            result = await operation.run(ctx)
        except BaseException as failure:
            await self._undo(task_id, ctx)
            self._finish_failed(task_id, operation, failure)
            if isinstance(failure, (ConsoleError, asyncio.CancelledError, KeyboardInterrupt, SystemExit)):
                raise
            raise ConsoleError(
                N_("{task} failed because of an error in Virtdeck itself. Details are in the log.", task=operation.title),
                detail=repr(failure),
            ) from failure
        ctx.undo.pop_all()
        self._update(task_id, state=TaskState.DONE, ended=time.time(), result=result, progress=Progress(fraction=1.0))
        log.info("done %s %s: %s", task_id, operation.verb, result)
        return result

    async def _undo(self, task_id: str, ctx: Context) -> None:
        """Unwind in a task of its own that no further cancel reaches."""
        unwinding = asyncio.get_running_loop().create_task(ctx.undo.aclose(), name=f"undo {task_id}")
        self._keep.add(unwinding)
        unwinding.add_done_callback(self._keep.discard)
        while not unwinding.done():
            try:
                await asyncio.shield(unwinding)
            except asyncio.CancelledError:
                continue
            except BaseException:
                break
        if not unwinding.cancelled() and (problem := unwinding.exception()) is not None:
            log.error("undo of %s failed; the journal keeps what is left", task_id, exc_info=problem)

    def _finish_failed(self, task_id: str, operation: Operation, failure: BaseException) -> None:
        if isinstance(failure, asyncio.CancelledError) or (isinstance(failure, ConsoleError) and failure.cause is Cause.CANCELLED):
            self._update(task_id, state=TaskState.CANCELLED, ended=time.time())
            log.info("cancelled %s %s", task_id, operation.verb)
            return
        if isinstance(failure, ConsoleError):
            log.warning("failed %s %s: %s | %s", task_id, operation.verb, failure.text.english(), failure.detail)
            error, remedy, detail, cause = failure.text, failure.remedy, failure.detail, failure.cause.value
        else:
            log.error("failed %s %s: %r", task_id, operation.verb, operation, exc_info=failure)
            error, remedy, detail = N_("An error in Virtdeck itself. Details are in the log."), None, repr(failure)
            cause = ""
        self._update(task_id, state=TaskState.FAILED, ended=time.time(), error=error, remedy=remedy, detail=detail, cause=cause, seen=False)

    def _ended(self, task_id: str, done: asyncio.Task[str]) -> None:
        self._running.pop(task_id, None)
        if not done.cancelled():
            done.exception()  # fetched: the task record carries it
        if self._history is not None:
            self._keep_until_done(self._history.add(self._tasks[task_id]))

    def _keep_until_done(self, work: Awaitable[None]) -> None:
        future = asyncio.ensure_future(work)
        self._keep.add(future)

        def finished(ended: asyncio.Future[Any]) -> None:
            self._keep.discard(ended)
            if not ended.cancelled() and (problem := ended.exception()) is not None:
                log.error("task history could not be saved", exc_info=problem)

        future.add_done_callback(finished)

    def _update(self, task_id: str, **fields: Any) -> None:
        self._set(dataclasses.replace(self._tasks[task_id], **fields))

    def _set(self, task: Task) -> None:
        self._tasks[task.id] = task
        self._tell(task)

    def _tell(self, task: Task) -> None:
        for listener in list(self._listeners):
            listener(task)
