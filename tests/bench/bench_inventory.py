"""Inventory: start → complete tree with names and states, painted; then the details. Floor: ``virsh list --all``, or a bare open of the same files.

1,000 and 10,000 VMs on one host and 100 hosts × 100 VMs (test driver inside our process); 1,000 and 5,000 defined on a real libvirtd.
Figures of ours are the best of three. virt-manager is measured beside us where it is installed.
"""

from __future__ import annotations

from tests.bench import peer, worlds
from tests.bench.program import Program
from tests.bench.report import Figure

TURNS = 3


def _ours(uris: list[str], vms: int) -> dict[str, float]:
    best: dict[str, float] = {}
    for _ in range(TURNS):
        with Program("inventory", uris, vms=vms) as program:
            said = program.hear()
            for name in ("first", "tree", "details", "names_gap_ms", "gap_ms"):
                best[name] = min(best.get(name, 1e9), float(said[name]))
            best["rss"] = min(best.get("rss", 1e9), program.memory())
            program.end()
    return best


def _beside(label: str, uri: str, count: int, ours: dict[str, float], patience: float) -> list[Figure]:
    other = peer.measure(uri, count, patience=patience)
    if other is None:
        return []
    note = "" if other.populated is not None else f"the peer was not done after {patience:.0f} s"
    return [
        Figure(f"{label}: list complete", ours["details"], "s", None, other.populated or patience, "virt-manager", note=note),
        Figure(f"{label}: memory", ours["rss"], "MiB", None, other.rss_mib, "virt-manager"),
    ]


def run() -> list[Figure]:
    """The figures."""
    figures: list[Figure] = []

    def add(label: str, ours: dict[str, float], floor: float, floor_name: str) -> None:
        figures.append(Figure(f"{label}: tree complete", ours["tree"], "s", floor + 1.0, floor, floor_name))
        figures.append(Figure(f"{label}: details complete", ours["details"], "s"))
        figures.append(Figure(f"{label}: longest gap", ours["gap_ms"], "ms", 50))

    with worlds.folder() as folder:
        for count in (1_000, 10_000):
            uri = worlds.test_file(folder / f"{count}.xml", count, running=count // 10)
            ours = _ours([uri], count)
            add(f"test driver, {count:,} VMs", ours, worlds.bare_open(uri)[0], "bare open")
            figures += _beside(f"test driver, {count:,} VMs", uri, count, ours, 60)
        uris = [worlds.test_file(folder / f"h{host}.xml", 100, host, running=10) for host in range(100)]
        add("test driver, 100 hosts × 100 VMs", _ours(uris, 10_000), worlds.bare_open(*uris)[0], "100 bare opens")
    for count in (1_000, 5_000):
        with worlds.daemon() as daemon:
            worlds.fill(daemon.uri, count, kind="qemu").close()
            ours = _ours([daemon.uri], count)
            add(f"libvirtd, {count:,} VMs", ours, worlds.virsh(daemon.uri), "virsh list --all")
            figures += _beside(f"libvirtd, {count:,} VMs", daemon.uri, count, ours, 60)
    return figures
