"""Import: packages of all kinds become VMs of a real libvirtd, bit for bit; whatever ends it early leaves nothing."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import functools
import hashlib
import io
import subprocess
import tarfile
import threading
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import libvirt
import pytest

from console.formats.export import write_ova, write_ovf_folder
from console.model.errors import Cause, ConsoleError
from console.model.spec import NicSpec
from console.model.templates import BuiltinTemplate
from console.operations import import_source
from console.operations.arrival import NewDisk
from console.operations.export import ExportVms
from console.operations.import_draft import ImportDraft
from console.operations.import_source import ImportSource, describe_source
from console.operations.import_target import AS_IS, EMULATED, Nic, plain, specification
from console.operations.import_vm import ImportVms
from console.operations.subject import wait_until
from console.xml.clone import nvram_path
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.packages import MIB, content, plan, synthetic_xva, vm
from tests.formats.test_ovf import VIRTUALBOX, VMWARE
from tests.operations.worlds import HOST, Place, place

TEMPLATE = BuiltinTemplate(
    id="linux", name="Linux", memory_bytes=256 << 20, disk_bytes=1 << 30, devices=frozenset({"q35", "virtio1", "xhci", "virtio-blk"})
)
WINDOWS = BuiltinTemplate(id="win2k19", name="Windows Server 2019", windows=True, virtio=False, devices=frozenset({"q35", "e1000e"}))


class Templates:
    """A catalogue of two."""

    async def templates(self) -> tuple[BuiltinTemplate, ...]:
        return TEMPLATE, WINDOWS


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
        for each in contents.description.vms:
            disks = [
                NewDisk(disk.id, disk.name or disk.id, self.repository, format, size_bytes=disk.capacity_bytes or 0)
                for disk in each.disks
                if disk.files
            ]
            nics = [Nic(NicSpec("user", ""), nic.mac) for nic in each.nics]
            spec = specification(
                each, host, TEMPLATE, name=name or each.name.replace(" ", "-"), uuid=str(uuid.uuid4()), disks=disks, nics=nics, fixup=fixup
            )
            vms.append(plain(spec, disks, None, restored=False))
        return ImportVms(source, HOST, tuple(vms), start)

    async def draft(self, *places: Path) -> ImportDraft:
        """What the wizard and virtdeckctl fill in."""
        draft = ImportDraft(self.place.inventory, Templates())  # type: ignore[arg-type]
        await draft.open(self.place.background, [str(place) for place in places])
        draft.change(repository=self.repository)
        await draft.look(self.place.hub, self.place.world.programs)
        return draft

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


IMAGES = (
    "raw", "raw.gz", "raw.xz", "raw.zst", "raw.bz2", "qcow", "qcow2", "qcow2 compat=0.10", "qcow2 compression_type=zlib",
    "qcow2 compression_type=zstd", "vmdk", "vmdk subformat=monolithicFlat", "vmdk subformat=twoGbMaxExtentSparse",
    "vmdk subformat=twoGbMaxExtentFlat", "vmdk subformat=streamOptimized", "vpc force_size=on", "vpc force_size=on,subformat=fixed", "vhdx",
    "vhdx subformat=fixed", "vdi", "vdi static=on",
)  # fmt: skip
"""Format and options, as qemu-img takes them; ``compression_type`` compresses."""


def image_of(raw: Path, kind: str) -> Path:
    """The disk in another format, made by other programs."""
    form, _, options = kind.partition(" ")
    image = raw.with_name(f"some disk.{form}")
    base, _, packed = form.partition(".")
    if packed:
        program = {"gz": "gzip", "xz": "xz", "zst": "zstd", "bz2": "bzip2"}[packed]
        image.write_bytes(subprocess.run([program, "-c", str(raw)], check=True, capture_output=True, timeout=60).stdout)
    elif form == "raw":
        image.write_bytes(raw.read_bytes())
    else:
        words = [*(["-c"] if "compression" in options else []), *(["-o", options] if options else [])]
        subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", base, *words, str(raw), str(image)], check=True, timeout=60)
    return image


@pytest.mark.parametrize("kind", IMAGES)
async def test_images(lab: Lab, kind: str) -> None:
    """Bare images of all formats, with the disk that was in them."""
    data = content(3, 5 * MIB + 512)
    raw = lab.work / "disk.raw"
    raw.write_bytes(data)
    await lab.place.runner.start(await lab.operation(image_of(raw, kind), name="bare", fixup=EMULATED))
    (disk,) = lab.contents("bare")
    assert disk[: len(data)] == data and not any(disk[len(data) :])
    vm = lab.place.vm("bare")
    assert vm.config is not None and vm.config.disks[0].bus == "sata"
    assert await lab.place.journal_rows() == []


async def test_a_folder_with_gzip_and_pieces(lab: Lab) -> None:
    """An OVF folder: one file compressed by gzip, another in pieces of ``ovf:chunkSize``."""
    disks = [content(8, 3 * MIB), content(9, 2 * MIB + 512)]
    folder = lab.work / "package"
    folder.mkdir()
    machine = dataclasses.replace(vm([len(data) for data in disks], "web"), firmware="bios", secure_boot=False, nics=(), memory_bytes=256 * MIB)
    write_ovf_folder(plan(machine, disks, gzip=True, manifest="", disk_format="raw"), lambda name: (folder / name).open("x+b"))
    packed, descriptor = folder / "web-disk2.img.gz", folder / "web.ovf"
    pieces = packed.read_bytes()
    packed.unlink()
    for number, at in enumerate(range(0, len(pieces), 4096)):
        (folder / f"web-disk2.img.gz.{number:09d}").write_bytes(pieces[at : at + 4096])
    descriptor.write_text(descriptor.read_text().replace(f'ovf:href="{packed.name}"', f'ovf:href="{packed.name}" ovf:chunkSize="4096"'))
    await lab.place.runner.start(await lab.operation(descriptor, name="web", fixup=EMULATED))
    assert lab.contents("web") == disks


async def test_a_domain_xml_with_its_images(lab: Lab) -> None:
    """What virsh dumpxml gives, and the images beside it: its devices stay, the paths of the other host do not."""
    disks = {"root.qcow2": content(4, 3 * MIB), "data.raw": content(5, 2 * MIB)}
    folder = lab.work / "moved"
    folder.mkdir()
    for name, data in disks.items():
        raw = lab.work / "raw"
        raw.write_bytes(data)
        subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", name.partition(".")[2], str(raw), str(folder / name)], check=True, timeout=60)
    (folder / "old.xml").write_text(MOVED)
    draft = await lab.draft(folder / "old.xml")
    draft.change(restore=True, networks={"lan": "user"})
    (operation,) = draft.operations()
    await lab.place.runner.start(operation)
    found = lab.place.vm("old")
    assert found.config is not None and found.uuid == "0d6a2a3e-8a55-4d64-9b5f-0f0f6b8f2f5d" and lab.contents("old") == list(disks.values())
    assert (found.config.vcpus, found.config.memory_kib) == (3, 320 << 10)
    assert [disk.bus for disk in found.config.disks if disk.device == "disk"] == ["virtio", "scsi"]
    assert [(nic.mac, nic.model) for nic in found.config.nics] == [("52:54:00:5a:5a:5a", "rtl8139")]


MOVED = """<domain type='kvm'><name>old</name><uuid>0d6a2a3e-8a55-4d64-9b5f-0f0f6b8f2f5d</uuid><memory unit='MiB'>320</memory><vcpu>3</vcpu>
<os><type arch='x86_64' machine='pc-i440fx-2.1'>hvm</type></os><features><acpi/></features>
<devices>
<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/srv/images/root.qcow2'/><target dev='vda' bus='virtio'/></disk>
<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='/srv/images/data.raw'/><target dev='sda' bus='scsi'/></disk>
<controller type='scsi' model='virtio-scsi'/>
<interface type='network'><mac address='52:54:00:5a:5a:5a'/><source network='lan'/><model type='rtl8139'/></interface></devices></domain>"""


def ova(path: Path, text: str, disks: dict[str, bytes]) -> Path:
    """An OVA by another tool's rules: its descriptor first, then its disks as streamOptimized VMDKs."""
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as archive:
        members = {"box.ovf": b""}
        for name, data in disks.items():
            raw, image = path.parent / "raw", path.parent / name
            raw.write_bytes(data)
            subprocess.run(["qemu-img", "convert", "-O", "vmdk", "-o", "subformat=streamOptimized", str(raw), str(image)], check=True, timeout=60)
            members[name] = image.read_bytes()
            text = text.replace('ovf:size="68608"', f'ovf:size="{len(members[name])}"', 1)
        members["box.ovf"] = text.encode()
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


