"""The Export wizard, driven as a person does; the resulting files."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from console.model.objects import Vm, Volume
from console.model.rules_export import Running
from console.model.tasks import Task, TaskState
from console.model.text import N_
from console.operations.export import ExportVms
from console.ui.dialogs.exported import ExportedDialog
from console.ui.main_window import MainWindow
from console.ui.widgets.basic import LinkButton
from console.ui.wizards.draft_page import ChoiceTable
from console.ui.wizards.export_vms import ExportWizard
from tests.app.test_accessibility import faults, report
from tests.ui.wizard_world import qloop, run, until
from tests.ui.world import FakePort, FakeWorld, make_world

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: raising windows

__all__ = ["qloop"]

Loop = asyncio.AbstractEventLoop
GIB = 1 << 30


@pytest.fixture(autouse=True)
def disks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each VM has one disk of 20 GiB, 3 of them in use."""

    async def domain_xml(self: FakePort, uuid: str, **_: Any) -> str:
        disk = f"<disk type='file' device='disk'><source file='/x/{uuid}.qcow2'/><target dev='vda' bus='virtio'/></disk>"
        return f"<domain type='kvm'><name>x</name><os><type>hvm</type></os><devices>{disk}</devices></domain>"

    async def volume_by_path(self: FakePort, path: str) -> Volume | None:
        return Volume(self.id, "r", path, path, path, "qcow2", capacity_bytes=20 * GIB, allocation_bytes=3 * GIB)

    monkeypatch.setattr(FakePort, "domain_xml", domain_xml, raising=False)
    monkeypatch.setattr(FakePort, "volume_by_path", volume_by_path)


def vm(world: FakeWorld, name: str) -> Vm:
    return world.inventory.find_vms(name)[0]


def test_one_that_is_off_begins_with_the_format(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = make_world(tmp_path)
        wizard = ExportWizard(world.services, [vm(world, "db-02").ref])
        wizard.show()
        assert wizard.current == "format"
        page: Any = wizard.page("format")
        page.list.setCurrentItem(page.list.row_of("xva"))
        assert wizard.draft.answers.format == "xva"
        assert page.checksum.isVisible() and page.packed.isVisible() and not page.disk.isVisible()
        wizard.go_to("place")
        place: Any = wizard.page("place")
        place.folder.selectAll()
        place.folder.clear()
        place.folder.textEdited.emit("")
        assert "Choose the folder" in wizard.why_not_create()
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "db-02.xva").write_bytes(b"old")
        place.folder.textEdited.emit(str(tmp_path / "out"))
        await until(lambda: wizard.draft.place.there == ("db-02.xva",) and wizard.draft.size() is not None)
        assert "is there already" in wizard.why_not_create()
        await until(place.replace.isVisible)
        place.replace.click()
        await until(lambda: not wizard.why_not_create())
        assert "GiB" in place.facts.text()
        wizard.go_to("options")
        options: Any = wizard.page("options")
        assert options.verify.isChecked() and not options.package.isVisible()
        wizard.go_to("finish")
        assert "--format xva" in wizard.draft.command() and "--overwrite" in wizard.draft.command()
        await until(wizard.create_button.isEnabled)
        wizard.create_button.click()
        (operation,) = world.runner.started
        assert isinstance(operation, ExportVms)
        assert (operation.format, operation.folder, operation.name, operation.overwrite) == ("xva", str(tmp_path / "out"), "db-02", True)
        assert world.services.settings.get("export.folder") == str(tmp_path / "out")

    run(qloop, body())


