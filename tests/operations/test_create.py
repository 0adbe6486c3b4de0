"""Creating VMs on a real libvirtd: what is made, and that nothing is left when any step fails or is cancelled."""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
import subprocess
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.objects import PowerState, StorageRepository
from console.model.spec import CdSpec, DiskSpec, VmSpec
from console.model.tasks import Leftover, TaskState
from console.model.text import N_
from console.operations.base import Runner
from console.operations.create import CreateVm, check_space, create_vm, default_repository, needed_bytes, volume_name
from console.operations.leftovers import CleanUp, Keep, why_not_clean
from console.operations.making import unique_name
from console.operations.storage import UploadFile, upload_file
from console.xml.storage import build_dir_repository, build_volume
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.worlds import HOST, Place, place

MIB = 1 << 20


@dataclass
class Yard:
    """A world with one repository of its own."""

    place: Place
    repository: StorageRepository
    folder: Path
    image: Path  # a local qcow2 image of 2 MiB

    async def volumes(self) -> list[str]:
        return sorted(volume.name for volume in await self.place.port.volumes(self.repository.uuid))

    def files(self) -> list[str]:
        return sorted(file.name for file in self.folder.iterdir())

    def spec(self, name: str = "new", **fields: Any) -> VmSpec:
        given = VmSpec(
            name=name,
            host=HOST,
            uuid=str(uuid.uuid4()),
            machine="pc",
            memory_bytes=32 * MIB,
            disks=(
                DiskSpec(MIB, repository=self.repository.uuid),
                DiskSpec(4 * MIB, repository=self.repository.uuid, source_file=str(self.image)),
            ),
            graphics="",
            video="",
            input=(),
            rng=False,
            usb="none",
            agent_channel=False,
        )
        return dataclasses.replace(given, **fields)

    async def settled(self) -> None:
        """The inventory shows no VM any more."""
        for _ in range(200):
            if not self.place.inventory.vms():
                return
            await asyncio.sleep(0.02)
        raise AssertionError([vm.name for vm in self.place.inventory.vms()])


@pytest.fixture
async def yard(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    folder = libvirtd.images / f"yard-{uuid.uuid4().hex[:8]}"
    image = tmp_path / "image.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", image, "2M"], check=True, timeout=20)
    async with place(libvirtd.uri, tmp_path) as found:
        repository = await found.port.define_repository(build_dir_repository(folder.name, str(folder)))
        assert await found.active(repository)
        yield Yard(found, found.repository(folder.name), folder, image)
        await forget(libvirtd, folder.name)


async def forget(libvirtd: PrivateLibvirtd, pool: str) -> None:
    """Take the repository away (the console has no verb for it)."""
    for words in (["pool-destroy", pool], ["pool-undefine", pool]):
        subprocess.run(["virsh", "-q", "-c", libvirtd.uri, *words], check=True, timeout=20, capture_output=True)
    shutil.rmtree(libvirtd.images / pool)


async def remove(yard: Yard, name: str) -> None:
    port, vm = yard.place.port, yard.place.vm(name)
    if vm.state.active:
        await port.destroy(vm.uuid)
    await port.undefine(vm.uuid)
    for volume in await yard.volumes():
        await port.delete_volume(yard.repository.uuid, volume)


# --------------------------------------------------------------------------- what is made


async def test_a_vm_with_an_empty_and_a_copied_disk_runs(yard: Yard) -> None:
    spec = yard.spec(autostart=True, demo=True)
    running = yard.place.runner.start(create_vm(spec, yard.place.inventory))
    assert await running == spec.uuid
    vm = yard.place.vm("new")
    assert (vm.uuid, vm.state) == (spec.uuid, PowerState.RUNNING)
    assert vm.config is not None and vm.config.metadata.demo
    assert [disk.source for disk in vm.config.disks] == [str(yard.folder / name) for name in ("new.qcow2", "new-1.qcow2")]
    volumes = {volume.name: volume for volume in await yard.place.port.volumes(yard.repository.uuid)}
    assert volumes["new.qcow2"].capacity_bytes == MIB
    assert (volumes["new-1.qcow2"].capacity_bytes, volumes["new-1.qcow2"].format) == (4 * MIB, "qcow2"), "the image is made as large as wanted"
    assert "<name>new</name>" in await yard.place.port.domain_xml(spec.uuid)
    assert await yard.place.journal_rows() == []
    assert running in (running,) and yard.place.runner.tasks()[0].applies_to[0] == Ref(Kind.VM, HOST, spec.uuid)
    await remove(yard, "new")


