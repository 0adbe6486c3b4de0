"""Installations that restart their VM, with real guests: a boot image that resets the machine plays the installer."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import shutil
import struct
import subprocess
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.model.errors import ConsoleError
from console.model.objects import PowerState, StorageRepository, Vm
from console.model.spec import CdSpec, DirectBoot, DiskSpec, VmSpec
from console.operations.create import CreateVm
from console.operations.delete import DeleteVm
from console.operations.install import FinishInstallation, InstallWatcher
from console.operations.making import installer_name
from console.operations.power import ForceOff, ForceReboot, Start
from console.operations.storage import UploadFile
from console.operations.subject import wait_for, wait_until
from console.xml.storage import build_dir_repository
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.worlds import HOST, Place, place

SECTOR = 2048
RESET = bytes([0xB0, 0xFE, 0xE6, 0x64, 0xF4, 0xEB, 0xFD])
"""mov al,0xfe; out 0x64,al (the keyboard controller's reset line); hlt; jmp: an installer that is done and restarts."""
HALT = bytes([0xFA, 0xF4, 0xEB, 0xFD])
"""cli; hlt; jmp: an installer that goes on and on."""


def _installer() -> bytes:
    """What an installer does, in 16-bit code: write a boot record to the first disk, count itself in the sector behind it, restart the machine.

    The boot record prints "DISK " on the first serial port, for ever.
    """
    disk = [  # at 0x7c00 when the BIOS boots it
        *(b"\x31\xc0\x8e\xd8", b"\xbe\x16\x7c"),  # xor ax,ax; mov ds,ax; again: mov si,text
        *(b"\xac\x3c\x00\x74\xf8", b"\xba\xf8\x03\xee"),  # next: lodsb; cmp al,0; jz again; mov dx,0x3f8; out dx,al
        *(b"\x31\xc9\xe2\xfe", b"\xeb\xf1", b"DISK \0"),  # xor cx,cx; loop $; jmp next
    ]
    record = b"".join(disk).ljust(510, b"\0") + b"\x55\xaa"
    move = b"\xba\x80\x00\xcd\x13"  # mov dx,0x80; int 0x13
    code = [
        b"\x31\xc0\x8e\xd8\x8e\xc0",  # xor ax,ax; mov ds,ax; mov es,ax
        b"\xbb\x00\x7e\xb8\x01\x03\xb9\x01\x00" + move,  # write sector 1 from 0x7e00: the record
        b"\xbb\x00\x80\xb8\x01\x02\xb9\x02\x00" + move,  # read sector 2 to 0x8000
        b"\xfe\x06\x00\x80",  # inc byte [0x8000]
        b"\xbb\x00\x80\xb8\x01\x03\xb9\x02\x00" + move,  # write it back
        RESET,
    ]
    return b"".join(code).ljust(512, b"\0") + record


INSTALLER = _installer()


def bootable_iso(path: Path, code: bytes) -> Path:
    """A CD that BIOSes boot (El Torito 1.0, no emulation) with nothing but this code on it."""
    image = bytearray(SECTOR * 24)

    def put(sector: int, data: bytes) -> None:
        image[sector * SECTOR : sector * SECTOR + len(data)] = data

    primary = bytearray(b"\x01CD001\x01" + bytes(33) + b"INSTALLER".ljust(32) + bytes(SECTOR - 72))
    struct.pack_into("<I", primary, 80, 24)  # sectors
    struct.pack_into("<H", primary, 128, SECTOR)
    struct.pack_into("<BxI4xI", primary, 156, 34, 21, SECTOR)  # root directory: an empty sector
    put(16, bytes(primary))
    put(17, b"\x00CD001\x01EL TORITO SPECIFICATION".ljust(71, b"\0") + (19).to_bytes(4, "little"))
    put(18, b"\xffCD001\x01")
    check = bytearray(b"\x01" + bytes(29) + b"\x55\xaa")
    words = sum(int.from_bytes(check[i : i + 2], "little") for i in range(0, 32, 2))
    check[28:30] = ((-words) & 0xFFFF).to_bytes(2, "little")
    put(19, bytes(check) + b"\x88\x00\x00\x00\x00\x00\x04\x00" + (20).to_bytes(4, "little"))
    put(20, code)
    path.write_bytes(image)
    return path


@dataclass
class Yard:
    place: Place
    repository: StorageRepository
    folder: Path

    def spec(self, iso: Path) -> VmSpec:
        return VmSpec(
            name="fresh",
            host=HOST,
            uuid=str(uuid.uuid4()),
            machine="pc",
            memory_bytes=32 << 20,
            disks=(DiskSpec(1 << 20, bus="ide", repository=self.repository.uuid),),
            cds=(CdSpec(str(iso), bus="ide", boot=True),),
            boot=("cdrom", "hd"),
            installing=True,
            graphics="",
            video="",
            input=(),
            rng=False,
            usb="none",
            agent_channel=False,
        )

    async def until(self, reached: Callable[[Vm], bool], seconds: float = 20) -> Vm:
        vm = self.place.vm("fresh")
        assert await wait_for(self.place.inventory, vm.ref, lambda now: now is not None and reached(now), seconds), self.place.vm("fresh")
        return self.place.vm("fresh")

    def medium(self) -> str:
        config = self.place.vm("fresh").config
        assert config is not None
        return next(disk.source for disk in config.disks if disk.device == "cdrom")

    def finishes(self) -> int:
        return sum(task.verb == "vm-install-finish" for task in self.place.runner.tasks())


@pytest.fixture
async def yard(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    folder = libvirtd.images / f"yard-{uuid.uuid4().hex[:8]}"
    async with place(libvirtd.uri, tmp_path) as found:
        repository = await found.port.define_repository(build_dir_repository(folder.name, str(folder)))
        assert await found.active(repository)
        yield Yard(found, found.repository(folder.name), folder)
        for vm in found.inventory.vms():
            await found.runner.start(DeleteVm(found.of(vm.name), off_first=True))
        for words in (["pool-destroy", folder.name], ["pool-undefine", folder.name]):
            subprocess.run(["virsh", "-q", "-c", libvirtd.uri, *words], check=True, timeout=20, capture_output=True)
        shutil.rmtree(folder)


@pytest.mark.real
async def test_after_the_installers_restart_the_disk_boots_and_the_medium_is_out(yard: Yard) -> None:
    iso = bootable_iso(yard.folder / "reset.iso", RESET)
    watcher = InstallWatcher(yard.place.runner)
    await yard.place.runner.start(CreateVm(yard.spec(iso)))
    vm = await yard.until(lambda now: not now.installing and now.state is PowerState.RUNNING)
    assert yard.medium() == ""
    inactive = await yard.place.port.domain_xml(vm.uuid, inactive=True)
    live = await yard.place.port.domain_xml(vm.uuid)
    for xml in (inactive, live):
        assert "reset.iso" not in xml and "installing" not in xml and "<on_reboot>restart</on_reboot>" in xml
    assert yard.finishes() == 1
    await asyncio.sleep(2)
    assert yard.place.vm("fresh").state is PowerState.RUNNING, "it does not start over"
    assert yard.finishes() == 1
    watcher.shutdown()


async def printed(yard: Yard, words: bytes, seconds: float = 15) -> bool:
    """Whether the running guest prints this on its text console."""
    seen = b""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            async for data in yard.place.port.console_stream(yard.place.vm("fresh").uuid, force=True):
                seen += data
                if words in seen:
                    return True
    return False


def raw(yard: Yard, iso: Path) -> VmSpec:
    """A VM whose disk can be looked into."""
    return dataclasses.replace(yard.spec(iso), disks=(DiskSpec(1 << 20, bus="ide", format="raw", thin=False, repository=yard.repository.uuid),))


def installations(yard: Yard) -> int:
    return (yard.folder / "fresh.img").read_bytes()[512]


@pytest.mark.real
async def test_what_was_installed_boots_and_the_installer_ran_once(yard: Yard) -> None:
    iso = bootable_iso(yard.folder / "install.iso", INSTALLER)
    watcher = InstallWatcher(yard.place.runner)
    await yard.place.runner.start(CreateVm(raw(yard, iso)))
    await yard.until(lambda now: not now.installing and now.state is PowerState.RUNNING)
    assert await printed(yard, b"DISK "), "it does not boot from its disk"
    assert yard.medium() == "" and yard.finishes() == 1
    await yard.place.runner.start(ForceReboot(yard.place.of("fresh")))
    assert await printed(yard, b"DISK ")
    await yard.place.runner.start(ForceOff(yard.place.of("fresh")))
    await yard.place.runner.start(Start(yard.place.of("fresh")))
    assert await printed(yard, b"DISK ")
    await yard.place.runner.start(ForceOff(yard.place.of("fresh")))
    assert installations(yard) == 1
    watcher.shutdown()


@pytest.mark.real
async def test_a_closed_console_does_not_make_an_installation_start_over(yard: Yard, libvirtd: PrivateLibvirtd, tmp_path: Path) -> None:
    """The console that began it is gone before the installer restarts; somebody starts the VM by other means; then a console comes."""
    iso = bootable_iso(yard.folder / "install.iso", INSTALLER)
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    async with place(libvirtd.uri, other_folder) as other:
        await other.runner.start(CreateVm(raw(yard, iso)))
    await yard.until(lambda now: now.state is PowerState.HALTED)
    uuid = yard.place.vm("fresh").uuid
    subprocess.run(["virsh", "-q", "-c", libvirtd.uri, "start", uuid], check=True, timeout=20, capture_output=True)
    await yard.until(lambda now: now.state is PowerState.RUNNING)
    assert await printed(yard, b"DISK "), "what is defined boots the disk first"
    assert yard.place.vm("fresh").installing and installations(yard) == 1
    watcher = InstallWatcher(yard.place.runner)  # it runs from its disk: nothing to finish before it ends by itself
    await yard.place.runner.start(ForceOff(yard.place.of("fresh")))
    await yard.place.runner.start(FinishInstallation(yard.place.of("fresh"), start=False))
    await yard.until(lambda now: not now.installing)
    await yard.place.runner.start(Start(yard.place.of("fresh")))
    assert await printed(yard, b"DISK ") and yard.medium() == "" and installations(yard) == 1
    watcher.shutdown()


@pytest.mark.real
async def test_two_consoles_finish_it_once(yard: Yard, libvirtd: PrivateLibvirtd, tmp_path: Path) -> None:
    iso = bootable_iso(yard.folder / "reset.iso", RESET)
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    async with place(libvirtd.uri, other_folder) as other:
        watchers = [InstallWatcher(yard.place.runner), InstallWatcher(other.runner)]
        await yard.place.runner.start(CreateVm(yard.spec(iso)))
        await yard.until(lambda now: not now.installing and now.state is PowerState.RUNNING)
        await asyncio.sleep(1)
        failed = [task for each in (yard.place, other) for task in each.runner.tasks() if task.error is not None]
        assert not failed, [str(task.error) for task in failed]
        assert yard.place.vm("fresh").state is PowerState.RUNNING and yard.medium() == ""
        for watcher in watchers:
            watcher.shutdown()


@pytest.mark.real
async def test_an_installation_that_ended_while_no_console_was_there(yard: Yard) -> None:
    """Found stopped: finished, and left off."""
    iso = bootable_iso(yard.folder / "reset.iso", RESET)
    await yard.place.runner.start(CreateVm(yard.spec(iso)))
    await yard.until(lambda now: now.state is PowerState.HALTED)
    assert yard.place.vm("fresh").installing and yard.medium() == str(iso)
    watcher = InstallWatcher(yard.place.runner)
    await yard.until(lambda now: not now.installing)
    while yard.place.runner.running_for(yard.place.vm("fresh").ref):
        await asyncio.sleep(0.02)
    assert yard.place.vm("fresh").state is PowerState.HALTED and yard.medium() == ""
    watcher.shutdown()


@pytest.mark.real
async def test_a_forced_end_is_not_the_installations_end(yard: Yard) -> None:
    """Forced off half-way: still installing, the medium in; the next start (an empty disk) boots the medium, and its restart finishes."""
    iso = bootable_iso(yard.folder / "install.iso", HALT)
    watcher = InstallWatcher(yard.place.runner)
    await yard.place.runner.start(CreateVm(yard.spec(iso)))
    await yard.place.runner.start(ForceOff(yard.place.of("fresh")))
    await asyncio.sleep(0.3)
    assert yard.place.vm("fresh").installing and yard.medium() == str(iso) and yard.finishes() == 0
    bootable_iso(iso, RESET)
    await yard.place.runner.start(Start(yard.place.of("fresh")))
    await yard.until(lambda now: not now.installing and now.state is PowerState.RUNNING)
    assert yard.finishes() == 1 and yard.medium() == ""
    watcher.shutdown()


async def test_finishing_twice_is_the_same_as_once(yard: Yard) -> None:
    iso = bootable_iso(yard.folder / "install.iso", HALT)
    await yard.place.runner.start(CreateVm(yard.spec(iso), start=False))
    assert yard.place.vm("fresh").installing
    for _ in range(2):
        await yard.place.runner.start(FinishInstallation(yard.place.of("fresh"), start=False))
    assert not yard.place.vm("fresh").installing and yard.medium() == "" and yard.place.vm("fresh").state is PowerState.HALTED


async def test_a_new_vm_that_was_never_started_is_left_alone(yard: Yard) -> None:
    iso = bootable_iso(yard.folder / "install.iso", HALT)
    watcher = InstallWatcher(yard.place.runner)
    await yard.place.runner.start(CreateVm(yard.spec(iso), start=False))
    await asyncio.sleep(0.2)
    assert yard.place.vm("fresh").installing and yard.finishes() == 0
    watcher.shutdown()


async def brought(yard: Yard, tmp_path: Path, spec: VmSpec) -> VmSpec:
    """The same with what an unattended installation brings along: kernel and initrd, and answers on a second CD."""
    file = tmp_path / "secret"
    file.write_bytes(b"password")
    paths = [
        await yard.place.runner.start(UploadFile(HOST, yard.repository.uuid, str(file), name=installer_name(spec.uuid, kind)))
        for kind in ("vmlinuz", "initrd.img", "answers.iso")
    ]
    return dataclasses.replace(spec, direct_boot=DirectBoot(*paths[:2]), cds=(*spec.cds, CdSpec(paths[2], bus="ide")))


def files(yard: Yard) -> list[str]:
    return sorted(path.name for path in yard.folder.iterdir())


async def test_a_vm_that_is_deleted_before_takes_its_answers_along(yard: Yard, tmp_path: Path) -> None:
    iso = bootable_iso(yard.folder / "install.iso", HALT)
    spec = await brought(yard, tmp_path, yard.spec(iso))
    await yard.place.runner.start(CreateVm(spec, start=False))
    assert len(files(yard)) == 5
    await yard.place.runner.start(DeleteVm(yard.place.of("fresh")))
    assert files(yard) == ["fresh.qcow2", "install.iso"], "a kept disk and somebody's medium stay; there may be a password in the answers"


@pytest.mark.real
async def test_a_running_installer_that_is_deleted_takes_its_answers_along(yard: Yard, tmp_path: Path) -> None:
    iso = bootable_iso(yard.folder / "install.iso", HALT)
    spec = dataclasses.replace(await brought(yard, tmp_path, yard.spec(iso)), direct_boot=None)
    await yard.place.runner.start(CreateVm(spec))
    disk = f"{yard.folder}/fresh.qcow2"
    await yard.place.runner.start(DeleteVm(yard.place.of("fresh"), (disk,), off_first=True))
    assert files(yard) == ["install.iso", *(installer_name(spec.uuid, kind) for kind in ("initrd.img", "vmlinuz"))], "these were not its own"


async def test_the_end_of_an_installation_clears_what_was_brought(yard: Yard, tmp_path: Path) -> None:
    iso = bootable_iso(yard.folder / "install.iso", HALT)
    await yard.place.runner.start(CreateVm(await brought(yard, tmp_path, yard.spec(iso)), start=False))
    await yard.place.runner.start(FinishInstallation(yard.place.of("fresh"), start=False))
    assert files(yard) == ["fresh.qcow2", "install.iso"]
    xml = await yard.place.port.domain_xml(yard.place.vm("fresh").uuid, inactive=True)
    assert "virtdeck-" not in xml and xml.count("device='cdrom'") == 2


async def test_answers_that_can_not_be_deleted_are_told(yard: Yard, tmp_path: Path) -> None:
    iso = bootable_iso(yard.folder / "install.iso", HALT)
    spec = await brought(yard, tmp_path, yard.spec(iso))
    await yard.place.runner.start(CreateVm(spec, start=False))
    answers = yard.folder / installer_name(spec.uuid, "answers.iso")
    answers.unlink()
    answers.mkdir()
    (answers / "x").touch()
    try:
        with pytest.raises(ConsoleError) as told:
            await yard.place.runner.start(DeleteVm(yard.place.of("fresh")))
        assert "was deleted, but not these disks" in told.value.text.english() and str(answers) in told.value.text.english()
        assert await wait_until(yard.place.inventory, lambda: not yard.place.inventory.vms(), 10)
    finally:
        shutil.rmtree(answers)