async def test_virtualbox(lab: Lab) -> None:
    """OVF 2.0 as VirtualBox writes it: CPUs, memory, disks in order, network card, firmware, UUID restored."""
    text = VIRTUALBOX.replace("8589934592", str(8 * MIB)).replace("1073741824", str(4 * MIB))
    disks = {"box-disk001.vmdk": content(1, 8 * MIB), "box-disk002.vmdk": content(2, 4 * MIB)}
    draft = await lab.draft(ova(lab.work / "box.ova", text, disks))
    draft.change(restore=True, networks={"NAT": "user"}, fixups={draft.items[0].key: EMULATED})
    (operation,) = draft.operations()
    await lab.place.runner.start(operation)
    vm = lab.place.vm("box")
    assert vm.config is not None and vm.uuid == "11111111-2222-3333-4444-555555555555"
    assert (vm.config.vcpus, vm.config.memory_kib, vm.config.firmware) == (2, 2 << 20, "efi")
    assert [disk.bus for disk in vm.config.disks if disk.device == "disk"] == ["sata", "sata"]
    assert [(nic.mac, nic.model) for nic in vm.config.nics] == [("08:00:27:ab:cd:ef", "e1000e")]
    assert lab.contents("box") == list(disks.values())
    again = await lab.draft(lab.work / "box.ova")
    again.change(restore=True, networks={"NAT": "user"}, names={again.items[0].key: "box2"})
    with pytest.raises(ConsoleError, match="has its UUID already"):
        again.operations()


