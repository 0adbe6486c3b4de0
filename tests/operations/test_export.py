"""Exporting on a real libvirtd: every format reads back bit for bit, nothing is left when it fails, and nothing existing is replaced unasked."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import functools
import hashlib
import subprocess
import uuid
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from console.backend.pipes import ProgramPipe
from console.backend.programs import LocalPrograms
from console.formats.manifest import Signer, Trust
from console.formats.opening import open_package
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import PowerState
from console.model.rules_export import Running
from console.model.spec import DiskSpec, NicSpec
from console.model.tasks import TaskState
from console.operations import export as export_module
from console.operations import export_files
from console.operations.base import Runner
from console.operations.create import CreateVm
from console.operations.export import ExportVms
from console.operations.export_files import Options
from console.operations.export_names import file_names, split_output
from console.operations.power import ForceOff, Shutdown, Start, Suspend
from console.xml.storage import build_dir_repository
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd, sshd  # noqa: F401
from tests.operations.test_create import Yard, forget
from tests.operations.worlds import place, take_away

MIB = 1 << 20
CAPACITY = 9 * MIB + 512


@pytest.fixture(params=["local", "streamed"])
async def yard(request: pytest.FixtureRequest, libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    """The VM "gold": a qcow2 disk over a backing file, and a raw one with a hole. "streamed": its host is no local one, files are out of reach."""
    folder = libvirtd.images / f"export-{uuid.uuid4().hex[:8]}"
    raw, image = tmp_path / "image.raw", tmp_path / "image.qcow2"
    with raw.open("wb") as file:
        file.write(hashlib.shake_256(b"begin").digest(MIB))
        file.seek(CAPACITY - 512)
        file.write(b"x" * 512)
    subprocess.run(["qemu-img", "convert", "-q", "-O", "qcow2", raw, image], check=True, timeout=20)
    async with place(libvirtd.uri, tmp_path, local=request.param == "local") as found:
        repository = await found.port.define_repository(build_dir_repository(folder.name, str(folder)))
        assert await found.active(repository)
        made = Yard(found, found.repository(folder.name), folder, image)
        disks = (
            DiskSpec(CAPACITY, repository=repository, source_file=str(image), name="gold.qcow2"),
            DiskSpec(3 * MIB, repository=repository, format="raw", name="gold.img"),
        )
        nic = NicSpec(kind="user", source="", mac="52:54:00:11:22:33")
        await found.runner.start(CreateVm(made.spec("gold", disks=disks, nics=(nic,)), start=False))
        base, top = folder / "base.qcow2", folder / "gold.qcow2"
        top.rename(base)
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", base, top], check=True, timeout=20)
        subprocess.run(
            ["qemu-io", "-f", "qcow2", "-c", "write -P 7 5M 64k", "-c", "write -z 0 64k", top], check=True, timeout=20, capture_output=True
        )
        with (folder / "gold.img").open("r+b") as file:
            file.seek(2 * MIB)
            file.write(b"raw" * 1000)
        await found.port.refresh_repository(repository)
        yield made
        await take_away(found.port, *found.inventory.vms())
        await forget(libvirtd, folder.name)


def content(path: Path, form: str, folder: Path) -> str:
    """SHA-256 of the disk in an image, as QEMU reads it; zeros at its end do not count (formats round sizes up)."""
    flat = folder / f"{uuid.uuid4().hex}.flat"
    subprocess.run(["qemu-img", "convert", "-q", "-f", form, "-O", "raw", path, flat], check=True, timeout=60)
    found = hashlib.sha256(flat.read_bytes().rstrip(b"\0")).hexdigest()
    flat.unlink()
    return found


def truth(yard: Yard, tmp: Path) -> list[str]:
    return [content(yard.folder / "gold.qcow2", "qcow2", tmp), content(yard.folder / "gold.img", "raw", tmp)]


def of_package(path: Path) -> list[str]:
    found = []
    with open_package(path) as package:
        for disk in package.description.vms[0].disks:
            with package.open(disk) as stream:
                data = b"".join(chunk.data or bytes(chunk.length) for chunk in stream.chunks())
            found.append(hashlib.sha256(data.rstrip(b"\0")).hexdigest())
        assert package.verify().ok
    return found


def nothing_left(yard: Yard, target: Path) -> None:
    assert not target.exists() or list(target.iterdir()) == []
    assert sorted(each.name for each in yard.folder.iterdir()) == ["base.qcow2", "gold.img", "gold.qcow2"]


async def no_copies(yard: Yard) -> None:
    assert sorted(each.name for each in yard.folder.iterdir()) == ["base.qcow2", "gold.img", "gold.qcow2"]
    assert await yard.place.journal_rows() == []


@pytest.mark.parametrize(
    ("format", "options"),
    [
        ("ova", Options()),
        ("ova", Options(disk_format="vhd")),
        ("ovf", Options(disk_format="raw", compression="gzip")),
        ("xva", Options()),
        ("xva", Options(checksum="sha1", compression="zstd")),
    ],
    ids=["ova", "ova-vhd", "ovf-raw-gzip", "xva", "xva-zstd"],
)
async def test_a_package_reads_back(yard: Yard, tmp_path: Path, format: str, options: Options) -> None:
    target = tmp_path / "out"
    before = truth(yard, tmp_path)
    vm = yard.place.vm("gold")
    said = await yard.place.runner.start(ExportVms((yard.place.of("gold"),), format, str(target), "gold", options))
    path = Path(said.splitlines()[0])
    assert path == target / f"gold.{format}"
    assert of_package(path) == before == truth(yard, tmp_path)
    assert {str(each) for each in target.iterdir()} == set(said.splitlines())
    if format != "xva":
        with open_package(path) as package:
            assert package.description.ours
            told = package.description.vms[0]
            assert told.uuid == vm.uuid
            assert told.nics[0].mac == "52:54:00:11:22:33"
            assert "<name>gold</name>" in told.domain_xml
    await no_copies(yard)


IMAGES = {"qcow2": ("qcow2", "qcow2"), "vmdk": ("vmdk", "vmdk"), "vhd": ("vhd", "vpc"), "vhdx": ("vhdx", "vhdx"), "raw": ("img", "raw")}


@pytest.mark.parametrize("format", IMAGES)
async def test_disk_images_read_back(yard: Yard, tmp_path: Path, format: str) -> None:
    target = tmp_path / "out"
    before = truth(yard, tmp_path)
    said = await yard.place.runner.start(ExportVms((yard.place.of("gold"),), format, str(target), "gold"))
    end, form = IMAGES[format]
    paths = [target / f"gold-disk1.{end}", target / f"gold-disk2.{end}"]
    assert [Path(line) for line in said.splitlines()] == paths
    assert [content(path, form, tmp_path) for path in paths] == before
    if form == "qcow2":
        subprocess.run(["qemu-img", "check", "-q", paths[0]], check=True, timeout=20)
        assert paths[0].stat().st_blocks * 512 < 3 * MIB  # sparse
    await no_copies(yard)


@pytest.mark.parametrize("yard", ["local"], indirect=True)
async def test_what_is_there_is_replaced_only_when_allowed(yard: Yard, tmp_path: Path) -> None:
    (tmp_path / "gold.xva").write_bytes(b"mine")
    export = ExportVms((yard.place.of("gold"),), "xva", str(tmp_path), "gold")
    with pytest.raises(ConsoleError) as failure:
        await yard.place.runner.start(export)
    assert failure.value.cause is Cause.EXISTS
    assert len(yard.place.answers.asked) == 1
    assert (tmp_path / "gold.xva").read_bytes() == b"mine"
    yard.place.answers.confirmed = True
    await yard.place.runner.start(export)
    assert of_package(tmp_path / "gold.xva") == truth(yard, tmp_path)
    assert len(yard.place.answers.asked) == 2


@pytest.mark.parametrize("yard", ["local"], indirect=True)
async def test_a_signed_package_with_a_licence(yard: Yard, tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "The maker")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1)).sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public = certificate.public_bytes(serialization.Encoding.PEM)
    options = Options(signer=Signer.load(pem, public), eulas=("Be kind.",))
    await yard.place.runner.start(ExportVms((yard.place.of("gold"),), "ovf", str(tmp_path / "out"), "gold", options))
    with open_package(tmp_path / "out" / "gold.ovf", trusted=[public]) as package:
        assert package.signature.trust is Trust.VALID
        assert [eula.text for eula in package.description.eulas] == ["Be kind."]


async def test_cancelling_leaves_nothing(yard: Yard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out"
    reached = asyncio.Event()
    loop = asyncio.get_running_loop()
    real = export_files.write

    def slow(order: object, folder: Path, options: object, tell: object) -> object:
        loop.call_soon_threadsafe(reached.set)

        def wait(done: int) -> None:
            import time

            time.sleep(0.3)
            tell(done)  # type: ignore[operator]

        return real(order, folder, options, wait)  # type: ignore[arg-type]

    monkeypatch.setattr(export_files, "write", slow)
    running = yard.place.runner.start(ExportVms((yard.place.of("gold"),), "ova", str(target), "gold"))
    await asyncio.wait_for(reached.wait(), 20)
    task = yard.place.runner.task_of(running)
    assert task is not None
    yard.place.runner.cancel(task.id)
    with pytest.raises((asyncio.CancelledError, ConsoleError)):
        await running
    assert next(each for each in yard.place.runner.tasks() if each.id == task.id).state is TaskState.CANCELLED
    assert not target.exists()
    await no_copies(yard)


@pytest.mark.parametrize("yard", ["local"], indirect=True)
@pytest.mark.parametrize("format", ["ova", "xva", "qcow2", "raw"])
async def test_a_wrong_byte_is_found_and_nothing_appears(yard: Yard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    """A byte that the disk of this computer keeps wrongly, in the middle of the contents."""
    real = export_files.write

    def bad(order: export_files.FileOrder, folder: Path, options: Options, tell: object) -> export_files.Written:
        done = real(order, folder, options, tell)  # type: ignore[arg-type]
        data = (folder / order.name).read_bytes()
        marker = hashlib.shake_256(b"begin").digest(MIB)[100_000:100_016]
        at = data.find(marker) if format in ("xva", "raw", "qcow2") else len(data) // 2
        assert at > 0 or "disk2" in order.name
        if at > 0:
            with (folder / order.name).open("r+b") as file:
                file.seek(at)
                file.write(bytes(b ^ 0xFF for b in data[at : at + 4]))
        return done

    monkeypatch.setattr(export_files, "write", bad)
    with pytest.raises(ConsoleError):
        await yard.place.runner.start(ExportVms((yard.place.of("gold"),), format, str(tmp_path / "out"), "gold"))
    assert not (tmp_path / "out").exists()
    await no_copies(yard)


@pytest.mark.real
async def test_a_running_vm_is_exported_of_one_moment_or_shut_down(yard: Yard, tmp_path: Path) -> None:
    """Its firmware finds nothing to boot, so the disks stay what they are."""
    before = truth(yard, tmp_path)
    of = yard.place.of("gold")
    await yard.place.runner.start(Start(of))
    await yard.place.runner.start(ExportVms((of,), "ova", str(tmp_path / "out"), "gold"))
    assert of_package(tmp_path / "out" / "gold.ova") == before
    await no_copies(yard)
    assert yard.place.vm("gold").state is PowerState.RUNNING


@pytest.mark.parametrize("yard", ["local"], indirect=True)
@pytest.mark.parametrize("format", ["ova", "xva"])
async def test_a_disk_in_the_place_of_another_is_found(yard: Yard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    """Every disk is compared with the one that it says it is, not only with any of them."""
    real = export_files.write

    def swapped(*words: Any) -> export_files.Written:
        found = real(*words)
        return dataclasses.replace(found, digests=tuple(reversed(found.digests)))

    monkeypatch.setattr(export_files, "write", swapped)
    target = tmp_path / "out"
    with pytest.raises(ConsoleError, match="not equal to what was read"):
        await yard.place.runner.start(ExportVms((yard.place.of("gold"),), format, str(target), "gold"))
    nothing_left(yard, target)


@pytest.mark.parametrize("yard", ["local"], indirect=True)
async def test_no_room_and_no_way(yard: Yard, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(ConsoleError, match="can't be written to"):
        await yard.place.runner.start(ExportVms((yard.place.of("gold"),), "ova", str(blocked / "deep"), "gold"))
    await no_copies(yard)


def test_names() -> None:
    assert file_names("ova", "web/01", [("web/01", 2)]) == ["web_01.ova"]
    assert file_names("ovf", "サーバ", [("サーバ", 1)]) == ["vm.ovf"]
    assert file_names("xva", "サーバ", [("サーバ", 1)]) == ["サーバ.xva"]
    assert file_names("xva", "two", [("a", 1), ("a", 1)]) == ["a.xva", "a-1.xva"]
    assert file_names("raw", "one", [("a", 1)], "zstd") == ["one.img.zst"]
    assert file_names("qcow2", "both", [("a", 2), ("b", 0)]) == ["a-disk1.qcow2", "a-disk2.qcow2"]
    assert file_names("ova", "one", [("a", 1)], exact="given.bin") == ["given.bin"]


def test_places(tmp_path: Path) -> None:
    assert split_output(str(tmp_path), "ova", "", "vm") == (str(tmp_path), "vm", "")
    assert split_output(f"{tmp_path}/new/", "xva", "", "vm") == (f"{tmp_path}/new", "vm", "")
    assert split_output(f"{tmp_path}/a.ova", "ova", "", "vm") == (str(tmp_path), "a", "a.ova")
    assert split_output(f"{tmp_path}/folder", "ovf", "", "vm") == (f"{tmp_path}/folder", "vm", "")


@pytest.mark.parametrize("yard", ["streamed"], indirect=True)
@pytest.mark.parametrize("sound", [True, False])
async def test_a_host_by_ssh_prints_the_flat_disk(
    yard: Yard,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sound: bool,
    sshd: PrivateSshd,  # noqa: F811
) -> None:
    """No copy is made on the host; and where it ends early, nothing appears."""
    words = ["ssh", "-F", str(sshd.config), "-o", "BatchMode=yes", "-p", str(sshd.port), f"{sshd.user}@127.0.0.1", "--"]
    programs = LocalPrograms(prefix=lambda _host: words)
    world = dataclasses.replace(yard.place.world, programs=programs)
    runner = Runner(world)
    opened: list[list[str]] = []
    real = programs.open

    def cut(argv: Sequence[str], *, host: HostId | None = None) -> ProgramPipe:
        opened.append(list(argv))
        return real(argv if sound else ["sh", "-c", "head -c 1000000 /dev/urandom | zstd -q -1 -c"], host=host)

    monkeypatch.setattr(programs, "open", cut)
    before = truth(yard, tmp_path)
    export = ExportVms((yard.place.of("gold"),), "xva", str(tmp_path / "out"), "gold")
    if sound:
        await runner.start(export)
        assert of_package(tmp_path / "out" / "gold.xva") == before
    else:
        with pytest.raises(ConsoleError, match="ended early"):
            await runner.start(export)
        assert not (tmp_path / "out").exists()
    assert [argv[-1] for argv in opened] == [str(yard.folder / "gold.qcow2")]
    await no_copies(yard)


@pytest.mark.parametrize("yard", ["local"], indirect=True)
async def test_several_in_one_package_and_one_file_each(yard: Yard, tmp_path: Path) -> None:
    before = truth(yard, tmp_path)
    repository = yard.repository.uuid
    disk = DiskSpec(2 * MIB, repository=repository, format="raw", name="other.img")
    await yard.place.runner.start(CreateVm(yard.spec("other", disks=(disk,)), start=False))
    both = (yard.place.of("gold"), yard.place.of("other"))
    await yard.place.runner.start(ExportVms(both, "ova", str(tmp_path / "out"), "both"))
    with open_package(tmp_path / "out" / "both.ova") as package:
        assert [vm.name for vm in package.description.vms] == ["gold", "other"]
        assert [len(vm.disks) for vm in package.description.vms] == [2, 1]
        assert package.verify().ok
    assert of_package(tmp_path / "out" / "both.ova") == before
    said = await yard.place.runner.start(ExportVms(both, "xva", str(tmp_path / "out"), "both"))
    assert [Path(line).name for line in said.splitlines()] == ["gold.xva", "other.xva"]
    with pytest.raises(ConsoleError, match="no disk to export"):
        await yard.place.runner.start(ExportVms((), "raw", str(tmp_path / "out"), "none"))
    (yard.folder / "other.img").unlink()


@pytest.mark.real
@pytest.mark.parametrize("yard", ["local"], indirect=True)
async def test_a_vm_that_ignores_the_shutdown_runs_on(yard: Yard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing boots in it, so nobody listens: the export fails, and it is as it was. Started meanwhile, an export of one that is off fails too."""
    monkeypatch.setattr(export_module, "LATE_SECONDS", 0.5)
    monkeypatch.setattr(export_module, "Shutdown", functools.partial(Shutdown, seconds=1.0))
    of = yard.place.of("gold")
    await yard.place.runner.start(Start(of))
    with pytest.raises(ConsoleError, match=r"did not shut down|can't be asked"):
        await yard.place.runner.start(ExportVms((of,), "ova", str(tmp_path / "out"), "gold", running=Running.SHUTDOWN))
    assert yard.place.vm("gold").state is PowerState.RUNNING
    assert not (tmp_path / "out").exists()
    await yard.place.runner.start(ForceOff(of))
    real = export_files.write
    loop = asyncio.get_running_loop()

    def write(*words: Any) -> Any:
        done = real(*words)
        asyncio.run_coroutine_threadsafe(started(), loop).result(60)
        return done

    async def started() -> None:
        await yard.place.runner.start(Start(of))

    monkeypatch.setattr(export_files, "write", write)
    with pytest.raises(ConsoleError, match="was started while"):
        await yard.place.runner.start(ExportVms((of,), "xva", str(tmp_path / "out"), "gold"))
    assert not (tmp_path / "out").exists()
    await no_copies(yard)


@pytest.mark.real
@pytest.mark.parametrize("yard", ["local"], indirect=True)
async def test_a_suspended_vm_is_exported_without_its_memory(yard: Yard, tmp_path: Path) -> None:
    before = truth(yard, tmp_path)
    of = yard.place.of("gold")
    await yard.place.runner.start(Start(of))
    await yard.place.runner.start(Suspend(of))
    assert yard.place.vm("gold").state is PowerState.SUSPENDED
    await yard.place.runner.start(ExportVms((of,), "xva", str(tmp_path / "out"), "gold"))
    assert of_package(tmp_path / "out" / "gold.xva") == before
    assert yard.place.vm("gold").state is PowerState.SUSPENDED
    await no_copies(yard)
