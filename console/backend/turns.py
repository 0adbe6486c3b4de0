"""Hosts that are near are read a few at a time.

Each worker that wants Python's lock makes the window wait for its own turn; a hundred hosts that are read at once would keep it waiting for half a
second, and be no sooner read. A reading that takes long is waiting for its host, not for Python, and gives up its place.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

PLACES = 3
LONG_SECONDS = 0.5


class Turns:
    """Shared by all hosts of a hub."""

    def __init__(self, places: int = PLACES, long: float = LONG_SECONDS) -> None:
        self._places = asyncio.Semaphore(places)
        self._long = long
        self._wanted = 0
        self._nobody = asyncio.Event()
        self._nobody.set()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Wait for a place, and keep it within the context, but no longer than half a second."""
        self._wanted += 1
        self._nobody.clear()
        try:
            await self._places.acquire()
        except BaseException:
            self._gone()
            raise
        held = True

        def give_back() -> None:
            nonlocal held
            if held:
                held = False
                self._places.release()
                self._gone()

        late = asyncio.get_running_loop().call_later(self._long, give_back)
        try:
            yield
        finally:
            late.cancel()
            give_back()

    def _gone(self) -> None:
        self._wanted -= 1
        if not self._wanted:
            self._nobody.set()

    async def idle(self) -> None:
        """Wait until nobody waits for a place or has one."""
        await self._nobody.wait()
