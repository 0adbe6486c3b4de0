"""virtdeckctl p2v from a machine behind a real sshd: its own inventory (lsblk shows a file as its disk), the copy, and whatever ends it early."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.test_clone import open_rows
from tests.cli.test_p2v import Ctl, path_with
from tests.cli.test_template_kills import KILLED
from tests.cli.test_template_verbs import folder
from tests.cli.test_virtdeckctl import ctl, one_sentence, start
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd

__all__ = ["ctl", "folder"]

MIB = 1 << 20
SIZE = 96 * MIB


@dataclass
class Physical:
    """The machine."""

    sshd: PrivateSshd
    disk: Path
    device: str
    path: str  # of ssh, for the console

    def words(self, uri: str, repository: str, *more: str) -> tuple[str, ...]:
        return ("p2v", "--from", f"ssh://{self.sshd.user}@127.0.0.1:{self.sshd.port}", "--copy-only", "--connect", uri, "--sr", repository,
                "--name", "phys", *more)  # fmt: skip

    def digest(self) -> str:
        return hashlib.sha256(self.disk.read_bytes()).hexdigest()


@pytest.fixture
def physical(tmp_path: Path) -> Iterator[Physical]:
    """A disk with two partitions, 60 MiB of data, and free space at its end; where it is mounted nobody says."""
    programs, disk = tmp_path / "there", tmp_path / "sda"
    programs.mkdir()
    with disk.open("wb") as file:
        file.truncate(SIZE)
    subprocess.run(["sgdisk", "-n", "1:2048:+8M", "-n", "2:0:+62M", str(disk)], check=True, capture_output=True, timeout=30)
    with disk.open("r+b") as file:
        file.seek(MIB)
        file.write(os.urandom(60 * MIB))
    name = f"..{disk}"
    part = {"type": "part", "fstype": "ext4", "pttype": "gpt"}
    shown = {"name": name, "kname": name, "type": "disk", "size": SIZE, "tran": "sata", "log-sec": 512, "pttype": "gpt", "model": "A file",
             "children": [{"name": f"{name}1", "kname": f"{name}1", "size": 8 * MIB, **part},
                          {"name": f"{name}2", "kname": f"{name}2", "size": 62 * MIB, **part}]}  # fmt: skip
    lsblk = programs / "lsblk"
    lsblk.write_text(f"#!/bin/sh\ncat <<'END'\n{json.dumps({'blockdevices': [shown]})}\nEND\n")
    lsblk.chmod(lsblk.stat().st_mode | stat.S_IXUSR)
    server = PrivateSshd(path=f"{programs}:{os.environ['PATH']}")
    server.trust()
    server.start()
    yield Physical(server, disk, f"/dev/{name}", path_with(tmp_path / "bin", server))
    server.remove()


def domains(libvirtd: PrivateLibvirtd) -> list[str]:
    argv = ["virsh", "-q", "-c", libvirtd.uri, "list", "--all", "--name"]
    return subprocess.run(argv, check=True, capture_output=True, text=True, timeout=30).stdout.split()


def test_the_whole_way(ctl: Ctl, physical: Physical, folder: Path, libvirtd: PrivateLibvirtd) -> None:
    """Looked at, copied, compared; the equivalent options; the source is as it was."""
    before = physical.digest()
    made = json.loads(ctl(*physical.words(libvirtd.uri, folder.name, "--json", "--second-pass", "true"), PATH=physical.path, seconds=120).stdout)
    assert made["name"] == "phys"
    (file,) = folder.iterdir()
    subprocess.run(["qemu-img", "compare", "-f", "raw", "-F", "qcow2", physical.disk, file], check=True, capture_output=True, timeout=60)
    assert physical.digest() == before and open_rows() == []
    wrong = ctl(*physical.words(libvirtd.uri, folder.name, "--leave-out", "/dev/sdz9"), status=1, PATH=physical.path)
    assert "/dev/sdz9" in wrong.stderr


@pytest.mark.parametrize(
    ("method", "number"),
    [("write_volume", 1), pytest.param("define", 1, marks=pytest.mark.slow), pytest.param("set_metadata", 1, marks=pytest.mark.slow)],
)
def test_killed(ctl: Ctl, physical: Physical, folder: Path, libvirtd: PrivateLibvirtd, method: str, number: int) -> None:
    """Before the VM is there, before its disk is, when all is copied: the next run offers to clean up, nothing is left, the source is as it was."""
    before, checkout = physical.digest(), Path(__file__).resolve().parents[2]
    argv = [sys.executable, "-c", KILLED, method, str(number), *physical.words(libvirtd.uri, folder.name)]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=120, cwd=checkout, env={**os.environ, "PATH": physical.path})
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
    assert [file.name for file in folder.iterdir()] == ["phys.qcow2"] and domains(libvirtd) == ([] if method == "define" else ["phys"])
    listed = json.loads(ctl("leftover-list", "--json").stdout)
    assert {each["name"] for each in listed} == {"phys", "phys.qcow2"}
    ctl("leftover-clean", "--all", "--connect", libvirtd.uri)
    assert not list(folder.iterdir()) and domains(libvirtd) == [] and open_rows() == [] and physical.digest() == before


def test_killed_in_the_middle_of_the_copy(ctl: Ctl, physical: Physical, folder: Path, libvirtd: PrivateLibvirtd) -> None:
    """By a signal from outside, while bytes are on their way."""
    before = physical.digest()
    process = start(*physical.words(libvirtd.uri, folder.name), PATH=physical.path)
    end = time.monotonic() + 90
    while not any(file.stat().st_blocks * 512 > 6 * MIB for file in folder.iterdir()):
        assert process.poll() is None and time.monotonic() < end, process.communicate()
        time.sleep(0.01)
    process.kill()
    process.communicate(timeout=20)
    ctl("leftover-clean", "--all", "--connect", libvirtd.uri)
    assert not list(folder.iterdir()) and domains(libvirtd) == [] and open_rows() == [] and physical.digest() == before


def test_a_full_target(ctl: Ctl, physical: Physical, libvirtd: PrivateLibvirtd, tmp_path: Path) -> None:
    """One sentence, and the repository is empty again."""
    small = tmp_path / "small"
    small.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", small], capture_output=True, check=False).returncode:
        pytest.skip("no tmpfs can be mounted here")
    virsh = ["virsh", "-q", "-c", libvirtd.uri]
    try:
        subprocess.run([*virsh, "pool-create-as", "p2v-small", "dir", "--target", small], check=True, timeout=20, capture_output=True)
        said = ctl(*physical.words(libvirtd.uri, "p2v-small"), PATH=physical.path, status=1, seconds=120).stderr
        assert "full" in said.splitlines()[-1] or "space" in said.splitlines()[-1], said
        assert not list(small.iterdir()) and domains(libvirtd) == [] and open_rows() == []
    finally:
        subprocess.run([*virsh, "pool-destroy", "p2v-small"], check=False, timeout=20, capture_output=True)
        subprocess.run(["umount", "-l", small], check=True)


def test_nobody_is_let_in(ctl: Ctl, physical: Physical, folder: Path, libvirtd: PrivateLibvirtd) -> None:
    """A login that is refused, a host key that has changed: one sentence each."""
    (physical.sshd.folder / "authorized_keys").write_text("")
    said = one_sentence(ctl(*physical.words(libvirtd.uri, folder.name), PATH=physical.path, status=1))
    assert "127.0.0.1" in said and "refused" in said
    physical.sshd.stop()
    physical.sshd.make_host_key()
    physical.sshd.start()
    assert "key" in one_sentence(ctl(*physical.words(libvirtd.uri, folder.name), PATH=physical.path, status=1))
    assert not list(folder.iterdir()) and open_rows() == []


@pytest.mark.slow
def test_memory_of_a_large_disk(physical: Physical, folder: Path, libvirtd: PrivateLibvirtd) -> None:
    """24 GiB, nearly all of it empty: the whole program stays below 250 MB, and so does the disk on the target."""
    large = 24 << 30
    with physical.disk.open("r+b") as file:
        file.truncate(large)
    lsblk = physical.disk.parent / "there" / "lsblk"
    lsblk.write_text(lsblk.read_text().replace(f'"size": {SIZE}', f'"size": {large}'))
    process = start(*physical.words(libvirtd.uri, folder.name), PATH=physical.path)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    out, err = process.communicate()
    assert process.returncode == 0, out + err
    (image,) = folder.iterdir()
    assert usage.ru_maxrss < 250_000, f"{usage.ru_maxrss >> 10} MiB"
    assert image.stat().st_blocks * 512 < 80 * MIB