async def test_vmware(lab: Lab) -> None:
    """OVF 1.0 as VMware writes it: the default configuration, disks in the order of their units, firmware; what is unknown is said."""
    text = VMWARE.replace(
        'ovf:capacity="16" ovf:capacityAllocationUnits="byte * 2^30"', 'ovf:capacity="16" ovf:capacityAllocationUnits="byte * 2^20"'
    )
    text = text.replace('value="512"', 'value="8"').replace('ovf:value="512"', 'ovf:value="8"')
    disks = {"app-disk1.vmdk": content(3, 16 * MIB), "app-disk2.vmdk": content(4, 8 * MIB), "app-file1.iso": content(5, 1 * MIB)}
    text = text.replace('<File ovf:href="app-file1.iso" ovf:id="file3" ovf:size="100"/>', '<File ovf:href="app-file1.iso" ovf:id="file3"/>')
    draft = await lab.draft(ova(lab.work / "app.ova", text, disks))
    draft.change(accepted=True, networks={"VM Network": "user"})
    (item,) = draft.items
    warnings = " ".join(text.english() for text in draft.warnings(item))
    assert "Tape" in warnings and "StorageGroupSection" in warnings and "Discs in its CD drives" in warnings
    assert draft.fixup(item) == EMULATED, "a Windows, and no drivers for it here"
    (operation,) = draft.operations()
    await lab.place.runner.start(operation)
    vm = lab.place.vm("app server")
    assert vm.config is not None
    assert (vm.config.vcpus, vm.config.memory_kib, vm.config.firmware) == (8, 4 << 20, "efi")
    assert lab.contents("app server") == [disks["app-disk1.vmdk"], disks["app-disk2.vmdk"]]


