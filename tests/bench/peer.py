"""virt-manager beside us: how long until its list is complete, what it costs afterwards.

Populated is the first time its CPU falls idle after the burst of the start (0.25 s samples), as in the measurements that the project began with.
Real program under Xvfb in a D-Bus session of its own, with settings in memory. Package virt-manager; without it there is no peer.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.program import memory_of

_SCRIPT = 'GSETTINGS_BACKEND=memory exec virt-manager --debug --no-fork -c "$1"'


@dataclass(frozen=True, slots=True)
class Peer:
    populated: float | None  # seconds; None: never settled in the time given
    cpu_share: float  # of one core, afterwards
    rss_mib: float


def available() -> bool:
    return all(shutil.which(name) for name in ("virt-manager", "xvfb-run", "dbus-run-session"))


def measure(uri: str, *, patience: float = 60.0, watch: float = 10.0) -> Peer | None:
    """Start it on one URI; None where it is not installed."""
    if not available():
        return None
    home = Path(tempfile.mkdtemp(prefix="vdm-", dir="/tmp"))
    env = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LC_ALL": "C.UTF-8", "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1"}
    env.pop("QT_QPA_PLATFORM", None)
    began = time.monotonic()
    process = subprocess.Popen(
        ["xvfb-run", "-a", "dbus-run-session", "--", "sh", "-c", _SCRIPT, "sh", uri],
        env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        pid = _find(process.pid, patience)
        populated = _settled(pid, began, patience)
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


def _settled(pid: int, began: float, patience: float) -> float | None:
    """First sample without CPU after at least one second of work."""
    last, burst = _cpu(pid), False
    while time.monotonic() - began < patience:
        time.sleep(0.25)
        now = _cpu(pid)
        used, last = now - last, now
        if now > 0.8:
            burst = True
        if burst and used <= 0.01:
            return time.monotonic() - began - 0.25
    return None
