"""The P2V wizard over a line that breaks: at 30 % and 80 % the copy goes on where it stopped; for long, it says so, and can be tried again."""

from __future__ import annotations

import dataclasses
import functools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.backend.machines import SshMachine
from console.formats.extents import plan
from console.model.ids import Ref
from console.model.ports import Pipe, ProgramResult
from console.model.tasks import Task, TaskState
from console.model.text import N_
from console.operations import disk_copy
from console.operations.p2v import passes
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.inspect import Inspected
from console.operations.p2v.passes import waiting_words
from console.operations.p2v.run import ConvertMachine
from console.ui.wizards import p2v
from console.ui.wizards.p2v import P2vWizard
from tests.fixtures.sshd import own_sshd
from tests.operations.test_p2v import Lab, digest, lab
from tests.ui.test_p2v_wizard import services, turning
from tests.ui.wizard_world import until

__all__ = ["lab", "own_sshd"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: raising windows

MIB = 1 << 20
SIZE = 128 * MIB


@pytest.fixture
def small_extents(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Much data in small extents, so that little is read ahead; how many extents each start of the reader was asked for."""
    lab.disk.write_bytes(os.urandom(SIZE))
    asked: list[int] = []
    opened = SshMachine.open

    def counting(machine: SshMachine, command: Sequence[str], stdin: bytes = b"") -> Pipe:
        asked.append(stdin.count(b"\n"))
        return opened(machine, command, stdin)

    async def with_our_disk(*_: object, **__: object) -> Inspected:  # never the disks of the machine that the tests run on
        return await lab.source()

    monkeypatch.setattr(SshMachine, "open", counting)
    monkeypatch.setattr(passes, "plan", functools.partial(plan, extent=2 * MIB))
    monkeypatch.setattr(disk_copy, "TELL_BYTES", MIB)
    monkeypatch.setattr(disk_copy, "RETRY_SECONDS", (0.2, 0.5, 1.0))
    monkeypatch.setattr(p2v, "inspect", with_our_disk)
    return asked


async def ready(lab: Lab, wizard: P2vWizard) -> None:
    """Connected by the page; everything else as it is proposed, copied only."""
    wizard.show()
    await until(lambda: wizard.draft.templates)
    wizard.go_on()
    page: Any = wizard.page("source")
    QTest.keyClicks(page.address, lab.address)
    page.connect_button.click()
    await until(lambda: wizard.draft.machine is not None, 30)
    wizard.draft.repository_id, wizard.draft.convert = lab.repository, False
    wizard.go_to("finish")
    await until(lambda: not wizard.why_not_create(), 30)


async def test_cut_at_30_and_at_80_percent(lab: Lab, small_extents: list[int], tmp_path: Path, qapp: QApplication) -> None:
    before, made, cuts, phases = digest(lab.disk), list[Ref](), [0.3, 0.8], set[str]()

    def follow(task: Task) -> None:
        phases.add(task.progress.phase.english() if task.progress.phase else "")
        if cuts and "Copying" in str(task.progress.phase) and (task.progress.done_bytes or 0) >= cuts[0] * SIZE:
            del cuts[0]
            lab.sshd.stop()
            lab.sshd.start()

    lab.place.runner.subscribe(follow)
    async with turning(qapp):
        wizard = P2vWizard(services(lab, tmp_path))
        wizard.created.connect(made.append)
        await ready(lab, wizard)
        wizard.create_button.click()
        await until(lambda: made, 120)
    assert not cuts and small_extents[0] == 64 and small_extents == sorted(small_extents, reverse=True), "each time only what is missing"
    assert any(30 < count < 50 for count in small_extents) and 0 < small_extents[-1] < 20
    config = lab.place.vm("phys1").config
    assert config is not None and any("trying again" in phase for phase in phases)
    copy = lab.folder / "copy.raw"
    await lab.place.background.run(lambda: os.system(f"qemu-img convert -O raw {config.disks[0].source} {copy}"))
    assert digest(copy) == before == digest(lab.disk) and await lab.place.journal_rows() == []


async def test_a_line_that_stays_away(
    lab: Lab, small_extents: list[int], tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, nothing left; when it is back, Create goes on from the same answers."""
    empty, before, made = await lab.left(), digest(lab.disk), list[Ref]()
    planned = P2vDraft.operation
    monkeypatch.setattr(P2vDraft, "operation", lambda draft: dataclasses.replace(cast(ConvertMachine, planned(draft)), patience=1.0))
    away: list[bool] = []

    def follow(task: Task) -> None:
        if not away and "Copying" in str(task.progress.phase) and (task.progress.done_bytes or 0) >= 0.3 * SIZE:
            away.append(True)
            lab.sshd.stop()

    lab.place.runner.subscribe(follow)
    async with turning(qapp):
        wizard = P2vWizard(services(lab, tmp_path))
        wizard.created.connect(made.append)
        await ready(lab, wizard)
        wizard.create_button.click()
        await until(lambda: wizard.finish_page.failure.text, 90)
        assert wizard.isVisible() and "connection" in wizard.finish_page.failure.text and "\n" not in wizard.finish_page.failure.text
        assert lab.place.runner.tasks()[-1].state is TaskState.FAILED
        await until(lambda: not lab.place.inventory.vms(), 20)
        assert await lab.left() == empty
        lab.sshd.start()
        wizard.draft.start = False
        await until(lambda: not wizard.why_not_create(), 30)
        wizard.create_button.click()
        await until(lambda: made, 120)
    assert lab.place.vm("phys1").ref == made[0] and digest(lab.disk) == before


async def test_a_machine_that_comes_back_as_another(
    lab: Lab, small_extents: list[int], tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Restarted while the line was down: its disks may have other names now. One sentence, nothing left."""
    empty, before = await lab.left(), digest(lab.disk)
    cut, ran = list[bool](), SshMachine.run

    async def run(machine: SshMachine, command: Sequence[str], **more: Any) -> ProgramResult:
        done = await ran(machine, command, **more)
        return dataclasses.replace(done, stdout="another start\n") if cut and "boot_id" in command[-1] else done

    def follow(task: Task) -> None:
        if not cut and "Copying" in str(task.progress.phase) and (task.progress.done_bytes or 0) >= 0.3 * SIZE:
            cut.append(True)
            lab.sshd.stop()
            lab.sshd.start()

    monkeypatch.setattr(SshMachine, "run", run)
    lab.place.runner.subscribe(follow)
    async with turning(qapp):
        wizard = P2vWizard(services(lab, tmp_path))
        await ready(lab, wizard)
        wizard.create_button.click()
        await until(lambda: wizard.finish_page.failure.text, 90)
        assert "was restarted while it was copied" in wizard.finish_page.failure.text
        wizard.give_up()
    await until(lambda: not lab.place.inventory.vms(), 20)
    assert await lab.left() == empty and digest(lab.disk) == before


def test_what_is_said_while_it_waits() -> None:
    """Nobody loses a night's copy by a line that is down for hours; how long it is down is said."""
    said = [waiting_words(N_("Copying"), seconds).english() for seconds in (3.4, 59.0, 60.0, 7300.0)]
    assert [word for text in said for word in text.split() if word.isdigit()] == ["3", "59", "1", "121"]
    assert disk_copy.PATIENCE_SECONDS >= 12 * 3600


@pytest.mark.parametrize("phase", ["Creating a disk", "Copying", "Comparing", "Finishing the disk"])
async def test_cancel_at_each_step(lab: Lab, small_extents: list[int], tmp_path: Path, qapp: QApplication, phase: str) -> None:
    """Nothing is left, and nothing is said but that it was cancelled."""
    empty, before = await lab.left(), digest(lab.disk)
    done: list[str] = []

    def follow(task: Task) -> None:
        if not done and phase in (task.progress.phase.english() if task.progress.phase else ""):
            done.append(task.id)
            lab.place.runner.cancel(task.id)

    lab.place.runner.subscribe(follow)
    async with turning(qapp):
        wizard = P2vWizard(services(lab, tmp_path))
        await ready(lab, wizard)
        wizard.create_button.click()
        await until(lambda: done and lab.place.runner.tasks()[-1].state.ended, 60)
    assert lab.place.runner.tasks()[-1].state is TaskState.CANCELLED, lab.place.runner.tasks()[-1]
    await until(lambda: not lab.place.inventory.vms(), 20)
    assert await lab.left() == empty and digest(lab.disk) == before
