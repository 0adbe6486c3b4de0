"""At rest with 10,000 VMs, 100 of them running: CPU of the program over 20 s, and its memory.

The VMs are on libvirt's test driver inside a daemon in another process: real RPC, real connections, no guests that would eat the machine. That driver
has no bulk numbers beyond states, so that this is also the way of hosts without bulk stats (Xen): bounded calls for each running VM. Beside it a real
libvirtd with 1,000 VMs and 10 running guests: one bulk call a turn.
"""

from __future__ import annotations

import time

from tests.bench import peer, worlds
from tests.bench.program import Program
from tests.bench.report import Figure

SECONDS = 20.0


def _rest(uri: str, vms: int) -> tuple[float, float]:
    """(CPU share of one core, MiB)."""
    with Program("inventory", [uri], vms=vms) as program:
        program.hear()
        program.go("quiet")
        program.hear()
        time.sleep(5)
        shares = []
        for _ in range(2):
            before, began = program.cpu(), time.monotonic()
            time.sleep(SECONDS / 2)
            shares.append((program.cpu() - before) / (time.monotonic() - began))
        memory = program.memory()
        program.end()
    return min(shares), memory


def run() -> list[Figure]:
    """The figures."""
    with worlds.daemon() as daemon:
        keep = worlds.fill(worlds.remote_test_uri(daemon), 10_000, kind="test", running=100)
        share, memory = _rest(worlds.remote_test_uri(daemon), 10_000)
        keep.close()
    with worlds.daemon() as daemon:
        worlds.fill(daemon.uri, 1_000, kind="qemu", running=10).close()
        time.sleep(20)  # the guests find out that they have nothing to boot from
        real, _ = _rest(daemon.uri, 1_000)
        other = peer.measure(daemon.uri, 1_000)
    return [
        Figure("10,000 VMs, 100 running: CPU at rest", share * 100, "% of a core", 2),
        Figure("10,000 VMs, 100 running: memory", memory, "MiB", 250),
        Figure("libvirtd, 1,000 VMs, 10 running: CPU at rest", real * 100, "% of a core", 2, other and other.cpu_share * 100, "virt-manager"),
    ]
