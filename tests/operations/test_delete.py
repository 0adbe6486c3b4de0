"""Deleting VMs on a real libvirtd: which disks are offered, the order, and what is said when a disk stays."""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
import subprocess
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import Disk, Host, HostKind, HostRecord, HostState, PowerState, StorageRepository, Vm, VmConfig, Volume
from console.model.text import N_
from console.operations.base import Runner
from console.operations.delete import DeletableDisk, DeleteVm, deletable_disks
from console.xml.storage import Backing, build_dir_repository, build_volume
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.worlds import Place, place

MIB = 1 << 20


@dataclass
class Yard:
    """A world with one repository of its own."""

    place: Place
    repository: StorageRepository
    folder: Path

    async def volume(self, name: str, backing: str = "", format: str = "qcow2") -> Volume:
        under = Backing(str(self.folder / backing), "qcow2") if backing else None
        return await self.place.port.create_volume(self.repository.uuid, build_volume(name, MIB, format, thin=True, backing=under))

    async def domain(self, name: str, disks: Sequence[str], extra: str = "") -> None:
        """A VM with these disks: file names in the folder, or whole <disk> elements."""
        parts = []
        for index, disk in enumerate(disks):
            if disk.startswith("<"):
                parts.append(disk)
            else:
                source, format = self.folder / disk, "raw" if disk.endswith((".iso", ".img")) else "qcow2"
                target = f"<target dev='vd{chr(97 + index)}' bus='virtio'/>"
                parts.append(f"<disk type='file'><driver name='qemu' type='{format}'/><source file='{source}'/>{target}</disk>")
        xml = f"""<domain type='qemu'><name>{name}</name><uuid>{uuid.uuid4()}</uuid><memory unit='MiB'>32</memory>
            <os><type arch='x86_64' machine='pc'>hvm</type></os><devices>{"".join(parts)}{extra}</devices></domain>"""
        await self.place.port.define(xml)
        for _ in range(200):
            if any(vm.name == name and vm.config is not None for vm in self.place.inventory.vms()):
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{name} does not show")

    async def offered(self, name: str) -> dict[str, DeletableDisk]:
        disks = await deletable_disks(self.place.vm(name), self.place.inventory, self.place.port)
        return {Path(disk.path).name: disk for disk in disks}

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def files(self) -> list[str]:
        return sorted(file.name for file in self.folder.iterdir())