async def test_a_copied_disk_keeps_its_own_size_where_less_is_wanted(yard: Yard) -> None:
    disk = DiskSpec(MIB, repository=yard.repository.uuid, source_file=str(yard.image), name="base.qcow2")
    await yard.place.runner.start(CreateVm(yard.spec(disks=(disk,)), start=False))
    (volume,) = await yard.place.port.volumes(yard.repository.uuid)
    assert (volume.name, volume.capacity_bytes) == ("base.qcow2", 2 * MIB)
    assert subprocess.run(["qemu-img", "check", "-q", volume.path], check=False, timeout=20).returncode == 0
    await remove(yard, "new")


async def test_a_taken_volume_name_is_left_alone(yard: Yard) -> None:
    """One that libvirt knows, and one that was put into the folder behind its back."""
    await yard.place.port.create_volume(yard.repository.uuid, build_volume("new.qcow2", MIB, "qcow2", thin=True))
    (yard.folder / "new-1.qcow2").write_bytes(b"somebody's")
    await yard.place.runner.start(CreateVm(yard.spec(disks=(DiskSpec(MIB, repository=yard.repository.uuid),)), start=False))
    config = yard.place.vm("new").config
    assert config is not None and config.disks[0].source.endswith("/new-2.qcow2")
    assert (yard.folder / "new-1.qcow2").read_bytes() == b"somebody's"
    assert await yard.place.journal_rows() == []
    await remove(yard, "new")


async def test_a_taken_vm_name_is_refused_before_anything_is_made(yard: Yard) -> None:
    await yard.place.runner.start(CreateVm(yard.spec(disks=()), start=False))
    with pytest.raises(ConsoleError) as caught:
        await yard.place.runner.start(CreateVm(yard.spec()))
    assert caught.value.cause is Cause.EXISTS and "host-a" in str(caught.value)
    assert await yard.volumes() == []
    await remove(yard, "new")


async def test_a_name_that_only_libvirt_knows_to_be_taken(yard: Yard, libvirtd: PrivateLibvirtd, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody was faster than the inventory: libvirt refuses, the volumes go, the other one's VM stays."""
    await yard.place.runner.start(CreateVm(yard.spec(disks=()), start=False))
    other = yard.place.vm("new").uuid
    monkeypatch.setattr("console.operations.create.check_name", lambda *_: None)
    with pytest.raises(ConsoleError):
        await yard.place.runner.start(CreateVm(yard.spec()))
    assert await yard.volumes() == [] and await yard.place.journal_rows() == []
    assert yard.place.vm("new").uuid == other
    await remove(yard, "new")


async def test_no_space_is_said_before_anything_is_made(yard: Yard) -> None:
    disk = DiskSpec(1 << 60, repository=yard.repository.uuid, thin=False)
    with pytest.raises(ConsoleError) as caught:
        await yard.place.runner.start(CreateVm(yard.spec(disks=(disk,))))
    assert caught.value.cause is Cause.NO_SPACE and yard.repository.name in str(caught.value)
    assert await yard.volumes() == []


async def test_an_image_that_can_not_be_read(yard: Yard) -> None:
    disk = DiskSpec(MIB, repository=yard.repository.uuid, source_file=str(yard.image) + ".missing")
    with pytest.raises(ConsoleError, match="can't be read"):
        await yard.place.runner.start(CreateVm(yard.spec(disks=(disk,))))
    assert await yard.volumes() == []


async def test_a_missing_medium_fails_at_the_start_and_leaves_nothing(yard: Yard) -> None:
    with pytest.raises(ConsoleError):
        await yard.place.runner.start(CreateVm(yard.spec(installing=True, cds=(CdSpec("/nowhere/x.iso", bus="ide", boot=True),))))
    await yard.settled()
    assert yard.files() == [] and await yard.place.journal_rows() == []


# --------------------------------------------------------------------------- every step fails, every step is cancelled


@dataclass
class Faulty:
    """Hosts whose n-th call fails, or is cancelled while it runs."""

    hub: Any
    at: int
    fault: str
    calls: list[str] = field(default_factory=list)
    cancel: Any = None

    def port(self, host: HostId) -> Any:
        return _FaultyPort(self, self.hub.port(host))


class _FaultyPort:
    def __init__(self, faulty: Faulty, real: Any) -> None:
        self._faulty, self._real = faulty, real

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)
        if not callable(real):
            return real

        async def call(*args: Any, **kwargs: Any) -> Any:
            faulty = self._faulty
            faulty.calls.append(name)
            if len(faulty.calls) != faulty.at:
                return await real(*args, **kwargs)
            if faulty.fault == "fails":
                raise ConsoleError(N_("Injected."), cause=Cause.INTERNAL)
            if faulty.fault == "cancelled":
                faulty.cancel()
                return await real(*args, **kwargs)
            result = await real(*args, **kwargs)  # "cancelled late": done, but the waiting task is cancelled before it hears of it
            faulty.cancel()
            return result

        return call


