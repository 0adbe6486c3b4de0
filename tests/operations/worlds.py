"""A real hub, runner and journal over a libvirt, for tests of operations."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console.backend.background import ThreadBackground
from console.backend.hub import Hub
from console.backend.programs import LocalPrograms
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Host, HostRecord, StorageRepository, Vm
from console.model.ports import HostPort
from console.model.text import Text
from console.operations.base import Runner, World
from console.operations.subject import Target, target_of, wait_until
from console.store.database import Database

HOST = HostId("h")


@dataclass
class Answers:
    """Implements Questions: gives what it was told, remembers what it was asked."""

    confirmed: bool = False
    asked: list[str] = field(default_factory=list)

    async def confirm(self, title: Text, text: Text, *, verb: Text, danger: bool = False, details: str = "") -> bool:
        self.asked.append(text.english())
        return self.confirmed

    async def choose(self, title: Text, text: Text, options: Sequence[tuple[str, Text]], *, default: str) -> str | None:
        self.asked.append(text.english())
        return default

    async def credentials(
        self, title: Text, text: Text, fields: Sequence[tuple[str, Text, bool]], *, can_save: bool
    ) -> tuple[Mapping[str, str], bool] | None:
        return None


@dataclass
class Place:
    """Everything of one running world."""

    world: World
    runner: Runner
    hub: Hub
    inventory: Inventory
    database: Database
    answers: Answers
    background: ThreadBackground

    @property
    def port(self) -> HostPort:
        return self.hub.port(HOST)

    def vm(self, name: str) -> Vm:
        return next(vm for vm in self.inventory.vms() if vm.name == name)

    def of(self, name: str) -> Target:
        return target_of(self.vm(name).ref, self.inventory)

    def repository(self, name: str) -> StorageRepository:
        return next(r for r in self.inventory.repositories() if r.name == name)

    async def journal_rows(self) -> list[tuple[str, str, int]]:
        """Open entries of this run too: (kind, name, confirmed)."""
        return await self.database.do(lambda c: [tuple(row) for row in c.execute("SELECT kind, name, confirmed FROM journal ORDER BY id")])

    async def active(self, repository: str, seconds: float = 10) -> bool:
        """Whether the inventory shows this repository (uuid), ready to be used."""
        return await wait_until(self.inventory, lambda: any(r.uuid == repository and r.active for r in self.inventory.repositories()), seconds)


@asynccontextmanager
async def place(uri: str, folder: Path, *, local: bool = True, pool: str = "", **parts: Any) -> AsyncIterator[Place]:
    """Connected to ``uri`` and read. ``parts``: more of the hub's (``guest_watch``, ``os_lookup``, ``timing``)."""
    background = ThreadBackground("test-work")
    store = ThreadBackground("test-store", threads=1)
    inventory = Inventory()
    database = Database(folder / "test.sqlite", store)
    answers = Answers()
    programs = LocalPrograms()
    hub = Hub(background=background, programs=programs, deliver=lambda delta: void(inventory.apply(delta)), announce=lambda event: None, **parts)
    world = World(inventory, hub, database.journal, answers, programs, background)
    found = Place(world, Runner(world, database.history), hub, inventory, database, answers, background)
    await database.open()
    await hub.start([HostRecord(HOST, "host-a", uri, local=local, pool=pool, saved=False)])
    try:
        loaded = await wait_until(inventory, lambda: (host := inventory.host(HOST)) is not None and host.loaded, 60)
        assert loaded, _why(inventory.host(HOST))
        yield found
    finally:
        await found.runner.shutdown()
        await hub.shutdown()
        await database.close()
        background.shutdown()
        store.shutdown()
        await asyncio.sleep(0)


async def take_away(port: HostPort, *vms: Vm) -> None:
    """End and undefine VMs. The list may be a moment older than the host: one that is off or gone already is as good."""
    for vm in vms:
        for end in (port.destroy, port.undefine):
            try:
                await end(vm.uuid)
            except ConsoleError as failure:
                if end is port.undefine and failure.cause is not Cause.GONE:
                    raise


def void(_: object) -> None:
    return None


def _why(host: Host | None) -> str:
    return "no host" if host is None else f"{host.state}: {host.why}"