def test_several_with_a_running_and_a_suspended_one(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = make_world(tmp_path)
        names = ("web-01", "db-02", "suspended-01", "installing-01")
        wizard = ExportWizard(world.services, [vm(world, name).ref for name in names])
        wizard.draft.change(folder=str(tmp_path))
        wizard.show()
        assert wizard.current == "vms"
        page: Any = wizard.page("vms")
        notes = {page.list.topLevelItem(n).text(0): page.list.topLevelItem(n) for n in range(4)}
        assert notes["installing-01"].isDisabled() and "being installed" in notes["installing-01"].text(2)
        assert page.running.isVisible() and page.moment.isChecked()
        assert any("memory is not exported" in message.text for message in page.messages.shown)
        page.stop.click()
        assert wizard.draft.running is Running.SHUTDOWN
        row = next(page.list.topLevelItem(n) for n in range(4) if page.list.topLevelItem(n).text(0) == "suspended-01")
        row.setCheckState(0, Qt.CheckState.Unchecked)
        assert [each.name for each in wizard.draft.chosen] == ["web-01", "db-02"]
        assert wizard.draft.files() == ("vms.ova",)
        await until(lambda: not wizard.why_not_create())
        assert wizard.draft.command().endswith("--running shutdown")
        wizard.go_to("options")
        options: Any = wizard.page("options")
        options.key_file.textEdited.emit("/nowhere/key.pem")
        assert "both the key" in wizard.why_not_create()
        options.certificate.textEdited.emit("/nowhere/cert.pem")
        await until(lambda: "can't be read" in wizard.why_not_create())
        options.key_file.textEdited.emit("")
        options.certificate.textEdited.emit("")
        options.eula.setPlainText("Be kind.")
        await until(lambda: not wizard.why_not_create())
        wizard.finish()
        (operation,) = world.runner.started
        assert isinstance(operation, ExportVms) and operation.running is Running.SHUTDOWN and operation.options.eulas == ("Be kind.",)

    run(qloop, body())


def test_names_and_keys(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = make_world(tmp_path)
        wizard = ExportWizard(world.services, [vm(world, "web-01").ref])
        wizard.show()
        await until(lambda: wizard.draft.size() is not None and wizard.draft.looked)
        await asyncio.sleep(0.3)
        for key in ("vms", "format", "place", "options", "finish"):
            wizard.go_to(key)
            found = list(faults(wizard, key))
            assert not found, report(found)
        wizard.give_up()

    run(qloop, body())


def test_the_resulting_files_are_shown(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        file = tmp_path / "web.ova"
        file.write_bytes(bytes(2048))
        world = make_world(tmp_path)
        window = MainWindow(world.services)
        window.show()
        action = window.commands.action("vm-export")
        window.select([vm(world, "db-02").ref])
        assert action.isEnabled()
        task = Task("t1", N_("Export web-01"), "vm-export", (), state=TaskState.RUNNING, created=1.0)
        done = dataclasses.replace(task, state=TaskState.DONE, ended=2.0, result=str(file))
        world.runner.put(task)
        world.runner.put(done)
        links = {button.text(): button for button in window.toasts.shown()[-1].findChildren(QPushButton)}
        assert "Show in folder" in links
        links["Resulting files"].click()
        dialog = window.findChild(ExportedDialog)
        assert isinstance(dialog, ExportedDialog)
        table = dialog.findChild(ChoiceTable)
        assert isinstance(table, ChoiceTable)
        row = table.row_of(str(file))
        assert row is not None and row.text(0) == "web.ova" and row.text(1)
        assert not (found := list(faults(dialog, "exported"))), report(found)
        await until(dialog.isVisible)
        window.do("tasks")
        await until(lambda: any(each.isVisible() for each in window.tasks.findChildren(LinkButton, "task_files")))
        dialog.reject()
        window.close()

    run(qloop, body())


def test_a_long_name_leaves_room_for_the_reason(qtbot: QtBot) -> None:
    table = ChoiceTable("hosts", "Hosts", ["Host", "Why not"])
    qtbot.addWidget(table)
    table.resize(600, 200)
    table.show()
    table.add("a", ["qemu+unix:///session?socket=/a/very/long/path/of/a/socket/" + "x" * 60, "It has no active storage repository."], usable=False)
    qtbot.waitUntil(lambda: table.columnWidth(0) > 100)
    assert table.columnWidth(0) <= table.viewport().width() // 2
