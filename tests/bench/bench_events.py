"""Events made by another process: 1,000 a second for 10 s, and 50 at once over a line of 20 ms each way.

Longest gap of the window, callback → painted row for what is on screen (p99), and that nothing is lost: the states in the end are the daemon's.
libvirt's test driver inside a daemon of its own, 1,000 VMs; three runs, the middle one counts.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.bench import worlds
from tests.bench.program import ROOT, Program
from tests.bench.report import Figure

VMS = 1_000


def _storm(seen_by: str, made_at: str, count: int, rate: float, seconds: float) -> dict[str, Any]:
    with Program("events", [seen_by], vms=VMS) as program:
        program.hear()
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.storm", made_at, str(count), str(rate), str(seconds)],
            cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        program.go("stop")
        said = program.hear()
        program.end()
    made = json.loads(done.stdout)
    if not said["painted"]["count"]:
        raise RuntimeError("none of the rows that changed was on screen: nothing has been measured")
    wrong = [uuid for uuid, state in made["states"].items() if said["states"].get(uuid) != state]
    return {**said, "made": made["events"], "took": made["seconds"], "wrong": len(wrong)}


def _middle(runs: list[dict[str, Any]], *path: str) -> float:
    values = []
    for each in runs:
        found: Any = each
        for name in path:
            found = found[name]
        values.append(float(found))
    return sorted(values)[len(values) // 2]


def run() -> list[Figure]:
    """The figures."""
    figures: list[Figure] = []
    with worlds.folder() as folder, worlds.daemon() as daemon:
        uri = worlds.remote_test_uri(daemon)
        keep = worlds.fill(uri, VMS, kind="test", running=500)
        with worlds.long_line(daemon, 0.020, folder) as (socket, _process):
            slow = f"test+unix:///default?socket={socket}"
            cases = (("1,000 events/s for 10 s", uri, 500, 1_000.0, 10.0, 0.0), ("50 at once, 40 ms there and back", slow, 50, 0.0, 0.0, 0.040))
            for label, seen_by, count, rate, seconds, trip in cases:
                runs = []
                for _ in range(3):
                    runs.append(_storm(seen_by, uri, count, rate, seconds))
                    for number in range(VMS):  # as before
                        domain = keep.lookupByUUIDString(worlds.identity(number))
                        if domain.state()[0] == 3:
                            domain.resume()
                first = runs[0]
                figures += [
                    Figure(f"{label}: longest gap", _middle(runs, "gap_ms"), "ms", 50),
                    Figure(f"{label}: callback → painted, p99", _middle(runs, "painted", "p99"), "ms", 50 + 2 * trip * 1000),
                    Figure(f"{label}: callback → known, p99", _middle(runs, "applied", "p99"), "ms"),
                    Figure(f"{label}: VMs with a wrong state in the end", float(max(each["wrong"] for each in runs)), "", 0, must=True),
                    Figure(
                        f"{label}: readings",
                        float(first["reads"]),
                        "",
                        None,
                        float(first["events"]),
                        "events seen",
                        note=f"{first['made']} events made",
                    ),
                    Figure(f"{label}: CPU of the program", _middle(runs, "cpu"), "s", None, seconds or None, "wall"),
                ]
        keep.close()
    return figures
