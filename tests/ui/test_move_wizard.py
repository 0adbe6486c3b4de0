"""The Move wizard, and the way to it from Migrate: driven as a person does."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.model.objects import MachineType, PowerState
from console.model.rules_move import why_not_migrate
from console.model.text import N_
from console.operations.move import Move
from console.operations.move_draft import MoveDraft, Outlook
from console.ui.wizards.migrate import MigrateWizard
from console.ui.wizards.move import MoveWizard
from tests.app.test_accessibility import faults, report
from tests.fixtures.desktop import SCREENSHOTS
from tests.ui.test_migrate_wizard import change, ready_world, rows, vm
from tests.ui.wizard_world import apply_theme, qloop, run, until
from tests.ui.world import BETA, FakeWorld

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: raising windows

__all__ = ["qloop"]

Loop = asyncio.AbstractEventLoop


@pytest.fixture(autouse=True)
def outlook(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the hosts would say of the VM at its new home (tests/operations/test_move.py asks real ones)."""

    async def ask(self: MoveDraft, hosts: Any) -> None:
        await asyncio.sleep(0)
        for each in self.able():
            if self.host_id is not None:
                said = N_("The host does not know the machine type {wanted}: it becomes {near}.", wanted="pc-q35-9.1", near="pc-q35-7.2")
                self.outlook[each.ref, self.host_id] = Outlook("<domain/>\n", (said,))

    monkeypatch.setattr(MoveDraft, "ask", ask)


def world_with_old_host(folder: Path) -> FakeWorld:
    """web-01 has a machine type that host-beta does not know."""
    world = ready_world(folder)
    beta, old = world.inventory.host(BETA), vm(world, "web-01")
    assert beta is not None and old.config is not None
    kinds = (MachineType("x86_64", "hvm", ("qemu", "kvm"), "", ("pc-q35-7.2", "q35", "pc")),)
    change(world, dataclasses.replace(beta, guest_types=kinds))
    change(world, dataclasses.replace(old, state=PowerState.HALTED, config=dataclasses.replace(old.config, machine="pc-q35-9.1")))
    return world


def test_migrate_points_to_it(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    """A host that can't be migrated to but can take it: the wizard says so, and opens this one."""

    async def body() -> None:
        world = world_with_old_host(tmp_path)
        wizard = MigrateWizard(world.services, [vm(world, "web-01").ref])
        wizard.show()
        assert not rows(wizard)["host-beta"][0] and "machine type pc-q35-9.1" in rows(wizard)["host-beta"][1]
        page: Any = wizard.page("host")
        assert "exported and imported in one go" in page.instead._text.text()
        before = {each for each in QApplication.topLevelWidgets() if isinstance(each, MoveWizard)}
        page.instead._link.click()
        opened = [each for each in QApplication.topLevelWidgets() if isinstance(each, MoveWizard) and each not in before]
        assert len(opened) == 1 and opened[0].isVisible() and not wizard.isVisible()
        opened[0].give_up()

    run(qloop, body())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_whole_way(qapp: QApplication, qloop: Loop, tmp_path: Path, theme: str) -> None:
    async def body() -> None:
        apply_theme(qapp, theme)
        world = world_with_old_host(tmp_path)
        running = dataclasses.replace(vm(world, "web-01"), state=PowerState.RUNNING)
        change(world, running)
        wizard = MoveWizard(world.services, [running.ref])
        wizard.show()
        await until(lambda: wizard.draft.outlook)
        assert rows(wizard)["host-beta"] == (True, "Its disks are copied there through this computer, and compared.")
        problems = []
        for key in wizard.open_keys():
            wizard.go_to(key)
            await asyncio.sleep(0.05)
            problems += faults(wizard, f"Move, {key}")
            wizard.grab().save(str(SCREENSHOTS / f"move-{theme}-{key}.png"))
        assert not problems, report(problems)
        assert wizard.open_keys() == ["host", "storage", "original", "finish"]
        assert "it has to be shut down first" in wizard.why_not_create()
        original: Any = wizard.page("original")
        original.shut_down.click()
        assert not wizard.why_not_create()
        original.keep.click()
        await until(lambda: not wizard.why_not_create())
        result: Any = wizard.page("finish")
        shown = [[result.table.topLevelItem(n).text(c) for c in range(2)] for n in range(result.table.topLevelItemCount())]
        assert ["Original", "is shut down, and started again"] in shown
        assert wizard.draft.command() == "virtdeckctl vm-move web-01 --to host-beta --shutdown --keep"
        wizard.create_button.click()
        (operation,) = world.runner.started
        assert isinstance(operation, Move) and operation.plan.to == BETA and operation.plan.keep and operation.plan.shut_down

    run(qloop, body())


def test_templates_and_tpms(qapp: QApplication, tmp_path: Path) -> None:
    """What can't be migrated is pointed here; what would be lost with the original keeps it."""
    world = ready_world(tmp_path)
    plain = dataclasses.replace(vm(world, "web-01"), state=PowerState.HALTED)
    assert plain.config is not None
    marked = dataclasses.replace(plain.config.metadata, template=True)
    template = dataclasses.replace(plain, config=dataclasses.replace(plain.config, metadata=marked))
    change(world, template)
    reason = why_not_migrate(template, world.inventory)
    assert reason is not None and reason.remedy == "vm-move"
    change(world, dataclasses.replace(plain, config=dataclasses.replace(plain.config, tpm="emulator")))
    draft = MoveDraft(world.inventory, [plain.ref], BETA)
    assert [str(each.page.value) for each in draft.problems() if each.error] == ["original"]
    draft.keep = True
    assert not [each for each in draft.problems() if each.error]
