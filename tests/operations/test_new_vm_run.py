"""Bringing an installer to the host: what is copied, what is cleared, what a failure or a cancel leaves (nothing)."""

from __future__ import annotations

import asyncio
import dataclasses
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import etree

from console.guests.boot import InstallerFiles
from console.model.errors import Cause, ConsoleError
from console.model.ids import Kind, Ref
from console.model.inventory import Delta, Patch
from console.model.objects import PowerState
from console.model.tasks import TaskState
from console.model.templates import Medium, UnattendedAnswers
from console.model.text import N_
from console.operations.catalogue import Catalogue
from console.operations.drafts.parts import MediaMethod
from console.operations.install import FinishInstallation
from console.operations.new_vm import NewVmDraft
from console.operations.subject import target_of
from tests.operations.draft_world import LOCAL
from tests.ui.wizard_world import FakeWorld

TREE = Medium("http://deb/tree", is_iso=False, kernel="linux", initrd="initrd.gz", template_id="debian12")


class Kitchen:
    """A catalogue whose installer files are made at once, or when told."""

    def __init__(self, *, iso: bool = False) -> None:
        self.folders: list[Path] = []
        self.asked: dict[str, Any] = {}
        self.iso = iso
        self.wait: asyncio.Event | None = None
        self.stopped = False

    async def identify(self, path: str) -> Medium:
        return TREE if "://" in path else dataclasses.replace(TREE, path=path, is_iso=True, unattended=("jeos",))

    async def installer_files(
        self, template: Any, medium: Medium, folder: Path, *, progress: Callable[[int, int | None], bool], **fields: Any
    ) -> InstallerFiles:
        self.folders.append(folder)
        self.asked = fields
        while self.wait is not None and not self.wait.is_set():
            if not progress(1, 2):
                self.stopped = True
                raise ConsoleError(N_("Cancelled."), cause=Cause.CANCELLED)
            await asyncio.sleep(0.01)
        for name in ("vmlinuz", "initrd.img", "answers.iso"):
            (folder / name).write_bytes(name.encode())
        return InstallerFiles(folder / "vmlinuz", folder / "initrd.img", "quiet auto", folder / "answers.iso" if self.iso else None)


async def drafted(world: FakeWorld, kitchen: Kitchen, **answers: Any) -> NewVmDraft:
    draft = NewVmDraft(world.inventory, world.catalogue.list)
    draft.choose_template("debian12")
    draft.change(name="web", **({"method": MediaMethod.URL, "url": TREE.path} | answers))
    await draft.identify_medium(cast(Catalogue, kitchen), world.services.hosts, world.services.background)
    return draft


def names(world: FakeWorld) -> list[str]:
    return sorted(volume.name for volume in world.hosts.port(LOCAL).made)


async def test_a_network_installation_starts_from_files_that_are_cleared_afterwards(tmp_path: Path) -> None:
    world, kitchen = FakeWorld(tmp_path), Kitchen()
    draft = await drafted(world, kitchen)
    started: list[str] = []
    port = world.hosts.port(LOCAL)
    start_with = port.start_with

    async def start(xml: str) -> None:
        started.append(xml)
        assert len(names(world)) == 3  # kernel and initrd are there while the VM starts
        await start_with(xml)

    port.start_with = start  # type: ignore[method-assign]
    uuid = await world.services.runner.start(draft.operation())
    assert uuid == draft.uuid
    boot = etree.fromstring(started[0]).find("os")
    assert boot is not None
    assert [boot.findtext(tag) for tag in ("kernel", "initrd", "cmdline")] == [
        f"/made/virtdeck-{uuid}-vmlinuz",
        f"/made/virtdeck-{uuid}-initrd.img",
        "quiet auto",
    ]
    assert names(world) == ["web.qcow2"]
    assert not any(folder.exists() for folder in kitchen.folders)
    defined = etree.fromstring(port.defined[0])
    assert defined.find("os/kernel") is None  # what is defined never starts the installer again


async def test_an_installer_that_is_not_started_now_keeps_its_files(tmp_path: Path) -> None:
    world, kitchen = FakeWorld(tmp_path), Kitchen()
    draft = await drafted(world, kitchen, start=False)
    await world.services.runner.start(draft.operation())
    assert len(names(world)) == 3


