"""One hub over several hosts of a pool, for tests of operations."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.backend.background import ThreadBackground
from console.backend.hub import Hub
from console.backend.programs import LocalPrograms
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import HostRecord, PoolRecord, StorageRepository
from console.operations.base import Runner, World
from console.operations.subject import wait_until
from console.store.database import Database
from tests.operations.worlds import Answers, void

POOL = "p"


@dataclass
class Pooled:
    """Everything of one running world; hosts have the ids "h1", "h2", …"""

    world: World
    runner: Runner
    hub: Hub
    inventory: Inventory
    database: Database
    answers: Answers

    def repository(self, host: int, name: str) -> StorageRepository:
        return next(r for r in self.inventory.repositories(HostId(f"h{host}")) if r.name == name)

    async def journal_rows(self) -> list[tuple[str, str, int]]:
        """Open entries of this run too: (kind, name, confirmed)."""
        return await self.database.do(lambda c: [tuple(row) for row in c.execute("SELECT kind, name, confirmed FROM journal ORDER BY id")])


@asynccontextmanager
async def pooled(uris: Sequence[str], folder: Path, *, alone: Sequence[int] = (), local: bool = True, **parts: Any) -> AsyncIterator[Pooled]:
    """Connected to all of them and read. ``alone``: numbers of hosts that are in no pool; ``local``: they are said to be this computer."""
    background, store = ThreadBackground("test-work"), ThreadBackground("test-store", threads=1)
    inventory = Inventory()
    database = Database(folder / "test.sqlite", store)
    answers, programs = Answers(), LocalPrograms()
    hub = Hub(background=background, programs=programs, deliver=lambda delta: void(inventory.apply(delta)), announce=lambda event: None, **parts)
    world = World(inventory, hub, database.journal, answers, programs, background)
    found = Pooled(world, Runner(world, database.history), hub, inventory, database, answers)
    await database.open()
    records = [
        HostRecord(HostId(f"h{number}"), f"host-{number}", uri, pool="" if number in alone else POOL, local=local, saved=False)
        for number, uri in enumerate(uris, 1)
    ]
    await hub.start(records, [PoolRecord(POOL, "Pool")])
    try:
        loaded = await wait_until(inventory, lambda: all((host := inventory.host(r.id)) is not None and host.loaded for r in records), 60)
        assert loaded, [(host.name, host.state, str(host.why)) for host in inventory.hosts()]
        yield found
    finally:
        await found.runner.shutdown()
        await hub.shutdown()
        await database.close()
        background.shutdown()
        store.shutdown()
        await asyncio.sleep(0)