WAYS = ("xva", "ova", "ovf", "qcow2", "vmdk", "vhd", "vhdx", "raw")
DEMO = """<domain type='qemu'><name>demo</name><memory unit='MiB'>288</memory><vcpu>2</vcpu>
<os><type arch='x86_64' machine='q35'>hvm</type></os><features><acpi/></features><cpu mode='maximum'/>
<devices><disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{disk}'/><target dev='vda' bus='virtio'/></disk>
<interface type='user'><mac address='52:54:00:0d:0e:0f'/><model type='virtio'/></interface>
<serial type='pty'><target port='0'/></serial><console type='pty'><target type='serial' port='0'/></console></devices></domain>"""


async def there_and_back(lab: Lab, demo_appliance: Path, format: str) -> str:
    """Virtdeck → a package or image → Virtdeck: UUID of the VM that came back, its disk and its essential hardware equal."""
    place, image = lab.place, lab.folder / "demo.qcow2"
    image.write_bytes((demo_appliance / "demo.qcow2").read_bytes())
    await place.port.refresh_repository(lab.repository)
    await place.port.define(DEMO.format(disk=image))
    assert await wait_until(place.inventory, lambda: any(vm.name == "demo" and vm.config is not None for vm in place.inventory.vms()), 20)
    there, (disk,) = place.vm("demo").config, lab.contents("demo")
    wanted, size = hashlib.sha256(disk).digest(), len(disk)
    del disk
    said = await place.runner.start(ExportVms((place.of("demo"),), format, str(lab.work / "out"), "demo"))
    draft = await lab.draft(*(Path(line) for line in said.splitlines()[:1]))
    (item,) = draft.items
    draft.change(names={item.key: "back"}, networks=dict.fromkeys(draft.source_networks(), "user"), keep_macs=True, fixups={item.key: AS_IS})
    (operation,) = draft.operations()
    await place.runner.start(operation)
    back = place.vm("back").config
    assert there is not None and back is not None
    (found,) = lab.contents("back")
    assert hashlib.sha256(found[:size]).digest() == wanted and not any(found[size:]), "VHD and VHDX round sizes up"
    assert [(disk.bus, disk.device) for disk in back.disks if disk.device == "disk"] == [("virtio", "disk")]
    if format not in ("xva", "ova", "ovf"):  # an image knows nothing of its machine; this one has an EFI partition, and starts by BIOS too
        assert back.firmware == "efi"
    else:
        assert back.firmware == there.firmware
        assert (back.vcpus, back.memory_kib) == (there.vcpus, there.memory_kib) == (2, 288 << 10)
        assert [(nic.mac, nic.model) for nic in back.nics] == [("52:54:00:0d:0e:0f", "virtio")]
    return place.vm("back").uuid


@pytest.mark.real
@pytest.mark.parametrize("format", ["xva", "qcow2", "vhd", "vhdx", "raw"])
async def test_the_demo_appliance_there_and_back(lab: Lab, demo_appliance: Path, format: str) -> None:
    """The others are written by the same code as the OVA that boots below, and boot in the slow run."""
    await there_and_back(lab, demo_appliance, format)


@pytest.mark.real
@pytest.mark.timeout(600)
@pytest.mark.parametrize("format", ["ova", *(pytest.param(form, marks=pytest.mark.slow) for form in WAYS if form != "ova")])
async def test_the_demo_appliance_boots(lab: Lab, demo_appliance: Path, format: str) -> None:
    """It came back, and it starts: its first words come over the serial line."""
    port, uuid = lab.place.port, await there_and_back(lab, demo_appliance, format)
    await port.start(uuid)
    seen = b""
    async with asyncio.timeout(400):
        async for part in port.console_stream(uuid):
            seen += part
            if b"login:" in seen:
                break
    await port.destroy(uuid)


