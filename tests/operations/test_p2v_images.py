"""P2V from captured images: every format to an equal disk; what is wrong with an image is said on the Review page, in words."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import gzip
import hashlib
import lzma
import os
import shutil
import subprocess
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import libvirt
import pytest

from console.backend.background import ThreadBackground
from console.formats.ewf import following
from console.model.errors import Cause, ConsoleError
from console.model.physical import Content, Severity, review
from console.model.spec import NicSpec
from console.model.templates import BuiltinTemplate
from console.model.tools import GuestFamily
from console.operations.base import World
from console.operations.p2v import draft_words
from console.operations.p2v.captured import Captured, examine
from console.operations.p2v.checklist import EndChecklist
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_parts import Route
from console.operations.p2v.prerequisites import look as prerequisites
from console.operations.p2v.run_images import ConvertImages, kept
from console.operations.p2v.target import NewNic, default_disks, specification, vm_name
from console.operations.subject import wait_until
from console.ui.tabs.vm_sections import vm_sections
from tests.fixtures import phony_linux
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.phony_windows import make_drivers, make_phony_windows, missing
from tests.fixtures.phony_windows import service as phony_service
from tests.operations.worlds import HOST, Place, place

TEMPLATE = BuiltinTemplate(id="other", name="Linux", family="linux", osinfo_id="", memory_bytes=256 << 20, vcpus=1, disk_bytes=1 << 30)
MIB = 1 << 20
SIZE = 40 * MIB


def run(*argv: str | Path, **more: object) -> None:
    subprocess.run([str(a) for a in argv], check=True, capture_output=True, timeout=120, **more)  # type: ignore[call-overload]


def make_disk(path: Path, script: str = "label: dos\n2048,30720,83,*\n") -> Path:
    """A disk with a partition table and a file system with something in it."""
    with path.open("wb") as file:
        file.truncate(SIZE)
    run("sfdisk", "--quiet", path, input=script.encode())
    with path.open("r+b") as file:
        file.seek(20 * MIB)
        file.write(os.urandom(3 * MIB))
    run("mke2fs", "-q", "-F", "-t", "ext4", "-E", f"offset={MIB}", path, "15M")
    return path


def needs(*programs: str) -> None:
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


def write(raw: Path, form: str, folder: Path) -> Path:
    """The same disk in another format."""
    out = folder / f"captured.{form}"
    match form:
        case "raw":
            shutil.copy(raw, out)
        case "vhd" | "vhd-fixed":
            out = folder / f"{form}.vhd"
            kind = "dynamic" if form == "vhd" else "fixed"
            run("qemu-img", "convert", "-O", "vpc", "-o", f"subformat={kind},force_size=on", raw, out)
        case "vhdx":
            run("qemu-img", "convert", "-O", "vhdx", raw, out)
        case "vmdk" | "vmdk-split" | "vmdk-stream":
            out = folder / "captured.vmdk"
            kind = {"vmdk": "monolithicSparse", "vmdk-split": "twoGbMaxExtentFlat", "vmdk-stream": "streamOptimized"}[form]
            run("qemu-img", "convert", "-O", "vmdk", "-o", f"subformat={kind}", raw, out)
        case "split":
            run("split", "-b", str(7 * MIB), "-d", "-a", "3", "--numeric-suffixes=1", raw, folder / "captured.")
            out = folder / "captured.001"
        case "gz":
            out.write_bytes(gzip.compress(raw.read_bytes(), 1))
        case "xz":
            out.write_bytes(lzma.compress(raw.read_bytes(), preset=0))
        case "zst":
            needs("zstd")
            run("zstd", "-q", "-1", raw, "-o", out)
        case "E01":
            needs("ewfacquirestream")
            with raw.open("rb") as file:
                run("ewfacquirestream", "-q", "-t", folder / "captured", "-f", "encase6", "-c", "deflate:fast", "-S", str(MIB), stdin=file)
    return out


@dataclass
class Lab:
    place: Place
    repository: str
    folder: Path

    async def examine(self, *paths: Path) -> Captured:
        return await examine(paths, self.place.background)

    def operation(self, captured: Captured, format: str, name: str = "", **more: object) -> ConvertImages:
        host = self.place.inventory.host(HOST)
        assert host is not None
        disks = default_disks(captured.machine, self.repository, format)
        spec = specification(
            dataclasses.replace(captured.machine, memory_bytes=256 * MIB, cpus=1),
            host,
            TEMPLATE,
            name=name or vm_name(captured.machine),
            uuid=str(uuid.uuid4()),
            disks=disks,
            nics=[NewNic(NicSpec("user", "", connected=False))],
            paravirtual=False,
        )
        return ConvertImages(spec, captured, disks, **more)  # type: ignore[arg-type]


@pytest.fixture
async def lab(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Lab]:
    folder = libvirtd.images / f"p2v-images-{uuid.uuid4()}"
    folder.mkdir()
    async with place(libvirtd.uri, tmp_path) as made:
        repository = await made.port.define_repository(
            f"<pool type='dir'><name>{folder.name}</name><target><path>{folder}</path></target></pool>", autostart=False
        )
        assert await made.active(repository)
        yield Lab(made, repository, folder)
        for vm in made.inventory.vms():
            with contextlib.suppress(ConsoleError):
                await made.port.undefine(vm.uuid)
    with contextlib.closing(libvirt.open(libvirtd.uri)) as conn:
        pool = conn.storagePoolLookupByUUIDString(repository)
        pool.destroy()
        pool.undefine()


async def test_every_format_becomes_an_equal_disk(lab: Lab, tmp_path: Path) -> None:
    """Read, converted to a VM and compared with the disk that was captured; the images are untouched; nothing stays in the journal."""
    needs("qemu-nbd", "sfdisk")
    raw = make_disk(tmp_path / "disk")
    for form in ("raw", "vhd", "vhd-fixed", "vhdx", "vmdk", "vmdk-split", "vmdk-stream", "split", "gz", "xz", "zst", "E01"):
        folder = tmp_path / form
        folder.mkdir()
        image = write(raw, form, folder)
        before = {path.name: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.iterdir()}
        captured = await lab.examine(folder if form in ("vmdk-split", "split", "E01") else image)
        assert not captured.problems, (form, [p.text.english() for p in captured.problems])
        (disk,) = captured.machine.disks
        assert disk.boot and disk.size_bytes == SIZE and captured.machine.family is GuestFamily.LINUX and captured.machine.firmware == "bios", form
        assert [(p.filesystem, p.content) for p in disk.partitions] == [("ext4", Content.DATA)], form
        format = "raw" if form in ("vhd", "gz") else "qcow2"
        await lab.place.runner.start(lab.operation(captured, format, form))
        vm = lab.place.vm(form)
        assert vm.config is not None and not vm.importing and vm.config.metadata.p2v_source and not vm.config.nics[0].link_up
        run("qemu-img", "compare", "-f", "raw", "-F", format, raw, vm.config.disks[0].source)
        assert {path.name: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.iterdir()} == before
        await lab.place.port.undefine(vm.uuid)
        Path(vm.config.disks[0].source).unlink()
    assert await lab.place.journal_rows() == []


async def test_left_out_and_smaller(lab: Lab, tmp_path: Path) -> None:
    """A recovery partition stays empty, the free space at the end is left out: the rest is equal, and its table is that of the smaller disk."""
    needs("sgdisk")
    image, data = tmp_path / "laptop.raw", os.urandom(30 * MIB)
    with image.open("wb") as file:
        file.truncate(160 * MIB)
    run("sgdisk", "-n", "1:2048:+16M", "-n", "2:0:+10M", "-t", "2:2700", "-n", "3:0:+4M", image)
    with image.open("r+b") as file:
        file.seek(MIB)
        file.write(data)
    captured = await lab.examine(image)
    (disk,) = captured.machine.disks
    nothing: Any = None
    draft = P2vDraft(lab.place.inventory, World(lab.place.inventory, nothing, nothing, nothing, nothing, nothing), [TEMPLATE])
    draft.captured, draft.convert, draft.copy.smaller, draft.repository_id = captured, False, True, lab.repository
    assert draft.route is Route.IMAGES and [part.device for part in draft.copy.left_out(disk)] == ["laptop.raw 2"], "recovery is not ticked"
    assert "--leave-out 'laptop.raw 2' --smaller" in draft_words.command(draft) and draft.disk_bytes == 32 * MIB
    operation = draft.operation()
    await lab.place.runner.start(operation)
    config = lab.place.vm("laptop").config
    assert config is not None
    run("qemu-img", "convert", "-O", "raw", config.disks[0].source, tmp_path / "copy")
    copy = (tmp_path / "copy").read_bytes()
    assert len(copy) == 32 * MIB and copy[MIB : 31 * MIB] == data[: 16 * MIB] + bytes(10 * MIB) + data[26 * MIB :]
    shown = subprocess.run(["sgdisk", "-v", tmp_path / "copy"], check=True, capture_output=True, text=True, timeout=30).stdout
    assert "No problems found" in shown


def test_what_is_kept_of_contents() -> None:
    """Cut at every place: holes stay holes, what is left out becomes one, the end is left away, the begin is noted."""
    data = bytes(range(1, 101))
    for step in (1, 7, 40, 100):
        begin = bytearray()
        parts = [(min(step, 100 - at), None if at == 0 else memoryview(data)[at : at + step]) for at in range(0, 100, step)]
        whole = (bytes(step) + data[step:])[:100]
        made = b"".join(bytes(n) if d is None else bytes(d) for n, d in kept(parts, 60, ((10, 5), (15, 10), (50, 30)), begin))
        assert made == whole[:10] + bytes(15) + whole[25:50] + bytes(10) and bytes(begin) == whole


async def test_a_folder_becomes_one_vm(lab: Lab, tmp_path: Path) -> None:
    """Disks of one machine in several formats: the one that it boots from is first, each is equal, before anything is converted."""
    needs("qemu-nbd", "sfdisk", "ewfacquirestream")
    folder = tmp_path / "server"
    folder.mkdir()
    plain: dict[str, Path] = {}
    for name, form, script in (("a", "split", "label: gpt\nsize=20M\n"), ("b", "E01", "label: gpt\nsize=20M\n"), ("c", "vhdx", "2048,30720,83,*\n")):
        (tmp_path / name).mkdir()
        plain[name] = make_disk(tmp_path / name / "plain", script)
        write(plain[name], form, tmp_path / name)
        for each in (tmp_path / name).glob("captured.*"):
            each.rename(folder / each.name.replace("captured", name))
    captured = await lab.examine(folder)
    assert not captured.problems and [disk.device for disk in captured.machine.disks] == ["c.vhdx", "a.001", "b.E01"]
    await lab.place.runner.start(lab.operation(captured, "qcow2", "server"))
    config = lab.place.vm("server").config
    assert config is not None
    for name, disk in zip("cab", (disk for disk in config.disks if disk.device == "disk"), strict=True):
        run("qemu-img", "compare", "-f", "raw", "-F", "qcow2", plain[name], disk.source)


async def test_the_list_of_what_is_left_is_put_away(lab: Lab, tmp_path: Path) -> None:
    """On the General tab until it is put away; where it came from, and when, stays."""
    needs("sfdisk")
    captured = await lab.examine(make_disk(tmp_path / "old-pc.img"))
    await lab.place.runner.start(lab.operation(captured, "raw"))
    place = lab.place

    def shown() -> dict[str, list[str]]:
        return {section.id: [row.value for row in section.rows] for section in vm_sections(place.vm("old-pc"), place.inventory)}

    assert any("both" in text for text in shown()["after-p2v"])
    assert any("old-pc" in text for text in shown()["general"])
    await place.runner.start(EndChecklist(place.of("old-pc")))
    assert await wait_until(place.inventory, lambda: "after-p2v" not in shown(), 10)
    config = place.vm("old-pc").config
    assert config is not None and config.metadata.p2v_source and config.metadata.p2v_date
    with pytest.raises(ConsoleError):
        await place.runner.start(EndChecklist(place.of("old-pc")))


async def look(*paths: Path) -> Captured:
    background = ThreadBackground("test-look")
    try:
        return await examine(paths, background)
    finally:
        background.shutdown()


def codes(captured: Captured) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in (*captured.problems, *review(captured.machine))}


async def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    """Blank, corrupt, cut off, LUKS, BitLocker, hibernated, not closed."""
    needs("sfdisk", "cryptsetup", "mkntfs", "ntfscp")
    blank = tmp_path / "blank.raw"
    blank.write_bytes(bytes(8 * MIB))
    assert codes(await look(blank))["blank"] is Severity.BLOCK
    noise = tmp_path / "noise.raw"
    noise.write_bytes(os.urandom(2 * MIB))
    assert codes(await look(noise))["damaged"] is Severity.BLOCK
    gpt = make_disk(tmp_path / "gpt.raw", "label: gpt\nsize=8M,type=U\nsize=15M\n")
    found = await look(gpt)
    assert found.machine.firmware == "efi" and found.machine.disks[0].boot and "damaged" not in codes(found)
    with gpt.open("r+b") as file:
        file.seek(1024)
        file.write(b"\xff" * 64)
    assert codes(await look(gpt))["damaged"] is Severity.BLOCK
    vhd = tmp_path / "cut.vhd"
    run("qemu-img", "create", "-f", "vpc", vhd, "40M")
    os.truncate(vhd, 700)
    assert codes(await look(vhd))["corrupt"] is Severity.BLOCK
    luks = tmp_path / "luks.raw"
    with luks.open("wb") as file:
        file.truncate(32 * MIB)
    run("cryptsetup", "luksFormat", "-q", "--pbkdf", "pbkdf2", "--pbkdf-force-iterations", "1000", luks, "-", input=b"secret")
    assert codes(await look(luks))["luks"] is Severity.WARN
    bitlocker = make_disk(tmp_path / "bitlocker.raw")
    with bitlocker.open("r+b") as file:
        file.seek(MIB)
        file.write(b"\xeb\x58\x90-FVE-FS-" + bytes(4085))
    captured = await look(bitlocker)
    assert codes(captured)["bitlocker"] is Severity.WARN and captured.machine.family is GuestFamily.WINDOWS


async def test_a_hibernated_windows(tmp_path: Path) -> None:
    """Found in NTFS by hiberfil.sys' first bytes, in a large folder too; a volume that was not closed is said as well."""
    needs("mkntfs", "ntfscp", "sfdisk")
    volume, contents = tmp_path / "volume", tmp_path / "contents"
    with volume.open("wb") as file:
        file.truncate(14 * MIB)
    run("mkntfs", "-F", "-q", "-f", volume)
    contents.write_bytes(os.urandom(2000))
    for number in range(40):
        run("ntfscp", "-q", volume, contents, f"a file with a name that is rather long {number}.txt")
    disk = tmp_path / "c.raw"
    with disk.open("wb") as file:
        file.truncate(SIZE)
    run("sfdisk", "--quiet", disk, input=b"label: dos\n2048,30720,7,*\n")

    def put() -> None:
        with disk.open("r+b") as file:
            file.seek(MIB)
            file.write(volume.read_bytes())

    put()
    captured = await look(disk)
    assert captured.machine.family is GuestFamily.WINDOWS and "hibernated" not in codes(captured)
    contents.write_bytes(b"hibr" + os.urandom(2 * MIB))
    run("ntfscp", "-q", volume, contents, "hiberfil.sys")
    put()
    captured = await look(disk)
    assert captured.machine.hibernated and codes(captured)["hibernated"] is Severity.BLOCK
    for form in ("vhdx", "vmdk", "gz"):
        folder = tmp_path / form
        folder.mkdir()
        assert (await look(write(disk, form, folder))).machine.hibernated, form


