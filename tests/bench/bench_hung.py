"""Hosts that hang: of ten, one daemon is stopped (SIGSTOP) and one is behind a line that swallows everything; the others go on, the window too.

A change on a good host by another process → known here: before and while the others hang. Then the program is closed: seconds to its end.
A guest that hangs (its QEMU stopped) on a real libvirtd: the states of the others on the same host are followed on.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack

import libvirt

from tests.bench import worlds
from tests.bench.program import Program
from tests.bench.report import Figure


def _followed(program: Program, domains: list[libvirt.virDomain]) -> tuple[float, dict[str, object]]:
    """Pause and continue VMs; (the longest time until one was known, what the program says)."""
    program.go("reset")
    program.hear()
    made: dict[str, float] = {}
    for domain in domains:
        domain.suspend()
        made[domain.UUIDString()] = time.monotonic()
        time.sleep(0.05)
    said: dict[str, object] = {}
    end = time.monotonic() + 10
    seen: dict[str, float] = {}
    while time.monotonic() < end and not made.keys() <= seen.keys():
        time.sleep(0.05)
        program.go("?")
        said = program.hear()
        seen = said["changed"]  # type: ignore[assignment]
    for domain in domains:
        domain.resume()
    return max((seen.get(uuid, end) - when for uuid, when in made.items()), default=0.0), said


def _hosts() -> list[Figure]:
    with ExitStack() as stack:
        folder = stack.enter_context(worlds.folder())
        daemons = [stack.enter_context(worlds.daemon()) for _ in range(10)]
        keeps = [worlds.fill(worlds.remote_test_uri(each), 100, kind="test", running=20) for each in daemons]
        socket, proxy = stack.enter_context(worlds.long_line(daemons[1], 0.001, folder))
        uris = [worlds.remote_test_uri(each) for each in daemons]
        uris[1] = f"test+unix:///default?socket={socket}"
        program = stack.enter_context(Program("hung", uris))
        program.hear()
        domains = [keep.lookupByUUIDString(worlds.identity(number)) for keep in keeps[2:] for number in (3, 5)]
        before, _ = _followed(program, domains)
        daemons[0].freeze()
        proxy.send_signal(signal.SIGUSR1)
        gap, during, states = 0.0, 0.0, {}
        for _ in range(5):  # through stale and lost, and the tries to reconnect: 30 s
            time.sleep(4)
            followed, said = _followed(program, domains)
            during = max(during, followed)
            gap = max(gap, float(said["gap_ms"]))  # type: ignore[arg-type]
            states = said["hosts"]  # type: ignore[assignment]
        ended = program.end()
        daemons[0].thaw()
        proxy.send_signal(signal.SIGUSR2)
        wrong = sum(states[f"h{number}"] == "ready" for number in (0, 1)) + sum(states[f"h{number}"] != "ready" for number in range(2, 10))
        for keep in keeps[2:]:
            keep.close()
    return [
        Figure("two of ten hosts hang: a change on another one → known, slowest", during * 1000, "ms", None, before * 1000, "before"),
        Figure("two of ten hosts hang: longest gap", gap, "ms", 50),
        Figure("two of ten hosts hang: hosts shown in a wrong state", float(wrong), "", 0, must=True),
        Figure("two of ten hosts hang: close → end of the process", ended, "s", 2, must=True),
    ]


def _guest() -> list[Figure]:
    with worlds.daemon() as daemon:
        conn = worlds.fill(daemon.uri, 6, kind="qemu", running=6)
        with Program("hung", [daemon.uri]) as program:
            program.hear()
            domains = [conn.lookupByUUIDString(worlds.identity(number)) for number in range(1, 6)]
            before, _ = _followed(program, domains)
            name = worlds.name(0)
            pid = int((daemon.folder / "run" / "libvirt" / "qemu" / "run" / f"{name}.pid").read_text())
            os.kill(pid, signal.SIGSTOP)
            time.sleep(5)
            during, said = _followed(program, domains)
            state = said["hosts"]["h0"]  # type: ignore[index]
            ended = program.end()
            os.kill(pid, signal.SIGCONT)
        conn.close()
    return [
        Figure("one guest hangs: a change of another one → known, slowest", during * 1000, "ms", None, before * 1000, "before"),
        Figure("one guest hangs: longest gap", float(said["gap_ms"]), "ms", 50),  # type: ignore[arg-type]
        Figure("one guest hangs: its host is shown otherwise than ready", float(state != "ready"), "", 0, must=True),
        Figure("one guest hangs: close → end of the process", ended, "s", 2, must=True),
    ]


def run() -> list[Figure]:
    """The figures."""
    return _hosts() + _guest()