def changed(path: Path) -> Path:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return path


def truncated(path: Path) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3 // 512 * 512])
    return path


@pytest.mark.parametrize("end", ["digest", "truncated", "cancel", "no space", "name"])
async def test_bad_ends_leave_nothing(lab: Lab, end: str) -> None:
    path = lab.work / "x.xva"
    path.write_bytes(synthetic_xva({"Ref:1": content(1, 24 * MIB, 400), "Ref:2": content(2, 8 * MIB, 300)}))
    operation = await lab.operation(path, name="one")
    before = await lab.left()
    if end == "digest":
        changed(path)
    elif end == "truncated":
        truncated(path)
    elif end == "no space":
        vms = tuple(
            dataclasses.replace(each, disks=tuple(dataclasses.replace(d, thin=False, size_bytes=1 << 50) for d in each.disks))
            for each in operation.vms
        )
        operation = dataclasses.replace(operation, vms=vms)
    elif end == "name":
        await lab.place.runner.start(await lab.operation(path, name="one"))
        before = await lab.left()
    running = lab.place.runner.start(operation)
    if end == "cancel":
        async with asyncio.timeout(20):
            while not list(lab.folder.iterdir()):
                await asyncio.sleep(0.005)
        task = lab.place.runner.task_of(running)
        assert task is not None
        lab.place.runner.cancel(task.id)
        with pytest.raises(asyncio.CancelledError):
            await running
    else:
        with pytest.raises(ConsoleError) as caught:
            await running
        wanted = {"digest": Cause.INVALID, "truncated": Cause.INVALID, "no space": Cause.NO_SPACE, "name": Cause.EXISTS}
        assert caught.value.cause is wanted[end], caught.value
    for _ in range(100):
        if await lab.left() == before:
            break
        await asyncio.sleep(0.05)
    assert await lab.left() == before


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """This test's folder, over http."""
    handler = functools.partial(QuietHandler, directory=str(tmp_path))
    web = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=web.serve_forever, name="web", daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{web.server_port}"
    web.shutdown()
    web.server_close()
    thread.join(5)


