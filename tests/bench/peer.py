"""virt-manager beside us: how long until its list is complete, what it costs afterwards.

Populated is when its own debug log has named all VMs. The real program under Xvfb in a D-Bus session of its own, with settings in memory. Package
virt-manager; without it there is no peer.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.program import memory_of

_SCRIPT = 'GSETTINGS_BACKEND=memory exec virt-manager --debug --no-fork -c "$1" 2>&1'
_ADDED = re.compile(r"domain=\S+ status=.* added")


@dataclass(frozen=True, slots=True)
class Peer:
    populated: float | None  # seconds; None: never settled in the time given
    cpu_share: float  # of one core, afterwards
    rss_mib: float


def available() -> bool:
    return all(shutil.which(name) for name in ("virt-manager", "xvfb-run", "dbus-run-session"))


def measure(uri: str, vms: int, *, patience: float = 60.0, watch: float = 10.0) -> Peer | None:
    """Start it on one URI with so many VMs; None where it is not installed."""
    if not available():
        return None
    home = Path(tempfile.mkdtemp(prefix="vdm-", dir="/tmp"))
    env = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LC_ALL": "C.UTF-8", "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1"}
    env.pop("QT_QPA_PLATFORM", None)
    began = time.monotonic()
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            ["xvfb-run", "-a", "dbus-run-session", "--", "sh", "-c", _SCRIPT, "sh", uri],
            env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        pid = _find(process.pid, patience)
        populated = _listed(home / "log", vms, began, patience)
        before, start = _cpu(pid), time.monotonic()
        time.sleep(watch)
        share = (_cpu(pid) - before) / (time.monotonic() - start)
        return Peer(populated, share, memory_of(pid))
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)
        shutil.rmtree(home, ignore_errors=True)


def _children(pid: int) -> list[int]:
    try:
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(word) for word in words]


def _find(root: int, seconds: float) -> int:
    """The process of virt-manager among the descendants."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        todo = [root]
        while todo:
            pid = todo.pop()
            todo += _children(pid)
            with contextlib.suppress(OSError):
                words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
                if len(words) > 1 and words[0].endswith((b"python3", b"python")) and words[1].endswith(b"virt-manager"):
                    return pid
        time.sleep(0.05)
    raise RuntimeError("virt-manager did not start")


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _listed(log: Path, count: int, began: float, patience: float) -> float | None:
    """When its own log has named so many VMs."""
    while time.monotonic() - began < patience:
        with contextlib.suppress(OSError):
            if len(_ADDED.findall(log.read_text(errors="replace"))) >= count:
                return time.monotonic() - began
        time.sleep(0.2)
    return None
