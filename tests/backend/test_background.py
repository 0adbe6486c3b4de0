from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time

import pytest

from console.backend.background import ThreadBackground
from console.model.errors import ConsoleError


async def test_runs_off_the_loops_thread_and_hands_back_result_and_failure() -> None:
    background = ThreadBackground("t", threads=2)
    assert await background.run(threading.get_ident) != threading.get_ident()
    with pytest.raises(KeyError, match="no"):
        await background.run(lambda: {}["no"])
    with pytest.raises(RuntimeError, match="StopIteration"):
        await background.run(lambda: next(iter(())))
    background.shutdown()


async def test_one_thread_keeps_the_order() -> None:
    background = ThreadBackground("t", threads=1)
    seen: list[int] = []

    def job(number: int) -> None:
        time.sleep(0.01 * (5 - number))
        seen.append(number)

    await asyncio.gather(*(background.run(lambda n=n: job(n)) for n in range(5)))  # type: ignore[misc]
    assert seen == [0, 1, 2, 3, 4]
    background.shutdown()


async def test_threads_are_bounded_and_used_side_by_side() -> None:
    background = ThreadBackground("bounded", threads=2)
    gate = threading.Barrier(2)
    await asyncio.wait_for(asyncio.gather(background.run(lambda: gate.wait(5)), background.run(lambda: gate.wait(5))), 5)
    await asyncio.gather(*(background.run(lambda: time.sleep(0.01)) for _ in range(10)))
    assert sum(thread.name.startswith("bounded-") for thread in threading.enumerate()) == 2
    background.shutdown()


async def test_cancel_stops_the_waiting_not_the_job() -> None:
    background = ThreadBackground("t", threads=1)
    go, ended = threading.Event(), threading.Event()

    def job() -> None:
        go.wait(5)
        ended.set()

    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(background.run(job), 0.05)
    go.set()
    assert await background.run(ended.is_set)
    background.shutdown()


async def test_after_shutdown_nothing_is_taken() -> None:
    background = ThreadBackground("t")
    background.shutdown()
    with pytest.raises(ConsoleError):
        background.run(int)


def test_a_hung_job_does_not_keep_the_process() -> None:
    code = (
        "import asyncio, time\n"
        "from console.backend.background import ThreadBackground\n"
        "async def main():\n"
        "    b = ThreadBackground('t'); b.run(lambda: time.sleep(100)); await asyncio.sleep(0.1); b.shutdown()\n"
        "asyncio.run(main())\n"
    )
    begin = time.monotonic()
    subprocess.run([sys.executable, "-c", code], check=True, timeout=20)
    assert time.monotonic() - begin < 10
