"""The pool's part of a host's port: what is asked of a host to see whether it fits to others."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import libvirt

from console.backend.errors import is_code
from console.backend.port_storage import StoragePort
from console.model.errors import ConsoleError
from console.model.pool_checks import HostCpu
from console.model.text import N_
from console.xml import cpu as cpu_xml
from console.xml.capabilities import parse_capabilities

REACH_SECONDS = 5.0
CLOCK_SECONDS = 8.0

_COMPARED = {libvirt.VIR_CPU_COMPARE_IDENTICAL: "identical", libvirt.VIR_CPU_COMPARE_SUPERSET: "superset"}


class PoolPort(StoragePort):
    """CPU, clock and reach of one host."""

    async def host_cpu(self) -> HostCpu:
        return await self._job(N_("The CPU of {host} could not be read", host=self._session.name), _host_cpu)

    async def compare_host_cpu(self, cpu: str) -> str:
        return await self._job(N_("The CPU of {host} could not be compared", host=self._session.name), _compare, cpu)

    async def baseline_cpu(self, cpus: Sequence[str]) -> str:
        return await self._job(N_("The CPU that all hosts have could not be found"), _baseline, list(cpus))

    async def clock_offset(self) -> float | None:
        record = self._session.record
        if record.local or record.embedded:
            return 0.0
        if not self._over_ssh or self._programs is None:
            return None
        before = time.time()
        try:
            done = await self._programs.run(["date", "+%s.%N"], host=record.id, deadline=CLOCK_SECONDS)
        except ConsoleError:
            return None
        after = time.time()
        seconds, _, part = done.stdout.strip().partition(".")
        if not seconds.isdigit():
            return None
        told = float(f"{seconds}.{part}") if part.isdigit() else float(seconds) + 0.5  # busybox has no %N
        return told - (before + after) / 2

    async def reaches(self, address: str, port: int) -> bool | None:
        record = self._session.record
        if record.local or record.embedded:
            return await _opens(address, port)
        if not self._over_ssh or self._programs is None:
            return None
        script = 'exec 3<>"/dev/tcp/$1/$2"'
        argv = ["timeout", str(round(REACH_SECONDS)), "bash", "-c", script, "_", address, str(port)]
        try:
            done = await self._programs.run(argv, host=record.id, deadline=REACH_SECONDS + 5, check=False)
        except ConsoleError:
            return None
        if done.status in (126, 127):  # no timeout or no bash there
            return None
        return done.status == 0

    @property
    def _over_ssh(self) -> bool:
        return self._session.picture.host.transport == "ssh"


async def _opens(address: str, port: int) -> bool:
    try:
        async with asyncio.timeout(REACH_SECONDS):
            _, writer = await asyncio.open_connection(address, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


def _host_cpu(conn: Any) -> HostCpu:
    """The CPU that guests of the best kind can be given; where libvirt has no domain capabilities, the host's own."""
    capabilities = conn.getCapabilities()
    uuid = parse_capabilities(capabilities).host_uuid
    try:
        xml = cpu_xml.of_domain_capabilities(conn.getDomainCapabilities(None, None, None, None, 0))
    except libvirt.libvirtError as error:
        if not is_code(error, "NO_SUPPORT", "INVALID_ARG", "CONFIG_UNSUPPORTED"):
            raise
        xml = ""
    xml = xml or cpu_xml.of_capabilities(capabilities)
    return HostCpu(uuid, xml, cpu_xml.model_of(xml) if xml else "")


def _compare(conn: Any, cpu: str) -> str:
    """ "identical" | "superset" | "incompatible" | "unknown"."""
    try:
        answer = conn.compareHypervisorCPU(None, None, None, None, cpu, 0)
    except libvirt.libvirtError as error:
        if not is_code(error, "NO_SUPPORT"):
            raise
        try:
            answer = conn.compareCPU(cpu, 0)
        except libvirt.libvirtError as other:
            if is_code(other, "NO_SUPPORT"):
                return "unknown"
            raise
    return _COMPARED.get(answer, "incompatible")


def _baseline(conn: Any, cpus: list[str]) -> str:
    """Name of the model that all have; "" where it can't be told."""
    try:
        return cpu_xml.model_of(conn.baselineHypervisorCPU(None, None, None, None, cpus, 0))
    except libvirt.libvirtError as error:
        if is_code(error, "NO_SUPPORT"):
            try:
                return cpu_xml.model_of(conn.baselineCPU(cpus, 0))
            except libvirt.libvirtError:
                return ""
        if not conn.isAlive():
            raise
        return ""  # e.g. CPUs of two makers: they have nothing in common
