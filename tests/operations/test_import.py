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

from console.formats.export import write_ova
from console.model.errors import Cause, ConsoleError
from console.model.objects import PowerState
from console.model.spec import NicSpec
from console.model.templates import BuiltinTemplate
from console.operations.arrival import NewDisk
from console.operations.import_draft import ImportDraft
from console.operations.import_source import ImportSource, describe_source
from console.operations.import_target import AS_IS, EMULATED, Nic, plain, specification
from console.operations.import_vm import ImportVms
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


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.real
async def test_the_demo_appliance_boots(lab: Lab, demo_appliance: Path) -> None:
    """As an OVA: equal disk, and it starts; its first words come over the serial line."""
    raw = lab.work / "demo.raw"
    subprocess.run(["qemu-img", "convert", "-O", "raw", str(demo_appliance / "demo.qcow2"), str(raw)], check=True, timeout=60)
    wanted, data = digest(raw), raw.read_bytes()
    machine = dataclasses.replace(vm([len(data)], "demo"), firmware="bios", secure_boot=False, cpus=1, memory_bytes=256 * MIB, nics=())
    package = lab.work / "demo.ova"
    with package.open("w+b") as out:
        write_ova(plan(machine, [data]), out)
    operation = await lab.operation(package, fixup=EMULATED)
    await lab.place.runner.start(operation)
    (found,) = lab.contents("demo")
    assert hashlib.sha256(found).hexdigest() == wanted
    port, uuid = lab.place.port, operation.vms[0].spec.uuid
    await port.start(uuid)
    assert lab.place.vm("demo").state in (PowerState.RUNNING, PowerState.HALTED)
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
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        super().do_GET()


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


@pytest.mark.parametrize("form", ["vmdk", "vpc", "vhdx", "qcow2", "raw.xz"])
async def test_the_demo_appliance_in_every_format(lab: Lab, demo_appliance: Path, form: str) -> None:
    raw, image = lab.work / "demo.raw", lab.work / f"demo.{form}"
    subprocess.run(["qemu-img", "convert", "-O", "raw", str(demo_appliance / "demo.qcow2"), str(raw)], check=True, timeout=60)
    if form == "raw.xz":
        with image.open("wb") as out:
            subprocess.run(["xz", "-0", "-c", str(raw)], check=True, stdout=out, timeout=120)
    else:
        options = {"vpc": ["-o", "force_size=on"], "vmdk": ["-o", "subformat=streamOptimized"]}.get(form, [])
        subprocess.run(["qemu-img", "convert", "-O", form, *options, str(raw), str(image)], check=True, timeout=120)
    await lab.place.runner.start(await lab.operation(image, name="demo", fixup=EMULATED))
    (disk,) = lab.contents("demo")
    size = raw.stat().st_size
    assert hashlib.sha256(disk[:size]).hexdigest() == digest(raw) and not any(disk[size:])
