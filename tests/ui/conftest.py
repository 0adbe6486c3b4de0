"""A window lives on a running loop; in tests that are no coroutines, on one that stands still."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def standing_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """What the window starts (a console that connects, a list that is read) waits for ever, and ends with the test."""
    if inspect.iscoroutinefunction(getattr(request, "function", None)) or "qt_loop" in request.fixturenames:
        yield
        return
    loop = asyncio.new_event_loop()
    asyncio.events._set_running_loop(loop)
    yield
    asyncio.events._set_running_loop(None)
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.wait(tasks))
    loop.close()
