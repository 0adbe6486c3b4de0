"""Rates and shares out of counters."""

from __future__ import annotations

import dataclasses
import time
import uuid

import libvirt
import pytest

from console.backend import stats
from console.backend.stats import HostSample, VmSample, all_vm_stats, host_stats, vm_stats
from console.model.objects import HostStats, VmStats
from console.xml.build import build_domain
from tests.fixtures.daemon import PrivateLibvirtd
from tests.xml.samples import spec

RECORD = {
    "state.state": 1,
    "cpu.time": 9_000_000_000,
    "vcpu.current": 2,
    "vcpu.maximum": 4,
    "vcpu.0.time": 1_000_000_000,
    "vcpu.1.time": 2_000_000_000,
    "balloon.current": 2048,
    "balloon.available": 2000,
    "balloon.unused": 500,
    "balloon.usable": 1200,
    "block.count": 2,
    "block.0.rd.bytes": 100,
    "block.0.wr.bytes": 10,
    "block.1.rd.bytes": 50,
    "net.count": 1,
    "net.0.rx.bytes": 1000,
    "net.0.tx.bytes": 7,
}


def test_the_first_sample_has_no_rates() -> None:
    numbers, sample = vm_stats(RECORD, None, now=10.0, wall=1000.0)
    assert numbers == VmStats(memory_bytes=2048 * 1024, memory_used_bytes=800 * 1024, at=1000.0)
    assert sample == VmSample(10.0, 3_000_000_000, 2, 150, 10, 1000, 7)


def test_rates() -> None:
    _, first = vm_stats(RECORD, None, now=10.0, wall=0.0)
    later = RECORD | {"vcpu.0.time": 2_000_000_000, "vcpu.1.time": 4_000_000_000, "block.1.rd.bytes": 250, "net.0.tx.bytes": 27}
    numbers, _ = vm_stats(later, first, now=12.0, wall=0.0)
    assert numbers.cpu_percent == pytest.approx(75.0)  # 3 s of 2 vCPUs' 4 s
    assert (numbers.disk_read_bps, numbers.disk_write_bps, numbers.net_rx_bps, numbers.net_tx_bps) == (100.0, 0.0, 0.0, 10.0)


def test_a_share_is_never_over_a_hundred() -> None:
    _, first = vm_stats(RECORD, None, now=10.0, wall=0.0)
    numbers, _ = vm_stats(RECORD | {"vcpu.0.time": 99_000_000_000}, first, now=11.0, wall=0.0)
    assert numbers.cpu_percent == 100.0


def test_counters_that_started_anew_give_nothing_wrong() -> None:
    _, first = vm_stats(RECORD, None, now=10.0, wall=0.0)
    reset = RECORD | {"vcpu.0.time": 0, "vcpu.1.time": 5, "block.0.rd.bytes": 0, "block.1.rd.bytes": 0}
    numbers, _ = vm_stats(reset, first, now=12.0, wall=0.0)
    assert (numbers.cpu_percent, numbers.disk_read_bps) == (None, None)
    assert numbers.net_rx_bps == 0.0
    same_moment, _ = vm_stats(RECORD, first, now=10.01, wall=0.0)
    assert same_moment.cpu_percent is None


def test_without_times_of_vcpus_the_process_counts() -> None:
    _, first = vm_stats({"cpu.time": 1_000_000_000, "vcpu.current": 1}, None, now=0.0, wall=0.0)
    numbers, _ = vm_stats({"cpu.time": 1_500_000_000, "vcpu.current": 1}, first, now=1.0, wall=0.0)
    assert numbers.cpu_percent == pytest.approx(50.0)


@pytest.mark.parametrize(
    ("balloon", "used"),
    [
        ({"available": 1000, "unused": 400}, 600),
        ({"available": 1000, "unused": 400, "usable": 700}, 300),
        ({"available": 0, "unused": 0}, None),  # the driver has not reported yet
        ({"unused": 400}, None),
        ({"available": 100, "unused": 400}, None),
        ({}, None),
    ],
)
def test_memory_inside_the_guest(balloon: dict[str, int], used: int | None) -> None:
    numbers, _ = vm_stats({f"balloon.{key}": value for key, value in balloon.items()}, None, now=0.0, wall=0.0)
    assert numbers.memory_used_bytes == (None if used is None else used * 1024)


