"""The Import wizard by keys and clicks, over real packages and fakes of the world outside; files dropped onto it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from console.formats.export import write_ova
from console.operations.import_target import EMULATED
from console.operations.import_targets import parts
from console.ui.commands.imports import FilesOntoWindow
from console.ui.wizards.fields import ChoiceBox
from console.ui.wizards.import_pages import EulaPage, FinishPage, NetworkPage, SourcePage, StoragePage
from console.ui.wizards.import_vms import ImportWizard
from tests.app.test_accessibility import faults, report
from tests.fixtures.packages import MIB, content, plan, synthetic_xva, vm
from tests.ui.wizard_world import FakeWorld, apply_theme, qloop, run, until

__all__ = ["qloop"]

Loop = asyncio.AbstractEventLoop
PICTURES = Path(__file__).parents[1] / "screenshots"


def package(folder: Path) -> Path:
    path = folder / "shop.ova"
    data = content(1, 3 * MIB)
    machine = replace(vm([len(data), MIB], "web 01"), memory_bytes=1 << 30)
    with path.open("w+b") as out:
        write_ova(plan(machine, [data, content(2, MIB)], eulas=["Be nice to each other."]), out)
    return path


async def opened(world: FakeWorld, *places: Path) -> ImportWizard:
    wizard = ImportWizard(world.services, None, [str(place) for place in places])
    wizard.show()
    await until(lambda: wizard.draft.found and not wizard.source.busy and wizard._known_hosts)
    await asyncio.sleep(0.02)
    return wizard


def test_the_whole_way(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = ImportWizard(world.services)
        wizard.show()
        assert not wizard.next.isEnabled() and "No file is chosen" in wizard.why_not_create()
        source = wizard.page("source")
        assert isinstance(source, SourcePage) and source.copy.isChecked()
        source.place.setText(str(tmp_path / "nothing.ova"))
        QTest.keyClick(source.place, Qt.Key.Key_Return)
        await until(lambda: wizard.draft.found and not source.busy)
        assert "nothing.ova" in wizard.why_not_create() and not wizard.next.isEnabled()
        wizard.go_to("storage")
        assert wizard.current == "source", "nothing is gone past that has not been looked into"
        source.add([str(package(tmp_path))], replace=True)
        await until(lambda: wizard.draft.items and not source.busy)
        row = source.table.topLevelItem(0)
        assert row is not None and row.text(0) == "web 01" and "1 GiB" in row.text(2) and "UEFI" in row.text(2)
        wizard.go_on()
        eula = wizard.page("eula")
        assert isinstance(eula, EulaPage) and "Be nice" in eula.text.toPlainText() and "licence" in wizard.why_not_create()
        eula.accept.click()
        wizard.go_on()
        name = wizard.findChild(QLineEdit, "import.name0")
        assert name is not None and name.text() == "web 01"
        name.clear()
        QTest.keyClicks(name, "shop")
        wizard.go_on()
        storage = wizard.page("storage")
        assert isinstance(storage, StoragePage) and "4 MiB" in storage.total.text()
        assert wizard.findChild(ChoiceBox, "import.disk1.repository") is not None
        wizard.go_on()
        network = wizard.page("network")
        assert isinstance(network, NetworkPage)
        assert not network.keep.isChecked(), "a copy gets new ones"
        wizard.go_on()
        assert wizard.current == "security"
        wizard.go_on()
        box = wizard.findChild(ChoiceBox, "import.fixup0")
        assert box is not None and box.count() == 3
        box.chosen.emit(EMULATED)
        wizard.go_on()
        finish = wizard.page("finish")
        assert isinstance(finish, FinishPage) and finish.table.topLevelItemCount() >= 8
        finish.xml_fold.button.click()
        xml = wizard.findChild(QPlainTextEdit, "import.xml.text")
        assert xml is not None and "<name>shop</name>" in xml.toPlainText() and "sata" in xml.toPlainText()
        finish.command_fold.button.click()
        assert "vm-import" in wizard.draft.command() and "--keep-mac" not in wizard.draft.command()
        assert wizard.why_not_create() == "" and wizard.create_button.isEnabled()
        (operation,) = wizard.draft.operations()
        spec = operation.vms[0].spec
        assert (spec.name, [disk.bus for disk in spec.disks], [nic.mac for nic in spec.nics]) == ("shop", ["sata"] * 2, ["", ""])
        wizard.give_up()

    run(qloop, body())


def test_restore_wants_a_uuid_and_vms_can_be_left_out(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        xva = tmp_path / "one.xva"
        xva.write_bytes(synthetic_xva({"Ref:1": content(1, MIB)}))
        world = FakeWorld(tmp_path)
        wizard = await opened(world, xva, package(tmp_path))
        source = wizard.page("source")
        assert isinstance(source, SourcePage) and source.table.topLevelItemCount() == 2
        source.restore.click()
        assert "does not say which UUID" in wizard.why_not_create() or "licence" in wizard.why_not_create()
        source.copy.click()
        row = source.table.topLevelItem(1)
        assert row is not None
        row.setCheckState(0, Qt.CheckState.Unchecked)
        assert [item.vm.name for item in wizard.draft.chosen] == ["from xen"]
        wizard.give_up()

    run(qloop, body())


def test_each_vm_has_its_target(qloop: Loop, tmp_path: Path) -> None:
    """Two VMs, two hosts: the second's disks and networks are asked for its own host."""

    async def body() -> None:
        xva = tmp_path / "one.xva"
        xva.write_bytes(synthetic_xva({"Ref:1": content(1, MIB)}))
        world = FakeWorld(tmp_path)
        wizard = await opened(world, xva, package(tmp_path))
        wizard.go_to("target")
        await asyncio.sleep(0.03)
        row = wizard.page("target").findChild(ChoiceBox, "import.host1")
        assert wizard.current == "target", wizard.draft.problems("source")
        assert row is not None and row.isVisibleTo(wizard)
        row.chosen.emit("remote")
        await until(lambda: not wizard.why_not_create().startswith("The host is being asked"))
        assert [str(part.host.name) for part in parts(wizard.draft) if part.host is not None] == ["This computer", "host-a"]
        PICTURES.mkdir(exist_ok=True)
        for key in ("target", "storage", "network"):
            wizard.go_to(key)
            await asyncio.sleep(0.03)
            found = list(faults(wizard, key))
            assert not found, report(found)
            wizard.grab().save(str(PICTURES / f"import-{key}-two.png"))
        assert "--host host-a" in wizard.draft.command().splitlines()[1]
        wizard.give_up()

    run(qloop, body())


