"""Names, keyboard and contrast of the storage windows: the same walk as through all others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.operations.drafts.new_storage import KINDS, StoragePage
from console.ui.dialogs.disk import AddDiskDialog, DiskPropertiesDialog
from console.ui.dialogs.repository import DeleteRepositoryDialog, ProveSharedDialog
from console.ui.dialogs.volume import NewVolumeDialog, ResizeVolumeDialog
from console.ui.wizards.new_storage import NewStorageWizard
from tests.app.test_accessibility import apply_theme, close, faults, report
from tests.ui.world import ALPHA, make_world


async def test_the_storage_dialogs(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    apply_theme(qapp)
    world = make_world(tmp_path)
    local = next(r for r in world.inventory.repositories(ALPHA) if r.name == "local")
    vm = next(vm for vm in world.inventory.vms() if vm.name == "web-01")
    assert vm.config is not None
    made: dict[str, QWidget] = {
        "New disk": NewVolumeDialog(world.services, local),
        "Resize": ResizeVolumeDialog(world.services, local, world.hosts.volumes_of[local.uuid][0], ()),
        "Add a disk": AddDiskDialog(world.services, vm),
        "Properties": DiskPropertiesDialog(world.services, vm, vm.config.disks[0], ""),
        "Delete": DeleteRepositoryDialog(world.services, local),
        "Shared folder": ProveSharedDialog(world.services, local),
    }
    problems: list[str] = []
    for name, dialog in made.items():
        dialog.show()
        qtbot.wait(50)
        problems += faults(dialog, name)
        if not dialog.objectName() or not (dialog.accessibleName() or dialog.windowTitle()):
            problems.append(f"{name}: the window itself has no name")
        dialog.close()
        close(dialog)
    report(problems)


async def test_the_storage_wizard(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    apply_theme(qapp)
    problems: list[str] = []
    wizard = NewStorageWizard(make_world(tmp_path).services, ALPHA)
    wizard.show()
    for kind in KINDS:
        wizard.draft.set_type(kind)
        wizard.refresh()
        for page in StoragePage:
            if kind != "dir" and page in (StoragePage.TYPE, StoragePage.PLACE):
                continue
            wizard.go_to(page.value)
            for fold in wizard.stack.currentWidget().findChildren(QAbstractButton):
                if fold.objectName().endswith(".toggle") and fold.isVisible() and not fold.isChecked():
                    fold.click()
            qtbot.wait(10)
            problems += faults(wizard, f"New storage repository, {kind}, {page.value}")
    wizard.give_up()
    close(wizard)
    report(problems)
