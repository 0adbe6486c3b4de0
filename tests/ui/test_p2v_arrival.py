"""The dialog for machines that come here: what it asks, what it shows, and the task that it starts."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from console.backend.programs import LocalPrograms
from console.backend.tls_listener import TlsListeners
from console.operations.p2v.receiver import ReceiveMachine
from console.operations.p2v.sessions import AcceptMachine
from console.ui.dialogs.p2v_arrival import ArrivalDialog
from tests.operations.test_p2v_script import Machine
from tests.ui.wizard_world import FakeWorld, apply_theme, qloop, run, until

__all__ = ["qloop"]

PICTURES = Path(__file__).parents[1] / "screenshots"
RESOURCES = Path(__file__).parents[2] / "resources"


def world_in(folder: Path) -> FakeWorld:
    world = FakeWorld(folder)
    world.services = dataclasses.replace(world.services, paths=dataclasses.replace(world.services.paths, resources=RESOURCES))
    return world


def pictures(qapp: QApplication, dialog: ArrivalDialog, name: str) -> None:
    for theme in ("light", "dark"):
        apply_theme(qapp, theme)
        dialog.grab().save(str(PICTURES / f"{name}-{theme}.png"))
    apply_theme(qapp)


@pytest.mark.parametrize("script", [False, True])
def test_what_is_asked(qloop: asyncio.AbstractEventLoop, qapp: QApplication, tmp_path: Path, script: bool) -> None:
    """Every control has a name; what is missing is the tooltip of the greyed button; the operation has what was answered."""

    async def body() -> None:
        dialog = ArrivalDialog(world_in(tmp_path).services, script)
        dialog.show()
        for control in (*dialog.findChildren(QAbstractButton), *dialog.findChildren(QLineEdit), *dialog.findChildren(QComboBox)):
            assert not control.isVisible() or (control.objectName() and (control.accessibleName() or control.objectName().startswith("qt_"))), control
        await until(lambda: "address" in dialog.start_button.toolTip())
        assert not dialog.start_button.isEnabled()
        QTest.keyClicks(dialog.address, "192.0.2.9")
        dialog.folder.setText(str(tmp_path))
        QTest.keyClicks(dialog.name, "box")
        assert dialog.start_button.isEnabled()
        operation = dialog.operation()
        if script:
            assert isinstance(operation, ReceiveMachine) and operation.order.addresses == ("192.0.2.9",) and operation.wanted is not None
        else:
            assert isinstance(operation, AcceptMachine) and operation.order.server == "192.0.2.9" and operation.wanted.name == "box"
        assert operation.wanted.repository == dialog.repositories.currentData() and operation.wanted.network is None
        pictures(qapp, dialog, f"p2v-{'script' if script else 'media'}")
        dialog.folder.setText("")
        assert "folder" in dialog.start_button.toolTip()
        dialog.reject()

    run(qloop, body())


def test_a_failure_is_shown_where_it_was_asked(qloop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    async def body() -> None:
        dialog = ArrivalDialog(world_in(tmp_path).services, False)
        dialog.show()
        dialog.address.setText("192.0.2.9")
        dialog.folder.setText(str(tmp_path))
        await until(dialog.start_button.isEnabled)
        dialog.start_button.click()
        await until(lambda: dialog.problem.text)
        assert "There are no programs here." in dialog.problem.text and dialog.fields.isEnabled()
        dialog.reject()

    run(qloop, body())


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_a_machine_is_checked(qloop: asyncio.AbstractEventLoop, qapp: QApplication, tmp_path: Path) -> None:
    """From the click to the machine's report."""
    programs, world = LocalPrograms(), world_in(tmp_path)
    object.__setattr__(world.services.runner.world, "listeners", TlsListeners(programs))

    async def body() -> None:
        dialog = ArrivalDialog(world.services, True)
        dialog.show()
        dialog.address.setText("127.0.0.1")
        dialog.folder.setText(str(tmp_path))
        dialog.check.setChecked(True)
        assert not dialog.hosts.isEnabled()
        await until(dialog.start_button.isEnabled)
        dialog.start_button.click()
        await until(lambda: dialog.block.isVisible(), 30)
        assert dialog.block.field.toPlainText().startswith("powershell ") and not dialog.fields.isVisible()
        pictures(qapp, dialog, "p2v-script-made")
        (file,) = tmp_path.glob("*.ps1")
        machine = Machine(file, os.urandom(1 << 20))
        ended: list[str] = []
        talking = threading.Thread(target=lambda: ended.append(machine.run()))
        talking.start()
        await until(lambda: ended, 30)
        talking.join()
        assert ended == ["Z"]
        await until(lambda: "WINBOX" in dialog.block.field.toPlainText(), 10)
        await until(lambda: not file.exists())
        dialog.reject()

    run(qloop, body(), 60)
    programs.shutdown()