async def test_a_folder_of_disks(tmp_path: Path) -> None:
    """The boot disk comes first whatever its name; what is no disk is left out."""
    needs("sfdisk")
    folder = tmp_path / "server1"
    folder.mkdir()
    data = make_disk(folder / "a-data.img", "label: gpt\nsize=20M\n")
    make_disk(folder / "b-system.img")
    (folder / "notes.txt").write_text("captured on a Monday\n")
    captured = await look(folder)
    assert [disk.device for disk in captured.machine.disks] == ["b-system.img", "a-data.img"]
    assert [disk.boot for disk in captured.machine.disks] == [True, False] and not captured.problems
    with pytest.raises(StopIteration):
        captured.of("notes.txt")
    named = await look(data, folder / "notes.txt", tmp_path / "nowhere.vhd")
    assert [problem.severity for problem in named.problems] == [Severity.BLOCK, Severity.BLOCK]


async def test_a_damaged_copy_is_no_vm(lab: Lab, tmp_path: Path) -> None:
    """A chunk of an E01 image that is not what it was: one sentence, and nothing left."""
    needs("ewfacquirestream", "sfdisk")
    folder = tmp_path / "E01"
    folder.mkdir()
    write(make_disk(tmp_path / "disk"), "E01", folder)
    captured = await lab.examine(folder)
    second = folder / "captured.E02"
    data = bytearray(second.read_bytes())
    data[len(data) // 2] ^= 1
    second.write_bytes(bytes(data))
    with pytest.raises(ConsoleError) as failed:
        await lab.place.runner.start(lab.operation(captured, "qcow2"))
    assert failed.value.cause is Cause.INVALID
    assert await wait_until(lab.place.inventory, lambda: not lab.place.inventory.vms(), 10)
    assert not list(lab.folder.iterdir()) and await lab.place.journal_rows() == []
    for number in range(3, 20):
        (folder / f"captured.E{number:02}").unlink(missing_ok=True)
    assert (await lab.examine(folder)).problems


async def test_cancel_leaves_nothing(lab: Lab, tmp_path: Path) -> None:
    """While a disk is copied: the VM shows as importing, then neither it nor its disk is there, and the image is as it was."""
    needs("qemu-nbd", "sfdisk")
    raw = make_disk(tmp_path / "disk")
    with raw.open("r+b") as file:
        file.truncate(1 << 30)
        file.seek(64 * MIB)
        for _ in range(16):
            file.write(os.urandom(16 * MIB))
    image = write(raw, "vhdx", tmp_path)
    before = image.stat()
    captured = await lab.examine(image)
    running = lab.place.runner.start(lab.operation(captured, "qcow2"))
    assert await wait_until(lab.place.inventory, lambda: any(vm.importing for vm in lab.place.inventory.vms()), 20)
    task = lab.place.runner.task_of(running)
    assert task is not None
    lab.place.runner.cancel(task.id)
    with pytest.raises((asyncio.CancelledError, ConsoleError)):
        await running
    assert await wait_until(lab.place.inventory, lambda: not lab.place.inventory.vms(), 10)
    assert not list(lab.folder.iterdir()) and await lab.place.journal_rows() == []
    assert (image.stat().st_mtime_ns, image.stat().st_size) == (before.st_mtime_ns, before.st_size)


def test_names_of_segments() -> None:
    assert [following(name) for name in ("x.E01", "x.E99", "x.EAZ", "x.EZZ", "x.s09", "x.vhdx")] == [
        "x.E02",
        "x.EAA",
        "x.EBA",
        "x.FAA",
        "x.s10",
        None,
    ]


async def converting(lab: Lab, image: Path, *keys: str) -> ConvertImages:
    """As the wizard makes it, with what this host can convert with."""
    draft = P2vDraft(lab.place.inventory, lab.place.world, [TEMPLATE, replace(TEMPLATE, id="win10", family="windows", windows=True)], HOST)
    draft.route, draft.captured = Route.IMAGES, await lab.examine(image)
    draft.keys = {part.device: keys[-1] for part in draft.encrypted if keys}
    host = lab.place.inventory.host(HOST)
    assert host is not None
    draft.set_prerequisites(HOST, await prerequisites(lab.place.world.programs, host))
    draft.repository_id, draft.memory_bytes = lab.repository, 256 * MIB
    assert draft.converts and not [problem for problem in draft.problems() if problem.error]
    operation = draft.operation()
    assert isinstance(operation, ConvertImages) and operation.conversion is not None and operation.conversion.keys == keys[-1:]
    return replace(operation, conversion=replace(operation.conversion, keys=keys))  # of other disks, which virt-v2v tries on this one too


def hardware(lab: Lab, name: str) -> tuple[list[str], list[str], str]:
    config = lab.place.vm(name).config
    assert config is not None
    return [disk.bus for disk in config.disks if disk.device == "disk"], [nic.model for nic in config.nics], config.description


@pytest.mark.real
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("supplied", "program"),
    [
        pytest.param(True, "virt-v2v-in-place", id="drivers"),
        pytest.param(False, "virt-v2v-in-place", id="no drivers", marks=pytest.mark.slow),
        pytest.param(True, "virt-v2v", id="not in place", marks=pytest.mark.slow),
    ],
)
async def test_a_windows_is_converted(lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, supplied: bool, program: str) -> None:
    """The real virt-v2v, half a minute of CPU: virtio and the fixed address where drivers are supplied, else SATA and a clear notice."""
    if lacking := missing():
        pytest.skip(f"needs {lacking}")
    if supplied:
        drivers, service = make_drivers(tmp_path)
        monkeypatch.setenv("VIRTIO_WIN", str(drivers))
        monkeypatch.setenv("VIRT_TOOLS_DATA_DIR", str(service))
    (tmp_path / "windows").mkdir()
    raw = await asyncio.to_thread(make_phony_windows, tmp_path / "windows", system=phony_service("VMTools"))
    image = write(raw, "vhdx", tmp_path)
    before = hashlib.sha256(image.read_bytes()).digest()
    operation = await converting(lab, image)
    assert operation.conversion is not None and operation.conversion.program.endswith("virt-v2v-in-place")
    macs = ("52:54:00:12:34:56:ip:192.0.2.77,192.0.2.1,24,192.0.2.53",) if supplied else ()  # the service that sets it is one of the drivers' files
    operation = replace(operation, conversion=replace(operation.conversion, program=program, macs=macs))
    machine = operation.captured.machine
    assert (machine.hostname, machine.os_name, machine.os_version) == ("PHONYWIN", "Windows 10 Phony", "10.0.19045")
    assert machine.vendor_tools == ("VMware Tools",) and not machine.hibernated
    await lab.place.runner.start(operation)
    disks, nics, notice = hardware(lab, "PHONYWIN")
    assert (disks, nics) == ((["virtio"], ["virtio"]) if supplied else (["sata"], ["e1000e"]))
    assert ("no virtio drivers" in notice) is not supplied
    (made,) = lab.folder.iterdir()
    contents = tmp_path / "contents"
    run("qemu-img", "convert", "-O", "raw", made, contents)
    inside = contents.read_bytes()
    assert (b"viostor.sys" in inside) is supplied and (b"192.0.2.77" in inside) is supplied, "drivers, and the script that sets the fixed address"
    assert hashlib.sha256(image.read_bytes()).digest() == before and await lab.place.journal_rows() == []