async def test_answers_on_a_cd_stay_until_the_installation_is_over(tmp_path: Path) -> None:
    world, kitchen = FakeWorld(tmp_path), Kitchen(iso=True)
    file = tmp_path / "debian.iso"
    file.write_bytes(b"x")
    asked = UnattendedAnswers("ann", "secret")
    draft = await drafted(world, kitchen, method=MediaMethod.LOCAL, local_iso=str(file), copy_iso=True, unattended=asked, password_again="secret")
    assert draft.can_create
    await world.services.runner.start(draft.operation())
    assert kitchen.asked["answers"] == asked and kitchen.asked["name"] == "web"
    assert names(world) == ["debian.iso", f"virtdeck-{draft.uuid}-answers.iso", "web.qcow2"]
    media = [s.get("file") for s in etree.fromstring(world.hosts.port(LOCAL).defined[0]).findall("devices/disk[@device='cdrom']/source")]
    assert media == ["/made/debian.iso", f"/made/virtdeck-{draft.uuid}-answers.iso"]
    ref = Ref(Kind.VM, LOCAL, draft.uuid)
    world.inventory.apply(Delta((Patch(ref, {"state": PowerState.HALTED}),)))
    await world.services.runner.start(FinishInstallation(target_of(ref, world.inventory), start=False))
    assert names(world) == ["debian.iso", "web.qcow2"]  # a password may have been in the answers
    drives = etree.fromstring(world.hosts.port(LOCAL).defined[-1]).findall("devices/disk[@device='cdrom']")
    assert [drive.find("source") for drive in drives] == [None, None]


async def test_a_failure_at_the_end_leaves_nothing(tmp_path: Path) -> None:
    world, kitchen = FakeWorld(tmp_path), Kitchen()
    world.hosts.refuse_define = ConsoleError(N_("libvirt refused it."), cause=Cause.INVALID)
    draft = await drafted(world, kitchen)
    with pytest.raises(ConsoleError, match="refused"):
        await world.services.runner.start(draft.operation())
    assert names(world) == []
    assert not any(folder.exists() for folder in kitchen.folders)


async def test_a_cancel_while_fetching_stops_it_and_leaves_nothing(tmp_path: Path) -> None:
    world, kitchen = FakeWorld(tmp_path), Kitchen()
    kitchen.wait = asyncio.Event()
    draft = await drafted(world, kitchen)
    running = world.services.runner.start(draft.operation())
    while not kitchen.folders:
        await asyncio.sleep(0.01)
    world.services.runner.cancel(world.services.runner.tasks()[0].id)
    with pytest.raises(asyncio.CancelledError):
        await running
    assert world.services.runner.tasks()[0].state is TaskState.CANCELLED
    assert kitchen.stopped and names(world) == []
    assert not any(folder.exists() for folder in kitchen.folders)
    assert world.inventory.vm(Ref(Kind.VM, LOCAL, draft.uuid)) is None


async def test_a_taken_name_is_noticed_before_anything_is_copied(tmp_path: Path) -> None:
    world, kitchen = FakeWorld(tmp_path), Kitchen()
    draft = await drafted(world, kitchen)
    operation = draft.operation()
    await world.hosts.port(LOCAL).define("<domain><uuid>other</uuid><name>web</name></domain>")
    with pytest.raises(ConsoleError, match="already has"):
        await world.services.runner.start(operation)
    assert kitchen.folders == []


async def test_a_crash_while_the_installer_is_brought_leaves_a_list(tmp_path: Path) -> None:
    """Nothing of it has an owner before the VM is there: all of it stays announced until then, the folder with the answers too."""
    world, kitchen = FakeWorld(tmp_path), Kitchen(iso=True)
    file = tmp_path / "debian.iso"
    file.write_bytes(b"x")
    asked = UnattendedAnswers("ann", "secret")
    draft = await drafted(world, kitchen, method=MediaMethod.LOCAL, local_iso=str(file), copy_iso=True, unattended=asked, password_again="secret")
    announced: dict[int, tuple[str, str]] = {}
    numbers = itertools.count()
    seen: list[set[str]] = []
    journal, port = world.services.journal, world.hosts.port(LOCAL)
    announce, close, fetch, start_with = journal.announce, journal.close, kitchen.installer_files, port.start_with

    async def announcing(operation: str, title: str, kind: str, host: str, key: str, name: str) -> int:
        entry = next(numbers) + await announce(operation, title, kind, host, key, name)
        announced[entry] = (kind, name)
        assert kind != "file" or operation in name, "its name is the proof"
        return entry

    async def closing(entry: int) -> None:
        announced.pop(entry, None)
        await close(entry)

    async def fetching(*args: Any, **fields: Any) -> InstallerFiles:
        (folder,) = [name for kind, name in announced.values() if kind == "file"]
        assert folder.startswith("virtdeck-") and (args[2].stat().st_mode & 0o777) == 0o700
        return await fetch(*args, **fields)

    async def starting(xml: str) -> None:
        seen.append({name for _, name in announced.values()})
        await start_with(xml)

    journal.announce, journal.close = announcing, closing  # type: ignore[method-assign]
    kitchen.installer_files, port.start_with = fetching, starting  # type: ignore[method-assign]
    await world.services.runner.start(draft.operation())
    own = {f"virtdeck-{draft.uuid}-{kind}" for kind in ("vmlinuz", "initrd.img", "answers.iso")}
    assert seen == [{"web", "web.qcow2", "debian.iso", *own}]
    assert announced == {}
