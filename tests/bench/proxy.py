"""A unix socket that leads to another one, every byte so many milliseconds later in each direction: a long line. Run as a process of its own.

    python -m tests.bench.proxy LISTEN TARGET SECONDS

SIGUSR1 makes it a black hole: what comes is taken and never passed on, new connections are accepted and never answered. SIGUSR2 ends that.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from typing import Final

BLOCK: Final = 262_144


class Proxy:
    def __init__(self, target: str, delay: float) -> None:
        self.target, self.delay = target, delay
        self.passing = asyncio.Event()
        self.passing.set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self.passing.wait()
        there, back = await asyncio.open_unix_connection(self.target, limit=BLOCK)
        for source, sink in ((reader, back), (there, writer)):
            task = asyncio.create_task(self.carry(source, sink))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        clock = asyncio.get_running_loop().time

        async def deliver() -> None:
            while True:
                due, block = await waiting.get()
                if (left := due - clock()) > 0:
                    await asyncio.sleep(left)
                await self.passing.wait()
                if not block:
                    sink.close()
                    return
                sink.write(block)
                await sink.drain()

        with contextlib.suppress(ConnectionError):
            async with asyncio.TaskGroup() as group:
                group.create_task(deliver())
                while True:
                    block = await source.read(BLOCK)
                    waiting.put_nowait((clock() + self.delay, block))
                    if not block:
                        break


async def main(listen: str, target: str, delay: float) -> None:
    proxy = Proxy(target, delay)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, proxy.passing.clear)
    loop.add_signal_handler(signal.SIGUSR2, proxy.passing.set)
    server = await asyncio.start_unix_server(proxy.serve, listen, limit=BLOCK)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3])))
