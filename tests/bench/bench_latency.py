"""A long line: the same as inventory through a proxy that delays each direction by 20 ms; 1,000 VMs on a real libvirtd. Best of three."""

from __future__ import annotations

from tests.bench import worlds
from tests.bench.program import Program
from tests.bench.report import Figure

DELAY = 0.020


def run() -> list[Figure]:
    """The figures."""
    with worlds.folder() as folder, worlds.daemon() as daemon:
        worlds.fill(daemon.uri, 1_000, kind="qemu").close()
        local = worlds.virsh(daemon.uri)
        with worlds.long_line(daemon, DELAY, folder) as (socket, _process):
            uri = f"qemu+unix:///session?socket={socket}"
            floor = worlds.virsh(uri, 1)
            best: dict[str, float] = {}
            for _ in range(3):
                with Program("latency", [uri], vms=1_000) as program:
                    said = program.hear()
                    program.end()
                said["after_open"] = said["first"] - said["open_began"]
                said["details"] -= said["open_began"]
                for name in ("first", "tree", "details", "listing", "gap_ms", "after_open"):
                    best[name] = min(best.get(name, 1e9), float(said[name]))
    trips = best["listing"] / (2 * DELAY)
    return [
        Figure(
            "names and states, round trips (whole ones)", float(int(trips)), "", 2, None, must=True, note=f"{trips:.2f} with the time of the data"
        ),
        Figure("begin to connect → first names", best["after_open"], "s", 0.6),
        Figure("start → tree complete", best["tree"], "s", None, floor, f"virsh list --all (without the line {local:.2f} s)"),
        Figure("begin to connect → 1,000 VMs complete with details", best["details"], "s", 10),
        Figure("longest gap", best["gap_ms"], "ms", 50),
    ]