@pytest.fixture
async def yard(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    folder = libvirtd.images / f"yard-{uuid.uuid4().hex[:8]}"
    async with place(libvirtd.uri, tmp_path) as found:
        repository = await found.port.define_repository(build_dir_repository(folder.name, str(folder)))
        assert await found.active(repository)
        yield Yard(found, found.repository(folder.name), folder)
        for vm in found.inventory.vms():
            await DeleteVm(found.of(vm.name), off_first=True).run(_context(found))
        for words in (["pool-destroy", folder.name], ["pool-undefine", folder.name]):
            subprocess.run(["virsh", "-q", "-c", libvirtd.uri, *words], check=True, timeout=20, capture_output=True)
        shutil.rmtree(folder)


def _context(found: Place) -> Any:
    from console.operations.base import Context

    return Context(found.world, "t", lambda progress: None)


async def test_delete_with_its_disk(yard: Yard) -> None:
    await yard.volume("web.qcow2")
    await yard.volume("data.qcow2")
    await yard.domain("web", ["web.qcow2", "data.qcow2"])
    offered = await yard.offered("web")
    assert {name: (disk.why_not, disk.repository, disk.target) for name, disk in offered.items()} == {
        "web.qcow2": (None, yard.repository.name, "vda"),
        "data.qcow2": (None, yard.repository.name, "vdb"),
    }
    assert offered["web.qcow2"].size > 0
    await yard.place.runner.start(DeleteVm(yard.place.of("web"), (yard.path("web.qcow2"),)))
    assert not yard.place.inventory.vms()
    assert yard.files() == ["data.qcow2"], "the other disk was not chosen"


async def test_a_running_vm_is_refused_or_forced_off_on_request(yard: Yard) -> None:
    await yard.volume("web.qcow2")
    await yard.domain("web", ["web.qcow2"])
    await yard.place.port.start(yard.place.vm("web").uuid)
    for _ in range(200):
        if yard.place.vm("web").state is PowerState.RUNNING:
            break
        await asyncio.sleep(0.02)
    with pytest.raises(ConsoleError, match="web is running"):
        await yard.place.runner.start(DeleteVm(yard.place.of("web"), (yard.path("web.qcow2"),)))
    assert yard.place.vm("web").state is PowerState.RUNNING and yard.files() == ["web.qcow2"]
    await yard.place.runner.start(DeleteVm(yard.place.of("web"), (yard.path("web.qcow2"),), off_first=True))
    assert not yard.place.inventory.vms() and yard.files() == []


async def test_a_suspended_vm_goes_with_its_saved_state(yard: Yard) -> None:
    await yard.domain("web", [])
    port, found = yard.place.port, yard.place.vm("web")
    await port.start(found.uuid)
    await port.managed_save(found.uuid)
    for _ in range(200):
        if yard.place.vm("web").state is PowerState.SUSPENDED:
            break
        await asyncio.sleep(0.02)
    await yard.place.runner.start(DeleteVm(yard.place.of("web")))
    assert not yard.place.inventory.vms()


async def test_what_is_never_offered(yard: Yard) -> None:
    """Disks that another VM has, bases of other disks, shareable ones, installation media, files outside of repositories; CD drives are left out."""
    for name in ("own.qcow2", "both.qcow2", "base.qcow2", "many.qcow2"):
        await yard.volume(name)
    await yard.volume("tools.iso", format="raw")
    await yard.volume("clone.qcow2", backing="base.qcow2")
    outside = yard.folder.parent / f"{yard.folder.name}.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", outside, "1M"], check=True, timeout=20)
    shareable = f"<disk type='file'><source file='{yard.path('many.qcow2')}'/><target dev='vdy' bus='virtio'/><shareable/></disk>"
    cd = f"<disk type='file' device='cdrom'><source file='{yard.path('tools.iso')}'/><target dev='hdc' bus='ide'/></disk>"
    other = f"<disk type='file'><driver name='qemu' type='qcow2'/><source file='{outside}'/><target dev='vdz' bus='virtio'/></disk>"
    await yard.domain("web", ["own.qcow2", "both.qcow2", "base.qcow2", "tools.iso", shareable, cd, other])
    await yard.domain("db", ["both.qcow2"])
    offered = await yard.offered("web")
    reasons = {name: None if disk.why_not is None else disk.why_not.english() for name, disk in offered.items()}
    assert reasons == {
        "own.qcow2": None,
        "both.qcow2": "It is used by db too.",
        "base.qcow2": "Other disks are based on it: clone.qcow2.",
        "tools.iso": "It is an installation medium.",
        "many.qcow2": "It is marked as shared by several VMs.",
        outside.name: "It is not in a storage repository of this host.",
    }
    assert offered["both.qcow2"].shared_by == ("db",) and offered["base.qcow2"].shared_by == ("clone.qcow2",)
    for name, disk in offered.items():
        if reasons[name] is not None:
            with pytest.raises(ConsoleError) as caught:
                await yard.place.runner.start(DeleteVm(yard.place.of("web"), (yard.path("own.qcow2"), disk.path)))
            assert caught.value.cause is Cause.INVALID
    with pytest.raises(ConsoleError, match="not one of its disks"):
        await yard.place.runner.start(DeleteVm(yard.place.of("web"), (yard.path("clone.qcow2"),)))
    assert len(yard.place.inventory.vms()) == 2 and len(yard.files()) == 6, "a refused deletion changes nothing"
    outside.unlink()


async def test_a_disk_that_names_its_volume(yard: Yard) -> None:
    await yard.volume("web.qcow2")
    by_name = f"<disk type='volume'><source pool='{yard.repository.name}' volume='web.qcow2'/><target dev='vda' bus='virtio'/></disk>"
    await yard.domain("web", [by_name])
    offered = await yard.offered("web")
    assert offered["web.qcow2"].why_not is None and offered["web.qcow2"].path == yard.path("web.qcow2")
    await yard.place.runner.start(DeleteVm(yard.place.of("web"), (yard.path("web.qcow2"),)))
    assert yard.files() == []


async def test_a_disk_that_got_a_user_since_it_was_offered(yard: Yard) -> None:
    await yard.volume("web.qcow2")
    await yard.domain("web", ["web.qcow2"])
    assert (await yard.offered("web"))["web.qcow2"].why_not is None
    await yard.volume("clone.qcow2", backing="web.qcow2")
    with pytest.raises(ConsoleError, match=r"clone\.qcow2"):
        await yard.place.runner.start(DeleteVm(yard.place.of("web"), (yard.path("web.qcow2"),)))
    assert [vm.name for vm in yard.place.inventory.vms()] == ["web"]