@pytest.mark.parametrize("fault", ["fails", "cancelled", "cancelled late"])
async def test_whichever_step_ends_it_nothing_is_left(yard: Yard, fault: str) -> None:
    ended = []
    for at in range(1, 40):
        faulty = Faulty(yard.place.hub, at, fault)
        runner = Runner(dataclasses.replace(yard.place.world, hosts=faulty))
        running = runner.start(CreateVm(yard.spec(f"vm{at}"), start=True))
        task = runner.tasks()[0]
        faulty.cancel = lambda runner=runner, task=task: runner.cancel(task.id)
        try:
            await running
        except (ConsoleError, asyncio.CancelledError) as failure:
            ended.append((faulty.calls[at - 1], type(failure).__name__))
            await yard.settled()
            assert await yard.volumes() == [], f"{fault} at {faulty.calls[at - 1]}"
            assert yard.files() == []
            assert await yard.place.journal_rows() == []
            assert runner.tasks()[0].state is (TaskState.FAILED if fault == "fails" else TaskState.CANCELLED)
            continue
        if len(faulty.calls) >= at:  # a cancel of the very last call comes when all is done
            assert fault != "fails"
        await remove(yard, f"vm{at}")
        await yard.settled()
        if len(faulty.calls) < at:
            break
    steps = {step for step, _ in ended}
    assert {"volumes", "create_volume", "upload", "refresh_repository", "resize_volume", "define", "start"} <= steps
    assert {kind for _, kind in ended} == {"ConsoleError" if fault == "fails" else "CancelledError"}


async def test_an_answer_that_never_came_is_kept_for_the_user(yard: Yard) -> None:
    """The connection went while libvirt made the volume: nobody knows whether it is ours. It is listed, and not removed."""

    class Lost(_FaultyPort):
        def __getattr__(self, name: str) -> Any:
            real = getattr(self._real, name)
            if name != "create_volume":
                return real

            async def call(*args: Any, **kwargs: Any) -> Any:
                await real(*args, **kwargs)
                raise ConsoleError(N_("The connection is lost."), cause=Cause.UNREACHABLE)

            return call

    hosts = Faulty(yard.place.hub, 0, "")
    hosts.port = lambda host: Lost(hosts, yard.place.hub.port(host))  # type: ignore[method-assign]
    runner = Runner(dataclasses.replace(yard.place.world, hosts=hosts))
    with pytest.raises(ConsoleError):
        await runner.start(CreateVm(yard.spec(), start=False))
    assert await yard.volumes() == ["new.qcow2"]
    assert await yard.place.journal_rows() == [("volume", "new.qcow2", 0)]