def test_files_are_dropped(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        told: list[list[str]] = []
        widget = QWidget()
        FilesOntoWindow(widget, lambda places: told.append(list(places)))
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile("/srv/a b.ova"), QUrl("https://example.org/c.ova"), QUrl("ftp://example.org/d")])
        action = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(QPoint(1, 1), action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, enter)
        assert enter.isAccepted()
        event = QDropEvent(QPointF(1, 1), action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)
        assert told == [["/srv/a b.ova", "https://example.org/c.ova"]] and event.isAccepted()
        widget.deleteLater()

    run(qloop, body())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures(qloop: Loop, qapp: QApplication, tmp_path: Path, theme: str) -> None:
    """For people to look at; a page that can't be drawn fails."""

    async def body() -> None:
        apply_theme(qapp, theme)
        world = FakeWorld(tmp_path)
        wizard = await opened(world, package(tmp_path))
        for key in wizard.open_keys():
            wizard.go_to(key)
            await asyncio.sleep(0.03)
            assert wizard.current == key
            found = list(faults(wizard, key))
            assert not found, report(found)
            PICTURES.mkdir(exist_ok=True)
            assert wizard.grab().save(str(PICTURES / f"import-{key}-{theme}.png"))
        wizard.give_up()

    run(qloop, body())
    apply_theme(qapp)
