"""Import: packages of all kinds become VMs of a real libvirtd, bit for bit; whatever ends it early leaves nothing."""

from __future__ import annotations

import contextlib
import subprocess
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import libvirt
import pytest

from console.model.errors import ConsoleError
from console.model.spec import NicSpec
from console.model.templates import BuiltinTemplate
from console.operations.import_source import ImportSource, describe_source
from console.operations.import_target import AS_IS, EMULATED, Nic, plain, specification
from console.operations.import_vm import ImportVms, NewDisk
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.packages import MIB, content, synthetic_xva
from tests.operations.worlds import HOST, Place, place

TEMPLATE = BuiltinTemplate(
    id="linux", name="Linux", memory_bytes=256 << 20, disk_bytes=1 << 30, devices=frozenset({"q35", "virtio1", "xhci", "virtio-blk"})
)


@dataclass
class Lab:
    """A real host with an empty repository."""

    place: Place
    repository: str
    folder: Path
    work: Path

    async def operation(self, path: Path, *, format: str = "qcow2", fixup: str = AS_IS, start: bool = False, name: str = "") -> ImportVms:
        source = ImportSource(str(path))
        contents = await describe_source(self.place.background, source)
        host = self.place.inventory.host(HOST)
        assert host is not None
        vms = []
        for vm in contents.description.vms:
            disks = [
                NewDisk(disk.id, disk.name or disk.id, self.repository, format, size_bytes=disk.capacity_bytes or 0)
                for disk in vm.disks
                if disk.files
            ]
            nics = [Nic(NicSpec("user", ""), nic.mac) for nic in vm.nics]
            spec = specification(
                vm, host, TEMPLATE, name=name or vm.name.replace(" ", "-"), uuid=str(uuid.uuid4()), disks=disks, nics=nics, fixup=fixup
            )
            vms.append(plain(spec, disks, None, restored=False))
        return ImportVms(source, HOST, tuple(vms), start)

    async def left(self) -> tuple[list[str], list[str], list[object]]:
        """Domains, files and journal entries."""
        return (
            [vm.name for vm in self.place.inventory.vms()],
            sorted(path.name for path in self.folder.iterdir()),
            list(await self.place.journal_rows()),
        )

    def contents(self, name: str) -> list[bytes]:
        """What the guest would read from each disk of a VM, in order."""
        vm = self.place.vm(name)
        assert vm.config is not None
        found = []
        for number, disk in enumerate(vm.config.disks):
            if disk.device != "disk":
                continue
            raw = self.work / f"out{number}"
            subprocess.run(["qemu-img", "convert", "-O", "raw", disk.source, str(raw)], check=True, timeout=60)
            subprocess.run(["qemu-img", "check", "-q", disk.source], check=False, timeout=60)
            found.append(raw.read_bytes())
        return found


@pytest.fixture
async def lab(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Lab]:
    folder = libvirtd.images / f"import-{uuid.uuid4()}"
    folder.mkdir()
    async with place(libvirtd.uri, tmp_path) as made:
        before = {vm.uuid for vm in made.inventory.vms()}
        repository = await made.port.define_repository(
            f"<pool type='dir'><name>{folder.name}</name><target><path>{folder}</path></target></pool>", autostart=False
        )
        assert await made.active(repository)
        yield Lab(made, repository, folder, tmp_path)
        for vm in made.inventory.vms():
            if vm.uuid not in before:
                with contextlib.suppress(ConsoleError):
                    await made.port.destroy(vm.uuid)
                with contextlib.suppress(ConsoleError):
                    await made.port.undefine(vm.uuid)
    with contextlib.closing(libvirt.open(libvirtd.uri)) as conn:
        pool = conn.storagePoolLookupByUUIDString(repository)
        pool.destroy()
        pool.undefine()


@pytest.mark.parametrize(
    ("compression", "checksum", "keep_alive"), [("", "xxhash", None), ("", "sha1", 1), ("gzip", "xxhash", 1), ("zstd", "sha1", None)]
)
async def test_xva(lab: Lab, compression: str, checksum: str, keep_alive: int | None) -> None:
    disks = {"Ref:10": content(1, 3 * MIB + 4096), "Ref:9": content(2, 2 * MIB + 512)}
    path = lab.work / "from xen.xva"
    path.write_bytes(synthetic_xva(disks, checksum=checksum, keep_alive_at=keep_alive))
    if compression:
        program = {"gzip": "gzip", "zstd": "zstd"}[compression]
        path.write_bytes(subprocess.run([program, "-c", str(path)], check=True, capture_output=True, timeout=30).stdout)
    await lab.place.runner.start(await lab.operation(path, format="raw" if compression else "qcow2"))
    vm = lab.place.vm("from-xen")
    assert vm.config is not None and not vm.importing and vm.config.nics[0].mac == "aa:bb:cc:00:11:22"
    assert (vm.config.vcpus, vm.config.memory_kib) == (2, 1 << 20)
    assert lab.contents("from-xen") == list(disks.values())
    assert await lab.place.journal_rows() == []


@pytest.mark.parametrize("form", ["qcow2", "vhdx", "vdi", "vmdk", "vpc", "raw.xz", "qcow"])
async def test_images(lab: Lab, form: str) -> None:
    """Bare images of all formats, with the disk that was in them."""
    data = content(3, 5 * MIB + 512)
    raw, image = lab.work / "disk.raw", lab.work / f"some disk.{form}"
    raw.write_bytes(data)
    if form == "raw.xz":
        image.write_bytes(subprocess.run(["xz", "-c", str(raw)], check=True, capture_output=True, timeout=60).stdout)
    else:
        options = ["-o", "force_size=on"] if form == "vpc" else []
        subprocess.run(["qemu-img", "convert", "-O", form, *options, str(raw), str(image)], check=True, timeout=60)
    await lab.place.runner.start(await lab.operation(image, name="bare", fixup=EMULATED))
    (disk,) = lab.contents("bare")
    assert disk[: len(data)] == data and not any(disk[len(data) :])
    vm = lab.place.vm("bare")
    assert vm.config is not None and vm.config.disks[0].bus == "sata"
    assert await lab.place.journal_rows() == []