# --------------------------------------------------------------------------- leftovers


async def leftover(yard: Yard, kind: str, key: str, name: str, proof: str, *, confirmed: bool = True) -> Leftover:
    entry = await yard.place.database.journal.announce("op", "Create new", kind, str(HOST), key, name)
    if confirmed:
        await yard.place.database.journal.confirm(entry, key, proof)
    return Leftover(entry, "op", "Create new", 0.0, kind, str(HOST), key, name, confirmed, proof)


async def crashed(yard: Yard, monkeypatch: pytest.MonkeyPatch, spec: VmSpec) -> list[Leftover]:
    """A console that dies after it has made everything: what its journal then lists."""

    async def nothing(*_: object) -> None:
        return None

    monkeypatch.setattr("console.operations.create.finish", nothing)
    await yard.place.runner.start(CreateVm(spec, start=True))
    monkeypatch.undo()
    rows = await yard.place.database.do(
        lambda c: c.execute("SELECT id, operation, title, at, kind, host, key, name, confirmed, proof FROM journal").fetchall()
    )
    return [Leftover(*row) for row in rows]


async def test_clean_up_of_what_a_crash_left(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    left = await crashed(yard, monkeypatch, yard.spec())
    assert sorted(each.kind for each in left) == ["domain", "volume", "volume"]
    assert all(each.confirmed and each.proof for each in left)
    for each in sorted(left, key=lambda each: each.kind):
        assert why_not_clean(each, yard.place.inventory) is None
        await yard.place.runner.start(CleanUp(each))
    await yard.settled()
    assert yard.files() == [] and await yard.place.journal_rows() == []


async def test_a_volume_that_another_one_made_meanwhile_is_not_cleaned_up(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    left = await crashed(yard, monkeypatch, yard.spec(disks=(DiskSpec(MIB, repository=yard.repository.uuid),)))
    (volume,) = (each for each in left if each.kind == "volume")
    await yard.place.port.delete_volume(yard.repository.uuid, "new.qcow2")
    (yard.folder / "blocker").touch()  # so that the new file gets another inode
    await yard.place.port.create_volume(yard.repository.uuid, build_volume("new.qcow2", MIB, "qcow2", thin=True))
    with pytest.raises(ConsoleError, match="not proved"):
        await yard.place.runner.start(CleanUp(volume))
    assert "new.qcow2" in yard.files()
    await yard.place.runner.start(Keep(volume))
    assert [row[0] for row in await yard.place.journal_rows()] == ["domain"]
    await remove(yard, "new")


async def test_what_is_not_proved_is_listed_only(yard: Yard) -> None:
    unproved = await leftover(yard, "volume", f"{yard.repository.uuid}/x.qcow2", "x.qcow2", "", confirmed=False)
    assert why_not_clean(unproved, yard.place.inventory) is not None
    with pytest.raises(ConsoleError):
        await yard.place.runner.start(CleanUp(unproved))
    elsewhere = dataclasses.replace(unproved, kind="domain", host="other")
    assert why_not_clean(elsewhere, yard.place.inventory) is not None


async def test_local_files_carry_the_operations_id(yard: Yard, tmp_path: Path) -> None:
    part = tmp_path / "disk.op.part"
    part.touch()
    await yard.place.runner.start(CleanUp(await leftover(yard, "file", str(part), part.name, "")))
    assert not part.exists()
    mine = tmp_path / "mine.qcow2"
    mine.touch()
    with pytest.raises(ConsoleError, match="does not show"):
        await yard.place.runner.start(CleanUp(dataclasses.replace(await leftover(yard, "file", str(mine), mine.name, ""), operation="zz")))
    assert mine.exists()
    with pytest.raises(ConsoleError, match="does not show"):
        await yard.place.runner.start(CleanUp(dataclasses.replace(await leftover(yard, "file", str(mine), mine.name, ""), operation="")))
    folder = tmp_path / "virtdeck-op-1"  # where the answers of an unattended installation were made
    folder.mkdir()
    (folder / "answers.iso").touch()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / "virtdeck-op-2"
    link.symlink_to(elsewhere)
    for path in (folder, link, folder):
        await yard.place.runner.start(CleanUp(await leftover(yard, "file", str(path), path.name, "")))
    assert not folder.exists() and not link.is_symlink() and elsewhere.exists()


# --------------------------------------------------------------------------- files into repositories


async def test_copy_to_iso_library(yard: Yard, tmp_path: Path) -> None:
    iso = tmp_path / "my disk.iso"
    iso.write_bytes(bytes(range(256)) * 20000)
    seen: list[int] = []
    yard.place.runner.subscribe(lambda task: seen.append(task.progress.done_bytes or 0))
    operation = upload_file(HOST, yard.repository.uuid, str(iso), yard.place.inventory)
    path = await yard.place.runner.start(operation)
    assert Path(path).read_bytes() == iso.read_bytes() and Path(path).name == iso.name
    assert max(seen) == iso.stat().st_size
    again = await yard.place.runner.start(operation)
    assert Path(again).name == "my disk-1.iso", "nothing is overwritten"
    assert await yard.place.journal_rows() == []
    for name in await yard.volumes():
        await yard.place.port.delete_volume(yard.repository.uuid, name)


async def test_a_copy_that_can_not_be_made(yard: Yard, tmp_path: Path) -> None:
    with pytest.raises(ConsoleError, match="can't be read"):
        await yard.place.runner.start(UploadFile(HOST, yard.repository.uuid, str(tmp_path / "none.iso")))
    with pytest.raises(ConsoleError, match="can't be read"):
        await yard.place.runner.start(UploadFile(HOST, yard.repository.uuid, str(tmp_path)))
    huge = tmp_path / "huge.iso"
    with huge.open("wb") as file:
        file.truncate(1 << 43)
    with pytest.raises(ConsoleError) as caught:
        await yard.place.runner.start(UploadFile(HOST, yard.repository.uuid, str(huge)))
    assert caught.value.cause is Cause.NO_SPACE
    assert await yard.volumes() == []


# --------------------------------------------------------------------------- pure parts


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("a.qcow2", [], "a.qcow2"),
        ("a.qcow2", ["a.qcow2"], "a-1.qcow2"),
        ("a.qcow2", ["a.qcow2", "a-1.qcow2"], "a-2.qcow2"),
        ("lv", ["lv"], "lv-1"),
        (".hidden", [".hidden"], ".hidden-1"),
        ("v1.2", ["v1.2"], "v1-1.2"),
    ],
)
def test_unique_names(wanted: str, taken: list[str], name: str) -> None:
    assert unique_name(wanted, taken) == name