@pytest.mark.slow
@pytest.mark.real
@pytest.mark.timeout(600)
async def test_a_linux_is_converted(lab: Lab, tmp_path: Path) -> None:
    """The real virt-v2v with a small phony Debian, half a minute of CPU: virtio, its initial RAM disk made anew with the drivers."""
    if lacking := missing() or phony_linux.missing():
        pytest.skip(f"needs {lacking}")
    image = await asyncio.to_thread(phony_linux.make_phony_linux, tmp_path)
    before = hashlib.sha256(image.read_bytes()).digest()
    operation = await converting(lab, image)
    assert operation.captured.machine.family is GuestFamily.LINUX
    await lab.place.runner.start(operation)
    disks, nics, notice = hardware(lab, "linux")
    assert (disks, nics) == (["virtio"], ["virtio"]) and "first start" in notice, notice
    (made,) = lab.folder.iterdir()
    contents, volume = tmp_path / "contents", tmp_path / "volume"
    run("qemu-img", "convert", "-O", "raw", made, contents)
    volume.write_bytes(contents.read_bytes()[phony_linux.BEGIN :])
    told = [subprocess.run(["debugfs", "-R", f"cat /{name}", volume], capture_output=True, timeout=30, text=True).stdout
            for name in (phony_linux.INITRD, "etc/initramfs-tools/modules")]  # fmt: skip
    assert phony_linux.VERSION in told[0] and "virtio_blk" in told[1]
    assert hashlib.sha256(image.read_bytes()).digest() == before and await lab.place.journal_rows() == []