async def test_disks_that_could_not_be_deleted_are_named(yard: Yard) -> None:
    """The VM is gone by then; nothing else is deleted instead, and the others are."""
    for name in ("a.qcow2", "b.qcow2"):
        await yard.volume(name)
    await yard.domain("web", ["a.qcow2", "b.qcow2"])

    class Stuck:
        def __init__(self, real: Any) -> None:
            self._real = real

        def __getattr__(self, name: str) -> Any:
            return getattr(self._real, name)

        def port(self, host: HostId) -> Any:
            return Stuck(self._real.port(host))

        async def delete_volume(self, repository: str, name: str) -> None:
            if name == "a.qcow2":
                raise ConsoleError(N_("The virtual disk is in use."), cause=Cause.REFUSED, detail="EBUSY")
            await self._real.delete_volume(repository, name)

    runner = Runner(dataclasses.replace(yard.place.world, hosts=Stuck(yard.place.hub)))
    with pytest.raises(ConsoleError) as caught:
        await runner.start(DeleteVm(yard.place.of("web"), (yard.path("a.qcow2"), yard.path("b.qcow2"))))
    text = str(caught.value)
    assert "web was deleted" in text and yard.path("a.qcow2") in text and "b.qcow2" not in text and "in use" in text
    assert caught.value.detail == "EBUSY"
    assert yard.files() == ["a.qcow2"]


# --------------------------------------------------------------------------- what a real libvirtd on one machine can't show


class OnePort:
    """A port that lists volumes from memory."""

    def __init__(self, volumes: dict[str, list[Volume]]) -> None:
        self._volumes = volumes

    async def volumes(self, repository: str) -> tuple[Volume, ...]:
        if repository not in self._volumes:
            raise ConsoleError(N_("Permission denied."), cause=Cause.REFUSED)
        return tuple(self._volumes[repository])

    async def volume_by_path(self, path: str) -> Volume | None:
        return None


def shared_world(*vms: Vm, source: str = "nfs:/images", other_repositories: int = 0) -> tuple[Inventory, Any]:
    """Two hosts; host b may see the same storage as host a."""
    inventory = Inventory()
    a, b = HostId("a"), HostId("b")
    hosts = [Host(HostRecord(h, str(h), "qemu:///system"), HostKind.QEMU, HostState.READY) for h in (a, b)]
    shared = [
        StorageRepository(a, "ra", "images", "netfs", active=True, path="/mnt/images", source="nfs:/images"),
        StorageRepository(b, "rb", "images", "netfs", active=True, path="/mnt/images", source=source),
    ]
    more = [StorageRepository(a, f"x{n}", f"locked{n}", "dir", active=True, path=f"/x{n}") for n in range(other_repositories)]
    inventory.apply(Delta(tuple(Put(each) for each in (*hosts, *shared, *more, *vms))))
    volume = Volume(a, "ra", "web.qcow2", "/mnt/images/web.qcow2", "/mnt/images/web.qcow2", "qcow2")
    return inventory, OnePort({"ra": [volume], "rb": []})


def shared_vm(host: str, name: str, config: bool = True) -> Vm:
    disks = (Disk("vda", "virtio", source="/mnt/images/web.qcow2"),)
    return Vm(HostId(host), f"u-{name}", name, PowerState.HALTED, config=VmConfig(disks=disks) if config else None)


async def why(inventory: Inventory, port: Any) -> str | None:
    (disk,) = await deletable_disks(next(vm for vm in inventory.vms() if vm.name == "web"), inventory, port)
    return None if disk.why_not is None else disk.why_not.english()


async def test_a_vm_of_another_host_on_the_same_storage_counts() -> None:
    assert await why(*shared_world(shared_vm("a", "web"))) is None
    assert await why(*shared_world(shared_vm("a", "web"), shared_vm("b", "twin"))) == "It is used by twin too."
    assert await why(*shared_world(shared_vm("a", "web"), shared_vm("b", "twin"), source="nfs:/others")) is None, "same path, other storage"


async def test_what_is_not_known_is_not_offered() -> None:
    unread = await why(*shared_world(shared_vm("a", "web"), shared_vm("a", "unread", config=False)))
    assert unread is not None and "unread" in unread
    locked = await why(*shared_world(shared_vm("a", "web"), other_repositories=1))
    assert locked is not None and "locked0" in locked


async def test_no_disks_no_questions() -> None:
    inventory, port = shared_world(Vm(HostId("a"), "u", "empty", PowerState.HALTED, config=VmConfig()))
    assert await deletable_disks(inventory.vms()[0], inventory, port) == ()
