"""The links of the virtualization state, the table of several VMs, and the steps beside the screen."""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from console.model.errors import Cause
from console.model.inventory import Delta, Patch, Put
from console.model.objects import Channel, Disk, PowerState, ToolsDisc, Vm, VmMetadata
from console.model.tasks import Task, TaskState
from console.model.text import N_
from console.model.tools import AgentState, GuestFamily, GuestOs, GuestTools, IoCause, IoFinding, ToolsLink, Tri
from console.model.tools_steps import distribution, tools_steps
from console.operations.power import ForceOff
from console.operations.tools import AddAgentChannel, InsertTools
from console.operations.virtio import SwitchToVirtio
from console.ui.dialogs.fix_tools import FixToolsDialog
from console.ui.main_window import MainWindow
from console.ui.tabs.section_view import RowWidget
from console.ui.tabs.sections import Link
from console.ui.widgets.steps import StepsPanel
from tests.ui.world import ALPHA, FakeWorld, config, make_world, vm

SATA = IoFinding("sda", "SATA", IoCause.EMULATED)
DISC = VmMetadata(tools_disc=ToolsDisc("sda", "/iso/tools.iso"))


@pytest.fixture
def world(tmp_path: Path) -> FakeWorld:
    made = make_world(tmp_path)
    (tmp_path / "data" / "tools").mkdir(parents=True)
    (tmp_path / "data" / "tools" / "virtdeck-tools.iso").write_bytes(b"x")
    return made


@pytest.fixture
def window(world: FakeWorld, qapp: QApplication) -> Iterator[MainWindow]:
    made = MainWindow(world.services)
    made.resize(1280, 720)
    made.show()
    qapp.processEvents()
    yield made
    made.close()
    made.deleteLater()
    qapp.processEvents()


def bare(name: str, tools: GuestTools, **more: Any) -> Vm:
    return dataclasses.replace(vm(ALPHA, name, config=config(name, **more), addresses=()), tools=tools)


def links(window: MainWindow, key: str) -> list[Link]:
    row = window.findChild(RowWidget, f"row_{key}")
    assert row is not None and row.row is not None
    return list(row.row.links)


def select(window: MainWindow, world: FakeWorld, *vms: Vm) -> None:
    world.inventory.apply(Delta(tuple(Put(each) for each in vms)))
    window.pane.model.flush()
    window.select([each.ref for each in vms])
    QApplication.processEvents()


def test_each_link_starts_its_operation(window: MainWindow, world: FakeWorld, qtbot: QtBot) -> None:
    missing = bare("no-agent", GuestTools(io=Tri.YES, agent=AgentState.DISCONNECTED))
    select(window, world, missing)
    (link,) = links(window, "agent")
    assert (link.text, link.action) == ("Install Management Agent", "install-agent")
    window.follow(link)
    operation = world.runner.started.pop()
    assert isinstance(operation, InsertTools) and operation.linux_disc.endswith("virtdeck-tools.iso") and operation.restart is None
    assert window.content.current.id == "console", "the disc is in: on to the console"
    window.content.show_named("general")

    no_channel = bare("no-channel", GuestTools(io=Tri.YES, agent=AgentState.NO_CHANNEL), channels=())
    select(window, world, no_channel)
    window.follow(links(window, "agent")[0])
    assert isinstance(world.runner.started.pop(), AddAgentChannel)


async def test_the_switch_says_before_what_happens(world: FakeWorld, qapp: QApplication) -> None:
    asked: list[tuple[str, list[str]]] = []

    async def choose(title: Any, text: Any, options: Any, *, default: str) -> str | None:
        asked.append((f"{title} | {text}", [key for key, _ in options]))
        return "now"

    world.questions.choose = choose  # type: ignore[method-assign]
    window = MainWindow(world.services)
    try:
        disks = (Disk("sda", "sata", guest_name="sda"),)
        old = bare("old", GuestTools(io=Tri.NO, io_findings=(SATA,), agent=AgentState.RESPONDING, agent_version="7"), disks=disks, nics=())
        select(window, world, old)
        world.settings.set("tools.fallback_seconds", 180)
        window.follow(links(window, "io")[0])
        for _ in range(20):
            await asyncio.sleep(0)
        operation = world.runner.started.pop()
        assert isinstance(operation, SwitchToVirtio) and operation.seconds == 180 and operation.restart is True
        assert "sda (SATA)" in asked[0][0] and "3 minutes" in asked[0][0] and asked[0][1] == ["later", "now"]
    finally:
        window.close()
        window.deleteLater()


