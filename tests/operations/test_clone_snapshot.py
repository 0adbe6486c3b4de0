"""Snapshots as the source of clones, on a real libvirtd: what was in the disks then is what the clone has, whatever happened since."""

from __future__ import annotations

import asyncio
import dataclasses
import subprocess
import uuid
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from console.model.clone import CloneMode
from console.model.errors import Cause, ConsoleError
from console.model.objects import PowerState
from console.model.ports import ProgramResult
from console.model.snapshots import snapshot_why_not
from console.operations.base import Runner
from console.operations.clone import CloneItem, CloneVm
from console.operations.clone_draft import CloneAnswers, CloneDraft
from console.operations.snapshots import as_it_was, list_snapshots
from console.operations.template_draft import TemplateAnswers, TemplateDraft
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.template_yard import Faulty, Yard, template_yard
from tests.operations.worlds import HOST


@pytest.fixture
async def yard(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    async with template_yard(libvirtd, tmp_path) as found:
        found.uri = libvirtd.uri
        found.image("gold.qcow2", data=b"A")
        await found.refresh()
        await found.domain("gold", "gold.qcow2")
        yield found


def virsh(yard: Yard, *words: str) -> None:
    subprocess.run(["virsh", "-q", "-c", yard.uri, *words], check=True, timeout=60, capture_output=True)


async def running(yard: Yard, name: str = "gold") -> None:
    await yard.place.port.start(yard.place.vm(name).uuid)
    await yard.shows(name, lambda vm: vm.state is PowerState.RUNNING)


async def off(yard: Yard, name: str = "gold") -> None:
    await yard.place.port.destroy(yard.place.vm(name).uuid)
    await yard.shows(name, lambda vm: vm.state is PowerState.HALTED)


def cloning(yard: Yard, mode: CloneMode, snapshot: str, name: str = "new") -> CloneVm:
    return CloneVm(yard.place.of("gold"), mode, (CloneItem(name, str(uuid.uuid4()), str(uuid.uuid4())),), HOST, snapshot=snapshot)


def disk(yard: Yard, name: str) -> str:
    config = yard.place.vm(name).config
    assert config is not None
    return config.disks[0].source


async def test_full_copies_out_of_an_internal_snapshot_off_and_running(yard: Yard) -> None:
    then = yard.contents(yard.folder / "gold.qcow2")
    virsh(yard, "snapshot-create-as", "gold", "before, all", "--description", "First")
    yard.write(yard.folder / "gold.qcow2", b"B", at=0)
    (snapshot,) = await list_snapshots(yard.place.port, yard.place.vm("gold").uuid)
    assert (snapshot.name, snapshot.description, snapshot.state, snapshot.internal, snapshot.current) == (
        "before, all",
        "First",
        "shutoff",
        True,
        True,
    )
    assert snapshot.created > 1e9 and not snapshot.was_running
    await yard.place.runner.start(cloning(yard, CloneMode.FULL, "before, all", "off"))
    assert disk(yard, "off") == str(yard.folder / "off.qcow2") and yard.contents(disk(yard, "off")) == then
    assert yard.contents(yard.folder / "gold.qcow2") != then, "the present state is another one"
    await running(yard)
    virsh(yard, "snapshot-create-as", "gold", "live")  # with the memory, inside the image that QEMU has open
    await yard.place.runner.start(cloning(yard, CloneMode.FULL, "before, all", "on"))
    await yard.place.runner.start(cloning(yard, CloneMode.FULL, "live", "on-live"))
    assert yard.place.vm("gold").state is PowerState.RUNNING and yard.place.vm("on").state is PowerState.HALTED
    assert yard.contents(disk(yard, "on")) == then
    assert yard.contents(disk(yard, "on-live")) != then
    volumes = {volume.name: volume for volume in await yard.place.port.volumes(yard.repository.uuid)}
    assert volumes["on.qcow2"].capacity_bytes == 2 << 20 and volumes["on.qcow2"].backing == ""
    assert await yard.place.journal_rows() == []
    await running(yard, "on")


async def test_clones_of_an_external_snapshot_are_copies_of_the_frozen_base_or_overlays_over_it(yard: Yard) -> None:
    await running(yard)
    then = yard.contents(yard.folder / "gold.qcow2")
    virsh(yard, "snapshot-create-as", "gold", "frozen", "--disk-only")
    await off(yard)
    top = yard.folder / "gold.frozen"
    yard.write(top, b"B", at=0)
    await yard.shows("gold", lambda vm: vm.config.disks[0].source == str(top))
    (snapshot,) = await list_snapshots(yard.place.port, yard.place.vm("gold").uuid)
    assert snapshot.state == "disk-snapshot" and snapshot.was_running and not snapshot.internal
    assert snapshot.disk("vda").overlay == str(top)
    await yard.place.runner.start(cloning(yard, CloneMode.FULL, "frozen", "whole"))
    await running(yard)
    await yard.place.runner.start(cloning(yard, CloneMode.COW, "frozen", "thin"))
    volumes = {volume.name: volume for volume in await yard.place.port.volumes(yard.repository.uuid)}
    assert (volumes["whole.qcow2"].backing, volumes["thin.qcow2"].backing) == ("", str(yard.folder / "gold.qcow2"))
    assert yard.contents(disk(yard, "whole")) == yard.contents(disk(yard, "thin")) == then != yard.contents(top)
    await yard.shows("thin", lambda vm: vm.config is not None and vm.config.metadata.clone_depth == 1)
    assert await yard.place.journal_rows() == []
    virsh(yard, "undefine", "thin")
    await yard.place.port.delete_volume(yard.repository.uuid, "thin.qcow2")
    virsh(yard, "blockcommit", "gold", "vda", "--active", "--pivot", "--wait")
    with pytest.raises(ConsoleError, match="its chain was changed"):
        await yard.place.runner.start(cloning(yard, CloneMode.FULL, "frozen", "late"))
    assert not (yard.folder / "late.qcow2").exists()


async def test_what_is_refused_says_why(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    virsh(yard, "snapshot-create-as", "gold", "first")
    files = sorted(each.name for each in yard.folder.iterdir())
    with pytest.raises(ConsoleError, match="only a full copy"):
        await yard.place.runner.start(cloning(yard, CloneMode.COW, "first"))
    with pytest.raises(ConsoleError, match="no snapshot second") as gone:
        await yard.place.runner.start(cloning(yard, CloneMode.FULL, "second"))
    assert gone.value.cause is Cause.GONE and gone.value.remedy is not None and "first" in gone.value.remedy.english()
    (snapshot,) = await list_snapshots(yard.place.port, yard.place.vm("gold").uuid)
    then = as_it_was(yard.place.vm("gold"), snapshot)
    without = dataclasses.replace(snapshot, disks=())
    reason = snapshot_why_not(CloneMode.FULL, without, then, yard.place.inventory)
    assert reason is not None and reason.text.english() == "The snapshot first does not hold the disk vda."

    async def nothing(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr(type(yard.place.world.programs), "which", nothing)
    with pytest.raises(ConsoleError, match="qemu-img is not installed"):
        await yard.place.runner.start(cloning(yard, CloneMode.FULL, "first"))
    assert sorted(each.name for each in yard.folder.iterdir()) == files and await yard.place.journal_rows() == []


@pytest.mark.parametrize("fault", ["fails", "cancelled", "cancelled late"])
async def test_whichever_step_ends_it_nothing_is_left(yard: Yard, fault: str) -> None:
    virsh(yard, "snapshot-create-as", "gold", "first")
    files, steps = sorted(each.name for each in yard.folder.iterdir()), set()
    before = (yard.folder / "gold.qcow2").read_bytes()
    for at in range(1, 40):
        faulty = Faulty(yard.place.hub, at, fault)
        runner = Runner(dataclasses.replace(yard.place.world, hosts=faulty))  # type: ignore[arg-type]
        running = runner.start(cloning(yard, CloneMode.FULL, "first", f"new{at}"))
        task = runner.tasks()[0]
        faulty.cancel = lambda runner=runner, task=task: runner.cancel(task.id)
        try:
            await running
        except (ConsoleError, asyncio.CancelledError):
            steps.add(faulty.calls[at - 1])
            assert sorted(each.name for each in yard.folder.iterdir()) == files, f"{fault} at {faulty.calls[at - 1]}"
            assert await yard.place.journal_rows() == []
            continue
        break
    assert {"snapshots_xml", "create_volume", "refresh_repository", "define"} <= steps
    assert (yard.folder / "gold.qcow2").read_bytes() == before


async def test_the_wizards_draft_offers_snapshots(yard: Yard) -> None:
    virsh(yard, "snapshot-create-as", "gold", "first")
    await running(yard)
    draft = CloneDraft(yard.place.inventory, yard.place.vm("gold").ref, CloneAnswers(snapshot="first"))
    assert [problem.text.english() for problem in draft.problems("source")] == ["Being looked at."]
    await draft.look(yard.place.hub, yard.place.world.programs)
    assert [each.name for each in draft.snapshots] == ["first"] and draft.mode is CloneMode.FULL
    reason = draft.mode_why_not(CloneMode.COW)
    assert reason is not None and "only a full copy" in reason.text.english()
    assert draft.problems() == () and draft.space_bytes(CloneMode.FULL)
    assert ("Source", "gold, snapshot first") in [(row.device.english(), row.setting.english()) for row in draft.summary()]
    await yard.place.runner.start(draft.operation())
    assert yard.place.vm("gold-clone").config is not None
    draft.change(snapshot="away")
    assert [problem.text.english() for problem in draft.problems("source")] == ["gold has no snapshot away."]


async def test_a_template_of_a_snapshot(yard: Yard) -> None:
    then = yard.contents(yard.folder / "gold.qcow2")
    virsh(yard, "snapshot-create-as", "gold", "first")
    yard.write(yard.folder / "gold.qcow2", b"B", at=0)
    draft = TemplateDraft(yard.place.inventory, (), answers=TemplateAnswers(vm=yard.place.vm("gold").ref, snapshot="first"))
    await draft.look_at_vm(yard.place.hub)
    assert draft.copies and not draft.converts and draft.problems() == () and draft.name == "gold-template"
    assert "--snapshot first" in draft.command() and "--copy" not in draft.command()
    await yard.place.runner.start(draft.operation())
    assert yard.place.vm("gold-template").is_template and not yard.place.vm("gold").is_template
    assert yard.contents(disk(yard, "gold-template")) == then and await yard.place.journal_rows() == []


async def test_cancelled_while_the_image_is_read_nothing_is_left(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    virsh(yard, "snapshot-create-as", "gold", "first")
    files = sorted(each.name for each in yard.folder.iterdir())
    programs = yard.place.world.programs
    real, seen = programs.run, list[str]()

    async def run(argv: Sequence[str], **options: Any) -> ProgramResult:
        if argv[:2] == ["qemu-img", "convert"]:
            seen.append(argv[-1])
            yard.place.runner.cancel(yard.place.runner.tasks()[-1].id)
        return await real(argv, **options)

    monkeypatch.setattr(programs, "run", run)
    with pytest.raises(asyncio.CancelledError):
        await yard.place.runner.start(cloning(yard, CloneMode.FULL, "first"))
    assert seen == [str(yard.folder / "new.qcow2")]
    assert sorted(each.name for each in yard.folder.iterdir()) == files and await yard.place.journal_rows() == []
