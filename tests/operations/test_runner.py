"""The runner and its context: states, history, cancel at every await, the undo and its order, failures of the undo."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import cast

import pytest

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.tasks import Progress, Task, TaskState
from console.model.text import N_, Text
from console.operations.base import Context, Runner, World

VM = Ref(Kind.VM, HostId("h"), "u")


@dataclass
class Op:
    """An operation made of a function."""

    work: Callable[[Context], Awaitable[str]]
    cancellable: bool = True
    applies_to: tuple[Ref, ...] = (VM,)
    verb: str = "test"
    title: Text = field(default_factory=lambda: N_("Test"))

    async def run(self, ctx: Context) -> str:
        return await self.work(ctx)


@dataclass
class Kept:
    """History in memory."""

    tasks: list[Task] = field(default_factory=list)

    async def add(self, task: Task) -> None:
        self.tasks.append(task)

    async def recent(self, limit: int = 500) -> tuple[Task, ...]:
        return tuple(self.tasks)


def runner(history: Kept | None = None) -> Runner:
    return Runner(cast(World, None), history)  # these operations touch nothing


async def test_a_task_is_told_from_waiting_to_done() -> None:
    history = Kept()
    run = runner(history)
    states: list[TaskState] = []
    run.subscribe(lambda task: states.append(task.state))

    async def work(ctx: Context) -> str:
        ctx.phase(N_("Half"), 0.5)
        await asyncio.sleep(0)
        return "uuid"

    running = run.start(Op(work))
    assert run.running_for(VM)[0].state is TaskState.WAITING
    assert await running == "uuid"
    await run.shutdown()
    assert states[0] is TaskState.WAITING and states[-1] is TaskState.DONE and TaskState.RUNNING in states
    assert not run.running_for(VM)
    (kept,) = history.tasks
    assert (kept.state, kept.result, kept.progress.fraction) == (TaskState.DONE, "uuid", 1.0)
    assert kept.started is not None and kept.ended is not None


async def test_failure_keeps_the_words_and_counts_until_seen() -> None:
    run = runner()

    async def work(ctx: Context) -> str:
        raise ConsoleError(N_("No space."), cause=Cause.NO_SPACE, remedy=N_("Make some."), detail="ENOSPC")

    with pytest.raises(ConsoleError):
        await run.start(Op(work))
    (task,) = run.tasks()
    assert (str(task.error), str(task.remedy), task.detail, task.seen, task.state) == ("No space.", "Make some.", "ENOSPC", False, TaskState.FAILED)
    run.mark_seen(task.id)
    assert run.tasks()[0].seen


async def test_our_own_error_is_told_as_one_and_undone(caplog: pytest.LogCaptureFixture) -> None:
    undone: list[str] = []

    async def work(ctx: Context) -> str:
        ctx.undo.callback(undone.append, "a")
        raise KeyError("x")

    with pytest.raises(ConsoleError) as caught:
        await runner().start(Op(work))
    assert caught.value.cause is Cause.INTERNAL and "KeyError" in caught.value.detail
    assert undone == ["a"]


async def test_undo_runs_backwards_on_failure_and_not_on_success() -> None:
    undone: list[int] = []

    def work(fail: bool) -> Callable[[Context], Awaitable[str]]:
        async def inner(ctx: Context) -> str:
            for number in range(3):
                ctx.undo.callback(undone.append, number)
            if fail:
                raise ConsoleError(N_("No."))
            return ""

        return inner

    await runner().start(Op(work(False)))
    assert undone == []
    with pytest.raises(ConsoleError):
        await runner().start(Op(work(True)))
    assert undone == [2, 1, 0]


async def test_a_failing_undo_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    undone: list[str] = []

    async def broken() -> None:
        raise ConsoleError(N_("Host gone."))

    async def work(ctx: Context) -> str:
        ctx.undo.callback(undone.append, "first")
        ctx.undo.push_async_callback(broken)
        ctx.undo.callback(undone.append, "last")
        raise ConsoleError(N_("No."))

    with caplog.at_level(logging.ERROR, "virtdeck.operations"), pytest.raises(ConsoleError, match="No"):
        await runner().start(Op(work))
    assert undone == ["last", "first"]
    assert "undo of" in caplog.text


@pytest.mark.parametrize("step", range(4))
async def test_cancel_at_every_await_leaves_nothing(step: int) -> None:
    """Four makings, each shielded with its removal pushed before: a cancel during any of them waits for it and removes all that was made."""
    world: set[int] = set()
    reached = asyncio.Event()

    async def make(number: int) -> None:
        if number == step:
            reached.set()
        await asyncio.sleep(0.02)
        world.add(number)

    async def work(ctx: Context) -> str:
        for number in range(4):
            ctx.undo.callback(world.discard, number)
            await ctx.shield(make(number))
        return ""

    run = runner()
    running = run.start(Op(work))
    await reached.wait()
    task = run.task_of(running)
    assert task is not None
    run.cancel(task.id)
    run.cancel(task.id)
    assert run.tasks()[0].state is TaskState.CANCELLING
    with pytest.raises(asyncio.CancelledError):
        await running
    assert world == set()
    assert run.tasks()[0].state is TaskState.CANCELLED
    await asyncio.sleep(0.05)
    assert world == set(), "something was made after the undo"


async def test_further_cancels_do_not_reach_the_undo() -> None:
    steps: list[str] = []
    undoing = asyncio.Event()

    async def slowly() -> None:
        undoing.set()
        await asyncio.sleep(0.05)
        steps.append("undone")

    async def work(ctx: Context) -> str:
        ctx.undo.push_async_callback(slowly)
        await asyncio.sleep(10)
        return ""

    running = runner().start(Op(work))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    running.cancel()
    await undoing.wait()
    for _ in range(3):
        running.cancel()
        await asyncio.sleep(0)
    with pytest.raises(asyncio.CancelledError):
        await running
    assert steps == ["undone"]


async def test_shield_gives_the_result_and_the_failure() -> None:
    ctx = Context(cast(World, None), "t", lambda progress: None)

    async def seven() -> int:
        return 7

    async def no() -> int:
        raise ConsoleError(N_("No."))

    assert await ctx.shield(seven()) == 7
    with pytest.raises(ConsoleError):
        await ctx.shield(no())


async def test_shield_cancelled_while_the_call_fails() -> None:
    """The cancel wins; the failure is fetched (an unfetched one would warn, and warnings are errors)."""
    ctx = Context(cast(World, None), "t", lambda progress: None)

    async def no() -> int:
        await asyncio.sleep(0.01)
        raise ConsoleError(N_("No."))

    waiting = asyncio.ensure_future(ctx.shield(no()))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_what_can_not_be_cancelled_goes_on() -> None:
    run = runner()

    async def work(ctx: Context) -> str:
        await asyncio.sleep(0.01)
        return "done"

    running = run.start(Op(work, cancellable=False))
    run.cancel(run.tasks()[0].id)
    assert await running == "done"


async def test_progress_in_bytes() -> None:
    seen: list[Progress] = []
    ctx = Context(cast(World, None), "t", seen.append)
    ctx.phase(N_("Copying"))
    ctx.bytes(0, 100)
    await asyncio.sleep(0.25)
    ctx.bytes(50, 100)
    assert seen[-1].fraction == 0.5 and seen[-1].phase == N_("Copying")
    assert seen[-1].bytes_per_second is not None and 50 < seen[-1].bytes_per_second < 250
    assert seen[-1].eta_seconds is not None and seen[-1].eta_seconds > 0
    ctx.bytes(70, None)
    assert seen[-1].fraction is None and seen[-1].eta_seconds is None


async def test_shutdown_cancels_what_runs_and_saves_it() -> None:
    history = Kept()
    run = runner(history)

    async def work(ctx: Context) -> str:
        await asyncio.sleep(10)
        return ""

    running = run.start(Op(work))
    await asyncio.sleep(0)
    await run.shutdown(1.0)
    assert running.cancelled()
    assert [task.state for task in history.tasks] == [TaskState.CANCELLED]


async def test_a_failure_that_was_seen_stays_seen_after_a_restart() -> None:
    history = Kept()
    run = runner(history)

    async def work(ctx: Context) -> str:
        raise ConsoleError(N_("No space."), cause=Cause.NO_SPACE)

    with pytest.raises(ConsoleError):
        await run.start(Op(work))
    await run.shutdown()
    assert [task.seen for task in history.tasks] == [False]
    run.mark_seen(history.tasks[0].id)
    run.mark_seen(history.tasks[0].id)  # nothing new: not written again
    await run.shutdown()
    assert [task.seen for task in history.tasks] == [False, True]
    later = Kept([history.tasks[-1]])  # the store replaces by id
    again = runner(later)
    await again.load_history()
    assert [task.seen for task in again.tasks()] == [True]


async def test_a_running_task_that_is_looked_at_is_not_written_before_its_end() -> None:
    history, end = Kept(), asyncio.Event()
    run = runner(history)

    async def work(ctx: Context) -> str:
        await end.wait()
        return ""

    running = run.start(Op(work))
    await asyncio.sleep(0)
    run.mark_seen(run.tasks()[0].id)
    await asyncio.sleep(0)
    assert history.tasks == []
    end.set()
    await running
    await run.shutdown()
    assert len(history.tasks) == 1