def test_several_vms_in_one_go(window: MainWindow, world: FakeWorld, qtbot: QtBot) -> None:
    first = bare("n1", GuestTools(io=Tri.YES, agent=AgentState.DISCONNECTED))
    second = bare("n2", GuestTools(io=Tri.YES, agent=AgentState.NO_CHANNEL), channels=())
    windows = dataclasses.replace(
        bare("n3", GuestTools(io=Tri.NO, io_findings=(SATA,), agent=AgentState.RESPONDING, agent_version="1"), channels=(), disks=(), nics=()),
        family=GuestFamily.LINUX,
    )
    good = world.inventory.find_vms("web-01")[0]
    select(window, world, first, second, windows, good)
    window.commands.action("fix-tools").trigger()
    dialog = window.findChild(FixToolsDialog)
    assert dialog is not None
    states = {dialog.table.topLevelItem(n).text(0): dialog.table.topLevelItem(n) for n in range(dialog.table.topLevelItemCount())}
    assert set(states) == {"n1", "n2", "n3"} and states["n3"].isDisabled()  # nothing of it is emulated: its reason stands there
    assert states["n1"].text(2) == "Install Management Agent" and "paravirtual already" in states["n3"].text(2)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert {type(operation) for operation in world.runner.started} == {InsertTools, AddAgentChannel}


def test_links_that_a_vm_is_too_busy_for_say_why(window: MainWindow, world: FakeWorld) -> None:
    paused = dataclasses.replace(bare("p", GuestTools()), state=PowerState.PAUSED)
    select(window, world, paused)
    window.follow(Link("Install", ToolsLink.INSTALL_BOTH.value, paused.ref))
    assert not world.runner.started
    action = window.commands.action("install-both")
    assert not action.isEnabled() and "paused" in action.toolTip()


# --------------------------------------------------------------------------- steps


@pytest.mark.parametrize(
    ("osinfo", "told", "expected"),
    [
        ("http://debian.org/debian/12", "", "debian"),
        ("http://ubuntu.com/ubuntu/22.04", "", "ubuntu"),
        ("http://redhat.com/rhel/9.0", "", "rhel"),
        ("http://suse.com/sles/15.5", "", "sles"),
        ("http://opensuse.org/opensuse/15.5", "", "opensuse"),
        ("http://opensuse.org/opensuse/15.5", "opensuse-leap", "opensuse"),
        ("http://debian.org/debian/12", "alpine", "alpine"),
        ("", "gentoo", ""),
        ("", "", ""),
    ],
)
def test_distribution(osinfo: str, told: str, expected: str) -> None:
    found = bare("x", GuestTools(os=GuestOs(id=told) if told else None), osinfo_id=osinfo)
    assert distribution(found) == expected


def test_steps_name_the_drive_and_the_package_manager() -> None:
    drives = (Disk("sda", "sata", device="cdrom"), Disk("sdb", "sata", device="cdrom"))
    metadata = VmMetadata(tools_disc=ToolsDisc("sdb", "/t.iso"))
    steps = tools_steps(bare("x", GuestTools(), disks=drives, metadata=metadata))
    assert [step.command for step in steps if step.command][:2] == ["mount /dev/sr1 /mnt", "sh /mnt/install"]
    assert steps[-1].alternative and steps[-1].command.startswith("apt-get install -y qemu-guest-agent")
    driver = IoFinding("sda", "SATA", IoCause.EMULATED_NO_DRIVER)
    windows = dataclasses.replace(bare("w", GuestTools(io=Tri.NO, io_findings=(driver,))), family=GuestFamily.WINDOWS)
    texts = " ".join(str(step.text) for step in tools_steps(windows))
    assert "virtio-win-guest-tools.exe" in texts and "Server Core" in texts and "Add driver disk" in texts
    assert tools_steps(bare("t", GuestTools(), metadata=VmMetadata(template=True))) == ()


