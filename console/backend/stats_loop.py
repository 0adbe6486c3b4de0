"""The periodic numbers of one host, on its stats connection: one bulk call at a time, never two in flight, only while VMs run.

``NOWAIT`` keeps a busy guest from holding up the others; a guest whose monitor hangs can still block the call for seconds (libvirt takes the guest's
job itself), which is why nothing else goes over this connection.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from typing import Any

import libvirt

from console.backend.errors import is_code
from console.backend.links import Links
from console.backend.picture import Picture
from console.backend.stats import RUNNING_FLAGS, RUNNING_STATS, HostSample, VmSample, all_vm_stats, host_stats
from console.model.errors import Cause, ConsoleError
from console.model.objects import HostState, HostStats
from console.model.text import N_

log = logging.getLogger("virtdeck.hub")

HOST_TURNS = 5
"""The load of a host that nobody looks at is read every so many turns: the others are one call."""
BIT_BY_BIT = 50
"""Without bulk stats at most so many VMs are asked one by one a turn; visible ones come first."""


@dataclass
class Counters:
    """What one turn read."""

    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    cpu: dict[str, int] | None = None
    memory: dict[str, int] | None = None


def read_counters(conn: Any, uuids: list[str], *, host: bool = True) -> Counters:
    """Counters of what runs (in the worker), and of the host. ``uuids``: whom to ask where there are no bulk stats."""
    counters = Counters(cpu=_node(conn.getCPUStats), memory=_node(conn.getMemoryStats)) if host else Counters()
    try:
        for domain, record in conn.getAllDomainStats(RUNNING_STATS, RUNNING_FLAGS):
            counters.records[domain.UUIDString()] = record
    except libvirt.libvirtError as error:
        if not is_code(error, "NO_SUPPORT", "ARGUMENT_UNSUPPORTED", "INVALID_ARG"):
            raise
    if any("cpu.time" in record or "vcpu.current" in record for record in counters.records.values()):
        return counters
    for uuid in uuids[:BIT_BY_BIT]:
        try:
            _state, _maximum, memory_kib, vcpus, cpu_ns = conn.lookupByUUIDString(uuid).info()
        except libvirt.libvirtError as error:
            if not is_code(error, "NO_DOMAIN", "OPERATION_INVALID"):
                raise
            continue
        counters.records[uuid] = {"cpu.time": cpu_ns, "vcpu.current": vcpus, "balloon.current": memory_kib}
    return counters


def _node(question: Any) -> dict[str, int] | None:
    try:
        found = question(-1)  # VIR_NODE_CPU_STATS_ALL_CPUS = VIR_NODE_MEMORY_STATS_ALL_CELLS
    except libvirt.libvirtError as error:
        if is_code(error, "NO_SUPPORT", "INVALID_ARG", "INTERNAL_ERROR", "OPERATION_UNSUPPORTED", "SYSTEM_ERROR"):
            return None
        raise
    return dict(found) if found else None


class StatsLoop:
    """Runs while the host is connected."""

    def __init__(self, picture: Picture, links: Links, seconds: float) -> None:
        self._picture = picture
        self._links = links
        self._seconds = seconds
        self._samples: dict[str, VmSample] = {}
        self._host_sample: HostSample | None = None
        self._changed = asyncio.Event()
        self._visible: frozenset[str] = frozenset()
        self._host_visible = False
        self._turns = 0

    def visible(self, uuids: frozenset[str], host: bool) -> None:
        """Which VMs are looked at: they are asked first where there are no bulk stats. ``host``: its load is read though nothing runs."""
        self._visible, self._host_visible = uuids, host
        self._changed.set()

    async def run(self) -> None:
        """For ever; sleeps without a timer while nothing runs."""
        unsubscribe = self._picture.subscribe(self._changed.set)
        try:
            while True:
                running = self._running()
                if not running and not self._host_visible and self._picture.host.stats.at:
                    self._changed.clear()
                    await self._changed.wait()
                    continue
                if self._picture.host.state is HostState.READY:
                    await self._turn(running)
                await asyncio.sleep(self._seconds)
        finally:
            unsubscribe()

    def _running(self) -> list[str]:
        """What runs, what is looked at first."""
        running = [vm.uuid for vm in self._picture.vms.values() if vm.state.active]
        return sorted(running, key=lambda uuid: uuid not in self._visible)

    async def _turn(self, running: list[str]) -> None:
        what = N_("The performance numbers of {host} could not be read", host=self._picture.host.name)
        host = self._host_visible or not self._picture.host.stats.at or self._turns % HOST_TURNS == 0
        self._turns += 1
        try:
            connection = await self._links.role("stats")
            counters = await connection.call(lambda conn: read_counters(conn, running, host=host), what=what)
        except ConsoleError as error:
            if error.cause is not Cause.UNREACHABLE:
                log.warning("%s | %s", error.text.english(), error.detail)
            return
        now, wall = time.monotonic(), time.time()
        stats, self._samples = all_vm_stats(counters.records, self._samples, now=now, wall=wall)
        self._picture.patches({uuid: {"stats": each} for uuid, each in stats.items()})
        if not host:
            return
        numbers, self._host_sample = host_stats(counters.cpu, counters.memory, self._host_sample, wall=wall)
        self._picture.set_host(stats=numbers if numbers.at else HostStats(at=wall))
