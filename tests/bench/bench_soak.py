"""Soak: another process makes, starts, stops and removes VMs; tabs, views and selections change, hosts reconnect. What is held must not grow.

30 minutes, or so many as VIRTDECK_SOAK_MINUTES says. Measured from the end of the first sixth (caches are full by then) to the end.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any

from tests.bench import worlds
from tests.bench.program import ROOT, Program
from tests.bench.report import Figure


def soak(seconds: float, *, reconnects: int = 6) -> tuple[dict[str, Any], dict[str, Any], float]:
    """(held after a sixth, held at the end, longest gap in ms)."""
    with worlds.daemon() as daemon:
        uri = worlds.remote_test_uri(daemon)
        keep = worlds.fill(uri, 200, kind="test", running=20)
        with Program("soak", [uri]) as program:
            program.hear()
            churn = subprocess.Popen([sys.executable, "-m", "tests.bench.churn", uri, str(seconds)], cwd=ROOT, stdout=subprocess.DEVNULL)
            gap, first = 0.0, {}
            part = seconds / (reconnects + 1)
            for turn in range(reconnects):
                time.sleep(part)
                program.go("reconnect")
                said = program.hear()
                gap = max(gap, float(said["gap_ms"]))
                if not first and (turn + 1) * part >= seconds / 6:
                    first = said
            churn.wait(part + 60)
            time.sleep(25)  # connections that wait for another job close after 20 s
            program.go("held")
            last = program.hear()
            program.go("held")  # a second look: what the first one's own walk through the memory took is there twice
            last = program.hear()
            program.end()
        keep.close()
    return first, last, max(gap, float(last["gap_ms"]))


def figures_of(first: dict[str, Any], last: dict[str, Any], gap: float) -> list[Figure]:
    """What may not grow."""
    grown = (last["rss_kib"] / first["rss_kib"] - 1) * 100
    result = [Figure("memory grown", grown, "%", 5), Figure("longest gap", gap, "ms", 250)]
    for name, room in (("threads", 2), ("fds", 4), ("timers", 4), ("qobjects", 60), ("connections", 2), ("tasks", 3)):
        result.append(Figure(f"{name} more than before", float(last[name] - first[name]), "", room, must=True, note=f"{first[name]} → {last[name]}"))
    return result


def run() -> list[Figure]:
    """The figures."""
    minutes = float(os.environ.get("VIRTDECK_SOAK_MINUTES", "30"))
    return figures_of(*soak(minutes * 60))