def test_the_panel_copies_and_types(qtbot: QtBot) -> None:
    typed: list[str] = []
    panel = StepsPanel(typed.append)
    qtbot.addWidget(panel)
    assert not panel.show_vm(bare("x", GuestTools())) and not panel.isVisible()
    with_disc = bare("x", GuestTools(), metadata=DISC)
    assert panel.show_vm(with_disc) and panel.isVisible()
    texts = [found.text() for found in panel.findChildren(QLabel) if found.objectName().startswith("tools_command")]
    assert texts[:2] == ["mount /dev/sr0 /mnt", "sh /mnt/install"]
    qtbot.mouseClick(panel.findChild(QPushButton, "tools_copy_2"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "sh /mnt/install"
    assert not typed, "nothing is typed unasked"
    qtbot.mouseClick(panel.findChild(QPushButton, "tools_type_2"), Qt.MouseButton.LeftButton)
    assert typed == ["sh /mnt/install\n"]
    for button in panel.findChildren(QPushButton):
        assert button.accessibleName() and button.objectName()
    with qtbot.waitSignal(panel.eject_requested):
        qtbot.mouseClick(panel.eject, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.closed):
        qtbot.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)
    assert not panel.show_vm(with_disc), "put away for this disc"
    panel.bring_back()
    assert panel.show_vm(with_disc)
    panel.set_typing(None)
    panel.show_vm(with_disc)
    assert panel.findChild(QPushButton, "tools_type_2") is None
    assert not panel.show_vm(None)


def test_the_menu_has_them(window: MainWindow, world: FakeWorld) -> None:
    eject = window.commands.action("vm-tools-eject")
    inserted = bare("x", GuestTools(io=Tri.YES, agent=AgentState.DISCONNECTED), metadata=DISC)
    select(window, world, inserted)
    assert eject.isEnabled()
    world.inventory.apply(Delta((Patch(inserted.ref, {"config": config("x", channels=(Channel("org.qemu.guest_agent.0", "unix"),))}),)))
    QApplication.processEvents()
    assert not eject.isEnabled() and "No tools disc" in eject.toolTip()


async def test_force_off_is_offered_when_the_guest_ignores_the_request(world: FakeWorld, qapp: QApplication) -> None:
    """After the time of the preference; pressing the link asks first, and nothing is forced by itself."""
    window = MainWindow(world.services)
    window.show()
    subject = world.inventory.find_vms("web-01")[0]

    def failed(verb: str, cause: Cause) -> list[QPushButton]:
        task = Task(f"t-{verb}-{cause.value}", N_("Shut down web-01"), verb, (subject.ref,), TaskState.RUNNING, started=time.time())
        ended = dataclasses.replace(task, state=TaskState.FAILED, ended=time.time(), error=N_("It is ignored."), cause=cause.value)
        world.runner.put(task, ended)
        qapp.processEvents()
        return [button for button in window.findChildren(QPushButton) if button.text() in ("Force off", "Force reboot")]

    try:
        assert failed("vm-shutdown", Cause.BUSY) == [], "another failure is no reason to force it off"
        assert failed("vm-start", Cause.TIMEOUT) == []
        (offered,) = failed("vm-shutdown", Cause.TIMEOUT)
        assert not world.runner.started and not world.questions.asked
        offered.click()
        for _ in range(20):
            await asyncio.sleep(0)
        assert world.questions.asked == ["Force off web-01?"]
        assert [type(operation) for operation in world.runner.started] == [ForceOff]
    finally:
        window.close()
        window.deleteLater()


def test_the_way_of_a_shutdown_is_said_before(window: MainWindow, world: FakeWorld) -> None:
    action = window.commands.action("vm-shutdown")
    select(window, world, bare("with-agent", GuestTools(io=Tri.YES, agent=AgentState.RESPONDING)))
    assert "The management agent will be asked." in action.toolTip()
    select(window, world, bare("without", GuestTools(io=Tri.YES, agent=AgentState.DISCONNECTED)))
    assert "power button (ACPI) will be pressed" in action.toolTip()
    select(window, world, bare("deaf", GuestTools(io=Tri.YES, agent=AgentState.NO_CHANNEL), acpi=False, channels=()))
    assert not action.isEnabled() and "can't be asked" in action.toolTip()