class QuietHandler(SimpleHTTPRequestHandler):
    """Says nothing; sends /away to a file of this computer."""

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        if self.path.startswith("/broken/"):
            self.broken(Path(self.directory) / self.path.rpartition("/")[2])
            return
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        super().do_GET()

    def broken(self, file: Path) -> None:
        """Sends at most 700,000 bytes and hangs up; goes on where it is asked to, of the same file, unless its name says that it can't."""
        data, tag = file.read_bytes(), '"one"'
        wanted = self.headers.get("Range")
        first = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.headers.get("If-Range") == tag and "plain" not in file.name else 0
        self.send_response(206 if first else 200)
        if first:
            self.send_header("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - first))
        self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(data[first : first + 700_000])


async def test_a_download_that_breaks_off_goes_on(lab: Lab, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each connection brings a part; a server that begins anew, or has another file, gives one sentence."""
    monkeypatch.setattr(import_source, "RESUME_PAUSES", (0.01, 0.02, 0.03))
    disks = {"Ref:1": content(1, 3 * MIB)}
    for name in ("rest.xva", "plain.xva"):
        (lab.work / name).write_bytes(synthetic_xva(disks))
    draft = ImportDraft(lab.place.inventory, Templates())  # type: ignore[arg-type]
    await draft.open(lab.place.background, [f"{server}/broken/rest.xva"])
    draft.change(repository=lab.repository, networks={"Pool-wide network": "user"}, fixups={draft.items[0].key: AS_IS})
    await draft.look(lab.place.hub, lab.place.world.programs)
    (operation,) = draft.operations()
    await lab.place.runner.start(operation)
    assert lab.contents("from xen") == list(disks.values())
    await draft.open(lab.place.background, [f"{server}/broken/plain.xva"])
    (found,) = draft.found
    assert found.problem is not None and found.problem.cause is Cause.UNREACHABLE
    assert "can't go on with the same file" in found.problem.text.english()


async def test_from_an_address(lab: Lab, server: str) -> None:
    """Read as it comes, without a file here; a redirection can't name a file of this computer."""
    disks = {"Ref:1": content(1, 3 * MIB), "Ref:2": content(2, MIB)}
    (lab.work / "my vm.xva").write_bytes(synthetic_xva(disks))
    draft = ImportDraft(lab.place.inventory, Templates())  # type: ignore[arg-type]
    await draft.open(lab.place.background, [f"{server}/my%20vm.xva"])
    draft.change(repository=lab.repository, networks={"Pool-wide network": "user"}, fixups={draft.items[0].key: AS_IS})
    assert "not encrypted" in draft.security_words()[0][1][-1].english() and draft.found[0].source.name == "my vm.xva"
    await draft.look(lab.place.hub, lab.place.world.programs)
    (operation,) = draft.operations()
    await lab.place.runner.start(operation)
    assert lab.contents("from xen") == list(disks.values())
    for word, cause in (("away", Cause.REFUSED), ("nothing.ova", Cause.REFUSED)):
        await draft.open(lab.place.background, [f"{server}/{word}"])
        (found,) = draft.found
        assert found.problem is not None and found.problem.cause is cause and word in found.problem.text.english()


BUNDLE = """
<domain type='kvm'><name>web</name><uuid>4b7bd7cd-8c2b-4d4a-9a5b-0a6f1c6a1d11</uuid><title>Shop</title>
<metadata><virtdeck:vm xmlns:virtdeck='urn:virtdeck:1'><virtdeck:tags list='blue'/><virtdeck:importing/></virtdeck:vm></metadata>
<memory unit='MiB'>512</memory><vcpu>2</vcpu>
<os><type arch='x86_64' machine='q35'>hvm</type><loader type='pflash' readonly='yes'>/other/CODE.fd</loader><nvram>/other/web_VARS.fd</nvram></os>
<features><acpi/></features>
<devices><disk type='file' device='disk'><source file='/other/web.qcow2'/><target dev='sda' bus='sata'/></disk>
<controller type='sata' index='0'/></devices></domain>"""


async def test_our_bundle_comes_back_whole(lab: Lab) -> None:
    """Restored with its identity, notes and firmware's variables; the variables go with it when it is deleted."""
    data, variables = content(6, 2 * MIB), content(7, 528 << 10)
    machine = dataclasses.replace(vm([len(data)], "web"), domain_xml=BUNDLE, nvram=variables, nics=(), cds=(), secure_boot=False)
    package = lab.work / "web.ova"
    with package.open("w+b") as out:
        write_ova(plan(machine, [data]), out)
    draft = await lab.draft(package)
    draft.change(restore=True)
    (operation,) = draft.operations()
    await lab.place.runner.start(operation)
    found = lab.place.vm("web")
    assert found.config is not None and found.uuid == "4b7bd7cd-8c2b-4d4a-9a5b-0a6f1c6a1d11" and not found.importing
    assert (found.config.title, found.config.metadata.tags, found.config.firmware) == ("Shop", ("blue",), "efi")
    assert lab.contents("web") == [data]
    path = Path(nvram_path(await lab.place.port.domain_xml(found.uuid, inactive=True)))
    assert path.read_bytes() == variables
    await lab.place.port.undefine(found.uuid)
    assert not path.exists()


async def test_hostile_images_are_refused(lab: Lab) -> None:
    """An image that wants another file of this computer read: said before anything is made, in one sentence."""
    secret = lab.work / "secret.raw"
    secret.write_bytes(content(9, MIB))
    image = lab.work / "evil.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", str(secret), "-F", "raw", str(image)], check=True, timeout=60)
    draft = await lab.draft(image)
    (problem,) = [each for each in draft.problems("source") if each.error]
    assert "secret.raw" in problem.text.english() and "never opened" in problem.text.english()
    assert (await lab.left())[1] == []
