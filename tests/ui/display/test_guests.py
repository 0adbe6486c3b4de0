"""Consoles of real guests: the demo appliance under emulation."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from console.ui.display.panel import ConsolePanel
from console.ui.display.sessions import Phase
from tests.fixtures.daemon import PrivateLibvirtd
from tests.ui.display.stage import HOST, SCREENS, Stage, appliance_xml, difference, inked

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]

BOTH = SCREENS.format(kind="vnc", more="") + SCREENS.format(kind="spice", more="")
CURSOR = 16 * 16
"""Pixels of a blinking text cursor, and some."""


def boot(stage: Stage, daemon: PrivateLibvirtd, appliance: Path, name: str, screens: str) -> str:
    identity, xml = appliance_xml(daemon, appliance, name, screens)
    port = stage.hub.port(HOST)
    stage.do(port.define(xml))
    stage.do(port.start(identity))
    stage.until(lambda: stage.vm(identity).state.active and stage.vm(identity).config is not None)
    return identity


def log_in(stage: Stage, panel: ConsolePanel) -> None:
    """On the text console. The appliance's getty sometimes leaves the line without ICRNL (something resets it while it boots): so LF, not CR."""
    terminal = panel.terminal
    for prompt, answer in (("login:", b"root\n"), ("Password:", b"demo\n")):
        stage.until(lambda prompt=prompt: prompt in terminal.emulator.whole(), 90)
        stage.qtbot.wait(700)
        terminal.type(answer)
    stage.until(lambda: terminal.emulator.whole().rstrip().endswith("#"), 20)


def test_screen_text_and_serial(stage: Stage, libvirtd: PrivateLibvirtd, demo_appliance: Path) -> None:
    """A guest with VNC and SPICE: its pictures are libvirt's own; what is typed on the screen comes out there and over serial."""
    identity = boot(stage, libvirtd, demo_appliance, "console-demo", BOTH)
    vnc = stage.panel(stage.vm(identity))
    stage.until(lambda: vnc.phase is Phase.SHOWN, 20)
    assert vnc.display is not None and vnc.display.kind == "vnc"
    spice = stage.panel(stage.vm(identity), without="vnc")
    stage.until(lambda: spice.phase is Phase.SHOWN, 20)
    assert spice.display is not None and spice.display.kind == "spice"

    vnc.strip.text.click()
    log_in(stage, vnc)

    def over_serial(command: str) -> str:
        vnc.terminal.emulator.clear_all()
        vnc.terminal.paste_text(f"{command}; echo END$((1))\n")
        stage.until(lambda: "END1\n" in vnc.terminal.emulator.whole())
        return vnc.terminal.emulator.whole()

    # -- typed on the screens, each once
    vnc.strip.graphical.click()
    for panel, text in (
        (vnc, "root"),
        (spice, "demo"),
        (vnc, 'echo $((6*7))-"VNC"'),
        (spice, "echo $((7*7))-SPICE > /dev/ttyS0; echo $((8*8))_SPICE"),
    ):
        stage.qtbot.mouseClick(panel.screen_view.canvas, Qt.MouseButton.LeftButton)
        assert panel.screen_view.canvas.held
        panel.type_text(f"{text}\n")
        stage.until(lambda panel=panel: not panel.screen_view.canvas.typing)
        stage.qtbot.wait(2000)
    vnc.strip.text.click()
    stage.until(lambda: "49-SPICE" in vnc.terminal.emulator.whole())
    seen = over_serial("cat /dev/vcs1 | tr -s ' ' | fold -w 70")  # the screen's characters, as the guest's kernel knows them
    assert "42-VNC" in seen
    assert "64_SPICE" in seen
    vnc.strip.graphical.click()
    stage.until(lambda: vnc.stack.currentWidget() is vnc.screen_view)

    # -- the pictures
    for panel in (vnc, spice):

        def same(panel: ConsolePanel = panel) -> bool:
            stage.qtbot.wait(150)
            picture = panel.screen_view.screenshot()
            return picture is not None and difference(picture, stage.libvirt_picture(identity)) <= CURSOR

        stage.until(same, 15)
        picture = panel.screen_view.screenshot()
        assert picture is not None and inked(picture) > 2000, "an empty picture"
