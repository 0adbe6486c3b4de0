"""Disks added to, changed on and detached from a VM of a real libvirtd; disks resized and downloaded."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.model.disk_use import users_of
from console.model.errors import Cause, ConsoleError
from console.model.objects import Disk, StorageRepository
from console.operations.disks import AddDisk, ChangeDisk, DetachDisk, cache_mode
from console.operations.subject import wait_until
from console.operations.volumes import CreateVolume, DeleteVolumes, DownloadVolume, ResizeVolume, place_of
from console.xml.storage import build_dir_repository
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.worlds import Place, place

MIB = 1 << 20


@pytest.fixture
async def home(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[tuple[Place, StorageRepository]]:
    """A host with one repository and one VM that is off, in folders of this test."""
    folder = libvirtd.images / f"disks-{os.getpid()}-{tmp_path.name}"
    folder.mkdir()
    async with place(libvirtd.uri, tmp_path) as found:
        key = await found.port.define_repository(build_dir_repository(folder.name, str(folder)), autostart=False)
        uuid = await found.port.define(
            f"<domain type='qemu'><name>{folder.name}</name><memory>65536</memory>"
            "<os><type arch='x86_64' machine='pc'>hvm</type></os><features><acpi/></features><devices>"
            "<controller type='usb' index='0' model='ich9-ehci1'/><memballoon model='none'/></devices></domain>"
        )
        assert await found.active(key)
        assert await wait_until(found.inventory, lambda: any(vm.uuid == uuid and vm.config for vm in found.inventory.vms()), 10)
        try:
            yield found, found.repository(folder.name)
        finally:
            vm = next((vm for vm in found.inventory.vms() if vm.uuid == uuid), None)
            if vm is not None and vm.state.active:
                await found.port.destroy(uuid)
            await found.port.undefine(uuid)
            await found.port.delete_repository(key)


def disks(found: Place, name: str) -> dict[str, Disk]:
    config = found.vm(name).config
    assert config is not None
    return {disk.target: disk for disk in config.disks}


async def test_disks_come_change_and_go(home: tuple[Place, StorageRepository]) -> None:
    found, repository = home
    name = repository.name
    where, of = place_of(repository, found.inventory), found.of(name)
    new = CreateVolume(where, "data.qcow2", 16 * MIB)
    assert await found.runner.start(AddDisk(of, where, "data.qcow2", "virtio", new)) == "vda"
    assert await wait_until(found.inventory, lambda: "vda" in disks(found, name), 10)
    volume = await found.port.volume(repository.uuid, "data.qcow2")
    assert [use.words for use in users_of(found.inventory, repository, volume)] == [f"{name} (vda)"]
    with pytest.raises(ConsoleError, match="is used by"):
        await found.runner.start(AddDisk(of, where, "data.qcow2", "virtio"))

    await found.runner.start(ChangeDisk(of, "vda", readonly=False, transient=True, cache="none"))
    assert await wait_until(found.inventory, lambda: disks(found, name)["vda"].transient, 10)
    assert await cache_mode(found.port, found.vm(name), "vda") == "none"
    await found.runner.start(ChangeDisk(of, "vda", readonly=False, transient=False, cache=""))
    assert await wait_until(found.inventory, lambda: not disks(found, name)["vda"].transient, 10)

    # While it runs: plugged in, grown, and unplugged (USB needs no guest for that); SATA waits for the next start.
    await found.port.start(of.uuid)
    assert await wait_until(found.inventory, lambda: found.vm(name).state.active, 10)
    assert await found.runner.start(AddDisk(of, where, "usb.qcow2", "usb", CreateVolume(where, "usb.qcow2", 8 * MIB))) == "sda"
    assert await wait_until(found.inventory, lambda: "sda" in disks(found, name), 10)
    await found.runner.start(ResizeVolume(where, "data.qcow2", 32 * MIB))
    assert (await found.port.volume(repository.uuid, "data.qcow2")).capacity_bytes == 32 * MIB
    with pytest.raises(ConsoleError, match="writes to it"):
        await found.runner.start(DownloadVolume(where, "data.qcow2", str(Path(repository.path) / "x")))
    await found.runner.start(DetachDisk(of, "sda"))
    assert "sda" not in disks(found, name)
    assert await found.runner.start(AddDisk(of, where, "later.qcow2", "ide", CreateVolume(where, "later.qcow2", 8 * MIB))) == "hda"
    pending = found.vm(name).pending
    assert pending is not None and "hda" in {disk.target for disk in pending.disks} and "hda" not in disks(found, name)
    await found.port.destroy(of.uuid)
    assert await wait_until(found.inventory, lambda: not found.vm(name).state.active and "hda" in disks(found, name), 10)
    assert set(disks(found, name)) == {"vda", "hda"}
    await found.runner.start(DetachDisk(of, "vda"))
    assert await wait_until(found.inventory, lambda: "vda" not in disks(found, name), 10)
    await found.runner.start(DeleteVolumes(where, ("data.qcow2", "usb.qcow2")))
    assert set(await found.port.volume_names(repository.uuid)) == {"later.qcow2"}
    assert await found.journal_rows() == []


async def test_a_disk_that_can_not_be_attached_is_not_left_behind(home: tuple[Place, StorageRepository]) -> None:
    found, repository = home
    where, of = place_of(repository, found.inventory), found.of(repository.name)
    with pytest.raises(ConsoleError):
        await found.runner.start(AddDisk(of, where, "x.qcow2", "virtio", CreateVolume(where, "x.qcow2", 8 * MIB), cache="bogus"))
    assert await found.port.volume_names(repository.uuid) == ()
    assert await found.journal_rows() == []


async def test_shrinking_and_taken_names_are_refused(home: tuple[Place, StorageRepository]) -> None:
    found, repository = home
    where = place_of(repository, found.inventory)
    await found.runner.start(CreateVolume(where, "a.qcow2", 8 * MIB))
    with pytest.raises(ConsoleError, match="can't be made smaller"):
        await found.runner.start(ResizeVolume(where, "a.qcow2", 4 * MIB))
    await found.runner.start(ResizeVolume(where, "a.qcow2", 12 * MIB))
    assert (await found.port.volume(repository.uuid, "a.qcow2")).capacity_bytes == 12 * MIB
    with pytest.raises(ConsoleError, match="slash"):
        await found.runner.start(CreateVolume(where, "../a", 8 * MIB))


async def test_a_download_has_its_name_when_it_is_whole(home: tuple[Place, StorageRepository], tmp_path: Path) -> None:
    found, repository = home
    where = place_of(repository, found.inventory)
    source = Path(repository.path) / "big.img"
    with source.open("wb") as file:
        file.write(os.urandom(24 * MIB))
        file.truncate(64 * MIB)
    await found.port.refresh_repository(repository.uuid)
    target = tmp_path / "out.img"
    running = found.runner.start(DownloadVolume(where, "big.img", str(target)))

    def begun() -> bool:
        return any(path.name.endswith(".part") and path.stat().st_size for path in tmp_path.iterdir())

    for _ in range(2000):
        if begun() or running.done():
            break
        await asyncio.sleep(0.001)
    task = found.runner.task_of(running)
    assert task is not None
    if not running.done():
        assert not target.exists()
        found.runner.cancel(task.id)
        with pytest.raises((ConsoleError, asyncio.CancelledError)):
            await running
        assert not target.exists() and not begun()
    target.unlink(missing_ok=True)
    assert await found.runner.start(DownloadVolume(where, "big.img", str(target))) == str(target)
    assert target.read_bytes() == source.read_bytes()
    assert target.stat().st_blocks * 512 < 40 * MIB  # a hole stays a hole
    assert [path.name for path in tmp_path.iterdir() if "out.img" in path.name] == ["out.img"]
    with pytest.raises(ConsoleError) as there:
        await found.runner.start(DownloadVolume(where, "big.img", str(target)))
    assert there.value.cause is Cause.EXISTS
    assert await found.journal_rows() == []


async def test_a_disk_that_others_are_based_on_is_not_written_to(home: tuple[Place, StorageRepository]) -> None:
    """A base that no VM has: attached writable it would change under the disks over it."""
    found, repository = home
    base, over = Path(repository.path) / "base.qcow2", Path(repository.path) / "over.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", base, "1M"], check=True, timeout=20)
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", base, "-F", "qcow2", over], check=True, timeout=20)
    await found.port.refresh_repository(repository.uuid)
    where, of = place_of(repository, found.inventory), found.of(repository.name)
    with pytest.raises(ConsoleError, match=r"must not change: over\.qcow2"):
        await found.runner.start(AddDisk(of, where, "base.qcow2", "virtio"))
    assert await found.runner.start(AddDisk(of, where, "base.qcow2", "virtio", readonly=True)) == "vda"
