"""SIGKILL at chosen calls of conversions, new templates and flattening: the journal tells what is half done, and it is cleaned up."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.inside import ctl
from tests.cli.test_clone import open_rows
from tests.cli.test_template_verbs import folder
from tests.cli.test_virtdeckctl import Ctl
from tests.fixtures.daemon import PrivateLibvirtd

__all__ = ["ctl", "folder"]

KILLED = """
import os, signal, sys
from console.app.headless import main
from console.backend.port import Port
name, number = sys.argv[1], int(sys.argv[2])
real, calls = getattr(Port, name), []
async def dies(self, *args, **options):
    calls.append(name)
    if len(calls) == number:
        os.kill(os.getpid(), signal.SIGKILL)
    return await real(self, *args, **options)
setattr(Port, name, dies)
sys.exit(main(sys.argv[3:]))
"""
"""virtdeckctl that is killed just before the numbered call of a method of the host's port."""

XML = """<domain type='qemu'><name>{name}</name><memory unit='MiB'>32</memory><os><type arch='x86_64' machine='pc'>hvm</type></os><devices>
<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{disk}'/><target dev='vda' bus='virtio'/></disk></devices></domain>"""


def killed(method: str, number: int, *words: str) -> None:
    checkout = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", KILLED, method, str(number), *words], capture_output=True, text=True, timeout=90, cwd=checkout)
    assert done.returncode == -signal.SIGKILL, f"{done.returncode} {done.stdout}{done.stderr}"


class Bench:
    """virsh on the daemon, and a VM."""

    def __init__(self, daemon: PrivateLibvirtd, folder: Path) -> None:
        self.uri, self.folder = daemon.uri, folder

    def virsh(self, *words: str, stdin: str = "") -> str:
        argv = ["virsh", "-q", "-c", self.uri, *words]
        return subprocess.run(argv, input=stdin, check=True, timeout=60, capture_output=True, text=True).stdout

    def define(self, name: str, *, base: str = "") -> Path:
        disk = self.folder / f"{name}.qcow2"
        backing = ("-b", str(self.folder / base), "-F", "qcow2") if base else ()
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", *backing, disk, *(() if base else ("2M",))], check=True, timeout=20)
        self.virsh("pool-refresh", self.folder.name)
        self.virsh("define", "/dev/stdin", stdin=XML.format(name=name, disk=disk))
        return disk


@pytest.fixture
def bench(libvirtd: PrivateLibvirtd, folder: Path) -> Bench:
    return Bench(libvirtd, folder)


def left(ctl: Ctl, bench: Bench) -> set[tuple[str, str, bool]]:
    listed = json.loads(ctl("leftover-list", "--json", "--connect", bench.uri).stdout)
    return {(each["kind"], each["name"], each["proved"]) for each in listed}


def test_a_conversion_that_was_cut_off_is_taken_back_or_ended(bench: Bench, ctl: Ctl) -> None:
    disk = bench.define("gold")
    bench.virsh("autostart", "gold")
    words = ("template-create", "--from-vm", "gold", "--connect", bench.uri)
    killed("define", 1, *words)
    assert "disable" in bench.virsh("dominfo", "gold"), "autostart is off, and it is no template yet"
    assert left(ctl, bench) == {("conversion", "gold", True)}
    ctl("leftover-clean", "--all", "--connect", bench.uri)
    assert "Autostart:      enable" in bench.virsh("dominfo", "gold") and "template" not in bench.virsh("dumpxml", "gold") and open_rows() == []

    bench.virsh("start", "gold")
    bench.virsh("managedsave", "gold")
    killed("discard_managed_save", 1, *words)
    assert "Managed save:   yes" in bench.virsh("dominfo", "gold") and left(ctl, bench) == {("conversion", "gold", True)}
    ctl("leftover-clean", "--all", "--connect", bench.uri)
    (vm,) = json.loads(ctl("template-list", "--custom", "--json", "--connect", bench.uri).stdout)
    said = bench.virsh("dominfo", "gold")
    assert vm["name"] == "gold" and "Managed save:   no" in said and "disable" in said and open_rows() == []
    assert disk.exists()


@pytest.mark.parametrize("at", [1, 2])
def test_a_new_template_that_was_cut_off_leaves_nothing(bench: Bench, ctl: Ctl, at: int) -> None:
    """Before the VM is defined, and between the VM and the template that it becomes."""
    words = ("--os", "other", "--name", "fresh", "--disk", "4MiB", "--memory", "64MiB", "--quiet")
    killed("define", at, "template-create", *words, "--connect", bench.uri)
    names = {name for _, name, _ in left(ctl, bench)}
    assert names >= {"fresh.qcow2", "fresh"} if at == 2 else names == {"fresh.qcow2", "fresh"}
    ctl("leftover-clean", "--all", "--connect", bench.uri)
    assert open_rows() == [] and not list(bench.folder.iterdir()) and "fresh" not in bench.virsh("list", "--all", "--name")
    ctl("template-create", *words, "--connect", bench.uri)
    assert [file.name for file in bench.folder.iterdir()] == ["fresh.qcow2"] and open_rows() == []


def test_a_flatten_that_was_cut_off_tells_its_old_disk(bench: Bench, ctl: Ctl) -> None:
    base = bench.define("gold")
    subprocess.run(["qemu-io", "-f", "qcow2", "-c", "write -P 7 0 1M", base], check=True, timeout=20, capture_output=True)
    bench.define("web", base="gold.qcow2")
    before = hashlib.sha256(base.read_bytes()).hexdigest()
    words = ("vm-flatten", "web", "--connect", bench.uri)
    killed("delete_volume", 1, *words)
    assert "web-1.qcow2" in bench.virsh("dumpxml", "web")
    assert left(ctl, bench) == {("volume", "web.qcow2", True)}, "the copy is in use, the old overlay is not"
    ctl("leftover-clean", "--all", "--connect", bench.uri)
    assert sorted(file.name for file in bench.folder.iterdir()) == ["gold.qcow2", "web-1.qcow2"] and open_rows() == []
    assert hashlib.sha256(base.read_bytes()).hexdigest() == before
