"""The main job, through the real window: New VM, demo appliance, Next … Create; the General tab tells the truth; every power verb; delete."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.model.ids import LOCAL_HOST, host_ref
from console.model.objects import Vm
from console.model.tools import AgentState
from console.ui.dialogs.delete_vm import DeleteVmDialog
from console.ui.tabs.kinds import KINDS
from console.ui.wizards.new_vm import NewVmWizard
from tests.fixtures.desktop import Running

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]


def vm(running: Running) -> Vm:
    found = running.desktop.parts.inventory.vms(LOCAL_HOST)
    assert len(found) == 1
    return found[0]


def state(running: Running) -> str:
    return vm(running).state.value


def agent(running: Running) -> AgentState:
    return vm(running).tools.agent


def texts(running: Running) -> str:
    """What can be read on the tab."""
    return "\n".join(label.text() for label in running.window.tabs.currentWidget().findChildren(QLabel) if label.isVisible())


def local_ready(running: Running) -> bool:
    inventory = running.desktop.parts.inventory
    host = inventory.host(LOCAL_HOST)
    return host is not None and host.loaded and {r.name for r in inventory.repositories(LOCAL_HOST)} >= {"local", "ISO library"}


def tour(running: Running) -> list[str]:
    """Every tab, as somebody who looks around."""
    seen = []
    tabs = running.window.tabs
    for number in range(tabs.count()):
        if tabs.isTabVisible(number):
            tabs.setCurrentIndex(number)
            running.qtbot.wait(150)
            seen.append(tabs.widget(number).objectName())
    tabs.setCurrentIndex(0)
    running.qtbot.wait(50)
    return seen


def by_key(running: Running, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    """A key in the tree."""
    running.window.activateWindow()
    running.until(running.window.isActiveWindow)
    running.window.pane.view.setFocus()
    running.qtbot.keyClick(running.window.pane.view, key, modifier)


def create_demo(running: Running) -> None:
    """The wizard, as a new user: Next … Create."""
    running.until(lambda: local_ready(running), 60)
    running.do("vm-install")
    wizard = next(w for w in running.window.findChildren(NewVmWizard))
    running.until(lambda: wizard.create_button.isEnabled())
    template = wizard.draft.template
    assert template is not None
    assert template.id == "demo"
    seen = [wizard.current]
    while wizard.next.isEnabled():
        running.press("newVm.next")
        running.qtbot.wait(30)
        seen.append(wizard.current)
    assert seen == ["template", "name", "host", "cpu", "storage", "network", "finish"]
    running.press("newVm.create")


def test_from_the_first_click_to_nothing_left(running: Running, demo_appliance: Path) -> None:
    inventory = running.desktop.parts.inventory
    create_demo(running)

    # -- it boots; within a second of the agent's answer the tab turns
    running.until(lambda: len(inventory.vms(LOCAL_HOST)) == 1 and state(running) == "running", 60)
    running.until(lambda: running.window.selection().vms and running.window.selection().vms[0].uuid == vm(running).uuid)
    running.until(lambda: "Unknown (please wait)" in texts(running), 5)
    running.shot("main-job-waiting")
    assert tour(running)[0] == "tab_general"
    running.until(lambda: agent(running) is AgentState.RESPONDING, 120)
    answered = time.perf_counter()
    running.until(lambda: "I/O optimized" in texts(running) and "Management Agent installed" in texts(running), 2)
    assert time.perf_counter() - answered < 1.0
    running.until(lambda: {a.family for a in vm(running).addresses if a.scope == "global"} == {4, 6}, 30)
    running.until(lambda: "10.0.2.15" in texts(running))
    assert "Debian" in texts(running)
    assert "Time since startup" in texts(running)
    running.shot("main-job-ready")
    seen = set(tour(running))
    repository = next(r for r in inventory.repositories(LOCAL_HOST) if r.name == "local")
    for ref in (host_ref(LOCAL_HOST), repository.ref, vm(running).ref):
        running.window.select([ref])
        running.until(lambda ref=ref: running.window.pane.refs() == [ref])
        seen |= set(tour(running))
    assert seen == {f"tab_{kind.id}" for kind in KINDS}, "a tab that nobody has looked at"

    # -- every verb
    running.do("vm-pause")
    running.until(lambda: state(running) == "paused")
    running.do("vm-unpause")
    running.until(lambda: state(running) == "running")
    running.do("vm-suspend")
    running.until(lambda: state(running) == "suspended", 120)
    running.shot("main-job-suspended")
    running.do("vm-start")
    running.until(lambda: state(running) == "running", 60)
    running.until(lambda: agent(running) is AgentState.RESPONDING, 120)
    running.do("vm-reboot")
    running.until(lambda: agent(running) is not AgentState.RESPONDING, 60)
    running.until(lambda: agent(running) is AgentState.RESPONDING, 120)
    by_key(running, Qt.Key.Key_E)  # acts after three seconds in which it can be undone
    assert state(running) == "running"
    running.until(lambda: state(running) == "halted", 120)
    by_key(running, Qt.Key.Key_B)
    running.until(lambda: state(running) == "running", 60)
    running.do("vm-force-off")
    running.press("question.accept")
    running.until(lambda: state(running) == "halted", 30)

    # -- delete, with its disk
    config = vm(running).config
    assert config is not None
    disk = Path(config.disks[0].source)
    assert disk.is_file()
    by_key(running, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    dialog = next(iter(running.window.findChildren(DeleteVmDialog)))
    running.until(dialog.go.isEnabled)
    assert dialog.go.text().replace("&", "") == "Delete VM and 1 disk"
    running.shot("main-job-delete", dialog)
    running.press("deleteVm.delete")
    running.until(lambda: not inventory.vms(LOCAL_HOST), 30)
    running.until(lambda: not disk.exists(), 10)

    failed = [task for task in running.desktop.parts.runner.tasks() if task.error is not None]
    assert failed == []
    running.no_gap()
    assert running.close() < 2.0