def test_nothing_known_is_nothing_said() -> None:
    numbers, sample = vm_stats({}, VmSample(0.0), now=1.0, wall=5.0)
    assert numbers == VmStats(at=5.0)
    assert sample == VmSample(1.0)
    strange, _ = vm_stats({"vcpu.current": "two", "block.count": None, "net.count": 3}, None, now=1.0, wall=5.0)
    assert strange == VmStats(at=5.0)


def test_samples_of_gone_vms_go() -> None:
    _, first = all_vm_stats({"a": RECORD, "b": RECORD}, {}, now=1.0, wall=0.0)
    numbers, second = all_vm_stats({"b": RECORD}, first, now=2.0, wall=0.0)
    assert (set(first), set(second)) == ({"a", "b"}, {"b"})
    assert numbers["b"].cpu_percent == 0.0


def test_hosts() -> None:
    memory = {"total": 1000, "free": 300, "buffers": 100, "cached": 200}
    first, sample = host_stats({"kernel": 10, "user": 20, "idle": 60, "iowait": 10}, memory, None, wall=3.0)
    assert first == HostStats(cpu_percent=None, memory_used_bytes=400 * 1024, at=3.0)
    assert sample == HostSample(busy=30, idle=70)
    second, _ = host_stats({"kernel": 20, "user": 40, "idle": 120, "iowait": 20}, None, sample, wall=4.0)
    assert second == HostStats(cpu_percent=pytest.approx(30.0), memory_used_bytes=None, at=4.0)
    backwards, _ = host_stats({"kernel": 0, "user": 0, "idle": 0}, {"total": 5}, sample, wall=5.0)
    assert (backwards.cpu_percent, backwards.memory_used_bytes) == (None, None)
    assert host_stats(None, None, sample, wall=6.0) == (HostStats(at=6.0), None)


@pytest.mark.real
def test_a_real_guest(libvirtd: PrivateLibvirtd) -> None:
    conn = libvirt.open(libvirtd.uri)
    vm = dataclasses.replace(spec(name="a2-stats"), uuid=str(uuid.uuid4()))
    domain = conn.createXML(build_domain(vm, []), 0)
    try:

        def records() -> dict[str, dict[str, object]]:
            return {d.UUIDString(): r for d, r in conn.getAllDomainStats(stats.RUNNING_STATS, stats.RUNNING_FLAGS) if d.name() == "a2-stats"}

        before, samples = all_vm_stats(records(), {}, now=time.monotonic(), wall=time.time())
        assert before[vm.uuid].memory_bytes == vm.memory_bytes
        share: float | None = 0.0
        end = time.monotonic() + 10
        while not share and time.monotonic() < end:  # on a busy machine the guest may get nothing for a while
            time.sleep(0.5)
            after, _ = all_vm_stats(records(), samples, now=time.monotonic(), wall=time.time())
            share = after[vm.uuid].cpu_percent
        assert share is not None and 0.0 < share <= 100.0  # SeaBIOS looks for something to boot
        assert after[vm.uuid].net_rx_bps is None or after[vm.uuid].net_rx_bps >= 0.0
        first, sample = host_stats(conn.getCPUStats(-1), conn.getMemoryStats(-1), None, wall=0.0)
        assert first.memory_used_bytes and first.memory_used_bytes < conn.getInfo()[1] << 20
        host_share: float | None = 0.0
        end = time.monotonic() + 10
        while not host_share and time.monotonic() < end:  # the kernel counts in ticks of 10 ms: nothing may have been added yet
            time.sleep(0.2)
            second, _ = host_stats(conn.getCPUStats(-1), conn.getMemoryStats(-1), sample, wall=0.0)
            host_share = second.cpu_percent
        assert host_share is not None and 0.0 < host_share <= 100.0
    finally:
        domain.destroy()
        conn.close()


def test_the_test_driver_says_little() -> None:
    conn = libvirt.open("test:///default")
    records = {d.UUIDString(): r for d, r in conn.getAllDomainStats(libvirt.VIR_DOMAIN_STATS_STATE, 0)}
    numbers, _ = all_vm_stats(records, {}, now=0.0, wall=1.0)
    assert list(numbers.values()) == [VmStats(at=1.0)]
    conn.close()
