"""Cloning on a real libvirtd: what is made, that the source keeps every byte, and that nothing is left when any step fails or is cancelled."""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import subprocess
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from console.model.clone import CloneMode, mode_why_not, own_disks
from console.model.errors import Cause, ConsoleError
from console.model.objects import PowerState
from console.model.spec import DiskSpec, NicSpec
from console.model.tasks import TaskState
from console.model.text import N_
from console.operations.base import Runner
from console.operations.clone import CloneItem, CloneVm
from console.operations.create import CreateVm
from console.operations.delete import DeleteVm
from console.operations.prepare import Identity, Preparation
from console.operations.subject import wait_until
from console.xml.clone import nvram_path
from console.xml.storage import build_dir_repository
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.test_create import Faulty, Yard, _FaultyPort, forget
from tests.operations.worlds import HOST, place, take_away

MIB = 1 << 20
MAC = "52:54:00:11:22:33"


@pytest.fixture
async def yard(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    """A repository with the VM "gold": a qcow2 disk with contents and an empty raw one."""
    folder = libvirtd.images / f"clone-{uuid.uuid4().hex[:8]}"
    image = tmp_path / "image.qcow2"
    raw = tmp_path / "image.raw"
    raw.write_bytes(bytes(range(256)) * 4096 + bytes(3 * MIB))
    subprocess.run(["qemu-img", "convert", "-q", "-O", "qcow2", raw, image], check=True, timeout=20)
    async with place(libvirtd.uri, tmp_path) as found:
        repository = await found.port.define_repository(build_dir_repository(folder.name, str(folder)))
        assert await found.active(repository)
        made = Yard(found, found.repository(folder.name), folder, image)
        disks = (
            DiskSpec(4 * MIB, repository=repository, source_file=str(image), name="gold.qcow2"),
            DiskSpec(MIB, repository=repository, format="raw", name="gold.img"),
        )
        await found.runner.start(CreateVm(made.spec("gold", disks=disks, nics=(NicSpec(kind="user", source="", mac=MAC),)), start=False))
        yield made
        await take_away(found.port, *found.inventory.vms())
        await forget(libvirtd, folder.name)


async def make_template(yard: Yard) -> None:
    """As converting does: the mark, which says what flags each disk had, and read-only disks."""
    vm = yard.place.vm("gold")
    domain = etree.fromstring(await yard.place.port.domain_xml(vm.uuid, inactive=True))
    ours = domain.find("metadata/{urn:virtdeck:1}vm")
    if ours is None:
        metadata = domain.find("metadata")
        if metadata is None:
            metadata = etree.SubElement(domain, "metadata")
        ours = etree.SubElement(metadata, "{urn:virtdeck:1}vm", nsmap={"virtdeck": "urn:virtdeck:1"})
    mark = etree.SubElement(ours, "{urn:virtdeck:1}template")
    for disk in domain.findall("devices/disk[@device='disk']"):
        etree.SubElement(mark, "{urn:virtdeck:1}disk", target=disk.find("target").get("dev"), had="")
        etree.SubElement(disk, "readonly")
    await yard.place.port.define(etree.tostring(domain, encoding="unicode"))
    for _ in range(1500):
        if yard.place.vm("gold").is_template:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("not marked")


def item(name: str, **identity: Any) -> CloneItem:
    number = uuid.uuid4().hex
    return CloneItem(name, str(uuid.uuid4()), str(uuid.uuid4()), ((MAC, f"52:54:00:{number[:2]}:{number[2:4]}:{number[4:6]}"),), Identity(**identity))


def cloning(yard: Yard, mode: CloneMode, *names: str, **fields: Any) -> CloneVm:
    return CloneVm(yard.place.of("gold"), mode, tuple(item(name) for name in names or ("new",)), HOST, **fields)


def hashes(yard: Yard, *names: str) -> dict[str, str]:
    return {name: hashlib.sha256((yard.folder / name).read_bytes()).hexdigest() for name in names or ("gold.qcow2", "gold.img")}


def contents(path: str, format: str) -> bytes:
    """What a guest would read, whatever the image's format and chain."""
    done = subprocess.run(["qemu-img", "dd", "-U", "-f", format, "-O", "raw", f"if={path}", "of=/dev/stdout"], capture_output=True, timeout=30)
    if done.returncode == 0 and done.stdout:
        return done.stdout
    target = Path(path).parent.parent / f"{uuid.uuid4().hex}.raw"
    subprocess.run(["qemu-img", "convert", "-q", "-U", "-f", format, "-O", "raw", path, target], check=True, timeout=30)
    found = target.read_bytes()
    target.unlink()
    return found


async def tidy(yard: Yard) -> None:
    await take_away(yard.place.port, *(vm for vm in yard.place.inventory.vms() if vm.name != "gold"))
    for name in await yard.volumes():
        if not name.startswith("gold."):
            await yard.place.port.delete_volume(yard.repository.uuid, name)
    for _ in range(1500):
        if len(yard.place.inventory.vms()) == 1:
            return
        await asyncio.sleep(0.02)
    raise AssertionError([vm.name for vm in yard.place.inventory.vms()])


def untouched(yard: Yard) -> None:
    assert yard.files() == ["gold.img", "gold.qcow2"]
    assert [vm.name for vm in yard.place.inventory.vms()] == ["gold"]


# --------------------------------------------------------------------------- what is made


async def test_full_copy_of_a_vm_that_is_off(yard: Yard) -> None:
    before = hashes(yard)
    operation = CloneVm(yard.place.of("gold"), CloneMode.FULL, (item("copy"),), HOST)
    assert await yard.place.runner.start(operation) == operation.items[0].uuid
    vm = yard.place.vm("copy")
    assert vm.config is not None and vm.state is PowerState.HALTED
    assert [disk.source for disk in vm.config.disks] == [str(yard.folder / "copy.qcow2"), str(yard.folder / "copy.img")]
    assert vm.config.nics[0].mac == dict(operation.items[0].macs)[MAC]
    assert (vm.config.metadata.created_from, vm.config.metadata.clone_depth) == (yard.place.vm("gold").uuid, None)
    volumes = {volume.name: volume for volume in await yard.place.port.volumes(yard.repository.uuid)}
    assert volumes["copy.qcow2"].backing == "" and volumes["copy.qcow2"].capacity_bytes == 4 * MIB
    assert contents(volumes["copy.qcow2"].path, "qcow2") == contents(volumes["gold.qcow2"].path, "qcow2")
    assert volumes["copy.img"].allocation_bytes < MIB, "holes stay holes"
    assert hashes(yard) == before and await yard.place.journal_rows() == []


async def test_ten_copy_on_write_clones_of_a_template(yard: Yard) -> None:
    await make_template(yard)
    before = hashes(yard)
    names = [f"web-{number:03d}" for number in range(1, 11)]
    operation = cloning(yard, CloneMode.COW, *names, start=False)
    assert (await yard.place.runner.start(operation)).split(",") == [each.uuid for each in operation.items]
    volumes = {volume.name: volume for volume in await yard.place.port.volumes(yard.repository.uuid)}
    seen = set()
    for name in names:
        vm = yard.place.vm(name)
        assert vm.config is not None and not vm.is_template
        assert not any(disk.readonly or disk.transient for disk in vm.config.disks)
        assert vm.config.metadata.clone_depth == 1 and vm.config.metadata.origin == "gold"
        first, second = (volumes[Path(disk.source).name] for disk in vm.config.disks)
        assert (first.backing, second.backing) == (str(yard.folder / "gold.qcow2"), str(yard.folder / "gold.img"))
        assert {first.format, second.format} == {"qcow2"} and first.allocation_bytes < MIB
        assert contents(first.path, "qcow2") == contents(str(yard.folder / "gold.qcow2"), "qcow2")
        seen.add((vm.uuid, vm.config.nics[0].mac, first.path))
    assert len(seen) == 10
    assert hashes(yard) == before and await yard.place.journal_rows() == []


async def test_a_started_clone_leaves_its_template_alone(yard: Yard) -> None:
    await make_template(yard)
    before = hashes(yard)
    await yard.place.runner.start(cloning(yard, CloneMode.COW, "run", start=True))
    assert yard.place.vm("run").state is PowerState.RUNNING
    await tidy(yard)
    assert hashes(yard) == before


async def test_full_copy_of_a_running_vm_is_of_one_moment(yard: Yard) -> None:
    await yard.place.port.start(yard.place.vm("gold").uuid)
    for _ in range(1500):
        if yard.place.vm("gold").state is PowerState.RUNNING:
            break
        await asyncio.sleep(0.02)
    reason = mode_why_not(CloneMode.COW, yard.place.vm("gold"), yard.place.inventory)
    assert reason is not None and "running" in reason.text.english()
    await yard.place.runner.start(cloning(yard, CloneMode.FULL, "live"))
    vm = yard.place.vm("live")
    assert vm.config is not None and yard.place.vm("gold").state is PowerState.RUNNING
    for disk, source, format in zip(vm.config.disks, ("gold.qcow2", "gold.img"), ("qcow2", "raw"), strict=True):
        assert disk.format == "qcow2"
        assert contents(disk.source, "qcow2") == contents(str(yard.folder / source), format)
    assert await yard.place.journal_rows() == []


async def test_copy_on_write_of_a_vm_is_refused_with_the_way_out(yard: Yard) -> None:
    with pytest.raises(ConsoleError, match="convert gold to a template"):
        await yard.place.runner.start(cloning(yard, CloneMode.COW))
    untouched(yard)


async def test_seed_medium(yard: Yard) -> None:
    clone = dataclasses.replace(item("seeded"), identity=Identity(host_name="seeded", address="192.0.2.7/24", gateway="192.0.2.1"))
    operation = CloneVm(yard.place.of("gold"), CloneMode.FULL, (clone,), HOST, preparation=Preparation(seed=True))
    await yard.place.runner.start(operation)
    config = yard.place.vm("seeded").config
    assert config is not None
    (drive,) = [disk for disk in config.disks if disk.device == "cdrom"]
    data = Path(drive.source).read_bytes()
    assert b"CIDATA" in data and b'"local-hostname": "seeded"' in data and b"192.0.2.7/24" in data and clone.uuid.encode() in data


# --------------------------------------------------------------------------- what is refused, before anything is made


async def test_a_taken_name_and_two_of_the_same(yard: Yard) -> None:
    with pytest.raises(ConsoleError) as caught:
        await yard.place.runner.start(cloning(yard, CloneMode.FULL, "gold"))
    assert caught.value.cause is Cause.EXISTS
    with pytest.raises(ConsoleError, match="two clones"):
        await yard.place.runner.start(cloning(yard, CloneMode.FULL, "a", "a"))
    untouched(yard)


async def test_a_name_that_is_taken_meanwhile(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    await make_template(yard)
    await yard.place.runner.start(cloning(yard, CloneMode.COW, "new"))
    other = yard.place.vm("new").uuid
    kept = await yard.volumes()
    monkeypatch.setattr("console.operations.clone.check_name", lambda *_, **__: None)
    with pytest.raises(ConsoleError):
        await yard.place.runner.start(cloning(yard, CloneMode.COW, "fresh", "new"))
    assert yard.place.vm("new").uuid == other and await yard.volumes() == kept
    assert await yard.place.journal_rows() == []


async def test_no_space_is_said_before_anything_is_made(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    async def little(*_: object) -> int:
        return 17 * MIB

    monkeypatch.setattr("console.operations.clone.short_of", little)
    with pytest.raises(ConsoleError) as caught:
        await yard.place.runner.start(cloning(yard, CloneMode.FULL))
    assert caught.value.cause is Cause.NO_SPACE and "17 MiB" in str(caught.value)
    untouched(yard)


async def test_a_disk_that_is_gone(yard: Yard) -> None:
    await yard.place.port.delete_volume(yard.repository.uuid, "gold.img")
    with pytest.raises(ConsoleError, match=r"gold\.img") as caught:
        await yard.place.runner.start(cloning(yard, CloneMode.FULL))
    assert caught.value.cause is Cause.GONE
    assert yard.files() == ["gold.qcow2"]


@pytest.mark.parametrize("what", ["deleted", "started", "got other disks"])
async def test_the_source_changes_meanwhile(yard: Yard, what: str) -> None:
    gold = yard.place.vm("gold")

    def changed() -> bool:
        now = yard.place.inventory.vm(gold.ref)
        return now is None or now.state.active or own_disks(now) != own_disks(gold)

    class Meddling(_FaultyPort):
        def __getattr__(self, name: str) -> Any:
            real = getattr(self._real, name)
            if name != "copy_volume":
                return real

            async def call(*args: Any, **kwargs: Any) -> Any:
                made = await real(*args, **kwargs)
                if yard.place.inventory.vm(gold.ref) is not None and not yard.place.vm("gold").state.active:
                    if what == "got other disks":
                        other = (await self._real.domain_xml(gold.uuid, inactive=True)).replace("gold.qcow2", "other.qcow2")
                        await self._real.define(other)
                    else:
                        await (self._real.undefine(gold.uuid) if what == "deleted" else self._real.start(gold.uuid))
                    assert await wait_until(yard.place.inventory, changed, 30)
                return made

            return call

    hosts = Faulty(yard.place.hub, 0, "")
    hosts.port = lambda host: Meddling(hosts, yard.place.hub.port(host))  # type: ignore[method-assign]
    runner = Runner(dataclasses.replace(yard.place.world, hosts=hosts))
    with pytest.raises(ConsoleError, match=f"{what} meanwhile"):
        await runner.start(cloning(yard, CloneMode.FULL))
    assert yard.files() == ["gold.img", "gold.qcow2"] and await yard.place.journal_rows() == []


# --------------------------------------------------------------------------- every step fails, every step is cancelled


@pytest.mark.parametrize(
    ("mode", "fault", "at_once"),
    [
        (CloneMode.FULL, "fails", 1),
        (CloneMode.FULL, "cancelled", 1),
        (CloneMode.FULL, "cancelled late", 1),
        (CloneMode.COW, "fails", 1),
        (CloneMode.COW, "cancelled", 1),
        (CloneMode.COW, "cancelled late", 4),
    ],
)
async def test_whichever_step_ends_it_nothing_is_left(yard: Yard, mode: CloneMode, fault: str, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.operations.clone.AT_ONCE", at_once)
    # A copy that takes long is looked at meanwhile: on a busy machine the same step would be another number in each round.
    monkeypatch.setattr("console.backend.port_storage.FIRST_LOOK_SECONDS", 600.0)
    if mode is CloneMode.COW:
        await make_template(yard)
    before, ended = hashes(yard), set()
    for at in range(1, 60):
        faulty = Faulty(yard.place.hub, at, fault)
        runner = Runner(dataclasses.replace(yard.place.world, hosts=faulty))
        names = (f"a{at}",) if mode is CloneMode.FULL else (f"a{at}", f"b{at}")
        running = runner.start(cloning(yard, mode, *names, start=True, preparation=Preparation(seed=True)))
        task = runner.tasks()[0]
        faulty.cancel = lambda runner=runner, task=task: runner.cancel(task.id)
        try:
            await running
        except (ConsoleError, asyncio.CancelledError):
            ended.add(faulty.calls[at - 1])
            for _ in range(1500):
                if len(yard.place.inventory.vms()) == 1:
                    break
                await asyncio.sleep(0.02)
            untouched(yard)
            assert await yard.place.journal_rows() == [], f"{fault} at {faulty.calls[at - 1]}"
            assert runner.tasks()[0].state is (TaskState.FAILED if fault == "fails" else TaskState.CANCELLED)
            continue
        await tidy(yard)
        if len(faulty.calls) < at:
            break
    making = {"create_volume"} if mode is CloneMode.COW else {"copy_volume", "create_volume"}
    if at_once == 1:  # several at once come in any order
        assert {"domain_xml", "volume_by_path", "volumes", "upload", "define", "start"} | making <= ended
    assert hashes(yard) == before, "the source's disks are the same bytes"


async def test_a_running_copy_that_fails_or_is_cancelled_leaves_nothing(yard: Yard) -> None:
    await yard.place.port.start(yard.place.vm("gold").uuid)
    for _ in range(1500):
        if yard.place.vm("gold").state is PowerState.RUNNING:
            break
        await asyncio.sleep(0.02)
    for step in ("begin_backup", "finish_backup", "refresh_repository"):

        class Broken(_FaultyPort):
            def __getattr__(self, name: str, step: str = step) -> Any:
                real = getattr(self._real, name)
                if name != step:
                    return real

                async def call(*args: Any, **kwargs: Any) -> Any:
                    raise ConsoleError(N_("Injected."), cause=Cause.INTERNAL)

                return call

        hosts = Faulty(yard.place.hub, 0, "")
        hosts.port = lambda host, Broken=Broken, hosts=hosts: Broken(hosts, yard.place.hub.port(host))  # type: ignore[method-assign]
        runner = Runner(dataclasses.replace(yard.place.world, hosts=hosts))
        with pytest.raises(ConsoleError, match="Injected"):
            await runner.start(cloning(yard, CloneMode.FULL, "live"))
        untouched(yard)
        assert await yard.place.journal_rows() == []


# --------------------------------------------------------------------------- firmware


async def test_the_firmwares_variables_are_copied(yard: Yard) -> None:
    """Boot entries and Secure Boot keys come along, in a file of the clone's own, which goes with it."""
    gold = yard.place.vm("gold")
    xml = etree.fromstring(await yard.place.port.domain_xml(gold.uuid, inactive=True))
    xml.find("os").set("firmware", "efi")
    xml.find("os/type").set("machine", "q35")
    for device in (*xml.findall("devices/controller"), *xml.findall("devices//address")):
        device.getparent().remove(device)
    await yard.place.port.define(etree.tostring(xml, encoding="unicode"))
    await yard.place.port.start(gold.uuid)  # the file is made at the first start
    assert await wait_until(yard.place.inventory, lambda: yard.place.vm("gold").state is PowerState.RUNNING, 30)
    live = await yard.place.port.domain_xml(gold.uuid)
    await yard.place.port.destroy(gold.uuid)
    assert await wait_until(yard.place.inventory, lambda: yard.place.vm("gold").state is PowerState.HALTED, 30)
    own = Path(nvram_path(live))
    own.write_bytes(own.read_bytes()[:-16] + b"boot entries ...")
    await yard.place.runner.start(cloning(yard, CloneMode.FULL, "uefi"))
    clone = yard.place.vm("uefi")
    copied = Path(nvram_path(await yard.place.port.domain_xml(clone.uuid, inactive=True)))
    assert copied != own and copied.read_bytes() == own.read_bytes() and "uefi" in copied.name
    await yard.place.port.start(clone.uuid)
    assert nvram_path(await yard.place.port.domain_xml(clone.uuid)) == str(copied), "it starts with them"
    await yard.place.port.destroy(clone.uuid)
    assert await wait_until(yard.place.inventory, lambda: yard.place.vm("uefi").state is PowerState.HALTED, 30)
    await yard.place.runner.start(DeleteVm(yard.place.of("uefi")))
    assert not copied.exists() and own.exists(), "each has its own"
