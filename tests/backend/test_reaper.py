"""What stands in for process 1: what a daemon leaves behind is taken at once, whatever process 1 does."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from console.backend import reaper
from console.backend.embedded import _spawn

ENV = {"PATH": os.environ["PATH"]}


def gone(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)  # what libvirt asks: a zombie is still there
        except ProcessLookupError:
            return True
        time.sleep(0.005)
    return False


def test_orphans_of_the_daemon_are_gone_when_they_end(tmp_path: Path) -> None:
    """The daemon starts something detached (as libvirt does with QEMU), ends, and leaves it."""
    note = tmp_path / "pid"
    script = f"(setsid sleep 60 & echo $! > {note}) ; exec sleep 60"
    with (tmp_path / "log").open("wb") as log:
        process, daemon = _spawn([sys.executable, "-I", reaper.__file__, "{report}", "sh", "-c", script], ENV, log)
    while not note.exists() or not note.read_text().strip():
        time.sleep(0.01)
    orphan = int(note.read_text())
    assert daemon != process.pid
    os.kill(daemon, signal.SIGTERM)
    assert gone(daemon, 2)
    assert process.poll() is None, "it stays for what the daemon has left"
    os.kill(orphan, signal.SIGKILL)
    assert gone(orphan, 2)
    assert process.wait(2) == 128 + signal.SIGTERM


def test_a_daemon_that_can_not_be_run(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        process, _ = _spawn([sys.executable, "-I", reaper.__file__, "{report}", "/nowhere/daemon"], ENV, log)
    assert process.wait(5) == 127
    assert (tmp_path / "log").read_text() == "/nowhere/daemon: No such file or directory\n"


def test_without_a_reaper_the_daemon_is_our_child(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        process, daemon = _spawn(["sh", "-c", "exit 3"], ENV, log)
    assert daemon == process.pid and process.wait(5) == 3
