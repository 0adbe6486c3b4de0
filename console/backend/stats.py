"""Rates and shares from libvirt's counters: pure computation, no calls.

Input are the records of virConnectGetAllDomainStats (https://libvirt.org/html/libvirt-libvirt-domain.html#virConnectGetAllDomainStats) and the
node's counters. Every key may be missing (other drivers, older libvirt, a guest that just stopped): then that number is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import libvirt

from console.model.objects import HostStats, VmStats

INVENTORY_STATS = libvirt.VIR_DOMAIN_STATS_STATE | libvirt.VIR_DOMAIN_STATS_BALLOON | libvirt.VIR_DOMAIN_STATS_VCPU
"""The groups of the first listing: names, states, memory and vCPUs of all in one call."""

RUNNING_STATS = INVENTORY_STATS | libvirt.VIR_DOMAIN_STATS_CPU_TOTAL | libvirt.VIR_DOMAIN_STATS_BLOCK | libvirt.VIR_DOMAIN_STATS_INTERFACE
"""The groups of the periodic poll of what runs."""

RUNNING_FLAGS = libvirt.VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE | libvirt.VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT
"""Only what runs, and without waiting for guests that hang."""

_SHORTEST = 0.05  # seconds: a rate over less is noise


@dataclass(frozen=True, slots=True)
class VmSample:
    """A VM's counters at one moment, for the next rates. None = not known."""

    at: float  # time.monotonic()
    cpu_ns: int | None = None
    vcpus: int = 1
    read_bytes: int | None = None
    written_bytes: int | None = None
    received_bytes: int | None = None
    transmitted_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class HostSample:
    """A host's CPU counters at one moment, in ns over all CPUs."""

    busy: int
    idle: int


def _whole(record: Mapping[str, Any], key: str) -> int | None:
    value = record.get(key)
    return value if isinstance(value, int) else None


def _cpu_ns(record: Mapping[str, Any], vcpus: int) -> int | None:
    """Time that the vCPUs ran; without it the process's, which has QEMU's own work in it."""
    times = [_whole(record, f"vcpu.{number}.time") for number in range(_whole(record, "vcpu.maximum") or vcpus)]
    known = [each for each in times if each is not None]
    return sum(known) if known and any(known) else _whole(record, "cpu.time")


def _sum(record: Mapping[str, Any], group: str, counter: str) -> int | None:
    """Sum over all devices of a group."""
    values = [_whole(record, f"{group}.{number}.{counter}") for number in range(_whole(record, f"{group}.count") or 0)]
    known = [each for each in values if each is not None]
    return sum(known) if known else None


def _rate(now: int | None, before: int | None, seconds: float) -> float | None:
    """Per second; None without two counters, or when they were reset in between."""
    if now is None or before is None or seconds < _SHORTEST or now < before:
        return None
    return (now - before) / seconds


def vm_stats(record: Mapping[str, Any], previous: VmSample | None, *, now: float, wall: float) -> tuple[VmStats, VmSample]:
    """The numbers of one VM and the sample for the next time. ``now`` time.monotonic(), ``wall`` time.time() of the record."""
    vcpus = max(1, _whole(record, "vcpu.current") or _whole(record, "vcpu.maximum") or 1)
    sample = VmSample(
        at=now,
        cpu_ns=_cpu_ns(record, vcpus),
        vcpus=vcpus,
        read_bytes=_sum(record, "block", "rd.bytes"),
        written_bytes=_sum(record, "block", "wr.bytes"),
        received_bytes=_sum(record, "net", "rx.bytes"),
        transmitted_bytes=_sum(record, "net", "tx.bytes"),
    )
    before = previous or VmSample(at=now)
    seconds = now - before.at
    cpu = _rate(sample.cpu_ns, before.cpu_ns, seconds)
    memory = _whole(record, "balloon.current")
    return VmStats(
        cpu_percent=None if cpu is None else min(100.0, cpu / 1e9 / vcpus * 100.0),
        memory_bytes=None if memory is None else memory * 1024,
        memory_used_bytes=_memory_used(record),
        disk_read_bps=_rate(sample.read_bytes, before.read_bytes, seconds),
        disk_write_bps=_rate(sample.written_bytes, before.written_bytes, seconds),
        net_rx_bps=_rate(sample.received_bytes, before.received_bytes, seconds),
        net_tx_bps=_rate(sample.transmitted_bytes, before.transmitted_bytes, seconds),
        at=wall,
    ), sample


def _memory_used(record: Mapping[str, Any]) -> int | None:
    """What the guest uses by its balloon driver: without caches where it says so (usable, Linux ≥ 4.6), else all that is not free."""
    available = _whole(record, "balloon.available")
    spare = _whole(record, "balloon.usable")
    if spare is None:
        spare = _whole(record, "balloon.unused")
    if not available or spare is None or spare > available:  # the driver has not reported yet
        return None
    return (available - spare) * 1024


def all_vm_stats(
    records: Mapping[str, Mapping[str, Any]], previous: Mapping[str, VmSample], *, now: float, wall: float
) -> tuple[dict[str, VmStats], dict[str, VmSample]]:
    """:func:`vm_stats` for records by UUID. The samples hold what was in ``records`` only, so those of VMs that are gone go too."""
    computed = {uuid: vm_stats(record, previous.get(uuid), now=now, wall=wall) for uuid, record in records.items()}
    return {uuid: stats for uuid, (stats, _) in computed.items()}, {uuid: sample for uuid, (_, sample) in computed.items()}


def host_stats(
    cpu: Mapping[str, int] | None, memory: Mapping[str, int] | None, previous: HostSample | None, *, wall: float
) -> tuple[HostStats, HostSample | None]:
    """A host's load from virNodeGetCPUStats(-1) (ns) and virNodeGetMemoryStats(-1) (KiB); either may be None where the driver has none.

    Caches count as free, as the kernel gives them back when asked.
    """
    sample = None
    if cpu and "idle" in cpu:
        idle = cpu["idle"] + cpu.get("iowait", 0)
        sample = HostSample(busy=sum(cpu.get(name, 0) for name in ("kernel", "user", "intr")), idle=idle)
    percent = None
    if sample is not None and previous is not None:
        busy, idle = sample.busy - previous.busy, sample.idle - previous.idle
        if busy >= 0 and idle >= 0 and busy + idle > 0:
            percent = 100.0 * busy / (busy + idle)
    used = None
    if memory and "total" in memory and "free" in memory:
        used = max(0, memory["total"] - memory["free"] - memory.get("buffers", 0) - memory.get("cached", 0)) * 1024
    return HostStats(cpu_percent=percent, memory_used_bytes=used, at=wall), sample
