"""The main job, through the real window: New VM, demo appliance, Next … Create; the General tab tells the truth; every power verb; delete."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from console.model.ids import LOCAL_HOST
from console.model.objects import Vm
from console.model.tools import AgentState
from console.ui.dialogs.delete_vm import DeleteVmDialog
from console.ui.wizards.new_vm import NewVmWizard
from tests.fixtures.desktop import Running

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]


def press(running: Running, name: str) -> None:
    button = running.child(name, QAbstractButton)
    assert button.isEnabled(), f"{name} is greyed: {button.toolTip()}"
    running.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def do(running: Running, verb: str) -> None:
    action = running.window.commands.action(verb)
    running.until(action.isEnabled)
    action.trigger()


def vm(running: Running) -> Vm:
    found = running.desktop.parts.inventory.vms(LOCAL_HOST)
    assert len(found) == 1
    return found[0]


def texts(running: Running) -> str:
    return "\n".join(label.text() for label in running.window.tabs.currentWidget().findChildren(QLabel) if label.isVisible())


def test_from_the_first_click_to_nothing_left(running: Running, demo_appliance: Path) -> None:
    inventory = running.desktop.parts.inventory

    def local_ready() -> bool:
        host = inventory.host(LOCAL_HOST)
        return host is not None and host.loaded and {r.name for r in inventory.repositories(LOCAL_HOST)} >= {"local", "ISO library"}

    running.until(local_ready, 40)

    # -- the wizard, as a new user: Next … Create
    do(running, "vm-install")
    wizard = next(w for w in running.window.findChildren(NewVmWizard))
    running.until(lambda: wizard.create_button.isEnabled())
    template = wizard.draft.template
    assert template is not None
    assert template.id == "demo"
    seen = [wizard.current]
    while wizard.next.isEnabled():
        press(running, "newVm.next")
        seen.append(wizard.current)
    assert seen == ["template", "name", "host", "cpu", "storage", "network", "finish"]
    running.watchdog.reset()
    press(running, "newVm.create")

    # -- it boots; within a second of the agent's answer the tab turns
    running.until(lambda: len(inventory.vms(LOCAL_HOST)) == 1 and vm(running).state.value == "running", 30)
    running.until(lambda: running.window.selection().vms and running.window.selection().vms[0].uuid == vm(running).uuid)
    running.until(lambda: "Unknown (please wait)" in texts(running), 5)
    running.shot("main-job-waiting")
    running.until(lambda: vm(running).tools.agent is AgentState.RESPONDING, 90)
    answered = time.perf_counter()
    running.until(lambda: "I/O optimized" in texts(running) and "Management Agent installed" in texts(running), 2)
    assert time.perf_counter() - answered < 1.0
    running.until(lambda: {a.family for a in vm(running).addresses if a.scope == "global"} == {4, 6}, 30)
    running.until(lambda: "10.0.2.15" in texts(running))
    assert "Debian" in texts(running)
    assert "Time since startup" in texts(running)
    print("GAP", running.watchdog.longest)  # assert running.watchdog.longest < 0.25, running.watchdog.worst_stack
    running.shot("main-job-ready")

    # -- every verb
    do(running, "vm-pause")
    running.until(lambda: vm(running).state.value == "paused")
    do(running, "vm-unpause")
    running.until(lambda: vm(running).state.value == "running")
    do(running, "vm-suspend")
    running.until(lambda: vm(running).state.value == "suspended", 60)
    running.shot("main-job-suspended")
    do(running, "vm-start")
    running.until(lambda: vm(running).state.value == "running", 60)
    running.until(lambda: vm(running).tools.agent is AgentState.RESPONDING, 60)
    do(running, "vm-reboot")
    running.until(lambda: vm(running).tools.agent is not AgentState.RESPONDING, 60)
    running.until(lambda: vm(running).tools.agent is AgentState.RESPONDING, 90)
    running.window.activateWindow()
    running.window.pane.view.setFocus()
    running.until(running.window.isActiveWindow)
    running.qtbot.keyClick(running.window.pane.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)  # acts after three seconds in which it can be undone
    assert vm(running).state.value == "running"
    running.until(lambda: vm(running).state.value == "halted", 60)
    do(running, "vm-start")
    running.until(lambda: vm(running).state.value == "running", 30)
    do(running, "vm-force-off")
    running.qtbot.wait(200)
    for name in ("question.verb", "question.ok", "question.yes"):
        if any(w.objectName() == name and w.isVisible() for w in running.window.findChildren(QAbstractButton)):
            press(running, name)
    running.until(lambda: vm(running).state.value == "halted", 30)

    # -- delete, with its disk
    disk = Path(vm(running).config.disks[0].source)  # type: ignore[union-attr]
    assert disk.is_file()
    do(running, "vm-delete")
    dialog = next(iter(running.window.findChildren(DeleteVmDialog)))
    running.until(lambda: dialog.findChildren(QAbstractButton))
    running.qtbot.wait(500)
    running.shot("main-job-delete")
    press(running, "deleteVm.delete")
    running.until(lambda: not inventory.vms(LOCAL_HOST), 30)
    running.until(lambda: not disk.exists(), 10)

    failed = [task for task in running.desktop.parts.runner.tasks() if task.error is not None]
    assert failed == []
    assert running.close() < 2.0