def test_volume_names_fit_their_repository() -> None:
    folder, group = StorageRepository(HOST, "u", "local", "dir"), StorageRepository(HOST, "v", "vg", "logical")
    assert volume_name("web 1", "qcow2", folder) == "web 1.qcow2"
    assert volume_name("web", "raw", folder) == "web.img"
    assert volume_name("../x", "qcow2", folder) == "-x.qcow2"
    assert volume_name("サーバー", "raw", group) == "disk"
    assert volume_name("サーバー 1", "raw", group) == "1"
    assert volume_name("web 1", "raw", group) == "web-1"


def test_space_that_is_needed_at_once() -> None:
    assert needed_bytes(DiskSpec(1 << 40)) == MIB
    assert needed_bytes(DiskSpec(1 << 40, thin=False)) == 1 << 40
    assert needed_bytes(DiskSpec(MIB, source_file="x"), 30 * MIB) == 30 * MIB
    assert needed_bytes(DiskSpec(1 << 40, thin=False, existing_path="/x")) == 0


async def test_default_repository(yard: Yard) -> None:
    assert default_repository(yard.place.inventory, HOST) is not None
    assert default_repository(yard.place.inventory, HostId("none")) is None
    spec = yard.spec(disks=(DiskSpec(MIB, repository="gone"),))
    with pytest.raises(ConsoleError) as caught:
        await check_space(yard.place.inventory, yard.place.port, spec, {})
    assert caught.value.cause is Cause.GONE
