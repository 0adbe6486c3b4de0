"""A hub with its inventory and events, for tests; quick timing; a tiny domain that starts in a third of a second."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from console.backend.connection import Keepalive
from console.backend.hub import Hub
from console.backend.links import Timing
from console.model.ids import HostId
from console.model.inventory import Delta, Inventory
from console.model.objects import Host, HostRecord, HostState, Vm
from console.model.tasks import Event
from tests.fixtures.libvirt_guard import no_libvirt_on_main_thread

QUICK = Timing(keepalive=Keepalive(1, 2), ping=0.5, stale=0.5, open=2.0, first_retry=0.1, last_retry=1.0, stats=0.3, shutdown=1.0)


class World:
    """A hub over some URIs. Host ids are "h0", "h1", …"""

    def __init__(self, *uris: str, timing: Timing = QUICK, **parts: Any) -> None:
        self.inventory = Inventory()
        self.events: list[Event] = []
        self.deltas: list[Delta] = []
        self.states: list[tuple[float, HostId, HostState]] = []
        self.hub = Hub(deliver=self._deliver, announce=self.events.append, timing=timing, **parts)
        self.records = [HostRecord(HostId(f"h{number}"), f"host {number}", uri) for number, uri in enumerate(uris)]

    def _deliver(self, delta: Delta) -> None:
        self.deltas.append(delta)
        changes = self.inventory.apply(delta)
        for host in self.inventory.hosts():
            if "state" in changes.changed.get(host.ref, ()):
                self.states.append((time.monotonic(), host.id, host.state))

    def host(self, number: int = 0) -> Host:
        found = self.inventory.host(self.records[number].id)
        assert found is not None
        return found

    def vm(self, name: str, number: int = 0) -> Vm:
        return next(vm for vm in self.inventory.vms(self.records[number].id) if vm.name == name)

    def names(self, number: int = 0) -> set[str]:
        return {vm.name for vm in self.inventory.vms(self.records[number].id)}

    def port(self, number: int = 0) -> Any:
        return self.hub.port(self.records[number].id)

    def said(self) -> list[str]:
        return [f"{event.name}: {event.text}" for event in self.events]

    async def until(self, condition: Callable[[], object], seconds: float = 10.0) -> float:
        """Wait for ``condition``; returns how long it took."""
        began = time.monotonic()
        while not condition():
            if time.monotonic() - began > seconds:
                raise AssertionError(
                    f"not within {seconds} s; hosts: {[(h.name, h.state, h.why) for h in self.inventory.hosts()]}, events: {self.said()}"
                )
            await asyncio.sleep(0.005)
        return time.monotonic() - began

    async def until_state(self, state: HostState, number: int = 0, seconds: float = 10.0) -> float:
        return await self.until(lambda: self.host(number).state is state, seconds)


@asynccontextmanager
async def world(*uris: str, loaded: bool = True, **parts: Any) -> AsyncIterator[World]:
    """A started world, all hosts loaded, no libvirt call on this thread; shut down at the end, in time."""
    with no_libvirt_on_main_thread():
        async with _started(World(*uris, **parts), loaded) as made:
            yield made


@asynccontextmanager
async def _started(made: World, loaded: bool) -> AsyncIterator[World]:
    await made.hub.start(made.records)
    try:
        if loaded:
            await made.until(lambda: all(host.loaded for host in made.inventory.hosts()), 40)
        yield made
    finally:
        began = time.monotonic()
        await made.hub.shutdown()
        assert time.monotonic() - began < 1.6


def tiny(name: str, **extra: str) -> tuple[str, str]:
    """(UUID, XML) of a diskless domain under emulation. ``extra``: "devices" and "top" XML."""
    identity = str(uuid.uuid4())
    return identity, (
        f"<domain type='qemu'><name>{name}</name><uuid>{identity}</uuid><memory unit='MiB'>32</memory><vcpu>1</vcpu>{extra.get('top', '')}"
        f"<os><type arch='x86_64' machine='pc'>hvm</type></os><features><acpi/></features><devices>{extra.get('devices', '')}"
        f"<memballoon model='virtio'/></devices></domain>"
    )


async def remove(world: World, identity: str, number: int = 0) -> None:
    """Force off and undefine, whatever is left of it."""
    port = world.port(number)
    for step in (port.destroy, port.undefine):
        try:
            await step(identity)
        except Exception:
            continue


class Gaps:
    """The longest time that the asyncio loop did not turn."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._task = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        last = time.monotonic()
        while True:
            await asyncio.sleep(0.005)
            now = time.monotonic()
            self.longest = max(self.longest, now - last - 0.005)
            last = now

    def stop(self) -> float:
        self._task.cancel()
        return self.longest
