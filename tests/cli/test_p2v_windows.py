"""virtdeckctl p2v from a running Windows: the stand-in of tests/operations/test_p2v_windows.py (no real Windows, no real PowerShell)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_clone import open_rows
from tests.cli.test_p2v import Ctl, path_with
from tests.cli.test_template_verbs import folder
from tests.cli.test_virtdeckctl import ctl, start
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd
from tests.operations.test_p2v_windows import furnish, reader

__all__ = ["ctl", "folder", "reader"]

pytestmark = pytest.mark.skipif(shutil.which("mcs") is None or shutil.which("mono") is None, reason="needs mono-mcs")


def test_a_running_windows(ctl: Ctl, folder: Path, libvirtd: PrivateLibvirtd, tmp_path: Path, reader: Path) -> None:
    """--check names the moment; the copy is the disk as of its shadow copy, which is removed."""
    machine = tmp_path / "machine"
    furnish(machine, tmp_path / "programs", reader)
    (tmp_path / "programs" / "uname").write_text("#!/bin/sh\necho MINGW64_NT-10.0-17763\n")  # Git for Windows is in its PATH
    before = (machine / "PhysicalDrive0").read_bytes()
    server = PrivateSshd(path=f"{tmp_path}/programs:{os.environ['PATH']}")
    try:
        server.trust()
        server.start()
        path, address = path_with(tmp_path / "bin", server), f"ssh://{server.user}@127.0.0.1:{server.port}"
        told = json.loads(ctl("p2v", "--json", "--from", address, "--check", PATH=path).stdout)
        assert told["family"] == "windows" and {finding["code"]: finding["severity"] for finding in told["findings"]}.get("held") == "info"
        words = ("p2v", "--json", "--from", address, "--copy-only", "--connect", libvirtd.uri, "--sr", folder.name, "--name", "win")
        assert json.loads(ctl(*words, PATH=path, seconds=120).stdout)["name"] == "win"
    finally:
        server.remove()
    (file,) = folder.iterdir()
    raw = tmp_path / "raw"
    subprocess.run(["qemu-img", "convert", "-O", "raw", file, raw], check=True, timeout=60)
    assert raw.read_bytes() == before and (machine / "PhysicalDrive0").read_bytes() != before
    assert (machine / "log").read_text().splitlines()[-1] == "delete {1-1}" and open_rows() == []


@pytest.mark.parametrize("when", [pytest.param("making", marks=pytest.mark.slow), "reading"])
def test_killed(ctl: Ctl, folder: Path, libvirtd: PrivateLibvirtd, tmp_path: Path, reader: Path, when: str) -> None:
    """While the shadow copy is made: it is named, and nobody's to remove. While it is read: offered, and removed over ssh."""
    machine = tmp_path / "machine"
    furnish(machine, tmp_path / "programs", reader)
    server = PrivateSshd(path=f"{tmp_path}/programs:{os.environ['PATH']}")
    try:
        server.trust()
        server.start()
        path, address = path_with(tmp_path / "bin", server), f"ssh://{server.user}@127.0.0.1:{server.port}"
        process = start("p2v", "--from", address, "--copy-only", "--connect", libvirtd.uri, "--sr", folder.name, "--name", "win", PATH=path)
        (machine / when).write_text(str(process.pid))
        process.communicate(timeout=90)
        (machine / when).unlink()
        (left,) = (each for each in json.loads(ctl("leftover-list", "--json").stdout) if each["kind"] == "p2v-snapshot")
        assert left["host"] == address and left["proved"] is (when == "reading") and list(machine.glob("GLOBAL*"))
        told = json.loads(ctl("p2v", "--json", "--from", address, "--check", PATH=path).stdout)
        assert ("leftovers" if when == "reading" else "doubtful") in {finding["code"] for finding in told["findings"]}
        status = 0 if when == "reading" else 1
        done = ctl("leftover-clean", "--all", "--connect", libvirtd.uri, PATH=path, status=status)
        assert (not list(machine.glob("GLOBAL*"))) is (when == "reading") and not list(folder.iterdir())
        assert status == 0 or "not proved" in done.stderr
        ctl("leftover-keep", "--all", "--connect", libvirtd.uri)
    finally:
        server.remove()
    assert open_rows() == []
