"""Hosts are read a few at a time, and one that hangs keeps nobody waiting for long."""

from __future__ import annotations

import asyncio
import time

from console.backend.turns import Turns


async def test_at_most_so_many_at_once() -> None:
    turns = Turns(places=2)
    inside = most = 0

    async def read() -> None:
        nonlocal inside, most
        async with turns.one():
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*(read() for _ in range(7)))
    assert most == 2


async def test_who_takes_long_gives_up_the_place_once() -> None:
    turns = Turns(places=1, long=0.05)
    began = time.monotonic()

    async def hang() -> None:
        async with turns.one():
            await asyncio.sleep(0.3)

    hanging = [asyncio.create_task(hang()) for _ in range(2)]
    await asyncio.sleep(0)
    async with turns.one():
        assert 0.08 < time.monotonic() - began < 0.25  # behind both, not after them
    await asyncio.gather(*hanging)
    assert turns._places._value == 1


async def test_a_cancelled_reading_gives_its_place_back() -> None:
    turns = Turns(places=1, long=60.0)

    async def read() -> None:
        async with turns.one():
            await asyncio.sleep(60)

    task = asyncio.create_task(read())
    await asyncio.sleep(0.01)
    task.cancel()
    async with asyncio.timeout(1):
        async with turns.one():
            pass


async def test_idle_when_nobody_waits_or_reads() -> None:
    turns = Turns(places=1, long=60.0)
    await asyncio.wait_for(turns.idle(), 1.0)
    go = asyncio.Event()

    async def read() -> None:
        async with turns.one():
            await go.wait()

    reading, waiting, impatient = (asyncio.ensure_future(read()) for _ in range(3))
    idle = asyncio.ensure_future(turns.idle())
    await asyncio.sleep(0.01)
    impatient.cancel()
    go.set()
    await reading
    assert not idle.done()
    await waiting
    await asyncio.wait_for(idle, 1.0)
