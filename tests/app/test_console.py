"""Consoles in the whole program: from the link "Install Management Agent" to the agent's answer, and the end of the program with consoles open."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import libvirt
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from console.backend.eventloop import ensure_registered
from console.model.objects import Vm
from console.model.tools import AgentState
from console.ui.display.panel import ConsolePanel
from console.ui.display.sessions import Phase
from console.ui.tabs.section_view import RowWidget
from console.ui.widgets.steps import StepsPanel
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.desktop import Launch, Running
from tests.ui.display.stage import SCREENS, appliance_xml, tiny_xml

pytestmark = [pytest.mark.real, pytest.mark.timeout(170)]
ROOT = Path(__file__).resolve().parents[2]
VNC, SPICE = SCREENS.format(kind="vnc", more=""), SCREENS.format(kind="spice", more="")
CHANNEL = "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"


@pytest.fixture
def guests(libvirtd: PrivateLibvirtd) -> Iterator[Any]:
    """``guests(xml)`` starts a VM behind the program's back."""
    ensure_registered()
    connection = libvirt.open(libvirtd.uri)
    made = []

    def start(xml: str) -> None:
        domain = connection.defineXML(xml)
        made.append(domain)
        domain.create()

    yield start
    for domain in made:
        with contextlib.suppress(libvirt.libvirtError):
            domain.destroy()
        with contextlib.suppress(libvirt.libvirtError):
            domain.undefine()
    made.clear()
    connection.close()


def vm_named(running: Running, name: str) -> Vm:
    """As soon as it is known, with its configuration."""
    running.until(lambda: any(vm.config is not None for vm in running.desktop.parts.inventory.find_vms(name)))
    return running.desktop.parts.inventory.find_vms(name)[0]


def console_of(running: Running, name: str, kind: str = "") -> ConsolePanel:
    """Select a VM, go to its console (of the kind "text" by its button), and wait until something is shown."""
    running.window.select([vm_named(running, name).ref])
    running.until(lambda: [vm.name for vm in running.window.selection().vms] == [name])
    running.window.content.show_named("console")
    tab = running.window.content.console
    running.until(lambda: tab.panel is not None and tab.panel.isVisible())
    assert tab.panel is not None
    if kind == "text" and not tab.panel.is_text:
        running.qtbot.mouseClick(tab.panel.strip.text, Qt.MouseButton.LeftButton)
    running.until(lambda: tab.panel is not None and tab.panel.phase is Phase.SHOWN)
    return tab.panel


def texts(running: Running) -> str:
    """What can be read on the tab."""
    return "\n".join(label.text() for label in running.window.tabs.currentWidget().findChildren(QLabel) if label.isVisible())


def test_the_agent_is_installed_from_the_link(guests: Any, launch: Launch, libvirtd: PrivateLibvirtd, demo_without_agent: Path) -> None:
    """Not installed → the link → the disc is in, the steps stand beside the console → "type it for me" → installed, and the tab says so by itself."""
    _, xml = appliance_xml(libvirtd, demo_without_agent, "no-agent", VNC)
    guests(xml.replace("</devices>", f"{CHANNEL}</devices>"))
    with launch([libvirtd.uri], embedded=False) as running:
        running.window.select([vm_named(running, "no-agent").ref])
        running.until(lambda: "Management agent not installed" in texts(running) or "Management Agent not installed" in texts(running), 60)
        row = running.child("row_agent", RowWidget)
        assert row.row is not None
        (link,) = row.row.links
        assert str(link.text) == "Install Management Agent"
        running.window.follow(link)
        assert running.window.content.current.id == "console"

        panel = console_of(running, "no-agent", "text")
        steps = running.child("tools_steps", StepsPanel)
        screen = panel.terminal.emulator
        for prompt, answer in (("login:", b"root\n"), ("Password:", b"demo\n")):
            running.until(lambda prompt=prompt: prompt in screen.whole(), 90)
            running.qtbot.wait(700)
            panel.terminal.type(answer)
        running.until(lambda: screen.whole().rstrip().endswith("#"), 30)
        panel.terminal.type(b"modprobe -qa sr_mod isofs; until [ -b /dev/sr0 ]; do sleep 1; done; echo DISC$((1))\n")
        running.until(lambda: "DISC1" in screen.whole(), 30)
        running.shot("console-steps")
        for number in (1, 2):
            running.qtbot.mouseClick(running.child(f"tools_type_{number}", QPushButton), Qt.MouseButton.LeftButton)
            running.until(lambda: screen.whole().rstrip().endswith("#"), 60)
            running.qtbot.wait(500)
        assert "sh /mnt/install" in screen.whole()
        running.window.content.show_named("general")

        def agent() -> AgentState:
            return vm_named(running, "no-agent").tools.agent

        running.until(lambda: agent() is AgentState.RESPONDING, 60)
        assert running.until(lambda: "Management Agent installed" in texts(running), 10) < 2
        running.until(lambda: not steps.isVisible(), 20)
        running.no_gap()


def test_the_end_with_three_consoles_open(guests: Any, launch: Launch, libvirtd: PrivateLibvirtd) -> None:
    """A screen in the tab, one by SPICE in a window of its own, a text console on the whole screen."""
    for name, screens in (("one", VNC), ("two", SPICE), ("three", "")):
        guests(tiny_xml(name, screens)[1])
    with launch([libvirtd.uri], embedded=False) as running:
        tab = running.window.content.console
        second = console_of(running, "two")
        running.do("undock-console")
        third = console_of(running, "three")
        running.do("full-screen")
        running.until(lambda: third.window().isFullScreen())
        first = console_of(running, "one")
        assert first.window() is running.window
        assert [panel.phase for panel in (first, second, third)] == [Phase.SHOWN] * 3
        assert len({panel.window() for panel in (first, second, third)}) == 3
        helper = second.display.pid if second.display is not None else 0  # type: ignore[attr-defined]
        assert Path(f"/proc/{helper}").exists()
        assert tab.panel is first
        running.no_gap()
        assert running.close() < 2.0
        assert not Path(f"/proc/{helper}").exists(), "the SPICE helper outlived the program"


def test_the_process_ends_with_three_consoles_open(guests: Any, libvirtd: PrivateLibvirtd, tmp_path: Path) -> None:
    """The same as a process: its status, its time, and nothing that it leaves behind."""
    guests(tiny_xml("all-three", VNC + SPICE)[1])
    argv = [sys.executable, "-X", "faulthandler", "-m", "tests.app.three_consoles", libvirtd.uri, "all-three"]
    child = subprocess.Popen(argv, cwd=ROOT, env={**os.environ, "HOME": str(tmp_path)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        said = child.stdout.readline()
        assert said.startswith("open "), (said, child.stderr.read()[-3000:] if child.stderr is not None else "")
        began = time.monotonic()
        _, errors = child.communicate(timeout=60)
        assert child.returncode == 0, errors[-3000:]
        assert time.monotonic() - began < 10
        assert "Traceback" not in errors and "Fatal" not in errors, errors[-3000:]
        assert not Path(f"/proc/{said.split()[1]}").exists()
    finally:
        if child.poll() is None:
            child.kill()
            child.communicate()
