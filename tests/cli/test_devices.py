"""virtdeckctl's verbs for one VM's network cards, disks and discs, on a real libvirtd; in this process, to be quick."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import libvirt
import pytest

from console.xml.storage import build_dir_repository
from tests.cli.inside import ctl  # noqa: F401 - a fixture
from tests.cli.test_virtdeckctl import Ctl
from tests.fixtures.daemon import PrivateLibvirtd

MAC = "52:54:00:77:01:01"
NAME = "ctl-devices"


class World:
    """A VM that is off with a card and a disc in its drive, and a repository."""

    def __init__(self, uri: str, folder: Path, domain: libvirt.virDomain, run: Ctl) -> None:
        self.uri, self.folder, self.repository, self.domain, self._run = uri, folder, folder.name, domain, run

    def run(self, *words: str, status: int = 0) -> str:
        """One verb; its output, or its complaint."""
        done = self._run(*words, "--connect", self.uri, status=status)
        return (done.stdout if status == 0 else done.stderr).strip()

    @property
    def xml(self) -> str:
        return str(self.domain.XMLDesc())


@pytest.fixture
def world(libvirtd: PrivateLibvirtd, ctl: Ctl) -> Iterator[World]:  # noqa: F811
    folder = libvirtd.images / f"devices-{os.getpid()}"
    folder.mkdir()
    (folder / "disc.iso").write_bytes(bytes(2048))
    conn = libvirt.open(libvirtd.uri)
    pool = conn.storagePoolDefineXML(build_dir_repository(folder.name, str(folder)))
    pool.create()
    domain = conn.defineXML(
        f"<domain type='qemu'><name>{NAME}</name><memory unit='MiB'>32</memory><os><type arch='x86_64' machine='pc'>hvm</type></os><devices>"
        f"<disk type='file' device='cdrom'><driver name='qemu' type='raw'/><source file='{folder}/disc.iso'/><target dev='hda' bus='ide'/></disk>"
        f"<interface type='user'><mac address='{MAC}'/><model type='e1000'/></interface></devices></domain>"
    )
    yield World(libvirtd.uri, folder, domain, ctl)
    domain.undefine()
    pool.destroy()
    pool.undefine()
    conn.close()
    shutil.rmtree(folder)


def test_cards(world: World) -> None:
    added = world.run("vm-nic-add", NAME, "--network", "user")
    assert added.startswith("52:54:00:") and world.xml.count("<interface ") == 2
    world.run("vm-nic-set", NAME, "1", "--unplug")
    assert "<link state='down'/>" in world.xml
    assert "unplugged already" in world.run("vm-nic-set", NAME, MAC, "--unplug", status=1)
    world.run("vm-nic-remove", NAME, added)
    assert world.xml.count("<interface ") == 1
    assert f"it has: {MAC}" in world.run("vm-nic-remove", NAME, "7", status=1)
    assert "no active network nowhere" in world.run("vm-nic-set", NAME, "1", "--network", "nowhere", status=1)


def test_disks_and_discs(world: World) -> None:
    assert world.run("vm-disk-attach", NAME, world.repository, "data", "--size", "8MiB", "--bus", "virtio") == "vda"
    assert "data.qcow2" in world.xml
    assert "can't have a disk on the bus floppy" in world.run("vm-disk-attach", NAME, world.repository, "x", "--bus", "floppy", status=1)
    assert "no storage repository elsewhere" in world.run("vm-disk-attach", NAME, "elsewhere", "x", status=1)
    (shown,) = json.loads(world.run("vm-disk-detach", NAME, "vda", "--json"))
    assert shown["name"] == NAME and "data.qcow2" not in world.xml
    world.run("vm-disk-attach", NAME, world.repository, "data.qcow2", "--read-only")
    assert "<readonly/>" in world.xml and "data.qcow2" in world.xml
    assert "no disk vdz" in world.run("vm-disk-detach", NAME, "vdz", status=1)

    (row,) = json.loads(world.run("vm-cd-eject", NAME, "--json"))
    assert row["ok"] and "disc.iso" not in world.xml
    assert f"No disc is in a CD drive of {NAME}" in world.run("vm-cd-eject", NAME, status=1)
    world.run("vm-cd-insert", NAME, str(world.folder / "disc.iso"))
    assert "disc.iso" in world.xml