@pytest.mark.slow
@pytest.mark.real
@pytest.mark.timeout(900)
@pytest.mark.parametrize("keys", [("wrong",), ("wrong", "open-sesame")], ids=["wrong", "right"])
async def test_an_encrypted_windows_is_converted(lab: Lab, tmp_path: Path, keys: tuple[str, ...]) -> None:
    """With its passphrase among those given; with a wrong one only: one sentence, and nothing left. No passphrase is on a command line."""
    if lacking := missing():
        pytest.skip(f"needs {lacking}")
    (tmp_path / "windows").mkdir()
    image = await asyncio.to_thread(make_phony_windows, tmp_path / "windows", key="open-sesame")
    seen: list[str] = []
    programs = lab.place.world.programs
    run_program = programs.run

    async def watched(argv: list[str], **more: object) -> object:
        seen.append(" ".join(argv))
        return await run_program(argv, **more)  # type: ignore[arg-type]

    programs.run = watched  # type: ignore[method-assign, assignment]
    operation = await converting(lab, image, *keys)
    assert "luks" in codes(operation.captured)
    if "open-sesame" in keys:
        await lab.place.runner.start(operation)
        assert hardware(lab, "windows")[0] == ["ide"], "no drivers came with it"
    else:
        with pytest.raises(ConsoleError) as failed:
            await lab.place.runner.start(operation)
        assert failed.value.cause is Cause.REFUSED and "encrypted" in failed.value.text.english(), failed.value.detail
        assert not list(lab.folder.iterdir()) and await lab.place.journal_rows() == []
    assert any("virt-v2v" in line for line in seen) and not any("sesame" in line for line in seen)
