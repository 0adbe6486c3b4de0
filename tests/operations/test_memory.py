"""Disks of 100 GiB with a little in them: in, out and over ssh, with little memory, and as sparse as they were."""

from __future__ import annotations

import re
import subprocess
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.backend.background import ThreadBackground
from console.backend.machines import SshMachines
from console.backend.programs import LocalPrograms
from console.backend.ssh import SshMasters
from console.formats.extents import plan as extents_of
from console.model.paths import default_paths
from console.model.spec import DiskSpec
from console.operations.arrival import NewDisk
from console.operations.create import CreateVm
from console.operations.disk_copy import DiskWriter, Source, compare, copy_disk
from console.operations.export import ExportVms
from console.operations.import_source import ImportSource, describe_source
from console.operations.import_target import AS_IS, plain, specification
from console.operations.import_vm import ImportVms
from console.xml.storage import build_dir_repository
from tests.backend.answers import Answers, MemoryKeyring
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd, sshd  # noqa: F401
from tests.operations.test_create import Yard, forget
from tests.operations.test_import import TEMPLATE
from tests.operations.worlds import HOST, place, take_away

GIB = 1 << 30
SIZE = 100 * GIB
DATA = b"some data of the guest " * 100_000  # 2.3 MB, not a whole number of clusters
PLACES = (0, 37 * GIB + 12345 * 512, 99 * GIB)
ALLOWED = 200 << 20
SPARSE = 64 << 20


def make_disk(path: Path) -> None:
    with path.open("wb") as out:
        for at in PLACES:
            out.seek(at)
            out.write(DATA)
        out.truncate(SIZE)


def has_the_data(path: Path) -> bool:
    """The places that hold something; that nothing else does, ``used`` tells."""
    with path.open("rb") as file:
        return path.stat().st_size == SIZE and all(file.seek(at) == at and file.read(len(DATA) + 100).rstrip(b"\0") == DATA for at in PLACES)


def used(path: Path) -> int:
    return path.stat().st_blocks * 512


@dataclass
class Grown:
    """Bytes of memory at the worst moment, beyond what there was before."""

    bytes: int = 0


@contextmanager
def watched() -> Iterator[Grown]:
    def kib(name: str) -> int:
        found = re.search(rf"{name}:\s+(\d+)", Path("/proc/self/status").read_text())
        assert found is not None
        return int(found[1])

    Path("/proc/self/clear_refs").write_text("5")  # the highest begins anew
    grown, before = Grown(), kib("VmRSS")
    yield grown
    grown.bytes = (kib("VmHWM") - before) << 10


@pytest.fixture(params=["local", "streamed"])
async def yard(request: pytest.FixtureRequest, libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    """An empty repository of a host that is this computer, or of one that is reached by streams only."""
    folder = libvirtd.images / f"memory-{uuid.uuid4().hex[:8]}"
    async with place(libvirtd.uri, tmp_path, local=request.param == "local") as found:
        repository = await found.port.define_repository(build_dir_repository(folder.name, str(folder)))
        assert await found.active(repository)
        yield Yard(found, found.repository(folder.name), folder, tmp_path)
        await take_away(found.port, *found.inventory.vms())
        await forget(libvirtd, folder.name)


@pytest.mark.parametrize("form", ["raw", "qcow2"])
async def test_import(yard: Yard, tmp_path: Path, form: str) -> None:
    image = tmp_path / "big.img"
    make_disk(image)
    source = ImportSource(str(image))
    contents = await describe_source(yard.place.background, source)
    (vm,) = contents.description.vms
    host = yard.place.inventory.host(HOST)
    assert host is not None
    disks = [NewDisk(disk.id, disk.id, yard.repository.uuid, form, size_bytes=disk.capacity_bytes or 0) for disk in vm.disks]
    spec = specification(vm, host, TEMPLATE, name="big", uuid=str(uuid.uuid4()), disks=disks, nics=[], fixup=AS_IS)
    with watched() as grown:
        await yard.place.runner.start(ImportVms(source, HOST, (plain(spec, disks, None, restored=False),)))
    assert grown.bytes < ALLOWED
    (made,) = yard.folder.iterdir()
    assert used(made) < SPARSE
    if form == "qcow2":
        flat = tmp_path / "flat"
        subprocess.run(["qemu-img", "convert", "-f", "qcow2", "-O", "raw", made, flat], check=True, timeout=60)
        made = flat
    assert has_the_data(made)


@pytest.mark.parametrize("form", ["raw", "qcow2", "ova"])
async def test_export(yard: Yard, tmp_path: Path, form: str) -> None:
    image = tmp_path / "big.img"
    make_disk(image)
    disk = DiskSpec(SIZE, repository=yard.repository.uuid, format="raw", name="big.img", source_file=str(image))
    await yard.place.runner.start(CreateVm(yard.spec("big", disks=(disk,)), start=False))
    assert used(yard.folder / "big.img") < SPARSE
    with watched() as grown:
        said = await yard.place.runner.start(ExportVms((yard.place.of("big"),), form, str(tmp_path / "out"), "big"))  # read again and compared
    assert grown.bytes < ALLOWED
    made = Path(said)
    assert used(made) < SPARSE
    if form == "raw":
        assert has_the_data(made)


async def test_over_ssh(yard: Yard, sshd: PrivateSshd, tmp_path: Path) -> None:  # noqa: F811
    disk = tmp_path / "disk"
    make_disk(disk)
    masters = SshMasters(default_paths(), options=["-F", str(sshd.config)])
    background, programs = ThreadBackground("p2v", threads=4), LocalPrograms()
    machines = SshMachines(masters, Answers(), MemoryKeyring(), programs)
    try:
        address, port = f"{sshd.user}@127.0.0.1:{sshd.port}", yard.place.port
        machine = await machines.login(address)
        xml = f"<volume><name>copy.raw</name><capacity>{SIZE}</capacity><allocation>0</allocation></volume>"
        writer = DiskWriter(port, await port.create_volume(yard.repository.uuid, xml), SIZE)
        source = Source(lambda: machines.login(address), machine, background, extents_of(SIZE, str(disk)), "zstd")
        with watched() as grown:
            read = await copy_disk(source, writer, lambda *_: None)
            compare(read, await writer.sums(source.pieces), str(disk))
            await writer.finish()
        assert grown.bytes < ALLOWED
        assert has_the_data(yard.folder / "copy.raw") and used(yard.folder / "copy.raw") < SPARSE
        await machine.close()
    finally:
        await masters.shutdown()
        programs.shutdown()
        background.shutdown()
